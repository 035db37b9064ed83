"""Blocks → labelled lines and tab-separated rows: for pipes, scripts and screen readers. Nothing wraps or is cut."""

from partnergloss.visible import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnergloss.answer import Match
    from partnergloss.choice import Fit
    from partnergloss.errors import Problem
    from partnergloss.records import Record
    from partnergloss.rules import Rule
    from partnergloss.view.blocks import Block, Table
    from partnergloss.view.usage import Finding

_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def blocks(shown: "Iterable[Block]", *, color: bool = False) -> str:
    """Write one labelled line for each line of the blocks, hints left out."""
    before, after = (_BOLD, _RESET) if color else ("", "")
    lines = (line for block in shown if block.role != "hint" for line in block.lines)
    return "".join(f"{before}{one_line(label)}:{after} {one_line(text)}\n" for label, text in lines)


def short(record: "Record", title: str) -> str:
    """Write a term as one paste-ready line."""
    return f"{one_line(title)}: {one_line(record['definition'])}\n"


def table(compared: "Table") -> str:
    """Write a comparison as rows of ``facet``, one column a term, ``same``; the sentences stand in the last rows."""
    head = ["facet", *(term for term, _ in compared.heads), "same"]
    rows = [[facet, *values, "yes" if same else "no"] for facet, _, values, _, same in compared.rows]
    texts = [[key, *said, "yes" if len({*said}) == 1 else "no"] for key, said in compared.texts if any(said)]
    return rows_of([head, *rows, *texts])


def listing(records: "Iterable[Record]") -> "Iterator[str]":
    """Write terms as rows of ``id name category abbr definition``, one at a time."""
    yield rows_of([["id", "name", "category", "abbr", "definition"]])
    for record in records:
        abbr = ",".join(record["abbr"])
        yield rows_of([[record["id"], record["name"], record["category"], abbr, record["definition"]]])


def search(matches: "Iterable[Match]") -> str:
    """Write what a search found as rows of ``score id name definition``."""
    rows = [[str(match.score), match.id, match.name, match.record["definition"]] for match in matches]
    return rows_of([["score", "id", "name", "definition"], *rows])


def choice(ranked: "list[Fit]") -> str:
    """Write what fits as rows of ``score id name``, and one column a facet with how the term stands to the wish."""
    head = ["score", "id", "name", *ranked[0].verdicts]
    rows = [[str(fit.score), fit.record["id"], fit.record["name"], *fit.verdicts.values()] for fit in ranked]
    return rows_of([head, *rows])


def usage(found: "Mapping[str, list[Finding]]") -> str:
    """Write what documents use as rows of ``kind count file line text id says also``, the last for further files."""
    head = ["kind", "count", "file", "line", "text", "id", "says", "also"]
    rows = [
        [
            kind,
            str(one.count),
            one.file,
            str(one.line),
            one.text,
            ",".join(term["id"] for term in one.records),
            one.says,
            " ".join(f"{file}:{line}" for file, line, _ in one.places[1:]),
        ]
        for kind, findings in found.items()
        for one in findings
    ]
    return rows_of([head, *rows])


def problems(found: "Iterable[Problem]", rules: "Mapping[str, Rule]", *, color: bool = False) -> str:
    """Write one line a problem, as compilers do: ``FILE:LINE: LEVEL CODE KEY: what is wrong. What to do.``."""
    before, after = (_BOLD, _RESET) if color else ("", "")
    lines = []
    for problem in found:
        rule, line = rules[problem.code], f":{problem.line}" if problem.line else ""
        place = one_line(f"{problem.file}{line}")
        said = f"{problem.key}: {problem.message}" if problem.key else problem.message
        end = "" if said.endswith((".", "?", "!")) else "."
        lines.append(f"{place}: {before}{rule.level} {rule.code}{after} {one_line(said)}{end} {rule.fix}\n")
    return "".join(lines)


def rows_of(rows: "Iterable[list[str]]") -> str:
    """Write rows of cells parted by tabs."""
    return "".join("\t".join(map(one_line, row)) + "\n" for row in rows)

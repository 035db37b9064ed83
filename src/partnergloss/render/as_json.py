"""Answers → JSON, one object a line. Term records pass through as the index keeps them, safe already."""

from partnergloss.records import encode
from partnergloss.visible import in_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnergloss.answer import Answer
    from partnergloss.choice import Fit
    from partnergloss.comparison import Comparison
    from partnergloss.errors import GlossError, Problem
    from partnergloss.layers import Layer
    from partnergloss.rules import Rule
    from partnergloss.rules.explanation import Explanation
    from partnergloss.selection import Wishes
    from partnergloss.view.usage import Finding


def answer(found: "Answer") -> str:
    """Write what a query led to."""
    matches = ",".join(f'{match.text[:-1]},"score":{match.score}}}' for match in found.matches)
    suggestions = [{"id": near.id, "name": near.name, "score": near.score} for near in found.suggestions]
    head = _safe({"query": found.query, "status": found.status, "reason": found.reason})[:-1]
    return f'{head},"matches":[{matches}],"suggestions":{_safe(suggestions)}}}\n'


def search(found: "Answer") -> str:
    """Write what a description led to; ``reason`` is the words found in each field."""
    matches = ",".join(
        f'{match.text[:-1]},"score":{match.score},"reason":{_safe(match.found or {})}}}' for match in found.matches
    )
    head = {"query": found.query, "status": found.status, "reason": found.reason, "read": found.read}
    return f'{_safe(head)[:-1]},"matches":[{matches}]}}\n'


def comparison(compared: "Comparison") -> str:
    """Write terms side by side."""
    rows = [{"facet": row.facet, "values": row.values, "same": row.same} for row in compared.rows]
    contrast = [{"terms": [first, second], "text": text} for first, second, text in compared.contrast]
    asked = [
        {"query": a.query, "status": a.status, "reason": a.reason, "id": a.matches[0].id} for a in compared.answers
    ]
    return _line({"terms": compared.records, "rows": rows, "contrast": contrast, "queries": asked})


def choice(wanted: "Wishes", must: "Wishes", ranked: "list[Fit]") -> str:
    """Write what fits; a facet wished several times has all its values together."""
    matches = [
        {"id": fit.record["id"], "name": fit.record["name"], "score": fit.score, "verdicts": fit.verdicts}
        for fit in ranked
    ]
    return _line({"wanted": _by_facet(wanted), "must": _by_facet(must), "matches": matches})


def _by_facet(wishes: "Wishes") -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {}
    for facet, values in wishes:
        listed.setdefault(facet, []).extend(values)
    return listed


def listing(texts: "Iterable[str]") -> "Iterator[str]":
    """Write a list of terms, given as their records in JSON, one at a time."""
    before = '{"terms":['
    for text in texts:
        yield before + text
        before = ","
    yield "]}\n" if before == "," else before + "]}\n"


def paths(layers: "list[Layer]", states: list[str], index: str | None) -> str:
    """Write every place looked at, what became of it, and where the index is."""
    looked = [
        {"rank": rank, "layer": layer.origin, "path": layer.path, "found": layer.found, "reason": layer.reason}
        | {"state": state}
        for rank, (layer, state) in enumerate(zip(layers, states, strict=True))
    ]
    return _line({"layers": looked, "index": index})


def usage(found: "Mapping[str, list[Finding]]") -> str:
    """Write what documents use, by kind."""
    return _line(
        {
            "terms": [_term_used(one) for one in found["term"]],
            "ambiguous": [
                {"label": one.text, "senses": [term["id"] for term in one.records]} | _place(one)
                for one in found["ambiguous"]
            ],
            "deprecated": [
                _term_used(one) | {"replaced_by": one.records[0]["replaced_by"]} for one in found["deprecated"]
            ],
            "unknown": [{"text": one.text} | _place(one) for one in found["unknown"]],
            "changed": [_term_used(one) | {"provenance": one.records[0]["provenance"]} for one in found["changed"]],
        }
    )


def _term_used(one: "Finding") -> "dict[str, object]":
    (term,) = one.records
    return {"id": term["id"], "name": term["name"], "text": one.text} | _place(one)


def _place(one: "Finding") -> "dict[str, object]":
    places = [{"file": file, "line": line, "count": count} for file, line, count in one.places]
    return {"count": one.count, "file": one.file, "line": one.line, "places": places}


def problems(found: "list[Problem]", rules: "Mapping[str, Rule]") -> str:
    """Write what a check found, and how often it found it."""
    listed = _listed(found, rules)
    codes = [problem.code for problem in found]
    return _line({"problems": listed, "summary": {code: codes.count(code) for code in sorted({*codes})}})


def changes(places: "list[tuple[str, str, int]]", found: "list[Problem]", rules: "Mapping[str, Rule]") -> str:
    """Write which terms were changed, given as id, file and line, and what the rules say of them."""
    terms = [{"id": term_id, "file": file, "line": line} for term_id, file, line in places]
    return _line({"terms": terms, "problems": _listed(found, rules)})


def _listed(found: "list[Problem]", rules: "Mapping[str, Rule]") -> "list[dict[str, object]]":
    return [
        {"code": p.code, "level": rules[p.code].level, "file": p.file, "line": p.line, "key": p.key}
        | {"message": p.message, "fix": rules[p.code].fix}
        for p in found
    ]


def rule(shown: "Rule", said: "Explanation", waiver: str) -> str:
    """Write a rule, why it exists, and an example; ``waive`` is what a term writes to waive it, if it can."""
    head = {"code": shown.code, "level": shown.level, "demands": shown.demands, "why": said.why, "fix": shown.fix}
    rest = {"refused": shown.refused, "waive": waiver or None, "broken": said.broken, "mended": said.mended}
    return _line(head | rest)


def error(refusal: "GlossError") -> str:
    """Write a refusal."""
    listed = [{"file": p.file, "line": p.line, "key": p.key, "message": p.message} for p in refusal.problems]
    body = {"code": refusal.code, "message": refusal.message, "hints": refusal.hints, "problems": listed}
    return _line({"error": body})


def _line(value: object) -> str:
    return _safe(value) + "\n"


def _safe(value: object) -> str:
    return in_json(encode(value))

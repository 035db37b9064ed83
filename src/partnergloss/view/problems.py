"""What a check found, in reading order: how it went, in which files, by which rules, and then every place."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from partnergloss.errors import Problem
    from partnergloss.rules import Rule

_COUNTED = ("error", "warning")


class Checked:
    """One file that was checked.

    Attributes:
        path: the file, as it was named.
        problems: what was found in it, by line.
        below: the files below it that it was checked over, lowest first, each with the name of its layer.
        alone: whether it was checked alone, because it has ``[meta]``.
    """

    __slots__ = ("alone", "below", "path", "problems")

    def __init__(
        self, path: str, problems: "list[Problem]", below: "list[tuple[str, str]]", *, alone: bool = False
    ) -> None:
        self.path = path
        self.problems = problems
        self.below = below
        self.alone = alone

    @property
    def matters(self) -> bool:
        """Whether it matters what it was checked over: elsewhere that may be something else."""
        return self.alone or len(self.below) > 1

    @property
    def stands_on(self) -> str:
        """Say what it was checked over; nothing where it could not be read."""
        if self.alone:
            return "alone, because it has [meta]"
        names = [layer if layer == "bundled" else f"{layer} ({path})" for layer, path in self.below]
        return f"over {', '.join(names)}" if names else ""


class Group:
    """A rule that is broken, with every place: where, key, and what is wrong."""

    __slots__ = ("places", "rule")

    def __init__(self, rule: "Rule", places: list[tuple[str, str, str]]) -> None:
        self.rule = rule
        self.places = places


class Report:
    """All of a check.

    Attributes:
        failed: whether the check failed.
        head: what it found, in one sentence.
        files: a sentence for each file: what was found in it, and what it was checked over; none where the head
            says it all.
        blocking: a sentence for each file that no other command uses as it is.
        groups: the rules that are broken, in the order of the codes: errors first, and last what is only counted.
    """

    __slots__ = ("blocking", "failed", "files", "groups", "head")

    def __init__(self, checked: "list[Checked]", rules: "Mapping[str, Rule]", *, strict: bool) -> None:
        found = [problem for file in checked for problem in file.problems]
        levels = [rules[problem.code].level for problem in found]
        self.failed = "error" in levels or (strict and "warning" in levels)
        where = checked[0].path if len(checked) == 1 else f"{len(checked)} files"
        fails = "; with --strict it fails" if "warning" in levels and not self.failed else ""
        self.head = f"{'Failed' if self.failed else 'Passed'}: {counted(levels)} in {where}{fails}."
        self.files = [_of_file(file, rules) for file in checked] if len(checked) > 1 else []
        if len(checked) == 1 and (file := checked[0]).matters:
            self.files = [f"Checked {file.stands_on}."]
        self.blocking = list(filter(None, (_blocking(file, rules) for file in checked)))
        self.groups = [
            Group(rule, [_place(problem) for problem in found if problem.code == code])
            for code, rule in rules.items()
            if any(problem.code == code for problem in found)
        ]


def counted(levels: "Iterable[str]") -> str:
    """Write how many errors and warnings there are, where there are any."""
    there = list(levels)
    counts = [(there.count(level), level) for level in _COUNTED]
    said = [f"{count} {level}{'s' * (count != 1)}" for count, level in counts if count]
    return " and ".join(said) or "no problems"


def _of_file(file: Checked, rules: "Mapping[str, Rule]") -> str:
    found = counted(rules[problem.code].level for problem in file.problems)
    return f"{file.path}: {found}" + (f", checked {file.stands_on}" if file.stands_on else "") + "."


def _blocking(file: Checked, rules: "Mapping[str, Rule]") -> str:
    codes = sorted({problem.code for problem in file.problems if rules[problem.code].refused})
    return f"No other command uses {file.path} until these are mended: {', '.join(codes)}." if codes else ""


def _place(problem: "Problem") -> tuple[str, str, str]:
    return f"{problem.file}:{problem.line}" if problem.line else problem.file, problem.key, problem.message

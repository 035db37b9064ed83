"""Every rule in one table: code for ever, level, what it demands, what to do, and what finds it."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from partnergloss.rules import facts, labels, likeness, links, wording
from partnergloss.rules.subject import Fault, Subject

Level = Literal["error", "warning", "info"]

Find = Callable[[Subject], Iterator[Fault]]


class Rule(NamedTuple):
    """One rule.

    Attributes:
        level: an error is wrong; a warning may be waived by a term that says why; an info is only counted.
        demands: what a term file does that keeps the rule.
        fix: what to do where it does not.
        find: finds where it does not; None where loading finds it, or the check itself (``GL219``).

    Why it exists, with examples, stands in ``explanations.toml``.
    """

    code: str
    level: Level
    demands: str
    fix: str
    find: Find | None = None

    @property
    def refused(self) -> bool:
        """Whether loading refuses a file that breaks it, so that no command but ``check`` uses the file."""
        return self.find is None and self.code != WAIVER


UNUSABLE = "GL101"
WAIVER = "GL219"

_RULES = (
    Rule(UNUSABLE, "error", "The file is readable UTF-8 TOML.", "Mend it there; all else waits for it."),
    Rule("GL102", "error", "Only known keys, of the right type.", "Correct it, or take it out."),
    Rule("GL103", "error", "An id is lower-case words joined by hyphens.", "Rename it before anything refers to it."),
    Rule("GL104", "error", "Every reference leads somewhere.", "Correct the id, or add what it names."),
    Rule("GL105", "error", "Nothing leads back to itself.", "Take one link of the circle out."),
    Rule("GL106", "error", "A facet has the form and values of its definition.", "Use one of its values."),
    Rule("GL107", "error", "A new term has name, category and definition.", "Write it."),
    Rule("GL108", "error", "Facets belong to the category; the required ones are there.",
         "Answer what is required, take out what the category does not have.", facts.strange_facet),
    Rule("GL109", "error", "A term does not point at itself.", "Take it out.", links.to_itself),
    Rule("GL110", "error", "A term, and [ambiguous], has each label once (SKOS S13).",
         "Take it out; lookup folds the rest.", labels.repeated),
    Rule("GL111", "error", "A label leads to one term, or stands in [ambiguous] with exactly its terms.",
         "Use that term's id if you mean it; else keep one, or list its terms under [ambiguous].",
         labels.shared),
    Rule("GL112", "error", "An ambiguous label has two senses or more.", "Make it an alias of the one term.",
         labels.with_one_sense),
    Rule("GL113", "error", "Related terms are not a kind of each other (SKOS S27).", "Take it out of related.",
         links.related_to_an_ancestor),
    Rule("GL114", "error", "No id names both a category and a term (SKOS S37).", "Rename the category.",
         links.between_categories_and_terms),
    Rule("GL115", "error", "A figure says what, unit and basis, low end first, and is not from the future.",
         "Complete it, or leave it out.", facts.loose_figure),
    Rule("GL116", "error", "A deprecated term names its live successor, and live terms point at live ones.",
         "Point at the successor.", links.to_the_retired),
    Rule("GL117", "error", "An approved term has sources and the date of its review.",
         'Add it, or set status = "draft".', facts.incomplete),
    Rule("GL118", "error", "Text has no control or invisible characters and is composed (NFC).", "Retype it.",
         wording.unclean),
    Rule("GL119", "error", "A formula is arithmetic, and its example computes.", "Correct either.",
         facts.wrong_formula),
    Rule("GL120", "error", "A term of a scoped category says where it holds.", 'Write scope = "general", or narrower.',
         facts.without_scope),
    Rule("GL121", "error", "A label has no semicolon, tab or line end.", "Make it two labels.",
         labels.with_separators),
    Rule("GL122", "error", "No text and no table is empty.", "Write it, or take it out.", wording.empty),
    Rule("GL201", "warning", "Broader terms do not imply each other.", "Keep the nearest.", links.implied),
    Rule("GL202", "warning", "Every term is linked to another.", "Add broader, related or contrast.", links.missing),
    Rule("GL203", "warning", "A definition is one sentence of at most 40 words.",
         "Make it one sentence with a full stop, and move the rest to notes.",
         wording.long_definition),
    Rule("GL204", "warning", "A definition does not repeat its term.", "Say what it is in other words.",
         wording.repeating),
    Rule("GL205", "warning", "Two definitions do not rest on each other.", "Define one of them from other words.",
         wording.circular),
    Rule("GL206", "warning", "A definition says what the thing is a kind of.", "Open with the broader term.",
         wording.without_broader),
    Rule("GL207", "warning", "A definition can stand in place of the word.", "Start with the broader thing itself.",
         wording.roundabout),
    Rule("GL208", "warning", "A definition says what the thing is, not what it is not or does not.",
         "Start with what it is.", wording.negative),
    Rule("GL209", "warning", "No two definitions are nearly the same, but for a term and its kinds.",
         "Say what sets the two apart, or merge them.", likeness.alike),
    Rule("GL210", "warning", "No text waits to be written.", "Write it, or take it out.", wording.placeholder),
    Rule("GL211", "warning", "A definition commits itself.", "Strike the words that promise nothing.", wording.filler),
    Rule("GL212", "warning", "Acronyms in definitions are labels of terms, or general ones of meta.acronyms.",
         "Spell it out, or add the term.", wording.unexplained),
    Rule("GL213", "warning", "A term was reviewed in the last 18 months.", "Review it and date it.", facts.old_review),
    Rule("GL214", "warning", "A figure of grade C is at most 24 months old.", "Find a newer one, or leave it out.",
         facts.old_figure),
    Rule("GL215", "warning", "Terms of a category differ in their facets.", "Answer the facet that sets them apart.",
         facts.same_facets),
    Rule("GL216", "warning", "Percentages stand in figures, with basis, date and source.", "Move it to figures.",
         wording.bare_percentage),
    Rule("GL217", "warning", "A term has something that helps to decide.",
         "Say when to use it, when not, or what it is mixed up with.", facts.no_help),
    Rule("GL218", "warning", "A term has three cues or more.", "Add plain phrases that people describe it with.",
         facts.few_cues),
    Rule(WAIVER, "warning", "A waiver names a warning that its term gets, and why that is right.",
         "Give the reason, or take it out."),
    Rule("GL220", "warning", "A link is stored once; it is read both ways.", "Keep the better of the two.",
         links.said_twice),
    Rule("GL221", "warning", "A list says everything once.", "Take one of them out.", wording.again),
    Rule("GL301", "info", "Facets are answered.", "Answer what can be answered.", facts.answered),
    Rule("GL302", "info", "Disagreements between sources are recorded.", "", facts.disputed),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}
"""Every rule by its code, in the order of the codes. A code is never used again for another rule."""

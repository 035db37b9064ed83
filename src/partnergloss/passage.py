"""A portion of a document: its words, and where they stand."""

from bisect import bisect_right
from itertools import accumulate

from partnergloss.acronyms import LONGEST_HEADING, is_heading
from partnergloss.vocabulary import HYPHENS, TOKEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.vocabulary import Vocabulary


class Passage:
    """A portion of a document.

    Where its words stand is looked up for the few that somebody asks for.

    Attributes:
        read: for each token, its words.
    """

    def __init__(self, portion: str, line: int, vocabulary: "Vocabulary") -> None:
        self.read = [vocabulary[token] for token in TOKEN.findall(portion)]
        self._portion = portion
        self._line = line
        self._starts: list[int] = []
        self._counts: list[int] = []

    def line(self, number: int) -> int:
        """Give the line that a word stands on."""
        return self._line + self._portion.count("\n", 0, self._span(number)[0])

    def text(self, start: int, end: int) -> str:
        """Give some words as they stand, without emphasis."""
        text = self._portion[self._span(start)[0] : self._span(end - 1)[1]]
        return " ".join(text.replace("*", "").replace("~", "").strip("_").split())

    def is_heading(self, number: int) -> bool:
        """Say whether a word stands in a heading in capitals."""
        at = self._span(number)[0]
        start, end = max(0, at - LONGEST_HEADING), at + LONGEST_HEADING
        before = self._portion[start:at].rpartition("\n")
        line = before[2] + self._portion[at:end].partition("\n")[0]
        return (bool(before[1]) or not start) and is_heading(line)

    def _span(self, number: int) -> tuple[int, int]:
        """Give where a word begins and ends, that of a part of a compound where it can be told."""
        if not self._starts:
            self._starts = [found.start() for found in TOKEN.finditer(self._portion)]
            self._counts = [*accumulate(map(len, self.read))]
        token = bisect_right(self._counts, number)
        start = self._starts[token]
        written = TOKEN.match(self._portion, start)
        text = written.group() if written else ""
        parts, words = HYPHENS.split(text), self.read[token]
        if len(words) == 1 or len(parts) != len(words):
            return start, start + len(text)
        place = number - self._counts[token] + len(words)
        start += sum(len(part) + 1 for part in parts[:place])
        return start, start + len(parts[place])

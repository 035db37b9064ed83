"""A small set of layers: an index of it is built in a blink, so that tests can build many."""

from pathlib import Path

from partnergloss.cache import open_index
from partnergloss.glossary import Glossary
from partnergloss.layers import Layer

_SAID = "It sells. " * 40
_BASE = '[categories.selling]\nname = "Selling"\ndefinition = "Who sells."\norder = 1\n' + "".join(
    f'[terms.{name}]\nname = "{name.title()}"\ncategory = "selling"\ndefinition = "{name} as such. {_SAID}"\n'
    for name in ("broker", "dealer", "reseller", "referrer", "wholesaler", "integrator", "distributor", "affiliate")
)
_CHANGE = '[terms.broker]\ndefinition = "{}"\n'


class Small:
    """A base and a file over it, that says what a broker is."""

    def __init__(self, folder: Path) -> None:
        self._base = folder / "base.toml"
        self._base.write_text(_BASE, encoding="utf-8")
        self.file = folder / "terms.toml"
        self.file.write_bytes(self.content("first"))

    @staticmethod
    def content(word: str) -> bytes:
        """Give the content of a file that defines a broker by a word."""
        return _CHANGE.format(word).encode()

    def layers(self) -> list[Layer]:
        """Look at both files, as a new run does."""
        return [Layer("bundled", str(self._base), ""), Layer("command line", str(self.file), "")]

    def glossary(self) -> Glossary:
        """Open the index over both files, as a new run does."""
        return Glossary(open_index(self.layers()))

    def broker(self) -> str:
        """Say what a broker is, as a new run does."""
        return str(self.glossary().lookup("broker").matches[0].record["definition"])

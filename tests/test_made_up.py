"""The made-up layers that growth is measured with."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import partnergloss
from partnergloss.glossary import Glossary
from partnergloss.model import Term
from partnergloss.words import fold

MAKER = Path(__file__).parents[1] / "benchmarks" / "made_up.py"
COUNT = 50


def made_up(count: int) -> str:
    """Give what the generator writes."""
    done = subprocess.run([sys.executable, str(MAKER), str(count)], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def layer() -> str:
    """Give a small layer."""
    return made_up(COUNT)


def test_same_terms_every_time(layer: str) -> None:
    """The same number gives the same file, and a smaller one the beginning of it."""
    assert made_up(COUNT) == layer
    assert layer.startswith(made_up(COUNT // 2))


@pytest.fixture(scope="module")
def made(layer: str, tmp_path_factory: pytest.TempPathFactory, glossary: Glossary) -> list[Term]:
    """Load the layer on top of the bundled terms; give those that it adds."""
    path = tmp_path_factory.mktemp("made-up") / "layer.toml"
    path.write_text(layer, encoding="utf-8")
    return [term for term_id, term in partnergloss.load(path).terms.items() if term_id not in glossary.terms]


def labels(terms: Iterable[Term]) -> list[str]:
    """Give all labels, folded."""
    return [fold(label) for term in terms for label in (term.name, *term.aliases, *term.abbr, *term.hidden)]


def test_all_terms_are_new(made: list[Term]) -> None:
    """A made-up layer loads, and adds as many terms as were asked for."""
    assert len(made) == COUNT


def test_labels_are_unique(made: list[Term], glossary: Glossary) -> None:
    """No two terms share a label, nor any with a bundled term, however it is folded."""
    assert len(labels(made)) > 2 * COUNT
    assert len({*labels(made)}) == len(labels(made))
    assert not {*labels(glossary.terms.values())} & {*labels(made)}

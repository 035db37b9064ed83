"""The made-up layers that growth is measured with."""

import subprocess
import sys
from pathlib import Path

import pytest

import partnergloss
from partnergloss.glossary import Glossary
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


def test_sound(layer: str, tmp_path: Path, glossary: Glossary) -> None:
    """A made-up layer loads on top of the bundled terms, all its terms being new."""
    (tmp_path / "layer.toml").write_text(layer, encoding="utf-8")
    assert len(partnergloss.load(tmp_path / "layer.toml").terms) == len(glossary.terms) + COUNT


def test_labels_are_unique(layer: str, tmp_path: Path, glossary: Glossary) -> None:
    """No two terms share a label, nor any with a bundled term, however it is folded."""
    (tmp_path / "layer.toml").write_text(layer, encoding="utf-8")
    every = partnergloss.load(tmp_path / "layer.toml").terms
    made = [
        fold(label)
        for term_id, term in every.items()
        if term_id not in glossary.terms
        for label in (term.name, *term.aliases, *term.abbr)
    ]
    bundled = {
        fold(label)
        for term in glossary.terms.values()
        for label in (term.name, *term.aliases, *term.abbr, *term.hidden)
    }
    assert len(made) > 2 * COUNT
    assert len({*made}) == len(made)
    assert not bundled & {*made}

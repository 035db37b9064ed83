"""Hostile term files of many kinds, each made from a source of chance: what ``hostile.py`` asks with."""

import datetime as dt
import json
import random
import re
import types
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from partnergloss.model import Category, Facet, Source, TermEntry

ROOT = Path(__file__).parents[1]
_DATA = ROOT / "tests" / "data"
_BASE = (_DATA / "rules" / "sound.toml").read_text(encoding="utf-8")
_SEEDS = [file.read_bytes() for file in sorted(_DATA.glob("*/*.toml"))]
_PIECES = re.compile(rb"\w+|\s+|.", re.DOTALL)
_TOKENS = sorted({token for seed in _SEEDS for token in _PIECES.findall(seed)})

BASE_IDS = ["agent", "dealer", "local-dealer", "old-dealer", "spread", "notice", "silence"]
_FACETS = {"paper": ["vendor", "partner"], "earns": ["margin"]}
_CATEGORIES = ["selling", "counted", "law"]
_ODD = [
    " ", "-", "—", "…", "\x00", "\x1b[31mred\x1b[0m", "\x1b]8;;http://e.x\x1b\\link\x1b]8;;\x1b\\", "\x9b31m",
    "\u202egnitlaf", "\u2066a\u2069", "\u200b", "\ufeff", "\u2028", "a\tb", "a\nb", "a\r\nb", "[bold]x[/bold]", "[/]",
    "[link=file:///etc/passwd]x[/link]", "[link](javascript:x)", "{0}", "{}", "%s", "%(name)s", "${HOME}", "$(id)",
    "`id`", "file:///etc/passwd", "'; DROP TABLE term; --", '"', "'", "\\", "|", "# x", "<script>", "&amp;", "@user@",
    "a" * 3000, "é" * 500, "e\u0301", "ﬁ", "İstanbul", "漢字かな", "עברית", "العربية", "👩‍👩‍👧", "\U0010ffff", "ß", "ǅ",
    "", "dealer", "Dealers", "DEALER", "AG", "a g", "agent vs dealer", "vs", "define", "--json", "rep", "VAR", "x;y",
]  # fmt: skip
_VALUES = [
    "1", "-1", "0x1F", "1e400", "-1e400", "inf", "-inf", "nan", "9" * 30, "9" * 5000, "1_000", "true", "false",
    "[]", "{}", "2026-11-21", "2026-13-41", "0000-00-00", "9999-12-31", "2026-11-21T10:00:00Z", "10:00:00", '"x"',
    "'x'", '""', "", '"""\nx\n"""', "[1, 'a', [2], {b = 3}]", "{ a = { b = [] } }", '"\\ud800"', '"\\q"', "[[", "=",
    '"', "-9223372036854775809", "1e308", "1e-400", '"\\u0000\\u001b"',
]  # fmt: skip


def base_files(folder: Path) -> Path:
    """Write a small glossary as the bundled files would be, and give its folder."""
    (folder / "terms.toml").write_text(_BASE, encoding="utf-8")
    (folder / "everyday.txt").write_text("agents\n", encoding="utf-8")
    return folder


class Author:
    """Writes term files that are right, but for a share of mistakes.

    Attributes:
        ids: the terms known so far, which links lead to.
    """

    def __init__(self, chance: random.Random, wrong: float) -> None:
        self.ids, self._chance, self._wrong = list(BASE_IDS), chance, wrong

    def document(self) -> str:
        """Write new terms and changed ones, among other tables."""
        chance = self._chance
        parts = [f"schema = {self._slip('1')}\n"] * chance.randint(0, 1)
        for shelf, shape, most in (("sources", Source, 1), ("categories", Category, 2), ("facets", Facet, 1)):
            names = [f"{shelf[0]}{number}" for number in range(chance.randint(0, most))]
            parts += [self._table((shelf, name), self._record(shape)) for name in names]
        changed = iter(chance.sample(BASE_IDS, len(BASE_IDS)))
        for number in range(chance.randint(1, 5)):
            new = chance.random() < 0.6  # noqa: PLR2004
            term_id = f"t{number}" if new else next(changed)
            fields = self._record(TermEntry)
            needed = {"name": self._said(), "category": f'"{chance.choice(_CATEGORIES)}"', "definition": self._said()}
            replaced = "replace" in fields or new
            parts.append(self._table(("terms", term_id), needed | fields if replaced else fields))
            self.ids += [term_id] * new
        if chance.random() < 0.3:  # noqa: PLR2004
            senses = {_quoted(self._text()): self._list(lambda: f'"{chance.choice(self.ids)}"') for _ in range(3)}
            parts.append(self._table(("ambiguous",), senses))
        return "".join(sorted(dict.fromkeys(parts), key=lambda part: part.startswith("[")))

    def _record(self, shape: type[msgspec.Struct]) -> dict[str, str]:
        written = {}
        for field in msgspec.structs.fields(shape):
            if field.required or self._chance.random() < 0.2:  # noqa: PLR2004
                written[field.name] = self._slip(self._value(field.name, field.type))
        return written | ({_quoted(self._chance.choice(_ODD)): "1"} if self._chance.random() < self._wrong else {})

    def _value(self, name: str, kind: Any) -> str:  # noqa: ANN401, PLR0911 - any type, one line each
        """Write a value of a type, for a field of this name."""
        chance, origin = self._chance, get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._value(name, chance.choice([one for one in get_args(kind) if one is not type(None)]))
        if origin is Annotated:
            return self._value(name, get_args(kind)[0])
        if origin is Literal:
            return json.dumps(chance.choice(get_args(kind)))
        if origin is tuple:
            return self._list(lambda: self._value(name, get_args(kind)[0]))
        if origin is dict and name in ("facets", "contrast", "disputes", "waive", "example"):
            return self._keyed(name)
        if origin is dict:
            return (
                "{" + ", ".join(f"{_quoted(self._text())} = {self._said()}" for _ in range(chance.randint(0, 2))) + "}"
            )
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return "{" + ", ".join(f"{field} = {value}" for field, value in self._record(kind).items()) + "}"
        plain: dict[Any, Callable[[], str]] = {
            bool: lambda: chance.choice(("true", "false")),
            int: lambda: str(chance.choice((0, 1, -1, 2026, 99999, 2**63 - 1))),
            float: lambda: chance.choice(("0", "-1.5", "1e308", "12", "1e-300")),
            dt.date: lambda: chance.choice(("2026-11-21", "0001-01-01", "9999-12-31")),
            str: lambda: self._named(name),
        }
        return plain[kind]()

    def _named(self, name: str) -> str:
        known = {"category": _CATEGORIES, "parent": _CATEGORIES, "source": ["handbook"], "sources": ["handbook"]}
        known |= dict.fromkeys(("broader", "part_of", "related", "replaced_by"), self.ids)
        if name in ("facets", "required"):
            return json.dumps(self._chance.choice([*_FACETS]))
        return json.dumps(self._chance.choice(known[name])) if name in known else self._said()

    def _keyed(self, name: str) -> str:
        chance = self._chance
        facet = chance.choice([*_FACETS])
        held = json.dumps([chance.choice(_FACETS[facet])] if facet == "earns" else chance.choice(_FACETS[facet]))
        pairs = {
            "facets": f"{facet} = {held}",
            "contrast": f"{chance.choice(self.ids)} = {self._said()}",
            "disputes": f"handbook = {self._said()}",
            "waive": f"GL2{chance.randint(0, 30):02} = {self._said()}",
            "example": chance.choice(("a = 1, result = 1", "", "x = 1e308")),
        }
        return f"{{ {pairs[name]} }}"

    def _list(self, item: Callable[[], str]) -> str:
        return "[" + ", ".join(item() for _ in range(self._chance.choice((0, 1, 1, 2, 3)))) + "]"

    def _slip(self, value: str) -> str:
        return self._chance.choice(_VALUES) if self._chance.random() < self._wrong else value

    def _said(self) -> str:
        return _quoted(self._text())

    def _text(self) -> str:
        chance = self._chance
        if chance.random() < 0.2:  # noqa: PLR2004
            low, high = chance.choice(((0, 0x7F), (0x80, 0x2FF), (0x590, 0x6FF), (0x2000, 0x20FF), (0xE000, 0x10FFFF)))
            return "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 30)))
        return " ".join(chance.choices(_ODD, k=chance.choice((1, 1, 2, 3)))) or "x"

    def _table(self, place: tuple[str, ...], fields: dict[str, str]) -> str:
        if self._chance.random() < 0.1:  # noqa: PLR2004
            return f"{'.'.join(place)} = {{{', '.join(f'{name} = {value}' for name, value in fields.items())}}}\n"
        return f"[{'.'.join(place)}]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items())


def _quoted(text: str) -> str:
    escaped = (f"\\u{ord(char):04x}" if char < " " or char in '"\\\x7f' else char for char in text)
    return '"' + "".join(escaped) + '"'


def sound(chance: random.Random) -> bytes:
    """Write a file of odd but legal values."""
    return Author(chance, 0).document().encode()


def slips(chance: random.Random) -> bytes:
    """Write a file with wrong values here and there."""
    return Author(chance, chance.choice((0.01, 0.05, 0.3))).document().encode()


def pieces(chance: random.Random) -> bytes:
    """Write a text of tokens in any order."""
    return b"".join(chance.choices(_TOKENS, k=chance.randint(0, 60)))


def mutated(chance: random.Random) -> bytes:
    """Change bytes, tokens or lines of a file, a made one or one of the tests'."""
    text = chance.choice(_SEEDS) if chance.random() < 0.25 else sound(chance)  # noqa: PLR2004
    by = chance.choice(("byte", "token", "line"))
    parts = {"byte": [bytes([byte]) for byte in text], "token": _PIECES.findall(text), "line": text.splitlines(True)}[
        by
    ]
    for _ in range(chance.choice((1, 1, 2, 5))):
        start, length = chance.randrange(len(parts) + 1), chance.choice((0, 1, 1, 3))
        fresh = {
            "byte": [chance.randbytes(1)],
            "token": [chance.choice(_TOKENS)],
            "line": chance.choices(parts or [b""]),
        }
        parts[start : start + length] = chance.choice(([], fresh[by], parts[start : start + length] * 2))
    return b"".join(parts)


def deep(chance: random.Random) -> bytes:
    """Nest lists, tables, keys or headers up to and beyond what a parser takes, in a field or beside all."""
    depth = chance.choice((2, 17, chance.randint(100, 1100), 20_000))
    place = chance.choice(("terms.dealer.notes", "terms.dealer.facets.paper", "terms.dealer.figures", "meta", "x"))
    opened, closed = chance.choice((("[", "]"), ("[1, ", "]"), ("{a = ", "}"), ("[{a = ", "}]")))
    value = opened * depth + chance.choice(("1", "'x'", "")) + closed * (depth - chance.choice((0, 0, 0, 1)))
    dotted = ".".join("a" * depth)
    forms = (f"{place} = {value}", f"{place}.{dotted} = 1", f"[{place}.{dotted}]", f"[[{place}.{dotted}]]\nb = {value}")
    return f"{chance.choice(forms)}\n".encode()


def circles(chance: random.Random) -> bytes:
    """Lead links in a circle, or a long way, through new terms or categories."""
    count, field = chance.choice((1, 2, 3, 50, 400)), chance.choice(("broader", "part_of", "replaced_by", "parent"))
    last = chance.choice((count, 0))
    shelf = "categories" if field == "parent" else "terms"
    rest = 'order = 1\ndefinition = "D."' if field == "parent" else 'category = "selling"\ndefinition = "D."'
    tables = []
    for number in range(count):
        above = f'"x{(number + 1) % count}"' if number + 1 < count or last else ""
        link = f"{field} = {above if field in ('replaced_by', 'parent') else f'[{above}]'}\n" if above else ""
        tables.append(f'[{shelf}.x{number}]\nname = "X {number}"\n{rest}\n{link}')
    under = ' \n[terms.y]\nname = "Y"\ncategory = "x0"\ndefinition = "D."\n' if field == "parent" else ""
    return ("".join(tables) + under).encode()


def large(chance: random.Random) -> bytes:
    """Write very long texts, very many labels, or very many mistakes."""
    size = chance.choice((1_000, 20_000))
    long = chance.choice(("a", "ab ", "é", "漢", "\u0301", "- ", ". ", "A", "AB&", "1%")) * size
    many = ", ".join(f'"{chance.choice(("dealer", "x", "X Y"))} {number % 700}"' for number in range(size // 10))
    forms = (
        f'[terms.dealer]\n{chance.choice(("name", "definition", "example", "scope"))} = "{long}"\n',
        f'[terms.dealer]\n{chance.choice(("abbr", "aliases", "hidden", "cues", "notes", "broader"))} = ["{long}"]\n',
        f"[terms.dealer]\n{chance.choice(('abbr', 'aliases', 'hidden', 'cues', 'notes', 'related'))} = [{many}]\n",
        f'[{chance.choice(("terms", "ambiguous", "facets", "meta"))}]\n"{long}" = {chance.choice(_VALUES)}\n',
        "".join(f"x{number} = 1\n" for number in range(size // 10)),
        "[ambiguous]\n" + "".join(f'"{"-" * number}" = ["dealer", "agent"]\n' for number in range(size // 50)),
    )
    return chance.choice(forms).encode()


def encoded(chance: random.Random) -> bytes:
    """Write a file with other line ends, a mark, or in another encoding."""
    text = chance.choice((sound, slips))(chance).decode()
    ends = chance.choice(("\n", "\r\n", "\r", "\n", "\r\n", "\n\r", "\x85"))
    code = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    mark = chance.choice((b"", b"", b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf", b"\x00", b"\xff\xfe"))
    return mark + text.replace("\n", ends).encode(code, "replace")


WRITERS: dict[str, Callable[[random.Random], bytes]] = {
    maker.__name__: maker for maker in (sound, slips, pieces, mutated, deep, circles, large, encoded)
}
"""The kinds, each with what makes a file of it."""

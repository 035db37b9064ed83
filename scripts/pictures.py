"""Draw the README's pictures from the program's own output: ``python scripts/pictures.py``."""

import io
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).resolve().parent.parent / "docs"
WIDTH = 88
PICTURES = {"define": ["define", "VAR"], "compare": ["compare", "affiliate", "referral"]}

_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Rich would fetch a font from the network; the reader's own monospace font serves."""

# Python itself stands in for a terminal, so that the picture shows what a terminal shows.
_TERMINAL = """
import os, pty, sys
os.environ.update(COLUMNS=sys.argv[1], LINES="200", TERM="xterm")
pty.spawn([sys.executable, "-m", "partnergloss", *sys.argv[2:]])
"""


def main() -> None:
    """Run each command in a terminal of its own and write what it shows as SVG."""
    for name, arguments in PICTURES.items():
        command = [sys.executable, "-c", _TERMINAL, str(WIDTH), *arguments, "--color", "always", "--no-pager"]
        shown = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
        console.print(Text("$ gloss " + " ".join(arguments), "bold green"))
        console.print(Text.from_ansi(shown.replace("\r\n", "\n")))
        path = DOCS / f"{name}.svg"
        drawn = console.export_svg(title="gloss", unique_id=f"gloss-{name}")
        path.write_text(_FONTS.sub("", drawn), encoding="utf-8")
        print(f"wrote {path.name}")


if __name__ == "__main__":
    main()

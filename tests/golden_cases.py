"""Golden files: each begins with the command, and goes on with what it shows, byte for byte.

``python tests/golden_cases.py`` writes them anew after a wanted change; the diff is what to review.
"""

import os
import shlex
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from terminal import shown

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.glob("*.txt"))


def command(case: Path) -> tuple[int, list[str]]:
    """Read the columns and arguments from the first line, ``$ COLUMNS=80 gloss define …``."""
    columns, _, *arguments = shlex.split(case.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("$ "))
    return int(columns.removeprefix("COLUMNS=")), arguments


def run(case: Path, environment: dict[str, str]) -> str:
    """Run a case's command on a terminal and give what it shows."""
    columns, arguments = command(case)
    _, sent = shown(arguments, columns=columns, environment=environment, cwd=GOLDEN)
    return sent


def main() -> None:
    """Write every golden file anew, keeping its first line."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8"}
        for case in CASES:
            first = case.read_text(encoding="utf-8").split("\n", 1)[0]
            case.write_text(f"{first}\n{run(case, environment)}", encoding="utf-8")


if __name__ == "__main__":
    main()

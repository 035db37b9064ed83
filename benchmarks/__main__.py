"""Every table of speed and growth in one run: ``python benchmarks [--markdown]``, some ten minutes.

The parts can be run alone: ``commands.py``, ``scanning.py``, ``peers.py``, ``growth.py``. How often a query finds its
term is measured by ``lookup.py``, what odd queries do by ``fuzz.py``.
"""

import commands
import growth
import peers
import scanning
from timing import arguments, machine


def main() -> None:
    """Print the tables."""
    given = arguments(__doc__).parse_args()
    print(f"{machine()}\n")
    for layers in (False, True):
        commands.report(given.rounds or commands.ROUNDS, layers=layers, markdown=given.markdown)
    scanning.report(given.rounds or scanning.ROUNDS, markdown=given.markdown)
    peers.report(given.rounds or peers.ROUNDS, markdown=given.markdown)
    growth.report(growth.SIZES, given.rounds or growth.ROUNDS, markdown=given.markdown)


if __name__ == "__main__":
    main()

"""`python -m demo`: see `dossier demo --help`."""

import argparse
import sys

from demo.play import play, play_unseen
from demo.telling import Teller
from demo.unseen import ROUNDS


def main() -> int:
    """Play the demo as the arguments say; return the exit code."""
    parser = argparse.ArgumentParser(prog="dossier demo")
    parser.add_argument("--once", action="store_true", help="end when all is settled")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--fault", action="append", default=[], choices=("target_bytes", "register_row")
    )
    parser.add_argument("--language", choices=("en", "nl"), default="en")
    parser.add_argument("--picture", metavar="FILE", help="also write what was shown, as SVG")
    parser.add_argument("--unseen", choices=ROUNDS, help="ten documents no rule was written for")
    given = parser.parse_args()
    once = given.once or given.json
    teller = Teller(
        json_lines=given.json, language=given.language, slowly=not once, picture=given.picture
    )
    try:
        if given.unseen:
            return play_unseen(teller, given.unseen)
        return play(teller, once=once, faults=frozenset(given.fault))
    except KeyboardInterrupt:
        teller.progress(
            "Ended before the account; what was simulated is gone.",
            "Afgebroken voor de verantwoording; wat was nagebootst, is weg.",
        )
        return 130


if __name__ == "__main__":
    sys.exit(main())

"""Two rounds of ten documents that nothing was tuned for, each with what would be defensible.

`python -m demo.unseen first DIR` writes a round to a folder, for looking at.
"""

import sys
from pathlib import Path
from typing import Final, Literal, get_args

from demo.arriving import UnseenDocument
from demo.documents import write_to
from demo.unseen_first import first_ten
from demo.unseen_second import second_ten

Round = Literal["first", "second"]
ROUNDS: Final[tuple[Round, ...]] = get_args(Round)


def unseen_documents(which: Round) -> tuple[UnseenDocument, ...]:
    """Return the ten of one round, in the order in which they arrive."""
    return first_ten() if which == "first" else second_ten()


if __name__ == "__main__":
    match sys.argv[1:]:
        case [("first" | "second") as which, folder]:
            write_to(Path(folder), (each.document for each in unseen_documents(which)))
        case _:
            sys.exit("usage: python -m demo.unseen first|second DIR")

"""An empty store: what the migrations make, made once in each process of tests and copied.

Whoever opens a copy goes the product's own way, which finds it up to date.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from store.database import Database


def empty_store_at(path: Path) -> str:
    """Lay an empty store down where nothing lies yet; return its URL."""
    if not path.exists():
        path.write_bytes(_made())
    return f"sqlite:///{path}"


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.sqlite"
        Database(
            f"sqlite:///{path}"
        ).close()  # who closes it last leaves everything in the one file
        return path.read_bytes()

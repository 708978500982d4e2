"""Files with personal data, which only the account that wrote them can read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def private_file(file: Path) -> Iterator[TextIO]:
    """Open a new text file for its owner alone; it takes its name once it is whole.

    Raises OSError, with the name that was asked for, where it cannot be made.
    """
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None
    try:
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            yield out
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)

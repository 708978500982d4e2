"""What must differ in a file plan and does not: names that stand twice, numbers that look alike."""

import re
from collections.abc import Iterable, Iterator

from classification.file_plan.as_written import Files, dossier_types, text
from classification.file_plan.files import ENGLISH
from classification.file_plan.mistakes import Told
from classification.file_plan.yaml_lines import Path
from records.numbers import NUMBER_SHAPE, may_be_mistaken

Place = tuple[str, Path]
Wrong = tuple[str, Path, Told]


def twice(files: Files, named: Iterable[tuple[Place, str]], what: Told) -> Iterator[Wrong]:
    """Yield each name that stood before, whatever its capitals, with the place of the first."""
    first: dict[str, Place] = {}
    for (file, path), name in named:
        before = first.setdefault(name.casefold(), (file, path))
        if name and before != (file, path):
            at = written_at(files, *before)
            yield (
                file,
                path,
                Told(f"«{name}» is al {what.nl} ({at})", f"«{name}» is already {what.en} ({at})"),
            )


def shapes_alike(files: Files) -> Iterator[Wrong]:
    """Yield each number shape that cannot be told from others, with the places of those.

    Of two it is told once: at the one that cannot be told from most others, else at the later one.
    A shape that is wrong in itself is told elsewhere.
    """
    shapes = {
        file: (text(value, "dossiernummer"), text(value, "dossiertype"))
        for file, value in dossier_types(files)
        if re.fullmatch(NUMBER_SHAPE, text(value, "dossiernummer"))
    }
    alike = {
        file: {o for o, (theirs, _) in shapes.items() if o != file and may_be_mistaken(own, theirs)}
        for file, (own, _) in shapes.items()
    }
    while any(alike.values()):
        odd = max(alike, key=lambda file: (len(alike[file]), file))
        others = [
            (*shapes[other], written_at(files, other, ("dossiernummer",)))
            for other in sorted(alike.pop(odd))
        ]
        for left in alike.values():
            left.discard(odd)
        nl = " en ".join(f"«{shape}» van «{name}» ({at})" for shape, name, at in others)
        en = " and ".join(f"«{shape}» of «{name}» ({at})" for shape, name, at in others)
        own = shapes[odd][0]
        yield (
            odd,
            ("dossiernummer",),
            Told(f"«{own}» is niet te onderscheiden van {nl}", f"«{own}» cannot be told from {en}"),
        )


def written_at(files: Files, file: str, path: Path) -> str:
    """Return the file and the line of what stands at `path`."""
    return f"{file}:{files[file].line_of(path, ENGLISH)}"

"""Presentations (.pptx, .pptm): each slide is a page, with its speaker's notes.

Read from the XML itself: python-pptx keeps the whole presentation in memory, pictures and all, and
gives no text of diagrams.
"""

import platform
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from extraction.office_text import local, text_of
from extraction.packages import Package
from extraction.reading import Content

READER: Final = f"python {platform.python_version()} pptx"

_RELATION: Final = "/relationships}id"  # the same end in strict and in transitional files
_DRAWN: Final = ("diagramData", "chart")
# On a page with notes: the picture of the slide, its number, and what each page of notes repeats.
_NOT_NOTES: Final = frozenset({"sldImg", "sldNum", "hdr", "ftr", "dt"})


def content_of(content: bytes) -> Content:
    """Return the slides in the order in which they are shown, hidden ones too, a page each.

    Comments and the texts of a template are left out. Raises `NotReadError`: `encrypted`, `broken`
    when it is no presentation, `too_large`.
    """
    package = Package(content)
    main, presentation = package.main("presentation")
    slides = {each.id: each.target for each in package.relations(main) if each.kind == "slide"}
    shown = (
        slides.get(value)
        for each in presentation.iter()
        if local(each.tag) == "sldId"
        for key, value in each.items()
        if key.endswith(_RELATION)
    )
    return Content(
        pages=["\n".join(_texts(package, name)) for name in shown if name],
        signed=package.is_signed,
    )


def _texts(package: Package, slide: str) -> Iterator[str]:
    yield text_of(package.tree(slide))
    for relation in package.relations(slide):
        if relation.kind in _DRAWN:
            yield text_of(package.tree(relation.target))
        elif relation.kind == "notesSlide":
            yield from map(text_of, _notes(package.tree(relation.target)))


def _notes(page: ET.Element) -> Iterator[ET.Element]:
    for shape in page.iter():
        if local(shape.tag) == "sp":
            holders = (each for each in shape.iter() if local(each.tag) == "ph")
            if not any(each.get("type") in _NOT_NOTES for each in holders):
                yield shape

"""What classifying found: evidence, reason, verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from records.personal_numbers import masked

Outcome = Literal["classified", "ambiguous", "unclassified", "not_assessable"]

Seen = Literal[
    "text",
    "name",
    "folder",
    "file_type",
    "date",
    "content_type",
    "column",
    "person",
    "number",
    "number_in_name",
    "number_in_folder",
    "known_folder",
    "number_of_source",
    "model",
    "nearest_example",
    "dossier_word",
    "near_in_dossier",
    "said_by_person",
    "set_aside",
    "bsn",
    "iban",
    "kvk",
    "language",
    "unread_pages",
    "unread_inside",
    "unreadable",
]
SEEN: Mapping[Seen, tuple[str, str]] = {
    "text": ("in de tekst", "in the text"),
    "name": ("in de naam", "in the name"),
    "folder": ("in de map", "in the folder"),
    "file_type": ("soort bestand", "kind of file"),
    "date": ("datum in het begin", "date in the opening"),
    "content_type": ("inhoudstype", "content type"),
    "column": ("in een kolom", "in a column"),
    "person": ("door wie", "by whom"),
    "number": ("nummer in de tekst", "number in the text"),
    "number_in_name": ("nummer in de naam", "number in the name"),
    "number_in_folder": ("nummer in de map", "number in the folder"),
    "known_folder": ("de map van het dossier", "the folder of the dossier"),
    "number_of_source": ("dossier van de bron", "dossier of the source"),
    "model": ("woord dat het model weegt", "word that the model weighs"),
    "nearest_example": ("een voorbeeld dat erop lijkt", "an example that is like it"),
    "dossier_word": ("woord dat op een dossier wijst", "word that points to a dossier"),
    "near_in_dossier": ("een stuk dat erop lijkt", "a document that is like it"),
    "said_by_person": ("door een mens gezegd", "said by a person"),
    "set_aside": (
        "een regel die ook past en niet telt, want een andere gaat voor",
        "a rule that fits too and does not count, for another goes before it",
    ),
    "bsn": ("mogelijk een burgerservicenummer", "may be a citizen service number"),
    "iban": ("rekeningnummer", "account number"),
    "kvk": ("nummer van het handelsregister", "number of the trade register"),
    "language": ("taal van de tekst", "language of the text"),
    "unread_pages": (
        "alleen beeld, waarvan geen tekst is gelezen",
        "picture only, of which no text was read",
    ),
    "unread_inside": ("zit erin en is niet gelezen", "lies inside and was not read"),
    "unreadable": ("niet te lezen", "could not be read"),
}
"""Where evidence was seen, in Dutch and in English, by its kind."""


def evidence_told(found: Mapping[str, Any]) -> tuple[str, str]:
    """Return one piece of evidence, as it lies beside a verdict, in Dutch and in English.

    A rule is named where one had a say. What could not be read has no words to quote, and names
    all the rules that could not look; the verdict's reason tells the problem. A quote from a text
    stands among the words around it; personal numbers are hidden. A document that is told by its id is
    named where its `name` is known.
    """
    dutch, english = SEEN[found["kind"]]
    if found["kind"] == "model" and (found.get("weight") or 0) < 0:
        dutch, english = (
            "woord dat daar volgens het model tegen pleit",
            "word that the model weighs against it",
        )
    if found["kind"] == "unreadable":
        return f"{dutch}; regels {found['rule']}", f"{english}; rules {found['rule']}"
    if found["kind"] == "unread_pages":
        pages, pages_en = _pages(found)
        return f"{pages}: {dutch}", f"{pages_en}: {english}"
    rule, place, place_en = found["rule"], *_place(found)
    by_ocr = found.get("by_ocr")
    said, said_en = _ASKED.get(found["kind"], ("regel", "rule"))
    in_dutch = (
        dutch,
        place,
        "herkend van een scan (OCR)" if by_ocr else "",
        f"{said} «{rule}»" if rule else "",
    )
    in_english = (
        english,
        place_en,
        "recognised from a scan (OCR)" if by_ocr else "",
        f"{said_en} «{rule}»" if rule else "",
    )
    dutch, english = ("; ".join(filter(None, said)) for said in (in_dutch, in_english))
    before, behind = found.get("before"), found.get("behind")
    quote = f"«{found.get('name') or found['quote']}»"
    around = (before and f"… {before}", quote, behind and f"{behind} …")
    whole = masked(" ".join(filter(None, around)))
    return f"{whole} ({dutch})", f"{whole} ({english})"


_ASKED: Mapping[Seen, tuple[str, str]] = {
    "model": ("soort", "kind"),
    "nearest_example": ("soort", "kind"),
    "dossier_word": ("dossier", "dossier"),
    "near_in_dossier": ("dossier", "dossier"),
}
"""What the rule of such evidence is, where it is no rule."""


def _pages(found: Mapping[str, Any]) -> tuple[str, str]:
    pages, part = found["quote"], found.get("part")
    of, of_en = (f" van «{part}»", f" of «{part}»") if part else ("", "")
    return (
        f"blz. {pages.replace('-', ' tot en met ')}{of}",
        f"p. {pages.replace('-', ' to ')}{of_en}",
    )


def _place(found: Mapping[str, Any]) -> tuple[str, str]:
    page, paragraph = found.get("page"), found.get("paragraph")
    if page:
        return f"blz. {page}", f"p. {page}"
    return (f"alinea {paragraph}", f"par. {paragraph}") if paragraph else ("", "")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in a sentence that a colleague understands, in Dutch and in English.

    `code` is stable and meant for filters and tests.
    """

    code: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that spoke for or against.

    `kind` says where it was seen.
    `start` and `end` are offsets in the text, the name or the path; `page` counts from 1, null
    where there are no pages; in a text without them `paragraph` does. `before` and `behind` are
    the words around a quote from a text. `weight` is null for rules, which count or do not count. `part` is
    null for the document's own words, `quoted` for an older message that it quotes, otherwise
    the name of the attachment. Of `unreadable` the rule names all that could not look, and the
    version is that of the file plan, which holds them all. Where no rule had a say, as with the
    number of a document that none knows, both are empty. `by_ocr` where the words were recognised
    from a scan, and may be misread. The quote of `unread_pages` is their numbers, as `3-7, 9`, and
    `part` then the attachment whose pages they are.
    """

    kind: Seen
    rule: str
    version: str
    quote: str
    start: int
    end: int
    page: int | None
    weight: int | None = None
    part: str | None = None
    paragraph: int | None = None
    before: str = ""
    behind: str = ""
    by_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the document may belong.

    `document_type` is null where no rule tells what it is, `dossier_number` while it is not known.
    """

    dossier_type: str
    document_type: str | None
    dossier_number: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the document is and where it belongs, with the evidence.

    Only `classified` with a dossier number may lead to filing; all else is for a person or is
    left alone. `confidence_percent` is a model's chance to be right; null where no model had a say:
    a rule fits or does not.
    """

    outcome: Outcome
    document_type: str | None
    dossier_type: str | None
    dossier_number: str | None
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]
    reason: Reason
    confidence_percent: int | None = None

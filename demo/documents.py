"""The twelve documents that people put into a channel in the demo, made when they are asked for.

`python -m demo.documents DIR` writes them to a folder, for looking at.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from demo import letters_grants, letters_others
from demo.writing import docx_of, mail_of, pdf_of

_EMPLOYEE = "Medewerker Subsidies"
_COLLEAGUE = "Collega Subsidies"
_LAWYER = "Jurist"


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """A document and who uploads it.

    `path` is seen from the channel's folder. `restricted_to` names who alone may open it, by role;
    empty when everybody with access to the channel may.
    """

    path: str
    content: bytes
    person: str
    restricted_to: tuple[str, ...] = ()


def documents() -> tuple[DemoDocument, ...]:
    """Return the demo's documents, in the order in which they arrive; no two have the same path."""
    return (*_about_grants(), *_about_objections(), *_of_other_kinds())


def _about_grants() -> tuple[DemoDocument, ...]:
    grants = letters_grants
    return (
        DemoDocument(
            "Aanvraag restauratie molen Vorenzate.docx", docx_of(grants.APPLICATION), _EMPLOYEE
        ),
        DemoDocument(
            "Beschikking molen De Zeshoek.pdf",
            pdf_of(grants.GRANT_DECISION, letterhead=True),
            _EMPLOYEE,
        ),
        DemoDocument("Kruidenrijke randen SUB-2026-0098.eml", _report_mail(), _COLLEAGUE),
        DemoDocument(
            "telefoonnotitie 17 november.txt",
            grants.PHONE_NOTE.replace("\n", "\r\n").encode(),
            _EMPLOYEE,
        ),
        DemoDocument(
            "Aanvullend besluit fietsbrug en verlichting.pdf",
            pdf_of(grants.COMBINED_DECISION, letterhead=True),
            _COLLEAGUE,
        ),
        DemoDocument(
            "Vertrouwelijk/Vaststellingsverzoek Leerwerkplekken.docx",
            docx_of(grants.SETTLEMENT_REQUEST),
            _LAWYER,
            restricted_to=(_LAWYER,),
        ),
    )


def _about_objections() -> tuple[DemoDocument, ...]:
    others = letters_others
    return (
        DemoDocument(
            "Streekmarkt aanvulling gronden.docx", docx_of(others.FURTHER_GROUNDS), _LAWYER
        ),
        DemoDocument(
            "Brief sportvereniging De Wijmer.pdf", pdf_of(others.NEW_OBJECTION), _EMPLOYEE
        ),
        DemoDocument(
            "Streekmarkt beslissing op bezwaar DEF.docx",
            docx_of(others.DECISION_ON_OBJECTION, letterhead=True),
            _LAWYER,
        ),
    )


def _of_other_kinds() -> tuple[DemoDocument, ...]:
    whole = docx_of(letters_grants.PROGRESS_REPORT)
    return (
        # An upload that broke off: the start of a zip, without the directory at its end.
        DemoDocument("Voortgangsrapportage Q3.docx", whole[: len(whole) // 2], _COLLEAGUE),
        DemoDocument("Programma afdelingsuitje.pdf", pdf_of(letters_others.OUTING), _COLLEAGUE),
        DemoDocument(
            "Verklaring van geen bezwaar luchtvaartdagen.pdf",
            pdf_of(letters_others.AIR_SHOW, letterhead=True),
            _COLLEAGUE,
        ),
    )


def _report_mail() -> bytes:
    headers = {
        "Subject": "Inhoudelijk verslag eerste jaar Kruidenrijke randen - SUB-2026-0098",
        "From": "Natuurcoöperatie Lage Wijmer <secretariaat@lagewijmer.example>",
        "To": "Subsidies <subsidies@provincievoorbeeld.example>",
        "Date": "Mon, 09 Nov 2026 14:12:00 +0100",
        "Message-ID": "<verslag-2026@lagewijmer.example>",
    }
    attachment = pdf_of(letters_grants.REPORT_ATTACHMENT)
    return mail_of(
        letters_grants.REPORT_MAIL, headers, {"Inhoudelijk verslag 2026.pdf": attachment}
    )


def write_to(folder: Path) -> None:
    """Write the documents into `folder`, which is made when it is not there."""
    for document in documents():
        path = folder / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.content)
        print(path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m demo.documents DIR")
    write_to(Path(sys.argv[1]))

"""The second ten documents that nothing was tuned for, written without sight of the rules."""

from demo import letters_unseen_second as letters
from demo.arriving import (
    ADVISER,
    COLLEAGUE,
    COMMITTEE,
    EMPLOYEE,
    GRANTS,
    GRANTS_POST,
    LAWYER,
    MAIL_ROOM,
    OBJECTIONS,
    PERMIT_COLLEAGUE,
    PERMITS,
    PERMITS_POST,
    PROJECT_LEADER,
    PROPOSALS,
    RING_ROAD,
    UnseenDocument,
)
from demo.writing import docx_of, mail_of, pdf_of, txt_of
from demo.writing_sheets import xlsx_of


def second_ten() -> tuple[UnseenDocument, ...]:
    """Return the ten, in the order in which they arrive."""
    return (*_of_grants(), *_of_objections(), *_of_permits(), *_of_policy())


def _of_grants() -> tuple[UnseenDocument, ...]:
    headers = {
        "Subject": "RE: nog een paar vragen",
        "From": "Penningmeester De Wijmer <penningmeester@dewijmer.example>",
        "To": "Subsidies <subsidies@provincievoorbeeld.example>",
        "Date": "Thu, 19 Nov 2026 20:41:00 +0100",
        "Message-ID": "<kleedkamers@dewijmer.example>",
        "In-Reply-To": "<vragen-velden@provincievoorbeeld.example>",
    }
    return (
        UnseenDocument(
            document=GRANTS.gets(
                "verstuurd/brief molen hekwerk 19 nov.pdf",
                COLLEAGUE,
                pdf_of(letters.LONGER, letterhead=True),
                "A grant is changed in a friendly letter that is not headed as a decision.",
            ),
            defensible=(
                "File: sent, signed for the college and with our number, so in SUB-2026-0147, as a "
                "decision (it moves the end date) or else as a letter; «geen bezwaar» makes it no "
                "objection."
            ),
            verdedigbaar=(
                "Opnemen: verzonden, namens het college en met ons nummer, dus in SUB-2026-0147, als "
                "besluit (de einddatum schuift) of anders als brief; «geen bezwaar» maakt er geen "
                "bezwaar van."
            ),
        ),
        UnseenDocument(
            document=GRANTS_POST.gets(
                "RE nog een paar vragen.eml",
                EMPLOYEE,
                mail_of(
                    letters.CHANGING_ROOMS,
                    headers,
                    {"prijsopgave kleedkamers.pdf": pdf_of(letters.QUOTATION)},
                ),
                "A new wish, written above an older message about something else.",
            ),
            defensible=(
                "Ask: the only number, SUB-2026-0119, stands in the older message about the fields, "
                "while the new message announces another application; a person says where it belongs."
            ),
            verdedigbaar=(
                "Vragen: het enige nummer, SUB-2026-0119, staat in het oudere bericht over de velden, "
                "terwijl het nieuwe bericht een andere aanvraag aankondigt; een mens zegt waar het "
                "hoort."
            ),
        ),
    )


def _of_objections() -> tuple[UnseenDocument, ...]:
    return (
        UnseenDocument(
            document=OBJECTIONS.gets(
                "BZW-2026-0008 Molen Vorenzate/horen uitgewerkt.docx",
                COMMITTEE,
                docx_of(letters.HEARING, author=COMMITTEE),
                "What was said at a hearing, adopted and sent to both sides.",
            ),
            defensible=(
                "File: adopted and sent, in the folder and under the number of BZW-2026-0008, as the "
                "report of the hearing; SUB-2026-0147 is only what the objection is about."
            ),
            verdedigbaar=(
                "Opnemen: vastgesteld en toegezonden, in de map en met het nummer van BZW-2026-0008, "
                "als verslag van de hoorzitting; SUB-2026-0147 is alleen waar het bezwaar over gaat."
            ),
        ),
        UnseenDocument(
            document=OBJECTIONS.gets(
                "KM_C360i26112015210.pdf",
                MAIL_ROOM,
                pdf_of(letters.READ_BY_A_COPIER),
                "A letter as the copier read it: letters for digits, and the other way round.",
            ),
            defensible=(
                "Ask: it is an objection in all but name and a term runs, but the copier spoilt the "
                "number (SUB-2O26-O1S5), so a person reads it; filing on a guess would be wrong, "
                "leaving it alone too."
            ),
            verdedigbaar=(
                "Vragen: het is een bezwaar zonder dat het zo heet en er loopt een termijn, maar het "
                "kopieerapparaat bedierf het nummer (SUB-2O26-O1S5), dus een mens leest het; op de "
                "gok opnemen zou fout zijn, laten liggen ook."
            ),
        ),
        UnseenDocument(
            document=OBJECTIONS.gets(
                "cursus/casus 4 uitwerking groep B.docx",
                LAWYER,
                docx_of(letters.EXERCISE, author=LAWYER),
                "A decision on an objection, in full dress, from a course.",
            ),
            defensible=(
                "Leave: an exercise of a course, about nobody and with an invented number; it is no "
                "decision and must never open a dossier BZW-2026-9999 (asking a person is a "
                "nuisance, not a mistake)."
            ),
            verdedigbaar=(
                "Laten liggen: een oefening van een cursus, over niemand en met een verzonnen nummer; "
                "het is geen besluit en mag nooit een dossier BZW-2026-9999 openen (een mens vragen "
                "is lastig, niet fout)."
            ),
        ),
    )


def _of_permits() -> tuple[UnseenDocument, ...]:
    headers = {
        "Subject": "de plannen bij ons achter",
        "From": "De Kolkhoeve <kolkhoeve@boerenmail.example>",
        "To": "Vergunningen <vergunningen@provincievoorbeeld.example>",
        "Date": "Sun, 22 Nov 2026 19:03:00 +0100",
        "Message-ID": "<kolkhoeve@boerenmail.example>",
    }
    return (
        UnseenDocument(
            document=PERMITS_POST.gets(
                "de plannen bij ons achter.eml",
                MAIL_ROOM,
                mail_of(letters.NEIGHBOUR, headers, {}),
                "A neighbour has his say and calls it by no name.",
            ),
            defensible=(
                "File: in VRG-2026-0019, which it names, as a view on the draft that lies for "
                "inspection; nobody has decided yet, so it is no objection."
            ),
            verdedigbaar=(
                "Opnemen: in VRG-2026-0019, dat erin wordt genoemd, als zienswijze op het ontwerp dat "
                "ter inzage ligt; er is nog niets besloten, dus het is geen bezwaar."
            ),
        ),
        UnseenDocument(
            document=PERMITS.gets(
                "bezetting kerst kopie(2).xlsx",
                PERMIT_COLLEAGUE,
                xlsx_of(letters.OCCUPATION),
                "A roster with holes in it, and the number of a case in the margin.",
            ),
            defensible=(
                "Leave: a roster of who is in at Christmas, of use to nobody in January; that a day "
                "mentions VRG-2026-0019 makes it no paper of that case."
            ),
            verdedigbaar=(
                "Laten liggen: een rooster van wie er met kerst is, in januari van geen nut meer; dat "
                "bij een dag VRG-2026-0019 staat, maakt het geen stuk van die zaak."
            ),
        ),
        UnseenDocument(
            document=PERMITS_POST.gets(
                "20261118 Oeverwal.pdf",
                MAIL_ROOM,
                pdf_of(letters.THREE_THINGS),
                "One letter, three procedures, two numbers.",
            ),
            defensible=(
                "Ask: a Woo request over two dossiers, a conditional objection without a number and a "
                "notice of default in one letter; a person opens what must be opened, and the terms "
                "run from today."
            ),
            verdedigbaar=(
                "Vragen: een Woo-verzoek over twee dossiers, een voorwaardelijk bezwaar zonder nummer "
                "en een ingebrekestelling in een brief; een mens opent wat geopend moet worden, en "
                "de termijnen lopen vanaf vandaag."
            ),
        ),
    )


def _of_policy() -> tuple[UnseenDocument, ...]:
    return (
        UnseenDocument(
            document=PROPOSALS.gets(
                "STV-2026-011 Erfgoednota/voorblad 9 december.docx",
                ADVISER,
                docx_of(letters.COVER, author=ADVISER),
                "A proposal that is nowhere called a draft, and plainly is one.",
            ),
            defensible=(
                "Leave: it belongs to STV-2026-011 beyond doubt, but it is full of changes, remarks "
                "and gaps; only when its maker is done is it a record."
            ),
            verdedigbaar=(
                "Laten liggen: het hoort zonder twijfel bij STV-2026-011, maar het zit vol "
                "wijzigingen, opmerkingen en gaten; pas als de maker klaar is, is het een "
                "archiefstuk."
            ),
        ),
        UnseenDocument(
            document=RING_ROAD.gets(
                "appjes meerwerk.txt",
                PROJECT_LEADER,
                txt_of(letters.CHAT),
                "A member of the college agrees to 180,000 euros in a chat.",
            ),
            defensible=(
                "Propose: it is the only proof of an agreement to spend and names PRJ-2026-004, but "
                "it is a cutting without a known kind, so a person confirms; filing it there is not "
                "wrong, leaving it alone is."
            ),
            verdedigbaar=(
                "Voorstellen: het is het enige bewijs van een akkoord op een uitgave en noemt "
                "PRJ-2026-004, maar het is een knipsel zonder bekende soort, dus een mens bevestigt; "
                "daar opnemen is niet fout, laten liggen wel."
            ),
        ),
    )

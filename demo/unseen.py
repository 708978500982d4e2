"""Ten documents that nothing was tuned for, and what a records manager would defend for each.

`python -m demo.unseen DIR` writes them to a folder, for looking at.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from demo import letters_unseen as letters
from demo.arriving import (
    ADVISER,
    CLERK,
    EMPLOYEE,
    GRANTS_POST,
    LAWYER,
    MAIL_ROOM,
    PERMIT_COLLEAGUE,
    PERMIT_EMPLOYEE,
    PERMITS,
    PERMITS_POST,
    POLICY,
    PROPOSALS,
    DemoDocument,
)
from demo.documents import write_to
from demo.writing import docx_of, mail_of, pdf_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenDocument:
    """A document and what would be `defensible` for it: one sentence, for a person to judge by."""

    document: DemoDocument
    defensible: str


def unseen_documents() -> tuple[UnseenDocument, ...]:
    """Return the ten, in the order in which they arrive."""
    return (*_of_grants(), *_of_permits(), *_of_policy())


def _of_grants() -> tuple[UnseenDocument, ...]:
    headers = {
        "Subject": "beweegpark gaat niet door",
        "From": "Zandwoude Vooruit <secretaris@zandwoudevooruit.example>",
        "To": "Subsidies <subsidies@provincievoorbeeld.example>",
        "Date": "Fri, 20 Nov 2026 22:58:00 +0100",
        "Message-ID": "<beweegpark@zandwoudevooruit.example>",
    }
    return (
        UnseenDocument(
            document=GRANTS_POST.gets(
                "rechtbank 20-11.pdf",
                LAWYER,
                pdf_of(letters.COURT),
                "The court asks for the papers of a case and knows only its own number.",
            ),
            defensible=(
                "Belongs with the objection BZW-2026-0012 (Streekmarkt, decision of 10 November) as "
                "a letter, but only a person can say so for certain: the number is nowhere in it."
            ),
        ),
        UnseenDocument(
            document=GRANTS_POST.gets(
                "beweegpark.eml",
                EMPLOYEE,
                mail_of(letters.WITHDRAWAL, headers, {}),
                "An application is withdrawn in a chatty mail.",
            ),
            defensible=(
                "A letter (withdrawal, not an application) in the dossier of the application of "
                "4 September, which has to be looked up; asking a person is right."
            ),
        ),
        UnseenDocument(
            document=GRANTS_POST.gets(
                "brief bankrekening.docx",
                MAIL_ROOM,
                docx_of(letters.BANK_CHANGE),
                "A change of bank account that smells of fraud.",
            ),
            defensible=(
                "Never filed or handled by itself: a person decides, and until it is verified it is "
                "at most a letter in the correspondence or in SUB-2026-0076."
            ),
        ),
        UnseenDocument(
            document=GRANTS_POST.gets(
                "voor wie is dit.docx",
                MAIL_ROOM,
                docx_of(letters.OPEN_APPLICATION),
                "Somebody would like to work here and writes about objections.",
            ),
            defensible=(
                "Personal data of an applicant: no dossier of a case, to HR by hand and gone within "
                "weeks; certainly not an objection or a grant application."
            ),
        ),
    )


def _of_permits() -> tuple[UnseenDocument, ...]:
    return (
        UnseenDocument(
            document=PERMITS.gets(
                "toezicht/rapport 12 nov.docx",
                PERMIT_EMPLOYEE,
                docx_of(letters.INSPECTION, author=PERMIT_EMPLOYEE),
                "An inspector's findings under an older permit than the one in the news.",
            ),
            defensible=(
                "A report about the permit of 2017, not about the pending VRG-2026-0019; if nobody "
                "has an enforcement dossier, a person chooses."
            ),
        ),
        UnseenDocument(
            document=PERMITS.gets(
                "ontgronding/advies waterschap.pdf",
                PERMIT_COLLEAGUE,
                pdf_of(letters.WATER_ADVICE),
                "An advice by another government, with two references.",
            ),
            defensible=(
                "In VRG-2026-0019, as a letter: it gives our number, it is an advice but not by an "
                "objections committee, and it came before the draft lay for inspection, so no view."
            ),
        ),
        UnseenDocument(
            document=PERMITS_POST.gets(
                "aangetekend 17 november.pdf",
                MAIL_ROOM,
                pdf_of(letters.LIABILITY),
                "A claim for damages with health data, at the counter that has nothing to do with it.",
            ),
            defensible=(
                "A letter for Legal Affairs and the insurer: not an objection and not a permit; a "
                "person decides, with few readers because of the injury."
            ),
        ),
    )


def _of_policy() -> tuple[UnseenDocument, ...]:
    return (
        UnseenDocument(
            document=POLICY.gets(
                "vragen nachtbus beantwoord.docx",
                ADVISER,
                docx_of(letters.QUESTIONS),
                "Written questions of a political group with the college's answers and a promise.",
            ),
            defensible=(
                "To be kept with what it asks about (mobility, paragraph 5.1); it is neither a "
                "proposal nor the coalition agreement it quotes, so a letter or a note at most."
            ),
        ),
        UnseenDocument(
            document=PROPOSALS.gets(
                "vergadering 18 november/M 26-41 bosjes.pdf",
                CLERK,
                pdf_of(letters.MOTION),
                "A motion from the floor, belonging to no proposal.",
            ),
            defensible=(
                "A motion, kept for good; there is no proposal it belongs to, so either a dossier of "
                "its own or a person who names one (perhaps the policy on nature, 4.2)."
            ),
        ),
        UnseenDocument(
            document=POLICY.gets(
                "BEL-2026-003 Erfgoednota/leerlijn getekend.docx",
                ADVISER,
                docx_of(letters.AGREEMENT),
                "A contract with two partners, saved in the folder of a policy note.",
            ),
            defensible=(
                "In BEL-2026-003 because its maker put it there and the note announces it; the kind "
                "of document (a contract) is none of the usual ones and should not be forced."
            ),
        ),
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m demo.unseen DIR")
    write_to(Path(sys.argv[1]), (each.document for each in unseen_documents()))

"""The first ten documents that nothing was tuned for."""

from demo import letters_unseen_first as letters
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
    UnseenDocument,
)
from demo.writing import docx_of, mail_of, pdf_of


def first_ten() -> tuple[UnseenDocument, ...]:
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
            verdedigbaar=(
                "Hoort als brief bij het bezwaar BZW-2026-0012 (Streekmarkt, besluit van 10 "
                "november), maar dat kan alleen een mens met zekerheid zeggen: het nummer "
                "staat er nergens in."
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
            verdedigbaar=(
                "Een brief (intrekking, geen aanvraag) in het dossier van de aanvraag van 4 "
                "september, dat moet worden opgezocht; een mens vragen is juist."
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
            verdedigbaar=(
                "Nooit vanzelf opnemen of afhandelen: een mens beslist, en tot het is nagegaan "
                "is het hooguit een brief in de correspondentie of in SUB-2026-0076."
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
            verdedigbaar=(
                "Persoonsgegevens van een sollicitant: hoort in geen zaakdossier, gaat met de "
                "hand naar P&O en is binnen enkele weken weg; zeker geen bezwaar of "
                "subsidieaanvraag."
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
            verdedigbaar=(
                "Een rapport over de vergunning van 2017, niet over de lopende VRG-2026-0019; "
                "heeft niemand een handhavingsdossier, dan kiest een mens."
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
            verdedigbaar=(
                "In VRG-2026-0019, als brief: ons nummer staat erin, het is een advies maar "
                "niet van een bezwaarcommissie, en het kwam voordat het ontwerp ter inzage "
                "lag, dus geen zienswijze."
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
            verdedigbaar=(
                "Een brief voor Juridische Zaken en de verzekeraar: geen bezwaar en geen "
                "vergunning; een mens beslist, met weinig lezers vanwege het letsel."
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
            verdedigbaar=(
                "Te bewaren bij waar het naar vraagt (mobiliteit, paragraaf 5.1); het is geen "
                "voorstel en ook niet het coalitieakkoord dat het aanhaalt, dus hooguit een "
                "brief of een nota."
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
            verdedigbaar=(
                "Een motie, blijvend te bewaren; er is geen voorstel waar zij bij hoort, dus "
                "een eigen dossier of een mens die er een noemt (misschien het natuurbeleid, "
                "4.2)."
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
            verdedigbaar=(
                "In BEL-2026-003, omdat de maker het daar heeft neergezet en de nota het "
                "aankondigt; de soort (een overeenkomst) is geen van de gebruikelijke en moet "
                "niet worden geforceerd."
            ),
        ),
    )

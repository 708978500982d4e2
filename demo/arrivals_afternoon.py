"""What people put into their channels after noon."""

from demo import letters_coalition as coalition
from demo import letters_deliveries as deliveries
from demo import letters_grants as grants
from demo import letters_objections as objections
from demo import letters_others as others
from demo import letters_permits as permits
from demo import letters_policy as policy
from demo import letters_projects as projects
from demo.arriving import (
    ADVISER,
    CLERK,
    COLLEAGUE,
    COMMITTEE,
    EMPLOYEE,
    GRANTS,
    GRANTS_POST,
    LAWYER,
    MAIL_ROOM,
    MANAGER,
    OBJECTIONS,
    PERMIT_COLLEAGUE,
    PERMIT_EMPLOYEE,
    PERMITS,
    PERMITS_POST,
    POLICY,
    PROJECT_LEADER,
    PROPOSALS,
    RING_ROAD,
    STAFF,
    DemoDocument,
)
from demo.writing import docx_of, pdf_of, txt_of, zip_of
from demo.writing_images import whiteboard_of
from demo.writing_sheets import odt_of, xlsx_of


def after_noon() -> tuple[DemoDocument, ...]:
    """Return the afternoon's documents, in the order in which they arrive."""
    return (
        *_grants(),
        *_objections(),
        *_permits(),
        *_project(),
        *_policy(),
        *_loose_ends(),
    )


def _grants() -> tuple[DemoDocument, ...]:
    church = {
        "aanvraag.docx": docx_of(deliveries.CHURCH_FORM),
        "tekening blad 3.pdf": pdf_of(deliveries.CHURCH_SKETCH),
        "raming.xlsx": xlsx_of({"Raming": deliveries.CHURCH_BUDGET}),
    }
    return (
        GRANTS.gets(
            "Map van maandag/Aanvullend besluit fietsbrug en verlichting.pdf",
            COLLEAGUE,
            pdf_of(grants.COMBINED_DECISION, letterhead=True),
            "One decision about two grants, with both numbers.",
        ),
        GRANTS.gets(
            "telefoonnotitie 17 november.txt",
            EMPLOYEE,
            txt_of(grants.PHONE_NOTE),
            "A note of a telephone call, typed during the call.",
        ),
        GRANTS.gets(
            "Vertrouwelijk/Vaststellingsverzoek Leerwerkplekken.docx",
            LAWYER,
            docx_of(grants.SETTLEMENT_REQUEST),
            "A request that only the lawyer may open, because of its appendix.",
            restricted_to=(LAWYER,),
        ),
        GRANTS_POST.gets(
            "stukken kerk Oudewold.zip",
            EMPLOYEE,
            zip_of(church),
            "A whole application in one zip: a letter, a drawing and a budget.",
        ),
        GRANTS_POST.gets(
            "jaarrekening Akkerrand (beveiligd).pdf",
            MAIL_ROOM,
            pdf_of(deliveries.PROTECTED_ACCOUNTS, password="komt-per-los-bericht"),  # noqa: S106
            "Accounts behind a password that would come with another message.",
        ),
    )


def _objections() -> tuple[DemoDocument, ...]:
    return (
        GRANTS_POST.gets(
            "Brief sportvereniging De Wijmer.pdf",
            EMPLOYEE,
            pdf_of(objections.NEW_OBJECTION),
            "A new objection that gives the number of the decision it fights.",
        ),
        GRANTS_POST.gets(
            "dorpshuis brief bestuur.odt",
            MAIL_ROOM,
            odt_of(objections.VAGUE_OBJECTION),
            "An objection by people who have lost the letter they object to.",
        ),
        OBJECTIONS.gets(
            "BZW-2026-0012 Streekmarkt/Advies kamer 2 Streekmarkt.docx",
            COMMITTEE,
            docx_of(objections.ADVICE_MARKET, author=COMMITTEE),
            "An advice that goes further than the decision that followed it.",
        ),
        OBJECTIONS.gets(
            "BZW-2026-0012 Streekmarkt/Streekmarkt beslissing op bezwaar DEF.docx",
            LAWYER,
            docx_of(objections.DECISION_ON_OBJECTION, letterhead=True, author=LAWYER),
            "The decision that follows that advice on one point and not on the other.",
        ),
    )


def _permits() -> tuple[DemoDocument, ...]:
    return (
        PERMITS.gets(
            "Nieuw/Verklaring van geen bezwaar luchtvaartdagen.pdf",
            PERMIT_COLLEAGUE,
            pdf_of(permits.AIR_SHOW, letterhead=True),
            "A declaration of no objection, which has the word of an objection in its name.",
        ),
        PERMITS.gets(
            "ontgronding/De Kolk ontwerp ter inzage.docx",
            PERMIT_COLLEAGUE,
            docx_of(permits.EXTRACTION_DRAFT, letterhead=True, author=PERMIT_COLLEAGUE),
            "A draft permit that lies for inspection; only its reference has the case number.",
        ),
        PERMITS_POST.gets(
            "brief Kolkweg.docx",
            MAIL_ROOM,
            docx_of(permits.VIEW_EXTRACTION),
            "A view by neighbours, on the last Saturday, without a number or the word.",
        ),
    )


def _project() -> tuple[DemoDocument, ...]:
    return (
        RING_ROAD.gets(
            "IMG_2041.jpg",
            PROJECT_LEADER,
            whiteboard_of(projects.WHITEBOARD),
            "A photo of the whiteboard after the project meeting: no text to read.",
        ),
        RING_ROAD.gets(
            "PRJ-2026-004 Ringweg Noord/begroting voorbereiding.xlsx",
            PROJECT_LEADER,
            xlsx_of(projects.BUDGET),
            "The project's budget, with an empty third sheet.",
        ),
        RING_ROAD.gets(
            "stand van zaken wk 47.docx",
            PROJECT_LEADER,
            docx_of(projects.WEEK_NOTE, author=PROJECT_LEADER),
            "A progress report that looks like a note between meetings.",
        ),
        RING_ROAD.gets(
            "facturen/2026-11873.pdf",
            PERMIT_EMPLOYEE,
            pdf_of(projects.ENGINEER_INVOICE),
            "An engineer's invoice, which financial administration has too.",
        ),
    )


def _policy() -> tuple[DemoDocument, ...]:
    return (
        PROPOSALS.gets(
            "STV-2026-052 Akkerranden/Statenvoorstel akkerranden DEF.docx",
            CLERK,
            docx_of(policy.PROPOSAL_WITH_CHANGES, author=ADVISER),
            "Called final, and still full of tracked changes and comments.",
        ),
        POLICY.gets(
            "agenda dinsdag.docx",
            ADVISER,
            docx_of(coalition.AGENDA),
            "The agenda of a department's meeting, cake included.",
        ),
    )


def _loose_ends() -> tuple[DemoDocument, ...]:
    report = docx_of(grants.PROGRESS_REPORT)
    return (
        GRANTS.gets(
            "Overig/Programma afdelingsuitje.pdf",
            COLLEAGUE,
            pdf_of(others.OUTING),
            "The department's day out.",
        ),
        GRANTS.gets(
            "Overig/lunchlijst.txt",
            COLLEAGUE,
            txt_of(others.LUNCH_LIST),
            "Who wants which sandwich.",
        ),
        GRANTS.gets(
            "Overig/offerte dak.pdf",
            COLLEAGUE,
            pdf_of(others.SOLAR_QUOTE),
            "An employee's own quote for solar panels, and the word subsidie in it.",
        ),
        GRANTS_POST.gets(
            "nota De Brink.pdf",
            MAIL_ROOM,
            pdf_of(others.HALL_INVOICE),
            "An innkeeper's bill for the hall of an information evening.",
        ),
        STAFF.gets(
            "gesprek 12 november.docx",
            MANAGER,
            docx_of(others.TALK_NOTE, author=MANAGER),
            "A note of a conflict between two employees, in a private channel.",
        ),
        # An upload that broke off: the start of a zip, without the directory at its end.
        GRANTS.gets(
            "Voortgangsrapportage Q3.docx",
            COLLEAGUE,
            report[: len(report) // 2],
            "A report of which only half was uploaded.",
        ),
        GRANTS.gets(
            "Nieuw - Microsoft Word-document.docx",
            EMPLOYEE,
            b"",
            "A file somebody made and never wrote in.",
        ),
    )

"""What people put into their channels before noon."""

import datetime as dt

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
    COALITION,
    COLLEAGUE,
    COMMITTEE,
    EMPLOYEE,
    GRANTS,
    GRANTS_POST,
    LAWYER,
    MAIL_ROOM,
    OBJECTIONS,
    PERMIT_EMPLOYEE,
    PERMITS,
    PERMITS_POST,
    POLICY,
    PROJECT_LEADER,
    PROPOSALS,
    RING_ROAD,
    DemoDocument,
)
from demo.signing import signed
from demo.writing import docx_of, mail_of, pdf_of
from demo.writing_images import scan_of
from demo.writing_sheets import pptx_of

_MILL = "SUB-2026-0147 Molen De Zeshoek"
_MILL_OBJECTION = "BZW-2026-0008 Molen Vorenzate"


def before_noon() -> tuple[DemoDocument, ...]:
    """Return the morning's documents, in the order in which they arrive."""
    return (
        *_policy_papers(),
        *_first_post(),
        *_grant_for_the_mill(),
        *_driveway(),
        *_project_papers(),
        *_objection_of_the_mill(),
    )


def _policy_papers() -> tuple[DemoDocument, ...]:
    return (
        COALITION.gets(
            "AKK-2025-01 Coalitieakkoord/Dichtbij en degelijk 2025-2029.pdf",
            ADVISER,
            pdf_of(coalition.AGREEMENT),
            "The coalition agreement itself: the numbered paragraphs to which everything refers.",
            batch="bestuursperiode 2025-2029",
        ),
        COALITION.gets(
            "AKK-2025-01 Coalitieakkoord/Uitvoeringsprogramma 2026 versie 1.0.docx",
            ADVISER,
            docx_of(coalition.PROGRAMME, author=ADVISER),
            "The year's programme repeats the agreement's paragraph numbers and adds money.",
            batch="bestuursperiode 2025-2029",
        ),
        POLICY.gets(
            "BEL-2026-003 Erfgoednota/Erfgoednota 2026-2030.pdf",
            ADVISER,
            pdf_of(policy.HERITAGE_NOTE),
            "The policy note on which the grant scheme for monuments rests.",
        ),
        PROPOSALS.gets(
            "STV-2026-011 Erfgoednota/Statenvoorstel Erfgoednota.docx",
            CLERK,
            docx_of(policy.PROPOSAL, letterhead=True, author=CLERK),
            "The proposal by which the note went to the Staten; its own number is 2026-011.",
            batch="Staten 28 januari",
        ),
        PROPOSALS.gets(
            "STV-2026-011 Erfgoednota/besluit getekend exemplaar.pdf",
            CLERK,
            pdf_of(policy.RESOLUTION),
            "The resolution of the Staten on that proposal, half a page.",
            batch="Staten 28 januari",
        ),
        POLICY.gets(
            "Nieuw/nota college 3 februari.docx",
            ADVISER,
            docx_of(policy.COLLEGE_NOTE, author=ADVISER),
            "The college's paper that opens the grant scheme, in a folder that says nothing.",
        ),
        POLICY.gets(
            "Nieuw/Subsidieregeling monumenten en erfgoed - Regelingen.html",
            ADVISER,
            policy.REGULATION.encode(),
            "The text of the grant scheme as somebody saved it from the web site, menus and all.",
        ),
    )


def _first_post() -> tuple[DemoDocument, ...]:
    request = docx_of(permits.WOO_REQUEST)
    return (
        GRANTS_POST.gets(
            "Verzoek bewonersgroep Vliegveldweg.docx",
            MAIL_ROOM,
            request,
            "A request under the Woo, sent to both counters and saved in two teams.",
        ),
        PERMITS_POST.gets(
            "Verzoek bewonersgroep Vliegveldweg.docx",
            MAIL_ROOM,
            request,
            "The same request as with Subsidies, byte for byte.",
        ),
        GRANTS_POST.gets(
            "Scan_20261123_0914.pdf",
            MAIL_ROOM,
            scan_of(others.THANKS),
            "A thank-you letter of a school class, scanned: an image without any text.",
        ),
        GRANTS_POST.gets(
            "RE Besluit op uw aanvraag.eml",
            EMPLOYEE,
            _mail(
                grants.NEW_QUESTION_MAIL,
                "RE: Besluit op uw aanvraag SUB-2025-0318",
                "Stichting Kapel op de Es <penningmeester@kapelopdees.example>",
            ),
            "A friendly new question on top of a refusal of last year.",
        ),
        GRANTS_POST.gets(
            "Kruidenrijke randen SUB-2026-0098.eml",
            COLLEAGUE,
            _mail(
                grants.REPORT_MAIL,
                "Inhoudelijk verslag eerste jaar Kruidenrijke randen - SUB-2026-0098",
                "Natuurcoöperatie Lage Wijmer <secretariaat@lagewijmer.example>",
                {"Inhoudelijk verslag 2026.pdf": pdf_of(grants.REPORT_ATTACHMENT)},
                sent="Mon, 09 Nov 2026 14:12:00 +0100",
            ),
            "A report that comes as a mail, with its attachment and a question.",
        ),
        PERMITS_POST.gets(
            "maaien N388.eml",
            MAIL_ROOM,
            _mail(permits.MOWING_COMPLAINT, "maaien!!", "bewoner <bewoner@postbus.example>"),
            "A cross citizen who does not say what kind of letter this is.",
        ),
        OBJECTIONS.gets(
            "BZW-2026-0012 Streekmarkt/Streekmarkt aanvulling gronden.docx",
            LAWYER,
            docx_of(objections.FURTHER_GROUNDS),
            "Grounds added to an objection that came earlier.",
        ),
        *_annual_papers(),
    )


def _annual_papers() -> tuple[DemoDocument, ...]:
    report = pdf_of(deliveries.ANNUAL_REPORT)
    attachments = {
        "jaarverslag 2025-2026.pdf": report,
        "verklaring.pdf": pdf_of(deliveries.AUDIT_STATEMENT),
    }
    subject = "jaarstukken stoomgemaal, uw brief van 12 maart"
    sender = "Vereniging Stoomgemaal Elzerbroek <bestuur@stoomgemaal.example>"
    return (
        GRANTS_POST.gets(
            "jaarstukken stoomgemaal.eml",
            EMPLOYEE,
            _mail(deliveries.ANNUAL_MAIL, subject, sender, attachments),
            "A mail with two attachments that names only the date of our letter.",
            batch="jaarstukken stoomgemaal",
        ),
        GRANTS.gets(
            "SUB-2025-0212 Stoomgemaal Elzerbroek/jaarverslag 2025-2026.pdf",
            EMPLOYEE,
            report,
            "One of those attachments, also saved loose.",
            batch="jaarstukken stoomgemaal",
        ),
    )


def _grant_for_the_mill() -> tuple[DemoDocument, ...]:
    decision = pdf_of(grants.GRANT_DECISION, letterhead=True)
    moment = dt.datetime(2026, 4, 2, 13, 5, tzinfo=dt.UTC)
    return (
        GRANTS_POST.gets(
            "Aanvraag restauratie molen Vorenzate.docx",
            EMPLOYEE,
            docx_of(grants.APPLICATION),
            "The application for the mill's sails and cap, with the number from the web form.",
        ),
        GRANTS.gets(
            f"{_MILL}/beschikking concept 0.3.docx",
            COLLEAGUE,
            docx_of(grants.DECISION_DRAFT, author=COLLEAGUE),
            "A draft of the decision, with open questions between brackets.",
        ),
        GRANTS.gets(
            f"{_MILL}/Beschikking molen De Zeshoek.pdf",
            EMPLOYEE,
            decision,
            "The decision as it was made final.",
        ),
        GRANTS.gets(
            f"{_MILL}/Beschikking molen De Zeshoek getekend.pdf",
            EMPLOYEE,
            signed(decision, "Manager Cultuur en Samenleving", moment),
            "The same decision with its digital signature, as it was sent.",
        ),
    )


def _driveway() -> tuple[DemoDocument, ...]:
    return (
        PERMITS.gets(
            "VRG-2026-0031 Uitrit Hoeve Wijmerzicht/formulier uitrit.docx",
            PERMIT_EMPLOYEE,
            docx_of(permits.DRIVEWAY_APPLICATION),
            "An application on a form, filled in by a farmer and typed over at the counter.",
        ),
        PERMITS.gets(
            "VRG-2026-0031 Uitrit Hoeve Wijmerzicht/uitgaand 20 nov.pdf",
            PERMIT_EMPLOYEE,
            pdf_of(permits.DRIVEWAY_PERMIT, letterhead=True),
            "The permit for that driveway, under a file name that hides it.",
        ),
    )


def _project_papers() -> tuple[DemoDocument, ...]:
    return (
        RING_ROAD.gets(
            "PRJ-2026-004 Ringweg Noord/Projectplan v1.2.docx",
            PROJECT_LEADER,
            docx_of(projects.PROJECT_PLAN, author=PROJECT_LEADER),
            "The project's plan, in a channel shared by two teams.",
        ),
        RING_ROAD.gets(
            "PRJ-2026-004 Ringweg Noord/Rapportages/Q3 2026.docx",
            PROJECT_LEADER,
            docx_of(projects.QUARTERLY_REPORT, author=PROJECT_LEADER),
            "A quarterly progress report, one page, colour orange.",
        ),
        RING_ROAD.gets(
            "PRJ-2026-004 Ringweg Noord/Overleg/Projectoverleg 19 november.pptx",
            PERMIT_EMPLOYEE,
            pptx_of(projects.SLIDES),
            "Slides of a project meeting: few words, and decisions hidden in bullets.",
        ),
    )


def _objection_of_the_mill() -> tuple[DemoDocument, ...]:
    batch = "bezwaar molen compleet"
    return (
        OBJECTIONS.gets(
            f"{_MILL_OBJECTION}/brief stichting 7 mei.pdf",
            COMMITTEE,
            pdf_of(objections.OBJECTION_MILL),
            "An objection by the grateful receiver of a grant, who cites the number loosely.",
            batch=batch,
        ),
        OBJECTIONS.gets(
            f"{_MILL_OBJECTION}/uitnodiging 16 juni.docx",
            COMMITTEE,
            docx_of(objections.HEARING, letterhead=True, author=COMMITTEE),
            "The invitation to the hearing.",
            batch=batch,
        ),
        OBJECTIONS.gets(
            f"{_MILL_OBJECTION}/advies commissie.pdf",
            COMMITTEE,
            pdf_of(objections.ADVICE_MILL),
            "The committee's advice: the objection is well-founded.",
            batch=batch,
        ),
        OBJECTIONS.gets(
            f"{_MILL_OBJECTION}/Beslissing op bezwaar molen De Zeshoek.pdf",
            LAWYER,
            pdf_of(objections.DECISION_MILL, letterhead=True),
            "The decision on the objection, which goes against the advice and says why.",
            batch=batch,
        ),
    )


def _mail(
    text: str,
    subject: str,
    sender: str,
    attachments: dict[str, bytes] | None = None,
    *,
    sent: str = "Sat, 21 Nov 2026 10:41:00 +0100",
) -> bytes:
    headers = {
        "Subject": subject,
        "From": sender,
        "To": "Provincie Voorbeeld <post@provincievoorbeeld.example>",
        "Date": sent,
        "Message-ID": f"<{len(text)}.{len(subject)}@{sender.rpartition('@')[2].rstrip('>')}>",
    }
    return mail_of(text, headers, attachments or {})

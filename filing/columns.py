"""The columns that a filed document and its dossier carry."""

from collections.abc import Mapping

from dossiers.keeping import keeping_of_running_dossier
from filing.finality import State, finality_of
from records.documents import DocumentSnapshot, Term
from records.file_plan import DossierType, FilePlan
from records.verdicts import Verdict

DOCUMENT_ID = "DossierDocumentId"
DOCUMENT_TYPE = "Documentsoort"
MOST_CHARACTERS = 255  # of a single line of text in SharePoint
STATUSES: Mapping[State, str] = {
    "draft": "Concept",
    "final": "Definitief",
    "signed": "Ondertekend",
    "doubtful": "",
    "unknown": "",
}


def columns_of(
    snapshot: DocumentSnapshot, verdict: Verdict, dossier_type: DossierType, running_label: str
) -> dict[str, str]:
    """Return the columns that a filed document carries: internal name to value."""
    item = snapshot.item
    keeping = keeping_of_running_dossier(running_label)
    return {
        **dossier_type.columns,
        DOCUMENT_ID: snapshot.document_id,
        DOCUMENT_TYPE: verdict.document_type or "",
        "Documentstatus": STATUSES[finality_of(snapshot).state],
        "Dossiernummer": verdict.dossier_number or "",
        "Dossiertype": dossier_type.name,
        "Archiefvormer": dossier_type.records_creator,
        "Categorie": keeping.category,
        "Archiefactiedatum": keeping.action_date,
        "OorspronkelijkeLocatie": _short(f"{snapshot.source}: {item.path.rstrip('/')}/{item.name}"),
        "OorspronkelijkAangemaaktDoor": item.created_by,
        "OorspronkelijkAangemaaktOp": item.created_at,
        "OorspronkelijkGewijzigdDoor": item.modified_by,
        "OorspronkelijkGewijzigdOp": item.modified_at,
        "RedenOpname": verdict.reason.nl,
    }


def described(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    note_columns: Mapping[str, str],
) -> tuple[dict[str, str], dict[str, Term]]:
    """Return the columns and the terms that a filed document carries in a library.

    `note_columns` gives each of its columns of managed metadata the one it is written through.
    """
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    columns = columns_of(snapshot, verdict, dossier_type, file_plan.running_label)
    terms = {}
    if DOCUMENT_TYPE in note_columns:
        document_type = file_plan.document_type(columns.pop(DOCUMENT_TYPE))
        terms[DOCUMENT_TYPE] = Term(
            note_columns[DOCUMENT_TYPE], document_type.name, document_type.term_id
        )
    return columns, terms


def dossier_columns_of(dossier_type: DossierType, number: str) -> dict[str, str]:
    """Return the columns that a running dossier carries: internal name to value."""
    return {
        "Dossiernummer": number,
        "Dossiertype": dossier_type.name,
        "Archiefvormer": dossier_type.records_creator,
        "Dossierstatus": "Lopend",
        "Zaaktype": dossier_type.case_type,
    }


def _short(place: str) -> str:
    """Return the place within the 255 characters of a text column, its end kept."""
    return place if len(place) <= MOST_CHARACTERS else f"…{place[1 - MOST_CHARACTERS :]}"

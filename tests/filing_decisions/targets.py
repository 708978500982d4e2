"""A verdict that names one dossier, and a target library in which all is as it should be."""

from dataclasses import replace

from filing.columns import columns_of
from filing.plan import TargetFacts
from records.documents import Location
from records.verdicts import Reason, Verdict
from tests.records.made import ITEM, document, dossier_type

VERDICT = Verdict(
    outcome="classified",
    document_type="Subsidieaanvraag",
    dossier_type="Subsidie",
    dossier_number="SUB-2026-0147",
    candidates=(),
    evidence=(),
    reason=Reason("rule_fits", "Dossier SUB-2026-0147.", "Dossier SUB-2026-0147."),
)
REQUIRED_COLUMNS = frozenset(columns_of(document(), VERDICT, dossier_type(), "Lopend dossier"))
TARGET = TargetFacts(
    drive_id="archive",
    columns=REQUIRED_COLUMNS | {"Title"},
    note_columns={},
    content_types={"Document": "type-1", "Archiefstuk": "type-2"},
    principals=frozenset({"group:team", "group:records"}),
    pointer_principals=frozenset({"group:team"}),
    dossier=replace(ITEM, location=Location("archive", "folder"), name="SUB-2026-0147"),
    dossier_doubt=None,
    is_here=False,
    taken_names=frozenset(),
)

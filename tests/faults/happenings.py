"""What may happen in the state machine: what people write, what Graph does, what is delivered badly."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from tests.extraction.made import pdf
from tests.journeys.journey import APPLICATION
from tests.journeys.test_province import DECISION, OBJECTION, mail, word

Fault = Mapping[str, Any]
_ATTACHED = b"Begroting: dak 12.000 euro"

WRITINGS: Mapping[str, bytes] = {
    "aanvraag.txt": APPLICATION.encode(),
    "zonder nummer.txt": APPLICATION.replace("SUB-2026-0147", "").encode(),
    "beschikking.txt": DECISION.encode(),
    "beschikking.docx": word(DECISION),
    "beschikking.pdf": pdf("Wij besluiten subsidie te verlenen, kenmerk SUB-2026-0147."),
    "bezwaar.txt": OBJECTION.encode(),
    "menukaart.txt": b"Soep van de dag, broodje kaas.\n",
    "leeg.txt": b"",
    "mail.eml": mail(APPLICATION, {"Begroting.txt": _ATTACHED}),
    "los.txt": _ATTACHED,
}
FILING = ("drive_item.copy", "drive_item.patch", "drive_item.delete", "fields.patch")
CHANGING = (
    *FILING,
    "folder.create",
    "list_item.patch",
    "retention_label.patch",
    "content.put",
    "*",
)
_ASKED = (*FILING, "drive_item.get", "content.get", "permission.*", "monitor.get", "folder.create")
GRAPH_FAULTS: Sequence[Fault] = (
    *({"kind": "status", "status": 429, "retry_after": seconds} for seconds in (1, 120)),
    *(
        {"kind": "status", "status": status, "operation": one}
        for one in _ASKED
        for status in (423, 500, 503)
    ),
    *({"kind": "status_after", "status": 504, "operation": one} for one in FILING),
    *(  # of these the filing goes on without the removal, and is taken back without the label
        {"kind": "status", "status": 403, "code": "accessDenied", "operation": one}
        for one in ("drive_item.delete", "retention_label.patch")
    ),
    {"kind": "status", "status": 412, "operation": "drive_item.patch"},
    {"kind": "status", "status": 503, "operation": "subscription.*"},
    {"kind": "status", "status": 410, "operation": "delta"},
    {"kind": "resync", "operation": "delta"},
    {"kind": "empty_page"},
    {"kind": "copy_slow", "polls": 3},
    {"kind": "copy_fails"},
    {"kind": "copy_loses_versions"},
    {"kind": "rewrite_office"},
    {"kind": "not_hashed"},
)
DELIVERY_FAULTS: Sequence[Fault] = (
    {"kind": "notifications_lost"},
    {"kind": "notifications_duplicate", "copies": 3},
    {"kind": "notifications_late", "seconds": 90},
)
# What people do to a file, wherever it lies.
ACTS: Sequence[Mapping[str, Any]] = (
    {"do": "delete"},
    {"do": "rename", "to": "ander.txt"},
    {"do": "rename", "to": "SUB-2026-0148 met # en %.txt"},
    {"do": "check_out"},
    {"do": "check_in"},
    {"do": "open_in_desktop"},
    {"do": "open_together"},
    {"do": "close"},
    {"do": "restrict", "only": ["Recordbeheer"]},
    {"do": "restrict", "only": ["Medewerker Subsidies"]},
    {"do": "restrict", "only": []},
    {"do": "share", "with": ["Jurist"], "role": "read"},
    {"do": "link"},
    {"do": "label", "label": "Bezwaren 10 jaar"},
    {"do": "label", "label": "Archiefstuk vergrendeld"},
    {"do": "label", "label": ""},
    {"do": "lock_record"},
    {"do": "unlock_record"},
    {"do": "columns", "fields": {"Title": "Door een mens"}},
    {"do": "columns", "fields": {"Documentsoort": None}},
)
# What they do to a folder, perhaps a dossier.
FOLDER_ACTS: Sequence[Mapping[str, Any]] = (
    {"do": "delete"},
    {"do": "rename", "to": "SUB-2026-0147"},
    {"do": "rename", "to": "SUB-2026-0149"},
    {"do": "rename", "to": "Andere map"},
    {"do": "restrict", "only": ["Recordbeheer"]},
    {"do": "restrict", "only": []},
    {"do": "link"},
)


def encoded(content: bytes) -> dict[str, str]:
    """Return the bytes as a person's act takes them."""
    return {"content_base64": base64.b64encode(content).decode()}


def letter(number: int) -> bytes:
    """Return an application that is filed as it comes in; the same number, the same bytes."""
    return f"{APPLICATION}Stuk {number}.\n".encode()

"""The account at the end: what the independent checker says, from the tenant and the register."""

import json
from pathlib import Path
from typing import Any

from checker.account import Account, account_of
from demo.arriving import STAFF
from demo.office import Office
from demo.tenant import SimulatedTenant


def account(tenant: SimulatedTenant, office: Office) -> Account:
    """Return the checker's account of this moment. The counts are its own, not the program's."""
    known = tenant.get("tenant")
    anchors = (
        office.anchor.read_text(encoding="utf-8").splitlines() if office.anchor.exists() else []
    )
    return account_of(
        tenant.get("tree"),
        tenant.get("calls"),
        list(office.register_lines()),
        anchors,
        always_allowed=[f"group:{known['groups']['Recordbeheer']}"],
        not_listened_to=[known["teams"][STAFF.team]["channels"][STAFF.name]["drive_id"]],
    )


def totals(of: Account) -> dict[str, Any]:
    """Return the last line of the account."""
    return {
        "documents": of.documents,
        "filed": of.filed,
        "proposed": of.proposed,
        "waiting": of.waiting,
        "left": of.left,
        "unaccounted": of.unaccounted,
        "broken_promises": [violation.sentence for violation in of.violations],
    }


def write_evidence(tenant: SimulatedTenant, office: Office, folder: Path) -> None:
    """Write down what the account was made from, so that anyone can run the checker again."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("tree", "calls"):
        text = json.dumps(tenant.get(name), ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    register = "".join(f"{line}\n" for line in office.register_lines())
    (folder / "register.jsonl").write_text(register, encoding="utf-8")

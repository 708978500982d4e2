"""The balance sheet of a filing: the document before it and after it, and what broke between.

It is told from what the filing saw; nothing is asked of Graph here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from filing.plan import FilingPlan, Reversible
from filing.reasons import label_protects
from filing.store_ports import Account
from records.documents import Version

# The steps that saw the document as it is now; of two that tell the same the later one counts.
TELLING = ("verify", "columns", "place", "label", "release_begun")
Facts = Mapping[str, Any]


async def balance_sheet(
    plan: FilingPlan, account: Account, kept: Sequence[Version] = ()
) -> dict[str, Any]:
    """Return the document before and after, as it lies beside the entry that ends its filing.

    `kept` are the document's versions as they were seen last; without them those that a step tells.

    Null is what the filing did not see: the audience of what stayed one item, which keeps it, but for
    that of a dossier it moved to.
    """
    done = {step: await account.facts_of(step) or {} for step in TELLING}
    source, seen = plan.source, {**done["verify"], **done["place"], **done["release_begun"]}
    versions = [asdict(version) for version in kept] or seen.get("versions")
    return {
        "content": done["verify"].get("content_criterion", "same_item"),
        "before": {
            "name": source.name,
            "content_type": source.content_type,
            "label": source.label,
            "columns": dict(source.fields),
            "versions": [asdict(version) for version in source.versions],
            "audience": list(source.principals),
        },
        "after": {
            "name": done["place"].get("name", source.name),
            "content_type": done["columns"].get("content_type"),
            "label": done["label"].get("label"),
            "columns": done["columns"].get("described"),
            "versions": versions,
            "audience": seen.get("audience"),
        },
        "broken_links": dict(plan.broken_links),
        "reversible": asdict(reversible_as_labelled(plan, done["label"])),
    }


def reversible_as_labelled(plan: FilingPlan, labelled: Facts | None) -> Reversible:
    """Return whether the filing can be turned back, now that the label step saw what its label does."""
    facts, label = labelled or {}, plan.target.label
    if facts.get("protects") and facts.get("label") == label:
        return Reversible("no", (), label_protects(label))
    return plan.reversible

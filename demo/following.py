"""One document followed through all its stages, as the register tells them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from demo.office import Office
from demo.telling import Teller
from demo.waiting import until
from dossiers.keeping import TO_BE_DETERMINED
from filing.losses import FILING_LOSSES
from records.moments import moment_of
from records.verdicts import evidence_told

STAGES: Mapping[str, tuple[str, str]] = {
    "staging": ("a folder of ours in the archive, out of sight", "een eigen map in het archief"),
    "copy_started": ("copying with every version", "kopiëren met alle versies"),
    "copy": ("the copy is there", "de kopie is er"),
    "compared": ("part of the versions compared", "een deel van de versies vergeleken"),
    "verify": ("copy and original compared", "kopie en origineel vergeleken"),
    "columns": ("described in columns", "beschreven in kolommen"),
    "dossier_begun": ("what the dossier was before", "wat het dossier eerst was"),
    "release_begun": ("the source is about to be removed", "de bron gaat nu weg"),
    "dossier": ("the dossier is there", "het dossier is er"),
    "dossier_back": ("the dossier as it was before", "het dossier zoals het eerst was"),
    "place": ("placed in its dossier, visible only now", "in het dossier gezet, nu pas zichtbaar"),
    "label": ("retention label", "retentielabel"),
    "pointer": ("a pointer at the old place", "een verwijzing op de oude plaats"),
    "release": ("the original to the recycle bin", "het origineel naar de prullenbak"),
    "clean_up": ("our own folder removed", "de eigen map opgeruimd"),
}
HOW: Mapping[str, tuple[str, str]] = {
    "fully": ("fully", "geheel"),
    "with_losses": ("yes, but for what was said beforehand", "ja, behalve wat vooraf is gezegd"),
    "no": ("no", "nee"),
}


def follow(teller: Teller, office: Office, item_id: str) -> None:
    """Tell what became of the document that was saved as `item_id`, once it is settled."""
    entries = _settled(office, item_id)
    planned = next((one for one in entries if one["entry"]["kind"] == "planned"), None)
    if planned is None:
        return
    plan, evidence = planned["beside"]["plan"], planned["beside"]["evidence"]
    teller.facts(_why(teller, evidence))
    teller.facts(_plan(teller, plan))
    teller.say(
        "What was done, and how many seconds after the first step:",
        "Wat er is gedaan, en hoeveel seconden na de eerste stap:",
    )
    teller.facts(_steps(teller, entries))
    teller.facts(_keeping(teller, plan["target"]))


def filed_in(office: Office, item_id: str) -> str | None:
    """Return the dossier in which the document was filed, once it is settled; None if it was not."""
    entries = _settled(office, item_id)
    plans = [one["beside"]["plan"] for one in entries if one["entry"]["kind"] == "planned"]
    if entries[-1]["entry"]["kind"] != "filed" or not plans:
        return None
    number: str = plans[-1]["target"]["dossier_number"]
    return number


def _why(teller: Teller, evidence: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield (
        teller.word("why", "waarom"),
        teller.word(evidence["reason"]["en"], evidence["reason"]["nl"]),
    )
    for found in evidence["evidence"]:
        told = " ".join(teller.word(*reversed(evidence_told(found))).split())
        yield teller.word("evidence", "onderbouwing"), told


def _plan(teller: Teller, plan: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    source, target = plan["source"], plan["target"]
    word = teller.word
    losses = "; ".join(word(*reversed(FILING_LOSSES[code])) for code in plan["losses"])
    yield word("from", "van"), f"{source['path']}/{source['name']}"
    yield word("to", "naar"), f"{target['library']} / {target['folder']} / {target['name']}"
    had = len(source["versions"])
    yield (
        word("versions", "versies"),
        (
            word("1: it comes along", "1: die gaat mee")
            if had == 1
            else word(f"{had}: all come along", f"{had}: alle gaan mee")
        ),
    )
    seen = word(
        "nobody more than before; asked again just before it is placed",
        "niemand meer dan eerst; vlak voor het plaatsen opnieuw gevraagd",
    )
    yield word("who sees it", "wie ziet het"), seen
    yield word("said beforehand", "vooraf gezegd"), losses
    yield word("can be turned back", "omkeerbaar"), word(*HOW[plan["reversible"]["how"]])


def _keeping(teller: Teller, target: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    word, columns = teller.word, target["columns"]
    running = word(
        "empty while the case runs: only its result tells how long this is kept",
        "leeg zolang de zaak loopt: pas het resultaat zegt hoe lang dit blijft",
    )
    yield word("label", "label"), target["label"]
    category = columns["Categorie"]
    if category == TO_BE_DETERMINED:
        category = word(f"to be determined (in the column: «{category}»)", category)
    yield word("category", "categorie"), category
    yield word("action date", "archiefactiedatum"), columns["Archiefactiedatum"] or running


def _steps(teller: Teller, entries: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    """Yield each step and when it was done; the day in the story is not that of the clock."""
    steps = [one for one in entries if one["entry"]["kind"] == "step"]
    for one in steps:
        after = moment_of(one["entry"]["at"]) - moment_of(steps[0]["entry"]["at"])
        seconds = f"{after.total_seconds():.1f}"
        yield f"+{teller.word(seconds, seconds.replace('.', ','))} s", _stage(teller, one)


def _stage(teller: Teller, line: Mapping[str, Any]) -> str:
    step, facts = line["entry"]["outcome"], line["beside"]["evidence"] or {}
    told = teller.word(*STAGES[step])
    seen = {
        "verify": teller.word("the same, version by version", "gelijk, versie voor versie"),
        "pointer": str(facts.get("name") or ""),
    }.get(step)
    return f"{told} ({seen})" if seen else told


def _settled(office: Office, item_id: str) -> list[dict[str, Any]]:
    """Return the entries of the document that was saved as `item_id`, once it is settled."""
    until(lambda: _is_settled(office, item_id), f"the outcome of document {item_id}")
    return _chain(office, item_id)


def _is_settled(office: Office, item_id: str) -> bool:
    kinds = [one["entry"]["kind"] for one in _chain(office, item_id)]
    return bool(kinds) and kinds[-1] in ("filed", "halted", "verdict")


def _chain(office: Office, item_id: str) -> list[dict[str, Any]]:
    """Return the entries of the document that lay at `item_id` first."""
    lines = [json.loads(line) for line in office.register_lines()]
    told = (
        one["entry"]["chain"]
        for one in lines
        if (one["entry"]["location"] or {}).get("item_id") == item_id
    )
    chain = next(told, None)
    return [one for one in lines if one["entry"]["chain"] == chain and chain is not None]

"""What a person can do now about a document that waits or is proposed, by the code of its reason.

One step serves several reasons, so that a list can be read by what there is to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEFT_ALONE = ("left", "undone", "gone")


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a person can do, in Dutch and in English."""

    nl: str
    en: str


def next_step(state: str, code: str) -> NextStep | None:
    """Return what a person can do about it; None where nobody is asked for anything."""
    if state in LEFT_ALONE:
        return None
    if state == "filed":  # all is well, unless the reason is one of ours for asking someone
        return _STEPS.get(code)
    if state == "source_kept":
        return _WHICH
    if code.startswith("not_assessable_"):
        return _READABLE
    return _STEPS.get(code, _LOOK)


_NUMBER = NextStep(
    "Geef het een dossiernummer: zet het in het kanaal in een map die zo heet, of zet het zelf in "
    "zijn dossier in het archief.",
    "Give it a dossier number: put it in a folder of that name in the channel, or put it in its "
    "dossier in the archive yourself.",
)
_CHOOSE = NextStep(
    "Kies: zet het zelf in het dossier waar het hoort, in het archief; of laat het staan, dan "
    "gebeurt er niets.",
    "Choose: put it in the dossier where it belongs, in the archive, yourself; or leave it, then "
    "nothing happens.",
)
_UNKNOWN = NextStep(
    "Zet het zelf in het dossier waar het hoort, in het archief, of laat een regel in het "
    "ordeningsplan zeggen wat voor stuk het is; hoort het nergens, laat het dan staan.",
    "Put it in the dossier where it belongs, in the archive, yourself, or let a rule in the file "
    "plan say what kind it is; if it belongs nowhere, leave it.",
)
_SAY = NextStep(
    "Zeg wat het is, met `dossier review confirm ID --kind SOORT`: staat zijn dossier vast, dan wordt "
    "het opgenomen zodra het zover is; of laat een regel in het ordeningsplan het zeggen. Hoort het "
    "nergens, laat het dan staan.",
    "Say what it is, with `dossier review confirm ID --kind KIND`: if its dossier is certain it is "
    "filed once it is due; or let a rule in the file plan say so. If it belongs nowhere, leave it.",
)
_KIND = NextStep(
    "Zeg wat het is, met `dossier review confirm ID --kind SOORT`, laat een regel in het "
    "ordeningsplan het zeggen, of vul zijn kolommen in het dossier zelf in (het blijft dan in deze "
    "lijst staan).",
    "Say what it is, with `dossier review confirm ID --kind KIND`, let a rule in the file plan say "
    "so, or fill in its columns in the dossier yourself (it then stays on this list).",
)
_RULES = NextStep(
    "Laat de regels in het ordeningsplan één soort zeggen, of vul zijn kolommen in het dossier zelf "
    "in (het blijft dan in deze lijst staan).",
    "Let the rules in the file plan say one kind, or fill in its columns in the dossier yourself (it "
    "then stays on this list).",
)
_READABLE = NextStep(
    "Bewaar het opnieuw zoals het te lezen is (een scan met tekstherkenning, zonder wachtwoord, "
    "heel), of zet het zelf in zijn dossier in het archief.",
    "Save it again so that it can be read (a scan with text recognition, without password, whole), "
    "or put it in its dossier in the archive yourself.",
)
_AUDIENCE = NextStep(
    "Mogen die mensen het zien, zet het dan zelf in zijn dossier in het archief; anders blijft het "
    "staan.",
    "If those people may see it, put it in its dossier in the archive yourself; otherwise it stays.",
)
_NEW_DOSSIER = NextStep(
    "Moet dat dossier er komen: maak in zijn bibliotheek een map met dat nummer, en zet het "
    "document er zelf in.",
    "If that dossier should be: make a folder with that number in its library, and put the document "
    "into it yourself.",
)
_REOPEN = NextStep(
    "Heropen het dossier (`dossier dossiers reopen NUMMER`), of laat het document staan.",
    "Reopen the dossier (`dossier dossiers reopen NUMBER`), or leave the document.",
)
_MODE = NextStep(
    'Zet de stand op uitvoeren: van de bron met `dossier source mode "NAAM" uitvoeren`, van het '
    "dossiertype in het ordeningsplan.",
    'Set the mode to act: of the source with `dossier source mode "NAME" act`, of the dossier type '
    "in the file plan.",
)
_ADMINISTRATOR = NextStep(
    "Een beheerder van Microsoft 365 maakt in orde wat de reden noemt; zet daarna de bron op "
    "voorstellen en weer op uitvoeren, dan wordt opnieuw gekeken.",
    "An administrator of Microsoft 365 sees to what the reason names; then set the source to "
    "propose and to act again, and it is looked at again.",
)
_LIBRARY = NextStep(
    "Een beheerder van Microsoft 365 maakt in orde wat de reden noemt; elk uur wordt vanzelf "
    "opnieuw gekeken.",
    "An administrator of Microsoft 365 sees to what the reason names; it is looked at again every "
    "hour by itself.",
)
_SOON = NextStep(
    "Niets: er wordt vanzelf opnieuw gekeken. Blijft het hier staan, vraag dan een beheerder.",
    "Nothing: it is looked at again by itself. If it stays here, ask an administrator.",
)
_WHICH = NextStep(
    "Het ligt in het dossier en ook nog op de oude plaats: kies welk van de twee telt, en verwijder "
    "het andere zelf.",
    "It lies in the dossier and at the old place too: choose which of the two counts, and delete "
    "the other yourself.",
)
_REFERENCE = NextStep(
    "Zet in dat dossier zelf een verwijzing naar het eerste, of laat het zo.",
    "Put a reference to the first into that dossier yourself, or leave it so.",
)
_LOOK = NextStep(
    "Kijk naar wat de reden noemt, en maak het in orde; na elke wijziging van het document wordt "
    "opnieuw gekeken.",
    "Look at what the reason names, and put it right; after each change of the document it is "
    "looked at again.",
)
_STEPS: Mapping[str, NextStep] = {
    "no_dossier_named": _NUMBER,
    "number_unclear": _CHOOSE,
    "number_recognised": _CHOOSE,
    "several_dossiers": _CHOOSE,
    "rules_disagree": _CHOOSE,
    "came_in_unknown": _UNKNOWN,
    "like_dossiers": _UNKNOWN,
    "only_dossier_known": _SAY,
    "model_asks": _SAY,
    "model_without_dossier": _NUMBER,
    "outside_its_dossier": _CHOOSE,
    "beside_its_dossier": _CHOOSE,
    "taken_out_before": _CHOOSE,
    "kind_unknown": _KIND,
    "kinds_disagree": _RULES,
    "kind_unread": _READABLE,
    "audience_wider": _AUDIENCE,
    "pointer_wider": _AUDIENCE,
    "no_such_dossier": _NEW_DOSSIER,
    "dossier_closed": _REOPEN,
    "observing": _MODE,
    "proposing": _MODE,
    "target_not_ready": _LIBRARY,
    "columns_not_set": _ADMINISTRATOR,
    "label_not_applied": _ADMINISTRATOR,
    "obstacle": _ADMINISTRATOR,
    "copy_failed": _ADMINISTRATOR,
    "cannot_look": _SOON,
    "not_compared_yet": _SOON,
    "problem": _SOON,
    "kept_in_another_dossier": _REFERENCE,
}

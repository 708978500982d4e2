"""What a person can do now about a document that waits or is proposed, by the code of its reason.

One step serves several reasons, so that a list can be read by what there is to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from filing.obstacles import STOPS

LEFT_ALONE = ("left", "undone", "gone")


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a person can do, in Dutch and in English."""

    nl: str
    en: str


def next_step(state: str, code: str) -> NextStep | None:
    """Return what a person can do about it; None where nobody is asked for anything.

    Of what was left alone only what keeps it from being looked at asks for something.
    """
    if state in LEFT_ALONE:
        return _STEPS[code] if code in _HELD_UP else None
    if state == "filed":  # all is well, unless the reason is one of ours for asking someone
        return _UNDO_AGAIN if code in _UNDO_STOPPED else _STEPS.get(code)
    if state == "source_kept":
        return _OF_KEPT.get(code, _IF_TWO)
    if code.startswith("not_assessable_"):
        return _STEPS.get(code, _READABLE)
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
_UNREAD_PART = NextStep(
    "Bekijk zelf de bladzijden of de bijlage die de onderbouwing noemt, en zet het document in zijn "
    "dossier in het archief; hoort het nergens, laat het dan staan.",
    "Look yourself at the pages or the enclosure that the evidence names, and put the document in its "
    "dossier in the archive; if it belongs nowhere, leave it.",
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
_BRAKE = NextStep(
    'Kijk of dit de bedoeling is. Zo ja, laat het doorgaan met `dossier source mode "NAAM" '
    "uitvoeren`; zo nee, maak eerst de regel of het ordeningsplan goed.",
    'Look whether this is meant. If so, let it go on with `dossier source mode "NAME" act`; if '
    "not, mend the rule or the file plan first.",
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
_UNDO_AGAIN = NextStep(
    "Het terugzetten is gestopt: maak in orde wat de reden noemt, en zet het dan opnieuw terug met "
    "`dossier undo`; of laat het in het dossier.",
    "Putting it back was stopped: see to what the reason names, and then put it back again with "
    "`dossier undo`; or leave it in the dossier.",
)
_RESUME = NextStep(
    "Laat alles weer doorgaan: `dossier resume`.", "Let all go on: `dossier resume`."
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
_IF_TWO = NextStep(
    "Kijk of het ook nog op de oude plaats ligt. Zo ja: kies welk van de twee telt, en verwijder het "
    "andere zelf. Zo nee: verwijder niets.",
    "Look whether it lies at the old place too. If so: choose which of the two counts, and delete the "
    "other yourself. If not: delete nothing.",
)
_SOURCE_BACK = NextStep(
    "Het ligt in het dossier, en de bron is er weer: vergelijk de versies, kies welk van de twee telt, en "
    "verwijder het andere zelf.",
    "It lies in the dossier, and the source is there again: compare the versions, choose which of the two "
    "counts, and delete the other yourself.",
)
_BOTH_STAND = NextStep(
    "Het ligt in het dossier en ook nog op de oude plaats, waar het niet weg mag: laat beide staan, of "
    "laat een beheerder wegnemen wat de reden noemt en verwijder het daar dan zelf.",
    "It lies in the dossier and at the old place too, from where it may not go: leave both, or let an "
    "administrator take away what the reason names, and then delete it there yourself.",
)
_ONLY_ONE = NextStep(
    "Verwijder niets: het stuk in het dossier is nu het document. Kijk of het daar goed ligt, en maak "
    "in orde wat de reden noemt.",
    "Delete nothing: what lies in the dossier is the document now. Look whether it is right there, "
    "and put right what the reason names.",
)
_LOOK_FOR_ANOTHER = NextStep(
    "Kijk of het document ook ergens anders is neergezet: hoort het daar, zet het dan terug met "
    "`dossier undo`; anders is er niets te doen.",
    "Look whether the document was put elsewhere too: if it belongs there, put it back with `dossier "
    "undo`; otherwise there is nothing to do.",
)
_SOURCE_IS_WHOLE = NextStep(
    "Het origineel op de oude plaats heeft alle versies, het stuk in het dossier niet: zet het terug met "
    "`dossier undo`, of kies welk van de twee telt en verwijder het andere zelf.",
    "The original at the old place has every version, what lies in the dossier has not: put it back "
    "with `dossier undo`, or choose which of the two counts and delete the other yourself.",
)
_WHOLE_ONE = NextStep(
    "Tellen die versies: verwijder het stuk in het dossier, en zet dit in zijn plaats; of laat het staan, "
    "dan gebeurt er niets.",
    "If those versions count: delete what lies in the dossier, and put this in its place; or leave it, "
    "then nothing happens.",
)
_NOT_EQUAL = NextStep(
    "Zet de bron op voorstellen en weer op uitvoeren, dan wordt het opnieuw geprobeerd; of zet het zelf "
    "in zijn dossier in het archief.",
    "Set the source to propose and to act again, then it is tried again; or put it in its dossier in "
    "the archive yourself.",
)
_STAGED = NextStep(
    "Neem uit de kopie, in de map _binnen of waar die heen ging, over wat moet blijven, en verwijder die "
    "kopie; na een wijziging van het document zelf wordt opnieuw gekeken.",
    "Take over what should stay from the copy, in the folder _binnen or where it went, and delete that "
    "copy; after a change of the document itself it is looked at again.",
)
_LABELLED = NextStep(
    "Laat het liggen waar het is, of laat een sitebeheerder het retentielabel weghalen; elke dag wordt "
    "vanzelf opnieuw gekeken.",
    "Leave it where it is, or let a site administrator take the retention label off; it is looked at "
    "again every day by itself.",
)
_STAYS = NextStep(
    "Laat het liggen waar het is: van dit archiefstuk kan niemand het label weghalen.",
    "Leave it where it is: nobody can take the label off this record.",
)
_OPEN = NextStep(
    "Sluit het document, of check het in; er wordt vanzelf opnieuw gekeken, binnen enkele minuten.",
    "Close the document, or check it in; it is looked at again by itself, within minutes.",
)
_SHORTER = NextStep(
    "Geef het document een kortere naam, of de mappen waarin het ligt; na een nieuwe naam van het "
    "document wordt opnieuw gekeken.",
    "Give the document a shorter name, or the folders in which it lies; once the document has another "
    "name it is looked at again.",
)
_RENAME = NextStep(
    "Geef het document een andere naam; dan wordt opnieuw gekeken.",
    "Give the document another name; then it is looked at again.",
)
_BY_HAND = NextStep(
    "Zet het zelf in zijn dossier in het archief: upload het daar.",
    "Put it in its dossier in the archive yourself: upload it there.",
)
_MALWARE = NextStep(
    "Open het niet, en meld het bij de beheerder van informatiebeveiliging.",
    "Do not open it, and tell whoever is responsible for information security.",
)
_SENSITIVE = NextStep(
    "Zet het zelf in zijn dossier in het archief, of laat wie dat mag er een vertrouwelijkheidslabel op "
    "zetten dat niet versleutelt; dan wordt opnieuw gekeken.",
    "Put it in its dossier in the archive yourself, or let someone who may give it a sensitivity label "
    "that does not encrypt; then it is looked at again.",
)
_OTHER_LABEL = NextStep(
    "Laat het ordeningsplan een label voor lopende dossiers noemen dat geen archiefstuk maakt (`label "
    "lopend dossier`), en breng het in: `dossier plan-in-force`.",
    "Let the file plan name a label for running dossiers that makes no record (`running label`), and "
    "put it in force: `dossier plan-in-force`.",
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
    "filed_before_and_edited": _CHOOSE,
    "kept_without_versions": _WHOLE_ONE,
    "kind_unknown": _KIND,
    "kinds_disagree": _RULES,
    "kind_unread": _READABLE,
    "audience_wider": _AUDIENCE,
    "pointer_wider": _AUDIENCE,
    "no_such_dossier": _NEW_DOSSIER,
    "dossier_closed": _REOPEN,
    "observing": _MODE,
    "proposing": _MODE,
    "held_by_brake": _BRAKE,
    "target_not_ready": _LIBRARY,
    "columns_not_set": _ADMINISTRATOR,
    "label_not_applied": _ADMINISTRATOR,
    "label_unknown": _ADMINISTRATOR,
    "label_refused": _ADMINISTRATOR,
    "label_protects": _OTHER_LABEL,
    "permission_refused": _ADMINISTRATOR,
    "target_full": _ADMINISTRATOR,
    "fewer_versions": _ADMINISTRATOR,
    "name_in_the_way": _ADMINISTRATOR,
    "gone_meanwhile": _ADMINISTRATOR,
    "changed_meanwhile": _SOON,
    "copied_too_often": _SOON,
    "locked": _OPEN,
    "source_protected": _LABELLED,
    "source_labelled": _LABELLED,
    "record_locked": _LABELLED,
    "record_unlocked": _LABELLED,
    "record_regulatory": _STAYS,
    "path_too_long": _SHORTER,
    "name_not_allowed": _RENAME,
    "file_too_large": _BY_HAND,
    "too_large_to_compare": _BY_HAND,
    "too_much_to_compare": _BY_HAND,
    "malware": _MALWARE,
    "not_assessable_sensitivity_label": _SENSITIVE,
    "not_assessable_partly_read": _UNREAD_PART,
    "verification_failed": _NOT_EQUAL,
    "copy_edited": _STAGED,
    "copy_of_people": _STAGED,
    "obstacle": _ADMINISTRATOR,
    "copy_failed": _ADMINISTRATOR,
    "cannot_look": _SOON,
    "not_compared_yet": _SOON,
    "problem": _SOON,
    "stopped": _RESUME,
    "goes_on": _SOON,
    "kept_in_another_dossier": _REFERENCE,
}
# Of any document these tell that it could not be looked at for long.
_HELD_UP = frozenset({"problem", "locked", "goes_on"})
# Of a document that is filed these tell of its undo.
_UNDO_STOPPED = STOPS | {
    "audience_wider",
    "copy_edited",
    "described_meanwhile",
    "edited_meanwhile",
    "fewer_versions",
    "old_name_taken",
    "relabelled",
    "gone_at_old_place",
    "not_whole_again",
    "renamed_meanwhile",
    "too_large_to_compare",
    "too_much_to_compare",
    "verification_failed",
}
# Only what tells that two stand may ask to delete one; where that may not be deleted nothing may.
_OF_KEPT: Mapping[str, NextStep] = {
    "source_gone": _ONLY_ONE,
    "source_back": _SOURCE_BACK,
    "source_taken": _LOOK_FOR_ANOTHER,
    "both_gone": _SOON,
    "gone": _SOON,
    "source_changed": _WHICH,
    "copy_worked_on": _WHICH,
    "copy_not_whole": _SOURCE_IS_WHOLE,
    "versions_pushed_out": _SOURCE_IS_WHOLE,
    "label_protects": _OTHER_LABEL,
    "source_protected": _BOTH_STAND,
    "source_not_released": _BOTH_STAND,
    "record_locked": _BOTH_STAND,
    "record_unlocked": _BOTH_STAND,
    "record_regulatory": _BOTH_STAND,
}

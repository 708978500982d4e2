"""Why a verdict is what it is, in sentences that a colleague understands."""

from classification.learned.explaining import Tipping
from classification.learned.tokens import NUMBER
from records.file_plan import DossierType
from records.verdicts import Candidate, Reason

NO_RULE_FITS = Reason(
    "no_rule_fits",
    "Geen enkele regel die hier geldt, past op dit document; het blijft waar het is.",
    "No rule that holds here fits this document; it stays where it is.",
)


def no_rule_fits_in(language_nl: str, language_en: str) -> Reason:
    """Return the reason where no rule fits and the text is in another language than the rules."""
    return Reason(
        NO_RULE_FITS.code,
        f"Geen enkele regel die hier geldt, past op dit document. Het is in het {language_nl} "
        "geschreven en de regels zoeken Nederlandse woorden; het blijft waar het is.",
        f"No rule that holds here fits this document. It is written in {language_en} and the rules "
        "look for Dutch words; it stays where it is.",
    )


IN_NO_DOSSIER = Reason(
    "in_no_dossier",
    "Het ligt in een dossierbibliotheek, maar niet in een map met een dossiernummer.",
    "It lies in a library of dossiers, but not in a folder with a dossier number.",
)


SHORTCUT = Reason(
    "no_document",
    "Dit is een snelkoppeling, geen document; zij blijft waar zij is.",
    "This is a shortcut, not a document; it stays where it is.",
)


def only_dossier_known(number: str) -> Reason:
    """Return the reason where no rule fits, and the document's own number names one dossier."""
    return Reason(
        "only_dossier_known",
        f"Het hoort volgens zijn nummer bij {number}; wat voor stuk het is, zegt geen enkele regel. "
        "Een mens beslist.",
        f"It belongs to {number} by its number; what kind it is, no rule tells. A person decides.",
    )


def beside(folder: str) -> Reason:
    """Return the reason where a folder's name holds a dossier number, and more."""
    return Reason(
        "beside_its_dossier",
        f"De map «{folder}» noemt een dossiernummer, maar is geen map van dat dossier.",
        f"The folder «{folder}» names a dossier number, but is no folder of that dossier.",
    )


RENUMBERED = "dossier_renumbered"
LIKE_DOSSIERS = "like_dossiers"


def renumbered(number: str, folder: str) -> Reason:
    """Return the reason where the folder of a dossier is called by the number of another."""
    return Reason(
        RENUMBERED,
        f"De map van dossier {number} heet nu «{folder}», naar een ander dossier. Een mens beslist.",
        f"The folder of dossier {number} is now called «{folder}», after another. A person "
        "decides.",
    )


def put_there(number: str, document_type: str | None) -> Reason:
    """Return the reason where a person put a document into its dossier."""
    if document_type is None:
        return Reason(
            "kind_unknown",
            f"Iemand zette het in dossier {number}; wat voor stuk het is, zeggen de regels niet.",
            f"Someone put it into dossier {number}; the rules do not say what kind it is.",
        )
    return Reason(
        "put_there",
        f"Iemand zette het in dossier {number}; volgens de regels is het een {document_type}.",
        f"Someone put it into dossier {number}; by the rules it is a {document_type}.",
    )


def disagree_there(number: str, kinds: tuple[str, ...]) -> Reason:
    """Return the reason where rules disagree about what a person put into its dossier."""
    return Reason(
        "kinds_disagree",
        f"Iemand zette het in dossier {number}; de regels zijn het niet eens wat het is: "
        f"{' of '.join(kinds)}.",
        f"Someone put it into dossier {number}; the rules disagree what it is: "
        f"{' or '.join(kinds)}.",
    )


def unread_there(number: str) -> Reason:
    """Return the reason where rules could not look into what a person put into its dossier."""
    return Reason(
        "kind_unread",
        f"Iemand zette het in dossier {number}; er zijn regels die het niet konden bekijken, dus wat "
        "voor stuk het is, staat niet vast.",
        f"Someone put it into dossier {number}; some rules could not look at it, so what kind it is, "
        "is not certain.",
    )


def fits(rules: list[str], set_aside: list[str], document_type: str, number: str) -> Reason:
    """Return the reason where rules fit and one dossier is named.

    `set_aside` fit too, and one of the rules goes before them.
    """
    names, others = (", ".join(f"«{name}»" for name in listed) for listed in (rules, set_aside))
    nl = f"De regel {names} past" if len(rules) == 1 else f"De regels {names} passen"
    en = f"The rule {names} fits" if len(rules) == 1 else f"The rules {names} fit"
    return Reason(
        "rule_fits",
        f"{nl}{f', voor {others}' if others else ''}: dit is een {document_type} in dossier {number}.",
        f"{en}{f', before {others}' if others else ''}: this is a {document_type} in dossier {number}.",
    )


def disagree(candidates: tuple[Candidate, ...]) -> Reason:
    """Return the reason where rules for different kinds fit."""
    nl = " of ".join(f"{c.document_type} ({c.dossier_type})" for c in candidates)
    en = " or ".join(f"{c.document_type} ({c.dossier_type})" for c in candidates)
    return Reason(
        "rules_disagree",
        f"De regels zijn het niet eens: {nl}.",
        f"The rules disagree: {en}.",
    )


def unclear_number(quotes: tuple[str, ...]) -> Reason:
    """Return the reason where something else may be a dossier number."""
    listed = ", ".join(f"«{' '.join(quote.split())}»" for quote in quotes)
    return Reason(
        "number_unclear",
        f"Er staat nog iets dat een dossiernummer kan zijn: {listed}. Een mens kijkt.",
        f"Something else may be a dossier number: {listed}. A person looks.",
    )


def like_dossiers(reason: Reason, numbers: list[str]) -> Reason:
    """Return the reason where nothing names a dossier, with those that the document is most like."""
    listed = ", ".join(numbers)
    if reason.code == NO_RULE_FITS.code:
        return Reason(
            LIKE_DOSSIERS,
            f"Geen enkele regel past en er staat geen dossiernummer in; het lijkt nog het meest op "
            f"stukken in {listed}. Een mens beslist.",
            f"No rule fits and it names no dossier; it is most like documents in {listed}. A person "
            "decides.",
        )
    return Reason(
        reason.code,
        f"{reason.nl} Het lijkt nog het meest op stukken in {listed}.",
        f"{reason.en} It is most like documents in {listed}.",
    )


def person_says(kind: str, number: str) -> Reason:
    """Return the reason where a person said what a document of a known dossier is."""
    return Reason(
        "person_says",
        f"Iemand zei dat dit een {kind} is; volgens zijn nummer hoort het in dossier {number}.",
        f"Someone said that this is a {kind}; by its number it belongs in dossier {number}.",
    )


def model_says(kind: str, number: str, confidence: float, tipping: Tipping | None) -> Reason:
    """Return the reason where the model is sure what a document of a known dossier is."""
    nl, en = _tipped(tipping)
    return Reason(
        "model_fits",
        f"Volgens zijn nummer hoort het in dossier {number}; volgens het model is het een {kind} "
        f"(zekerheid {in_percent(confidence)}). {nl}".strip(),
        f"By its number it belongs in dossier {number}; by the model it is a {kind} "
        f"(confidence {in_percent(confidence)}). {en}".strip(),
    )


def model_asks(
    kind: str, number: str, confidence: float, *, lacks_kind: str | None, sure: bool
) -> Reason:
    """Return the reason where that is not enough to file it: a person says what it is.

    `lacks_kind` is the dossier type where that holds no such documents; `sure` tells that it would be
    enough, if nothing in the document spoke against the dossier.
    """
    if lacks_kind is not None:
        nl = f"in een dossier van het type «{lacks_kind}» hoort die soort niet"
        en = f"a dossier of type «{lacks_kind}» holds no such documents"
    elif sure:
        nl, en = "er staat ook iets in van een ander dossier", "it tells of another dossier as well"
    else:
        nl, en = "dat is niet genoeg om het op te nemen", "that is not enough to file it"
    return Reason(
        "model_asks",
        f"Volgens zijn nummer hoort het in dossier {number}. Het model denkt aan een {kind} "
        f"(zekerheid {in_percent(confidence)}); {nl}: een mens beslist.",
        f"By its number it belongs in dossier {number}. The model thinks of a {kind} "
        f"(confidence {in_percent(confidence)}); {en}: a person decides.",
    )


def model_says_no_number(kind: str, confidence: float, tipping: Tipping | None) -> Reason:
    """Return the reason where the model is sure what it is, and nothing names its dossier."""
    nl, en = _tipped(tipping)
    return Reason(
        "model_without_dossier",
        f"Volgens het model is het een {kind} (zekerheid {in_percent(confidence)}); bij welk dossier het "
        f"hoort, staat er niet in. Een mens beslist. {nl}".strip(),
        f"By the model it is a {kind} (confidence {in_percent(confidence)}); to which dossier it belongs, "
        f"nothing tells. A person decides. {en}".strip(),
    )


def _tipped(tipping: Tipping | None) -> tuple[str, str]:
    """Return without which words the model would say otherwise; nothing where few would not tip it."""
    if tipping is None:
        return "", ""
    nl, en = (
        ", ".join(number if word == NUMBER else f"«{word}»" for word in tipping.words)
        for number in ("een getal", "a number")
    )
    if tipping.may_act:
        return (
            f"Zonder {nl} zou het model {tipping.then} zeggen.",
            f"Without {en} the model would say {tipping.then}.",
        )
    return (
        f"Zonder {nl} zou het model niet zeker genoeg zijn.",
        f"Without {en} the model would not be sure enough.",
    )


def recognised_number(number: str) -> Reason:
    """Return the reason where only a scan tells the dossier, whose digits may be misread."""
    return Reason(
        "number_recognised",
        f"Het nummer {number} is van een scan herkend (OCR) en kan verkeerd gelezen zijn. Een mens "
        "kijkt.",
        f"The number {number} was recognised from a scan (OCR) and may be misread. A person looks.",
    )


def several(numbers: tuple[str, ...]) -> Reason:
    """Return the reason where more dossiers than one are named."""
    listed = ", ".join(numbers)
    return Reason(
        "several_dossiers",
        f"Er worden meer dossiers genoemd: {listed}. Een mens kiest.",
        f"More than one dossier is named: {listed}. A person chooses.",
    )


def no_number(document_type: str, dossier_type: DossierType) -> Reason:
    """Return the reason where rules fit and no dossier is named."""
    shape = dossier_type.number_shape
    return Reason(
        "no_dossier_named",
        f"Dit is een {document_type}; er staat geen dossiernummer in van de vorm {shape}.",
        f"This is a {document_type}; it names no dossier number of the shape {shape}.",
    )


def in_percent(share: float) -> str:
    """Return a share from 0 to 1 for people, rounded down: 100% is said of certainty alone."""
    return f"{int(share * 100)}%"


def not_assessable(problem: str, rules: int) -> Reason:
    """Return the reason where so many rules could not look, by the reading's problem."""
    nl, en = _PROBLEMS.get(problem, _PROBLEMS["not_read"])
    how_many_nl = "1 regel kon" if rules == 1 else f"{rules} regels konden"
    how_many_en = "1 rule" if rules == 1 else f"{rules} rules"
    return Reason(
        f"not_assessable_{problem}",
        f"De inhoud is niet te beoordelen: {nl}. {how_many_nl} niet worden toegepast.",
        f"The content cannot be assessed: {en}. {how_many_en} could not be applied.",
    )


_PROBLEMS = {
    "not_read": ("de tekst is niet gelezen", "its text was not read"),
    "unsupported": ("dit soort bestand kan niet worden gelezen", "this file type cannot be read"),
    "broken": ("het bestand is beschadigd", "the file is broken"),
    "empty": ("het bestand is leeg", "the file is empty"),
    "encrypted": ("het bestand is versleuteld", "the file is encrypted"),
    "sensitivity_label": (
        "een vertrouwelijkheidslabel versleutelt het bestand",
        "a sensitivity label encrypts the file",
    ),
    "too_large": ("het bestand is te groot om te lezen", "the file is too large to read"),
    "too_slow": ("het lezen duurde te lang", "reading it took too long"),
    "no_text_layer": (
        "het is een scan zonder tekst, en tekst wordt hier niet herkend (OCR)",
        "it is a scan without text, and text is not recognised here (OCR)",
    ),
    "nothing_recognised": (
        "het is een scan waarop geen tekst is herkend (OCR)",
        "it is a scan on which no text was recognised (OCR)",
    ),
    "partly_read": (
        "een deel is niet gelezen, en daar kan staan wat een regel uitsluit",
        "part of it was not read, and what rules out a rule may stand there",
    ),
}

"""What the model thinks of a document, what comes of that, and why, in words of its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classification.learned.explaining import Explanation, Tipping, Word, explain, places_of
from classification.learned.model import Model
from classification.learned.tokens import NUMBER
from classification.reasons import in_percent
from classification.subject import Subject
from classification.suggested import Use, use_of_model
from command_line.speaking import said
from records.file_plan import FilePlan
from records.personal_numbers import masked, masked_part
from records.verdicts import Verdict

Both = tuple[str, str]
"""The same in English and in Dutch."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks, what came of it, and each word it weighed as it stands in the text, masked."""

    explanation: Explanation
    use: Use
    written: Mapping[str, str]


def opinion_of(model: Model, subject: Subject, verdict: Verdict, plan: FilePlan) -> Opinion | None:
    """Return what the model thinks of a document that it was asked about; None without own text."""
    if not subject.own_text.strip():
        return None
    found = explain(model, subject.own_text)
    return Opinion(found, use_of_model(verdict, plan, found.judgement), _written(subject, found))


def opinion_lines(opinion: Opinion, *, with_words_for: bool) -> list[str]:
    """Return it as lines for people."""
    found, kind = opinion.explanation, opinion.explanation.judgement.kind
    percent, (en, nl) = in_percent(found.judgement.confidence), _USES[opinion.use]
    lines = [
        said(
            f"The model thinks of a {kind}, confidence {percent}: {en}.",
            f"Het model denkt aan een {kind}, zekerheid {percent}: {nl}.",
        )
    ]
    if found.words_for and with_words_for:
        words = _listed(opinion, found.words_for)
        lines.append(said(f"For it speaks {words}.", f"Daarvoor pleit {words}."))
    if found.words_against and found.against_kind:
        words, other = _listed(opinion, found.words_against), found.against_kind
        lines.append(said(f"For {other} speaks {words}.", f"Voor {other} pleit {words}."))
    if found.nearest:
        near = ", ".join(_near(one.example_id, one.kind, one.likeness) for one in found.nearest)
        lines.append(said(f"Most like it: {near}.", f"Het meest lijken: {near}."))
    return [*lines, *_tipping_line(opinion)]


def opinion_object(opinion: Opinion) -> dict[str, Any]:
    """Return it for other programs; confidence, weight and likeness from 0 to 1.

    `use` is what came of it in the verdict. `may_file` and `may_propose` say only what the
    thresholds of the model allow where it is used. A word is null where it is any number.
    """
    found = opinion.explanation
    tipping = found.tipping
    return {
        "document_type": found.judgement.kind,
        "confidence": round(found.judgement.confidence, 4),
        "use": opinion.use,
        "may_file": found.judgement.may_act,
        "may_propose": found.judgement.may_propose,
        "against": found.against_kind,
        "words_for": [_word(opinion, one) for one in found.words_for],
        "words_against": [_word(opinion, one) for one in found.words_against],
        "nearest": [
            {
                "id": masked(one.example_id),
                "document_type": one.kind,
                "likeness": round(one.likeness, 4),
            }
            for one in found.nearest
        ],
        "tipping": None
        if tipping is None
        else {
            "without": [opinion.written.get(word) for word in tipping.words],
            "document_type": tipping.then,
            "may_file": tipping.may_act,
            "may_propose": tipping.may_propose,
        },
    }


_SURE_ENOUGH: Both = ("enough to file it", "genoeg om het op te nemen")
_TO_PROPOSE: Both = (
    "enough to propose it, not to file it",
    "genoeg om het voor te stellen, niet om het op te nemen",
)
_TOO_LITTLE: Both = (
    "too little to put it before a person",
    "te weinig om het aan een mens voor te leggen",
)
_USES: Mapping[Use, Both] = {
    "files": _SURE_ENOUGH,
    "asks_unsure": _TO_PROPOSE,
    "asks_type_lacks_kind": (
        "a person decides, for a dossier of this type holds no such documents",
        "een mens beslist, want een dossier van dit type bevat zulke stukken niet",
    ),
    "asks_dossier_uncertain": (
        "a person decides, for its dossier is not certain",
        "een mens beslist, want het dossier staat niet vast",
    ),
    "asks_dossier_unknown": (
        "a person decides, for its dossier is not known",
        "een mens beslist, want het dossier is niet bekend",
    ),
    "not_in_plan": (
        "this plan has no such type, so nothing comes of it",
        "dit plan kent die soort niet, dus er volgt niets uit",
    ),
    "in_no_dossier_type": (
        "no dossier type of this plan holds such documents, so nothing comes of it",
        "geen dossiertype van dit plan bevat zulke stukken, dus er volgt niets uit",
    ),
    "rules_decide": (
        "it has no say here, only where no rule tells the kind and nothing else is in doubt",
        "het telt alleen mee waar geen regel de soort zegt en verder niets in twijfel is",
    ),
    "too_unsure": _TOO_LITTLE,
}


def _tipping_line(opinion: Opinion) -> list[str]:
    """Return what leaving out words would change; nothing where that changes only what has no say."""
    tipping, kind = opinion.explanation.tipping, opinion.explanation.judgement.kind
    if tipping is None:
        return [
            said(
                "Leaving out some words would change nothing.",
                "Enkele woorden weglaten zou niets veranderen.",
            )
        ]
    words = ", ".join(_quoted(opinion, word) for word in tipping.words)
    if tipping.then != kind:
        return [
            said(
                f"Without {words} it would think of a {tipping.then}.",
                f"Zonder {words} zou het denken aan een {tipping.then}.",
            )
        ]
    if (sure := _how_sure(tipping, opinion.use)) is None:
        return []
    en, nl = sure
    return [
        said(f"Without {words} the confidence is {en}.", f"Zonder {words} is de zekerheid {nl}.")
    ]


def _how_sure(tipping: Tipping, use: Use) -> Both | None:
    """Return what would come of it without those words; None where no more or less than now."""
    if not use.startswith(("files", "asks")):
        return None
    if use == "asks_dossier_unknown" or not tipping.may_propose:
        return _TOO_LITTLE
    return _TO_PROPOSE if use == "files" else None


def _written(subject: Subject, found: Explanation) -> Mapping[str, str]:
    """Return how each word stands in the text, but numbers, which may be any."""
    text, places = subject.text or "", places_of(subject.own_text)
    words = {one.word for one in (*found.words_for, *found.words_against)}
    if found.tipping:
        words.update(found.tipping.words)
    return {
        word: masked_part(text, *places[word][1:]) if word in places else masked(word)
        for word in words - {NUMBER}
    }


def _listed(opinion: Opinion, words: Sequence[Word]) -> str:
    return ", ".join(_quoted(opinion, one.word) for one in words)


def _quoted(opinion: Opinion, word: str) -> str:
    written = opinion.written.get(word)
    return said("a number", "een getal") if written is None else f"«{written}»"


def _near(example_id: str, kind: str | None, likeness: float) -> str:
    what = kind or said("none of the kinds", "geen van de soorten")
    return f"{masked(example_id)} ({what}, {in_percent(likeness)})"


def _word(opinion: Opinion, one: Word) -> dict[str, Any]:
    return {"word": opinion.written.get(one.word), "weight": round(one.weight, 4)}

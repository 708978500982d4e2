"""Reads a file plan: YAML texts in, one checked `FilePlan` out, or every mistake at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar, cast

from pydantic import BaseModel, ValidationError

from classification.conditions import Subject
from classification.file_plan_shape import (
    ENGLISH,
    Conditions,
    DossierTypeShape,
    PlanShape,
    RuleShape,
    SourcesShape,
    explained,
)
from classification.numbers import is_number_shape
from classification.rules import Fit, apply_rule
from classification.yaml_lines import YamlMistake, YamlText, read_yaml
from records.canonical import digest
from records.file_plan import Condition, DossierType, FilePlan, FilingMoment, Mode, Rule, Source

WORDS: Mapping[str, str] = {
    "in de naam": "name",
    "in the name": "name",
    "in de map": "folder",
    "in the folder": "folder",
    "in het begin": "opening",
    "in the opening": "opening",
    "in de tekst": "text",
    "in the text": "text",
    "soort bestand": "file_type",
    "file type": "file_type",
}
MODES: Mapping[str, Mode] = {
    "meekijken": Mode.OBSERVE,
    "observe": Mode.OBSERVE,
    "voorstellen": Mode.PROPOSE,
    "propose": Mode.PROPOSE,
    "uitvoeren": Mode.ACT,
    "act": Mode.ACT,
}
NEW_DOSSIER: Mapping[str, Literal["allowed", "proposed", "never"]] = {
    "toegestaan": "allowed",
    "allowed": "allowed",
    "voorstellen": "proposed",
    "proposed": "proposed",
    "nooit": "never",
    "never": "never",
}
NUMBER_FROM: Mapping[str, Literal["name_or_text", "name", "text"]] = {
    "nummer in naam of tekst": "name_or_text",
    "number in name or text": "name_or_text",
    "nummer in de naam": "name",
    "number in name": "name",
    "nummer in de tekst": "text",
    "number in text": "text",
}
FILES = ("ordeningsplan.yaml", "bronnen.yaml")
ShapeT = TypeVar("ShapeT", bound=BaseModel)


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in a file plan: where it stands and what is wrong. `line` counts from 1."""

    file: str
    line: int
    message: str


class FilePlanError(Exception):
    """The file plan has mistakes; all of them are listed."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(f"{m.file}:{m.line}: {m.message}" for m in self.mistakes))


def read_file_plan(texts: Mapping[str, str]) -> FilePlan:
    """Return the file plan that `texts` (path inside the plan's folder: YAML) describe.

    The examples of every rule are tried. Raises FilePlanError with every mistake found.
    """
    reader = _PlanReader(texts)
    plan = reader.read()
    if reader.mistakes or plan is None:
        raise FilePlanError(reader.mistakes)
    return plan


class _PlanReader:
    """Collects the mistakes of all files while reading them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.mistakes: list[Mistake] = []
        self.yaml: dict[str, YamlText] = {}

    def read(self) -> FilePlan | None:
        self._read_yaml()
        files = [file for file in sorted(self.texts) if file.startswith("dossiertypen/")]
        types = {file: self._dossier_type(file) for file in files}
        if not types:
            self._wrong("dossiertypen", (), "er is geen enkel dossiertype")
        framework = self._shape("ordeningsplan.yaml", PlanShape)
        sources = self._shape("bronnen.yaml", SourcesShape)
        read = {file: t for file, t in types.items() if t is not None}
        self._check_dossier_types(framework, read)
        self._check_sources(sources, read, all_read=len(read) == len(types))
        if framework is None or sources is None or self.mistakes:
            return None
        return FilePlan(
            name=framework.name,
            version=digest({file: text.value for file, text in self.yaml.items()}),
            selection_list=framework.selection_list,
            sites=framework.sites,
            running_label=framework.running_label,
            always_allowed=frozenset(f"group:{group}" for group in framework.always_allowed),
            sources=tuple(
                Source(s.name, s.team, s.channel, MODES[s.ceiling], tuple(s.dossier_types))
                for s in sources.sources
            ),
            dossier_types=tuple(read.values()),
        )

    def _read_yaml(self) -> None:
        for file, text in sorted(self.texts.items()):
            try:
                self.yaml[file] = read_yaml(text)
            except YamlMistake as mistake:
                self.mistakes.append(Mistake(file, mistake.line, mistake.message))
            if file not in FILES and not file.startswith("dossiertypen/"):
                allowed = ", ".join(FILES)
                message = f"dit bestand hoort hier niet; een plan is {allowed}, dossiertypen/*.yaml"
                self._wrong(file, (), message)

    def _shape(self, file: str, shape: type[ShapeT]) -> ShapeT | None:
        if file not in self.yaml:
            if file not in self.texts:
                self._wrong(file, (), "dit bestand ontbreekt")
            return None
        try:
            return shape.model_validate(self.yaml[file].value)
        except ValidationError as error:
            for one in error.errors():
                path = tuple(part for part in one["loc"] if part != "[key]")
                self._wrong(file, path, explained(one, shape))
            return None

    def _dossier_type(self, file: str) -> DossierType | None:
        shape = self._shape(file, DossierTypeShape)
        if shape is None:
            return None
        before = len(self.mistakes)
        site, slash, library = (part.strip() for part in shape.library.partition("/"))
        if not slash or not site or not library:
            self._wrong(
                file, ("bibliotheek",), "schrijf «naam van de site / naam van de bibliotheek»"
            )
        if not is_number_shape(shape.number_shape):
            self._wrong(file, ("dossiernummer",), "schrijf de vorm, zoals SUB-jjjj-nnnn")
        moment = filing_moment(shape.filing_moment)
        if moment is None:
            self._wrong(
                file,
                ("opnemen",),
                "kies: meteen, zodra definitief, op verzoek, of na 7 dagen rust",
            )
        rules = [self._rule(file, place, rule) for place, rule in enumerate(shape.rules)]
        if len(self.mistakes) > before or moment is None:
            return None
        return DossierType(
            name=shape.name,
            records_creator=shape.records_creator,
            site=site,
            library=library,
            mode=MODES[shape.mode],
            filing_moment=moment,
            new_dossier=NEW_DOSSIER[shape.new_dossier],
            number_shape=shape.number_shape,
            content_type=shape.content_type,
            rules=tuple(rule for rule in rules if rule is not None),
        )

    def _rule(self, file: str, place: int, shape: RuleShape) -> Rule | None:
        path = ("regels", place)
        if not shape.when and not shape.any_of:
            self._wrong(file, path, f"de regel «{shape.name}» heeft geen voorwaarde")
            return None
        parts = {
            key: self._conditions(file, (*path, key), conditions)
            for key, conditions in (
                ("als", shape.when),
                ("een van", shape.any_of),
                ("behalve als", shape.unless),
            )
        }
        if any(conditions is None for conditions in parts.values()):
            return None
        when, any_of, unless = (cast("tuple[Condition, ...]", parts[key]) for key in parts)
        expanded = {
            "name": shape.name,
            **{key: [[c.word, list(c.values)] for c in part or ()] for key, part in parts.items()},
            "document_type": shape.then.document_type,
            "number_from": NUMBER_FROM[shape.then.number_from],
        }
        rule = Rule(
            shape.name,
            when,
            any_of,
            unless,
            shape.then.document_type,
            NUMBER_FROM[shape.then.number_from],
            digest(expanded),
        )
        self._try_examples(file, path, rule, shape)
        return rule

    def _conditions(
        self, file: str, path: tuple[str | int, ...], conditions: Conditions
    ) -> tuple[Condition, ...] | None:
        unknown = [word for word in conditions if word not in WORDS]
        for word in unknown:
            allowed = ", ".join(WORDS)
            self._wrong(file, (*path, word), f"«{word}» is geen voorwaarde; kies uit: {allowed}")
        if unknown:
            return None
        return tuple(Condition(WORDS[word], tuple(values)) for word, values in conditions.items())

    def _try_examples(
        self, file: str, path: tuple[str | int, ...], rule: Rule, shape: RuleShape
    ) -> None:
        for key, examples in (("wel", shape.examples.yes), ("niet", shape.examples.no)):
            for place, text in enumerate(examples):
                fits = _fits_example(rule, text)
                where = (*path, "voorbeelden", key, place)
                if key == "wel" and not fits:
                    self._wrong(file, where, f"«{rule.name}» past niet op dit voorbeeld")
                if key == "niet" and fits:
                    self._wrong(file, where, f"«{rule.name}» past toch op dit tegenvoorbeeld")

    def _check_dossier_types(
        self, framework: PlanShape | None, types: Mapping[str, DossierType]
    ) -> None:
        seen: set[str] = set()
        for file, dossier_type in types.items():
            if dossier_type.name in seen:
                message = f"«{dossier_type.name}» is al de naam van een ander dossiertype"
                self._wrong(file, ("dossiertype",), message)
            seen.add(dossier_type.name)
            if framework is not None and dossier_type.site not in framework.sites:
                self._wrong(
                    file,
                    ("bibliotheek",),
                    f"site «{dossier_type.site}» staat niet in ordeningsplan.yaml; "
                    f"er zijn: {', '.join(sorted(framework.sites))}",
                )

    def _check_sources(
        self, sources: SourcesShape | None, types: Mapping[str, DossierType], *, all_read: bool
    ) -> None:
        known = {dossier_type.name for dossier_type in types.values()}
        seen: set[str] = set()
        for place, source in enumerate(sources.sources if sources else ()):
            path = ("bronnen", place)
            if source.name in seen:
                message = f"«{source.name}» is al de naam van een andere bron"
                self._wrong("bronnen.yaml", (*path, "bron"), message)
            seen.add(source.name)
            # The name of a dossier type with mistakes is not known, so it cannot be missed.
            for name in set(source.dossier_types) - known if all_read else ():
                self._wrong(
                    "bronnen.yaml",
                    (*path, "dossiertypen"),
                    f"«{name}» is geen dossiertype; er zijn: {', '.join(sorted(known))}",
                )

    def _wrong(self, file: str, path: tuple[str | int, ...], message: str) -> None:
        text = self.yaml.get(file)
        line = text.line_of(path, ENGLISH) if text else 1
        self.mistakes.append(Mistake(file, line, message))


def _fits_example(rule: Rule, example: str) -> bool:
    """Return whether the rule fits a document that has the example for its name and its text."""
    return apply_rule(rule, Subject(name=example, folder="", text=example)).fit is Fit.FITS


def filing_moment(text: str) -> FilingMoment | None:
    """Return the filing moment that `text` names, or None when it names none."""
    words = " ".join(text.split()).lower()
    if words in ("meteen", "at once"):
        return FilingMoment("at_once")
    if words in ("zodra definitief", "when final"):
        return FilingMoment("when_final")
    if words in ("op verzoek", "on request"):
        return FilingMoment("on_request")
    days = re.fullmatch(r"(?:na (\d{1,4}) dagen rust|after (\d{1,4}) days of quiet)", words)
    if days:
        return FilingMoment("when_quiet", int(days.group(1) or days.group(2)))
    return None

"""Corpora for the commands: JSON Lines with texts of which is said what they are."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NoReturn

import typer

from classification.learned.examples import CorpusError, Example, read_corpus
from command_line.local_settings import fail
from command_line.speaking import said
from command_line.words import counted


def examples_in(corpus: Path, fields: tuple[str, ...]) -> tuple[Example, ...]:
    """Return the examples of a corpus; ends the command with code 2 where it cannot be read."""
    try:
        with corpus.open(encoding="utf-8") as lines:
            examples = read_corpus(lines, fields)
    except OSError as error:
        not_readable(corpus, error)
    except UnicodeDecodeError:
        fail(said(f"{corpus} is not UTF-8.", f"{corpus} is geen UTF-8."), code=2)
    except CorpusError as error:
        listed = ", ".join(fields)
        dutch = f"regel {error.line} heeft geen id, label en {listed} als teksten"
        fail(said(f"{corpus}: {error}.", f"{corpus}: {dutch}."), code=2)
    _refuse_without_text(corpus, examples)
    return examples


def held_back_in(
    corpus: Path, fields: tuple[str, ...], learned: Collection[str]
) -> tuple[Example, ...]:
    """Return the examples whose id is not among those `learned` from, and say how many are.

    Ends the command with code 2 where none is left: of them a model says nothing about itself.
    """
    examples = examples_in(corpus, fields)
    held_back = tuple(one for one in examples if one.id not in learned)
    if say_learned(examples, learned) and not held_back:
        fail(said(f"{corpus}: no text is left.", f"{corpus}: er blijft geen tekst over."), code=2)
    return held_back


def say_learned(examples: Sequence[Example], learned: Collection[str]) -> int:
    """Say of how many of these texts the id is that of one that was learned from; return it."""
    number = sum(one.id in learned for one in examples)
    if number:
        texts = counted(number, ("text has", "texts have"), ("tekst heeft", "teksten hebben"))
        typer.echo(
            said(
                f"{texts} an id from which was learned: of those the figures tell nothing.",
                f"{texts} een id waarvan is geleerd: daarover zeggen de cijfers niets.",
            ),
            err=True,
        )
    return number


def not_readable(file: Path, error: OSError) -> NoReturn:
    """End the command with code 2, and say why the file cannot be read."""
    told = error.strerror
    fail(said(f"{file} cannot be read: {told}.", f"{file} is niet te lezen: {told}."), code=2)


def _refuse_without_text(corpus: Path, examples: Sequence[Example]) -> None:
    """End with code 2 where no line has a word to learn from: it may stand in other fields."""
    if examples and not any(one.text.strip() for one in examples):
        fail(
            said(
                f"{corpus}: no line has any text; other fields are read with --fields, "
                "for instance --fields filename,title.",
                f"{corpus}: geen regel heeft tekst; andere velden worden gelezen met --fields, "
                "bijvoorbeeld --fields filename,title.",
            ),
            code=2,
        )

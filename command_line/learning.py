"""The commands of the learned part: train a model, evaluate one."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from classification.learned.examples import Example
from classification.learned.model import Model, Tells
from command_line.corpora import examples_in, not_readable, say_learned
from command_line.figures import lines_of
from command_line.local_settings import fail, whole_of_this_machine
from command_line.printing import plain
from command_line.speaking import said
from command_line.waiting import wait_for_graph
from command_line.words import counted, size_of
from filing.errors import FilingError, Spent, Throttled, Unreachable
from functions.composition import Whole
from functions.teaching import Lesson, NoExample, lessons, read_lessons
from store.confirmed import ConfirmedByPeople

if TYPE_CHECKING:
    from classification.learned.training import TooFewExamplesError

Fields = Annotated[
    str | None,
    typer.Option(help="What of a line is read as text, with commas: filename,title,text."),
]
Corpus = Annotated[Path, typer.Argument(help="JSON Lines with at least id, text and label.")]
_LABELS: Mapping[Tells, tuple[tuple[str, str], tuple[str, str]]] = {
    "kinds": (("kind", "kinds"), ("soort", "soorten")),
    "dossiers": (("dossier", "dossiers"), ("dossier", "dossiers")),
}
CUT_OFF = 3  # documents after which nobody is asked any more where no answer came for one
CorpusOrNone = Annotated[
    Path | None, typer.Argument(help="JSON Lines with at least id, text and label.")
]


def train(
    out: Annotated[Path, typer.Option(help="File for the model.")],
    corpus: CorpusOrNone = None,
    confirmed: Annotated[
        bool,
        typer.Option(
            "--confirmed", help="Learn from documents of which people said what they are."
        ),
    ] = False,
    dossiers: Annotated[
        bool,
        typer.Option(help="With --confirmed: learn in which dossier each belongs, not what it is."),
    ] = False,
    fields: Fields = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(help="What is not learned: a label; with --confirmed a dossier type too."),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="An id that is unlearned; may be given more often.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, one object.")] = False,
) -> None:
    """Train a model from texts of which people said what they are: a corpus, or documents here.

    Example: dossier train confirmed.jsonl --out build/types.model --leave-out vertrouwelijk

    Example: dossier train --confirmed --out build/types.model

    Example: dossier train --confirmed --dossiers --out build/dossiers.model
    """
    from classification.learned.model_file import to_bytes
    from classification.learned.training import TooFewExamplesError
    from classification.learned.training import train as train_model

    read = tuple((fields or "text").split(","))
    if (corpus is None) != confirmed:
        fail(
            said(
                "Give a corpus, or --confirmed for the documents that people confirmed here.",
                "Geef een corpus, of --confirmed voor de documenten die mensen hier bevestigden.",
            ),
            code=2,
        )
    tells: Tells = "dossiers" if dossiers else "kinds"
    if corpus is None:
        examples, leave_out = _confirmed_here(tells, leave_out or ()), None
    else:
        examples = examples_in(corpus, read)
    _warn_of_unknown(examples, leave_out or (), without or ())
    texts = counted(len(examples), ("text", "texts"), ("tekst", "teksten"))
    typer.echo(said(f"Learning from {texts} ...", f"Leert van {texts} ..."), err=True)
    try:
        model = train_model(examples, fields=read, leave_out=leave_out or (), without=without or ())
    except TooFewExamplesError as error:
        fail(_too_few(error, corpus, tells), code=2)
    _say_what_is_left(examples, model, leave_out or (), without or ())
    content = to_bytes(model)
    try:
        out.write_bytes(content)
    except OSError as error:
        told = error.strerror
        fail(
            said(f"{out} cannot be written: {told}.", f"{out} is niet te schrijven: {told}."),
            code=2,
        )
    typer.echo(_made(model, out, len(content), as_json=as_json))


def evaluate(
    corpus: Corpus,
    model: Annotated[Path, typer.Option(help="A model made by `dossier train`.")],
    fields: Fields = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, one object.")] = False,
) -> None:
    """Say how good a model is on texts that it did not learn from.

    Example: dossier evaluate held-back.jsonl --model build/types.model --json
    """
    from classification.learned.evaluating import evaluate as figures_of

    in_force, _ = model_in(model)
    examples = examples_in(corpus, tuple(fields.split(",")) if fields else in_force.fields)
    say_learned(examples, set(in_force.example_ids))
    found = figures_of(in_force, examples)
    typer.echo(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(lines_of(found)))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the app."""
    app.command()(train)
    app.command()(evaluate)


def model_in(file: Path) -> tuple[Model, bytes]:
    """Return the model in a file, and the file; ends the command with code 2 where it is none."""
    from classification.learned.model_file import ModelFileError, from_bytes

    try:
        content = file.read_bytes()
        return from_bytes(content), content
    except OSError as error:
        not_readable(file, error)
    except ModelFileError as error:
        wrong = f"{file} is beschadigd, of is niet door `dossier train` gemaakt."
        fail(said(f"{file}: {error}.", wrong), code=2)


def _warn_of_unknown(
    examples: Sequence[Example], leave_out: Sequence[str], without: Sequence[str]
) -> None:
    """Say which of what was to be left out is not there: a slip of the pen unlearns nothing."""
    kinds, ids = {one.kind for one in examples}, {one.id for one in examples}
    for name in [*(one for one in leave_out if one not in kinds), *set(without) - ids]:
        typer.echo(
            said(f"«{name}» is not among the texts.", f"«{name}» is niet bij de teksten."), err=True
        )


def _too_few(error: "TooFewExamplesError", corpus: Path | None, tells: Tells) -> str:
    """Say how many texts there are, how many a model takes, and what adds one."""
    english, dutch = _LABELS[tells]
    texts = counted(error.texts, ("text", "texts"), ("tekst", "teksten"))
    labels = counted(error.kinds, english, dutch)
    found = said(f"{texts} of {labels}", f"{texts} van {labels}")
    takes = said(
        f"a model takes at least two {english[1]}, and four texts in all",
        f"een model vraagt ten minste twee {dutch[1]}, en vier teksten in totaal",
    )
    if corpus is not None:
        return f"{corpus}: {found}; {takes}."
    adds = said("`dossier review confirm` adds one", "`dossier review confirm` voegt er een toe")
    return f"{said('confirmed here', 'hier bevestigd')}: {found}; {takes}. {adds}."


def _say_what_is_left(
    examples: Sequence[Example], model: Model, leave_out: Sequence[str], without: Sequence[str]
) -> None:
    """Say how many texts had no place: a model holds a bounded number of examples."""
    offered = sum(one.kind not in leave_out and one.id not in without for one in examples)
    left = offered - len(model.example_ids)
    if left:
        most = len(model.example_ids)
        typer.echo(
            said(
                f"A model holds {most} examples: of the largest kinds the first {left} are left out.",
                f"Een model houdt {most} voorbeelden: van de grootste soorten vallen de eerste "
                f"{left} af.",
            ),
            err=True,
        )


def _made(model: Model, out: Path, size: int, *, as_json: bool) -> str:
    made = {
        "model": str(out),
        "version": model.version,
        "examples": len(model.example_ids),
        "kinds": len(model.kinds),
        "bytes": size,
    }
    if as_json:
        return json.dumps(made, ensure_ascii=False)
    version, large = model.version[:12], size_of(size)
    kinds, learned = made["kinds"], made["examples"]
    summary = said(
        f"version {version}, {kinds} kinds from {learned} texts, {large}",
        f"versie {version}, {kinds} soorten uit {learned} teksten, {large}",
    )
    return f"{out}: {summary}"


def _confirmed_here(tells: Tells, leave_out: Sequence[str]) -> tuple[Example, ...]:
    """Return the documents of this installation of which people said something, read anew."""
    whole = whole_of_this_machine()
    confirmed = ConfirmedByPeople(whole.database, whole.now).all(tells)

    async def read() -> tuple[Example, ...]:
        try:
            plan = await whole.in_force.plan()
            teaching = lessons(confirmed, plan, tells, leave_out)
            return tuple([one async for one in _read_each(teaching, whole)])
        finally:
            await whole.close()

    return asyncio.run(read())


async def _read_each(teaching: Sequence[Lesson], whole: Whole) -> AsyncIterator[Example]:
    async def wait(error: Throttled | Spent) -> None:
        if error.retry_after is None:
            raise error
        await wait_for_graph(error.retry_after, whole)

    number, errors = 0, list[FilingError]()
    async for lesson, example in read_lessons(teaching, whole.workplace, wait):
        number += 1
        told = f"{number}/{len(teaching)} {plain(lesson.document.name)}"
        if isinstance(example, Example):
            typer.echo(told, err=True)
            yield example
            continue
        typer.echo(f"{told}: {_why_none(example)}", err=True)
        if example.error is not None:
            errors.append(example.error)
        if len(errors) == number and is_cut_off(errors, len(teaching)):
            raise errors[-1]


def is_cut_off(errors: Sequence[FilingError], of: int) -> bool:
    """Return whether it is Graph that cannot be reached or asked, if nothing was read yet but these."""
    down = len(errors) >= CUT_OFF and all(isinstance(one, Unreachable) for one in errors)
    return down or len(errors) == of


def _why_none(example: NoExample) -> str:
    match example.why:
        case "gone":
            return said("gone", "weg")
        case "no_text":
            return said("no text", "geen tekst")
        case "not_read":
            return said("cannot be read now", "nu niet te lezen")

"""The language in which a command speaks: one for the whole run, English or Dutch.

Whatever a command says to people is given to `said` in both, so that no line can lack one. What
comes from elsewhere (names, quotations, what Graph or the database answered) stays as it is.
"""

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated, Any, Literal

import typer

from records.verdicts import Reason

Language = Literal["en", "nl"]

VARIABLE = "DOSSIER_LANGUAGE"

# Each answer is known in both languages: the fingers may know the other one.
_ANSWERS = {
    **dict.fromkeys(("y", "yes", "j", "ja"), True),
    **dict.fromkeys(("", "n", "no", "nee"), False),
}

_spoken: ContextVar[Language] = ContextVar("language", default="en")


def said(english: str, dutch: str) -> str:
    """Return the text in the language of this run."""
    return dutch if _spoken.get() == "nl" else english


def said_reason(reason: Reason) -> str:
    """Return the reason in the language of this run."""
    return said(reason.en, reason.nl)


def spoken() -> Language:
    """Return the language of this run."""
    return _spoken.get()


def agreed(english: str, dutch: str) -> bool:
    """Ask that on stderr, in the language of this run; whoever gives no answer does not agree."""
    question = said(f"{english} [y/N]", f"{dutch} [j/N]")
    while True:
        try:
            answer = (
                typer.prompt(question, default="", show_default=False, err=True).strip().lower()
            )
        except typer.Abort:  # the input ended, or Ctrl-C
            typer.echo(err=True)
            return False
        if answer in _ANSWERS:
            return _ANSWERS[answer]


def let_every_command_choose(app: typer.Typer) -> None:
    """Give `app` and every command of it the option `--language`; what comes last counts."""
    app.callback()(_choose)
    _let_commands_choose(app)


def _choose(
    language: Annotated[
        Language, typer.Option(envvar=VARIABLE, help="What it speaks, en or nl.")
    ] = "en",
) -> None:
    _spoken.set(language)


def _let_commands_choose(app: typer.Typer) -> None:
    for group in app.registered_groups:
        if group.typer_instance is not None:
            _let_commands_choose(group.typer_instance)
    for command in app.registered_commands:
        if command.callback is not None and not hasattr(command.callback, "__wrapped__"):
            command.callback = _choosing(command.callback)


def _choosing(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def choosing(*given: Any, language: Language | None, **named: Any) -> Any:
        if language is not None:
            _spoken.set(language)
        return function(*given, **named)

    told = inspect.signature(function, eval_str=True)
    option = inspect.Parameter(
        "language", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_Option
    )
    choosing.__dict__["__signature__"] = told.replace(
        parameters=[*told.parameters.values(), option]
    )
    choosing.__annotations__ = {**function.__annotations__, "language": _Option}
    return choosing


_Option = Annotated[
    Language | None, typer.Option(help=f"What it speaks, en or nl; also by {VARIABLE}.")
]

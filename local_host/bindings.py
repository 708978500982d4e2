"""What a function app says about its functions, as plain values.

`FunctionApp.get_functions()` raises on a second call, so it is called once, by whoever owns the
app, and its list is handed on. Everything the local host knows about a function is read here.
"""

import inspect
import re
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import azure.functions as func
from azure.functions.queue import QueueMessageOutConverter

AuthLevel = Literal["anonymous", "function", "admin"]
RETURN_VALUE = "$return"
# learn.microsoft.com, "Naming queues and metadata": 3 to 63 lower-case letters, digits, hyphens.
QUEUE_NAME = re.compile(r"(?=.{3,63}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")


class UnknownBindingError(Exception):
    """A function asks for something the local host does not do; the message names both."""


@dataclass(frozen=True, slots=True)
class HttpTrigger:
    """Calls a function for each request to `route` (without prefix). No methods: every method."""

    argument: str
    route: str
    methods: frozenset[str]
    auth_level: AuthLevel


@dataclass(frozen=True, slots=True)
class QueueTrigger:
    """Calls a function for each message of `queue`."""

    argument: str
    queue: str


@dataclass(frozen=True, slots=True)
class TimerTrigger:
    """Calls a function whenever `schedule` (NCRONTAB, six fields, UTC) says so.

    `run_on_startup` is read and makes no difference here: see `timers.Timer`.
    """

    argument: str
    schedule: str
    run_on_startup: bool


@dataclass(frozen=True, slots=True)
class QueueOutput:
    """Sends what a function sets on `argument` (or returns, for `$return`) to `queue`."""

    argument: str
    queue: str


Trigger = HttpTrigger | QueueTrigger | TimerTrigger


@dataclass(frozen=True, slots=True)
class HostedFunction:
    """One function of the app: what calls it, and where what it says goes."""

    name: str
    call: Callable[..., Any]
    trigger: Trigger
    outputs: tuple[QueueOutput, ...]


def read_functions(functions: Iterable[Any]) -> tuple[HostedFunction, ...]:
    """Return the functions of an app as plain values, in the order of the app.

    `functions` is what `FunctionApp.get_functions()` returned. Raises UnknownBindingError for a trigger
    or binding that the local host does not do, and for a signature that Azure's worker would not
    load: it is better to hear that here than after a deployment.
    """
    return tuple(_read(function) for function in functions)


def _read(function: Any) -> HostedFunction:
    name = str(function.get_function_name())
    trigger: Trigger | None = None
    outputs: list[QueueOutput] = []
    for binding in function.get_bindings():
        # Decorators leave their values on the binding under the name of their parameter.
        match binding.type:
            case "httpTrigger":
                trigger = _http_trigger(binding)
            case "queueTrigger":
                trigger = QueueTrigger(binding.name, _queue_name(name, binding))
            case "timerTrigger":
                trigger = TimerTrigger(
                    binding.name, str(binding.schedule), bool(binding.run_on_startup)
                )
            case "queue":
                outputs.append(QueueOutput(binding.name, _queue_name(name, binding)))
            case "http":
                pass  # the answer of an HTTP function; every one of them has it
            case unknown:
                raise UnknownBindingError(
                    f"Function {name}: the local host does no {unknown!r} binding"
                )
    if trigger is None:
        raise UnknownBindingError(f"Function {name} has no trigger")
    hosted = HostedFunction(name, function.get_user_function(), trigger, tuple(outputs))
    _check_signature(hosted)
    return hosted


def _http_trigger(binding: Any) -> HttpTrigger:
    methods = frozenset(str(getattr(m, "value", m)).upper() for m in binding.methods or ())
    # Without a level on the function or the app, Azure asks for a function key
    # (learn.microsoft.com, "Azure Functions HTTP trigger", authLevel).
    level: AuthLevel = getattr(binding.auth_level, "value", binding.auth_level) or "function"
    return HttpTrigger(binding.name, str(binding.route), methods, level)


def _queue_name(function: str, binding: Any) -> str:
    queue = str(binding.queue_name)
    if not QUEUE_NAME.fullmatch(queue):
        raise UnknownBindingError(
            f"Function {function}: {queue!r} cannot be a queue in Azure Storage"
            " (3 to 63 lower-case letters, digits and single hyphens)"
        )
    return queue


def _check_signature(function: HostedFunction) -> None:
    """Refuse what the Python worker refuses to load (believed, from its `functions.py`)."""
    named = [o.argument for o in function.outputs if o.argument != RETURN_VALUE]
    asked = {function.trigger.argument, *named}
    taken = set(inspect.signature(function.call).parameters)
    if asked != taken:
        raise UnknownBindingError(
            f"Function {function.name} takes {sorted(taken)}, but its bindings are {sorted(asked)}"
        )
    if isinstance(function.trigger, HttpTrigger) and len(named) != len(function.outputs):
        raise UnknownBindingError(
            f"Function {function.name} answers HTTP: it cannot return a queue message as well"
        )
    try:
        hints = typing.get_type_hints(function.call)
    except NameError as wrong:
        raise UnknownBindingError(
            f"Function {function.name}: its annotations need {wrong.name!r} while the program runs"
        ) from wrong
    for argument in named:
        _check_output_annotation(function.name, argument, hints.get(argument))


def _check_output_annotation(function: str, argument: str, annotation: Any) -> None:
    inner = typing.get_args(annotation)
    fits = (
        typing.get_origin(annotation) is func.Out
        and len(inner) == 1
        and QueueMessageOutConverter.check_output_type_annotation(inner[0])
    )
    if not fits:
        raise UnknownBindingError(
            f"Function {function}: Azure does not load the annotation of {argument!r}; it must be"
            " func.Out[str], func.Out[bytes], func.Out[func.QueueMessage] or"
            " func.Out[typing.List[str]] (azure-functions 1.26 refuses the newer list[str])"
        )

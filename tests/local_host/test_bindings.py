from typing import Any, List  # noqa: UP035  Azure's worker refuses `list[str]` in func.Out

import azure.functions as func
import pytest

from local_host.bindings import (
    HttpTrigger,
    QueueOutput,
    QueueTrigger,
    TimerTrigger,
    UnknownBindingError,
    read_functions,
)
from tests.local_host.hosting import STORAGE, new_blueprint


def functions_of(blueprint: func.Blueprint) -> list[Any]:
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    app.register_blueprint(blueprint)
    return list(app.get_functions())


def test_an_app_is_read_as_plain_values() -> None:
    blueprint = new_blueprint()

    @blueprint.function_name("Doorbell")
    @blueprint.route(route="bell/{drive}", methods=["post"], auth_level=func.AuthLevel.FUNCTION)
    @blueprint.queue_output(arg_name="changes", queue_name="changes", connection=STORAGE)
    def bell(req: func.HttpRequest, changes: func.Out[str]) -> func.HttpResponse:
        raise NotImplementedError

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    @blueprint.queue_output(arg_name="documents", queue_name="documents", connection=STORAGE)
    async def look(msg: func.QueueMessage, documents: func.Out[List[str]]) -> None:  # noqa: UP006
        raise NotImplementedError

    @blueprint.timer_trigger(arg_name="timer", schedule="0 */5 * * * *")
    def sweep(timer: func.TimerRequest) -> None:
        raise NotImplementedError

    doorbell, looking, sweeping = read_functions(functions_of(blueprint))

    assert doorbell.name == "Doorbell"
    assert doorbell.trigger == HttpTrigger("req", "bell/{drive}", frozenset({"POST"}), "function")
    assert doorbell.outputs == (QueueOutput("changes", "changes"),)
    assert looking.trigger == QueueTrigger("msg", "changes")
    assert looking.outputs == (QueueOutput("documents", "documents"),)
    assert sweeping.trigger == TimerTrigger("timer", "0 */5 * * * *", run_on_startup=False)


def test_an_unknown_trigger_is_named_with_its_function() -> None:
    blueprint = new_blueprint()

    @blueprint.blob_trigger(arg_name="blob", path="in/{name}", connection=STORAGE)
    def on_blob(blob: func.InputStream) -> None:
        raise NotImplementedError

    with pytest.raises(UnknownBindingError, match=r"on_blob.*blobTrigger"):
        read_functions(functions_of(blueprint))


def test_an_unknown_binding_is_named_with_its_function() -> None:
    blueprint = new_blueprint()

    @blueprint.route(route="x")
    @blueprint.blob_output(arg_name="out", path="out/x", connection=STORAGE)
    def write(req: func.HttpRequest, out: func.Out[str]) -> func.HttpResponse:
        raise NotImplementedError

    with pytest.raises(UnknownBindingError, match=r"write.*'blob'"):
        read_functions(functions_of(blueprint))


def test_a_queue_name_that_azure_storage_refuses_is_refused() -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="Changes", connection=STORAGE)
    def look(msg: func.QueueMessage) -> None:
        raise NotImplementedError

    with pytest.raises(UnknownBindingError, match=r"look.*'Changes'"):
        read_functions(functions_of(blueprint))


def test_a_function_that_takes_other_arguments_than_its_bindings_is_refused() -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    def look(message: func.QueueMessage) -> None:
        raise NotImplementedError

    with pytest.raises(UnknownBindingError, match=r"look takes \['message'\].*\['msg'\]"):
        read_functions(functions_of(blueprint))


def test_an_output_annotation_that_azures_worker_refuses_is_refused() -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    @blueprint.queue_output(arg_name="out", queue_name="documents", connection=STORAGE)
    def look(msg: func.QueueMessage, out: func.Out[list[str]]) -> None:
        raise NotImplementedError

    with pytest.raises(UnknownBindingError, match=r"typing\.List\[str\]"):
        read_functions(functions_of(blueprint))

"""Indexes the function app with Azure's own worker for Python 3.13, as the Functions host asks.

Run by that Python, in the folder of the app. The messages the host and the worker exchange are
gRPC's, from a package that is not published; plain objects with the same names stand for them.
Prints one line of JSON: what the worker answered.
"""

import asyncio
import json
import sys
from types import SimpleNamespace
from typing import Any

from azure_functions_runtime import (  # type: ignore[import-not-found]  # there for 3.13 only
    functions_metadata_request,
    worker_init_request,
)


class _Message(SimpleNamespace):
    """A message with whatever fields it is made with."""


class _Binding(_Message):
    undefined, out, inout = 0, 1, 2  # as numbered in FunctionRpc.proto

    def __init__(self, type: str, data_type: int | None, direction: int) -> None:  # noqa: A002  the field's name
        super().__init__(type=type, data_type=int(data_type or 0), direction=int(direction))


class _Status(_Message):
    Success, Failure = "success", "failure"


class _Protos:
    BindingInfo = _Binding
    StatusResult = _Status

    def __getattr__(self, name: str) -> type[_Message]:
        return _Message


async def answer() -> dict[str, Any]:
    init = SimpleNamespace(capabilities={}, function_app_directory=".")
    request = SimpleNamespace(
        request=SimpleNamespace(worker_init_request=init),
        properties={"host": "127.0.0.1", "protos": _Protos()},
    )
    begun = await worker_init_request(request)
    listed = await functions_metadata_request(request)
    return {
        "status": begun.result.status,
        "exception": str(getattr(begun.result, "exception", "")),
        "functions": {
            one.name: [json.loads(binding) for binding in one.raw_bindings]
            for one in listed.function_metadata_results or []
        },
    }


sys.path.insert(0, ".")
print(json.dumps(asyncio.run(answer())))

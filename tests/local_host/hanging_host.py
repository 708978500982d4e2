"""A host whose one function never ends, as a process that a test kills.

Takes the connection string of its storage. Says `began` when the function has a message.
"""

import asyncio
import sys
from datetime import timedelta

import azure.functions as func

from local_host.host import LocalHost

app = func.FunctionApp()


@app.queue_trigger(arg_name="msg", queue_name="changes", connection="AzureWebJobsStorage")
async def hang(msg: func.QueueMessage) -> None:
    print("began", flush=True)
    await asyncio.Event().wait()


async def run(storage: str) -> None:
    host = LocalHost(
        app.get_functions(), host_json={}, storage=storage, read_lease=timedelta(seconds=1)
    )
    await host.start()
    await asyncio.Event().wait()


asyncio.run(run(sys.argv[1]))

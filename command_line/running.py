"""Commands that run something: the demo, the simulated tenant, the function app."""

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from sqlalchemy import make_url

from command_line.local_settings import fail, file_of, settings_of_this_machine
from command_line.speaking import said, spoken

PROJECT = Path(__file__).parent.parent
STORAGE = "AzureWebJobsStorage"


def demo(
    once: Annotated[bool, typer.Option(help="End when all is settled.")] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
    fault: Annotated[
        list[str] | None,
        typer.Option(help="Let something go wrong: target_bytes, register_row; both may be given."),
    ] = None,
    unseen: Annotated[
        str | None, typer.Option(help="Ten documents that no rule was written for: first, second.")
    ] = None,
) -> None:
    """Play a day at work in a simulated province, and account for every document.

    Example: dossier demo --once
    """
    arguments = ["--language", spoken()]
    arguments += ["--once"] if once else []
    arguments += ["--json"] if json_lines else []
    for one in fault or ():
        arguments += ["--fault", one]
    arguments += ["--unseen", unseen] if unseen else []
    _run_module("demo", arguments)


def simulator(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8400,
    tenant: Annotated[Path | None, typer.Option(help="Folder with a tenant.json.")] = None,
    tls: Annotated[
        bool,
        typer.Option(help="Over https; clients must trust build/graph-simulator-ca.pem."),
    ] = False,
) -> None:
    """Run the simulated Microsoft 365 tenant alone, for any Graph client.

    Example: dossier simulator --port 8400
    """
    if port and _answers(f"http://127.0.0.1:{port}"):
        fail(
            said(
                f"Port {port} is taken; a simulated tenant may run there already. Choose another "
                "with --port.",
                f"Poort {port} is bezet; misschien draait daar al een nagebootste tenant. Kies een "
                "andere met --port.",
            )
        )
    arguments = ["--port", str(port)]
    arguments += ["--tenant", str(tenant)] if tenant else []
    arguments += ["--tls", "build/graph-simulator-ca.pem"] if tls else []
    _run_module("graph_simulator", arguments)


def host(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where Graph's notifications arrive.")
    ] = 7071,
) -> None:
    """Run the function app on this machine, against the Graph in the settings.

    Example: dossier host
    """
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for noisy in ("azure", "httpx", "httpcore", "alembic", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    settings = settings_of_this_machine()
    storage = os.environ.get(STORAGE, "")
    graph, database, url = (
        settings.graph_base_url,
        make_url(settings.database_url).render_as_string(),  # a password is left out
        settings.notification_url,
    )
    typer.echo(
        said(
            f"Graph: {graph}   store: {database}   queues: {_where(storage)}",
            f"Graph: {graph}   database: {database}   wachtrijen: {_where(storage)}",
        ),
        err=True,
    )
    if not _answers(graph):
        typer.echo(
            said(
                f"Note: nothing answers at {graph} now. For the simulated tenant, run `dossier "
                "simulator` in another terminal; this host goes on trying.",
                f"Let op: bij {graph} antwoordt nu niets. Start voor de nagebootste tenant `dossier "
                "simulator` in een andere terminal; deze host blijft het proberen.",
            ),
            err=True,
        )
    if f":{port}/" not in url:
        typer.echo(
            said(
                f"Note: NOTIFICATION_URL is {url}, this host listens on port {port}.",
                f"Let op: NOTIFICATION_URL is {url}, deze host luistert op poort {port}.",
            ),
            err=True,
        )
    file = file_of(settings)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    # Imported here: the commands that only read something need no function app.
    from function_app import app
    from local_host.storage_queues import WrongStorageError

    host_json = json.loads((PROJECT / "host.json").read_text(encoding="utf-8"))
    try:
        asyncio.run(_serve(app.get_functions(), host_json, port, storage))
    except WrongStorageError as error:
        fail(f"{error}.", code=2)
    except ConnectionError as error:
        fail(
            said(
                f"The host has no queues: {error}. Start Azurite with scripts/azurite, "
                "or set AzureWebJobsStorage to in-process.",
                f"De host heeft geen wachtrijen: {error}. Start Azurite met scripts/azurite, "
                "of zet AzureWebJobsStorage op in-process.",
            ),
            code=2,
        )
    except OSError as error:
        fail(
            said(
                f"The host cannot listen on port {port}: {error}. Choose another with --port.",
                f"De host kan niet luisteren op poort {port}: {error}. Kies een andere met --port.",
            )
        )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (demo, simulator, host):
        app.command()(command)


async def _serve(
    functions: Iterable[Any], host_json: Mapping[str, Any], port: int, storage: str
) -> None:
    from functions.composition import close_the_whole
    from local_host.host import serve_until_stopped

    await serve_until_stopped(functions, host_json, port, storage=storage)
    await close_the_whole()


def _answers(url: str) -> bool:
    """Return whether something listens at that address."""
    where = urlsplit(url)
    port = where.port or {"https": 443}.get(where.scheme, 80)
    try:
        socket.create_connection((where.hostname or "", port), timeout=3).close()
    except OSError:
        return False
    return True


def _where(storage: str) -> str:
    """Return in a few words where the queues lie; a connection string has a key in it."""
    if storage in {"", "in-process"}:
        return said("in this process", "in dit proces")
    if storage.startswith("UseDevelopment"):
        return said("Azurite on this machine", "Azurite op deze machine")
    return "Azure Storage"


def _run_module(module: str, arguments: list[str]) -> None:
    """Run a part of the house as a process of its own; end with its exit code."""
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, cwd=PROJECT)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            continue  # the child got it too, and ends in its own way

"""`kg serve`: the graph at an address."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.decide import choose_folder, decisions_option, name_editor
from kg.cli.options import Store, store_option
from kg.cli.terminal import echo, echo_lines
from kg.errors import UsageError
from kg.explorer.access import LOG as ACCESS
from kg.explorer.app import make_app
from kg.explorer.serving import run_server
from kg.explorer.settings import Editing, Settings
from kg.graph.address import is_address
from kg.graph.bindings import is_iri

_DEFAULTS = Settings()


@click.command()
@store_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 is every one of here."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="The port to listen at; 0 is any that is free.",
)
@click.option(
    "--timeout",
    type=click.IntRange(1, 3600),
    default=round(_DEFAULTS.timeout),
    show_default=True,
    metavar="SECONDS",
    help="Give up a question in SPARQL after this time.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=_DEFAULTS.limit,
    show_default=True,
    metavar="N",
    help="Refuse an answer of more rows than this.",
)
@click.option("--base", default="", metavar="URL", help="The address that others reach it at, if it is another.")
@click.option("--edit", is_flag=True, help="Let whoever reaches it decide and correct, at /review.")
@decisions_option
@click.option(
    "--who", envvar="KG_EDITOR", show_envvar=True, help="With --edit, who decides.  [default: your user name]"
)
@click.option("--quiet", is_flag=True, help="Do not log requests.")
def serve(  # noqa: PLR0913
    *,
    store: Store,
    host: str,
    port: int,
    timeout: int,
    limit: int,
    base: str,
    edit: bool,
    decisions: Path | None,
    who: str | None,
    quiet: bool,
) -> None:
    """Serve the graph at an address: pages, linked data and SPARQL.

    Pages are for a browser; /id/person/x and the like give a thing as Turtle, JSON-LD or N-Triples, /sparql takes
    questions as the SPARQL 1.1 Protocol says, /api answers lookups in JSON, /reconcile is for OpenRefine, /health tells
    how it is. Nothing can be changed there. With --edit readers settle at /review what is one, and correct what is
    wrong, as `kg review`, `kg merge`, `kg split` and `kg correct` do.
    When a build has put another graph in its place, the next request is answered from that one.
    Requests are logged on standard error. SIGTERM and Ctrl-C stop it when what it is at is done.

    Example: kg serve --port 8080
    """
    if base and not (is_address(base) and is_iri(base)):
        raise UsageError(f"--base {base}: this is no address, such as https://graph.example.org")
    if not edit and decisions is not None:
        raise UsageError("--decisions is where --edit writes; say both")
    editing = Editing(choose_folder(store, decisions), name_editor(who), host) if edit else None
    settings = Settings(timeout=timeout, limit=limit, base=base.rstrip("/"), editing=editing, prepares=True)
    app = make_app(store, settings)
    _start_logs(is_quiet=quiet)
    run_server(app, host, port, patience=timeout + 1, tell=lambda address: echo(f"the graph is at {address}"))


class _LogHandler(logging.Handler):
    """Writes each line with its moment, and where an error comes from."""

    def emit(self, record: logging.LogRecord) -> None:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        echo(f"{moment} {record.getMessage()}", err=True)
        if record.exc_info and record.exc_info[1]:
            echo_lines("".join(traceback.format_exception(record.exc_info[1])).rstrip("\n").split("\n"), err=True)


def _start_logs(*, is_quiet: bool) -> None:
    handler = _LogHandler()
    for name in ("kg.explorer", "uvicorn.error"):
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.propagate = False
    ACCESS.setLevel(logging.WARNING if is_quiet else logging.INFO)

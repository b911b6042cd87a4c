"""The door `kg`: a table of commands, of which only the one asked for is imported, and one place where errors end."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version

import click

from kg.cli.terminal import NoteHandler, echo, echo_traceback, echo_wrong_call, escape_unshowable
from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives (`module:function`) and its line in `kg --help`."""

    place: str
    help: str


COMMANDS = {
    "fetch": Entry("kg.cli.fetch:fetch_pages", "Fetch pages of the government's sites into a folder."),
    "extract": Entry("kg.cli.extract:extract", "Read releases and write what each of them says, one file per release."),
    "build": Entry("kg.cli.build:build", "Read releases into a graph on disk."),
    "stats": Entry(
        "kg.cli.stats:stats", "Show what is in the graph: releases, things, statements and the time they cover."
    ),
    "list": Entry("kg.cli.list:list_things", "List people, offices, bodies, events, agreements or releases."),
    "search": Entry("kg.cli.search:search", "Find things by words of their names, and sentences by their words."),
    "show": Entry(
        "kg.cli.show:show", "Show all about one thing: its triples both ways, with names, and its sentences."
    ),
    "who": Entry("kg.cli.lookups:who", "Show a person's offices, bodies, events, agreements and people met."),
    "office": Entry("kg.cli.lookups:office", "Show who held an office on a day, and on what basis that is known."),
    "events": Entry("kg.cli.lookups:events", "List the events somebody took part in, by date."),
    "path": Entry("kg.cli.lookups:path", "Show how two things are connected, with the sentence behind each step."),
    "timeline": Entry("kg.cli.lookups:timeline", "List all that is known of a thing, by date."),
    "diff": Entry("kg.cli.diff:diff", "Show what is new, has changed or is gone, and which release brought it."),
    "watch": Entry("kg.cli.watch:watch", "Keep a list of names, and show what is new about each since the last time."),
    "rank": Entry("kg.cli.rank:rank", "Rank people and bodies by their place in a network."),
    "query": Entry("kg.cli.query:query", "Ask a question in SPARQL, from a file or as text."),
    "review": Entry(
        "kg.cli.review:review",
        "Settle which things are one, and who is meant: each question with the sentences about it.",
    ),
    "merge": Entry(
        "kg.cli.decide:merge", "Say that two things are one: the id of LEFT stays, that of RIGHT leads to it."
    ),
    "split": Entry("kg.cli.decide:split", "Say that in some releases a name means another than elsewhere."),
    "correct": Entry("kg.cli.decide:correct", "Correct what a claim says, or a field of a thing."),
    "check": Entry("kg.cli.check:check", "Check the graph against its shapes and its evidence."),
    "export": Entry("kg.cli.export:export", "Write the graph in another format."),
    "draw": Entry("kg.cli.draw:draw", "Draw the graph, or a part of it, as one HTML file."),
    "serve": Entry("kg.cli.serve:serve", "Serve the graph at an address: pages, linked data and SPARQL."),
    "explain": Entry("kg.cli.explain:explain", "Show step by step how a sentence or a release is read."),
}


# Much is made while tables are read and stays: the collector need not look for waste every 700 objects.
_COLLECT_AFTER = 20_000
_UNSHOWABLE = r"letters that the output's encoding lacks are written as \u6E2F; PYTHONIOENCODING=utf-8 shows them"


class LazyGroup(click.Group):
    """A group that lists its commands from `COMMANDS` and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        entry = COMMANDS.get(cmd_name)
        return load_command(entry) if entry else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


def load_command(entry: Entry) -> click.Command:
    """Imports the command of an entry."""
    module, name = entry.place.split(":")
    command = getattr(import_module(module), name)
    assert isinstance(command, click.Command), entry.place
    return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("gba-kg"), prog_name="kg")
def commands() -> None:
    """Build and ask the knowledge graph of Greater Bay Area co-operation: each answer comes with its sentence."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 fine, 1 found a problem, 2 wrong usage."""
    try:
        code = commands.main(arguments, prog_name="kg", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        echo_wrong_call(error)
        return error.exit_code
    except click.Abort:
        return 130
    except KgError as error:
        echo(f"kg: {error}", err=True)
        return error.exit_code
    except Exception as error:  # noqa: BLE001
        return _report_unexpected(error)


def _report_unexpected(error: Exception) -> int:
    if os.environ.get("KG_DEBUG"):
        echo_traceback(error)
    what = str(error) or "no message"
    echo(f"kg: unexpected {type(error).__name__}: {what} (set KG_DEBUG=1 to see where)", err=True)
    return 1


def main() -> None:
    """The console script; what libraries warn of ends where errors do."""
    gc.set_threshold(_COLLECT_AFTER)
    logging.basicConfig(level=logging.WARNING, handlers=[NoteHandler()])
    logging.captureWarnings(capture=True)
    escaped = escape_unshowable()
    code = run()
    if escaped.are_there:
        echo(f"kg: note: {_UNSHOWABLE}", err=True)
    sys.exit(code)

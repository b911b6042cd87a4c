"""The options that many commands share, and the graph they open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from kg.cli.forms import Form
from kg.cli.terminal import can_show_everything
from kg.errors import UsageError
from kg.graph.address import is_address, read_address
from kg.views.periods import read_period

Command = TypeVar("Command", bound=Callable[..., Any])


Store = Path | str


class _StoreType(click.ParamType[Store]):
    """A folder, or the address of a server, in which no slash may be lost."""

    name = "store"

    def convert(self, value: Store, param: click.Parameter | None, ctx: click.Context | None) -> Store:
        """Gives an address as text, and anything else as a path."""
        if is_address(value):
            read_address(value)
            return value
        return click.Path(path_type=Path).convert(value, param, ctx)


def store_option(command: Command) -> Command:
    """Adds `--store`, the folder of the graph or the address of a server that keeps it."""
    return click.option(
        "--store",
        type=_StoreType(),
        metavar="DIR|URL",
        default=Path("gba.kg"),
        envvar="KG_STORE",
        show_default=True,
        show_envvar=True,
        help="The folder that `kg build` made, or where a server takes SPARQL: http://localhost:7878/query.",
    )(command)


def strict_option(command: Command) -> Command:
    """Adds `--strict`: one release that is skipped makes the exit code 1."""
    return click.option("--strict", is_flag=True, help="Exit with 1 where a release was skipped.")(command)


def lang_option(command: Command) -> Command:
    """Adds `--lang`: the language that the reader is spoken to in, and that things are called in."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "zh-Hant", "zh-Hans"]),
        default="en",
        show_default=True,
        help="The language of a table, and of names where they are known in it; keys and codes of JSON and CSV stay.",
    )(command)


def format_option(*forms: str, about: str = "Format.") -> Callable[[Command], Command]:
    """Gives what adds `--format`, the first of the forms by default: a table to read, others to work with; and `--bom`
    where CSV is one of them: a mark of UTF-8 is refused where the output is in another encoding. The command gets both
    as one `form`."""

    def add(command: Command) -> Command:
        @wraps(command)
        def call(*, form: str, has_mark: bool = False, sentences: Path | None = None, **given: Any) -> Any:
            refuse_unless_csv(form, **{"--bom": has_mark, "--sentences": sentences is not None})
            if has_mark and not can_show_everything():
                raise UsageError("--bom: the output is not in UTF-8; PYTHONIOENCODING=utf-8 makes it so")
            return command(form=Form(form, has_mark, sentences), **given)

        option = click.option(
            "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=about
        )
        return cast(Command, option(mark_option(call) if "csv" in forms else call))

    return add


def mark_option(command: Command) -> Command:
    """Adds `--bom`."""
    return click.option("--bom", "has_mark", is_flag=True, help="Begin CSV with the mark by which Excel knows UTF-8.")(
        command
    )


def refuse_unless_csv(form: str, **options: bool) -> None:
    """Refuses an option that only CSV has where another format is asked for: UsageError names it."""
    for name, is_given in options.items():
        if is_given and form != "csv":
            raise UsageError(f"{name} is for --format csv, not for {form}")


def evidence_format_option(command: Command) -> Command:
    """Adds `--format` to a lookup, whose lines have sentences, and `--sentences`, a file for all of them."""
    about = (
        "A table shows the first sentence of each line; JSON gives all of them; CSV has one row for each line: ids"
        " beside names (several are joined by '; ' in the same order), how many sentences and rows of reference tables"
        " say it (sources), their ids, and the first of them."
    )
    option = click.option(
        "--sentences",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="With CSV: also write all sentences to this CSV file, each with the number of its row (fact).",
    )
    return format_option("table", "json", "csv", about=about)(option(command))


def all_sentences_option(command: Command) -> Command:
    """Adds `--all-sentences` to a lookup, which shows one sentence of each line otherwise."""
    return click.option("--all-sentences", is_flag=True, help="Show every sentence of each line of a table.")(command)


def limit_option(default: int, things: str) -> Callable[[Command], Command]:
    """Gives what adds `--limit`, how many things at most; the command gets None for 0, which is all."""
    return click.option(
        "--limit",
        type=click.IntRange(0, 1_000_000_000),
        default=default,
        show_default=True,
        metavar="N",
        callback=lambda _, __, limit: limit or None,
        help=f"Show no more {things} than this; 0 shows all.",
    )


def period_options(command: Command) -> Command:
    """Adds `--from` and `--to`; the command gets them as one `period`."""

    @wraps(command)
    def call(*, since: str | None, until: str | None, **given: Any) -> Any:
        return command(period=read_period(since, until, given["lang"]), **given)

    first = click.option("--from", "since", metavar="DATE", help="The first day: 2024-01-08, 2024-01 or 2024.")
    last = click.option("--to", "until", metavar="DATE", help="The last day, written likewise; of a year its last.")
    return cast(Command, first(last(call)))

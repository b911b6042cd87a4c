"""Writes lines to standard output or standard error: the one place where the command line prints words.

Nothing that comes from a release, an argument, the name of a file or an error commands the terminal: what would is
written out, as `\\x1b`. Only the styles asked for here are.
"""

from __future__ import annotations

import errno
import logging
import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from kg.controls import show_controls
from kg.errors import OutputError

_BREAK = re.compile(r"[ \t\r]*\n\s*")


def echo(text: str, *, err: bool = False, bold: bool = False, dim: bool = False) -> None:
    """Writes one line; line breaks inside it become spaces, so that no text looks like a line of ours."""
    shown = show_controls(_BREAK.sub(" ", text))
    styled = click.style(shown, bold=True) if bold else click.style(shown, dim=True) if dim else shown
    _write(f"{styled}\n", err=err)


def echo_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Writes lines, tabs as they are."""
    _write("".join(show_controls(line, keep="\t") + "\n" for line in lines), err=err)


def echo_sentence(text: str, source: Iterable[str]) -> None:
    """Writes a sentence in quotation marks, and below it what is known of where it stands."""
    if text:
        echo(f'"{" ".join(text.split())}"')
    echo(f"      - {', '.join(filter(None, source))}", dim=True)


def echo_wrong_call(error: click.ClickException) -> None:
    """Writes how a command is used, and what was wrong with the call."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    usage = f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n\n" if context else ""
    echo_lines(f"{usage}Error: {error.format_message()}".split("\n"), err=True)


class NoteHandler(logging.Handler):
    """Writes what a library logs as a note of one line, without the calls that led there."""

    def emit(self, record: logging.LogRecord) -> None:
        echo(f"kg: note: {record.getMessage()}", err=True)


def echo_traceback(error: Exception) -> None:
    """Writes where an error comes from."""
    echo_lines("".join(traceback.format_exception(error)).rstrip("\n").split("\n"), err=True)


@contextmanager
def blame_output() -> Iterator[None]:
    """Makes a full disk behind the output an OutputError; a reader who leaves early (`| head`) is none."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise OutputError(f"the output cannot be written ({error.strerror or error})") from error


def _write(text: str, *, err: bool) -> None:
    with blame_output():
        click.echo(text, nl=False, err=err)

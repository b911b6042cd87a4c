"""Writes lines to standard output or standard error: the one place where the command line prints words.

Nothing that comes from a release, an argument, the name of a file or an error commands the terminal: what would is
written out, as `\\x1b`. Only the styles asked for here are.
"""

from __future__ import annotations

import codecs
import errno
import io
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from kg.controls import escape_letter, show_controls
from kg.errors import OutputError

# What a shell says of a program that SIGPIPE ended.
_NOBODY_READS = 141
_ERRORS = "kg-escape"
_BREAK = re.compile(r"(?<![ \t\r])[ \t\r]*\n\s*")  # tried once for a run of blanks, not from each of them


def echo(text: str, *, err: bool = False, bold: bool = False, dim: bool = False) -> None:
    """Writes one line; line breaks inside it become spaces, so that no text looks like a line of ours."""
    shown = show_controls(_BREAK.sub(" ", text))
    styled = click.style(shown, bold=True) if bold else click.style(shown, dim=True) if dim else shown
    _write(f"{styled}\n", err=err)


def ask(question: str, answers: Sequence[str], *, default: str) -> str:
    """Asks at the terminal until one of the answers is given; the default where only Enter is pressed."""
    kind = click.Choice(answers, case_sensitive=False)
    return str(click.prompt(show_controls(question), type=kind, default=default, show_choices=False, err=True))


def echo_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Writes lines, tabs as they are."""
    _write("".join(show_controls(line, keep="\t") + "\n" for line in lines), err=err)


def echo_mark() -> None:
    """Writes the mark by which Excel knows that what follows is UTF-8."""
    _write("\ufeff", err=False)


def echo_wrong_call(error: click.ClickException) -> None:
    """Writes how a command is used, and what was wrong with the call; of `kg` alone its help, as click does."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        echo_lines(error.format_message().split("\n"), err=True)
        return
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


class EscapedLetters:
    """Writes what an encoding cannot show as `\\u6e2f`, and knows whether it had to."""

    def __init__(self) -> None:
        self.are_there = False

    def __call__(self, error: UnicodeError) -> tuple[str, int]:
        """Gives what stands for the letters that could not be encoded, and where to go on."""
        assert isinstance(error, UnicodeEncodeError)
        self.are_there = True
        return "".join(map(escape_letter, error.object[error.start : error.end])), error.end


def escape_unshowable() -> EscapedLetters:
    """Has both outputs escape what their encoding lacks: a terminal in cp950, a pipe in ASCII."""
    escaped = EscapedLetters()
    codecs.register_error(_ERRORS, escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)
    return escaped


def can_show_everything() -> bool:
    """Says whether standard output takes every letter, as UTF-8 does."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def has_styles() -> bool:
    """Says whether bold and colours are wanted: not with NO_COLOR (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


@contextmanager
def blame_output() -> Iterator[None]:
    """Makes a full disk behind the output an OutputError; a reader who leaves early (`| head`) ends the command."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            _write_to_nobody(sys.stdout)
            raise click.exceptions.Exit(_NOBODY_READS) from error
        raise OutputError(f"the output cannot be written ({error.strerror or error})") from error


def _write(text: str, *, err: bool) -> None:
    color = None if has_styles() else False
    if not err:
        # A file of its own, for click writes UTF-8 to an output in ASCII.
        with blame_output():
            click.echo(text, nl=False, file=sys.stdout, color=color)
        return
    try:
        click.echo(text, nl=False, file=sys.stderr, color=color, err=True)
    except OSError:
        _write_to_nobody(sys.stderr)  # there is no place left to say so


def _write_to_nobody(stream: TextIO) -> None:
    """Has what still stands in the buffer of a stream go nowhere, instead of failing when Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

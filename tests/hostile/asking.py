"""Asks the command line inside this process, with its output and exit code as a shell would see them."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.cli.main import COMMANDS, load_command, main

_FAILS = " fails on this release ("


@dataclass(frozen=True, slots=True)
class Answer:
    """The exit code of a command and what it wrote."""

    code: int
    out: bytes
    err: bytes

    def find_crash(self) -> str:
        """Gives the line that shows a mistake of the tool's own; empty where there is none."""
        return find_crash(self.err.decode(errors="replace"))


def find_crash(printed: str) -> str:
    """Gives the line of what was printed that shows a mistake of the tool's own; empty where there is none."""
    lines = printed.splitlines()
    crash = next((line for line in lines if line.startswith("kg: unexpected ") or _FAILS in line), "")
    return crash or (lines[-1] if any(line.startswith("Traceback ") for line in lines) else "")


def load_commands() -> None:
    """Imports the commands, so that no child has to; but not `draw`, nor `serve`, which draws too: what that stands on
    is written in Go, and a process in which Go has begun may not be forked."""
    for name, entry in COMMANDS.items():
        if name not in ("draw", "serve"):
            load_command(entry)


def ask(*arguments: str | Path) -> Answer:
    """Runs `kg` with these arguments."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with _redirect(out, err):
            code = run_main(*arguments)
        out.seek(0)
        err.seek(0)
        return Answer(code, out.read(), err.read())


def run_main(*arguments: str | Path) -> int:
    """Does what the console script does, and gives the exit code of the process that it would end."""
    sys.argv = ["kg", *map(str, arguments)]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException as error:  # noqa: BLE001
        traceback.print_exception(error)
        return 1
    return 0


def open_streams() -> None:
    """Makes the streams anew from what the first three numbers stand for now, as a new interpreter would."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


@contextmanager
def _redirect(out: BinaryIO, err: BinaryIO) -> Iterator[None]:
    sys.stdout.flush()
    sys.stderr.flush()
    streams, kept = (sys.stdin, sys.stdout, sys.stderr), [os.dup(number) for number in range(3)]
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        for number, file in enumerate((nothing, out.fileno(), err.fileno())):
            os.dup2(file, number)
        open_streams()
        yield
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        for number, file in enumerate(kept):
            os.dup2(file, number)
            os.close(file)
        os.close(nothing)
        sys.stdin, sys.stdout, sys.stderr = streams

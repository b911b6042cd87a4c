"""Runs a command in a process of its own and gives what it took: it and all that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
_BETWEEN_LOOKS = 0.1
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """What a command said and took: seconds by the clock, seconds of all cores, and the most memory held at once in
    MB, which what processes share counts in once."""

    output: str
    wall: float
    cpu: float
    peak: float


class StepError(RuntimeError):
    """A command that did not end well, with what it said of it."""


def run_python(*words: str | Path, root: Path = ROOT, longest: float | None = None) -> Run:
    """Runs Python on a module of ours that stands below a folder; StepError where it fails or takes longer than so many
    seconds."""
    return run([sys.executable, "-P", "-m", *map(str, words)], root, longest)


def run(command: Sequence[str], root: Path = ROOT, longest: float | None = None) -> Run:
    """Runs a command and waits for it; memory is looked at ten times a second."""
    environment = os.environ | {"PYTHONPATH": str(root)}
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaint:
        start = time.perf_counter()
        process = psutil.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=complaint)
        peak = 0.0
        while True:
            # Popen.wait would drop what the process took; wait4 gives it, with that of all that it waited for.
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            peak = max(peak, _measure_memory(process))
            if longest is not None and time.perf_counter() - start > longest:
                _end(process)
                raise StepError(f"{' '.join(command)}: took longer than {longest:.0f} s")
            time.sleep(_BETWEEN_LOOKS)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        complaint.seek(0)
        if process.returncode:
            raise StepError(f"{' '.join(command)}: exit code {process.returncode}\n{complaint.read().decode()[-2000:]}")
        said.seek(0)
        largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / _MEGABYTE
        return Run(said.read().decode(), wall, usage.ru_utime + usage.ru_stime, max(peak, largest))


def _measure_memory(process: psutil.Popen) -> float:
    total = 0
    with suppress(psutil.Error):
        for one in [process, *process.children(recursive=True)]:
            with suppress(psutil.Error):
                total += one.memory_full_info().pss
    return total / _MEGABYTE


def _end(process: psutil.Popen) -> None:
    with suppress(psutil.Error):
        for child in process.children(recursive=True):
            with suppress(psutil.Error):
                child.kill()
    with suppress(subprocess.SubprocessError, psutil.Error):
        process.kill()
        process.wait()


def measure_folder(folder: Path) -> int:
    """Gives the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

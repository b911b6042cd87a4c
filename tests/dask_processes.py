"""A Dask cluster of real processes on this machine, for tests; all of them are gone at the end, whatever happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_SECONDS = 120.0
_LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


class Processes:
    """A scheduler with its workers, whose logs lie in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def start_scheduler(self, *options: str) -> None:
        """Starts a scheduler on a free port."""
        file = self._folder / f"scheduler-{len(self._started)}.json"
        self.scheduler = self.start(
            ROOT,
            "-m",
            "distributed.cli.dask_scheduler",
            *_LOOPBACK,
            "--port",
            "0",
            "--scheduler-file",
            str(file),
            *options,
        )
        wait_until(lambda: file.is_file() and file.stat().st_size > 0)
        self.address = str(json.loads(file.read_text())["address"])

    def start_worker(self, root: Path = ROOT) -> subprocess.Popen[bytes]:
        """Starts a worker that reads with the `kg` below a folder."""
        return self.start(
            root,
            *("-m", "distributed.cli.dask_worker", self.address, *_LOOPBACK, "--nthreads", "1", "--no-nanny"),
            *("--local-directory", str(self._folder)),
        )

    def start_build(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts `kg build` on this cluster."""
        return self.start(ROOT, "-m", "kg", "build", *arguments, "--cluster", self.address)

    def start(self, root: Path, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts Python with the `kg` below a folder."""
        with (self._folder / f"{len(self._started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=self._folder,
                env=os.environ | {"PYTHONPATH": str(root), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._started.append(process)
        return process

    def read_log(self, process: subprocess.Popen[bytes]) -> str:
        """Gives what a process has said."""
        return (self._folder / f"{self._started.index(process)}.log").read_text()

    def end(self) -> None:
        """Ends all of them."""
        for process in self._started:
            process.kill()
        for process in self._started:
            process.wait()


@contextmanager
def start_cluster(folder: Path, workers: int) -> Iterator[Processes]:
    """Starts a scheduler and so many workers."""
    folder.mkdir()
    processes = Processes(folder)
    try:
        processes.start_scheduler()
        for _ in range(workers):
            processes.start_worker()
        yield processes
    finally:
        processes.end()


def wait_until(is_so: Callable[[], Any]) -> None:
    """Waits until something is so; fails where it never is."""
    end = time.monotonic() + _SECONDS
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)

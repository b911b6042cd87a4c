"""Starts servers of SPARQL on this machine, each on a free port with a folder of its own, and ends them."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest

# Nobody else can reach the server that has this name and password.
USER = PASSWORD = "dba"
_PATIENCE = 60.0
_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CaseMode = 2
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {most_rows}
"""


@dataclass(frozen=True, slots=True)
class Service:
    """A server that runs: where it takes questions, and the environment of whoever may write there."""

    address: str
    environment: dict[str, str]


@contextmanager
def run_oxigraph(folder: Path) -> Iterator[Service]:
    """Runs an Oxigraph server."""
    program = which("oxigraph", path=str(Path(sys.executable).parent)) or which("oxigraph")
    if program is None:
        pytest.skip("there is no oxigraph here: it is a package of the group dev")
    port = find_port()
    with _run([program, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"], folder, port):
        yield Service(f"http://127.0.0.1:{port}/query", {})


@contextmanager
def run_virtuoso(folder: Path, *, most_rows: int = 10_000) -> Iterator[Service]:
    """Runs Virtuoso, which gives at most so many rows at a time."""
    program = which("virtuoso-t")
    if program is None:
        pytest.skip("there is no Virtuoso here: apt-get install virtuoso-opensource")
    port = find_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, sql=find_port(), port=port, most_rows=most_rows))
    with _run([program, "+foreground", "+configfile", str(settings)], folder, port):
        yield Service(f"http://127.0.0.1:{port}/sparql", {"KG_STORE_USER": USER, "KG_STORE_PASSWORD": PASSWORD})


def find_port() -> int:
    """Gives a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _run(command: list[str], folder: Path, port: int) -> Iterator[None]:
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        _wait_for(process, port, log)
        yield
    finally:
        process.kill()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"{process.args!r} does not listen: {log.read_text(errors='replace')[-2000:]}")

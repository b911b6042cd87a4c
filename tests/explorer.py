"""How the explorer is asked in a test: in this process, or as the program `kg serve`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from kg.explorer.app import make_app
from kg.explorer.settings import Settings

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u"
ENDLESS = f"SELECT (COUNT(*) AS ?count) {{ {CROSS} FILTER (CONCAT(STR(?a), STR(?u)) != 'x') }}"


@contextmanager
def open_explorer(store: Path | str, settings: Settings | None = None) -> Iterator[TestClient]:
    """Gives a client of the explorer of a store, which follows no redirect; it accepts what it is told only."""
    app = make_app(store, settings or Settings(timeout=5, workers=2))
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        del client.headers["accept"]
        yield client


@contextmanager
def run_explorer(store: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Gives the address of `kg serve` on a free port, without a slash at its end, and its process."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().split()[-1].removesuffix("/")
        yield address, process
    finally:
        process.kill()
        process.communicate()

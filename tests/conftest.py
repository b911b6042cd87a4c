"""What several tests stand on: releases read by hand, as a graph and as a store, and a way to ask the command line."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Ask
from browser import CHROMIUM, start_browser
from playwright.sync_api import Browser
from sample import EXTRACTIONS
from seed import EXTRACTION

from kg.cli.main import run
from kg.files import find_shipped
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.library import build, read


@pytest.fixture(scope="session")
def seed_graph() -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads([EXTRACTION]))
    return graph


@pytest.fixture(scope="session")
def sample_graph() -> Graph:
    """The graph of the shipped sample releases, as the extractor reads them."""
    graph = Graph.in_memory()
    graph.add(make_quads(read(find_shipped("data", "releases"))))
    return graph


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that `kg build` makes of the sample releases."""
    path = tmp_path_factory.mktemp("samples") / "samples.kg"
    build(find_shipped("data", "releases"), path)
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of a module; they are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with start_browser() as started:
        yield started


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the two small releases of `sample.py`."""
    path = tmp_path_factory.mktemp("sample") / "sample.kg"
    write_store(path, make_quads(EXTRACTIONS))
    return path


@pytest.fixture
def ask(store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Asks the command line in this process, of that store: exit code, standard output, standard error."""
    monkeypatch.setenv("KG_STORE", str(store))

    def ask_kg(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        return (code, *capsys.readouterr())

    return ask_kg


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> Iterator[None]:
    """Lets Ctrl-C through to the programs that tests start: a shell ignores it for what it runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)

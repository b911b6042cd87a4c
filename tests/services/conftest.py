"""The sample releases in three stores: a folder, an Oxigraph server and Virtuoso, each filled by `kg build`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.files import find_shipped
from services.servers import Service, run_oxigraph, run_virtuoso

SAMPLES = find_shipped("data", "releases")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample releases as a folder."""
    path = tmp_path_factory.mktemp("folder") / "gba.kg"
    kg.build(SAMPLES, path)
    return path


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server with the graph of the sample releases, which everybody may ask and nobody else may change."""
    run = {"oxigraph": run_oxigraph, "virtuoso": run_virtuoso}[request.param]
    with run(tmp_path_factory.mktemp(request.param)) as started, pytest.MonkeyPatch.context() as patch:
        for name, value in started.environment.items():
            patch.setenv(name, value)
        kg.build(SAMPLES, started.address)
        patch.undo()
        yield started


@pytest.fixture(params=["oxigraph", "virtuoso"])
def empty_service(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A server that holds nothing yet; who tests may write there."""
    run = {"oxigraph": run_oxigraph, "virtuoso": run_virtuoso}[request.param]
    with run(tmp_path) as started:
        for name, value in started.environment.items():
            monkeypatch.setenv(name, value)
        yield started

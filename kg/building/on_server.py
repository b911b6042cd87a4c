"""Builds a graph in a folder and sends it, or what has changed of it, to a server of SPARQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.addresses import Source
from kg.building.builder import build_store
from kg.building.ledger import Ledger, open_ledger
from kg.building.report import BuildReport
from kg.building.work import Settings
from kg.errors import StoreError
from kg.graph.address import read_address
from kg.graph.endpoint import Endpoint
from kg.graph.graph import Graph
from kg.graph.sending import apply_change, check_writable, refuse_filled, replace_all
from kg.graph.settling import read_lines
from kg.graph.store import open_writer
from kg.linking.packing import unpack


def build_on_server(
    paths: Iterable[Source],
    address: str,
    *,
    replace: bool,
    add: bool,
    work: Path | None,
    settings: Settings | None,
) -> BuildReport:
    """Reads all releases below `paths` into the graph that is ours at an address, by way of a folder for the `work`, or
    of one that is gone afterwards; StoreError where the server cannot be reached, before anything is read."""
    endpoint = Endpoint(read_address(address))
    with _open_work(work) as folder:
        if not replace and not _was_sent(folder, endpoint):
            refuse_filled(endpoint)
        check_writable(endpoint)
        report = build_store(paths, folder, replace=replace, add=add, settings=settings)
        _send(folder, endpoint)
    return report


@contextmanager
def _open_work(work: Path | None) -> Iterator[Path]:
    if work is not None:
        yield work
        return
    with TemporaryDirectory(prefix="kg-") as folder:
        yield Path(folder) / "gba.kg"


@contextmanager
def _open_ledger(folder: Path) -> Iterator[Ledger | None]:
    """Gives the ledger of the graph in a folder, while nobody else builds there; None where there is none."""
    with open_writer(folder) as writer:
        current = writer.find_current()
        if current is None or current.ledger is None:
            yield None
            return
        with open_ledger(folder / current.ledger, may_drop=False) as ledger:
            yield ledger


def _was_sent(folder: Path, endpoint: Endpoint) -> bool:
    """Says whether what lies in a folder is what the server has, but for changes that are still to be sent."""
    if not folder.exists():
        return False
    with _open_ledger(folder) as ledger:
        return ledger is not None and ledger.get("sent") == _name(endpoint)


def _send(folder: Path, endpoint: Endpoint) -> None:
    """Sends what the server does not have; each change is forgotten once it is there."""
    with _open_ledger(folder) as ledger:
        if ledger is None:
            raise StoreError(f"{folder}: the graph that was to be sent is gone")
        if ledger.get("sent") != _name(endpoint):
            replace_all(endpoint, Graph.open(folder).quads())
            ledger.write("DELETE FROM unsent")
            ledger.set("sent", _name(endpoint))
            ledger.commit()
        for number, removed, added in ledger.list("SELECT number, removed, added FROM unsent ORDER BY number"):
            apply_change(endpoint, *(read_lines(line.encode() for line in unpack(lines)) for lines in (removed, added)))
            ledger.write("DELETE FROM unsent WHERE number = ?", number)
            ledger.commit()


def _name(endpoint: Endpoint) -> str:
    return f"{endpoint} {endpoint.graph or ''}"

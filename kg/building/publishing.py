"""Builds a graph where it is to be kept: in a folder, or on a server of SPARQL."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

from kg.addresses import Source
from kg.building.builder import build_store
from kg.building.report import BuildReport
from kg.building.work import Settings
from kg.errors import UsageError
from kg.files import AnyPath, check_path
from kg.graph.address import is_address


def publish(
    paths: Iterable[Source],
    store: AnyPath,
    *,
    replace: bool = False,
    add: bool = False,
    work: Path | None = None,
    settings: Settings | None = None,
) -> BuildReport:
    """Reads all releases below `paths` into a store: a folder, or the graph that is ours on the server at an address.

    With `replace` it takes the place of what that graph holds; other graphs of the server stay. With `add` only what is
    other than before is sent: for that a folder for the `work` must be kept, in which the same graph lies with what was
    read. A sending that was broken off is done again. StoreError also where the server cannot be reached, which is seen
    before anything is read.
    """
    if not is_address(store):
        if work is not None:
            raise UsageError("a folder keeps what its build needs itself: a place for the work is for a server only")
        return build_store(paths, check_path(store), replace=replace, add=add, settings=settings)
    if add and work is None:
        raise UsageError("to add to a server's graph, the folder in which it was built is needed: name it with --work")
    # What speaks to a server is loaded only then: most graphs are kept in a folder.
    build_on_server = import_module("kg.building.on_server").build_on_server
    return cast("BuildReport", build_on_server(paths, store, replace=replace, add=add, work=work, settings=settings))

"""Turns releases into a graph that a server keeps."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.files import AnyPath, check_path
from kg.graph.address import is_address, read_address
from kg.graph.drafts import sort_quads
from kg.graph.endpoint import Endpoint
from kg.graph.graph import Graph
from kg.graph.sending import check_writable, refuse_filled, replace_all
from kg.pipeline import BuildReport, build_store


def publish(
    paths: Iterable[Path], store: AnyPath, *, replace: bool = False, general_knowledge: bool = True
) -> BuildReport:
    """Reads all releases below `paths` into a store: a folder, or the graph that is ours on the server at an address.

    With `replace` it takes the place of what that graph holds; other graphs of the server stay. StoreError also where
    the server cannot be reached, which is seen before anything is read.
    """
    if not is_address(store):
        return build_store(paths, check_path(store), replace=replace, general_knowledge=general_knowledge)
    endpoint = Endpoint(read_address(store))
    if not replace:
        refuse_filled(endpoint)
    check_writable(endpoint)
    with TemporaryDirectory(prefix="kg-") as folder:
        here = Path(folder) / "gba.kg"
        report = build_store(paths, here, general_knowledge=general_knowledge)
        replace_all(endpoint, sort_quads(Graph.open(here).quads()))
    return report

"""What whoever asks first would wait for is counted before, and what is counted once serves all languages."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sample import EXTRACTIONS, FIRST

from kg.explorer import snapshots
from kg.explorer.pages.lists import name_list
from kg.explorer.pages.memory import MEMORY
from kg.explorer.preparing import Preparing
from kg.explorer.settings import Settings
from kg.explorer.snapshots import Snapshots
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.store import find_version
from kg.views.directory import LISTS, Entry, call_entries, list_entries


def await_list(store: Path, what: str) -> tuple[Entry, ...]:
    """Gives what is remembered of a list of the graph that a store holds now, as soon as there is something."""
    key = (str(store), find_version(store), name_list(what))
    for _ in range(500):
        if (found := MEMORY.get(key)) is not None:
            assert isinstance(found, tuple)
            return found
        time.sleep(0.01)
    raise AssertionError(f"nobody has prepared the list of {what}")


def test_lists_are_known_of_the_graph_that_a_build_has_made_before_anybody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_FRESH", 0.0)
    store = tmp_path / "graph.kg"
    write_store(store, make_quads([FIRST]))
    prepared = Preparing(Snapshots(store), Settings())
    write_store(store, make_quads(EXTRACTIONS))
    prepared.start()
    try:
        assert await_list(store, "people") == list_entries(Graph.open(store), "people")
    finally:
        prepared.stop()


@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize("lang", ["zh-Hant", "zh-Hans"])
def test_a_list_is_called_in_another_language_as_if_it_were_read_in_it(store: Path, what: str, lang: str) -> None:
    graph = Graph.open(store)
    assert call_entries(what, list_entries(graph, what), lang) == list_entries(graph, what, lang=lang)

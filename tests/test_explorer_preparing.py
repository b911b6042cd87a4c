"""What whoever asks first would wait for is counted before, and what is counted once serves all languages."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from explorer import open_explorer
from sample import CHAN, EXTRACTIONS, FIRST

from kg.explorer import linked, preparing, snapshots
from kg.explorer.pages import person
from kg.explorer.pages.lists import name_list
from kg.explorer.pages.memory import MEMORY, Packed
from kg.explorer.pages.portraits import PREPARED
from kg.explorer.pages.things import pack_portrait
from kg.explorer.preparing import Preparing, list_most_named, pack_slow, pack_turtle
from kg.explorer.settings import Settings
from kg.explorer.snapshots import Snapshots
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.store import find_version
from kg.views.directory import LISTS, Entry, call_entries, list_entries


def await_list(store: Path, what: str) -> tuple[Entry, ...]:
    """Gives what is remembered of a list of the graph that a store holds now, as soon as there is something."""
    key = (str(store), find_version(store), name_list(what))
    found = wait_for(lambda: MEMORY.get(key))
    assert isinstance(found, tuple)
    return found


def wait_for(find: Callable[[], object]) -> object:
    """Gives what is found, as soon as there is something."""
    for _ in range(500):
        if (found := find()) is not None:
            return found
        time.sleep(0.01)
    raise AssertionError("nobody has prepared it")


def test_lists_are_known_of_the_graph_that_a_build_has_made_before_anybody_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_FRESH", 0.0)
    monkeypatch.setattr(preparing, "_QUICK", 0.0)
    store = tmp_path / "graph.kg"
    write_store(store, make_quads([FIRST]))
    prepared = Preparing(Snapshots(store), Settings())
    write_store(store, make_quads(EXTRACTIONS))
    prepared.start()
    try:
        assert await_list(store, "people") == list_entries(Graph.open(store), "people")
        person = list_most_named(Graph.open(store))["person"][0]
        key = (str(store), find_version(store), person, "en")
        assert wait_for(lambda: PREPARED.get(key)) == pack_portrait(Graph.open(store), id=person, lang="en")
    finally:
        prepared.stop()


def test_what_is_quick_is_not_kept(store: Path) -> None:
    graph = Graph.open(store)
    pack = partial(pack_turtle, id=CHAN)
    assert pack_slow(pack, 60.0, graph) is None
    assert pack_slow(pack, 0.0, graph) == pack(graph)


@pytest.mark.parametrize("address", [f"/thing/{CHAN}", f"/thing/{CHAN}?lang=zh-Hant", f"/id/{CHAN}?format=ttl"])
def test_what_is_prepared_is_what_would_be_found(
    samples_store: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    graph = Graph.open(samples_store)
    with open_explorer(samples_store) as client:
        found = client.get(address).text
    packed = {(CHAN, lang): pack_portrait(graph, id=CHAN, lang=lang) for lang in ("en", "zh-Hant")}
    packed[CHAN, "ttl"] = pack_turtle(graph, id=CHAN)
    monkeypatch.setattr(Packed, "get", lambda _, key: packed.get(key[2:]))
    with open_explorer(samples_store) as client, monkeypatch.context() as patch:
        patch.setattr(person, "read_record_apart", None)
        patch.setattr(linked, "find_quads", None)
        assert client.get(address).text == found


def test_no_more_bytes_are_kept_than_allowed_and_none_of_an_older_graph() -> None:
    packed = Packed(10)
    assert packed.keep(("store", "old", "a"), b"12345678")
    assert not packed.keep(("store", "old", "b"), b"123")
    assert packed.get(("store", "old", "a")) and packed.get(("store", "old", "b")) is None
    assert packed.keep(("store", "new", "b"), b"123")
    assert packed.get(("store", "old", "a")) is None
    assert packed.get(("store", "new", "b")) == b"123"


@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize("lang", ["zh-Hant", "zh-Hans"])
def test_a_list_is_called_in_another_language_as_if_it_were_read_in_it(store: Path, what: str, lang: str) -> None:
    graph = Graph.open(store)
    assert call_entries(what, list_entries(graph, what), lang) == list_entries(graph, what, lang=lang)

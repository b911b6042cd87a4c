"""The parts of a build are done in this process or in several: the results are the same, also where one is killed."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.building.builder import build_store
from kg.building.pool import Serial, open_pool
from kg.building.work import Settings
from kg.errors import StoreError
from kg.files import find_shipped
from kg.graph.graph import Graph

PARTS = range(20)


@dataclass(frozen=True)
class Deadly:
    """A part that kills its process: the first time it is done, or each time."""

    number: int
    mark: Path
    is_once: bool


def square(number: int) -> int:
    return number * number


def die(part: Deadly) -> int:
    if part.number == 7 and not (part.is_once and part.mark.exists()):
        part.mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return square(part.number)


def test_results_come_in_the_order_of_the_parts() -> None:
    with open_pool(3) as pool:
        assert list(pool.map(square, PARTS)) == list(Serial().map(square, PARTS))
        assert list(pool.map(square, [5])) == [25]
        assert list(pool.map(square, [])) == []


def test_parts_are_taken_as_they_are_needed() -> None:
    """Else all that a build is to read would be in memory at once."""
    taken: list[int] = []
    with open_pool(2) as pool:
        results = pool.map(square, (taken.append(number) or number for number in range(1_000)))  # type: ignore[func-returns-value]
        assert next(results) == 0
        assert len(taken) < 20


def test_a_process_that_is_killed_is_replaced_and_its_part_done_again(tmp_path: Path) -> None:
    with open_pool(2) as pool:
        found = pool.map(die, [Deadly(number, tmp_path / "mark", is_once=True) for number in PARTS])
        assert list(found) == [square(number) for number in PARTS]
    assert (tmp_path / "mark").exists()


def test_a_part_that_kills_its_process_each_time_is_an_error(tmp_path: Path) -> None:
    with open_pool(2) as pool, pytest.raises(StoreError, match="ends each time it is started"):
        list(pool.map(die, [Deadly(number, tmp_path / "mark", is_once=False) for number in PARTS]))


def test_a_build_in_several_processes_gives_the_same_graph(tmp_path: Path) -> None:
    """The samples under several ids, so that there is enough for more than one process to do."""
    source = tmp_path / "releases"
    source.mkdir()
    for number in range(8):
        for path in find_shipped("data", "releases").glob("*.txt"):
            text = path.read_text(encoding="utf-8").replace("\nid: ", f"\nid: {number}-")
            (source / f"{number}-{path.name}").write_text(text.replace("id: ", f"id: {number}-", 1), encoding="utf-8")
    reports = [build_store([source], tmp_path / f"{jobs}.kg", settings=Settings(jobs=jobs)) for jobs in (1, 2)]
    assert reports[0] == reports[1]
    dumps = {Graph.open(tmp_path / f"{jobs}.kg").triples_sorted_ntriples() for jobs in (1, 2)}
    assert len(dumps) == 1

"""Tests of what forks: `make hostile` runs them in a process of their own, in which nothing has threads yet."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from hostile import additions, injections, kills, races, ruins, stores, terminals
from hostile.children import call, run_each
from kg.building.builder import build_store

LIMIT = 0.5


def do_badly(item: str) -> str:
    match item:
        case "hang":
            time.sleep(60)
        case "hang in foreign code":
            re.match("(a+)+$", "a" * 50 + "b")
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fail":
            raise ValueError("no such kite")
        case "leave":
            os._exit(0)
    return item.upper()


def test_each_piece_of_work_has_its_own_outcome_however_the_others_end() -> None:
    items = ["a", "hang", "b", "die", "hang in foreign code", "c", "fail", "leave", "d"]
    outcomes = run_each(do_badly, items, seconds=LIMIT, batch=4)
    assert [outcome.made for outcome in outcomes] == ["A", None, "B", None, None, "C", None, None, "D"]
    assert [outcome.fault.partition(" (")[0] for outcome in outcomes if outcome.fault] == [
        "hangs: more than 0.5 s",
        "killed by SIGKILL",
        "hangs: more than 0.5 s",
        "ValueError: no such kite",
        "ended with exit code 0 in the middle",
    ]


def write_carelessly(path: Path, quads: list[ox.Quad]) -> None:
    """Writes a store as nobody should: what is in it is gone before anything new is there."""
    path.mkdir(exist_ok=True)
    (path / "current").write_text("version-1")
    time.sleep(LIMIT / 5)
    store = ox.Store(path / "version-1")
    store.clear()
    time.sleep(LIMIT / 5)
    store.extend(quads)


def test_careless_writers_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "write_store", write_carelessly)
    assert kills.try_kills(8).failures
    assert races.try_races(4).failures


def test_a_careful_writer_passes() -> None:
    assert kills.try_kills(4).failures == ()


def build_carelessly(paths: list[Path], store: Path, **_: object) -> None:
    """Builds as nobody should: what answers is gone before anything new is there."""
    shutil.rmtree(store, ignore_errors=True)
    build_store(paths, store)


def test_a_careless_build_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions, "build_store", build_carelessly)
    assert additions.try_additions(4).failures


def test_a_careful_build_passes() -> None:
    assert additions.try_additions(4).failures == ()


@pytest.mark.parametrize("kind", ruins.RUINS)
def test_every_kind_of_ruin_changes_the_store(kind: str, tmp_path: Path) -> None:
    call(write_sample, tmp_path / "x.kg")
    before = list_contents(tmp_path)
    ruins.RUINS[kind](Random(1), tmp_path / "x.kg")
    assert list_contents(tmp_path) != before or kind == "an older form"


def write_sample(path: Path) -> None:
    stores.write_content("old", path)


def list_contents(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def print_instead(printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every command print this."""
    monkeypatch.setattr("hostile.asking.main", lambda: sys.stdout.write(printed) and None)


@pytest.mark.parametrize("find_signs", [terminals.find_signs_on_terminal, terminals.find_signs_in_pipe])
@pytest.mark.parametrize(
    ("printed", "is_wrong"),
    [
        ("plain\n", False),
        ("\x1b[2J", True),
        ("\x9b2J", True),
        ("\u202e", True),
        ("\x7f", True),
        ("a\rb", True),
        ("\x1b[35;7mred", True),
    ],
)
def test_a_sign_that_a_terminal_obeys_is_noticed(
    printed: str,
    is_wrong: bool,
    find_signs: Callable[[Path, terminals.Command], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    print_instead(printed, monkeypatch)
    assert bool(find_signs(tmp_path, ("who",))) == is_wrong


@pytest.mark.parametrize(
    "printed",
    ["\x1b[1mbold\x1b[0m\n", "\x1b[?25l\r\x1b[2Kchecking \x1b[32m━━\x1b[0m 9%\n\x1b[?25h\r\x1b[1A\x1b[2Kfine\n"],
)
def test_our_own_styles_and_bar_are_let_through_on_a_terminal_only(
    printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    print_instead(printed, monkeypatch)
    assert terminals.find_signs_on_terminal(tmp_path, ("who",)) == ""
    assert terminals.find_signs_in_pipe(tmp_path, ("who",)) != ""


def test_there_are_sixty_injections(tmp_path: Path) -> None:
    found = list(injections.list_injections(tmp_path, "http://127.0.0.1:1", tmp_path / "heard"))
    assert len({injection.name for injection in found}) == 60

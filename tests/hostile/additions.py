"""Builds of releases that are killed at some moment: first ones, such that add, and such that replace.

Each time the old graph or the new one answers, whole; the next build finishes, reads nothing again that was kept, and
leaves nothing behind of what was killed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import TypeVar

from histories import History, list_texts
from living import read_living

from hostile.children import Outcome, call, run_each, start
from hostile.row import Row, make_row
from hostile.stores import NONE, make_folder
from kg.building import intake
from kg.building.builder import build_store
from kg.building.corpus import read_corpus
from kg.building.ledger import read_text
from kg.building.work import Settings
from kg.errors import ReleaseError, StoreError
from kg.files import find_shipped
from kg.graph.store import REGISTRY_FILE, StoreWriter, read_builds
from kg.releases import Release

COUNT = 200
# How a build is called, with its share of twenty.
_KINDS = {"add": 12, "first": 4, "replace": 3, "first in two processes": 1}
_LANE = 20  # kills in one folder
_FILES, _CHANGES = 10, 8
_READ_AT_ONCE = 3  # so that even of few files some are kept before others are read
_BEYOND = 1.1  # so that some builds are done when they are killed
_LATE = 0.5  # of the kills fall in the last part, in which the store is written and takes the place of the old one
_SERIES = (1, 1, 2, 3)  # kills one after the other, before a build may finish
_MOST_ENTRIES = 13  # two versions, two ledgers, each with hash and journal; pointer and registry, each with half; lock
_SECONDS = 60.0
_PATIENCE = 10.0
_TOKEN = "HOSTILE_BUILD"
_READER = "read_file"
Made = TypeVar("Made")
_WATCHED = ("open", "os.", "shutil.", "sqlite3.")


@dataclass(frozen=True, slots=True)
class Lane:
    """A folder in which builds of one kind are killed: what is read, the store, and the store as it was before."""

    folder: Path
    kind: str
    kills: int

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def store(self) -> Path:
        return self.folder / "x.kg"

    @property
    def before(self) -> Path:
        return self.folder / "before.kg"

    def build(self) -> None:
        """Builds the store, few files at once."""
        settings = Settings(jobs=2 if "two" in self.kind else 1)
        intake._AT_ONCE = _READ_AT_ONCE
        build_store([self.files], self.store, add=self.kind == "add", replace=self.kind == "replace", settings=settings)


@dataclass(frozen=True, slots=True)
class Course:
    """How a build goes that nobody kills: its end and the beginning of its last part, by the clock and by the steps
    that the interpreter tells of."""

    seconds: float
    late_second: float
    steps: int
    late_step: int


def try_additions(count: int = COUNT) -> Row:
    """Kills so many builds, each at a moment of its own."""
    _warm_up()
    with make_folder("additions") as folder:
        lanes = [Lane(folder / str(number), kind, kills) for number, (kind, kills) in enumerate(_share_out(count))]
        outcomes = run_each(kill_builds, lanes, seconds=_LANE * _SECONDS, batch=1)
        tried = [(f"{lane.kind} {lane.folder.name}", outcome) for lane, outcome in zip(lanes, outcomes, strict=True)]
    return Row("builds of releases killed at some moment", count, make_row("", tried).failures)


def _warm_up() -> None:
    """Reads what no child need read again then: grammars, tables, texts."""
    read_corpus([find_shipped("data", "releases")])
    list_texts()


def _share_out(count: int) -> Iterator[tuple[str, int]]:
    kinds = [kind for kind, share in _KINDS.items() for _ in range(share)]
    Random("kinds").shuffle(kinds)
    for kind, kills in sorted(Counter(islice(cycle(kinds), count)).items()):
        for first in range(0, kills, _LANE):
            yield kind, min(_LANE, kills - first)


def kill_builds(lane: Lane) -> str:
    """Kills the builds of a lane and says what is wrong after one of them."""
    random = Random(f"lane {lane.folder.name}")
    history = History(lane.folder.name, lane.files)
    history.begin(_FILES)
    old = NONE
    if not lane.kind.startswith("first"):
        _require(call(partial(_build_first, lane.before), lane, _SECONDS))
        old = _require(call(read_graph, lane.before))
    history.step(_CHANGES)
    _restore(lane)
    course = _require(call(time_build, lane, _SECONDS))
    new = _require(call(read_graph, lane.store))
    _require(call(partial(_build_first, lane.folder / "new.kg"), lane, _SECONDS))
    if new != _require(call(read_graph, lane.folder / "new.kg")):
        return "gives another graph than a build from nothing, though nobody kills it"
    kills = 0
    while kills < lane.kills:
        _restore(lane)
        answers = {old, new}
        for _ in range(min(random.choice(_SERIES), lane.kills - kills)):
            kills += 1
            moment = _kill_one(lane, course, random)
            found = call(read_graph, lane.store)
            if found.made not in answers:
                return f"kill {kills}, {moment}: {found.fault or 'answers with neither the old graph nor the new one'}"
            if found.made == new:
                answers = {new}
            if wrong := _find_left(lane):
                return f"kill {kills}, {moment}: {wrong}"
        if wrong := _finish(lane, new, is_done=answers == {new}):
            return f"after kill {kills}, {moment}: {wrong}"
    return ""


def _require(outcome: Outcome[Made]) -> Made:
    assert outcome.made is not None, outcome.fault
    return outcome.made


def _restore(lane: Lane) -> None:
    shutil.rmtree(lane.store, ignore_errors=True)
    if lane.before.exists():
        shutil.copytree(lane.before, lane.store)


def _build_first(store: Path, lane: Lane) -> str:
    build_store([lane.files], store)
    return "built"


def read_graph(store: Path) -> str:
    """Gives the hash of the triples of a store, of what it still tells of; "none" where it says that there is no store."""
    try:
        return hashlib.sha256(read_living(store)).hexdigest()
    except StoreError as error:
        if "no store here" in str(error):
            return NONE
        raise


def time_build(lane: Lane) -> Course:
    """Builds, and says how that went."""
    steps = 0
    late: list[tuple[float, int]] = []

    def watch(event: str, _: object) -> None:
        nonlocal steps
        steps += event.startswith(_WATCHED)

    real = StoreWriter.begin

    def begin(*arguments: object) -> Path:
        late.append((time.monotonic() - began, steps))
        return real(*arguments)  # type: ignore[arg-type]

    StoreWriter.begin = begin  # type: ignore[method-assign,assignment]
    sys.addaudithook(watch)
    began = time.monotonic()
    lane.build()
    seconds = time.monotonic() - began
    late_second, late_step = late[0] if late else (0.0, 0)
    return Course(seconds, late_second, steps, late_step)


def _kill_one(lane: Lane, course: Course, random: Random) -> str:
    """Lets a build begin and kills it: after some time, or at a step; says when."""
    is_late = random.random() < _LATE
    token = f"{lane.folder}-{random.random()}"
    if random.random() < 0.5:
        step = random.randint(course.late_step if is_late else 0, course.steps)
        start(partial(_die_at, step, token), [lane], _SECONDS).wait()
        moment = f"at step {step} of {course.steps}"
    else:
        second = random.uniform(course.late_second if is_late else 0.0, course.seconds * _BEYOND)
        builder = start(partial(_build, token), [lane], _SECONDS)
        time.sleep(second)
        builder.kill()
        builder.wait()
        moment = f"after {second:.3f} of {course.seconds:.3f} s"
    if "two" in lane.kind:
        _wait_for_end(token)
    return moment


def _build(token: str, lane: Lane) -> str:
    os.environ[_TOKEN] = token  # the processes that it starts are known by it
    lane.build()
    return "built"


def _die_at(step: int, token: str, lane: Lane) -> str:
    left = step

    def watch(event: str, _: object) -> None:
        nonlocal left
        left -= event.startswith(_WATCHED)
        if left < 0 and event != "os.kill":  # which is told of as well: it would never come to it
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    return _build(token, lane)


def _wait_for_end(token: str) -> None:
    """Waits until no process is left that a killed build has started."""
    deadline = time.monotonic() + _PATIENCE
    while _list_processes(token):
        assert time.monotonic() < deadline, "a process that reads for a killed build goes on"
        time.sleep(0.05)


def _list_processes(token: str) -> list[str]:
    wanted = f"{_TOKEN}={token}".encode()
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if wanted in environment.read_bytes():
                found.append(environment.parent.name)
        except OSError:
            continue
    return found


def _find_left(lane: Lane) -> str:
    if not lane.store.exists():
        return ""
    left = sorted(entry.name for entry in lane.store.iterdir() if "changes-" not in entry.name)
    return f"leaves {', '.join(left)}" if len(left) > _MOST_ENTRIES else ""


def _finish(lane: Lane, new: str, *, is_done: bool) -> str:
    """Builds again and says what is wrong then."""
    if not (is_done and lane.kind.startswith("first")):
        expected = len(_list_unread(lane))
        built = call(count_read, lane, _SECONDS)
        if built.made != expected:
            return built.fault or f"reads {built.made} files, of which {expected} have not been read"
    found = call(read_graph, lane.store)
    if found.made != new:
        return found.fault or "the next build gives another graph than one from nothing"
    if is_done and lane.kind.startswith("first"):
        return ""  # nobody has built since, who would tidy
    changes = list(lane.store.glob("*changes-*"))
    if len(changes) != len(read_builds(lane.store)):
        return f"tells of a build that never answered: {', '.join(sorted(path.name for path in changes))}"
    # The copy of the registry, and the hash of the ledger, are missing where the build was killed when all was done.
    aside = {*changes, lane.store / REGISTRY_FILE}
    left = sorted(entry.name.partition("-")[0] for entry in lane.store.iterdir() if entry not in aside)
    whole = [".lock", "current", "ledger", "ledger", "version"]
    return "" if left == whole or (is_done and left == sorted({*whole})) else f"leaves {', '.join(left)}"


def count_read(lane: Lane) -> int:
    """Builds, and gives how many files were read for it."""
    with _count_files() as read:
        lane.build()
    return len(read)


@contextmanager
def _count_files() -> Iterator[list[Path]]:
    read: list[Path] = []
    read_file = getattr(intake, _READER)

    def count(path: Path) -> Iterator[Release | ReleaseError]:
        read.append(path)
        yield from read_file(path)

    setattr(intake, _READER, count)
    yield read
    setattr(intake, _READER, read_file)


def _list_unread(lane: Lane) -> list[Path]:
    """Gives the files that the ledger of the next build does not hold as they are."""
    known: set[tuple[str, str]] = set()
    ledger = _find_ledger(lane)
    if ledger is not None:
        with closing(sqlite3.connect(ledger)) as database:
            tables = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'source'").fetchone()[0]
            rows = database.execute("SELECT path, digest FROM source") if tables else ()
            known.update((read_text(path), digest) for path, digest in rows)
    files = [path for path in lane.files.rglob("*") if path.is_file()]
    return [path for path in files if (str(path), hashlib.sha256(path.read_bytes()).hexdigest()) not in known]


def _find_ledger(lane: Lane) -> Path | None:
    if not lane.store.exists():
        return None
    current = StoreWriter(lane.store).find_current()
    ours = current.ledger if current else None
    ledgers = sorted(lane.store.glob("ledger-*.sqlite"))
    wanted = [path for path in ledgers if (path.name == ours) == (lane.kind == "add")]
    return wanted[0] if wanted else None

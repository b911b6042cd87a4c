"""Two writers of one store at one instant: afterwards it holds the graph of one of them, whole."""

from __future__ import annotations

import time
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random

from hostile.children import call, run_each, start
from hostile.row import Row, make_row
from hostile.stores import look_into, make_contents, make_folder, write_content
from kg.errors import KgError

COUNT = 200
_WRITERS = ("old", "new")
_POLITE = "another"  # "another build is writing this store"
_LONGEST_DELAY = 0.1
_SECONDS = 20.0


def try_races(count: int = COUNT) -> Row:
    """Lets so many pairs race: every second pair begins at once, the other one after the other by some milliseconds."""
    make_contents()
    outcomes = run_each(race, range(count), seconds=60)
    return make_row("pairs of writers of one store", zip(map("pair {}".format, range(count)), outcomes, strict=True))


def race(number: int) -> str:
    """Lets one pair write and says what is wrong afterwards."""
    random = Random(f"race {number}")
    delays = [0.0, random.uniform(0, _LONGEST_DELAY) if number % 2 else 0.0]
    barrier = get_context("fork").Barrier(len(_WRITERS))
    with make_folder("races") as folder:
        store = folder / "x.kg"
        if random.random() < 0.5:
            call(partial(write_content, "next"), store)
        writers = [
            start(partial(_write, name, barrier, delay), [store], _SECONDS)
            for name, delay in zip(_WRITERS, delays, strict=True)
        ]
        ends = {name: writer.wait()[0] for name, writer in zip(_WRITERS, writers, strict=True)}
        wrong = [
            f"{name}: {end.fault or end.made}"
            for name, end in ends.items()
            if end.fault or _POLITE not in (end.made or _POLITE)
        ]
        if wrong:
            return "; ".join(wrong)
        wrote = [name for name, end in ends.items() if end.made == ""]
        found = call(look_into, store)
        if found.made not in wrote:
            return f"written by {' and '.join(wrote) or 'neither'}; found: {found.fault or found.made}"
        return ""


def _write(name: str, barrier: Barrier, delay: float, store: Path) -> str:
    """Waits for the other writer, and says why it did not write, if so."""
    barrier.wait(_SECONDS)
    time.sleep(delay)
    try:
        write_content(name, store)
    except KgError as error:
        return str(error) or "no message"
    return ""

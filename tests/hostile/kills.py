"""Writers of a store that are killed at some moment: the old graph or the new one answers, and the next build works."""

from __future__ import annotations

import time
from functools import partial
from random import Random
from statistics import median

from hostile.children import call, run_each, start
from hostile.row import Row, make_row
from hostile.stores import NONE, look_into, make_contents, make_folder, write_content

COUNT = 100
_BEFORE = ("old", "old", "old", NONE)
_BEYOND = 1.1  # so that some writers are done when they are killed
_TRIES = 5
_SECONDS = 60.0


def try_kills(count: int = COUNT) -> Row:
    """Kills so many writers, each at a moment of its own between its start and its end."""
    make_contents()
    usual = median(call(time_writer, "new").made or 0.0 for _ in range(_TRIES))
    outcomes = run_each(partial(kill_writer, usual), range(count), seconds=_SECONDS)
    return make_row("writers killed at some moment", zip(map("kill {}".format, range(count)), outcomes, strict=True))


def time_writer(name: str) -> float:
    """Gives the seconds that a writer takes when nobody kills it."""
    with make_folder("kills") as folder:
        began = time.monotonic()
        write_content(name, folder / "x.kg")
        return time.monotonic() - began


def kill_writer(usual: float, number: int) -> str:
    """Kills one writer, which usually takes so long, and says what is wrong afterwards."""
    random = Random(f"kill {number}")
    before = random.choice(_BEFORE)
    with make_folder("kills") as folder:
        store = folder / "x.kg"
        if before != NONE:
            call(partial(write_content, before), store)
        writer = start(partial(write_content, "new"), [store])
        time.sleep(random.uniform(0, usual * _BEYOND))
        writer.kill()
        writer.wait()
        found = call(look_into, store)
        if found.made not in (before, "new"):
            return f"held {before}; after the kill: {found.fault or found.made}"
        built, found = call(partial(write_content, "next"), store), call(look_into, store)
        return "" if found.made == "next" else f"the next build: {built.fault or found.fault or found.made}"

"""Measures one contender in a process of its own, on one core, and prints the figures as JSON.

python -m benchmarks.measure kg|kg-zh|automaton|spacy speed|cold|long|brackets
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

_CONTENDERS = {
    "kg": "benchmarks.contenders:make_kg",
    "kg-zh": "benchmarks.contenders:make_kg",
    "automaton": "benchmarks.contenders:make_automaton",
    "spacy": "benchmarks.spacy_ruler:make_spacy",
}
_LANGUAGES = {"kg-zh": "zh-Hant"}  # of the releases that a contender reads; English for the others
_RUNS = 5
Figures = dict[str, float]


def _take_one_core() -> None:
    """Keeps this process on one core where the system can; none of the contenders starts threads of its own."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _load(name: str) -> tuple[Any, Callable[[Any], int]]:
    """Gives the corpus and the contender. Nothing else is imported, so that no contender pays for another."""
    module, function = _CONTENDERS[name].split(":")
    return import_module("benchmarks.corpus"), getattr(import_module(module), function)()


def _get_language(name: str) -> str:
    return _LANGUAGES.get(name, "en")


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _measure_peak() -> float:
    """Gives the most memory that this process has held, in MB; `resource` counts KiB on Linux, bytes on macOS."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def measure_speed(name: str) -> Figures:
    """Reads the corpus once to warm up, then all releases of the run five times; the median counts."""
    corpus, read = _load(name)
    releases = corpus.read_corpus(_get_language(name))
    first = _time(lambda: [read(release) for release in releases])
    many = corpus.repeat(releases)
    seconds = statistics.median(_time(lambda: [read(release) for release in many]) for _ in range(_RUNS))
    return {
        "different": len(releases),
        "releases": len(many),
        "bytes": sum(map(corpus.measure_bytes, many)),
        "first_pass": first,
        "seconds": seconds,
        "found": sum(map(read, releases)),
        "peak": _measure_peak(),
    }


def measure_cold(name: str) -> Figures:
    """Reads one release and is done: whoever started this process holds the watch."""
    corpus, read = _load(name)
    read(corpus.read_release(corpus.FOLDERS[1] / f"seed-20240108.{_get_language(name)}.txt"))
    return {"peak": _measure_peak()}


def measure_long(name: str) -> Figures:
    """Reads one release of a quarter, a half and a whole megabyte."""
    corpus, read = _load(name)
    releases = corpus.read_corpus(_get_language(name))
    read(releases[0])
    sizes = {"quarter": corpus.MEGABYTE // 4, "half": corpus.MEGABYTE // 2, "whole": corpus.MEGABYTE}
    long = {part: corpus.make_long(releases, size) for part, size in sizes.items()}
    times = {part: _time(lambda release=release: read(release)) for part, release in long.items()}  # type: ignore[misc]
    return times | {"bytes": corpus.measure_bytes(long["whole"]), "peak": _measure_peak()}


def measure_brackets(name: str) -> Figures:
    """Reads 100,000 opening brackets."""
    corpus, read = _load(name)
    releases = corpus.read_corpus(_get_language(name))
    read(releases[0])
    release = corpus.make_brackets(releases)
    return {"seconds": _time(lambda: read(release)), "peak": _measure_peak()}


_MEASURES = {"speed": measure_speed, "cold": measure_cold, "long": measure_long, "brackets": measure_brackets}

if __name__ == "__main__":
    _take_one_core()
    print(json.dumps(_MEASURES[sys.argv[2]](sys.argv[1])))

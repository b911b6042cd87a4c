"""Measures one contender in a process of its own, on one core, and prints the figures as JSON.

python -m benchmarks.measure kg|automaton|spacy speed|cold|long|brackets
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

STARTED = time.perf_counter()
PLACES = {
    "kg": "benchmarks.contenders:make_kg",
    "automaton": "benchmarks.contenders:make_automaton",
    "spacy": "benchmarks.spacy_ruler:make_spacy",
}
RUNS = 5


def take_one_core() -> None:
    """Keeps this process on one core where the system can; elsewhere it has one thread anyway."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def time_call(call: Callable[[], object]) -> float:
    """Gives the seconds that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def measure_peak() -> float:
    """Gives the most memory this process has held, in MB (resource counts kB on Linux, bytes on macOS)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def load(name: str) -> tuple[object, Callable[..., int]]:
    """Imports the corpus and makes a contender: what a cold start pays for."""
    corpus = import_module("benchmarks.corpus")
    module, function = PLACES[name].split(":")
    return corpus, getattr(import_module(module), function)()

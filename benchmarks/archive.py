"""Measures how `kg` carries an archive, from a thousand releases to a hundred thousand, and writes RESULTS.md.

python -m benchmarks.archive --sizes 1000,10000
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.generator import generate
from benchmarks.generator.writing import write
from benchmarks.processes import ROOT, Run, StepError, measure_folder, run_python
from benchmarks.report import Report

_SEED = 16
_ADDED = 5
_JOBS = (1, 2)
_SMALL = 20_000  # releases; more are built in one way only, and their centralities would take hours
_COMPILED = ROOT / "out" / "wheel" / "installed"  # by `make wheel`
_RESULTS = Path(__file__).with_name("RESULTS.md")
_ROOTS = {"compiled": _COMPILED, "Python": ROOT}
Figures = dict[str, Any]
Way = tuple[str, int]


@dataclass(slots=True)
class Measured:
    """What was measured at one number of releases; what could not be is not there."""

    size: int
    generated: Run | None = None
    read: Figures = field(default_factory=dict)
    built: dict[Way, Run] = field(default_factory=dict)
    store_bytes: int = 0
    triples: int = 0
    loaded: Figures = field(default_factory=dict)
    added: list[float] = field(default_factory=list)
    asked: dict[str, dict[str, Figures]] = field(default_factory=dict)
    centre: Figures = field(default_factory=dict)


def say(text: str) -> None:
    """Tells the person in front of the screen how far it is."""
    print(f"{datetime.datetime.now():%H:%M:%S} {text}", file=sys.stderr, flush=True)


def measure_size(size: int, folder: Path, most_for_rdflib: int) -> Measured:
    """Measures all steps at one number of releases, each in a process of its own."""
    measured = Measured(size)
    releases, store, triples = folder / "releases", folder / "store.kg", folder / "triples.nt"
    say(f"{size:,} releases: generating")
    measured.generated = run_python(
        "benchmarks.generator", "--releases", str(size), "--seed", str(_SEED), "--out", releases
    )
    say(f"{size:,} releases: reading on one core")
    measured.read = json.loads(run_python("benchmarks.reading", releases).output)
    for reader, jobs in list_ways(size):
        say(f"{size:,} releases: building with {jobs} at a time, {reader}")
        shutil.rmtree(store, ignore_errors=True)
        measured.built[reader, jobs] = run_python(
            "kg", "build", releases, "--store", store, "--jobs", str(jobs), root=_ROOTS[reader]
        )
    measured.store_bytes = measure_folder(store)
    measured.added = measure_adding(size, folder, store)
    say(f"{size:,} releases: loading the same triples with pyoxigraph alone")
    measured.triples = json.loads(run_python("benchmarks.bulk", "dump", store, triples).output)["triples"]
    for way in ("load", "kg", "index"):
        run = run_python("benchmarks.bulk", way, triples, folder / f"loaded-{way}")
        measured.loaded[way] = json.loads(run.output) | {"peak": run.peak}
    measured.asked = ask_all(store, triples, folder, with_rdflib=measured.triples <= most_for_rdflib)
    if size <= _SMALL:
        say(f"{size:,} releases: centralities")
        measured.centre = measure_centre(store)
    return measured


def list_ways(size: int) -> list[Way]:
    """Gives the ways in which so many releases are built: with which reader, in how many processes."""
    readers = [reader for reader, root in _ROOTS.items() if root.is_dir()]
    ways = [(reader, jobs) for reader in readers for jobs in _JOBS]
    return ways if size <= _SMALL else ways[:1]


def measure_adding(size: int, folder: Path, store: Path) -> list[float]:
    """Gives the seconds that it takes to add one more release, one after the other: those that come next."""
    say(f"{size:,} releases: adding {_ADDED}, one at a time")
    seconds = []
    for number, version in enumerate(islice(generate(_SEED, size + _ADDED), size, None)):
        one = folder / f"one-{number}"
        write([version], one, "text")
        seconds.append(run_python("kg", "build", "--add", one, "--store", store).wall)
    return seconds


def ask_all(store: Path, triples: Path, folder: Path, *, with_rdflib: bool) -> dict[str, dict[str, Figures]]:
    """Gives the figures of each question by the way that it was asked in."""
    values = folder / "values.json"
    values.write_text(run_python("benchmarks.asking", "values", store).output, encoding="utf-8")
    ways = {"shipped": store, "by-hand": store} | ({"rdflib": triples} if with_rdflib else {})
    asked = {}
    for way, source in ways.items():
        say(f"asking every question: {way}")
        lines = run_python("benchmarks.asking", way, source, values).output.splitlines()
        asked[way] = {line["name"]: line for line in map(json.loads, lines)}
    return asked


def measure_centre(store: Path) -> Figures:
    """Gives the centralities' figures; nothing where igraph is not installed, which `make bench` does."""
    try:
        figures: Figures = json.loads(run_python("benchmarks.centre", store).output)
    except StepError as error:
        if "igraph" not in str(error):
            raise
        say("igraph is not installed: no centralities")
        return {}
    return figures


def make_report(all_measured: Iterable[Measured], when: str) -> str:
    """Gives all tables as Markdown."""
    measured = list(all_measured)
    report = Report(when)
    report.add_table(
        "From nothing",
        (
            "releases",
            "reader",
            "jobs",
            "generating s",
            "reading, releases/s of one core",
            "build s",
            "CPU s",
            "peak MB",
            "releases/s",
        ),
        (
            (
                f"{one.size:,}",
                reader,
                str(jobs),
                f"{one.generated.wall:.1f}" if one.generated else "",
                f"{one.read['releases'] / one.read['seconds']:.0f}",
                f"{run.wall:.1f}",
                f"{run.cpu:.1f}",
                f"{run.peak:.0f}",
                f"{one.size / run.wall:.0f}",
            )
            for one in measured
            for (reader, jobs), run in one.built.items()
        ),
    )
    report.add_table(
        "The store, and the same triples loaded by pyoxigraph alone",
        (
            "releases",
            "triples",
            "store MB",
            "bytes a release",
            "raw load s",
            "peak MB",
            "loaded by kg s",
            "peak MB",
            "over raw",
            "with index of words s",
            "over raw",
        ),
        (_list_store_cells(one) for one in measured),
    )
    first = measured[0]
    way = next(way for way in first.built if all(way in one.built for one in measured))
    report.add_table(
        f"Growth: the cost of one release over that at the smallest size ({way[0]}, {way[1]} at a time)",
        ("releases", "build, by the clock", "build, CPU", "peak memory of the whole build", "bytes in the store"),
        (
            (
                f"{one.size:,}",
                f"{(one.built[way].wall / one.size) / (first.built[way].wall / first.size):.2f}",
                f"{(one.built[way].cpu / one.size) / (first.built[way].cpu / first.size):.2f}",
                f"{one.built[way].peak / first.built[way].peak:.2f}",
                f"{(one.store_bytes / one.size) / (first.store_bytes / first.size):.2f}",
            )
            for one in measured
        ),
    )
    if any(one.added for one in measured):
        report.add_table(
            f"Adding one release, median of {_ADDED}, from the start of the command to its end",
            ("releases in the store", "s"),
            ((f"{one.size:,}", f"{statistics.median(one.added):.2f}") for one in measured if one.added),
        )
    for one in measured:
        report.add_table(
            f"Questions to {one.triples:,} triples on disk, warm ({one.size:,} releases)",
            ("question", "rows", "ms", "by hand ms", "over by hand", "rdflib ms", "rdflib over kg", "same rows"),
            (_list_question_cells(name, one.asked) for name in one.asked["shipped"]),
        )
        if one.centre:
            report.add_table(
                f"Centralities of {one.centre['nodes']:,} people and {one.centre['edges']:,} edges",
                ("centrality", "kg s", "igraph s", "times", "furthest apart"),
                (
                    (
                        line["name"],
                        f"{line['kg']:.3f}",
                        f"{line['igraph']:.3f}",
                        f"{line['kg'] / line['igraph']:.1f}",
                        f"{line['apart']:.1e}" if "apart" in line else "",
                    )
                    for line in one.centre["lines"]
                ),
            )
    return report.write()


def _list_store_cells(one: Measured) -> tuple[str, ...]:
    raw, ours, indexed = (one.loaded[way] for way in ("load", "kg", "index"))
    return (
        f"{one.size:,}",
        f"{one.triples:,}",
        f"{one.store_bytes / 1e6:.0f}",
        f"{one.store_bytes / one.size:,.0f}",
        f"{raw['seconds']:.1f}",
        f"{raw['peak']:.0f}",
        f"{ours['seconds']:.1f}",
        f"{ours['peak']:.0f}",
        f"{ours['seconds'] / raw['seconds']:.2f}",
        f"{indexed['seconds']:.1f}",
        f"{indexed['seconds'] / raw['seconds']:.2f}",
    )


def _list_question_cells(name: str, asked: dict[str, dict[str, Figures]]) -> tuple[str, ...]:
    shipped, by_hand = asked["shipped"][name], asked["by-hand"][name]
    rdflib = asked.get("rdflib", {}).get(name)
    answered = [figures for figures in (shipped, by_hand, rdflib) if figures and "rows" in figures]
    return (
        name,
        f"{answered[0]['rows']:,}" if answered else "",
        _say_milliseconds(shipped),
        _say_milliseconds(by_hand),
        _say_ratio(shipped, by_hand),
        _say_milliseconds(rdflib),
        _say_ratio(rdflib, shipped),
        ("yes" if len({figures["digest"] for figures in answered}) == 1 else "NO") if len(answered) > 1 else "",
    )


def _say_milliseconds(figures: Figures | None) -> str:
    if figures is None:
        return ""
    return f"{figures['seconds'] * 1000:,.1f}" if "seconds" in figures else "more than 60,000"


def _say_ratio(one: Figures | None, other: Figures | None) -> str:
    if not one or not other or "seconds" not in one or "seconds" not in other:
        return ""
    return f"{one['seconds'] / other['seconds']:.1f}"


def main() -> None:
    """Measures at each size and writes the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of releases, with commas between them")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "archive", help="a folder for all that is made")
    parser.add_argument("--keep", action="store_true", help="leave what was made in the folder")
    parser.add_argument("--rdflib", type=int, default=400_000, help="up to how many triples rdflib is asked as well")
    parser.add_argument("--when", default=f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}", help="the day of the run")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where the tables go")
    options = parser.parse_args()
    sizes = sorted({int(size) for size in options.sizes.split(",")})
    all_measured = []
    for size in sizes:
        folder = options.work / str(size)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        all_measured.append(measure_size(size, folder, options.rdflib))
        if not options.keep:
            shutil.rmtree(folder)
        options.out.write_text(make_report(all_measured, options.when), encoding="utf-8")
    print(options.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()

"""Texts that grow: one of twice the length takes hardly more than twice the time, whatever it consists of."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath

from hostile.children import Outcome, run_each
from hostile.row import Row
from kg.errors import ReleaseError
from kg.extraction import read_extraction
from kg.files import find_shipped
from kg.pipeline import load_gazetteer
from kg.releases import Release, read_releases
from kg.releases.pages import draft_page
from kg.releases.release import Draft, finish_release

BOUND = 1.3  # the exponent: 1 is linear, 2 quadratic
STEPS = (1, 2, 4, 8)
_RUNS = 2
_MORE_RUNS = 3  # where the first ones break the bound, which another process may be to blame for
_PAGE = PurePath("20240503.html")


@dataclass(frozen=True, slots=True)
class Shape:
    """A text of one unit again and again: `count` times at first; `before` and `after` stand around them once."""

    lang: str
    unit: str
    count: int
    before: str = ""
    after: str = ""

    def write(self, step: int) -> str:
        """Gives the text of a step."""
        return f"{self.before}{self.unit * (self.count * step)}{self.after}"


Size = tuple[str, int]


def try_shapes() -> Row:
    """Reads each shape in each size several times and fits the exponent of the least times."""
    _warm_up()
    sizes = [(name, step) for name in SHAPES for step in STEPS]
    best: dict[Size, float] = {}
    faults: dict[str, str] = {}
    for run in range(_RUNS + _MORE_RUNS):
        answered = [size for size in sizes if size[0] not in faults]
        asked = answered if run < _RUNS else [size for size in answered if fit_exponent(best, size[0]) >= BOUND]
        _note(zip(asked, run_each(time_reading, asked, batch=1), strict=True), best, faults)
    failures = [f"{name}: {fault}" for name, fault in faults.items()]
    for name in SHAPES:
        if name not in faults and (exponent := fit_exponent(best, name)) >= BOUND:
            times = ", ".join(f"{best[name, step] * 1000:.0f}" for step in STEPS)
            failures.append(f"{name}: exponent {exponent:.2f} ({times} ms)")
    return Row("shapes of text grown eightfold", len(SHAPES), tuple(failures))


def time_reading(size: Size) -> float:
    """Gives the seconds of this process that the reading of a shape takes, or that it takes to refuse it."""
    name, step = size
    shape = SHAPES[name]
    text, gazetteer = shape.write(step), load_gazetteer()
    draft = Draft("x", "Kites", text, "2024-05-03", shape.lang)
    began = time.process_time()
    with suppress(ReleaseError):
        release = finish_release(draft_page(text, _PAGE) if text.startswith("<html") else draft)
        read_extraction(release, gazetteer)
    return time.process_time() - began


def fit_exponent(times: dict[Size, float], name: str) -> float:
    """Gives the slope of log time over log size."""
    xs, ys = [math.log(step) for step in STEPS], [math.log(times[name, step]) for step in STEPS]
    middle, level = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True)) / sum((x - middle) ** 2 for x in xs)


def _warm_up() -> None:
    """Reads the samples as the shapes are read: what is loaded once does not count."""
    for release in read_releases([find_shipped("data", "releases")]):
        if isinstance(release, Release):
            read_extraction(release, load_gazetteer())


def _note(timed: Iterable[tuple[Size, Outcome[float]]], best: dict[Size, float], faults: dict[str, str]) -> None:
    for size, outcome in timed:
        if outcome.made is None:
            faults[size[0]] = f"at {size[1]} times the size: {outcome.fault}"
        else:
            best[size] = min(best.get(size, math.inf), outcome.made)


SHAPES: dict[str, Shape] = {
    "who met whom": Shape("en", "Mr John Lee met Mr Wong ", 160),
    "the the the": Shape("en", "the ", 4_000),
    "CE met and and": Shape("en", "CE met Mr Peter Wong and ", 240),
    "one given name after the other": Shape("en", "John ", 6_000, "Mr "),
    "nothing but blanks": Shape("en", " \t\u3000", 24_000, "Mr Lee", "met Mr Wong."),
    "a page nested deep": Shape(
        "en", "<div><b>", 400, '<html><title>A visit</title><body><div id="pressrelease">', "Mr Lee met Mr Wong."
    ),
    "brackets and quotation marks opened": Shape("en", "(“Kite [", 1_200),
    "a list of people with titles": Shape("en", "Ms Ada Kwan, Director of the Kite Office; ", 200),
    "titles in each other": Shape("en", "Chairman of the Kite Board of ", 240),
    "a list of names": Shape("en", "Ms Ada Kwan, ", 320),
    "lines of one letter": Shape("en", "a\n", 3_000),
    "figures, days and addresses in one word": Shape("en", "on May 3, 2024, 12 http://www.a.b/c?d=e&f=", 240),
    "joint committees": Shape("zh-Hant", "粵港委員會", 160),
    "associations in each other": Shape("zh-Hant", "總會陳", 1_000),
    "agreements signed": Shape("zh-Hant", "《潮汐協議》、", 600, "雙方簽署"),
    "titles opened": Shape("zh-Hant", "《", 15_000),
    "a list of names in Chinese": Shape("zh-Hant", "陳大文、", 200),
    "names joined by and": Shape("zh-Hant", "陳大文和", 2_000),
    "companies in each other": Shape("zh-Hant", "有限公司", 800),
    "office holders": Shape("zh-Hant", "風箏局局長陳大文、", 120),
    "visits after visits": Shape("zh-Hant", "訪問深圳，", 280),
    "numbered paragraphs": Shape("zh-Hant", "一、陳大文訪問深圳。\n", 150),
    "that and that and that": Shape("zh-Hant", "該", 4_000),
    "dates and figures in Chinese": Shape("zh-Hant", "二○二四年五月三日至十七日", 800),
}

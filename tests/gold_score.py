"""Compares what the extractor read with the facts written by hand, and keeps the floors that the figures may not pass.

Show the figures: `python tests/gold_score.py` (with `--misses`: every fact missed, and every wrong one). Raise the
floors after the extractor got better: `--raise-floors`. Lowering one takes `--lower-floors`.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from gold_facts import GOLD, KINDS, SETS, Fact, Facts, GoldRelease, Names, list_gold, read_found

from kg.pipeline import extract_release

FLOORS = GOLD / "floors.json"
ALL: Final = "all"
ALL_PRECISION: Final = "all, precision"
_SLACK = 0.005

Floors = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts gold has, were found, and are both; what was missed, and what was found but is wrong."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else 1.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold,
            self.found + other.found,
            self.hit + other.hit,
            self.missed + other.missed,
            self.wrong + other.wrong,
        )


Score = Mapping[str, Tally]


@cache
def score_gold(name: str = "en", *, use_gazetteer: bool = True) -> Score:
    """Scores the extractor on one of the sets of gold releases; read once."""
    return score_releases(list_gold(name), use_gazetteer=use_gazetteer)


def score_releases(releases: Iterable[GoldRelease], *, use_gazetteer: bool = True) -> Score:
    """Gives the tally of each kind, summed over releases, and of all kinds together."""
    return add_scores(
        score_facts(
            gold.facts, read_found(extract_release(gold.release, use_gazetteer=use_gazetteer)), gold.release.name
        )
        for gold in releases
    )


def add_scores(scores: Iterable[Score]) -> Score:
    """Sums scores kind by kind."""
    total = dict.fromkeys((*KINDS, ALL), Tally())
    for score in scores:
        total = {kind: tally + score[kind] for kind, tally in total.items()}
    return total


def score_facts(gold: Facts, found: Facts, name: str = "") -> Score:
    """Compares the facts of one release kind by kind; `name` is put before the misses."""
    score = {kind: _compare(gold[kind], found[kind], f"{name} {kind}: ") for kind in KINDS}
    return {**score, ALL: sum(score.values(), Tally())}


def _compare(gold: Sequence[Fact], found: Sequence[Fact], label: str) -> Tally:
    pairs = pair_facts(gold, found)
    return Tally(
        len(gold),
        len(found),
        len(pairs),
        tuple(f"{label}{fact}" for at, fact in enumerate(gold) if at not in pairs.values()),
        tuple(f"{label}{fact}" for at, fact in enumerate(found) if at not in pairs),
    )


def pair_facts(gold: Sequence[Fact], found: Sequence[Fact]) -> dict[int, int]:
    """Gives the gold fact of each found one: as many pairs as there can be, no fact in two of them."""
    fits = [[at for at, other in enumerate(found) if is_same_fact(fact, other)] for fact in gold]
    owners: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for option in fits[at]:
            if option not in tried:
                tried.add(option)
                if option not in owners or place(owners[option], tried):
                    owners[option] = at
                    return True
        return False

    for at in range(len(gold)):
        place(at, set())
    return owners


def is_same_fact(gold: Fact, found: Fact) -> bool:
    """Tells whether all words are equal, the found date is at least as exact, and each thing shares a name."""
    return (
        gold.words == found.words
        and (gold.date is None or (found.date or "").startswith(gold.date))
        and all(map(_share_name, gold.things, found.things))
    )


def _share_name(gold: Names, found: Names) -> bool:
    return not gold or not gold.isdisjoint(found)


def list_figures(score: Score, gold: str = "en") -> Floors:
    """Gives the figures that have a floor: F1 of each kind, F1 and precision over all, each with its set of gold."""
    figures = {**{kind: tally.f1 for kind, tally in score.items()}, ALL_PRECISION: score[ALL].precision}
    return {f"{gold}: {name}": figure for name, figure in figures.items()}


def read_floors(path: Path = FLOORS) -> Floors:
    """Reads the floors: figure to least value."""
    floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def update_floors(path: Path, figures: Floors, *, may_lower: bool = False) -> None:
    """Sets each floor a little below its figure; upwards only, unless `may_lower`.

    Raises ValueError, and leaves the file as it is, where a figure is below its floor and may not lower it.
    """
    old = read_floors(path) if path.exists() else {}
    fallen = [f"{name}: {figures.get(name, 0):.4f}, floor {floor}" for name, floor in old.items()
              if figures.get(name, 0) < floor]  # fmt: skip
    if fallen and not may_lower:
        raise ValueError(f"below the floor, which only --lower-floors lowers: {'; '.join(fallen)}")
    new = {name: _make_floor(figure) for name, figure in figures.items()}
    kept = new if may_lower else {name: max(floor, old.get(name, floor)) for name, floor in new.items()}
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _make_floor(figure: float) -> float:
    return max(0.0, math.floor(round((figure - _SLACK) * 1000, 6)) / 1000)


def print_score(score: Score, *, with_misses: bool = False) -> None:
    """Prints a line per kind, and each miss if asked for."""
    print(f"{'kind':14} {'gold':>5} {'found':>6} {'hit':>5}  {'P':>5} {'R':>5} {'F1':>5}")
    for kind, tally in score.items():
        figures = f"{tally.precision:5.3f} {tally.recall:5.3f} {tally.f1:5.3f}"
        print(f"{kind:14} {tally.gold:5} {tally.found:6} {tally.hit:5}  {figures}")
    if with_misses:
        print(*(f"MISSED {fact}" for fact in score[ALL].missed), sep="\n")
        print(*(f"WRONG  {fact}" for fact in score[ALL].wrong), sep="\n")


def main(arguments: Sequence[str] | None = None, *, path: Path = FLOORS) -> int:
    """Prints the figures and, if asked to, sets the floors; 1 where a floor would have to be lowered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every fact missed or wrong")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--lower-floors", action="store_true", help="set the floors to what is measured now, also down")
    options = parser.parse_args(arguments)
    figures: dict[str, float] = {}
    for name in SETS:
        print(f"\n{name}")
        print_score(score_gold(name), with_misses=options.misses)
        figures |= list_figures(score_gold(name), name)
    if options.raise_floors or options.lower_floors:
        try:
            update_floors(path, figures, may_lower=options.lower_floors)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

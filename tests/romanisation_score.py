"""Counts how many names of the gazetteer's people are known by sound, and how many are taken for another's.

Show the figures: `PYTHONPATH=. python tests/romanisation_score.py` (with `--misses`: the names missed, and those taken
for another's of the same surname). What was missed has only been looked at in the half of the people called "seen", so
that the other half is the measure. `--without-surnames` withholds what the gazetteer's surname table adds.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

from kg.files import find_shipped
from kg.languages.romanisation import SCATTERED, SURNAME, rate_sound
from kg.languages.spellings import find_surname_spellings, read_systems

HALVES: Final = ("seen", "unseen")
FORMS: Final = ("every", "fullest", "written out")
GRADES: Final[Mapping[str, float]] = {"may be": SURNAME, "confirmed": SCATTERED}
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the gazetteer with the names in English and in both scripts of Chinese."""

    id: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]

    @property
    def half(self) -> str:
        return HALVES[zlib.crc32(self.id.encode()) % 2]

    @property
    def surname(self) -> str:
        """Gives the first character, which is the husband's surname where two stand."""
        return self.chinese[0][0]

    def list_forms(self, forms: str) -> tuple[str, ...]:
        """Gives every English name, the one with most words, or that only if it gives the Chinese name's sound.

        It does where it ends in the id's words: "Paul Chan Tai-man" is person/chan-tai-man, "Al Chan" person/chan-al.
        """
        if forms == "every":
            return self.english
        fullest = max(self.english, key=lambda name: (len(_split(name)), name))
        words = _split(self.id.removeprefix("person/"))
        return (fullest,) if forms == "fullest" or _split(fullest)[-len(words) :] == words else ()


def _split(name: str) -> list[str]:
    return name.lower().replace("-", " ").split()


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the pairs are accepted; which are, and which are not."""

    accepted: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def value(self) -> float:
        return len(self.accepted) / max(1, len(self.accepted) + len(self.refused))

    def __str__(self) -> str:
        return f"{self.value:8.3%} of {len(self.accepted) + len(self.refused):6}"


@dataclass(frozen=True, slots=True)
class Score:
    """Shares accepted: of true pairs, of false ones, false ones of a surname, true ones but for the given name."""

    recall: Share
    wrong: Share
    same_surname: Share
    other_given: Share


@cache
def read_people() -> tuple[Person, ...]:
    """Reads the people who have a name in English and one in Chinese."""
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with find_shipped("data", "gazetteer", "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["id"].startswith("person/"):
                names[row["id"]][row["lang"]].append(row["name"])
    people = (
        Person(key, tuple(langs["en"]), tuple(dict.fromkeys(langs["zh-Hant"] + langs["zh-Hans"])))
        for key, langs in names.items()
    )
    return tuple(person for person in people if person.english and person.chinese)


@cache
def score_names(half: str, forms: str, grade: str) -> Score:
    """Compares every English name of one half of the people with every Chinese name of that half."""
    people = [person for person in read_people() if person.half == half]
    least = GRADES[grade]
    true = [pair for one in people for pair in product(one.list_forms(forms), one.chinese)]
    others = [(one, other) for one, other in product(people, people) if not set(one.chinese) & set(other.chinese)]
    rivals = [(one, other) for one, other in others if one.surname == other.surname]
    return Score(
        _measure(true, least),
        _measure(_pair_names(others, forms), least),
        _measure(_pair_names(rivals, forms), least),
        _measure([*_swap_given_names(people, forms)], least),
    )


def _measure(pairs: Pairs, least: float) -> Share:
    accepted = {pair for pair in pairs if rate_sound(*pair) >= least}
    return Share(
        _join(pair for pair in pairs if pair in accepted), _join(pair for pair in pairs if pair not in accepted)
    )


def _join(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{romanised} {han}" for romanised, han in pairs)


def _pair_names(pairs: Iterable[tuple[Person, Person]], forms: str) -> Pairs:
    return [(form, other.chinese[0]) for one, other in pairs for form in one.list_forms(forms)]


def _swap_given_names(people: Sequence[Person], forms: str) -> Iterator[tuple[str, str]]:
    """Gives each English name, where it is known by sound, with its Chinese surname and everyone else's given name."""
    given = {person.chinese[0][1:] for person in people if len(person.chinese[0]) == 3}
    for one in people:
        for form in one.list_forms(forms):
            if len(one.chinese[0]) == 3 and rate_sound(form, one.chinese[0]) >= SCATTERED:
                yield from ((form, one.surname + other) for other in sorted(given - {one.chinese[0][1:]}))


def measure_speed() -> float:
    """Gives comparisons a second over all pairs of people, each pair new, once the readings are in memory."""
    pairs = [(one.english[0], other.chinese[0]) for one, other in product(read_people(), read_people())]
    start = time.perf_counter()
    for pair in pairs:
        rate_sound(*pair)
    return len(pairs) / (time.perf_counter() - start)


def withhold_surnames() -> None:
    """Forgets what the gazetteer says about the spelling of surnames."""
    for system in read_systems().values():
        system.surnames.clear()
    find_surname_spellings.cache_clear()


def print_scores(halves: Sequence[str], *, with_misses: bool = False) -> None:
    """Prints a line per half, kind of English name and grade."""
    print(f"{'half':7}{'names':12}{'grade':10}{'recall':>18}{'wrong':>19}{'one surname':>19}{'other given name':>19}")
    for half, forms, grade in product(halves, FORMS, GRADES):
        score = score_names(half, forms, grade)
        print(f"{half:7}{forms:12}{grade:10}{score.recall} {score.wrong} {score.same_surname} {score.other_given}")
        if with_misses:
            print(*(f"    MISSED {pair}" for pair in score.recall.refused), sep="\n")
            print(*(f"    WRONG  {pair}" for pair in score.same_surname.accepted), sep="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the names missed or taken for another's")
    parser.add_argument("--half", choices=HALVES, help="score one half only")
    parser.add_argument("--without-surnames", action="store_true", help="withhold the gazetteer's surname table")
    options = parser.parse_args(arguments)
    if options.without_surnames:
        withhold_surnames()
    print(f"{len(read_people())} people, {measure_speed():,.0f} comparisons/s")
    print_scores([options.half] if options.half else HALVES, with_misses=options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())

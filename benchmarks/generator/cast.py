"""Who can be named on a day: holders of offices from the gazetteer, and invented people, new ones in each month."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from benchmarks.generator.draws import Draws
from benchmarks.generator.tables import Holding, read_tables
from benchmarks.generator.wording import Pair, read_wording

# Those who are named the most, first.
_RANKS = ("head-of-government", "principal-official", "governor", "party-secretary", "mayor", "minister")
_BEFORE_A_SURNAME = ("Mr", "Ms", "Mrs", "Miss", "Dr", "Professor")
_NEW_EACH_MONTH = 120
_LONGEST_CAREER = 240  # months
_TERM = 48  # months in one office


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with name and office as on one day; `surname` is what English calls him or her the second time."""

    key: str
    honorific: str
    name: Pair
    surname: str
    post: Pair
    short: Pair

    @property
    def is_woman(self) -> bool:
        """Tells whether "she" is right; who is only called a doctor is taken for a man."""
        return self.honorific in ("Ms", "Mrs", "Miss")


@lru_cache(maxsize=64)
def list_holders(day: datetime.date, *, is_here: bool) -> tuple[Person, ...]:
    """Gives those who held an office on a day as the tables state it, the most prominent first."""
    on = day.isoformat()
    held = [
        holding
        for holding in read_tables().holdings
        if holding.is_here == is_here and holding.start <= on <= holding.end
    ]
    ranks = {rank: place for place, rank in enumerate(_RANKS)}
    held.sort(key=lambda holding: (ranks.get(holding.rank, len(_RANKS)), holding.post.en, holding.person))
    return tuple(map(_introduce, held))


def _introduce(holding: Holding) -> Person:
    words = holding.name.en.split()
    is_surname_first = len(words) == 2 and words[0] in read_tables().romanisations
    surname = words[0] if is_surname_first else words[-1]
    if len(words) > 2:
        surname = holding.name.en
    honorific = holding.honorific if holding.honorific in _BEFORE_A_SURNAME else "Mr"
    return Person(holding.person, honorific, holding.name, surname, holding.post, holding.short)


def invent(seed: int, draws: Draws, day: datetime.date, *, is_here: bool) -> Person:
    """Gives somebody invented who is about on a day: most often one of the few that everybody knows."""
    now = day.year * 12 + day.month
    since = now - draws.early(_LONGEST_CAREER)
    return _make_person(seed, is_here, since, draws.early(_NEW_EACH_MONTH), (now - since) // _TERM)


@lru_cache(maxsize=20_000)
def _make_person(seed: int, is_here: bool, since: int, place: int, term: int) -> Person:
    wording, tables = read_wording(), read_tables()
    key = f"{'here' if is_here else 'there'}-{since}-{place}"
    draws = Draws(seed, key)
    surname = draws.choose(tables.surnames_here if is_here else tables.surnames_there)
    first, second = draws.choose(wording.given_names), draws.choose(wording.given_names)
    given = f"{first.here}-{second.here.lower()}" if is_here else f"{first.there}{second.there}".capitalize()
    honorific = draws.choose(wording.words["titles-of-people"])
    office = Draws(seed, key, term)
    post = office.choose(wording.pairs["offices-here" if is_here else "offices-there"])
    trade, city = office.choose(wording.pairs["trades"]), office.choose_early(tables.cities)
    values = {"trade": trade, "city": city, "city-of": Pair(city.en, city.zh + wording.city_mark)}
    named = Pair(_fill(post.en, values, "en"), _fill(post.zh, values, "zh"))
    return Person(
        key, honorific, Pair(f"{surname.latin} {given}", surname.zh + first.zh + second.zh), surname.latin, named, named
    )


def _fill(template: str, values: dict[str, Pair], lang: str) -> str:
    for slot, pair in values.items():
        template = template.replace(f"{{{slot}}}", getattr(pair, lang))
    return template

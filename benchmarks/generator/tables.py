"""Reads from the gazetteer what the releases name: places, bodies, initiatives, posts and who held them when."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.generator.wording import Pair, read_wording

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "gazetteer"
_ENGLISH, _CHINESE = "en", "zh-Hant"
_HOME, _PROVINCE, _COUNTRY = "place/hk", "place/gd", "place/cn"
_WITH_ARTICLE = ("department", "bureau", "office", "commission", "mechanism", "statutory-body", "government")
_CITIES = ("city", "municipality", "sar")


@dataclass(frozen=True, slots=True)
class Body:
    """A body with the body above it, and the days between which it was there."""

    name: Pair
    parent: Pair
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A term of office as the tables state it, from day to day."""

    person: str
    name: Pair
    honorific: str
    post: Pair
    short: Pair
    rank: str
    is_here: bool
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname and how it is written in Latin letters."""

    latin: str
    zh: str


@dataclass(frozen=True, slots=True)
class Tables:
    """What the gazetteer knows: what has the most names comes first, of places those that are near."""

    cities: tuple[Pair, ...]
    places: tuple[Pair, ...]
    districts: tuple[Pair, ...]
    bodies: tuple[Body, ...]
    initiatives: tuple[tuple[str, Pair], ...]
    holdings: tuple[Holding, ...]
    surnames_here: tuple[Surname, ...]
    surnames_there: tuple[Surname, ...]
    romanisations: frozenset[str]


def _read(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _read_names() -> tuple[dict[str, Pair], dict[str, str]]:
    """Gives the preferred names of each thing that has one in both languages, and its English abbreviation."""
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    short: dict[str, str] = {}
    for row in _read("names"):
        if row["use"] == "pref":
            names[row["id"]][row["lang"]] = row["name"]
        elif row["use"] == "abbrev" and row["lang"] == _ENGLISH:
            short.setdefault(row["id"], row["name"])
    both = {
        thing: Pair(found[_ENGLISH], found[_CHINESE])
        for thing, found in names.items()
        if _ENGLISH in found and _CHINESE in found and "(" not in found[_ENGLISH]
    }
    return both, short


@cache
def read_tables() -> Tables:
    """Gives what the gazetteer knows; its files are read once."""
    names, short = _read_names()
    mark = read_wording().city_mark
    known_as = Counter(row["id"] for row in _read("names"))

    def by_fame(row: dict[str, str]) -> tuple[int, str]:
        return -known_as[row["id"]], row["id"]

    places = sorted((row for row in _read("places") if row["id"] in names), key=by_fame)

    def name_place(row: dict[str, str]) -> Pair:
        name = names[row["id"]]
        return Pair(name.en, name.zh.removesuffix(mark) if len(name.zh) > 2 else name.zh)

    mainland = [row for row in places if row["kind"] in _CITIES and row["parent"] == _PROVINCE]
    other = [row for row in places if row["kind"] in ("municipality", "province") and row["parent"] == _COUNTRY]
    abroad = [row for row in places if row["kind"] in ("city", "country") and not row["parent"]]
    bodies = {row["id"]: row for row in _read("bodies") if row["id"] in names}
    jurisdictions = {post: row["jurisdiction"] for post, row in bodies.items()}
    posts = {row["id"]: row for row in _read("posts") if row["id"] in names}
    surnames = list(_read("surnames"))
    return Tables(
        cities=tuple(map(name_place, mainland)),
        places=tuple(map(name_place, [*mainland, *other, *abroad])),
        districts=tuple(name_place(row) for row in places if row["kind"] == "district" and row["parent"] == _HOME),
        bodies=tuple(
            Body(_name_body(row, names), _name_body(bodies[row["parent"]], names), row["valid_from"], row["valid_to"])
            for row in sorted(bodies.values(), key=by_fame)
            if row["parent"] in bodies
        ),
        initiatives=tuple(
            (row["start"], names[row["id"]]) for row in sorted(_read("initiatives"), key=by_fame) if row["id"] in names
        ),
        holdings=tuple(_list_holdings(names, short, posts, jurisdictions)),
        surnames_here=_list_surnames(surnames, "hk"),
        surnames_there=_list_surnames(surnames, "pinyin"),
        romanisations=frozenset(row["romanisation"] for row in surnames),
    )


def _name_body(row: dict[str, str], names: dict[str, Pair]) -> Pair:
    name = names[row["id"]]
    is_bare = row["kind"] in _WITH_ARTICLE and not name.en.startswith("The ")
    return Pair(f"the {name.en}" if is_bare else name.en, name.zh)


def _list_holdings(
    names: dict[str, Pair], short: dict[str, str], posts: dict[str, dict[str, str]], jurisdictions: dict[str, str]
) -> Iterator[Holding]:
    honorifics = {row["id"]: row["honorific"] for row in _read("people")}
    for row in _read("holdings"):
        post = posts.get(row["post"])
        if post is None or row["person"] not in names or row["acting"] == "1":
            continue
        name = names[row["post"]]
        yield Holding(
            person=row["person"],
            name=names[row["person"]],
            honorific=honorifics[row["person"]],
            post=name,
            short=Pair(short.get(row["post"], name.en), name.zh),
            rank=post["rank"],
            is_here=jurisdictions.get(post["body"]) == _HOME,
            start=row["start"] or row["as_of"],
            end=row["end"] or row["as_of"],
        )


def _list_surnames(rows: list[dict[str, str]], system: str) -> tuple[Surname, ...]:
    """Gives the surnames of one system that are written in one way and are one word."""
    return tuple(
        Surname(row["romanisation"], row["zh_hant"])
        for row in rows
        if row["system"] == system and "|" not in row["zh_hant"] and row["compound"] == "0"
    )

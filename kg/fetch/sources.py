"""Turns `data/fetch/sources.yaml` into the addresses of lists, feeds and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from kg.errors import DataError
from kg.fetch.places import make_place
from kg.files import find_shipped

_GROUPS = frozenset({"year", "month", "day"})
_SAMPLE_DAY = date(2024, 1, 8)


@dataclass(frozen=True, slots=True)
class Target:
    """The address of a page, and the day it was issued on."""

    address: str
    day: date


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of a source: where its lists and feeds stand, and what a link to one of its pages looks like."""

    source: str
    lang: str
    lists: tuple[str, ...]
    feeds: tuple[str, ...]
    links: re.Pattern[str]
    pages: str

    def list_days(self, days: Iterable[date]) -> dict[str, date]:
        """Gives the address of each list that covers one of the days, with the last of the days that it covers."""
        found: dict[str, date] = {}
        for day in sorted(days):
            for template in self.lists:
                found[template.format_map(_write_day(day))] = day
        return found

    def find_target(self, link: str) -> Target | None:
        """Gives the page that a link leads to; None where it leads to anything else."""
        match = self.links.fullmatch(re.split("[?#]", link, maxsplit=1)[0])
        if match is None:
            return None
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return None
        return Target(self.pages.format_map(match.groupdict()), day)


def read_sources(path: Path | None = None) -> Mapping[tuple[str, str], Edition]:
    """Reads the editions by source and language, from the shipped file where no other is named. Raises DataError."""
    path = path or find_shipped("data", "fetch", "sources.yaml")
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        editions = [_make_edition(source, lang, keys) for source, langs in raw.items() for lang, keys in langs.items()]
    except (OSError, yaml.YAMLError, re.error, KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise DataError(f"{path}: cannot be read ({type(error).__name__}: {error})") from error
    return {(edition.source, edition.lang): edition for edition in editions}


def _make_edition(source: str, lang: str, keys: Mapping[str, Any]) -> Edition:
    links = re.compile(keys["links"], re.ASCII)
    if not links.groupindex.keys() >= _GROUPS:
        raise ValueError(f"{source}, {lang}: `links` needs the groups year, month and day")
    edition = Edition(source, lang, _list_texts(keys["lists"]), _list_texts(keys["feeds"]), links, str(keys["pages"]))
    sample = edition.pages.format_map(dict.fromkeys(links.groupindex, "0"))
    for address in (*edition.list_days([_SAMPLE_DAY]), *edition.feeds, sample):
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError(f"{source}, {lang}: {address} is no address of http or https")
        make_place(address)
    return edition


def _list_texts(given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise TypeError(f"{given!r} is no list")
    return tuple(map(str, given))


def _write_day(day: date) -> dict[str, str]:
    return {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}

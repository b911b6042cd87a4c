"""Turns `data/pages/marks.yaml` into what tells a page's script, dates and end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg.errors import DataError
from kg.files import find_shipped


@dataclass(frozen=True, slots=True)
class Marks:
    """`scripts` gives the characters that only one script has; patterns are searched line by line."""

    scripts: Mapping[str, frozenset[str]]
    common: frozenset[str]
    ends: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    hours: tuple[re.Pattern[str], ...]
    language_links: re.Pattern[str]


@cache
def read_marks() -> Marks:
    """Reads the shipped file once. Raises DataError when it lacks a key or holds a bad pattern."""
    path = find_shipped("data", "pages", "marks.yaml")
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _make_marks(raw)
    except (OSError, yaml.YAMLError, re.error, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: cannot be read ({type(error).__name__}: {error})") from error


def _make_marks(raw: Mapping[str, Any]) -> Marks:
    return Marks(
        {lang: frozenset(characters) - {" "} for lang, characters in raw["scripts"].items()},
        frozenset(raw["common"]),
        _compile(raw["ends"]),
        tuple(map(_compile, raw["dates"])),
        tuple(map(_compile, raw["hours"])),
        _compile(raw["language_links"]),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)

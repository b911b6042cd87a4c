"""Reads the list of pairs of mentions that tempt to a wrong merge, and tells what a build takes each pair for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import yaml
from gold_facts import GOLD

from kg.building.corpus import extract_releases
from kg.releases import Release
from kg.statements import Extraction

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
_MARK = re.compile(r"\{(?P<words>[^}]*)\}")
_HEAD = re.compile(r"(?P<day>\S+) (?P<lang>[\w-]+)(\.(?P<version>\w+))? (?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mention stands that is asked about: `text` is the place of its release in the list."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Releases with two mentions, and whether they are of one thing."""

    number: int
    kind: str
    answer: str
    releases: tuple[Release, ...]
    marks: tuple[Mark, Mark]


@cache
def judge(pair: Pair) -> str:
    """Gives what a build of its releases alone takes the two for, or `unread` where it names only one of them."""
    found = {one.release.name: one for one in extract_releases(pair.releases) if isinstance(one, Extraction)}
    kind = "body" if pair.kind == "body" else "person"
    first, second = (_find_thing(found[pair.releases[mark.text].name], mark, kind) for mark in pair.marks)
    if first is None or second is None:
        return "unread"
    return SAME if first == second else DIFFERENT


@cache
def read_pairs() -> tuple[Pair, ...]:
    """Gives the pairs of the list."""
    rows = yaml.safe_load((GOLD / "same-or-different.yaml").read_text(encoding="utf-8"))
    return tuple(_make_pair(number, row["kind"], row["is"], row["texts"]) for number, row in enumerate(rows, start=1))


def _make_pair(number: int, kind: str, answer: str, texts: Sequence[str]) -> Pair:
    releases: list[Release] = []
    marks: list[Mark] = []
    for place, line in enumerate(texts):
        head = _HEAD.fullmatch(line)
        assert head is not None, line
        marked = head["text"]
        for mark in _MARK.finditer(marked):
            start = mark.start() - 2 * len([one for one in marks if one.text == place])
            marks.append(Mark(place, start, start + len(mark["words"])))
        id = f"pair-{number}-{head['version'] or place}"
        issued = datetime.fromisoformat(f"{head['day']}T12:00+08:00")
        releases.append(Release(id, head["lang"], "A release", issued, _MARK.sub(r"\g<words>", marked)))
    assert len(marks) == 2, texts
    return Pair(number, kind, answer, tuple(releases), (marks[0], marks[1]))


def _find_thing(extraction: Extraction, mark: Mark, kind: str) -> str | None:
    """Gives the thing of that kind which the marked words name, the longest name first."""
    named = [
        mention
        for mention in extraction.mentions
        if mention.start < mark.end and mark.start < mention.end and mention.entity.startswith(f"{kind}/")
    ]
    return max(named, key=lambda mention: mention.end - mention.start).entity if named else None

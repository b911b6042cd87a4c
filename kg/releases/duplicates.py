"""Tells apart releases that were read under one name: a copy counts once, another text gets a name of its own."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.errors import ReleaseError
from kg.releases.release import Release


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of a release tells it from others: its name, its address, what it says, as a hash, and its other version."""

    release_id: str
    lang: str
    url: str | None
    content: str
    origin: str
    counterpart: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader of a run should know of a file though nothing in it is wrong."""

    text: str

    def __str__(self) -> str:
        return self.text


def make_sheet(release: Release) -> Sheet:
    """Gives the sheet of a release; a text that is said to be restated is another one than the same as a quotation."""
    parts = [release.lang, release.title, release.issued.isoformat(), release.text]
    content = "\x1f".join([*parts, "restated"] if release.restated else parts)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Sheet(release.id, release.lang, release.url, digest, release.origin, release.counterpart)


def settle_names(sheets: Sequence[Sheet | None]) -> dict[int, str | ReleaseError | Remark]:
    """Gives, by place, the new id of each release whose name another one has as well, the remark that it is a copy, or
    the error that another text claims its address. The order in which they were read does not matter.

    Names are one whatever their capitals: a disk may take "A.ttl" and "a.ttl" for one file. Of several texts the one
    with the smallest hash keeps the name; of copies the one that says most of itself counts.
    """
    by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, sheet in enumerate(sheets):
        if sheet is not None:
            by_name[sheet.release_id.casefold(), sheet.lang].append(place)
    settled: dict[int, str | ReleaseError | Remark] = {}
    for places in by_name.values():
        if len(places) > 1:
            settled |= _settle([(place, sheet) for place in places if (sheet := sheets[place]) is not None])
    return settled


def _settle(named: list[tuple[int, Sheet]]) -> dict[int, str | ReleaseError | Remark]:
    settled: dict[int, str | ReleaseError | Remark] = {}
    seen: list[Sheet] = []  # each text once
    kept: list[Sheet] = []
    for place, sheet in sorted(named, key=_rank):
        same = next((other for other in seen if other.content == sheet.content), None)
        rival = next((other for other in kept if other.url is not None and other.url == sheet.url), None)
        if same is not None:
            settled[place] = Remark(f"{sheet.origin}: the same text as {same.origin}; it counts once")
            continue
        seen.append(sheet)
        if rival is not None:
            settled[place] = ReleaseError(f"{sheet.origin}: another text than {rival.origin}, which has its address")
            continue
        if kept:
            settled[place] = f"{sheet.release_id}-{sheet.content[:8]}"
        kept.append(sheet)
    return settled


def _rank(named: tuple[int, Sheet]) -> tuple[object, ...]:
    place, sheet = named
    said = (sheet.url, sheet.counterpart)
    return sheet.content, sheet.release_id, *((value is None, value or "") for value in said), place


def rename(release: Release, new_id: str) -> tuple[Release, Remark]:
    """Gives the release under another id, and the remark that says so."""
    remark = Remark(f"{release.origin}: another text is called {release.id}; this one is {new_id}")
    return replace(release, id=new_id), remark

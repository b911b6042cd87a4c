"""Turns `data/frames/*.yaml` into Frames, and refuses what no sentence could ever fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kg.clauses.entries import list_entries, list_markers
from kg.errors import DataError
from kg.files import find_shipped
from kg.frames.frame import Deed, Example, Frame, Slot
from kg.vocabulary import EventType, Kind, Role

_FIELDS = {
    "frame", "says", "does", "event", "verbs", "nouns", "support", "slots", "sides", "label", "examples", "never",
    "may_be_speech", "is_stay", "is_silent", "needs_time", "is_passive", "is_appeal", "is_plan",
    "is_state",
}  # fmt: skip
_SLOT_FIELDS = {"role", "is", "kinds", "from", "optional", "each", "heads", "owned"}
_USES = {"", "event", "where", "agreement", "principal", "founded", "founder", "post", "about", "setting", "seat"}
_PLAIN = "plain"
_GROUP = "group"  # a body that travels: a delegation
_SWITCHES = ("may_be_speech", "is_stay", "is_silent", "needs_time", "is_passive", "is_appeal", "is_plan", "is_state")
Word = TypeVar("Word", bound=StrEnum)


@cache
def read_frames(lang: str, folder: Path | None = None) -> tuple[Frame, ...]:
    """Gives all frames in the order of the files; DataError names file and line of one that is broken."""
    folder = folder or find_shipped("data", "frames")
    frames = tuple(frame for path in sorted(folder.glob("*.yaml")) for frame in _read_file(path, lang))
    if not frames:
        raise DataError(f"{folder}: holds no frames")
    seen: dict[str, str] = {}
    for frame in frames:
        if frame.id in seen:
            raise DataError(f"{frame.place}: the frame {frame.id!r} stands in {seen[frame.id]} too")
        seen[frame.id] = frame.place
    return frames


class _Lines(yaml.CSafeLoader):
    """A loader that keeps the line of each mapping."""


def _keep_line(loader: _Lines, node: yaml.MappingNode) -> dict[Any, Any]:
    return {**loader.construct_mapping(node, deep=True), "__line__": node.start_mark.line + 1}


_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _keep_line)


def _read_file(path: Path, lang: str) -> Iterator[Frame]:
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_Lines)  # a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(rows, list):
        raise DataError(f"{path}: must be a list of frames")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise DataError(f"{path}: frame {number} must be a mapping")
        yield _make_frame(row, f"{path}:{row.pop('__line__')}", lang)


def _make_frame(row: dict[str, Any], place: str, lang: str) -> Frame:
    if unknown := set(row) - _FIELDS:
        raise DataError(f"{place}: unknown field {', '.join(sorted(unknown))}")
    if missing := {"frame", "says", "does", "slots", "examples", "never"} - set(row):
        raise DataError(f"{place}: lacks {', '.join(sorted(missing))}")
    words = {name: _read_entries(row.get(name, {}), place, lang) for name in ("verbs", "nouns", "support")}
    if not words["verbs"] and not words["nouns"]:
        raise DataError(f"{place}: no verb and no noun calls the frame {row['frame']!r}")
    slots = tuple(_make_slot(name, slot, place, lang) for name, slot in row["slots"].items() if name != "__line__")
    sides = tuple(row.get("sides", ()))
    if strange := set(sides) - {slot.name for slot in slots}:
        raise DataError(f"{place}: no slot is called {', '.join(sorted(strange))}")
    return Frame(
        row["frame"],
        row["says"],
        _pick(Deed, row["does"], place),
        place,
        words["verbs"],
        words["nouns"],
        words["support"],
        slots,
        _pick(EventType, row["event"], place) if "event" in row else None,
        sides,
        {k: v for k, v in row.get("label", {}).items() if k != "__line__"} or None,
        **{name: bool(row.get(name)) for name in _SWITCHES},
        examples=tuple(_make_examples(row["examples"], place)),
        never=tuple(_make_examples(row["never"], place)),
    )


def _read_entries(row: Any, place: str, lang: str) -> Mapping[str, frozenset[str]]:
    if not isinstance(row, dict):
        raise DataError(f"{place}: verbs, nouns and support must be mappings of languages to lists")
    found = {code: frozenset(entries) for code, entries in row.items() if code != "__line__"}
    if unknown := found.get(lang, frozenset()) - list_entries(lang) - {"be"}:
        raise DataError(f"{place}: the words of {lang} have no entry {', '.join(sorted(unknown))}")
    return found


def _make_slot(name: str, row: Any, place: str, lang: str) -> Slot:
    if not isinstance(row, dict):
        raise DataError(f"{place}: slot {name!r} must be a mapping")
    place = f"{place.rpartition(':')[0]}:{row.pop('__line__', 0)}"
    if unknown := set(row) - _SLOT_FIELDS:
        raise DataError(f"{place}: slot {name!r} has the unknown field {', '.join(sorted(unknown))}")
    kinds = frozenset(row.get("kinds", ()))
    if other := kinds - {*Kind, _PLAIN, _GROUP}:
        raise DataError(f"{place}: slot {name!r}: no kind is called {', '.join(sorted(other))}")
    if not kinds:
        raise DataError(f"{place}: slot {name!r} names no kind, so nothing can fill it")
    if strange := set(row.get("from", ())) - list_markers(lang):
        raise DataError(f"{place}: slot {name!r}: no marker is called {', '.join(sorted(strange))}")
    if not row.get("from"):
        raise DataError(f"{place}: slot {name!r} names no marker, so nothing can fill it")
    if row.get("is", "") not in _USES:
        raise DataError(f"{place}: slot {name!r}: `is` must be one of {', '.join(sorted(_USES - {''}))}")
    return Slot(
        name,
        tuple(row["from"]),
        kinds,
        _pick(Role, row["role"], place) if "role" in row else None,
        row.get("is", ""),
        bool(row.get("optional")),
        bool(row.get("each")),
        frozenset(row.get("heads", ())),
        bool(row.get("owned")),
    )


def _pick(words: type[Word], word: Any, place: str) -> Word:
    if word not in set(words):
        raise DataError(f"{place}: {word!r} is none of {', '.join(words)}")
    return words(word)


def _make_examples(rows: Any, place: str) -> Iterator[Example]:
    for row in rows:
        if not isinstance(row, dict) or not {"lang", "text"} <= set(row):
            raise DataError(f"{place}: each example needs 'lang' and 'text'")
        yield Example(row["lang"], row["text"], frozenset(tuple(map(str, fact)) for fact in row.get("gives", ())))

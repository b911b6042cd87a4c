"""Turns JSON (one object a line, or a list) and CSV into Drafts; one bad record does not stop the others."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from kg.errors import ReleaseError
from kg.releases.release import Draft

_ALIASES = {
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "issued": ("issued", "date", "published", "published_at", "datetime"),
    "lang": ("lang", "language"),
    "id": ("id",),
    "url": ("url", "link"),
    "counterpart": ("counterpart",),
}
# A release may be longer than the csv module's 131,072 characters.
_LONGEST_CELL = 2**31 - 1


def draft_json_lines(path: Path) -> Iterator[Draft | ReleaseError]:
    """Reads one JSON object a line; blank lines are skipped."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _draft_json(line.removeprefix(b"\xef\xbb\xbf"), f"{path}, line {number}")


def draft_json(path: Path) -> Iterator[Draft | ReleaseError]:
    """Reads a file with one JSON object or a list of them."""
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield ReleaseError(f"{path}: not JSON in UTF-8 ({error}); one object a line needs the ending .jsonl")
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _draft_object(item, f"{path}, item {number}")


def draft_csv(path: Path) -> Iterator[Draft | ReleaseError]:
    """Reads a table with a header row; a record's line is the one it ends on."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not has_release_columns(reader.fieldnames or ()):
                yield ReleaseError(
                    f"{path}, line 1: no columns title and text; found {', '.join(reader.fieldnames or ())}"
                )
                return
            for row in reader:
                yield _draft_row(row, f"{path}, line {reader.line_num}")
    except (UnicodeDecodeError, csv.Error) as error:
        yield ReleaseError(f"{path}: not CSV in UTF-8 ({error})")


def has_release_columns(columns: Iterable[str]) -> bool:
    """Tells whether a table has a column for the title and one for the text."""
    names = {name.strip().casefold() for name in columns}
    return not names.isdisjoint(_ALIASES["title"]) and not names.isdisjoint(_ALIASES["text"])


def _draft_json(line: bytes, origin: str) -> Draft | ReleaseError:
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return ReleaseError(f"{origin}: not a JSON object in UTF-8 ({error})")
    return _draft_object(value, origin)


def _draft_object(value: object, origin: str) -> Draft | ReleaseError:
    if not isinstance(value, dict):
        return ReleaseError(f"{origin}: not a JSON object with title, date and text")
    return _draft_row(value, origin)


def _draft_row(row: Mapping[object, object], origin: str) -> Draft | ReleaseError:
    if None in row:
        return ReleaseError(f"{origin}: more values than columns")
    cells = {str(key).strip().casefold(): value for key, value in row.items() if value is not None}
    values = {noun: _find_value(cells, names) for noun, names in _ALIASES.items()}
    return Draft(
        origin=origin,
        title=values["title"] or "",
        text=values["text"] or "",
        issued=values["issued"],
        lang=values["lang"],
        id=values["id"],
        url=values["url"],
        counterpart=values["counterpart"],
        stem=PurePosixPath(urlsplit(values["url"]).path).stem if values["url"] else "",
    )


def _find_value(cells: Mapping[str, object], names: Iterable[str]) -> str | None:
    """Gives the first value that is not blank; a text is kept as it stands."""
    found = (cells.get(name) for name in names)
    return next((str(value) for value in found if isinstance(value, str | int) and str(value).strip()), None)

"""Turns JSON (one object a line, or a list) and CSV into Drafts; one bad record does not stop the others."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import PurePosixPath
from typing import Any, BinaryIO, TextIO
from urllib.parse import urlsplit

from kg.addresses import Source
from kg.errors import ReleaseError
from kg.releases.encodings import LARGEST, SAY_LARGEST, check_size
from kg.releases.release import Draft

_ALIASES = {
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "issued": ("issued", "date", "published", "published_at", "datetime"),
    "lang": ("lang", "language"),
    "id": ("id",),
    "url": ("url", "link"),
    "counterpart": ("counterpart",),
    "restated": ("restated",),
}


def draft_json_lines(path: Source) -> Iterator[Draft | ReleaseError]:
    """Reads one JSON object a line; blank lines are skipped."""
    with path.open("rb") as file:
        yield from _draft_lines(file, str(path))


def draft_json_content(content: bytes, origin: str) -> Iterator[Draft | ReleaseError]:
    """Reads one JSON object, a list of them or one a line out of bytes that no file's name tells apart."""
    if len(content) > LARGEST:
        yield ReleaseError(f"{origin}: {SAY_LARGEST}")
        return
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield from _draft_lines(io.BytesIO(content), origin)
    else:
        yield from _draft_items(value, origin)


def _draft_lines(file: BinaryIO, origin: str) -> Iterator[Draft | ReleaseError]:
    for number, line in enumerate(_read_lines(file), 1):
        if len(line) > LARGEST:
            yield ReleaseError(f"{origin}, line {number}: {SAY_LARGEST}")
        elif line.strip():
            yield _draft_json(line.removeprefix(b"\xef\xbb\xbf"), f"{origin}, line {number}")


def _read_lines(file: BinaryIO) -> Iterator[bytes]:
    """Gives each line; of one that is too long, no more than what shows that it is."""
    while line := file.readline(LARGEST + 1):
        rest = line
        while len(rest) > LARGEST and not rest.endswith(b"\n"):
            rest = file.readline(LARGEST + 1)
        yield line


def draft_json(path: Source) -> Iterator[Draft | ReleaseError]:
    """Reads a file with one JSON object or a list of them."""
    check_size(path)
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield ReleaseError(f"{path}: not JSON in UTF-8 ({error}); one object a line needs the ending .jsonl")
        return
    yield from _draft_items(value, str(path))


def _draft_items(value: Any, origin: str) -> Iterator[Draft | ReleaseError]:
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _draft_object(item, f"{origin}, item {number}")


def draft_csv(path: Source) -> Iterator[Draft | ReleaseError]:
    """Reads a table with a header row; a record's line is the one it ends on."""
    csv.field_size_limit(LARGEST)  # a release may be longer than the csv module's 131,072 characters
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(read_table_lines(file, path), strict=True)
            if not has_release_columns(reader.fieldnames or ()):
                yield ReleaseError(
                    f"{path}, line 1: no columns title and text; found {', '.join(reader.fieldnames or ())}"
                )
                return
            yield from _read_rows(reader, path)
    except UnicodeDecodeError as error:
        yield ReleaseError(f"{path}: not CSV in UTF-8 ({error})")


def read_table_lines(file: TextIO, path: Source) -> Iterator[str]:
    """Gives the lines of a table. Raises ReleaseError at one that is longer than any release: it may never end."""
    for number in count(1):
        line = file.readline(LARGEST + 1)
        if len(line) > LARGEST:
            raise ReleaseError(f"{path}, line {number}: {SAY_LARGEST}")
        if not line:
            return
        yield line


def _read_rows(reader: csv.DictReader[str], path: Source) -> Iterator[Draft | ReleaseError]:
    """Reads record by record; what is no record, such as one with a quote that is never closed, is named by the line
    that it begins on, and nothing behind it can be read."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReleaseError(f"{path}, line {line}: not CSV ({error}); this row and what follows it are not read")
            return
        yield _draft_row(row, f"{path}, line {reader.line_num}")


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
        stem=_find_stem(values["url"] or ""),
        restated=values["restated"],
    )


def _find_stem(address: str) -> str:
    """What an id may be made of: the last part of an address; empty where it is none."""
    try:
        return PurePosixPath(urlsplit(address).path).stem
    except ValueError:  # "http://[link]/x"
        return ""


def _find_value(cells: Mapping[str, object], names: Iterable[str]) -> str | None:
    """Gives the first value that is not blank; a text is kept as it stands."""
    found = (cells.get(name) for name in names)
    return next((str(value) for value in found if isinstance(value, str | int) and str(value).strip()), None)

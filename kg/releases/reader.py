"""Turns files and folders into Releases; a bad one gives a ReleaseError in its place, the others go on."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from kg.addresses import Address, Source
from kg.errors import ReleaseError
from kg.releases.encodings import decode_content, decode_file, measure
from kg.releases.pages import draft_page
from kg.releases.records import (
    draft_csv,
    draft_json,
    draft_json_content,
    draft_json_lines,
    has_release_columns,
    read_table_lines,
)
from kg.releases.release import Draft, Release, finish_release
from kg.releases.texts import draft_text, has_header

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{)")
_RECORDS: dict[str, Callable[[Source], Iterator[Draft | ReleaseError]]] = {
    ".jsonl": draft_json_lines,
    ".ndjson": draft_json_lines,
    ".json": draft_json,
    ".csv": draft_csv,
}
_PAGES = (".htm", ".html", ".xhtml")
_TEXTS = (".txt", ".text", "")
_READ = "text (.txt), saved pages (.html), JSON (.jsonl, .json) and CSV (.csv)"


def read_releases(paths: Iterable[Source]) -> Iterator[Release | ReleaseError]:
    """Reads files and folders in the order given; folders are walked in sorted order, other files there are skipped."""
    for found in find_files(paths):
        if isinstance(found, ReleaseError):
            yield found
        else:
            yield from read_file(found)


def find_files(paths: Iterable[Source]) -> Iterator[Source | ReleaseError]:
    """Gives the files that may hold releases, in the order given and, below a folder, sorted; an error stands for what
    may not be looked at, and for a folder that has none."""
    for path in paths:
        if isinstance(path, Address):
            yield from _find_at_address(path)
        elif _is_folder(path):
            yield from _find_in_folder(path)
        else:
            yield path


def read_release(path: Path) -> Release:
    """Reads a file that holds one release. Raises ReleaseError, also for a folder or a file with several."""
    if _is_folder(path):
        raise ReleaseError(f"{path}: a folder; one file is needed")
    found = list(read_file(path))
    if len(found) != 1:
        raise ReleaseError(f"{path}: holds {len(found)} releases; one is needed")
    if isinstance(found[0], ReleaseError):
        raise found[0]
    return found[0]


def read_content(content: bytes, origin: str) -> Iterator[Release | ReleaseError]:
    """Reads what did not come from a file, such as standard input: one text or page, or JSON as in a file or in lines.

    What begins with an object, or a list of them, is JSON. `origin` is what an error names, and what a release without
    an id is called after.
    """
    yield from _finish_drafts(lambda: _draft_content(content, origin), origin)


def is_release(content: bytes, origin: str) -> bool:
    """Says whether such content is a release, with a header block, as a page or as JSON, and not only sentences."""
    if _is_json(content):
        return True
    text = decode_content(content, origin)
    return _is_page(text) or has_header(text)


def _is_json(content: bytes) -> bool:
    return _JSON.match(content) is not None


def _is_page(text: str) -> bool:
    return text[:200].lstrip().casefold().startswith(("<!doctype html", "<html"))


def _draft_content(content: bytes, origin: str) -> Iterator[Draft | ReleaseError]:
    if _is_json(content):
        yield from draft_json_content(content, origin)
    else:
        yield _draft_written(decode_content(content, origin), PurePath(origin))


def _is_folder(path: Path) -> bool:
    """Tells a folder; what may not even be looked at is no folder, and reading it as a file says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _find_at_address(address: Address) -> Iterator[Address | ReleaseError]:
    try:
        found = list(address.find())
    except OSError as error:
        yield ReleaseError(f"{address}: cannot be read ({error.strerror or error})")
        return
    is_file = len(found) == 1 and found[0].url == address.absolute().url
    fitting = [file for file in found if is_file or _may_hold_releases(file)]
    yield from fitting
    if not fitting:
        yield _say_empty(address)


def _find_in_folder(folder: Path) -> Iterator[Path | ReleaseError]:
    is_empty = True
    for found in _list_files(folder):
        if isinstance(found, ReleaseError) or _may_hold_releases(found):
            is_empty = False
            yield found
    if is_empty:
        yield _say_empty(folder)


def _say_empty(folder: Source) -> ReleaseError:
    return ReleaseError(f"{folder}: no releases in this folder; it may hold {_READ}")


def _list_files(folder: Path) -> Iterator[Path | ReleaseError]:
    """Gives the regular files below a folder in sorted order, however deep, and in the place of a folder that may not
    be read the error that says so."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            is_folder = path.is_dir() and (path == folder or not path.is_symlink())
            if not is_folder:
                if path.is_file():
                    yield path
                continue
            inside = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
        except OSError as error:
            yield ReleaseError(f"{path}: cannot be read ({error.strerror or error})")
            continue
        waiting += sorted(inside, reverse=True)


def _may_hold_releases(path: Source) -> bool:
    suffix = path.suffix.casefold()
    if path.stem.casefold() == "readme" or not suffix:
        return False
    if suffix == ".csv":
        return _has_columns(path)
    return suffix in _RECORDS or suffix in _PAGES or suffix in _TEXTS


def _has_columns(path: Source) -> bool:
    """Tells whether a table may hold releases; one that cannot be opened or has no end is left to be reported."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return has_release_columns(next(csv.reader(read_table_lines(file, path)), []))
    except (OSError, csv.Error, ReleaseError):
        return True


def read_file(path: Source) -> Iterator[Release | ReleaseError]:
    """Reads the releases of one file."""
    yield from _finish_drafts(lambda: _draft_file(path), str(path))


def _finish_drafts(
    draft_all: Callable[[], Iterator[Draft | ReleaseError]], origin: str
) -> Iterator[Release | ReleaseError]:
    is_empty = True
    try:
        for draft in draft_all():
            is_empty = False
            yield draft if isinstance(draft, ReleaseError) else _finish(draft)
    except ReleaseError as error:
        yield error
    except OSError as error:
        yield ReleaseError(f"{origin}: cannot be read ({error.strerror or error})")
    except (ValueError, RecursionError, MemoryError) as error:  # what no check of ours has thought of
        yield ReleaseError(f"{origin}: cannot be read ({type(error).__name__}: {error})")
    else:
        if is_empty:
            yield ReleaseError(f"{origin}: no releases in this file")


def _finish(draft: Draft) -> Release | ReleaseError:
    try:
        return finish_release(draft)
    except ReleaseError as error:
        return error


def _draft_file(path: Source) -> Iterator[Draft | ReleaseError]:
    suffix = path.suffix.casefold()
    if suffix in _RECORDS:
        _check_not_empty(path)
        yield from _RECORDS[suffix](path)
        return
    if suffix not in _PAGES and suffix not in _TEXTS:
        measure(path)
        raise ReleaseError(f"{path}: unknown format {path.suffix}; read are {_READ}")
    yield _draft_written(decode_file(path), path)


def _draft_written(content: str, path: PurePath | Address) -> Draft:
    is_page = path.suffix.casefold() in _PAGES or _is_page(content)
    return draft_page(content, path) if is_page else draft_text(content, path)


def _check_not_empty(path: Source) -> None:
    if measure(path) == 0:
        raise ReleaseError(f"{path}: empty file")

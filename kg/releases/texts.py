"""Turns a text file into a Draft: with a header block, or with the title as its first line."""

from __future__ import annotations

import re
from pathlib import PurePath

from kg.addresses import Address
from kg.errors import ReleaseError
from kg.releases.dates import find_dateline, find_name_date
from kg.releases.marks import read_marks
from kg.releases.release import Draft

_KEYS = ("id", "lang", "title", "issued", "url", "counterpart", "restated")
# "title: CS visits Guangzhou"
_HEADER_LINE = re.compile(r"(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*)")
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_FIRST_LINE = re.compile(r"\s*(?P<title>\S[^\r\n]*)(?:\r?\n(?:[ \t]*\r?\n)*|\Z)")
# "visit.zh-Hant.txt"
_LANGUAGE_IN_NAME = re.compile(r"(?P<stem>.+)\.(?P<lang>en|zh-Hant|zh-Hans)")


def draft_text(content: str, path: PurePath | Address) -> Draft:
    """Reads a text; a file whose first line is a known key ("id: ...") has a header block. Raises ReleaseError."""
    return _draft_with_header(content, path) if has_header(content) else _draft_plain(content, path)


def has_header(content: str) -> bool:
    """Says whether a text begins with a header block."""
    first = _HEADER_LINE.match(content)
    return first is not None and first["key"].casefold() in _KEYS


def cut_end(text: str) -> str:
    """Cuts the closing line ("Ends/Monday, January 8, 2024") and what follows; positions before it stay."""
    matches = list(read_marks().ends.finditer(text))
    return text[: matches[-1].start()].rstrip() if matches else text


def split_stem(path: PurePath | Address) -> tuple[str, str | None]:
    """Splits a file's name into the id and the language it names, if any."""
    match = _LANGUAGE_IN_NAME.fullmatch(path.stem)
    return (match["stem"], match["lang"]) if match else (path.stem, None)


def _draft_with_header(content: str, path: PurePath | Address) -> Draft:
    blank = _BLANK_LINE.search(content)
    if blank is None:
        raise ReleaseError(f"{path}: no text; a blank line has to stand between the header and the text")
    header = _read_header(content[: blank.start()], path)
    stem, lang = split_stem(path)
    return Draft(
        origin=str(path),
        title=header.get("title", ""),
        text=content[blank.end() :],
        issued=header.get("issued") or find_name_date(path.stem),
        lang=header.get("lang") or lang,
        id=header.get("id"),
        url=header.get("url"),
        counterpart=header.get("counterpart"),
        stem=stem,
        restated=header.get("restated"),
    )


def _read_header(block: str, path: PurePath | Address) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, line in enumerate(block.splitlines(), 1):
        match = _HEADER_LINE.fullmatch(line)
        if match is None:
            raise ReleaseError(f"{path}, line {number}: bad header; expected `key: value`, found {line[:60]!r}")
        values[match["key"].casefold()] = match["value"].strip()
    return values


def _draft_plain(content: str, path: PurePath | Address) -> Draft:
    match = _FIRST_LINE.match(content)
    if match is None:
        raise ReleaseError(f"{path}: empty file")
    stem, lang = split_stem(path)
    return Draft(
        origin=str(path),
        title=match["title"],
        text=cut_end(content[match.end() :]),
        issued=find_dateline(content) or find_name_date(path.name),
        lang=lang,
        stem=stem,
    )

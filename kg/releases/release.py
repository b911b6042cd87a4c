"""Turns what a page says of itself (a Draft) into a Release: its exact text, language and date."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from kg.controls import has_half_character
from kg.errors import ReleaseError
from kg.releases.dates import parse_date
from kg.releases.scripts import detect_language, normalise_language

_LONGEST_ID = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Release:
    """One press release in one language. Offsets into `text` count code points from its first character.

    One that is `restated` tells in other words what the release at its address tells: nothing of it is a quotation.
    """

    id: str
    lang: str
    title: str
    issued: datetime
    text: str
    url: str | None = None
    counterpart: str | None = None
    origin: str = ""
    restated: bool = False

    @property
    def name(self) -> str:
        """The stem of the files written for this release, such as `seed-20240108.en`."""
        return f"{self.id}.{self.lang}"


def make_failure(release: Release, what: str, error: Exception) -> ReleaseError:
    """Gives the error that says on which release the tool itself fails, and at what."""
    return ReleaseError(
        f"{release.origin or release.name}: {what} fails on this release ({type(error).__name__}: {error})"
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as its page gives it, before anything is checked; None or empty where the page is silent.

    `origin` is the file, or file and line, to name in errors; `stem` is what an id may be made of.
    """

    origin: str
    title: str
    text: str
    issued: datetime | str | None = None
    lang: str | None = None
    id: str | None = None
    url: str | None = None
    counterpart: str | None = None
    stem: str = ""
    restated: str | None = None


def finish_release(draft: Draft) -> Release:
    """Checks a draft and fills in id and language. Raises ReleaseError naming file (and line) and what to do."""
    if not draft.text.strip():
        raise ReleaseError(f"{draft.origin}: no text; a release needs a text besides its title")
    title = " ".join(draft.title.split())
    if not title:
        raise ReleaseError(f"{draft.origin}: no title")
    said = "".join([title, draft.text, draft.url or "", draft.id or "", draft.counterpart or ""])
    if "\0" in said or has_half_character(said):
        raise ReleaseError(f"{draft.origin}: holds a NUL or half a character; save it as UTF-8 text")
    lang = _choose_language(draft)
    issued = _choose_date(draft)
    fallback = draft.stem or f"{issued:%Y%m%d}-{_hash(title + draft.text)}"
    return Release(
        id=make_id(draft.id or fallback),
        lang=lang,
        title=title,
        issued=issued,
        text=draft.text,
        url=draft.url or None,
        counterpart=make_id(draft.counterpart) if draft.counterpart else None,
        origin=draft.origin,
        restated=_read_restated(draft),
    )


def make_id(raw: str) -> str:
    """Makes an id that is safe as a file name: ASCII letters, digits, ".", "_" and "-", no leading dot.

    An id that has to be changed gets eight characters of its hash, so that "a/b" and "a:b" stay apart.
    """
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", raw).strip(".-")
    if safe == raw and len(raw) <= _LONGEST_ID:
        return raw
    return f"{safe[: _LONGEST_ID - 20] or 'release'}-{_hash(raw)}"


def _choose_language(draft: Draft) -> str:
    sample = f"{draft.title}\n{draft.text}"
    if not draft.lang:
        return detect_language(sample)
    lang = normalise_language(draft.lang, sample)
    if lang is None:
        raise ReleaseError(f"{draft.origin}: language {draft.lang!r} is not read; en, zh-Hant and zh-Hans are")
    return lang


def _choose_date(draft: Draft) -> datetime:
    issued = _read_date(draft)
    if not _FIRST_YEAR <= issued.year <= _LAST_YEAR:
        raise ReleaseError(f"{draft.origin}: {issued:%Y-%m-%d} is no day between {_FIRST_YEAR} and {_LAST_YEAR}")
    return issued


def _read_date(draft: Draft) -> datetime:
    if isinstance(draft.issued, datetime):
        return draft.issued
    if not draft.issued:
        raise ReleaseError(
            f"{draft.origin}: no date; write it as `issued: 2024-01-08`, in a line of its own or in the file's name"
        )
    issued = parse_date(draft.issued)
    if issued is None:
        raise ReleaseError(f"{draft.origin}: {draft.issued!r} is not a date; write it as 2024-01-08T19:30+08:00")
    return issued


def _read_restated(draft: Draft) -> bool:
    written = (draft.restated or "no").casefold()
    if written not in _YES | _NO:
        raise ReleaseError(f"{draft.origin}: restated: {draft.restated!r} is neither yes nor no")
    return written in _YES


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]

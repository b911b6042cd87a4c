"""Turns a sentence or a release into an Explanation, which shows itself as text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kg.discourse.trace import Trace
from kg.errors import ReleaseError
from kg.explain.passages import Passage, make_passages
from kg.explain.text import write_lines
from kg.extraction import read_extraction
from kg.files import AnyPath
from kg.isodates import check_day
from kg.pipeline import load_gazetteer
from kg.releases import Release, is_release, read_content, read_release
from kg.releases.dates import parse_date
from kg.releases.encodings import decode_content
from kg.releases.scripts import detect_language
from kg.statements import Extraction

_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Explanation:
    """An extraction and its passages, sentence by sentence; `str()` of it is the text to read."""

    extraction: Extraction
    passages: tuple[Passage, ...]

    def __str__(self) -> str:
        return "\n".join(write_lines(self.extraction, self.passages))


def explain_text(text: str, *, issued: str | date | None = None) -> Explanation:
    """Explains a text of one or more sentences, as of a day (today if none is given); `str()` of it is to be read.

    UsageError where `issued` is no day.

    >>> explanation = kg.explain_text("Mr Chan Kwok-ki will visit Shenzhen tomorrow.", issued="2024-03-04")
    >>> [(event.type, event.status, event.start) for event in explanation.extraction.events]
    [('gba:visit', 'gba:planned', '2024-03-05')]
    """
    title = " ".join(text.split())
    title = title if len(title) <= _TITLE_LENGTH else f"{title[:_TITLE_LENGTH]}…"
    moment = _read_moment(issued) or datetime.now(UTC)
    return explain_release(Release("text", detect_language(text), title, moment, text))


def explain_file(path: AnyPath, *, issued: str | date | None = None) -> Explanation:
    """Explains the release of a file, as of its own day unless one is given.

    ReleaseError where it cannot be read, UsageError where `issued` is no day.

    >>> explanation = kg.explain_file("data/releases/seed-20240108.en.txt")
    >>> explanation.extraction.release.id, len(explanation.passages) == len(explanation.extraction.sentences)
    ('seed-20240108', True)
    """
    return explain_release(_issue(read_release(Path(path)), issued))


def _issue(release: Release, issued: str | date | None) -> Release:
    moment = _read_moment(issued)
    return replace(release, issued=moment) if moment is not None else release


def _read_moment(issued: str | date | None) -> datetime | None:
    """Gives a moment as it is, or the beginning of a day, in Hong Kong where it says no place."""
    if issued is None:
        return None
    return parse_date(issued.isoformat() if isinstance(issued, datetime) else check_day(issued))


def explain_content(content: bytes, origin: str, *, issued: str | date | None = None) -> Explanation:
    """Explains what did not come from a file: a release, or else sentences; ReleaseError, which names the origin."""
    if not is_release(content, origin):
        return explain_text(decode_content(content, origin), issued=issued)
    found = list(read_content(content, origin))
    if len(found) != 1:
        raise ReleaseError(f"{origin}: holds {len(found)} releases; one is needed")
    if isinstance(found[0], ReleaseError):
        raise found[0]
    return explain_release(_issue(found[0], issued))


def explain_release(release: Release) -> Explanation:
    """Explains a release."""
    trace = Trace()
    return explain_extraction(read_extraction(release, load_gazetteer(), trace), trace)


def explain_extraction(extraction: Extraction, trace: Trace | None = None) -> Explanation:
    """Explains an extraction that was made before, or by hand; without its trace there are no clauses to show."""
    return Explanation(extraction, make_passages(extraction, load_gazetteer().things.keys(), trace or Trace()))

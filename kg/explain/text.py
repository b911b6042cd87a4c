"""Turns an Explanation's passages into lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.explain.passages import Gap, Line, Named, Passage
from kg.statements import Extraction

_INDENT = "    "


def write_lines(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[str]:
    """Gives a head, then each sentence with its mentions, its statements and what is open."""
    release = extraction.release
    yield f"{release.title}"
    yield f"{release.id}, {release.lang}, issued {release.issued:%Y-%m-%d}"
    for passage in passages:
        yield ""
        yield f"[{passage.sentence.ordinal}] {passage.sentence.text}"
        yield from (f"{_INDENT}{line}" for line in _write_passage(passage))
    yield from _write_unmarked(extraction, passages)


def _write_passage(passage: Passage) -> Iterator[str]:
    for named in passage.named:
        yield f"{named.words} -> {_write_named(named)}"
    for line in passage.lines:
        yield from _write_line(line)
    for gap in passage.gaps:
        yield f"open: {gap.words!r}: {_write_candidates(gap)}"
    if not passage.lines:
        yield "(no statement)"


def _write_named(named: Named) -> str:
    return f"{named.name} ({named.entity.id}, {named.entity.kind}, {'known' if named.is_known else 'new'})"


def _write_line(line: Line) -> Iterator[str]:
    status = f" [{line.status}]" if line.status != "done" else ""
    yield f"* {line.subject}  {line.predicate}  {line.object}{status}"
    if line.speaker:
        yield f"{_INDENT}said by {line.speaker}"
    if line.details:
        yield f"{_INDENT}{'; '.join(f'{detail.label}: {detail.value}' for detail in line.details)}"
    yield f"{_INDENT}rule {line.rule}: {line.says}"
    yield f"{_INDENT}from «{line.words[0]}», «{line.words[1]}»"


def _write_candidates(gap: Gap) -> str:
    return " or ".join(f"{name} ({id})" for name, id in gap.candidates) or "nobody of that name so far"


def _write_unmarked(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[str]:
    """Agreements wait for a rule, and of a release in Chinese no places are kept: such things are listed at the end."""
    marked = {named.entity.id for passage in passages for named in passage.named}
    unmarked = [entity for entity in extraction.entities if entity.id not in marked]
    if unmarked:
        yield ""
        yield "Named as well, without a marked place:"
        for entity in unmarked:
            yield f"{_INDENT}{entity.get_name(extraction.release.lang)} ({entity.id}, {entity.kind})"

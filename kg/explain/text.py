"""Turns an Explanation's passages into lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.controls import show_controls
from kg.explain.passages import Gap, Line, Named, Passage
from kg.explain.tree import Told, Tree, Twig
from kg.phrases import make_phrase
from kg.statements import Extraction

_INDENT = "    "
_STEP = "  "


def write_lines(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[str]:
    """Gives a head, then each sentence with its mentions, its clauses, its statements and what is open; characters
    that a terminal would obey are written out."""
    return map(show_controls, _write_all(extraction, passages))


def _write_all(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[str]:
    release = extraction.release
    yield f"{release.title}"
    restated = f", {make_phrase('restated')}" if release.restated else ""
    yield f"{release.id}, {release.lang}, issued {release.issued:%Y-%m-%d}{restated}"
    for passage in passages:
        yield ""
        yield f"[{passage.sentence.ordinal}] {passage.sentence.text}"
        yield from (f"{_INDENT}{line}" for line in _write_passage(passage))
    yield from _write_unmarked(extraction, passages)


def _write_passage(passage: Passage) -> Iterator[str]:
    for named in passage.named:
        yield f"{named.words} -> {_write_named(named)}"
    if passage.tree is not None:
        for twig in passage.tree.twigs:
            yield from (f"{_STEP * twig.depth}{line}" for line in _write_twig(twig))
    for line in passage.lines:
        yield from _write_line(line)
    for gap in passage.gaps:
        yield f"open: {gap.words!r}: {_write_candidates(gap)}"
    if not passage.lines:
        yield f"(no statement{_write_why(passage.tree)})"


def _write_why(tree: Tree | None) -> str:
    return f": {tree.why}" if tree is not None and tree.why else ""


def _write_twig(twig: Twig) -> Iterator[str]:
    head = ", ".join(filter(None, (twig.entry if twig.entry != "plain" else "", twig.place, twig.status)))
    yield f"clause «{twig.words}» ({head})"
    for marker, words in twig.arguments:
        yield f"{_INDENT}{marker}: {words}"
    if twig.frame:
        slots = "; ".join(f"{name} = {words}" for name, words in twig.slots)
        yield f"{_INDENT}frame {twig.frame} ({twig.says}) {slots}"
    for told in twig.told:
        yield f"{_INDENT}=> {'; '.join(_write_told(told))}"
    if twig.why:
        yield f"{_INDENT}nothing: {twig.why}"


def _write_told(told: Told) -> Iterator[str]:
    yield told.title
    if told.since is not None:
        yield f"told before, in sentence {told.since}"
    if told.dropped:
        yield f"left out in the end: {told.dropped}"
    if told.date:
        yield f"date: {told.date}"
    if told.places:
        yield f"place: {told.places}"
    if told.parts:
        yield ", ".join(told.parts)
    if told.others:
        more = f" and {told.more} more" if told.more else ""
        yield f"also {', '.join(f'{words} [{sentence}]' for words, sentence in told.others)}{more}"


def _write_named(named: Named) -> str:
    return f"{named.name} ({named.entity.id}, {named.entity.kind}, {'known' if named.is_known else 'new'})"


def _write_line(line: Line) -> Iterator[str]:
    status = f" [{line.status}]" if line.status != "done" else ""
    yield f"* {line.subject}  {line.predicate}  {line.object}{status}"
    if line.speaker:
        yield f"{_INDENT}said by {line.speaker}"
    if line.details:
        yield f"{_INDENT}{'; '.join(f'{detail.label}: {detail.value}' for detail in line.details)}"
    yield f"{_INDENT}{line.source} {line.rule}: {line.says}"
    yield f"{_INDENT}from «{line.words[0]}», «{line.words[1]}»"


def _write_candidates(gap: Gap) -> str:
    return " or ".join(f"{name} ({id})" for name, id in gap.candidates) or "nobody of that name so far"


def _write_unmarked(extraction: Extraction, passages: Sequence[Passage]) -> Iterator[str]:
    """Agreements wait for clauses; of a release in Chinese no places are kept: such things are listed at the end."""
    marked = {named.entity.id for passage in passages for named in passage.named}
    unmarked = [entity for entity in extraction.entities if entity.id not in marked]
    if unmarked:
        yield ""
        yield "Named as well, without a marked place:"
        for entity in unmarked:
            yield f"{_INDENT}{entity.get_name(extraction.release.lang)} ({entity.id}, {entity.kind})"

"""Turns a sentence or a release into an Explanation: how each sentence was read, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.build import extract_release
from kg.entities import Entity
from kg.releases import Release, read_release
from kg.statements import Extraction, Statement


@dataclass(frozen=True, slots=True)
class Explanation:
    """An extraction that shows itself as text, sentence by sentence."""

    extraction: Extraction

    def __str__(self) -> str:
        return "\n".join(_write(self.extraction))


def explain_text(text: str, *, issued: datetime | None = None) -> Explanation:
    """Explains a text of one or more English sentences, as of a day (today if none is given)."""
    release = Release("text", "en", text[:60], issued or datetime.now(UTC), text)
    return Explanation(extract_release(release))


def explain_file(path: Path) -> Explanation:
    """Explains a release; ReleaseError where it cannot be read."""
    return Explanation(extract_release(read_release(path)))


def _write(extraction: Extraction) -> Iterator[str]:
    names = {entity.id: _name(entity, extraction.release.lang) for entity in extraction.entities}
    names |= {
        event.id: f"{event.type.removeprefix('gba:')} «{event.label}», {event.start or 'no date'}"
        for event in extraction.events
    }
    for sentence in extraction.sentences:
        yield f"[{sentence.ordinal}] {sentence.text}"
        found = [statement for statement in extraction.statements if statement.sentence == sentence.ordinal]
        for statement in found:
            yield from _write_statement(statement, names)
        for mention in extraction.open_mentions:
            if mention.sentence == sentence.ordinal:
                yield f"    open: {mention.text!r}: {', '.join(mention.candidates) or 'nobody of that name so far'}"
        if not found:
            yield "    (no statement)"


def _write_statement(statement: Statement, names: dict[str, str]) -> Iterator[str]:
    subject, target = names.get(statement.subject, statement.subject), names.get(statement.object, statement.object)
    yield f"    {subject}  {statement.predicate}  {target}"
    notes = [f"rule {statement.rule}", f"«{statement.subject_text}», «{statement.object_text}»"]
    notes += [statement.status.removeprefix("gba:")] if statement.status != "gba:done" else []
    notes += [f"said by {names.get(statement.stated_by, statement.stated_by)}"] if statement.stated_by else []
    yield f"        {'; '.join(notes)}"


def _name(entity: Entity, lang: str) -> str:
    return entity.get_name(lang)

"""Writes a difference between two graphs as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.graph.bindings import is_iri
from kg.phrases import say_in, say_phrase
from kg.views.difference import Change, Difference, Section, say_field
from kg.views.evidence import Evidence, say_text

# What Markdown, or HTML in it, would take for more than a letter.
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&]")
_BLANKS = re.compile(r"\s+")


def write_markdown(difference: Difference, lang: str = "en") -> Iterator[str]:
    """Gives the lines of a text with a heading for each sort of things and an item for each change: its releases, what
    became of which property, and of a statement its sentence."""
    for section in Section:
        changes = difference.list_section(section)
        if changes:
            yield f"## {say_phrase(lang, f'changed:{section}')}"
            yield ""
            for change in changes:
                yield from _write_change(change, lang)
            yield ""


def _write_change(change: Change, lang: str) -> Iterator[str]:
    kind = say_phrase(lang, f"change:{change.kind}")
    releases = ", ".join(f"`{release.id}`" for release in change.releases)
    yield f"- **{kind}** {_escape(change.what.say(lang))} (`{change.thing.id}`){f': {releases}' if releases else ''}"
    for field in change.fields if change.is_told_by_fields else ():
        yield f"  - {_escape(say_field(field).say(lang))}"
    for source in change.evidence if change.section is Section.CLAIM else ():
        yield f"  - {_write_source(source, lang)}"


def _write_source(source: Evidence, lang: str) -> str:
    words = _escape(say_text(source, lang) if source.restated else say_phrase(lang, "quotation", text=source.text))
    place = ", ".join(filter(None, (_escape(say_in(lang, source.title)), source.date)))
    is_link = source.url.startswith(("https://", "http://")) and is_iri(source.url)
    where = f"[{place}](<{source.url}>)" if is_link else place
    return f"{words} ({where})" if source.text else where


def _escape(text: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", _BLANKS.sub(" ", text))

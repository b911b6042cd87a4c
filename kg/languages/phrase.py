"""The noun that language code makes: a stretch of a sentence that names something."""

from __future__ import annotations

from typing import NamedTuple

from kg.noun import noun


@noun
class Phrase:
    """A named stretch, by positions in the sentence's reading text.

    kind: person, post, body, place, initiative, agreement, event, mechanism, date, or name (a capitalised name of
    unknown kind).
    `text` is the name without its article; `head` its head word. A post has its bare `title` and, in `of`, its body or
    place; a body has its parent in `of`. `inner` lists the names inside it. `is_short` marks "Mr Chan", "the
    agreement", "she".
    """

    kind: str
    start: int
    end: int
    text: str
    head: str = ""
    title: str = ""
    of: Phrase | None = None
    honorific: str | None = None
    is_short: bool = False
    capacity: str = "substantive"
    abbreviation: str | None = None
    inner: tuple[Phrase, ...] = ()


class KnownName(NamedTuple):
    """A name that a table or an earlier sentence knows, at a place of this sentence: what it is and where it ends."""

    end: int
    kind: str

"""Reads names of bodies, places, initiatives and agreements by their shape, in no table or in one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from kg.languages.english.kinds import find_kind, find_listed_head
from kg.languages.english.reader import Reader
from kg.languages.phrase import Phrase

_MOST_COMPLEMENTS = 3
_DEEPEST_NEST = 4


def read_name(reader: Reader, at: int, *, depth: int = 0) -> Phrase | None:
    """Reads the name that starts at word `at`; None where no name starts. Posts are read in `posts`."""
    name = _read_plain_name(reader, at, depth)
    return _go_on_after_bracket(reader, name) if name is not None else None


def _read_plain_name(reader: Reader, at: int, depth: int) -> Phrase | None:
    known_end, known_kind = reader.known.get(at, (0, ""))
    run = reader.find_run_end(at)
    read = _read_shape(reader, at, run, depth) if run > at else None
    if read is None:
        return _finish_plain(reader, at, known_end, known_kind) if known_end else None
    end = find_last(reader, read)
    is_untyped = read.kind == "name" and (known_kind == "body" or (known_kind != "place" and known_end >= run))
    if known_end and (known_end > end or is_untyped or (known_end == end and read.kind != known_kind)):
        return _finish_plain(reader, at, known_end, known_kind)
    return read


def _go_on_after_bracket(reader: Reader, phrase: Phrase) -> Phrase:
    """ "Zhuhai Special Region (ZSR) Government": a place's abbreviation stands inside its government's name."""
    after = find_last(reader, phrase)
    if phrase.kind != "place" or phrase.abbreviation is None or reader.letter(after) != "B":
        return phrase
    end = reader.find_run_end(after)
    if reader.letter(end - 1) != "B":
        return phrase
    text = f"{phrase.text} {reader.words.span(after, end)}"
    short = f"{phrase.abbreviation} {reader.words.span(after, end)}"
    last = reader.words.ends[end - 1]
    return Phrase("body", phrase.start, last, text, head=reader.text(end - 1), abbreviation=short, inner=(phrase,))


def find_last(reader: Reader, phrase: Phrase) -> int:
    """The index after the phrase's last word."""
    return bisect_left(reader.words.ends, phrase.end) + 1


def _read_shape(reader: Reader, at: int, run: int, depth: int) -> Phrase | None:
    kind = find_kind(reader, at, run)
    if kind == "name":
        end = find_listed_head(reader, at, run)
        if end:
            return _read_typed(reader, at, end, depth)
        if run - at == 1 and reader.letter(at) in "BLIA":
            return _read_headed(reader, at, run, depth)
        return _finish_plain(reader, at, run, "name")
    return _read_typed(reader, at, run, depth)


def _read_headed(reader: Reader, at: int, end: int, depth: int) -> Phrase | None:
    """ "Department of Health" needs its complement; "the Department" alone points back to one."""
    letter = reader.letter(at)
    kind = {"B": "body", "L": "place", "I": "initiative", "A": "agreement"}[letter]
    can_go_on = reader.text(end) == "of" or (kind == "body" and reader.text(end) in ("for", "on"))
    if can_go_on and reader.is_capital(reader.skip_article(end + 1)):
        return _read_typed(reader, at, end, depth, kind=kind)
    if reader.text(at - 1).lower() == "the" and kind == "body":
        return _finish_plain(reader, at, end, kind, is_short=True)
    return _finish_plain(reader, at, end, "name")


def _read_typed(reader: Reader, at: int, end: int, depth: int, *, kind: str = "") -> Phrase:
    kind = kind or find_kind(reader, at, end)
    head = reader.text(reader.find_head(at, end))
    name_end = end
    inner = _read_owner_in_front(reader, at, end) if kind == "body" else ()
    if kind in ("body", "initiative", "place"):
        for _ in range(_MOST_COMPLEMENTS):
            longer, target, is_named = _read_complement(reader, end, (kind, head), depth)
            if longer == end:
                break
            end = longer
            name_end = end if is_named else name_end
            inner += (target,) if target is not None else ()
            if target is not None and target.kind in ("body", "mechanism"):
                break
    whole = _finish(reader, _Extent(at, end, name_end), kind, inner=inner, head=head)
    return _take_abbreviation(whole) if inner and whole.abbreviation is None else whole


def _take_abbreviation(whole: Phrase) -> Phrase:
    """ "Trade Office in London (London ETO)": a bracket that does not spell the last part abbreviates the whole."""
    part = whole.inner[-1]
    if part.abbreviation is None or part.end != whole.end or _spells(part.abbreviation, part.text):
        return whole
    bare = replace(part, abbreviation=None, end=part.start + len(part.text))
    return replace(
        whole,
        abbreviation=part.abbreviation,
        inner=(*whole.inner[:-1], bare),
        of=bare if whole.of is part else whole.of,
    )


def _spells(abbreviation: str, name: str) -> bool:
    """Whether an abbreviation's capitals stand, in order, among the name's capitals."""
    capitals = iter(character for character in name if character.isupper())
    return all(character in capitals for character in abbreviation if character.isupper())


def _read_owner_in_front(reader: Reader, at: int, end: int) -> tuple[Phrase, ...]:
    """ "United Nations Committee": a known body's whole name in front of the unit's."""
    known_end, kind = reader.known.get(at, (0, ""))
    if kind != "body" or not at + 1 < known_end < end:
        return ()
    return (_finish_plain(reader, at, known_end, kind),)


Complement = tuple[int, Phrase | None, bool]


def _read_complement(reader: Reader, at: int, what: tuple[str, str], depth: int) -> Complement:
    """Reads "of Guangdong Province", "for Health Policy", "on Patriotic Education", "in London", "at the University".

    `what` is the name's kind and head. Gives the index after it, the body or place it names, and whether it belongs to
    the name.
    """
    kind, head = what
    word, start = reader.text(at), reader.skip_article(at + 1)
    is_read = None
    if (reader.is_capital(start) or start in reader.known) and depth <= _DEEPEST_NEST:
        if word in ("of", "at"):
            is_read = _read_owner(reader, at, kind, depth)
        elif word == "in" and head in reader.lexicon.placed_bodies:
            is_read = _read_site(reader, start, depth)
        elif word in ("for", "on") and reader.is_capital(start) and kind != "place":
            end = reader.find_long_field_end(start) if word == "on" else reader.find_field_end(start)
            is_read = (end, None, True)
    return is_read or (at, None, True)


def _read_owner(reader: Reader, at: int, kind: str, depth: int) -> Complement | None:
    word, start = reader.text(at), reader.skip_article(at + 1)
    if word == "at" and kind != "body":
        return None
    target = read_name(reader, start, depth=depth + 1)
    if target is not None and not target.is_short and target.kind in ("body", "mechanism"):
        return find_last(reader, target), target if kind == "body" else None, word == "of"
    if word == "at":
        return None
    if target is not None and target.kind == "place" and kind != "initiative":
        return find_last(reader, target), target, True
    return (reader.find_field_end(start), None, True) if reader.is_capital(start) else None


def _read_site(reader: Reader, start: int, depth: int) -> Complement | None:
    target = read_name(reader, start, depth=depth + 1)
    is_site = target is not None and target.kind in ("place", "name")
    return (find_last(reader, target), target, True) if target is not None and is_site else None


class _Extent(NamedTuple):
    """Where a name stands, in words: its first, the one after its last, and the one after what belongs to the name
    proper."""

    at: int
    end: int
    name_end: int


def _finish(
    reader: Reader,
    extent: _Extent,
    kind: str,
    *,
    inner: tuple[Phrase, ...] = (),
    head: str = "",
    is_short: bool = False,
) -> Phrase:
    """Makes the phrase; a bracket after it gives its abbreviation: "(HKTE)", "(the Festival)"."""
    words, end = reader.words, extent.end
    text = drop_brackets(words.span(extent.at, extent.name_end), inner)
    abbreviation, closed = read_bracket(reader, end, kind)
    if closed > end:
        text = words.span(extent.at, closed) if abbreviation is None else text
        end = closed
    of = next((phrase for phrase in inner if phrase.kind in ("body", "mechanism")), None) if inner else None
    return Phrase(
        kind, words.starts[extent.at], words.ends[end - 1], text, head=head or reader.text(extent.name_end - 1), of=of,
        is_short=is_short, abbreviation=abbreviation, inner=inner,
    )  # fmt: skip


def _finish_plain(reader: Reader, at: int, end: int, kind: str, *, is_short: bool = False) -> Phrase:
    return _finish(reader, _Extent(at, end, end), kind, is_short=is_short)


def drop_brackets(text: str, inner: tuple[Phrase, ...]) -> str:
    """Takes the abbreviation of a part out of the whole's name: "Government of the X Region (XR)"."""
    for phrase in inner:
        text = drop_brackets(text.replace(f" ({phrase.abbreviation})", ""), phrase.inner)
    return text


def read_bracket(reader: Reader, at: int, kind: str) -> tuple[str | None, int]:
    """Reads "(HKTE)" after a name: the abbreviation and the index after it.

    "(Guangzhou)" after a university belongs to the name: no abbreviation, but a later index.
    """
    if reader.text(at) != "(" or kind == "person":
        return None, at
    close = next((n for n in range(at + 1, min(at + 6, len(reader.words.texts))) if reader.text(n) == ")"), 0)
    if close < at + 2:
        return None, at
    if reader.known.get(at + 1) == (close, "place") and kind in ("body", "name"):
        return None, close + 1
    inside = reader.words.span(reader.skip_article(at + 1), close)
    if reader.text(at + 1) == "the" or sum(c.isupper() for c in inside) > 1:
        return (inside, close + 1) if reader.is_capital(reader.skip_article(at + 1)) else (None, at)
    return None, at

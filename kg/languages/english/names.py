"""Reads names of bodies, places, initiatives and agreements by their shape, in no table or in one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

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
        return _finish(reader, at, known_end, known_kind, known_end) if known_end else None
    end = find_last(reader, read)
    is_untyped = read.kind == "name" and (known_kind == "body" or (known_kind != "place" and known_end >= run))
    if known_end and (known_end > end or is_untyped or (known_end == end and read.kind != known_kind)):
        return _finish(reader, at, known_end, known_kind, known_end)
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
        end = _find_listed_head(reader, at, run)
        if end:
            return _read_typed(reader, at, end, depth)
        if run - at == 1 and reader.letter(at) in "BLIA":
            return _read_headed(reader, at, run, depth)
        return _finish(reader, at, run, "name", run)
    return _read_typed(reader, at, run, depth)


def find_kind(reader: Reader, at: int, end: int) -> str:
    """Gives the kind that a run's head word says: body, place, initiative, event; name where it says nothing."""
    head = end - 1
    if reader.letter(head) == "D" and head > at:
        head -= 1
    word, letter = reader.text(head), reader.letter(head)
    company = reader.lexicon.body_head_company.get(word)
    if head > at and reader.text(head - 1) in reader.lexicon.venue_company.get(word, ()):
        return "place"
    if letter == "B" and head > at and (company is None or not company or reader.text(head - 1) in company):
        return "body"
    surroundings = reader.lexicon.place_head_company.get(word)
    if letter == "L" and head > at and (not surroundings or reader.text(head - 1) in surroundings):
        return "place"
    owners = reader.lexicon.initiative_head_company.get(word)
    if owners and reader.text(head - 1) not in owners:
        return "event"
    if head > at and word in reader.lexicon.initiative_heads and (letter == "I" or _is_named_event(reader, at, head)):
        return "initiative"
    if letter == "A" and head > at:
        return "agreement"
    return "event" if word.lower() in reader.lexicon.event_heads and (head > at or reader.text(end) == "of") else "name"


def _is_named_event(reader: Reader, at: int, head: int) -> bool:
    """ "Talent Development Conference" is a named series; "Joint Conference" was a body before this is asked."""
    return reader.text(head) in reader.lexicon.event_initiative_heads and head - at >= 2


def _find_listed_head(reader: Reader, at: int, run: int) -> int:
    """Joins "Labour" + "and Welfare Bureau"; gives the index after it, or 0 where the list is one of several things."""
    end = run
    for _ in range(_MOST_COMPLEMENTS + 1):
        after = end + 1 if reader.text(end) == "," else end
        is_last = reader.text(after) == "and"
        start = after + 1 if is_last else after
        if (
            (not is_last and after == end)
            or not reader.is_capital(start)
            or (start in reader.known and reader.known[start][1] in ("person", "body"))
        ):
            return 0
        end = reader.find_run_end(start)
        kind = find_kind(reader, start, end)
        if kind != "name" and not is_last:
            return 0
        if is_last:
            is_long = kind in ("body", "initiative") or (kind == "place" and end - start > 2 and at not in reader.known)
            return end if is_long and not _are_two_places(reader, at, run, start, end) else 0
    return 0


def _are_two_places(reader: Reader, at: int, run: int, start: int, end: int) -> bool:
    """ "Guangdong and Shenzhen Municipal Government" is a place and a body; "Hong Kong and Macao Affairs Office" is one body."""
    first, second = reader.known.get(at), reader.known.get(start)
    if first is None or first[0] != run or first[1] != "place":
        return False
    if second is None or second[1] != "place":
        return True
    between = reader.words.texts[second[0] : end - 1]
    return not between or all(word in reader.lexicon.admin_words for word in between)


def _read_headed(reader: Reader, at: int, end: int, depth: int) -> Phrase | None:
    """ "Department of Health" needs its complement; "the Department" alone points back to one."""
    letter = reader.letter(at)
    kind = {"B": "body", "L": "place", "I": "initiative", "A": "agreement"}[letter]
    can_go_on = reader.text(end) == "of" or (kind == "body" and reader.text(end) in ("for", "on"))
    if can_go_on and reader.is_capital(reader.skip_article(end + 1)):
        return _read_typed(reader, at, end, depth, kind=kind)
    if reader.text(at - 1).lower() == "the" and kind == "body":
        return _finish(reader, at, end, kind, end, is_short=True)
    return _finish(reader, at, end, "name", end)


def _read_typed(reader: Reader, at: int, end: int, depth: int, *, kind: str = "") -> Phrase:
    kind = kind or find_kind(reader, at, end)
    head = reader.text(end - 1 if reader.letter(end - 1) != "D" else end - 2)
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
    whole = _finish(reader, at, end, kind, name_end, inner=inner, head=head)
    return _take_abbreviation(whole) if inner and whole.abbreviation is None else whole


def _take_abbreviation(whole: Phrase) -> Phrase:
    """ "Trade Office in London (London ETO)": a bracket that does not spell the last part abbreviates the whole."""
    part = whole.inner[-1]
    if part.abbreviation is None or part.end != whole.end or _spells(part.abbreviation, part.text):
        return whole
    bare = replace(part, abbreviation=None, end=part.start + len(part.text))
    return replace(whole, abbreviation=part.abbreviation, inner=(*whole.inner[:-1], bare), of=bare if whole.of is part else whole.of)


def _spells(abbreviation: str, name: str) -> bool:
    """Whether an abbreviation's capitals stand, in order, among the name's capitals."""
    capitals = iter(character for character in name if character.isupper())
    return all(character in capitals for character in abbreviation if character.isupper())


def _read_owner_in_front(reader: Reader, at: int, end: int) -> tuple[Phrase, ...]:
    """ "United Nations Committee": a known body's whole name in front of the unit's."""
    known_end, kind = reader.known.get(at, (0, ""))
    if kind != "body" or not at + 1 < known_end < end:
        return ()
    return (_finish(reader, at, known_end, kind, known_end),)


def _read_complement(reader: Reader, at: int, what: tuple[str, str], depth: int) -> tuple[int, Phrase | None, bool]:
    """Reads "of Guangdong Province", "for Health Policy", "on Patriotic Education", "in London", "at the University".

    Gives the index after it, the parent body if it names one, and whether it belongs to the name.
    """
    kind, head = what
    word, start = reader.text(at), reader.skip_article(at + 1)
    nothing = (at, None, True)
    if (
        word not in ("of", "for", "on", "in", "at")
        or not (reader.is_capital(start) or start in reader.known)
        or depth > _DEEPEST_NEST
    ):
        return nothing
    if word in ("of", "at"):
        if word == "at" and kind != "body":
            return nothing
        target = read_name(reader, start, depth=depth + 1)
        if target is not None and not target.is_short and target.kind in ("body", "mechanism"):
            return find_last(reader, target), target if kind == "body" else None, word == "of"
        if target is not None and word == "of" and target.kind == "place" and kind != "initiative":
            return find_last(reader, target), target, True
        return (reader.find_field_end(start), None, True) if word == "of" and reader.is_capital(start) else nothing
    if word == "in":
        target = read_name(reader, start, depth=depth + 1) if head in reader.lexicon.placed_bodies else None
        return (
            (find_last(reader, target), target, True)
            if target is not None and target.kind in ("place", "name")
            else nothing
        )
    if not reader.is_capital(start) or kind == "place":
        return nothing
    return (reader.find_long_field_end(start) if word == "on" else reader.find_field_end(start)), None, True


def _finish(
    reader: Reader,
    at: int,
    end: int,
    kind: str,
    name_end: int,
    *,
    inner: tuple[Phrase, ...] = (),
    head: str = "",
    is_short: bool = False,
) -> Phrase:
    """Makes the phrase; a bracket after it gives its abbreviation: "(HKTE)", "(the Festival)"."""
    words = reader.words
    text = _drop_brackets(words.span(at, name_end), inner)
    abbreviation, closed = read_bracket(reader, end, kind)
    if abbreviation is None and closed > end:
        text, end = words.span(at, closed), closed
    elif abbreviation is not None:
        end = closed
    head = head or reader.text(name_end - 1)
    of = next((phrase for phrase in inner if phrase.kind in ("body", "mechanism")), None)
    return Phrase(
        kind,
        words.starts[at],
        words.ends[end - 1],
        text,
        head=head,
        of=of,
        is_short=is_short,
        abbreviation=abbreviation,
        inner=inner,
    )


def _drop_brackets(text: str, inner: tuple[Phrase, ...]) -> str:
    """Takes the abbreviation of a part out of the whole's name: "Government of the X Region (XR)"."""
    for phrase in inner:
        text = _drop_brackets(text.replace(f" ({phrase.abbreviation})", ""), phrase.inner)
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

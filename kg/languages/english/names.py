"""Reads names of bodies, places, initiatives and agreements by their shape, in no table or in one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from kg.languages.english.kinds import find_kind, find_listed_head, is_marked
from kg.languages.english.reader import Reader
from kg.languages.phrase import Phrase

_MOST_COMPLEMENTS = 3
_DEEPEST_NEST = 4
_SHORTEST_NAMED_AFTER = 3  # words: "Dr Lin Foundation"
_OWNERS = ("body", "mechanism", "place", "name")


def read_name(reader: Reader, at: int, *, depth: int = 0) -> Phrase | None:
    """Reads the name that starts at word `at`; None where no name starts. Posts are read in `posts`."""
    name = _read_plain_name(reader, at, depth)
    return _go_on_after_bracket(reader, name) if name is not None else None


def read_named_after(reader: Reader, at: int) -> Phrase | None:
    """ "the Dr Bo Lin Foundation": what is named after the person whose honorific stands at word `at`."""
    end = reader.find_run_end(at + 1)
    if end - at < _SHORTEST_NAMED_AFTER or reader.text(end - 1) not in reader.lexicon.named_after:
        return None
    return _finish_plain(reader, at, end, find_kind(reader, at + 1, end))


def _read_plain_name(reader: Reader, at: int, depth: int) -> Phrase | None:
    known_end, known_kind = reader.known.get(at, (0, ""))
    run = reader.find_run_end(at)
    if run < known_end and known_kind == "place" and reader.is_capital(known_end):  # "Porto, China Tide Association"
        end = reader.find_run_end(known_end)
        if find_kind(reader, known_end, end) == "body":
            return _read_typed(reader, at, end, depth, kind="body")
    read = _read_shape(reader, at, run, depth) if run > at else None
    if read is None:
        return _finish_plain(reader, at, known_end, known_kind) if known_end else None
    end = find_last(reader, read)
    is_untyped = read.kind == "name" and (known_kind == "body" or (known_kind != "place" and known_end >= run))
    if known_end and (known_end > end or is_untyped or (known_end == end and read.kind != known_kind)):
        return _read_inner_owner(reader, _finish_plain(reader, at, known_end, known_kind), at, known_end, depth)
    return read


def _read_inner_owner(reader: Reader, known: Phrase, at: int, end: int, depth: int) -> Phrase:
    """ "Liaison Office of the Central Government in the Moon Region": the body that a known name says that it is of."""
    if known.kind != "body" or depth > _DEEPEST_NEST:
        return known
    for n in range(at + 1, end - 2):
        if reader.text(n) == "of" and reader.text(n + 1) == "the":
            owner = read_name(reader, n + 2, depth=depth + 1)
            if owner is not None and owner.kind == "body" and not owner.is_short and find_last(reader, owner) <= end:
                return replace(known, of=owner, inner=(owner,))
            return known
    return known


def _go_on_after_bracket(reader: Reader, phrase: Phrase) -> Phrase:
    """ "Zhuhai Special Region (ZSR) Government", "Tide University (TU) Council": an abbreviation stands inside the name
    of a place's government, and of a body's unit."""
    after = find_last(reader, phrase)
    if phrase.kind not in ("place", "body") or phrase.abbreviation is None or reader.letter(after) != "B":
        return phrase
    end = reader.find_run_end(after)
    is_unit = end == after + 1 and reader.text(after) in reader.lexicon.unit_heads and reader.text(end) != "of"
    if reader.letter(end - 1) != "B" or (phrase.kind == "body" and not is_unit):
        return phrase
    text = f"{phrase.text} {reader.words.span(after, end)}"
    short = f"{phrase.abbreviation} {reader.words.span(after, end)}"
    whole = Phrase("body", phrase.start, reader.words.ends[end - 1], text, head=reader.text(end - 1), inner=(phrase,))
    return replace(whole, abbreviation=short, of=phrase if phrase.kind == "body" else None)


def find_last(reader: Reader, phrase: Phrase) -> int:
    """The index after the phrase's last word."""
    return bisect_left(reader.words.ends, phrase.end) + 1


def _read_shape(reader: Reader, at: int, run: int, depth: int) -> Phrase | None:
    kind = find_kind(reader, at, run)
    if kind == "name":
        end = find_listed_head(reader, at, run)
        end = end or _find_matter_end(reader, at, run)
        if end:
            return _read_typed(reader, at, end, depth)
        if run - at == 1 and reader.letter(at) in "BLIA":
            return _read_headed(reader, at, run, depth)
        return _finish_plain(reader, at, run, "name")
    return _read_typed(reader, at, run, depth)


def _find_matter_end(reader: Reader, at: int, run: int) -> int:
    """ "the Business of Tide Asia Forum": a plain word, no office and no crowd ("the Athletes of"), that a forum's name
    begins with; gives the index after it, 0 where there is none."""
    end = reader.find_run_end(run + 1) if reader.text(run) == "of" and reader.is_capital(run + 1) else at
    is_plain = set(reader.words.classes[at:run]) <= {"C", "D"} and reader.known.keys().isdisjoint(range(at, run))
    is_plain = is_plain and reader.text(run - 1) not in reader.lexicon.crowds
    if end < run + 3 or not is_plain or not (is_marked(reader, at) or reader.text(at - 1) == "at"):
        return 0
    head = reader.text(reader.find_head(run + 1, end))
    is_event = head in reader.lexicon.event_initiative_heads or head.lower() in reader.lexicon.event_heads
    return end if is_event and reader.letter(end + 1) != "H" else 0


def _read_headed(reader: Reader, at: int, end: int, depth: int) -> Phrase | None:
    """ "Department of Health" needs its complement; "the Department" alone points back to one."""
    letter = reader.letter(at)
    kind = {"B": "body", "L": "place", "I": "initiative", "A": "agreement"}[letter]
    is_plan = kind == "initiative" and reader.text(at) not in reader.lexicon.event_initiative_heads
    can_go_on = reader.text(end) == "of" or ((kind == "body" or is_plan) and reader.text(end) in ("for", "on"))
    after = reader.skip_article(end + 1)
    is_road = not reader.lexicon.roads.isdisjoint(reader.words.texts[after : reader.find_run_end(after)])
    if can_go_on and not is_road and reader.is_capital(reader.skip_article(end + 1)):
        return _read_typed(reader, at, end, depth, kind=kind)
    if reader.text(at - 1).lower() == "the" and kind == "body":
        return _finish_plain(reader, at, end, kind, is_short=True)
    return _finish_plain(reader, at, end, "name")


def _read_typed(reader: Reader, at: int, end: int, depth: int, *, kind: str = "") -> Phrase:
    kind, run = kind or find_kind(reader, at, end), end
    head = reader.text(reader.find_head(at, end))
    name_end = end
    inner = front = _read_owner_in_front(reader, at, end) if kind == "body" else ()
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
    if front and any(reader.letter(n) == "B" for n in range(run, end)):
        inner = inner[len(front) :]  # "United Nations Committee on Lantern Law Regional Centre": of which of the two?
    whole = _finish(reader, _Extent(at, end, name_end), kind, inner=inner, head=head)
    if front:
        whole = _put_office_between(reader, whole, front[0], run)
    if head in reader.lexicon.treaty_heads and " on " in whole.text:
        whole = replace(whole, kind="name")
    whole = _take_abbreviation(whole) if inner and whole.abbreviation is None else whole
    return _go_on_with_unit(reader, whole, depth) if kind == "body" else whole


def _put_office_between(reader: Reader, whole: Phrase, front: Phrase, run: int) -> Phrase:
    """ "State Council Lantern Office Bureau IV": the bureau is of the office, which is of the council; of two heads
    without a number nobody knows which is under the front."""
    first, *more = [n for n in range(find_last(reader, front), run) if reader.letter(n) == "B"] or [run]
    if not more:
        return whole
    if more != [reader.find_head(first, run)] or more[0] == run - 1:
        return replace(whole, of=None)
    words = reader.words
    text = words.sentence[whole.start : words.ends[first]]
    office = replace(front, end=words.ends[first], text=text, head=reader.text(first), of=front, inner=(front,))
    return replace(whole, of=office, inner=(office, *whole.inner))


def _go_on_with_unit(reader: Reader, whole: Phrase, depth: int) -> Phrase:
    """ "Ministry of Lanterns Department of Kites": the unit stands behind what it is under."""
    at = find_last(reader, whole)
    if reader.text(at) not in reader.lexicon.unit_heads or reader.text(at + 1) != "of" or depth > _DEEPEST_NEST:
        return whole
    unit = read_name(reader, at, depth=depth + 1)
    if unit is None or unit.kind != "body" or unit.of is not None:
        return whole
    return replace(unit, start=whole.start, text=f"{whole.text} {unit.text}", of=whole, inner=(whole, *unit.inner))


def _take_abbreviation(whole: Phrase) -> Phrase:
    """ "Trade Office in London (London ETO)": a bracket that does not spell the last part abbreviates the whole."""
    part = whole.inner[-1]
    if part.abbreviation is None or part.end != whole.end or _is_of_part(part.abbreviation, part.text, whole.text):
        return whole
    bare = replace(part, abbreviation=None, end=part.start + len(part.text))
    return replace(
        whole,
        abbreviation=part.abbreviation,
        inner=(*whole.inner[:-1], bare),
        of=bare if whole.of is part else whole.of,
    )


def _is_of_part(abbreviation: str, part: str, whole: str) -> bool:
    """ "Kite Faculty at the University of Lanterns (LU)": the letters are the university's, in whatever order."""
    is_mixed = set(filter(str.isupper, abbreviation)) <= set(_list_starts(part)) and not _spells(abbreviation, whole)
    return is_mixed or _spells(abbreviation, part)


def _abbreviates(bracket: str, name: str) -> bool:
    """ "Liaison Office in the Moon Special Region (MSR)": the bracket abbreviates the place, not the office."""
    return bracket.isupper() and _spells(bracket, name)


def _spells(abbreviation: str, name: str) -> bool:
    """Whether an abbreviation's capitals stand, in order, among the name's capitals and its words' first letters."""
    capitals = iter(_list_starts(name))
    return all(character in capitals for character in abbreviation if character.isupper())


def _list_starts(name: str) -> list[str]:
    """The capitals of a name and the first letters of its words."""
    return [character for character in " ".join(map(_capitalise, name.split())) if character.isupper()]


def _capitalise(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"


def _read_owner_in_front(reader: Reader, at: int, end: int) -> tuple[Phrase, ...]:
    """ "United Nations Committee", "LiHK Porto Office": a known body's whole name, or its abbreviation, in front of the
    unit's."""
    known_end, kind = reader.known.get(at, (0, ""))
    if kind != "body" or not at < known_end < end:
        return ()
    is_abbreviation = sum(letter.isupper() for letter in reader.text(at)) > 1
    if known_end == at + 1 and not (is_abbreviation and reader.text(end - 1) in reader.lexicon.unit_heads):
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
            end = reader.find_field_end(start)
            is_with = reader.text(end) == "with" and (kind == "body" or _is_trait_of_people(reader, end))
            is_long = word == "on" or is_with  # "for Ties with Porto"
            end = reader.find_long_field_end(start) if is_long else end
            if reader.text(end) in ("'s", "’s"):
                return at, None, True  # "signed it with the Tides Bureau on Porto's part in the plan"
            is_read = (_skip_setting(reader, end) if kind == "initiative" else end, None, True)
    return is_read or (at, None, True)


def _is_trait_of_people(reader: Reader, at: int) -> bool:
    """ "Games for Persons | with Disabilities"; not with a body or a place."""
    end = reader.find_run_end(at + 1)
    is_crowd = reader.text(at - 1) in reader.lexicon.crowds and at + 1 not in reader.known
    return is_crowd and end > at + 1 and find_kind(reader, at + 1, end) == "name"


def _skip_setting(reader: Reader, at: int) -> int:
    """ "Blueprint for Lantern Lore in Primary and Secondary Schools": several of a kind, which are no place."""
    end = reader.find_field_end(at + 1) if reader.text(at) == "in" and reader.is_capital(at + 1) else at
    is_known = any(n in reader.known for n in range(at + 1, end))
    return end if end > at + 2 and reader.text(end - 1).endswith("s") and not is_known else at


def _read_owner(reader: Reader, at: int, kind: str, depth: int) -> Complement | None:
    word, start = reader.text(at), reader.skip_article(at + 1)
    if word == "at" and kind != "body":
        return None
    target = read_name(reader, start, depth=depth + 1)
    if target is not None and target.head in reader.lexicon.field_heads and start == at + 1 and word == "of":
        return reader.find_field_end(start), None, True  # "Administration of Customs"
    if target is not None and not target.is_short and target.kind in ("body", "mechanism"):
        unit = _find_unit(reader, target, start)
        if unit or _is_field(reader, target, start):
            return unit or reader.find_field_end(start), None, True
        return find_last(reader, target), target if kind == "body" else None, word == "of"
    if word == "at":
        return None
    if target is not None and target.kind == "place" and kind != "initiative":
        return find_last(reader, target), target, True
    return (reader.find_field_end(start), None, True) if reader.is_capital(start) else None


def _is_field(reader: Reader, target: Phrase, start: int) -> bool:
    """ "Administration of Customs of the Moon Region": without an article, a bare word for a service is a field."""
    is_bare = start not in reader.known and reader.text(start - 1) == "of"
    return is_bare and reader.text(start) == target.head and target.head in reader.lexicon.field_heads


def _find_unit(reader: Reader, target: Phrase, start: int) -> int:
    """ "Ministry of Lanterns Department of Kites": where the unit behind a field without an article begins; 0 where
    none does, as in "Office of Lantern Bureau of Zhuhai"."""
    head = reader.find_run_end(start) - 1
    is_unit = head > start and reader.text(head) == target.head and target.head in reader.lexicon.unit_heads
    is_bare = start not in reader.known and reader.text(start - 1) == "of"
    is_of_field = reader.text(head + 1) == "of" and not any(part.kind in _OWNERS for part in target.inner)
    return head if is_unit and is_bare and is_of_field else 0


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
    for part in inner:  # "(MSR)" behind the place of an office is no part of the unit's name either
        text = text.replace(words.sentence[part.start : part.end], part.text)
    abbreviation, closed = read_bracket(reader, end, kind)
    if abbreviation is not None and not _is_short_form(reader, end, abbreviation, text):
        abbreviation, closed = None, end
    if closed > end:
        is_same = abbreviation is not None or _abbreviates(words.span(end + 1, closed - 1), text)
        text = text if is_same else words.span(extent.at, closed)
        end = closed
    of = next((phrase for phrase in inner if phrase.kind in ("body", "mechanism")), None) if inner else None
    return Phrase(
        kind, words.starts[extent.at], words.ends[end - 1], text, head=head or reader.text(extent.name_end - 1), of=of,
        is_short=is_short, abbreviation=abbreviation, inner=inner,
    )  # fmt: skip


def _is_short_form(reader: Reader, at: int, short: str, text: str) -> bool:
    """Whether "HKTE", "the Festival" or "Porto TO" in brackets is one of a name: where it has no article, each of
    several words is a word of the name or has its letters from it."""
    words = short.split()
    if len(words) == 1 or reader.text(at + 1) == "the":
        return True
    own = set(text.split())
    return all(word in own or (word.isupper() and _spells(word, text.upper())) for word in words)


def _finish_plain(reader: Reader, at: int, end: int, kind: str, *, is_short: bool = False) -> Phrase:
    return _finish(reader, _Extent(at, end, end), kind, is_short=is_short)


def drop_brackets(text: str, inner: tuple[Phrase, ...]) -> str:
    """Takes the abbreviation of a part out of the whole's name: "Government of the X Region (XR)"."""
    for phrase in inner:
        text = drop_brackets(text.replace(f" ({phrase.abbreviation})", ""), phrase.inner)
    return text


def read_bracket(reader: Reader, at: int, kind: str) -> tuple[str | None, int]:
    """Reads "(HKTE)" after a name: the abbreviation and the index after it.

    "(Guangzhou)" after a university belongs to the name: no abbreviation, but a later index. "(Lantern Office)" after a
    town is no short name of the town.
    """
    if reader.text(at) != "(" or kind == "person":
        return None, at
    close = next((n for n in range(at + 1, min(at + 6, len(reader.words.texts))) if reader.text(n) == ")"), 0)
    if close < at + 2:
        return None, at
    if reader.known.get(at + 1) == (close, "place") and kind in ("body", "name"):
        return None, close + 1
    if kind in ("place", "name") and close > at + 2 and reader.letter(close - 1) == "B":
        return None, at
    inside = reader.words.span(reader.skip_article(at + 1), close)
    if reader.text(at + 1) == "the" or sum(c.isupper() for c in inside) > 1:
        return (inside, close + 1) if reader.is_capital(reader.skip_article(at + 1)) else (None, at)
    return None, at

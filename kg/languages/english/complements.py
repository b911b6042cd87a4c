"""Reads what follows the head of a title: its field, its body, its place: "Director (Kites) of the Lantern Bureau"."""

from __future__ import annotations

from dataclasses import replace

from kg.languages.english.names import find_last, read_bracket, read_name
from kg.languages.english.reader import Reader
from kg.languages.phrase import Phrase

_MOST_COMPLEMENTS = 4
_LONGEST_DESCRIPTION = 4
_CAREER = frozenset({"from", "between", "since", "until"})  # "Director in the Lantern Office from 2010 to 2014"


def read_complements(reader: Reader, head: int, end: int = 0) -> tuple[int, tuple[Phrase, ...], int]:
    """Reads what follows a title's head; gives the index after it, the bodies and places it names, and where the
    title ends."""
    end = title_end = end or head + 1
    inner: tuple[Phrase, ...] = ()
    for _ in range(_MOST_COMPLEMENTS):
        longer, target = _read_complement(reader, head, end)
        if longer == end:
            break
        end = longer
        if target is None:
            title_end = end
            continue
        inner += (target,)
        if target.kind in ("body", "mechanism"):
            break
    return end, inner, title_end


def _read_complement(reader: Reader, head: int, at: int) -> tuple[int, Phrase | None]:
    word, start = reader.text(at), reader.skip_article(at + 1)
    can_start = reader.is_capital(start) or start in reader.known or reader.letter(start) == "D"
    if word == "(" or (word == "for" and reader.is_capital(start)):
        return _skip_bracketed_field(reader, at) if word == "(" else reader.find_field_end(start), None
    if word == "," and reader.text(at + 1) in ("of", "at") and reader.text(head + 1) == "," and at > head + 1:
        return _read_complement(reader, head, at + 1)
    if word == "," and at == head + 1 and can_start:
        field = _skip_field_between_commas(reader, start)
        return (field, None) if field else _read_listed_owner(reader, at, start)
    if word == "of" and _is_unnamed(reader, at + 1):
        phrase = Phrase(
            "body", reader.words.starts[at + 2], reader.words.ends[at + 2], reader.text(at + 2), head="thing"
        )
        return at + 3, replace(phrase, is_short=True)
    if word in ("of", "at"):
        start = start if can_start else _skip_description(reader, start)
        return _read_owner(reader, start, at) if start else (at, None)
    if word == "and" and _is_second_post(reader, head, at):
        return _read_owner(reader, start, at)
    served = _skip_served(reader, head, at)
    if served or word not in ("to", "in") or not can_start:
        return served or at, None
    return _read_posting(reader, head, at)


def _is_second_post(reader: Reader, head: int, at: int) -> bool:
    """ "Consul General of Porto in Zhuhai and Foshan, Mr Bo Lin"."""
    end, kind = reader.known.get(reader.skip_article(at + 1), (0, ""))
    is_closed = reader.text(end) in (",", ";", ".", ")") or reader.letter(end) == "H" or end in reader.people
    return (
        reader.text(head) in reader.lexicon.posted_heads and kind == "place" and is_closed and reader.is_known_end(at)
    )


def _skip_served(reader: Reader, head: int, at: int) -> int:
    """ "Private Secretary to the Secretary for Tides", "Minister attached to the Minister for Moons": the index after
    the office that is served, which is nobody's here; 0 where there is none."""
    is_attached = reader.text(at) == "attached"
    to = at + 1 if is_attached else at
    first = reader.skip_article(to + 1)
    last = reader.find_run_end(first) - 1
    is_serving = is_attached or (at == head + 1 and reader.text(head) in reader.lexicon.serving_heads)
    if not is_serving or reader.text(to) != "to" or first > last or reader.letter(last) != "P":
        return 0
    end, _, _ = read_complements(reader, last)
    return end


def _read_posting(reader: Reader, head: int, at: int) -> tuple[int, Phrase | None]:
    """ "Ambassador to the Kingdom of X", "Consul General in Y"; of other titles only right before a bare name
    ("Deputy Minister in the Lantern Office Wong Mei-fan") or as a stage of a career."""
    target = read_name(reader, reader.skip_article(at + 1))
    target = _read_unit(reader, target) or target if target is not None else None
    if target is None:
        return at, None
    is_posted = reader.text(head) in reader.lexicon.posted_heads and target.kind in ("place", "name", "body")
    is_serving = reader.text(head) in reader.lexicon.serving_heads and target.kind == "body" and at == head + 1
    is_posted = is_posted or (is_serving and reader.text(at) == "to")  # "Secretary to the Lantern Board"
    last = find_last(reader, target)
    is_before_name = target.kind == "body" and last in reader.people
    is_in_career = target.kind == "body" and reader.text(at) == "in" and reader.text(last) in _CAREER
    if not (is_posted or is_before_name or is_in_career):
        return at, None
    return find_last(reader, target), target if target.kind != "name" else None


def _read_listed_owner(reader: Reader, at: int, start: int) -> tuple[int, Phrase | None]:
    """ "Deputy Director, Lantern Office (LO), will": a title as in a list of offices, its body behind a comma."""
    target = read_name(reader, start) if start == at + 1 else None
    end = find_last(reader, target) if target is not None else at
    is_before_name = reader.text(end) == "," and reader.letter(end + 1) == "H"
    if target is not None and target.kind == "name" and is_before_name and _is_abbreviation(reader.text(start)):
        return end, replace(target, kind="body")  # "President, ACI Porto, Mr A"
    if target is None or target.kind != "body" or target.is_short:
        return at, None
    return (end, target) if reader.text(end) in (",", ";", ".", ")", "from", "since", "until") else (at, None)


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _skip_field_between_commas(reader: Reader, start: int) -> int:
    """ "Managing Director, Greater Lanterns, of the Tide Company": the index after the field; 0 where there is none."""
    end = reader.find_run_end(start)
    is_named = start in reader.people or reader.known.get(start, (0, ""))[1] in ("person", "body", "post")
    is_titled = any(reader.letter(at) in "PB" for at in range(start, end))
    return end if reader.text(end) == "," and reader.text(end + 1) == "of" and not (is_named or is_titled) else 0


def _is_unnamed(reader: Reader, at: int) -> bool:
    """ "the Chairman of the company, Ms X": a body that was named before."""
    is_body = reader.text(at) == "the" and reader.text(at + 1) in reader.lexicon.company_words
    return is_body and not reader.is_capital(at + 2)


def _skip_bracketed_field(reader: Reader, at: int) -> int:
    """ "Law Officer (Mainland Affairs)": the bracket belongs to the title unless it abbreviates it."""
    abbreviation, _ = read_bracket(reader, at, "post")
    end = reader.find_field_end(at + 1) if reader.is_capital(at + 1) else at
    is_field = abbreviation is None or (" " in abbreviation and not abbreviation.startswith("the "))
    words = reader.words.texts[at + 1 : end]
    return (
        end + 1
        if end > at and reader.text(end) == ")" and is_field and not any(word.isupper() for word in words)
        else at
    )


def _skip_description(reader: Reader, at: int) -> int:
    """ "of medical technology company Yidu Tech": gives the index of the name, 0 where there is none."""
    for n in range(at, at + _LONGEST_DESCRIPTION):
        if reader.text(n) in reader.lexicon.company_words and reader.is_capital(n + 1):
            return n + 1
        if reader.letter(n) != "w":
            break
    return 0


def _read_owner(reader: Reader, start: int, at: int) -> tuple[int, Phrase | None]:
    target = read_name(reader, start)
    unit = _read_unit(reader, target) if target is not None else None
    if target is None or unit is not None:
        return (find_last(reader, unit), unit) if unit is not None else (at, None)
    if target.kind == "name" and _is_field_in_bracket(target):
        return reader.find_field_end(start), None
    if target.kind == "place" and _is_field_of_place(reader, start, find_last(reader, target)):
        return reader.find_field_end(start), None
    is_described = reader.text(start - 1) in reader.lexicon.company_words
    is_alone = target.of is None or reader.find_run_end(start) == start + 1  # "Director of Administration of the X"
    if target.head in reader.lexicon.field_heads and reader.text(start - 1).lower() != "the" and is_alone:
        return reader.find_field_end(start), None  # "Director of Fire Services"
    if target.kind in ("body", "mechanism", "place") or is_described or target.abbreviation:
        return find_last(reader, target), replace(target, kind="body") if target.kind == "name" else target
    if target.kind == "name" and _is_owner_name(reader, start, at):
        return find_last(reader, target), replace(target, kind="body")
    return _read_unknown_owner(reader, target, start, at)


def _is_field_of_place(reader: Reader, start: int, after: int) -> bool:
    """ "Minister of Europe and Foreign Affairs": the place is one of several matters."""
    end = reader.find_field_end(start)
    return end > after and reader.text(end - 1) in reader.lexicon.field_words and not reader.is_known_end(end)


def _is_field_in_bracket(target: Phrase) -> bool:
    """ "Director of Lantern Safety (Kite Policy)": the bracket narrows the field, it abbreviates nothing."""
    words = (target.abbreviation or "").split()
    return len(words) > 1 and not any(word.isupper() or word in target.text.split() for word in words)


def _read_unknown_owner(reader: Reader, target: Phrase, start: int, at: int) -> tuple[int, Phrase | None]:
    is_at = reader.text(at) == "at"
    if is_at or target.kind == "event":
        return (find_last(reader, target), target) if is_at and target.kind == "name" else (at, None)
    if target.kind == "name" and _is_abbreviation(reader.text(start)):
        return find_last(reader, target), target
    return reader.find_field_end(start), None


def _is_owner_name(reader: Reader, start: int, at: int) -> bool:
    """ "Executive Director of the Lantern Gateway, Mr X", "Founder of Lantern Ledger": a name of two words or more,
    with an article or behind a title that only firms have, is a body's."""
    end = reader.find_run_end(start)
    is_named = end - start > 1 and reader.text(end) == "," and reader.find_field_end(start) == end
    title = reader.words.span(max(at - 3, 0), at)
    return is_named and (start > at + 1 or title.endswith(tuple(reader.lexicon.company_posts)))


def _read_unit(reader: Reader, owner: Phrase) -> Phrase | None:
    """ "Head of the BRD's Land Boundary Command": the unit behind its owner's possessive."""
    at = find_last(reader, owner)
    if reader.text(at) not in ("'s", "’s") or not reader.is_capital(at + 1) or owner.kind not in ("body", "name"):
        return None
    unit = read_name(reader, at + 1)
    if unit is None or unit.kind not in ("body", "name") or (unit.kind == "name" and " " not in unit.text):
        return None
    if unit.of is not None:
        return replace(unit, kind="body")
    parent = replace(owner, kind="body")
    text = unit.text if parent.is_short else f"{unit.text} of the {parent.text}"
    return replace(unit, kind="body", of=parent, text=text)

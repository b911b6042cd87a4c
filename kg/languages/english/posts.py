"""Reads titles of office by their shape: "Deputy Director-General of the Health Commission of X", "CBLPSC Chairman"."""

from __future__ import annotations

from dataclasses import replace

from kg.languages.english.names import drop_brackets, find_last, read_bracket, read_name
from kg.languages.english.people import read_bare_person
from kg.languages.english.reader import Reader
from kg.languages.phrase import Phrase

_MOST_COMPLEMENTS = 4
_LONGEST_DESCRIPTION = 4
_CAPACITIES = {
    "acting": "acting",
    "former": "former",
    "designate": "designate",
    "then": "former",
    "outgoing": "substantive",
    "incoming": "designate",
}

# "the former Mayor of X and current President of Y": words that stand in front of a title.
_STANDINGS = frozenset({"former", "current", "incumbent", "outgoing", "incoming", "newly-appointed", "visiting"})


def read_post(reader: Reader, at: int) -> tuple[list[Phrase], int]:
    """Reads the post whose capitals start at word `at`, and a person named right behind it.

    Gives the phrases and the index after them; nothing where the capitals hold no head of a title.
    """
    run = reader.find_run_end(at)
    head = _find_head(reader, at, run)
    known_end, known_kind = reader.known.get(at, (0, ""))
    if head >= 0 and known_kind == "post":
        found, after = _finish(reader, (at, _find_title(reader, at, head), head), head + 1)
        if after >= known_end:
            return found, after
    if known_kind == "post":
        return _finish(reader, (at, at, known_end - 1), known_end)
    if head < 0 or (known_kind in ("body", "person", "initiative") and known_end > head):
        return [], at
    first = _find_title(reader, at, head)
    if first > at and _read_prefix(reader, at, first) is None:
        first = at
    return _finish(reader, (at, first, head), head + 1)


def read_lower_post(reader: Reader, at: int, owner: Phrase | None) -> tuple[list[Phrase], int]:
    """Reads "member" in "Standing Committee member" (with its `owner`), "academician of the X", "deputy director of
    Y"."""
    head = at
    while reader.letter(head) == "m":
        head += 1
    if reader.letter(head) != "p":
        return [], at
    end, inner, _ = _read_complements(reader, head)
    of = inner[-1] if inner else None
    words = reader.words
    if of is None and owner is None and reader.text(at - 1).lower() == "its":
        its = Phrase("body", words.starts[at - 1], words.ends[at - 1], "its", head="thing", is_short=True)
        end, of = head + 1, its
    if of is None and owner is None:
        return [], at
    title = words.span(at, head + 1)
    if of is None and owner is not None:
        text, start = f"{owner.text} {title}", owner.start
        of, end = owner, head + 1
    else:
        text, start = words.span(at, end), words.starts[at]
    post = Phrase(
        "post",
        start,
        words.ends[end - 1],
        text,
        head=reader.text(head),
        title=title,
        of=of,
        capacity=_find_capacity(reader, at, at, end),
        inner=inner,
    )
    return _add_person(reader, [post], end)


def _find_head(reader: Reader, at: int, run: int) -> int:
    """Gives the index of the last head of a title in a run, or -1: a run that ends in "Bureau" is no post."""
    if reader.letter(run - 1) in "BLIA" and run - 1 > at and not _is_post_then_name(reader, at, run):
        return -1
    head = next((n for n in range(run - 1, at - 1, -1) if reader.letter(n) == "P"), -1)
    after = run - 1 - head
    return (
        head
        if head >= 0 and (after == 0 or (after >= 2 and set(reader.words.classes[head + 1 : run]) <= {"C"}))
        else -1
    )


def _is_post_then_name(reader: Reader, at: int, run: int) -> bool:
    return reader.text(run) == "of" and reader.letter(run - 1) == "P" and run > at


def _find_title(reader: Reader, at: int, head: int) -> int:
    first = head
    while first > at and reader.letter(first - 1) in "MP":
        first -= 1
    return first


def _read_prefix(reader: Reader, at: int, first: int) -> Phrase | None:
    """Reads the body or place in front of a title: "CBLPSC Chairman", "Guangdong Governor"."""
    known_end, kind = reader.known.get(at, (0, ""))
    words = reader.words
    if known_end == first and kind in ("body", "place", "mechanism"):
        return Phrase(kind, words.starts[at], words.ends[first - 1], words.span(at, first))
    text = words.span(at, first)
    if reader.letter(first - 1) == "B" and first - at > 1:
        return Phrase("body", words.starts[at], words.ends[first - 1], text, head=reader.text(first - 1))
    if first - at == 1 and text.isupper() and len(text) > 2:
        return Phrase("name", words.starts[at], words.ends[first - 1], text)
    return None


def _finish(reader: Reader, span: tuple[int, int, int], title_end: int) -> tuple[list[Phrase], int]:
    """Makes the post whose words begin at `at`, whose title at `first`, with its `head`, and the person behind it."""
    at, first, head = span
    prefix = _read_prefix(reader, at, first) if first > at else None
    end, inner, title_end = _read_complements(reader, head, title_end)
    of = inner[-1] if inner else None
    words = reader.words
    is_of_place = of is not None and of.kind == "place"
    title = drop_brackets(words.span(first, end if is_of_place else title_end), inner)
    text = drop_brackets(words.span(at, end), inner)
    of, end = _read_parent(reader, of, end)
    opens = at - 1 if reader.text(at - 1) in _STANDINGS else at
    post = Phrase(
        "post", words.starts[opens], words.ends[end - 1], text, head=reader.text(head), title=title,
        of=of or prefix, capacity=_find_capacity(reader, at, first, end), inner=inner or ((prefix,) if prefix else ()),
    )  # fmt: skip
    return _add_person(reader, [post], end)


def _read_parent(reader: Reader, of: Phrase | None, end: int) -> tuple[Phrase | None, int]:
    """ "Convenor of the Lantern Group under the Tides Board, Ms A": the group's parent stands before the name."""
    if of is None or of.kind not in ("body", "mechanism") or of.of is not None or reader.text(end) != "under":
        return of, end
    parent = read_name(reader, reader.skip_article(end + 1))
    last = find_last(reader, parent) if parent is not None else end
    is_body = parent is not None and (parent.kind in ("body", "mechanism") or parent.text.isupper())
    if parent is None or not is_body or reader.text(last) not in (",", ";", "."):
        return of, end
    return replace(of, of=replace(parent, kind="body")), last


def _find_capacity(reader: Reader, at: int, first: int, end: int) -> str:
    words = reader.words.texts[first:end]
    if any(word.endswith("-designate") for word in words):
        return "designate"
    if "Acting" in words and words[words.index("Acting") - 1] == "(":
        return "acting"
    around = (reader.text(first), reader.text(at - 1), reader.text(end), reader.text(end - 1))
    return next((_CAPACITIES[word.lower()] for word in around if word.lower() in _CAPACITIES), "substantive")


def _add_person(reader: Reader, phrases: list[Phrase], end: int) -> tuple[list[Phrase], int]:
    run = reader.find_run_end(end)
    person = read_bare_person(reader, end, run) if run > end else None
    if person is None:
        return phrases, end
    if phrases[-1].head in reader.lexicon.ranks and not phrases[-1].inner:
        return [person], run
    return [*phrases, person], run


def _read_complements(reader: Reader, head: int, end: int = 0) -> tuple[int, tuple[Phrase, ...], int]:
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
    if word == "(":
        return _skip_bracketed_field(reader, at), None
    if word == "for" and reader.is_capital(start):
        return reader.find_field_end(start), None
    if word == "of" and _is_unnamed(reader, at + 1):
        phrase = Phrase(
            "body", reader.words.starts[at + 2], reader.words.ends[at + 2], reader.text(at + 2), head="thing"
        )
        return at + 3, replace(phrase, is_short=True)
    if word in ("of", "at"):
        start = start if can_start else _skip_description(reader, start)
        return _read_owner(reader, start, at) if start else (at, None)
    is_posted = reader.text(head) in reader.lexicon.posted_heads
    if word in ("to", "in") and is_posted and can_start:
        target = read_name(reader, start)
        if target is not None and target.kind in ("place", "name", "body"):
            return find_last(reader, target), target if target.kind != "name" else None
    return at, None


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
    is_described = reader.text(start - 1) in reader.lexicon.company_words
    if target.head in reader.lexicon.field_heads and reader.text(start - 1).lower() != "the" and target.of is None:
        return reader.find_field_end(start), None  # "Director of Fire Services"
    if target.kind in ("body", "mechanism", "place") or is_described or target.abbreviation:
        return find_last(reader, target), replace(target, kind="body") if target.kind == "name" else target
    if target.kind == "name" and _is_owner_name(reader, start, at):
        return find_last(reader, target), replace(target, kind="body")
    return _read_unknown_owner(reader, target, start, at)


def _read_unknown_owner(reader: Reader, target: Phrase, start: int, at: int) -> tuple[int, Phrase | None]:
    is_at = reader.text(at) == "at"
    if is_at or target.kind == "event":
        return (find_last(reader, target), target) if is_at and target.kind == "name" else (at, None)
    if target.kind == "name" and reader.text(start).isupper() and len(reader.text(start)) > 2:
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
    return replace(unit, kind="body", of=unit.of or replace(owner, kind="body"))

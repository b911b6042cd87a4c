"""Reads titles of office by their shape: "Deputy Director-General of the Health Commission of X", "CBLPSC Chairman"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from kg.languages.english.barenames import is_heading
from kg.languages.english.complements import read_complements
from kg.languages.english.names import drop_brackets, find_last, read_name
from kg.languages.english.nouns import DASHES
from kg.languages.english.people import read_bare_person
from kg.languages.english.reader import Reader
from kg.languages.phrase import Phrase

CAPACITIES = {
    "acting": "acting",
    "former": "former",
    "past": "former",
    "designate": "designate",
    "then": "former",
    "outgoing": "substantive",
    "incoming": "designate",
}

_MOST_MODIFIERS = 3

_TO_COME = ("-designate", "-elect")
_PAST = "Past"

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
        found, after = _finish(reader, (at, at, known_end - 1), known_end)
        return [_name_inner(reader, post, known_end) if post.kind == "post" else post for post in found], after
    if head < 0 or (known_kind in ("body", "person", "initiative") and known_end > head):
        return [], at
    first = _find_title(reader, at, head)
    if first > at and _read_prefix(reader, at, first) is None:
        first = _find_title_of_body(reader, at, head)
    return _finish(reader, (at, first, head), head + 1)


def _name_inner(reader: Reader, post: Phrase, known_end: int) -> Phrase:
    """ "Commissioner of the Ministry of Lanterns in the Moon Region": the body that a known office names."""
    first = bisect_left(reader.words.starts, post.start)
    start = next((n + 2 for n in range(first, known_end - 2) if reader.words.texts[n : n + 2] == ["of", "the"]), 0)
    body = read_name(reader, start) if start and post.of is None and not post.inner else None
    if body is None or body.kind != "body" or find_last(reader, body) > known_end:
        return post
    is_cut = body.head in reader.lexicon.placed_bodies and find_last(reader, body) < known_end
    return post if is_cut else replace(post, inner=(body,))


def read_lower_post(reader: Reader, at: int, owner: Phrase | None) -> tuple[list[Phrase], int]:
    """Reads "member" in "Standing Committee member" (with its `owner`), "academician of the X", "deputy director of
    Y"."""
    head = at
    while reader.letter(head) == "m":
        head += 1
    if reader.letter(head) != "p":
        return [], at
    end, inner, _ = read_complements(reader, head)
    of = inner[-1] if inner else None
    words = reader.words
    title = words.span(at, head + 1)
    if of is not None and reader.text(head) in reader.lexicon.sent_heads:
        if not _is_sent(reader, head, of):
            return [], at  # "a representative of the Lantern Council": no office
        of, owner, title = None, None, words.span(at, end)
    elif of is None and owner is None and reader.text(at - 1).lower() == "its":
        its = Phrase("body", words.starts[at - 1], words.ends[at - 1], "its", head="thing", is_short=True)
        end, of = head + 1, its
    elif of is None and (owner is None or (owner.kind == "place" and reader.text(head) in reader.lexicon.occupations)):
        return [], at
    first = at
    if of is None and owner is not None:
        text, start = f"{owner.text} {title}", owner.start
        of, end = owner, head + 1
        first = bisect_left(words.starts, start)  # "the former Standing Committee member"
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
        capacity=_find_capacity(reader, first, at, end),
        inner=inner,
    )
    return _add_person(reader, [post], end)


def read_plural_post(reader: Reader, at: int) -> Phrase | None:
    """Reads "Vice-Chairmen of the Lantern Board, Ms A and Mr B", "representatives to the Lantern Council Ms A": a post
    of a named body that several people behind it hold; its title is of one of them."""
    lexicon, head = reader.lexicon, at
    text = reader.text(head)
    while head < at + _MOST_MODIFIERS and (text in lexicon.post_modifiers or text in lexicon.lower_post_modifiers):
        head += 1
        text = reader.text(head)
    if text not in lexicon.plural_posts:
        return None
    end, inner, _ = read_complements(reader, head)
    person = end + 1 if reader.text(end) == "," else end
    is_sent = not reader.text(head).lower().startswith("representative") or reader.text(head + 1) == "to"
    is_of_body = bool(inner) and inner[-1].kind in ("body", "mechanism") and is_sent
    if not is_of_body or not (reader.letter(person) == "H" or person in reader.people):
        return None
    words = reader.words
    title = f"{words.span(at, head + 1)[: -len(reader.text(head))]}{_make_singular(reader.text(head))}"
    text = title + words.sentence[words.ends[head] : words.ends[end - 1]]
    of: Phrase | None = inner[-1]
    if _is_sent(reader, head, inner[-1]):
        title, of = text, None
    return Phrase(
        "post", words.starts[at], words.ends[end - 1], text, head=reader.text(head), title=title, of=of,
        capacity=_find_capacity(reader, at, at, end), inner=inner,
    )  # fmt: skip


def _make_singular(word: str) -> str:
    """ "Vice-Chairmen", "Secretaries", "directors"."""
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _find_head(reader: Reader, at: int, run: int) -> int:
    """Gives the index of the last head of a title in a run, or -1: a run that ends in "Bureau" is no post."""
    if reader.letter(run - 1) in "BLIA" and run - 1 > at and not _is_post_then_name(reader, at, run):
        return -1
    head = reader.words.classes.rfind("P", at, run)
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
    while first > at and (reader.letter(first - 1) in "MP" or _is_government_rank(reader, at, first - 1)):
        first -= 1
    return first


def _find_title_of_body(reader: Reader, at: int, head: int) -> int:
    """ "Lantern Company Chief Kite Officer": where a title with a word of its own begins behind a body's head; `at`
    where none does, as in "Chief Government Kite Officer"."""
    starts = (n for n in range(head, at, -1) if reader.letter(n - 1) == "B" and reader.letter(at) not in "MP")
    return next((start for start in starts if _read_prefix(reader, at, start) is not None), at)


def _is_government_rank(reader: Reader, at: int, word: int) -> bool:
    """ "Assistant Government Chemist"; the "Moon Regional Government Director" is of a government."""
    is_ranked = (
        word > at and reader.letter(word - 1) in "MP" and reader.text(word - 1) not in reader.lexicon.admin_words
    )
    return reader.text(word) == "Government" and is_ranked


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
    end, inner, title_end = read_complements(reader, head, title_end)
    of = inner[-1] if inner else None
    words = reader.words
    if of is not None and of.text in reader.lexicon.organs and of.of is None:
        of, inner, title_end = None, (), end
    if of is not None and _is_sent(reader, head, of):
        of, title_end = None, end
    is_of_place = of is not None and of.kind == "place"
    if _is_rank(reader, at, end):
        return [], at
    title = drop_brackets(words.span(first, end if is_of_place else title_end), inner)
    text = drop_brackets(words.span(at, end), inner)
    if of is not None and of.kind == "body" and prefix is not None and prefix.text in reader.lexicon.inner_organs:
        of = replace(prefix, text=f"{prefix.text} of the {of.text}", of=of)  # "Standing Committee Member of the X"
    of, end = _read_parent(reader, of, end)
    if of is None and (owner := _read_field_owner(reader, end)) is not None:
        end, inner = find_last(reader, owner), (owner,)
        of = owner if reader.known.get(at, (0, ""))[1] != "post" else None  # a known office has its body
    if is_of_place:
        end, inner = _read_country(reader, end, inner)
    else:
        bare = of.text if of is not None else ""
        of, end, inner = _read_seat(reader, of, end, inner)
        text += of.text.removeprefix(bare) if of is not None else ""
    its = _read_its(reader, at) if end == head + 1 else None
    opens = at - 1 if reader.text(at - 1) in _STANDINGS else at
    capacity = _find_capacity(reader, at, first, end)
    if capacity in {"designate", "former"}:
        text, title = _name_office(text), _name_office(title)
    post = Phrase(
        "post", words.starts[opens], words.ends[end - 1], text, head=reader.text(head), title=title,
        of=of or prefix or its, capacity=capacity,
        inner=inner or ((prefix,) if prefix else ()),
    )  # fmt: skip
    second = _read_second_body(reader, post, end)
    return ([post, second], find_last(reader, second)) if second is not None else _add_person(reader, [post], end)


def _read_second_body(reader: Reader, post: Phrase, end: int) -> Phrase | None:
    """ "Director of the Tides Bureau and the Lantern Office, Mr A": the same office of another body."""
    is_of_body = post.of is not None and post.of.kind == "body" and post.text.startswith(f"{post.title} of the ")
    is_joined = is_of_body and reader.text(end) == "and" and reader.text(end + 1) == "the"
    body = read_name(reader, end + 2) if is_joined and reader.is_capital(end + 2) else None
    if body is None or body.kind != "body" or body.is_short:
        return None
    last = find_last(reader, body)
    if reader.text(last) != "," or reader.letter(last + 1) != "H":
        return None
    return replace(
        post, start=body.start, end=body.end, text=f"{post.title} of the {body.text}", of=body, inner=(body,)
    )


def _is_sent(reader: Reader, head: int, to: Phrase) -> bool:
    """ "Hong Kong's representative to the Lantern Council": of those who sent him, not of the council."""
    at = bisect_left(reader.words.starts, to.start)
    before = reader.text(at - 2 if reader.text(at - 1) == "the" else at - 1)
    return before == "to" and to.kind != "place" and reader.text(head) in reader.lexicon.sent_heads


def _read_parent(reader: Reader, of: Phrase | None, end: int) -> tuple[Phrase | None, int]:
    """ "Convenor of the Lantern Group under the Tides Board, Ms A", "Dean of Tide School, Moon University, Dr B": the
    parent stands before the name, as a chapter does: "Chairman of the Tide Board, Porto Chapter, Mr C"."""
    if of is None or of.kind not in ("body", "mechanism", "name") or of.of is not None:
        return of, end
    branch, kind = reader.known.get(end + 1, (0, ""))
    if reader.text(end) in DASHES and kind == "place" and of.kind == "body" and reader.text(branch) in (",", ")", ";"):
        text = f"{of.text} {reader.words.span(end, branch)}"  # "Tide Chamber - Porto"
        return replace(of, text=text, end=reader.words.ends[branch - 1]), branch
    is_under = reader.text(end) == "under" and of.kind != "name"
    if not is_under and (reader.text(end) != "," or not reader.is_capital(end + 1)):
        return of, end
    parent = read_name(reader, reader.skip_article(end + 1))
    last = find_last(reader, parent) if parent is not None else end
    is_named = reader.text(last) == "," and (reader.letter(last + 1) == "H" or last + 1 in reader.people)
    if parent is None or parent.is_short or not (is_named or (is_under and reader.text(last) in (",", ";", "."))):
        return of, end
    if not is_under and reader.text(last - 1) in reader.lexicon.chapter_heads:
        owner = replace(of, kind="body")
        return replace(owner, text=f"{of.text}, {parent.text}", end=parent.end, of=owner, inner=(owner,)), last
    is_body = parent.kind in ("body", "mechanism") or parent.text.isupper()
    if not is_body or of.kind == "name":
        return of, end
    text = of.text if is_under else f"{of.text} of the {parent.text}"
    return replace(of, text=text, of=replace(parent, kind="body")), last


def _read_field_owner(reader: Reader, end: int) -> Phrase | None:
    """ "Head of Strategy, Tide Company, Mr A": the body of a title with a field stands between commas."""
    is_field = reader.text(end) == "," and reader.letter(end - 1) in "CIL" and reader.is_capital(end + 1)
    owner = read_name(reader, end + 1) if is_field else None
    if owner is None or owner.kind != "body" or owner.is_short:
        return None
    last = find_last(reader, owner)
    return owner if reader.text(last) == "," and reader.letter(last + 1) == "H" else None


def _is_rank(reader: Reader, at: int, end: int) -> bool:
    """ "was promoted to Chief Chemist": who is promoted to a title without a field or a body rises in rank."""
    before = reader.words.texts[: max(at - 1, 0)]
    is_again = before[-1:] == ["and"] and "promoted" in before  # "promoted to A in May and to B in June"
    is_promoted = reader.text(at - 1) == "to" and (before[-1:] == ["promoted"] or is_again)
    return is_promoted and {"of", "for", "in", "at", ","}.isdisjoint(reader.words.texts[at:end])


def _read_its(reader: Reader, at: int) -> Phrase | None:
    """ "The Lantern Hub announced Ms A as its new Director": of the body named before."""
    before = at - 2 if reader.text(at - 1) in ("new", "next", "first") else at - 1
    if before < 0 or reader.text(before) != "its":
        return None
    words = reader.words
    return Phrase("body", words.starts[before], words.ends[before], "its", head="thing", is_short=True)


def _read_country(reader: Reader, end: int, inner: tuple[Phrase, ...]) -> tuple[int, tuple[Phrase, ...]]:
    """ "the Mayor of Porto, Portugal, Mr A": the country stands between a title's place and the name."""
    first = reader.skip_article(end + 1)
    last, kind = reader.known.get(first, (0, ""))
    is_person = reader.letter(last + 1) == "H" or last + 1 in reader.people
    if reader.text(end) != "," or kind != "place" or reader.text(last) != "," or not is_person:
        return end, inner
    words = reader.words
    country = Phrase("place", words.starts[first], words.ends[last - 1], words.span(first, last))
    return last, (*inner, country)


def _read_seat(
    reader: Reader, of: Phrase | None, end: int, inner: tuple[Phrase, ...]
) -> tuple[Phrase | None, int, tuple[Phrase, ...]]:
    """ "Director of the Lantern Office of the Tides Bureau in the Moon Region Wong Mei-fan": the place stands between
    body and name; of an office it is a part of the name."""
    start = reader.skip_article(end + 1)
    seat = read_name(reader, start) if reader.text(end) == "in" and reader.is_capital(start) else None
    if seat is None or seat.kind not in ("place", "name"):
        return of, end, inner
    last = find_last(reader, seat)
    is_office = of is not None and _find_office(reader, of) is not None
    person = last + 1 if reader.text(last) == "," and is_office else last
    if not (person in reader.people or (is_office and reader.letter(person) == "H")):
        return of, end, inner
    if of is not None and is_office:
        tail = f" {reader.words.span(end, start)} {seat.text}"
        return _put_in_place(reader, of, tail, reader.words.ends[last - 1]), last, inner
    return of, last, (*inner, seat) if seat.kind == "place" else inner


def _find_office(reader: Reader, body: Phrase) -> Phrase | None:
    """The office that a body is or is a part of: "Kites Department of the Lantern Office"."""
    is_office = body.kind == "body" and body.head in reader.lexicon.placed_bodies and not body.is_short
    return body if is_office else _find_office(reader, body.of) if body.of is not None else None


def _put_in_place(reader: Reader, body: Phrase, tail: str, end: int) -> Phrase:
    """Adds its place to the name of an office, and of its part: "Kites Department of the Lantern Office in Porto"."""
    whole = replace(body, text=f"{body.text}{tail}", end=end)
    if body.of is None or body is _find_office(reader, body):
        return whole
    return replace(whole, of=_put_in_place(reader, body.of, tail, end))


def _find_capacity(reader: Reader, at: int, first: int, end: int) -> str:
    words = reader.words.texts[first:end]
    if any(word.endswith(_TO_COME) for word in words):
        return "designate"
    if _PAST in words:
        return "former"
    if "Acting" in words and words[words.index("Acting") - 1] == "(":
        return "acting"
    before = reader.text(first - 1) if first > at else ""
    around = (reader.text(first), before, reader.text(at - 1), reader.text(end), reader.text(end - 1))
    return next((CAPACITIES[word.lower()] for word in around if word.lower() in CAPACITIES), "substantive")


def _name_office(title: str) -> str:
    """ "Mayor-elect of Porto" will be the "Mayor of Porto", the "Immediate Past President" was "President"."""
    named = " ".join(word.removesuffix(next(filter(word.endswith, _TO_COME), "")) for word in title.split(" "))
    return named.removeprefix(f"Immediate {_PAST} ").removeprefix(f"{_PAST} ")


def _add_person(reader: Reader, phrases: list[Phrase], end: int) -> tuple[list[Phrase], int]:
    run = reader.find_run_end(end) if end not in reader.people else reader.people[end]
    person = read_bare_person(reader, end, run) if run > end and not is_heading(reader) else None
    if person is None:
        return phrases, end
    if phrases[-1].head in reader.lexicon.ranks and not phrases[-1].inner:
        return [person], run
    return [*phrases, person], run

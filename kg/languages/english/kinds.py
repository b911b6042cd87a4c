"""Tells from its head word what a run of capitals names: a bureau, a park, a scheme, a forum."""

from __future__ import annotations

from kg.languages.english.reader import Reader

_LONGEST_LIST = 4
_LOCATING = frozenset({"at", "in", "of", "near", "to", "from"})


def find_kind(reader: Reader, at: int, end: int) -> str:
    """Gives the kind that a run's head word says: body, place, initiative, agreement, event; name where it says
    nothing."""
    head = reader.find_head(at, end)
    word = reader.text(head)
    if head == at:
        is_event = word.lower() in reader.lexicon.event_heads and reader.text(end) == "of"
        return "event" if is_event else "name"
    for kind, is_kind in (("place", _is_place), ("body", _is_body), ("initiative", _is_initiative)):
        if is_kind(reader, at, head):
            return kind
    if reader.letter(head) == "A":
        return "agreement"
    if reader.text(at) in reader.lexicon.place_openers:
        return "place"
    if _opens_body(reader, at, head):
        return "body"
    return "event" if word.lower() in reader.lexicon.event_heads or _are_events(reader, word) else "name"


def _are_events(reader: Reader, word: str) -> bool:
    """ "CEO Summits", "Annual Meetings": several events."""
    return word.endswith("s") and word[:-1] in reader.lexicon.event_initiative_heads


def _opens_body(reader: Reader, at: int, head: int) -> bool:
    """ "Institut Lantern", "Director of Foundation Lantern Meetings"; not "the Foundation Day"."""
    is_free = reader.letter(at) != "B" or reader.text(at - 1) == "of"
    is_opener = reader.text(at) in reader.lexicon.body_openers
    return is_opener and is_free and reader.text(head) not in reader.lexicon.field_words


def _is_place(reader: Reader, at: int, head: int) -> bool:
    """ "Bay Area", "Visitor Centre", "at Lantern Tide Court"; "Drop-off Area" is none."""
    word, before = reader.text(head), reader.text(head - 1)
    if before in reader.lexicon.venue_company.get(word, ()):
        return True
    if word in reader.lexicon.dwelling_heads and head - at > 1 and reader.text(at - 1) in _LOCATING:
        return before not in reader.lexicon.body_head_company.get(word, ())
    company = reader.lexicon.place_head_company.get(word)
    return reader.letter(head) == "L" and (not company or before in company)


def _is_body(reader: Reader, _at: int, head: int) -> bool:
    """ "Joint Conference" is a body; "Talent Conference" and "Civil Service" are none."""
    word, before = reader.text(head), reader.text(head - 1)
    company = reader.lexicon.body_head_company.get(word)
    return reader.letter(head) == "B" and (not company or before in company) and not reader.is_stranger(head)


def _is_initiative(reader: Reader, at: int, head: int) -> bool:
    """ "Talent Pass Scheme"; a conference or forum only under a name of its own, "Annual Meeting" but not "18th
    Meeting"."""
    word = reader.text(head)
    company = reader.lexicon.initiative_head_company.get(word)
    if word not in reader.lexicon.initiative_heads or (company and reader.text(head - 1) not in company):
        return False
    if word in reader.lexicon.edition_heads and not _is_edition(reader, at, head):
        return False
    is_either = word in reader.lexicon.body_head_company and word not in reader.lexicon.event_initiative_heads
    return reader.letter(head) == "I" or is_either or (word in reader.lexicon.event_initiative_heads and head - at >= 2)


def _is_edition(reader: Reader, at: int, head: int) -> bool:
    """ "the third Tide Dialogue", "the 3rd Tide Dialogue", "Tide Dialogue 2024"."""
    editions = reader.lexicon.edition_words | reader.lexicon.later_editions
    return "D" in (reader.letter(at), reader.letter(head + 1)) or reader.text(at - 1) in editions


def find_listed_head(reader: Reader, at: int, run: int) -> int:
    """Joins "Labour" + "and Welfare Bureau"; gives the index after it, or 0 where the list is one of several things."""
    end = run
    for _ in range(_LONGEST_LIST):
        after = end + 1 if reader.text(end) == "," else end
        is_last = reader.text(after) == "and"
        start = after + 1 if is_last else after
        is_tied = not is_last and after > end and "&" in reader.words.texts[start : reader.find_run_end(start)]
        is_last = is_last or is_tied  # "Tides, Moons & Kites Department"
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
            is_long = kind in ("body", "initiative", "agreement") or (
                kind == "place" and end - start > 2 and at not in reader.known
            )
            is_long = is_long or _is_one_name(reader, at, run, end)
            is_long = is_long and not _is_whole(reader, start, end)
            return end if is_long and not _are_two_places(reader, (at, run), (start, end)) else 0
    return 0


def _is_whole(reader: Reader, start: int, end: int) -> bool:
    """ "Medicine and Tide University School", "Medicine and Tide School of Kites": the last of a list is a body by
    itself."""
    head = reader.find_head(start, end)
    is_of_field = reader.text(end) == "of" and reader.is_capital(end + 1) and end + 1 not in reader.known
    return "B" in reader.words.classes[start:head] or (is_of_field and reader.text(head) in reader.lexicon.schools)


def _is_one_name(reader: Reader, at: int, run: int, end: int) -> bool:
    """ "the Lantern and Tide Museum", "the Moon & Road Innovation and Development Forum": one article in front, one
    head behind; nor is a known name cut that goes over the "and"."""
    known_end, _ = reader.known.get(at, (end, ""))
    if not is_marked(reader, at) or known_end <= run or has_own_head(reader, at, run):
        return False
    return find_kind(reader, at, end) in ("initiative", "place")


def is_marked(reader: Reader, at: int) -> bool:
    """Whether an article, an owner or an ordinal stands in front of a name, or one small word between them: "the annual
    Lantern Forum"."""
    before = at - 1 if reader.letter(at - 1) == "w" and reader.text(at - 1) not in reader.lexicon.determiners else at
    mark = reader.text(before - 1)
    return reader.letter(at) == "D" or mark in reader.lexicon.determiners or mark in ("'s", "’s")


def has_own_head(reader: Reader, at: int, end: int) -> bool:
    """Whether a part of a list is a name by itself: "Tides Forum", "Bureau"; not "Lantern Midsummer"."""
    last = end - 1
    is_head = reader.text(last).lower() in reader.lexicon.event_heads or "P" in reader.words.classes[at:end]
    return is_head or (reader.letter(last) in "BLIA" if last == at else find_kind(reader, at, end) != "name")


def _are_two_places(reader: Reader, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """ "Guangdong and Shenzhen Municipal Government" is a place and a body; "Hong Kong and Macao Affairs Office" is
    one body."""
    (at, run), (start, end) = one, other
    first, second = reader.known.get(at), reader.known.get(start)
    if first is None or first[0] != run or first[1] != "place":
        return False
    if second is None or second[1] != "place":
        return True
    between = reader.words.texts[second[0] : end - 1]
    return not between or all(word in reader.lexicon.admin_words for word in between)

"""Finds the people who are named without an honorific, by the office next to them: "Secretary for Tides Wong
Mei-fan"."""

from __future__ import annotations

import re

from kg.languages.english.reader import CAPITALS, Reader

# The last capitals of a run that name no body, place or office: where a bare name may end.
_NAME_END = re.compile(r"(?<=C)(?![CMPBLIAD])")
_FEWEST, _MOST = 2, 4  # words of a bare name
_FARTHEST_OFFICE = 48
_LONGEST_APPOSITION = 8
_FIRM = frozenset("PBLIAD)")  # classes of the word in front at which a title or body surely ends
# What ties the parts of a title and of its body: "Director of the Tides Office in the Lantern Park's Moon Bureau".
_LINKS = frozenset({"of", "for", "the", "to", "and", "&", "in", "under", "on", "with", "'s", "’s", "(", ")"})
_ENDS = frozenset({",", ";", ".", "and", ""})
_HEADING_WORDS = 12
_TOLD = (".", "!", "?", ",", ";", ":", ")", "”", '"', "'", "’", "]", "…")


def find_bare_names(reader: Reader) -> dict[int, int]:
    """Gives, by the index of its first word, the index after each bare name that an office stands next to.

    A heading names nobody: a few words without an end.
    """
    texts, classes = reader.words.texts, reader.words.classes
    if not ("P" in classes or "p" in classes) and reader.lexicon.plural_posts.isdisjoint(texts):
        return {}
    if is_heading(reader):
        return {}
    taken = _list_taken(reader)
    names: dict[int, int] = {}
    last = -1  # index after the name before
    for match in _NAME_END.finditer(classes):
        end = match.end()
        first = _find_stretch(reader, end, taken)
        start = _choose_start(reader, first, end, last)
        if start is not None:
            names[start] = last = end
    return names


def is_heading(reader: Reader) -> bool:
    """Whether the sentence is a few words without an end, as a heading has."""
    return len(reader.words.texts) <= _HEADING_WORDS and not reader.words.sentence.rstrip().endswith(_TOLD)


def _list_taken(reader: Reader) -> frozenset[int]:
    """The words of known names of bodies, places and the like: no person's."""
    return frozenset(
        at for first, (end, kind) in reader.known.items() if kind not in ("person", "name") for at in range(first, end)
    )


def _find_stretch(reader: Reader, end: int, taken: frozenset[int]) -> int:
    """Gives the index of the first of the words before `end` that may all be a name's."""
    at = end
    while at > 0 and end - at <= _MOST + 2:
        is_particle = reader.text(at - 1) in reader.lexicon.name_particles and reader.letter(at - 2) == "C"
        if not (is_particle and at < end) and not _is_name_word(reader, at - 1, end, taken):
            break
        at -= 1
    return at


def _is_name_word(reader: Reader, at: int, end: int, taken: frozenset[int]) -> bool:
    text = reader.text(at)
    is_other = text in reader.lexicon.field_words or (at == end - 1 and text in reader.lexicon.street_words)
    is_word = text.replace("-", "").replace("’", "").replace("'", "").isalpha()
    if is_other or not is_word or (at in taken and not _is_namesake(reader, at, end)):
        return False
    is_surname = text.lower() in reader.surnames and at + 2 == end and _is_given(reader.text(end - 1))
    return reader.letter(at) == "C" or (is_surname and reader.letter(at) in CAPITALS)  # "Park Jin-ho"


def _is_namesake(reader: Reader, at: int, end: int) -> bool:
    """ "Secretary for Tides Jordan Wong", "... Committee Wong Kunming": a place of one word is also a name."""
    if reader.known.get(at) != (at + 1, "place"):
        return False
    if at == end - 1:
        return reader.text(at - 1).lower() in reader.surnames
    return at == end - 2 and reader.text(end - 1).lower() in reader.surnames and reader.text(at - 1) not in _LINKS


def _choose_start(reader: Reader, first: int, end: int, last: int) -> int | None:
    """Gives where the name in a stretch of words begins; None where they name nobody."""
    for at in range(first, end - 1):
        if reader.known.get(at) == (end, "person"):
            return at
    first += _is_abbreviation(reader, first, end)
    is_whole = end - first >= _FEWEST
    before = reader.text(first - 1)
    if is_whole and last == first - 1 and before in ("and", ",") and _is_plural_office(reader, last):
        return first if _has_evidence(reader, first, end) else None
    is_listed = before in reader.lexicon.listing_words and _is_office_ahead(reader, end)
    if is_whole and (
        before in ("", ",", ";", "(") or is_listed or _is_appointed(reader, first, end) or _is_titled(reader, end)
    ):
        return _choose_apposed(reader, first, end, last)
    if not is_whole or not _is_governed(reader, first, last):
        return None
    if not _is_firm(reader, first):
        return _choose_tail(reader, first, end)
    is_title = reader.letter(first - 1) != "p" and not (reader.text(end) == "," and reader.letter(end + 1) == "H")
    return first if end - first <= _MOST and (is_title or _has_evidence(reader, first, end)) else None


def _is_abbreviation(reader: Reader, first: int, end: int) -> bool:
    """ "the IMF Rosa Quill": the first word of a stretch abbreviates the body, unless it is "CY" or a surname in
    capitals."""
    text = reader.text(first)
    is_surname = text.lower() in reader.surnames and first + 2 == end
    return text.isupper() and len(text) > 1 and not is_surname and reader.letter(first - 1) != "P"


def _is_firm(reader: Reader, first: int) -> bool:
    """Whether a title or body surely ends in front of a word: "... Bureau", "... of Singapore", "... & Tourism"."""
    before = reader.text(first - 1)
    if before in ("", ",") or before in _LINKS - {")"}:
        return False
    is_marked = reader.letter(first - 1) in _FIRM or reader.letter(first - 1) == "p" or before.isupper()
    is_marked = is_marked or before in reader.lexicon.plural_posts
    return is_marked or before in reader.lexicon.field_words or reader.is_known_end(first)


def _choose_tail(reader: Reader, first: int, end: int) -> int | None:
    """ "Secretary for Tides Wong Mei-fan": a field of unknown words, then the fewest words that make a name."""
    if reader.text(first - 1) in ("in", "on", "with", "under", "at"):
        return None
    if _is_given(reader.text(end - 1)):
        start = end - 2
    elif reader.text(end - 2).isupper() and len(reader.text(end - 2)) in (2, 3) and end - first > 3:
        start = end - 3  # "John KC Wong"
    else:
        is_one_name = reader.text(first).lower() in reader.surnames  # "President of Wong Tin Kee"
        start = end if is_one_name else end - 2
    return start if first < start < end - 1 and _has_evidence(reader, start, end) else None


def _choose_apposed(reader: Reader, first: int, end: int, last: int) -> int | None:
    """ "the Secretary for Tides, Wong Mei-fan, said", "Wong Mei-fan, Director of Tides, said", "appointed Rosa Wong as
    Director", "Rosa Wong (Director of Tides) said"."""
    if _is_appointed(reader, first, end) or _is_titled(reader, end):
        return first if _has_evidence(reader, first, end) else None
    if end - first > 3 or reader.text(end) not in _ENDS or not _has_evidence(reader, first, end):
        return None
    is_chinese = _is_given(reader.text(end - 1)) and reader.text(end - 2).lower() in reader.surnames
    is_between = is_chinese or (end - first == 2 and reader.text(end) == ",")
    if reader.text(first - 1) == "," and is_between and last < first - 1 and _is_governed(reader, first - 1, last):
        return first
    is_listed = is_chinese or reader.text(first - 1) == ";" or reader.text(first - 1) in reader.lexicon.listing_words
    return first if is_listed and _is_office_ahead(reader, end) else None


def _is_appointed(reader: Reader, first: int, end: int) -> bool:
    """ "announced Rosa Wong as its new Director", "the appointment of Rosa Wong as Director"."""
    before = reader.text(first - 1)
    is_verb = before in reader.lexicon.appointing
    if reader.text(end) != "as" or not (is_verb or (before == "of" and reader.text(first - 2) == "appointment")):
        return False
    return any(reader.letter(at) == "P" for at in range(end + 1, end + _LONGEST_APPOSITION))


def _is_titled(reader: Reader, end: int) -> bool:
    """ "Rosa Wong (Director of Tides)": a bracket with an office."""
    return reader.text(end) == "(" and _is_office_ahead(reader, end)


def _is_office_ahead(reader: Reader, end: int) -> bool:
    if reader.text(end) not in (",", "("):
        return False
    first = reader.skip_article(end + 1)
    for at in range(first, first + _LONGEST_APPOSITION):
        if reader.letter(at) not in CAPITALS and reader.text(at) != "&":
            return False
        if reader.letter(at) == "P":
            return True
    return False


def _is_governed(reader: Reader, first: int, last: int) -> bool:
    """Whether a title stands in front of a word, with nothing between them but its field, its body and its place."""
    is_listed = False
    for at in range(first - 1, max(last, first - _FARTHEST_OFFICE, 0) - 1, -1):
        text, letter = reader.text(at), reader.letter(at)
        if letter in "Pp" or text in reader.lexicon.plural_posts:
            return True
        is_listed = is_listed or text in ("and", "&")
        is_tie = text in _LINKS or text in reader.lexicon.name_particles or (text == "," and is_listed)
        if letter not in CAPITALS and letter != "D" and not is_tie:
            return False
    return False


def _is_plural_office(reader: Reader, last: int) -> bool:
    """ "representatives to the Lantern Council Rosa Quill and Wong Mei-fan": the second of several."""
    for at in range(last - 1, max(last - _FARTHEST_OFFICE, 0) - 1, -1):
        if reader.text(at) in reader.lexicon.plural_posts:
            return True
        if reader.letter(at) not in CAPITALS and reader.text(at) not in _LINKS and reader.text(at) != ",":
            return False
    return False


def _is_given(word: str) -> bool:
    """ "Mei-fan", "Hong-sik"."""
    head, _, tail = word.partition("-")
    return head.isalpha() and tail.isalpha() and tail[0].islower()


def _has_evidence(reader: Reader, first: int, end: int) -> bool:
    """Whether a surname or a given name with a hyphen shows that words are a person's name."""
    words = (reader.text(first), reader.text(end - 1))
    return _is_given(words[1]) or any(word.lower() in reader.surnames for word in words)

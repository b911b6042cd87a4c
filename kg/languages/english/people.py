"""Reads people by their shape: "Mr Chan Kwok-ki", "Professor Lo", "musician Stella Chan"."""

from __future__ import annotations

from kg.languages.english.reader import CAPITALS, Reader
from kg.languages.phrase import Phrase

_LONGEST_PERSON = 8
_FULL_NAMES = range(2, 5)
_SHORTEST_FULL = 2


def read_person(reader: Reader, at: int) -> Phrase | None:
    """Reads the person whose honorific stands at word `at`; a single name ("Mr Chan") is short."""
    first = at
    while first - at < 4 and (reader.letter(first) == "H" or _is_dot(reader, first, at)):
        first += 1
    end = _find_name_end(reader, first)
    if end == first and first - at > 1 and reader.letter(first - 1) == "H":  # "Mr Sheikh"
        first -= 1
        end = first + 1
    if end == first:
        return None
    return _make(reader, at, first, end)


def _is_dot(reader: Reader, at: int, first: int) -> bool:
    """ "Dr. Ho"; not the full stop behind "Sir." at a sentence's end."""
    return at > first and reader.text(at) == "." and reader.is_capital(at + 1) and len(reader.text(at - 1)) < 5


def _find_name_end(reader: Reader, first: int) -> int:
    end = first
    while end - first < _LONGEST_PERSON and _is_name_word(reader, first, end):
        end += 1
    return end


def _is_name_word(reader: Reader, first: int, at: int) -> bool:
    """Whether a name goes on with a word: a capital, "bin" before one, or a surname that is also a small word ("Mr
    He", "Mr Victor To")."""
    text, letter = reader.text(at), reader.letter(at)
    if letter == "N":
        compound = f"{reader.text(at - 1)} {text}".lower()
        is_compound = at > first and not {compound, compound.replace(" ", "-")}.isdisjoint(reader.surnames)
        is_placed = at == first or (at == first + 1 and reader.letter(first) == "C")
        return is_compound or (is_placed and text.lower() in reader.surnames)
    if letter in "MP" and at - first >= _SHORTEST_FULL and text.lower() not in reader.surnames:
        return False  # "named Ms Wong Mei-fan Director of Tides"
    if letter in CAPITALS:
        return text not in reader.lexicon.weekdays
    particles = reader.lexicon.name_particles
    return at > first and text in particles and (reader.is_capital(at + 1) or reader.text(at + 1) in particles)


def _make(reader: Reader, at: int, first: int, end: int) -> Phrase:
    words = reader.words
    honorific = next((text for text in reversed(words.texts[at:first]) if text != "."), None)
    return Phrase(
        "person",
        words.starts[at],
        words.ends[end - 1],
        words.span(first, end),
        honorific=honorific,
        is_short=end - first == 1,
    )


def read_bare_person(reader: Reader, first: int, end: int) -> Phrase | None:
    """Reads a person without an honorific behind a post: "Governor Ma Xingrui", not "Governor Pascoe Road"."""
    if reader.people.get(first) == end:
        return _make(reader, first, first, end)
    if end - first not in _FULL_NAMES or not set(reader.words.classes[first:end]) <= {"C"}:
        return None
    if reader.text(end - 1) in reader.lexicon.street_words or not _has_surname(reader, first, end):
        return None
    return _make(reader, first, first, end)


def _has_surname(reader: Reader, first: int, end: int) -> bool:
    ends = [reader.text(end - 1).lower(), reader.text(first).lower()]
    if "-" in ends[0] and end - first > 2:  # "Edith Wai Lok-yiu"
        ends.append(reader.text(end - 2).lower())
    return any(word in reader.surnames for word in ends) or reader.known.get(first) == (end, "person")


def read_artist(reader: Reader, at: int) -> Phrase | None:
    """Reads "musician Stella Chan": an occupation at word `at`, then two or three capitals with a known surname.

    So does "said" before a name that goes on: "said Stella Chan, a student".
    """
    is_speaking = reader.text(at) == "said"
    if reader.text(at) not in reader.lexicon.occupations and not is_speaking:
        return None
    return _read_behind(reader, at, is_speaking=is_speaking)


def read_artists(reader: Reader, at: int) -> list[Phrase]:
    """Reads "musicians Stella Chan and Bo Lin": the people of a list behind an occupation in the plural."""
    found: list[Phrase] = []
    if reader.text(at).removesuffix("s") not in reader.lexicon.occupations or not reader.text(at).endswith("s"):
        return found
    before = at
    while (person := _read_behind(reader, before)) is not None:
        found.append(person)
        before = reader.find_run_end(before + 1)
        before += reader.text(before) == "," and reader.text(before + 1) == "and"
        if reader.text(before) not in (",", "and"):
            return found if len(found) > 1 else []
    return []


def _read_behind(reader: Reader, at: int, *, is_speaking: bool = False) -> Phrase | None:
    end = reader.find_run_end(at + 1)
    if (is_speaking and reader.text(end) != ",") or end - at - 1 not in (2, 3) or reader.letter(at + 1) != "C":
        return None
    return _make(reader, at + 1, at + 1, end) if _has_surname(reader, at + 1, end) else None

"""What every part of the name reader needs: the words, their classes, the names already known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.languages.english.lexicon import EnglishLexicon
from kg.languages.english.tokens import Words

CAPITALS = frozenset("CMPBLIA")
_ROMAN = re.compile(r"[IVX]+\Z")
_LONGEST_LIST = 6
_LONGEST_NAME = 24
_YEAR = 4  # digits
_MARKS = frozenset({"·", "–"})
_ROOM = 64  # words past either end that may be asked for
_EMPTY_TEXTS = [""] * _ROOM
_EMPTY_LETTERS = "." * _ROOM


@dataclass(slots=True)
class Reader:
    """A sentence being read. `known` maps a word's index to (index after the name's last word, kind).

    `people` maps the first word of each bare name behind an office ("Secretary for Tides Wong Mei-fan") to the index
    after its last: no other name goes on into it.
    """

    words: Words
    lexicon: EnglishLexicon
    known: dict[int, tuple[int, str]]
    surnames: frozenset[str]
    people: dict[int, int] = field(default_factory=dict)
    _runs: dict[int, int] = field(default_factory=dict)  # what find_run_end found
    _texts: list[str] = field(init=False)  # with room behind the last, which is also the room in front of the first
    _letters: str = field(init=False)

    def __post_init__(self) -> None:
        self._texts = self.words.texts + _EMPTY_TEXTS
        self._letters = self.words.classes + _EMPTY_LETTERS

    def text(self, at: int) -> str:
        """The word at an index; empty past the end."""
        return self._texts[at]

    def letter(self, at: int) -> str:
        """The class of the word at an index; "." past the end."""
        return self._letters[at]

    def is_capital(self, at: int) -> bool:
        """Whether a name may go on with this word."""
        return self._letters[at] in CAPITALS

    def find_run_end(self, first: int) -> int:
        """Gives the index after a run of capitals: "Health Commission", "Convention 2026", "Conseil ... du Vin de
        Bordeaux"; asked for only once `people` are known."""
        if first not in self._runs:
            self._runs[first] = self._read_run(first)
        return self._runs[first]

    def _read_run(self, first: int) -> int:
        classes, end = self.words.classes, len(self.words.classes)
        at = first
        while at < end and at - first < _LONGEST_NAME:
            letter = classes[at]
            if at in self.people:
                return self.people[at] if at == first else at
            if letter in CAPITALS or (letter == "D" and self._belongs_number(at, first)):
                at += 1
            elif letter in "w&·–" and at > first and self._ties_name(at):
                at += 3 if self.text(at + 1) == "the" else 2  # "Financial Services & the Treasury"
            else:
                break
        return at

    def find_head(self, first: int, end: int) -> int:
        """Gives the index of a name's last word that is no number and no place behind it: "Convention 2026", "Lantern
        Office Bureau IV", "Tide Expo Asia"."""
        head = end - 1
        place = (end, "place")
        start = head - 1 if self.known.get(head - 1) == place and self.known.get(head) != place else head
        if (start < head or start in self.known or self.text(head) in self.lexicon.name_closers) and start > first + 1:
            before = self.text(start - 1)
            if self.letter(start - 1) in "BI" or before.lower() in self.lexicon.event_heads:
                return start - 1
        is_number = self.letter(head) == "D" or _ROMAN.match(self.text(head))
        return head - 1 if is_number and head > first else head

    def _ties_name(self, at: int) -> bool:
        """Whether a small word or a mark ties two capitals into one name: "Wine & Dine", "Vin de Bordeaux"."""
        text = self.text(at)
        if text in _MARKS:  # "LTA–MKB Joint Tide Forum", "LAMPS · Tide Summit"; not "the Lantern Summit · Hong Kong"
            return self.is_capital(at + 1) and self._is_tight(at) and not self._stands_by_place(at)
        if text == "&" and self.text(at + 1) == "the":
            return self.letter(at + 2) in "CB"
        if text == "&" and self.letter(at - 1) in "BL" and self.letter(at + 1) == "P":
            return False  # "Secretary of the Lantern Committee & Mayor of Foshan"
        if text == "x":  # "Tide Week x Lantern Festival"
            return self.letter(at - 1) == "I" and self.is_capital(at + 1)
        is_tie = (text in ("&", "cum") or text in self.lexicon.name_particles) and self.is_capital(at + 1)
        return is_tie or (text == "and" and self.text(at + 1) in self.lexicon.joined_titles)

    def _is_tight(self, at: int) -> bool:
        """Whether a mark ties what stands around it: a dash only without spaces."""
        starts, ends = self.words.starts, self.words.ends
        return self.text(at) == "·" or (ends[at - 1] == starts[at] and ends[at] == starts[at + 1])

    def _stands_by_place(self, at: int) -> bool:
        """Whether a known place ends before a word or begins behind it."""
        is_before = any(known == (at, "place") for known in self.known.values())
        return is_before or self.known.get(at + 1, (0, ""))[1] == "place"

    def _belongs_number(self, at: int, first: int) -> bool:
        """ "23rd Plenary", "National 15th Five-Year Plan", "Convention 2026"."""
        is_ordinal = not self.text(at)[-1].isdigit()
        if at > first and not is_ordinal and len(self.text(at)) == _YEAR and self.is_capital(at + 1):
            return True  # "Porto 2020 Lantern Games"
        return self.is_capital(at + 1) if at == first or is_ordinal else self._is_year(at)

    def _is_year(self, at: int) -> bool:
        """ "Convention 2026": a year may close a name of a thing that comes round, not of a person or body."""
        before = self.text(at - 1)
        is_recurring = (
            before in self.lexicon.initiative_heads or before.lower() in self.lexicon.event_heads or before == "Index"
        )
        return is_recurring and len(self.text(at)) == _YEAR

    def is_known_end(self, at: int) -> bool:
        """Whether a known name of a body, post or place ends in front of a word."""
        return any(end == at and kind not in ("person", "name") for end, kind in self.known.values())

    def skip_article(self, at: int) -> int:
        """Gives the index after "the", if it stands at `at`."""
        return at + 1 if self.text(at).lower() == "the" else at

    def find_field_end(self, first: int) -> int:
        """Gives the index after a field of work: "Labour and Welfare", "Innovation, Technology and Industry"."""
        at = self.find_run_end(first)
        for _ in range(_LONGEST_LIST):
            if self.text(at) == "," and self.is_capital(at + 1) and self._closes_list(at + 1):
                at = self.find_run_end(at + 1)
            elif self._is_last_item(at) and not (self.text(at) != "&" and "&" in self.words.texts[first:at]):
                return self.find_run_end(self._skip_and(at))
            else:
                break
        return at

    def _skip_and(self, at: int) -> int:
        return at + 2 if self.text(at) == "," else at + 1

    def _is_last_item(self, at: int) -> bool:
        """Whether "and Welfare" goes on with a field; "and Health Bureau", "and Director" do not."""
        if self.text(at) == ",":
            at += 1
        text = self.text(at)
        if (
            text not in ("and", "&")
            or not self.is_capital(at + 1)
            or self.known.get(at + 1, (0, ""))[1] in ("person", "body", "post")
        ):
            return False
        end = self.find_run_end(at + 1)
        if text == "and" and "&" in self.words.texts[at + 1 : end]:  # "the Tides Nations and Belt & Road countries"
            return False
        if "B" in self.words.classes[at + 1 : end - 1]:
            return False  # "Medicine and University College Porto"
        is_one_word = end - at == 2 and self.letter(end - 1) not in "PH"
        return self.letter(end - 1) in "CM" or is_one_word or self.is_stranger(end - 1)

    def is_stranger(self, head: int) -> bool:
        """ "the Creative Industries": what stands before the head of a body's name and makes it a trade or a grade."""
        return self.text(head - 1) in self.lexicon.body_head_strangers.get(self.text(head), ())

    def _closes_list(self, at: int) -> bool:
        for _ in range(_LONGEST_LIST):
            if self.known.get(at, (0, ""))[1] in ("person", "body"):
                return False
            end = self.find_run_end(at)
            if self._is_last_item(end) or "&" in self.words.texts[at:end]:
                return True
            at = end
            if self.text(at) != "," or not self.is_capital(at + 1):
                return False
            at += 1
        return False

    def find_long_field_end(self, first: int) -> int:
        """Gives the index after "the Rights of Persons with Disabilities": capitals tied by small words."""
        at = self.find_field_end(first)
        for _ in range(_LONGEST_LIST):
            after = self.skip_article(at + 1)
            if self.text(at) not in ("of", "with", "in", "for", "and", "to") or not self.is_capital(after):
                break
            if self.text(at) == "and" and (after > at + 1 or self.letter(self.find_run_end(after) - 1) in "PB"):
                break
            if self.text(at) == "in" and self.known.get(after, (0, ""))[1] == "place":
                break
            at = self.find_field_end(after)
        return at

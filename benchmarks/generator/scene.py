"""Fills the slots of sentences for one story, so that English and Chinese say the same of the same people."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from benchmarks.generator.cast import Person, invent, list_holders
from benchmarks.generator.draws import Draws
from benchmarks.generator.tables import Body, read_tables
from benchmarks.generator.wording import Pair, read_wording

_SLOT = re.compile(r"\{([a-z-]+)\}")
# "{lead}," is one slot: the comma closes the apposition, and goes where the surname stands alone.
_PERSON = re.compile(r"\{(lead|aide|aide-b|guest|guest-b)\}(,?)")
_START = re.compile(r"^[a-z]|(?<=[.?!] )[a-z]")
_OF_PERSON = re.compile(r"^(lead|guest)-(short|post|name|pronoun)$")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LISTS = {
    "quality": "qualities", "trade": "trades", "site": "sites", "document": "documents",
    "clause": "clauses", "clause-b": "clauses", "claim": "claims",
}  # fmt: skip
_NUMBERS = {
    "count": (2, 12), "count-b": (2, 9), "percent": (3, 95), "low": (5, 19), "high": (21, 34), "figure": (120, 48_000),
}  # fmt: skip
# Large amounts, and how many of the Chinese unit (ten thousand, a hundred million) there are in the English one.
_AMOUNTS = {"amount": (12, 980, 100), "billions": (3, 290, 10), "millions": (2, 19, 100)}
# How often somebody of the tables is taken where there is one, by part.
_KNOWN = {"lead": 0.9, "aide": 0.5, "aide-b": 0.3, "guest": 0.4, "guest-b": 0.25}
_SOMEBODY_NEW = 0.12  # how often a part other than the first two goes to somebody else in the next sentence
_ON_THE_SUBJECT = 0.45  # how often a sentence keeps to what the story is about, or to its place
_TRIES = 4  # to find a template that the story has not used
_OFFICE_BEHIND = 0.15  # how often the office stands behind the name


@dataclass(frozen=True, slots=True)
class _World:
    """What there is on one day."""

    bodies: tuple[Body, ...]
    initiatives: tuple[Pair, ...]


@lru_cache(maxsize=8)
def _see_world(day: datetime.date) -> _World:
    on, tables = day.isoformat(), read_tables()
    bodies = tuple(body for body in tables.bodies if body.since <= on and (not body.until or on <= body.until))
    return _World(bodies, tuple(name for start, name in tables.initiatives if start <= on))


class Scene:
    """One story's people, places and subjects; it remembers who was named already."""

    def __init__(self, seed: int, draws: Draws, day: datetime.date) -> None:
        self._seed, self._draws, self._day = seed, draws, day
        self._world = _see_world(day)
        self._people: dict[str, Person] = {}
        self._named: set[str] = set()
        self._field = draws.choose(read_wording().pairs["fields"])
        self._place = draws.choose_early(read_tables().places)
        self._used: set[Pair] = set()
        self._document: Pair | None = None

    def choose_new(self, templates: Sequence[Pair]) -> Pair:
        """Gives one of the templates, if possible one that this story has not used."""
        template = self._draws.choose(templates)
        for _ in range(_TRIES):
            if template not in self._used:
                break
            template = self._draws.choose(templates)
        self._used.add(template)
        return template

    def say(self, template: Pair) -> Pair:
        """Gives a sentence in both languages; whom one introduces with the office, the other does too."""
        for part in ("aide-b", "guest-b", "aide"):
            if part in self._people and self._draws.chance(_SOMEBODY_NEW):
                del self._people[part]
        expanded = self._expand(template)
        is_behind = self._draws.chance(_OFFICE_BEHIND)
        new: set[str] = set()

        def call_in_english(match: re.Match[str]) -> str:
            return self._call_in_english(self._cast(match[1]), match[2], new, is_behind=is_behind)

        english = _PERSON.sub(call_in_english, expanded.en)
        in_chinese: set[str] = set()
        chinese = _PERSON.sub(lambda match: self._call_in_chinese(self._cast(match[1]), in_chinese), expanded.zh)
        self._named |= new | in_chinese
        return Pair(_START.sub(lambda match: match[0].upper(), english), chinese)

    def _expand(self, template: Pair) -> Pair:
        """Gives the pair with all slots filled but those of people; what fills a slot may have slots of its own."""
        values: dict[str, Pair] = {}

        def fill(get: Callable[[Pair], str]) -> Callable[[re.Match[str]], str]:
            def put(match: re.Match[str]) -> str:
                slot = match[1]
                if slot in _KNOWN:
                    return match[0]
                if slot not in values:
                    values[slot] = self._draw(slot, values)
                return get(values[slot])

            return put

        english = _SLOT.sub(fill(lambda pair: pair.en), template.en)
        return Pair(english, _SLOT.sub(fill(lambda pair: pair.zh), template.zh))

    def _draw(self, slot: str, values: dict[str, Pair]) -> Pair:
        draws = self._draws
        if slot in _LISTS:
            return self._draw_from_list(slot)
        if slot in _NUMBERS:
            number = f"{draws.between(*_NUMBERS[slot]):,}"
            return Pair(number, number)
        if slot in _AMOUNTS:
            low, high, units = _AMOUNTS[slot]
            amount = draws.between(low, high)
            return Pair(f"{amount:,}", f"{amount * units:,}")
        if of_person := _OF_PERSON.match(slot):
            return _tell_of(self._cast(of_person[1]), of_person[2])
        match slot:
            case "field":
                is_kept = draws.chance(_ON_THE_SUBJECT)
                return self._field if is_kept else draws.choose(read_wording().pairs["fields"])
            case "field-b":
                return draws.choose(read_wording().pairs["fields"])
            case "field-title":
                field = values.setdefault("field", self._field)
                title = " ".join(word if word == "and" else word.capitalize() for word in field.en.split())
                return Pair(title, field.zh)
            case "pronoun":
                return _tell_of(self._cast("lead"), "pronoun")
            case "place":
                return self._place if draws.chance(_ON_THE_SUBJECT) else draws.choose_early(read_tables().places)
            case "place-b":
                return draws.choose_early(read_tables().places)
            case "city":
                return draws.choose_early(read_tables().cities)
            case "district":
                return draws.choose_early(read_tables().districts)
            case "body" | "body-b" | "party" | "other":
                return draws.choose_early(self._world.bodies).name
            case "body-parent":
                body = values["body"]
                return next(known.parent for known in self._world.bodies if known.name == body)
            case "initiative":
                return draws.choose_early(self._world.initiatives) if self._world.initiatives else self._field
            case _:
                return self._draw_time(slot)

    def _draw_from_list(self, slot: str) -> Pair:
        choices = read_wording().pairs[_LISTS[slot]]
        if slot != "document":
            return self._expand(self.choose_new(choices))
        if self._document is None:
            self._document = self._expand(self._draws.choose(choices))
        return self._document

    def _draw_time(self, slot: str) -> Pair:
        months = read_wording().words["months"]
        match slot:
            case "date" | "tomorrow":
                day = self._day + datetime.timedelta(days=slot == "tomorrow")
                chinese = _count_in_chinese(day.day)
                return Pair(f"{_MONTHS[day.month - 1]} {day.day}", f"{months[day.month - 1]}月{chinese}日")
            case "month":
                month = self._draws.between(0, 11)
                return Pair(_MONTHS[month], f"{months[month]}月")
            case "year":
                year = self._draws.between(self._day.year - 20, self._day.year - 1)
                return Pair(str(year), f"{year}年")
        raise KeyError(slot)

    def _call_in_english(self, person: Person, comma: str, new: set[str], *, is_behind: bool) -> str:
        if person.key in self._named or person.key in new:
            return f"{person.honorific} {person.surname}"
        new.add(person.key)
        name = f"{person.honorific} {person.name.en}"
        if is_behind and comma:
            return f"{name}, the {person.post.en},"
        return f"the {person.post.en}, {name}{comma}"

    def _call_in_chinese(self, person: Person, new: set[str]) -> str:
        if person.key in self._named or person.key in new:
            return person.name.zh
        new.add(person.key)
        return person.post.zh + person.name.zh

    def _cast(self, part: str) -> Person:
        if part not in self._people:
            taken = {person.key for person in self._people.values()}
            person = self._find_person(part)
            while person.key in taken:
                person = self._find_person(part)
            self._people[part] = person
        return self._people[part]

    def _find_person(self, part: str) -> Person:
        is_here = not part.startswith("guest")
        holders = list_holders(self._day, is_here=is_here)
        if holders and self._draws.chance(_KNOWN[part]):
            return self._draws.choose_early(holders)
        return invent(self._seed, self._draws, self._day, is_here=is_here)


def _tell_of(person: Person, what: str) -> Pair:
    match what:
        case "short":
            return person.short
        case "post":
            return person.post
        case "name":
            return Pair(f"{person.honorific} {person.name.en}", person.name.zh)
    return read_wording().pairs["pronouns"][person.is_woman]


def _count_in_chinese(number: int) -> str:
    """Gives a number below 100 in Chinese characters."""
    numerals = read_wording().words["numerals"]
    tens, ones = divmod(number, 10)
    if tens == 0:
        return numerals[ones]
    return (numerals[tens] if tens > 1 else "") + numerals[10] + (numerals[ones] if ones else "")

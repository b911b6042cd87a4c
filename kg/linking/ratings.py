"""Turns an English and a Chinese thing into how well they may be one: 0 contradicts, 1 proves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.gazetteer import Gazetteer
from kg.languages.romanisation import Sound
from kg.languages.scripts import has_han, to_simplified
from kg.languages.transcription import rate_transcription
from kg.linking.meanings import Likeness, Translator, read_small_words
from kg.linking.sides import Side
from kg.linking.titles import Titles, cut_title, learn_titles
from kg.mentions.entities import Entity
from kg.slugs import fold_name
from kg.statements import Event

Places = frozenset[str]

# What is not known speaks neither for nor against; a name that is not a Chinese one is not compared by its sound.
UNKNOWN = 0.5
_FOREIGN = 0.3
_NEARLY = 0.1
_LONG_NAME = 3
_ECHO = 0.45
_LEAST_ECHO = 0.7
_KNOWN = 0.2
_FITS = 0.75
_MEANS_THE_SAME = 0.95
_MEANS_AND_SOUNDS_THE_SAME = 0.87
_MOSTLY = 0.6
_HARDLY = 0.35
_UNLIKE = 0.3
_SAME_KIND = 0.1
_OTHER_KIND = -0.1
_HOME = frozenset({"place/cn", "place/hk", "place/mo", "place/taiwan"})
_SMALL_WORDS = frozenset({"the", "of", "and", "for", "in", "s"})
_MOST_LOOKED_INTO = 2_000  # names of which is kept which places stand in them
_NUMBER = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&-]+")


@dataclass(slots=True)
class Rater:
    """Rates what may be one; keeps what it has found out of the names of one build."""

    gazetteer: Gazetteer
    sound: Sound
    titles: Titles
    echo: Sound
    translator: Translator
    _inside: dict[tuple[str, str], Places] = field(default_factory=dict)

    def rate(self, english: Side, chinese: Side, one: str, other: str) -> float:
        """Rates two things of one family, neither of which is settled."""
        if one in self.gazetteer.things and other in self.gazetteer.things:
            return 0.0
        family = english.get_family(one)
        if family == "event":
            return self._rate_events(english, chinese, one, other)
        if (one, other) not in english.rates:
            rate = self.rate_entities(english.entities[one], chinese.entities[other], family)
            if (
                rate == 0.0
                and family == "person"
                and (self._is_abroad(english, one) or self._is_abroad(chinese, other))
            ):
                rate = self._rate_echo(english.entities[one], chinese.entities[other])
            english.rates[one, other] = rate
        rate = english.rates[one, other]
        return max(rate, self._rate_unit(english, chinese, one, other)) if family == "body" and rate else rate

    def _rate_unit(self, english: Side, chinese: Side, one: str, other: str) -> float:
        """Rates a body against what a Chinese name says behind that of its parent, where the parent is settled and
        named beside it: 潮汐學院東亞中心 is the East Asia Centre of the Tidal Academy."""
        beside = {thing: english.sentences.get(thing, set()) for thing in english.settled if thing in english.entities}
        near = {english.settled[thing] for thing, told in beside.items() if told & english.sentences.get(one, set())}
        rests = [
            name.removeprefix(parent)
            for thing, shared in chinese.settled.items()
            if shared in near and chinese.entities[thing].kind == "body"
            for parent in _list_han(chinese.entities[thing])
            for name in _list_han(chinese.entities[other])
            if name.startswith(parent) and name != parent
        ]
        names = _list(english.entities[one], "en")
        is_same = any(self.translator.compare(name, rest).is_whole for name in names for rest in rests)
        return _MEANS_THE_SAME if is_same else 0.0

    def rate_entities(self, one: Entity, other: Entity, family: str) -> float:
        """Rates two entities by their names."""
        if _share_name(one, other):
            return 1.0
        match family:
            case "person":
                return self._rate_people(one, other)
            case "post":
                return max(
                    (self._rate_titles(a, b) for a in _list(one, "en") for b in _list_han(other)), default=UNKNOWN
                )
            case _:
                return self._rate_things(one, other)

    def is_translation(self, entity: Entity) -> bool:
        """Whether one of the English names of a thing says the same as one of its Chinese names, word by word."""
        names = _list(entity, "en")
        return any(self.translator.compare(name, han).is_whole for name in names for han in _list_han(entity))

    def _rate_events(self, english: Side, chinese: Side, one: str, other: str) -> float:
        """Rates two events: of one type and status, on days that may be one, with the same agents, places and
        themes."""
        here, there = english.events[one], chinese.events[other]
        if (here.type, here.status) != (there.type, there.status) or not may_be_one_day(here.start, there.start):
            return 0.0
        agents = _compare_agents((english, here), (chinese, there))
        spots = self._compare_spots(list_spots(english, here), list_spots(chinese, there))
        themes = _compare(list_themes(english, here), list_themes(chinese, there))
        if not agents or 0.0 in (spots, themes) or self._visit_others(english, chinese, here, there):
            return 0.0
        spots = themes if spots is None else spots
        near = _compare(english.paragraphs.get(one, set()), chinese.paragraphs.get(other, set()))
        nearness = near if near is not None and english.length == chinese.length else UNKNOWN
        dated = here.start == there.start
        return 0.4 * agents + 0.25 * (UNKNOWN if spots is None else spots) + 0.2 * bool(nearness) + 0.15 * dated

    def _compare_spots(self, here: Places, there: Places) -> float | None:
        """Compares where two events were; a district and its city do not speak against each other."""
        share = _compare(here, there)
        is_inside = share == 0 and (self.gazetteer.widen(here) & there or self.gazetteer.widen(there) & here)
        return None if is_inside else share

    def _visit_others(self, english: Side, chinese: Side, here: Event, there: Event) -> bool:
        """Tells whether two visits, not both to settled places, are to none that may be one: what is not settled in the
        one is some other place than what is settled in the other."""
        pairs = [(one, other) for one in _list_targets(here) for other in _list_targets(there)]
        is_settled = list_spots(english, here) and list_spots(chinese, there)
        return (
            here.type == "gba:visit"
            and bool(pairs)
            and not is_settled
            and not any(self._may_be_one(english, chinese, *pair) for pair in pairs)
        )

    def _may_be_one(self, english: Side, chinese: Side, one: str, other: str) -> bool:
        if one in english.settled or other in chinese.settled:
            return english.settled.get(one) == chinese.settled.get(other)
        is_family = english.get_family(one) == chinese.get_family(other)
        return not is_family or self.rate(english, chinese, one, other) >= _HARDLY

    def _rate_titles(self, one: str, other: str) -> float:
        """What is known of the title comes first; then what the words of the whole post mean, or of the title alone."""
        rate, likeness = self.titles.rate(one, other), self.translator.compare(one, other)
        if likeness.is_whole:
            return max(rate, _rate_likeness(likeness))
        if likeness.is_other:
            return min(rate, UNKNOWN)
        return max(rate, UNKNOWN) if self.translator.ends_with(other, cut_title(one)) else rate

    def _rate_people(self, one: Entity, other: Entity) -> float:
        """A name known in the other's script has been compared; else the sound decides, where there is one to hear."""
        han = _list_han(other)
        if _list_han(one) or not han:
            return 0.0
        names = _list(one, "en")
        heard = max((self.sound(name, characters) for name in names for characters in han), default=0.0)
        if heard:
            return heard
        if any(map(self._is_chinese, names)):
            return _NEARLY if any(self._is_nearly(name, characters) for name in names for characters in han) else 0.0
        return max(_FOREIGN, self._rate_echo(one, other))

    def _is_nearly(self, name: str, han: str) -> bool:
        """Tells whether all but one syllable of a given name is written as it sounds, and that one much alike: a family
        may have its own way. No more than an office can tell the rest."""
        words = fold_name(name).split()
        if not len(words) == len(han) == _LONG_NAME or self.echo(name, han) < 1.0:
            return False
        return any(self.sound(f"{words[0]} {words[at]}", han[0] + han[at]) > 0.0 for at in (1, 2))

    def _is_chinese(self, name: str) -> bool:
        """A word of the name is a Chinese surname: "Peter Lam", "Hu Hongyi"."""
        return any(word in self.gazetteer.surnames for word in fold_name(name).split())

    def _rate_echo(self, one: Entity, other: Entity) -> float:
        """Tells whether a Chinese name may be written by the sound of one that is read as no Chinese name is."""
        heard = (self.echo(name, han) for name in _list(one, "en") for han in _list_han(other))
        return _ECHO if max(heard, default=0.0) >= _LEAST_ECHO else 0.0

    def _is_abroad(self, side: Side, person: str) -> bool:
        """Tells whether an office of somebody is of a place where names are not read as in China: "the Korean
        Minister"."""
        offices = {thing for tenure in side.offices.get(person, ()) for thing in (tenure.post, tenure.body) if thing}
        entities = [side.entities[thing] for thing in offices & side.entities.keys()]
        words = (self.translator.find_places(name) for entity in entities for name in _list(entity, "en"))
        places = frozenset[str]().union(*map(self.find_places, entities), *words)
        return bool(places) and not any(_HOME & {place, *self.gazetteer.widen((place,))} for place in places)

    def _rate_things(self, one: Entity, other: Entity) -> float:
        if not _list_han(other) or _are_apart(_list_numbers(one), _list_numbers(other)):
            return 0.0
        if _list_han(one) or _list(other, "en"):
            return _rate_own_script(one, other)
        compare = self.translator.compare
        likeness = max(
            (compare(a, b) for a in _list(one, "en") for b in _list_han(other)), key=_rank, default=Likeness()
        )
        base = min(self._rate_places(one, other), _rate_words(one, other), key=_rank_doubt)
        if likeness.is_whole and (base >= UNKNOWN or not likeness.is_heard):
            # 韓國法務部 is the Korean Ministry of Justice, whatever place a "Ministry of Justice" is known in.
            return _rate_likeness(likeness)
        if base < UNKNOWN:
            return base
        if likeness.is_other and (likeness.share < _HARDLY or one.kind == "place"):
            return _UNLIKE
        if likeness.share >= _MOSTLY and not likeness.is_other:
            base = _FITS
        if {None, "other"} & {one.subkind, other.subkind}:
            return base
        return base + (_SAME_KIND if one.subkind == other.subkind else _OTHER_KIND)

    def _rate_places(self, one: Entity, other: Entity) -> float:
        here, there = self.find_places(one), self.find_places(other)
        if not here or not there:
            return UNKNOWN
        if here & there:
            return _FITS
        return UNKNOWN if self.gazetteer.may_be_one_place(here, there) else 0.0

    def find_places(self, entity: Entity) -> Places:
        """The places in the names of a thing, and those that the bodies in them are of."""
        labels = [label for label in entity.labels if label.is_preferred] or list(entity.labels)
        return frozenset(place for label in labels for place in self._look_inside(label.text, label.lang))

    def _look_inside(self, text: str, lang: str) -> Places:
        if (text, lang) not in self._inside:
            if len(self._inside) >= _MOST_LOOKED_INTO:
                self._inside.clear()
            hits = self.gazetteer.find_names(text, lang)
            things = [self.gazetteer.things[hit.ids[0]] for hit in hits if len(hit.ids) == 1]
            named = (thing.id if thing.kind == "place" else thing.jurisdiction for thing in things)
            self._inside[text, lang] = frozenset(place for place in named if place is not None)
        return self._inside[text, lang]


def make_rater(gazetteer: Gazetteer, sound: Sound, echo: Sound = rate_transcription) -> Rater:
    """Makes a rater; `sound` says how well a romanised name fits Chinese characters, `echo` how well one from abroad
    does that is written by its sound."""
    return Rater(gazetteer, sound, learn_titles(gazetteer), echo, Translator(gazetteer, echo))


def list_agents(side: Side, event: Event) -> frozenset[str]:
    """The settled agents of an event, by their shared ids."""
    return settle_all(side, (part.agent for part in event.participations))


def list_spots(side: Side, event: Event) -> frozenset[str]:
    """The settled places and hosts of an event."""
    return settle_all(side, _list_targets(event))


def _compare_agents(one: tuple[Side, Event], other: tuple[Side, Event]) -> float | None:
    """Compares who took part: 0 where each has somebody for whom the other has nobody."""
    here, there = list_agents(*one), list_agents(*other)
    unsettled, unsettled_there = (
        len({part.agent for part in event.participations} - side.settled.keys()) for side, event in (one, other)
    )
    has_more = bool(here - there) or unsettled > unsettled_there
    has_more_there = bool(there - here) or unsettled_there > unsettled
    return 0.0 if has_more and has_more_there else _compare(here, there)


def _list_targets(event: Event) -> tuple[str, ...]:
    return (*event.places, *event.visited)


def list_themes(side: Side, event: Event) -> frozenset[str]:
    """What an event is about, as far as it is settled."""
    return settle_all(side, event.about)


def settle_all(side: Side, things: Iterable[str | None]) -> frozenset[str]:
    """Gives the shared ids of those things that are settled."""
    return frozenset(side.settled[thing] for thing in things if thing is not None and thing in side.settled)


def may_be_one_day(one: str | None, other: str | None) -> bool:
    """Tells whether two dates agree as far as both go: a month holds its days, what is not known agrees."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _compare(one: Iterable[object], other: Iterable[object]) -> float | None:
    """Gives the share of what either has that both have; None where one of them has nothing to compare."""
    here, there = set(one), set(other)
    return len(here & there) / len(here | there) if here and there else None


def _rate_own_script(one: Entity, other: Entity) -> float:
    """Rates two names of one script: a known thing would have been known by the other's name, unless it is a variant of
    its own one."""
    words = [_split(name) for name in _list(one, "en")]
    if any(_split(name) in words for name in _list(other, "en")):
        return 1.0
    han = [to_simplified(name) for name in _list_han(one)]
    ranked = {f"{name}{rank}" for name in han for rank in read_small_words().ranks} if one.kind == "place" else set()
    if any(to_simplified(name) in ranked for name in _list_han(other)):
        return 1.0
    shortened = any(_is_shortened(to_simplified(name), known) for name in _list_han(other) for known in han)
    return _FITS if shortened else _KNOWN


def _split(name: str) -> frozenset[str]:
    return frozenset(fold_name(name).split()) - _SMALL_WORDS


def _is_shortened(short: str, name: str) -> bool:
    """Tells whether the characters of a short form all stand in a name, in their order."""
    rest = iter(name)
    return len(short) > 1 and all(character in rest for character in short)


def _share_name(one: Entity, other: Entity) -> bool:
    mine = {_fold(label.text) for label in one.labels}
    return any(_fold(label.text) in mine for label in other.labels)


def _fold(text: str) -> str:
    return to_simplified(text) if has_han(text) else fold_name(text)


def _list(entity: Entity, lang: str) -> list[str]:
    return [label.text for label in entity.labels if label.lang == lang and not has_han(label.text)]


def _list_han(entity: Entity) -> list[str]:
    return [label.text for label in entity.labels if has_han(label.text)]


def _list_numbers(entity: Entity) -> frozenset[str]:
    return frozenset(number for label in entity.labels for number in _NUMBER.findall(label.text))


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _rate_words(one: Entity, other: Entity) -> float:
    """Rates the Latin words inside a Chinese name: the English one has to have one of them too."""
    inside = _list_words(_list_han(other))
    if not inside:
        return UNKNOWN
    return _FITS if inside & _list_words(label.text for label in one.labels) else _KNOWN


def _rank(likeness: Likeness) -> tuple[float, float]:
    return likeness.share, likeness.english + likeness.chinese


def _rate_likeness(likeness: Likeness) -> float:
    return _MEANS_AND_SOUNDS_THE_SAME if likeness.is_heard else _MEANS_THE_SAME


def _rank_doubt(rate: float) -> tuple[bool, float]:
    """What speaks against two things comes first, then what speaks for them."""
    return rate >= UNKNOWN, -rate if rate >= UNKNOWN else rate


def _list_words(names: Iterable[str]) -> frozenset[str]:
    """The Latin words in names: a Chinese one may hold some, such as "BNP Paribas", that the English one has too."""
    return frozenset(word.casefold() for name in names for word in _LATIN.findall(name))

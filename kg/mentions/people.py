"""Decides which person a mention names: full names, "Mr X", "she"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise, repeat

from kg.languages.phrase import Phrase
from kg.mentions.entities import Resolver
from kg.patterns import get_expression
from kg.slugs import fold_name

_PRIVATE = frozenset({"university", "company", "association"})  # sorts of bodies outside the public service
_GOVERNING = frozenset({"government", "bureau", "department", "party-committee"})  # of one place each
_SEXES = {"M": "male", "F": "female"}
_BOTH = set(_SEXES.values())
_AROUND = "\"'“”‘’(),.;:!?"  # what may stand around a name


@dataclass(slots=True)
class Named:
    """A person whom the release has named in full so far; honorific and gender may be learnt later."""

    id: str
    tokens: tuple[str, ...]
    surnames: frozenset[str]
    honorific: str | None
    gender: str
    seats: set[str] = field(default_factory=set)  # the places of the governments in which the release seats him or her


@dataclass(slots=True)
class People:
    """The people of one release, in the order in which they are named."""

    resolver: Resolver
    named: list[Named] = field(default_factory=list)
    _by_end: dict[tuple[str, ...], list[Named]] = field(default_factory=dict)
    _by_last: dict[str, list[Named]] = field(default_factory=dict)  # by the last of several words
    _by_surname: dict[str, list[Named]] = field(default_factory=dict)
    _by_id: dict[str, Named] = field(default_factory=dict)
    _by_opening: dict[str, set[str]] = field(default_factory=dict)
    _first_words: set[str] = field(default_factory=set)

    def resolve(
        self,
        phrase: Phrase,
        *,
        posts: tuple[str, ...] = (),
        bodies: tuple[str, ...] = (),
        held: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """Gives the candidates of a person phrase that is not a pronoun: one is an answer, none or more are open.

        `posts` and `bodies` are those that the sentence gives the person, `held` those of the posts that are held now.
        """
        if phrase.is_short:
            return self._resolve_short(phrase)
        rivals = () if posts or bodies else self._find_rivals(phrase)
        return rivals or (self._resolve_full(phrase, posts, bodies, self._find_seats(held)),)

    def take_in(self, phrase: Phrase, person: str, held: tuple[str, ...]) -> None:
        """Notes that a phrase of several candidates means one of them."""
        if person in self._by_id:
            self._learn(self._by_id[person], phrase.honorific)
        else:
            self._add(phrase, person, self._find_seats(held))

    def note_sexes(self) -> None:
        """Tells the release's entities the sex of each person, where it is known."""
        for named in self.named:
            entity = self.resolver.entities.get(named.id)
            if entity is not None and named.gender in _BOTH:
                self.resolver.entities[named.id] = replace(entity, sex=named.gender)

    def get_gender(self, person: str) -> str:
        """Gives male, female or any."""
        return self._by_id[person].gender if person in self._by_id else "any"

    def bears(self, person: str, phrase: Phrase) -> bool:
        """Says whether somebody whom the release has named may be called by a short name."""
        named, gender = self._by_id.get(person), self._read_sex(phrase.honorific)
        if named is None or {named.gender, gender} == _BOTH:
            return False
        return fold_name(phrase.text) in {*named.tokens, *named.surnames}

    def find_named(self, text: str) -> set[str]:
        """Gives the full names given so far that may stand in a text: those whose first two words do."""
        found: set[str] = set()
        words = text.split(" ")
        if self._first_words.isdisjoint(map(str.lstrip, words, repeat(_AROUND))):
            return found
        for word, following in pairwise(words):
            if word.lstrip(_AROUND) in self._first_words:
                found |= self._by_opening.get(_trim(f"{word} {following}"), set())
        return found

    def _find_rivals(self, phrase: Phrase) -> tuple[str, ...]:
        """ "Mr A met the Mayor", where two known people are called A and neither is surely meant: both of them."""
        tokens = tuple(fold_name(phrase.text).split())
        told = [named for key in _list_ends(tokens) for named in self._by_end.get(key, ())]
        known = [] if told else self._list_known(phrase)
        return tuple(known) if len(known) > 1 and self._choose_known(phrase, (), ()) is None else ()

    def _find_seats(self, posts: tuple[str, ...]) -> set[str]:
        """The places of the governments in which known posts are."""
        things = self.resolver.gazetteer.things
        bodies = [things.get(things[post].body or "") for post in posts if post in things]
        return {body.jurisdiction for body in bodies if body and body.subkind in _GOVERNING and body.jurisdiction}

    def _resolve_full(self, phrase: Phrase, posts: tuple[str, ...], bodies: tuple[str, ...], seats: set[str]) -> str:
        tokens = tuple(fold_name(phrase.text).split())
        ends = self._by_last.get(" ".join(tokens), [])
        if len({named.id for named in ends}) == 1:
            return ends[0].id  # 費雷拉, who was named 若昂·費雷拉
        near = [named for key in _list_ends(tokens) for named in self._by_end.get(key, ())]
        same = [named for named in near if is_same_name(named.tokens, tokens)]
        namesakes = [
            named
            for named in same
            if self._is_namesake(named, phrase, posts, bodies) or self._is_seated_apart(named, seats)
        ]
        same = [named for named in same if named not in namesakes]
        if len({named.id for named in same}) == 1:
            self._learn(same[0], phrase.honorific)
            same[0].seats |= seats
            return same[0].id
        known = self._choose_known(phrase, posts, bodies)
        known = None if known is not None and self._governs_elsewhere(known, seats) else known
        own = self._make_own(phrase, namesakes, seats) if namesakes and known is None else known
        return self._add(phrase, own, seats)

    def _add(self, phrase: Phrase, own: str | None, seats: set[str]) -> str:
        """Takes in who has not been named yet; gives the id."""
        person = self.resolver.add(own, "person", phrase.text)
        gender = self._find_gender(person, phrase.honorific)
        tokens = tuple(fold_name(phrase.text).split())
        self._keep(Named(person, tokens, self._find_surnames(phrase.text), phrase.honorific, gender, seats))
        self._note_opening(phrase.text.split(" "))
        return person

    def _make_own(self, phrase: Phrase, namesakes: list[Named], seats: set[str]) -> str:
        """The id of a namesake: where it is a new one too, it says the sex that tells the two apart, or the place."""
        own = self.resolver.make_id("person", phrase.text)
        if own not in {named.id for named in namesakes}:
            return own
        is_by_sex = any({named.gender, self._read_sex(phrase.honorific)} == _BOTH for named in namesakes)
        is_by_place = not is_by_sex and bool(seats)
        return f"{own}-{min(seats).partition('/')[2] if is_by_place else self._read_sex(phrase.honorific)}"

    def _note_opening(self, words: list[str]) -> None:
        """Keeps a name by its first two words; "Edith Wong Mei-fan" is "Edith Wong" too."""
        if len(words) > 1:
            self._first_words.add(words[0])
            names = self._by_opening.setdefault(" ".join(words[:2]), set())
            names.add(" ".join(words))
            if len(words) == 3 and "-" in words[2]:
                names.add(" ".join(words[:2]))

    def _learn(self, named: Named, honorific: str | None) -> None:
        """ "Secretary for Tides Wong Mei-fan" is a woman once she is "Ms Wong"."""
        named.honorific = named.honorific or honorific
        if named.gender == "any":
            named.gender = self._find_gender(named.id, honorific)

    def _keep(self, named: Named) -> None:
        self.named.append(named)
        self._by_id.setdefault(named.id, named)
        for key in _list_ends(named.tokens):
            self._by_end.setdefault(key, []).append(named)
        if len(named.tokens) > 1:
            self._by_last.setdefault(named.tokens[-1], []).append(named)
        for surname in named.surnames:
            self._by_surname.setdefault(surname, []).append(named)

    def _is_namesake(self, named: Named, phrase: Phrase, posts: tuple[str, ...], bodies: tuple[str, ...]) -> bool:
        """ "Mr Bo Lin met Ms Bo Lin"; "the Secretary, Mr Bo Lin, met Professor Bo Lin of the Tide University": another
        one, by sex, or by honorific and body."""
        if {named.gender, self._read_sex(phrase.honorific)} == _BOTH:
            return True
        is_titled_otherwise = named.honorific is not None and phrase.honorific not in (None, named.honorific)
        return is_titled_otherwise and self._is_elsewhere(named.id, posts, bodies)

    def _is_seated_apart(self, named: Named, seats: set[str]) -> bool:
        """ "The Mayor of A, Mr Bo Lin, met the Mayor of B, Mr Bo Lin": nobody governs both."""
        is_one = self.resolver.gazetteer.may_be_one_place(frozenset(named.seats), frozenset(seats))
        return bool(named.seats and seats) and not is_one

    def _governs_elsewhere(self, person: str, seats: set[str]) -> bool:
        """Whether a known person is told here to be in the government of a place, and is known to be in another one at
        the time."""
        known = self._find_seats(tuple(self.resolver.gazetteer.find_offices(person, self.resolver.day)))
        is_one = self.resolver.gazetteer.may_be_one_place(frozenset(known), frozenset(seats))
        return bool(known and seats) and not is_one

    def _is_elsewhere(self, person: str, posts: tuple[str, ...], bodies: tuple[str, ...]) -> bool:
        """Whether a known office-holder is told here to be of a university, firm or club, and held no office in one."""
        gazetteer, entities = self.resolver.gazetteer, self.resolver.entities
        told = {entities[body].subkind for body in bodies if body in entities}
        if told.isdisjoint(_PRIVATE):
            return False
        held = {post for post, terms in gazetteer.holdings.items() if any(term.person == person for term in terms)}
        owners = {gazetteer.things[post].body for post in held if post in gazetteer.things}
        sorts = {gazetteer.things[body].subkind for body in owners if body is not None}
        is_known_there = not held.isdisjoint(posts) or not owners.isdisjoint(bodies)
        return bool(sorts) and sorts.isdisjoint(told) and not is_known_there

    def _choose_known(self, phrase: Phrase, posts: tuple[str, ...], bodies: tuple[str, ...]) -> str | None:
        """Of several known people with one name, the one who held the post that day, took it up next or held it before,
        or held any post at all; none whose known offices are of another sort, nor a known "Mr X" where the text says
        "Professor X"."""
        gazetteer, day = self.resolver.gazetteer, self.resolver.day
        ids = self._list_known(phrase)
        if len(ids) > 1:
            holders = {holder for post in posts for holder in gazetteer.find_holders(post, day)}
            coming = {holder for post in posts for holder in gazetteer.find_next_holders(post, day)}
            terms = [term for post in posts for term in gazetteer.holdings.get(post, ())]
            ever = {term.person for term in terms if term.start is None or term.start <= day}
            ids = (
                [thing for thing in ids if thing in holders]
                or [thing for thing in ids if thing in coming]
                or [thing for thing in ids if thing in ever]
                or [thing for thing in ids if gazetteer.find_offices(thing, day)]
            )
        return ids[0] if len(ids) == 1 and not self._is_elsewhere(ids[0], posts, bodies) else None

    def _list_known(self, phrase: Phrase) -> list[str]:
        """The known people of exactly this name whom its honorific does not rule out."""
        gazetteer = self.resolver.gazetteer
        ids = [thing for thing in self.resolver.find_ids(phrase.text) if gazetteer.things[thing].kind == "person"]
        sex = self._read_sex(phrase.honorific)
        ids = [thing for thing in ids if {sex, _SEXES.get(gazetteer.things[thing].gender or "")} != _BOTH]
        professor = get_expression(self.resolver.language, "professor")
        if phrase.honorific is not None and professor.fullmatch(phrase.honorific):
            ids = [thing for thing in ids if professor.fullmatch(gazetteer.things[thing].honorific or phrase.honorific)]
        return ids

    def _find_gender(self, person: str, honorific: str | None) -> str:
        thing = self.resolver.gazetteer.things.get(person)
        known = _SEXES.get((thing.gender or "") if thing is not None else "")
        return known or self._read_sex(honorific)

    def _read_sex(self, honorific: str | None) -> str:
        return self.resolver.language.lexicon.honorifics.get(honorific or "", "any")

    def _find_surnames(self, name: str) -> frozenset[str]:
        """ "Chan Kwok-ki" and "Ricky Cheng Chun-sang" show it by the hyphen; else it may be the first word or the
        last, and of a Chinese name the first one or two characters."""
        words, chinese = name.split(), self.resolver.gazetteer.chinese_surnames
        if len(words) == 1 and not name.isascii():
            return frozenset({fold_name(name[:2] if name[:2] in chinese and len(name) > 2 else name[:1])})
        for at, word in enumerate(words[1:], 1):
            head, _, tail = word.partition("-")
            if tail and tail[0].islower() and head.isalpha():
                return frozenset({fold_name(words[at - 1])})
        first, last = fold_name(words[0]), fold_name(words[-1])
        surnames = self.resolver.gazetteer.surnames
        for compound in (words[-2:], words[:2]) if len(words) > 2 else ():
            if not {" ".join(compound).casefold(), "-".join(compound).casefold()}.isdisjoint(surnames):
                return frozenset({fold_name(" ".join(compound))})
        if first in surnames and last not in surnames:
            return frozenset({first})
        if last in surnames and first not in surnames:
            return frozenset({last})
        return frozenset({first, last})

    def _resolve_short(self, phrase: Phrase) -> tuple[str, ...]:
        word = fold_name(phrase.text)
        gender = self._read_sex(phrase.honorific)
        found = [
            named
            for named in self._by_surname.get(word, [])
            if "any" in (gender, named.gender) or named.gender == gender
        ]
        for honorifics in ((phrase.honorific,), (None,)) if len(found) > 1 else ():
            same = [named for named in found if named.honorific in honorifics]
            if same:
                found = same
                break
        if len({named.id for named in found}) == 1:
            self._learn(found[0], phrase.honorific)
        return tuple(dict.fromkeys(named.id for named in found))


def _trim(words: str) -> str:
    """Takes off what may stand around a name: ""Wong Mei-fan", "Wong Mei-fan's"."""
    return words.strip(_AROUND).removesuffix("'s").removesuffix("’s")


def _list_ends(tokens: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The first two words and the last two: names of one person share one of them."""
    return {("first", *tokens[:2]), ("last", *tokens[-2:])}


def is_same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tells whether the words of two names may be of one person: "Starry Lee" and "Starry Lee Wai-king", "Alberto Senna
    Rosário" and "Senna Rosário"."""
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < 2:
        return a == b
    return longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter

"""Turns known things and terms of office into answers: which names stand here, who held this post that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.gazetteer.finder import Form, NameFinder
from kg.gazetteer.things import Change, Holding, Name, NameHit, Thing

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
# "Culture, Sports & Tourism Bureau", "Government of the Hong Kong SAR": what every name may be written with.
_SHORTENED = ((" and ", " & "), (" Special Administrative Region", " SAR"))
_USES = {"pref": 0, "alt": 1, "abbrev": 2}


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """What is known before reading: things by id, terms of office by post, surnames.

    `surnames` are romanisations, casefolded; `chinese_surnames` both scripts. `not_names` are (phrase, language) pairs.
    `bound_names` gives the thing of a (form, language) that names it in a few words only: 港 in 訪港. `changes` are
    those of bodies, the earliest first, `retired` the ids that were given up, each with what took its place.
    """

    things: Mapping[str, Thing]
    holdings: Mapping[str, tuple[Holding, ...]]
    surnames: frozenset[str]
    chinese_surnames: frozenset[str] = frozenset()
    not_names: tuple[tuple[str, str], ...] = ()
    variants: Mapping[int, str] = field(default_factory=dict)
    bound_names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)
    _finders: dict[str, NameFinder] = field(default_factory=dict, repr=False, compare=False)
    _folded: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict, repr=False, compare=False)
    _initiatives: dict[str, list[Thing]] = field(default_factory=dict, repr=False, compare=False)
    _posts: dict[str, list[Thing]] = field(default_factory=dict, repr=False, compare=False)
    _children: dict[str, list[Thing]] = field(default_factory=dict, repr=False, compare=False)

    def find_names(self, text: str, lang: str) -> list[NameHit]:
        """Gives the known names in a text, in order; a language's automaton is made when first asked for."""
        return self._get_finder(lang).find(text)

    def find_bearers(self, name: str, lang: str) -> tuple[str, ...]:
        """Gives the ids of all things that bear exactly this name, sorted."""
        return self._get_finder(lang).find_whole(name)

    def find_folded(self, key: str, lang: str, kinds: Sequence[str], fold: Callable[[str], str]) -> tuple[str, ...]:
        """Gives the ids of the things of those kinds one of whose names in a language folds to a key, sorted; the names
        are folded when first asked for."""
        if lang not in self._folded:
            bearers: dict[str, set[str]] = defaultdict(set)
            for thing_id, name in self._list_names(lang):
                if name.lang == lang and self.things[thing_id].kind in kinds:
                    bearers[fold(name.text)].add(thing_id)
            self._folded[lang] = {folded: tuple(sorted(ids)) for folded, ids in bearers.items()}
        return self._folded[lang].get(key, ())

    def _get_finder(self, lang: str) -> NameFinder:
        if lang not in self._finders:
            self._finders[lang] = NameFinder(self._collect_forms(lang), self.variants)
        return self._finders[lang]

    def find_surname(self, word: str) -> bool:
        """Tells whether a word is a romanised surname, such as "Chan"."""
        return word.casefold() in self.surnames

    def find_holders(self, post: str, day: str) -> list[str]:
        """Gives the ids of the persons who held a post on a day (YYYY-MM-DD), sorted.

        Of a single-seat post it is the one with the latest start; someone acting counts once no substantive term runs.
        """
        terms = [term for term in self.holdings.get(post, ()) if term.covers(day)]
        thing = self.things.get(post)
        if thing is None or not thing.single_seat:
            return sorted({term.person for term in terms})
        terms = [term for term in terms if not term.is_acting] or terms
        latest = max((term.known_from for term in terms), default="")
        return sorted({term.person for term in terms if term.known_from == latest})

    def find_next_holders(self, post: str, day: str) -> list[str]:
        """Gives the ids of the persons who took up a post within the year after a day (YYYY-MM-DD), sorted."""
        last = f"{int(day[:4]) + 1}{day[4:]}"
        return sorted({term.person for term in self.holdings.get(post, ()) if term.start and day < term.start <= last})

    def find_posts(self, body: str) -> list[Thing]:
        """Gives the known posts of a body, in the order of the table."""
        if not self._posts:
            for thing in self.things.values():
                if thing.kind == "post" and thing.body is not None:
                    self._posts.setdefault(thing.body, []).append(thing)
        return self._posts.get(body, [])

    def find_initiatives(self, word: str) -> list[Thing]:
        """Gives the known initiatives that have a name beginning with a word, in the order of the table."""
        if not self._initiatives:
            for thing in self.things.values():
                if thing.kind == "initiative":
                    for first in sorted({name.text.partition(" ")[0] for name in thing.labels}):
                        self._initiatives.setdefault(first, []).append(thing)
        return self._initiatives.get(word, [])

    def find_children(self, body: str) -> list[Thing]:
        """Gives the known bodies right below a body, in the order of the table."""
        if not self._children:
            for thing in self.things.values():
                if thing.kind == "body" and thing.parent is not None:
                    self._children.setdefault(thing.parent, []).append(thing)
        return self._children.get(body, [])

    def widen(self, places: Iterable[str]) -> frozenset[str]:
        """Gives the known places above some places."""
        above: set[str] = set()
        waiting = list(places)
        while waiting:
            thing = self.things.get(waiting.pop())
            if thing is not None and thing.parent is not None and thing.parent not in above:
                above.add(thing.parent)
                waiting.append(thing.parent)
        return frozenset(above)

    def may_be_one_place(self, here: frozenset[str], there: frozenset[str]) -> bool:
        """Tells whether one of some places is one of others, or in it."""
        return bool(here & there or self.widen(here) & there or self.widen(there) & here)

    def find_offices(self, person: str, day: str) -> list[str]:
        """Gives the ids of the posts a person held on a day, sorted."""
        posts = {post for post, terms in self.holdings.items() if any(term.person == person for term in terms)}
        return sorted(post for post in posts if person in self.find_holders(post, day))

    def _collect_forms(self, lang: str) -> dict[str, Form]:
        """Collects the forms to look for; Chinese text also holds Latin ones ("InnoHK")."""
        fold = self._learn_fold() if lang == "zh-Hans" else {}
        bearers: dict[str, list[tuple[str, Name]]] = defaultdict(list)
        for thing_id, name in self._list_names(lang):
            bearers[name.text.translate(fold)].append((thing_id, name))
        phrases = (phrase.translate(fold) for phrase, of in self.not_names if _is_read_in(of, lang))
        return {**{text: _make_form(bearing) for text, bearing in bearers.items()}, **_make_phrases(phrases)}

    def _list_names(self, lang: str) -> Iterator[tuple[str, Name]]:
        for thing in self.things.values():
            for name in thing.labels:
                if _is_read_in(name.lang, lang):
                    yield thing.id, name
                    for whole, short in _SHORTENED:
                        if whole in name.text:
                            yield thing.id, replace(name, text=name.text.replace(whole, short))

    def _learn_fold(self) -> dict[int, str]:
        """Learns which simplified character stands for which, from the things that have both names.

        Not from places: abroad, the two scripts often translate a name differently.
        """
        fold: dict[int, str] = {}
        for thing in self.things.values():
            traditional, simplified = thing.get_label("zh-Hant"), thing.get_label("zh-Hans")
            if thing.kind != "place" and traditional and simplified and len(traditional) == len(simplified):
                fold.update((ord(old), new) for old, new in zip(traditional, simplified, strict=True) if old != new)
        return fold


def _is_read_in(name_lang: str, text_lang: str) -> bool:
    return name_lang in (text_lang, "en") or (text_lang == "zh-Hans" and name_lang == "zh-Hant")


def _make_form(bearing: list[tuple[str, Name]]) -> Form:
    use = min((name.use for _, name in bearing), key=_USES.__getitem__)
    return Form(tuple(sorted({thing_id for thing_id, _ in bearing})), use)


def _make_phrases(phrases: Iterable[str]) -> dict[str, Form]:
    return {phrase: Form((), "") for phrase in phrases}

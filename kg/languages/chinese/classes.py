"""Turns the rows of Chinese words into the lists that the reader of names asks: what each class of a word says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.languages.rows import Row, read_classes, read_rows

# A list of the lexicon, with what it says of each word of it.
Lists = dict[str, dict[str, str]]
_Places = tuple[tuple[str, str], ...]  # the lists that a class puts a word into, and what they say of it then


def _put(*names: str) -> _Places:
    return tuple((name, "") for name in names)


def _say(name: str, *classes: str) -> dict[str, _Places]:
    return {word: ((name, word),) for word in classes}


# The classes that a word of any section may have besides.
_ANYWHERE: Mapping[str, _Places] = {
    "stop": _put("stops"),
    "soft": _put("soft_stops"),
    "opener": _put("openers"),
    "filler": _put("stops", "fillers"),
    "aside": _put("fillers"),
    "follow": _put("name_followers"),
    "takes": _put("noun_takers"),
    "speech": _put("speech_verbs"),
    "office": _put("serving", "changes"),
    "serves": _put("serving"),
    "names-holder": _put("holder_tellers"),
    "copular": _put("copular"),
    "introduces": _put("introducers"),
    "joint": _put("joint_verbs"),
    "of-several": _put("of_several"),
    "faces": _put("facing"),
    "toward": _put("toward"),
    "travel": _put("travel"),
    "stays": _put("stays"),
    "told": _put("told"),
    "part": _put("generic_parts"),
    "stem": _put("common_stems"),
    "anywhere": _put("generic_places"),
    "sort": _put("sorts"),
    "elsewhere": _put("elsewhere"),
    "home": _put("home_places"),
    "facility": _put("facilities"),
    "tail": _put("place_tails"),
    "whole": _put("not_heads"),
    "occupation": _put("occupations"),
    "front": _put("global_fronts"),
    "joined": _put("joined_heads"),
    "titled": _put("plan_heads"),
    "travels": _put("group_heads"),
    "bare-place": _put("bare_places"),
    "founding": _put("founding"),
    "founded": _put("founded"),
    "launches": _put("launching"),
    "held": _put("held"),
    "slogan-front": _put("slogan_fronts"),
    "slogan-tail": _put("slogan_tails"),
    "measured": _put("measured"),
    "measure": _put("measures"),
    "verbal-event": (("event_heads", "meeting"), ("verbal_events", "")),
}
_INITIATIVES: Mapping[str, _Places] = {
    **_say("initiative_heads", "scheme", "plan", "policy", "project", "programme", "fund", "series"),
    "quoted": _put("quoted_initiatives"),
    "conference": (("event_initiative_heads", "conference"),),
    "occasion": (("event_initiative_heads", "other"),),
    "event": _put("bare_events"),
}
# What every word of a section is, and the classes that say more of it.
_SECTIONS: Mapping[str, tuple[_Places, Mapping[str, _Places]]] = {
    "honorifics": ((), _say("honorifics", "male", "female", "any")),
    "posts": (
        _put("post_heads"),
        {
            "title": (),
            "weak": _put("weak_posts"),
            "noun": _put("weak_posts", "person_posts"),
            "verbal": _put("weak_posts", "person_posts", "verbal_posts"),
            "acting": _put("acting_heads"),
            "member": _put("member_posts"),
            "company": _put("company_posts"),
            "honorific": (("honorifics", "any"),),
            "salutation": (("honorifics", "any"), ("office_honorifics", "")),
        },
    ),
    "modifiers": (
        _put("post_modifiers"),
        {"plain": (), "now": _put("present"), **_say("capacities", "acting", "designate", "former")},
    ),
    "occupations": (_put("occupations"), {"plain": ()}),
    "bodies": (
        _put("body_heads"),
        {
            "other": (),
            **_say(
                "body_kinds", "government", "bureau", "department", "statutory-body", "office", "commission",
                "university", "research", "company", "association",
            ),
            "weak": _put("weak_bodies"),
            "placed": _put("weak_bodies", "placed_heads"),
            "public": _put("public_heads"),
            "unit": _put("unit_heads"),
            "bare": _put("bare_units"),
            "global": _put("global_heads"),
            "kept": _put("whole_stems"),
            "closed": _put("closed_heads"),
            "place": _put("place_heads"),
            "delegation": (("pronouns", "delegation"), ("stops", "")),
        },
    ),
    "mechanisms": (_put("mechanism_heads"), {"plain": (), "body": _put("body_heads")}),
    "places": (
        _put("place_heads"),
        {
            "sure": (),
            "weak": _put("weak_places"),
            "natural": _put("weak_places", "natural_heads"),
            "staffed": _put("staffed"),
        },
    ),
    "agreements": (_put("agreement_heads"), {"sure": (), "weak": _put("weak_agreements"), **_INITIATIVES}),
    "initiatives": ((), _INITIATIVES),
    "events": ((), _say("event_heads", "other", "meeting", "conference", "ceremony", "signing")),
    "pronouns": (_put("stops"), _say("pronouns", "male", "female", "many", "delegation")),
    "words": ((), {}),
    "common": ((), {}),
    "nobody": ((), {"word": ()}),
}  # fmt: skip
# Sections of figures and characters: a list each, with what their rows say, whatever it is.
APART = (
    "latin_body_heads", "issuer_names", "name_spellings", "counts", "figure_bounds", "figure_units",
    "figure_scales", "sounds", "variants", "programmes",
)  # fmt: skip
# What the entry of a verb says; one of a single character stands inside too many words to say more than the first two.
_SAID_BY_ANY: Mapping[str, _Places] = {"say": _put("speech_verbs"), "sign": _put("signing")}
_SAID: Mapping[str, _Places] = {
    **_SAID_BY_ANY,
    "visit": _put("noun_takers", "stays"),
    "meet": _put("noun_takers", "joint_verbs"),
    "talk": _put("joint_verbs"),
    "receive": _put("noun_takers"),
    "call-on": _put("noun_takers"),
    "attend": _put("noun_takers"),
    "belong": _put("noun_takers"),
    "comprise": _put("noun_takers"),
    "go": _put("travel"),
    "arrive": _put("travel"),
    "return": _put("travel"),
    "leave-for": _put("travel"),
    "speak": _put("toward"),
    "establish": _put("establishing"),
    "appoint": _put("introducers"),
    "elect": _put("serving", "changes"),
    "resign": _put("serving", "changes"),
    "retire": _put("serving", "changes"),
}
# What the small words of clauses say, of two characters or more and without a row among the names.
_SMALL: Mapping[str, _Places] = {
    "markers": _put("stops"),
    "several": _put("stops"),
    "unders": _put("stops", "noun_takers"),
    "closers": _put("name_followers"),
    "planned": _put("name_followers"),
}
_TOLD = {"meet": "meeting", "visit": "visit"}  # what a verb or noun tells that may stand for an event told before
_DIGITS = "123456789"  # 陳大文5月抵達: a figure may follow a person


def read_lists(names: Path, verbs: Path) -> Lists:
    """Gives the lists by the rows of names and of verbs, and what follows from them; DataError names file and line of
    a row that is broken, or whose word has another row."""
    lists: Lists = defaultdict(dict)
    sections: set[str] = set()
    first: dict[str, str] = {}
    apart: Mapping[str, dict[str, str]] = {section: {} for section in APART}
    for row in read_classes(names):
        place = f"{names}:{row.line}"
        sections.add(row.section)
        if row.section in APART:
            _note_first(apart[row.section], row.word, place)
            lists[row.section][row.word] = row.classes[0]
            continue
        if row.section not in _SECTIONS:
            raise DataError(f"{place}: no section is called {row.section!r}")
        _note_first(first, row.word, place)
        always, own = _SECTIONS[row.section]
        _add(lists, row.word, [always, *_find_places(row, own, place)])
    if missing := {*_SECTIONS, *APART} - sections:
        raise DataError(f"{names}: lacks rows of {', '.join(sorted(missing))}")
    lists["words"] = dict.fromkeys(first, "")
    _add_clauses(lists, verbs, first)
    _derive(lists)
    return lists


def _note_first(first: dict[str, str], word: str, place: str) -> None:
    if word in first:
        raise DataError(f"{place}: {word!r} has a row already: {first[word]}")
    first[word] = place


def _add(lists: Lists, word: str, places: Iterable[_Places]) -> None:
    for found in places:
        for name, value in found:
            lists[name][word] = value


def _find_places(row: Row, own: Mapping[str, _Places], place: str) -> list[_Places]:
    """Where the classes of a row put its word; the first must be one of the section's own, if it has any."""
    known = {**_ANYWHERE, **own}
    if strange := [name for name in row.classes if name not in known]:
        raise DataError(f"{place}: {row.word!r}: no class of {row.section} is called {', '.join(strange)}")
    if own and row.classes[0] not in own:
        raise DataError(f"{place}: {row.word!r}: its first class must be one of {', '.join(own)}")
    return [known[name] for name in row.classes]


def _add_clauses(lists: Lists, path: Path, first: dict[str, str]) -> None:
    """Adds what the words of clauses are to names. What else is wrong with their rows, `kg.clauses` tells."""
    raw, lines = read_rows(path)
    for word, fields in _list_entries(raw, "verbs"):
        place = f"{path}:{lines.get(word, 0)}"
        _note_first(first, word, place)
        row = Row("verbs", word, _list_classes(fields), 0)
        _add(lists, word, _find_places(row, {}, place))
        _add(lists, word, [_find_said(word, fields)])
        if len(word) > 1:
            is_inside = not {"soft", "opener"}.isdisjoint(row.classes)
            _add(lists, word, [_put("name_followers", "words"), () if is_inside else _put("stops")])
    for word, fields in (*_list_entries(raw, "verbs"), *_list_entries(raw, "nouns")):
        if (told := _TOLD.get(str(fields.get("is")))) is not None:
            lists["told_events"][word] = told
    lists["planned"] = dict.fromkeys(_list_small(raw, "planned"), "")
    for part, places in _SMALL.items():
        for word in _list_small(raw, part):
            if word not in first and len(word) > 1:
                _add(lists, word, [places, _put("words")])


def _list_entries(raw: Mapping[str, Any], part: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = raw.get(part)
    for word, row in rows.items() if isinstance(rows, dict) else ():
        yield str(word), row if isinstance(row, dict) else {"is": str(row)}


def _list_small(raw: Mapping[str, Any], part: str) -> list[str]:
    """Gives the words of a part that lists them, by what they are or not."""
    rows = raw.get(part)
    lists = rows.values() if isinstance(rows, dict) else (rows,)
    return [str(word) for found in lists if isinstance(found, list) for word in found]


def _list_classes(fields: Mapping[str, Any]) -> tuple[str, ...]:
    classes = fields.get("names", [])
    return tuple(map(str, classes if isinstance(classes, list) else [classes]))


def _find_said(word: str, fields: Mapping[str, Any]) -> _Places:
    entry = str(fields.get("is"))
    if len(word) == 1:
        return _SAID_BY_ANY.get(entry, ())
    return () if entry == "talk" and fields.get("needs") else _SAID.get(entry, ())


def _derive(lists: Lists) -> None:
    """Adds what follows: a series that is held is an event; what may follow a person; no name begins with a word."""
    held = lists["event_initiative_heads"].items()
    lists["event_heads"] |= {
        word: kind for word, kind in held if word not in lists["quoted_initiatives"] or word in lists["bare_events"]
    }
    kinds = lists["event_heads"]
    lists["told_events"] |= {
        word: "any" if kinds.get(word, "other") == "other" else kinds[word] for word in lists["told"]
    }
    followers = (*lists["stops"], *lists["honorifics"], *_DIGITS)
    lists["name_followers"] |= dict.fromkeys(followers, "")
    lists["small_words"] = {word: "" for word in lists["name_followers"] if len(word) == 1}
    lists["words"] = {word: "" for word in lists["words"] if len(word) > 1}

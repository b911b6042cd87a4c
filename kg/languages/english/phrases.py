"""Reads every named stretch of an English sentence, by shape and by the names already known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kg.languages.english.barenames import find_bare_names
from kg.languages.english.lexicon import EnglishLexicon
from kg.languages.english.names import find_last, read_name, read_named_after
from kg.languages.english.nouns import CLOSING, DASHES, read_agreement, read_event, read_mechanism, read_title
from kg.languages.english.people import read_artist, read_artists, read_bare_person, read_person
from kg.languages.english.posts import CAPACITIES, read_lower_post, read_plural_post, read_post
from kg.languages.english.reader import Reader
from kg.languages.english.tokens import Words, read_words
from kg.languages.phrase import KnownName, Phrase

_LED = frozenset({"led", "headed", "of", "from", "comprises", "comprised", "includes", "included", "consists"})
_EVENT_VERBS = ("chaired", "organised", "hosted", "presented", "attended", "officiated", "held", "staged", "convened")
_MEANT = dict.fromkeys(_EVENT_VERBS, "event") | dict.fromkeys(("signed", "inked", "renewed"), "agreement")
_SILENT = frozenset("w.,;:()'&")  # classes at which no name starts


def read_phrases(
    sentence: str, known: Mapping[int, KnownName], lexicon: EnglishLexicon, *, surnames: frozenset[str] = frozenset()
) -> list[Phrase]:
    """Reads the phrases of a sentence's reading text, in order; `known` maps a position to the name that starts
    there."""
    words = read_words(sentence, lexicon)
    reader = Reader(words, lexicon, _place_known(words, known), surnames)
    reader.people = find_bare_names(reader)  # before all else: no body, post or place goes on into a person's name
    phrases: list[Phrase] = []
    after = 0
    telling, placed = _collect_telling(lexicon), reader.known
    for at, (text, letter) in enumerate(zip(words.texts, words.classes, strict=True)):
        if at < after or (letter in _SILENT and text not in telling and at not in placed):
            continue
        found, after = _read_at(reader, at, phrases)
        phrases += found
    return sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end))


def _place_known(words: Words, known: Mapping[int, KnownName]) -> dict[int, tuple[int, str]]:
    """Puts known names on whole words; one that begins or ends inside a word ("Hong Kong-Guangzhou") is none."""
    placed: dict[int, tuple[int, str]] = {}
    for start, name in known.items():
        first, last = bisect_left(words.starts, start), bisect_left(words.ends, name.end)
        if words.starts[first : first + 1] == [start] and words.ends[last : last + 1] == [name.end]:
            placed[first] = (last + 1, name.kind)
    return placed


def _read_at(reader: Reader, at: int, before: list[Phrase]) -> tuple[list[Phrase], int]:
    letter = reader.letter(at)
    if letter in '"“' and at not in reader.known:
        title = read_title(reader, at)
        return ([title], find_last(reader, title)) if title is not None else ([], at + 1)
    if at in reader.people:
        bare = read_bare_person(reader, at, reader.people[at])
        if bare is not None:
            return [bare], reader.people[at]
    if letter == "H":
        person = read_named_after(reader, at) or read_person(reader, at)
        if person is not None:
            return [person], find_last(reader, person)
    plural = read_plural_post(reader, at)
    if plural is not None:
        return [plural], find_last(reader, plural)
    if letter in "CMPBLIA" or letter == "D" or at in reader.known:
        found, after = _read_capitals(reader, at)
        if found and _is_subtitle(reader, at, found[0]):
            return [], after
        if found:
            return found, after
    if letter in "mp":
        found, after = read_lower_post(reader, at, _find_owner(reader, at, before))
        if found:
            if found[0].of is not None and before and found[0].of is before[-1]:
                before.pop()
            return found, after
    return _read_small(reader, at)


def _is_subtitle(reader: Reader, at: int, phrase: Phrase) -> bool:
    """ "the Lantern Business Dinner – Partnership for Growth": what a name goes on with behind a dash."""
    is_behind = (
        reader.text(at - 1) in DASHES
        and not reader.is_known_end(at - 1)
        and reader.is_capital(at - 2)
        and at not in reader.known
    )
    return is_behind and phrase.kind in ("body", "initiative", "name", "event")


def _is_acting(reader: Reader, at: int) -> bool:
    """ "The delegation visited ..."; not "members of the delegation", "the delegation led by Ms X"."""
    is_the = reader.text(at - 1) in ("The", "the")
    return is_the and reader.text(at + 1) not in _LED and reader.text(at - 2) not in reader.lexicon.phrase_stops


@cache
def _collect_telling(lexicon: EnglishLexicon) -> frozenset[str]:
    """The small words at which a phrase may start or have its head; at all others there is nothing to read."""
    heads = (
        ("said", "chief"),
        lexicon.delegations,
        lexicon.event_heads,
        lexicon.agreement_heads,
        lexicon.mechanism_heads,
        lexicon.occupations,
        tuple(f"{word}s" for word in lexicon.occupations),
        lexicon.pronouns,
        lexicon.plural_posts,
    )
    words = {word for group in heads for word in group}
    return frozenset(words | {word.capitalize() for word in words})


def _read_small(reader: Reader, at: int) -> tuple[list[Phrase], int]:
    text = reader.text(at)
    telling = _collect_telling(reader.lexicon)
    if text not in telling and text.lower() not in telling and text not in reader.lexicon.agreement_capitals:
        return [], at + 1
    gender = reader.lexicon.pronouns.get(text.lower())
    words = reader.words
    if gender == "thing" and at and reader.text(at - 1) not in (",", "that"):  # "co-chaired it with": no subject
        return [], at + 1
    if gender == "thing" and at == 0 and (meant := _find_meant(reader)):
        return [Phrase(meant, words.starts[at], words.ends[at], text, head="event", is_short=True)], at + 1
    if gender is not None:
        kind = "body" if gender == "thing" else "person"
        return [Phrase(kind, words.starts[at], words.ends[at], text, head=gender, is_short=True)], at + 1
    if text in reader.lexicon.delegations and _is_acting(reader, at):
        return [Phrase("person", words.starts[at - 1], words.ends[at], text, head="delegation", is_short=True)], at + 1
    if text == "chief" and reader.text(at - 2) in ("The", "the") and reader.text(at - 1).islower():
        span = words.span(at - 2, at + 1)  # "the finance chief"
        return [Phrase("person", words.starts[at - 2], words.ends[at], span, head="chief", is_short=True)], at + 1
    for read in (read_event, read_agreement, read_mechanism):
        phrase = read(reader, at)
        if phrase is not None:
            return [phrase], find_last(reader, phrase)
    artist = read_artist(reader, at)
    artists = [artist] if artist is not None else read_artists(reader, at)
    return (artists, find_last(reader, artists[-1])) if artists else ([], at + 1)


def _find_meant(reader: Reader) -> str:
    """ "It was co-chaired by ..." is of an event, "It was signed by ..." of an agreement; gives "" where it may be
    a body."""
    words = [
        word for word in reader.words.texts[1:6] if word not in ("was", "is", "will", "be", "also", "jointly", "being")
    ]
    return _MEANT.get(words[0].removeprefix("co-").replace("organized", "organised"), "") if words else ""


def _find_owner(reader: Reader, at: int, before: list[Phrase]) -> Phrase | None:
    """Gives the body or place that stands right before word `at`: "Standing Committee" member, "Shenzhen" mayor."""
    if (
        before
        and at
        and before[-1].end == reader.words.ends[at - 1]
        and before[-1].kind in ("body", "place", "mechanism")
    ):
        return before[-1]
    return None


def _read_capitals(reader: Reader, at: int) -> tuple[list[Phrase], int]:
    posts, after = read_post(reader, at)
    if posts:
        return posts, after
    if _is_address(reader, at):
        return [], reader.find_run_end(at)
    found = _read_capital_name(reader, at)
    return found, find_last(reader, max(found, key=lambda phrase: phrase.end)) if found else at


def _is_address(reader: Reader, at: int) -> bool:
    """ "President Quill": whom a title and a surname name is no body."""
    last = reader.find_run_end(at) - 1
    is_titled = last > at and reader.words.classes[at:last].strip("MP") == ""
    is_address = is_titled and reader.text(last - 1) in reader.lexicon.address_titles
    return is_address and reader.letter(last) == "C" and not {at, last} & reader.known.keys()


def _read_capital_name(reader: Reader, at: int) -> list[Phrase]:
    pact = read_agreement(reader, at) if reader.text(at) in reader.lexicon.agreement_heads else None
    name = read_name(reader, at) if pact is None else None
    if name is not None and reader.text(at - 1) in CLOSING and find_last(reader, name) == at + 1:
        name = read_event(reader, at) or name  # "the "Lanterns for All" Webinar"
    if name is not None and reader.text(at).lower() in CAPACITIES and reader.letter(find_last(reader, name)) in "mp":
        name = read_name(reader, at + 1)  # "Former | Lantern Board member"
    if name is None or _is_crowd(reader, name) or (at == 0 and _is_plain_opening(reader, name)):
        return [pact] if pact is not None else []
    if (
        name.kind == "agreement"
        or reader.known.get(at, (0, ""))[1] == "agreement"
        or (name.kind == "name" and name.head in reader.lexicon.agreement_capitals)
    ):
        return _read_capital_agreement(reader, at, name)
    longer = _read_after_bracket(reader, at, name, find_last(reader, name))
    if longer is not None:
        return [longer, _drop_edition(reader, at, name)]
    if reader.text(at).isdigit():  # "the 2024 Lantern Council (LC) Assembly"
        name = _drop_edition(reader, at, name)
    if name.kind == "event":
        head = bisect_left(reader.words.ends, name.start + len(name.text))
        name = read_event(reader, head) or name
    return [name]


def _drop_edition(reader: Reader, at: int, owner: Phrase) -> Phrase:
    """ "28th Lantern Orchestra (LO) Summer Camp": the number is the camp's, not the orchestra's."""
    if reader.letter(at) != "D" or owner.kind != "body":
        return owner
    return replace(owner, start=reader.words.starts[at + 1], text=owner.text.removeprefix(reader.text(at)).lstrip())


def _is_crowd(reader: Reader, name: Phrase) -> bool:
    """ "Moon Economic Leaders": people whom nobody names."""
    last = name.text.rpartition(" ")[2]
    return name.kind == "name" and last in reader.lexicon.crowds and name.abbreviation is None


def _is_plain_opening(reader: Reader, name: Phrase) -> bool:
    """ "Arriving in Porto": one unknown word with a capital only because it opens the sentence."""
    return (
        name.kind == "name"
        and 0 not in reader.known
        and name.abbreviation is None
        and name.text[1:].islower()
        and " " not in name.text
    )


def _read_capital_agreement(reader: Reader, at: int, name: Phrase) -> list[Phrase]:
    known_end, known_kind = reader.known.get(at, (0, ""))
    if known_kind == "agreement":
        words = reader.words
        start, text = words.starts[at], words.span(at, known_end)
        return [Phrase("agreement", start, words.ends[known_end - 1], text, head=reader.text(at))]
    heads = (n for n in range(at, find_last(reader, name)) if reader.text(n) in reader.lexicon.agreement_capitals)
    return [read_agreement(reader, next(heads, at)) or name]


def _is_series(reader: Reader, at: int, *, is_edition: bool) -> bool:
    """Whether a word heads the name of what comes round: "Convention"; "Meeting" where it is annual or an edition."""
    company = reader.lexicon.initiative_head_company.get(reader.text(at))
    is_head = reader.text(at) in reader.lexicon.initiative_heads
    return is_head and (company is None or is_edition or reader.text(at - 1) in company)


def _read_after_bracket(reader: Reader, at: int, name: Phrase, after: int) -> Phrase | None:
    """ "Hospital Authority (HA) Convention 2026": a name that goes on after its owner's abbreviation."""
    if name.abbreviation is None or not reader.is_capital(after):
        return None
    rest = read_name(reader, after)
    if rest is None:
        return None
    end = find_last(reader, rest)
    is_edition = reader.letter(at) == "D"
    series = next((reader.text(n) for n in range(after, end) if _is_series(reader, n, is_edition=is_edition)), "")
    if rest.kind != "event" and not series and reader.text(end - 1).lower() not in reader.lexicon.event_heads:
        return None
    return Phrase(
        "initiative" if series else "event", reader.words.starts[at], rest.end, f"{name.text} {rest.text}",
        head=series or rest.head,
        abbreviation=f"{name.abbreviation} {rest.text}",
    )  # fmt: skip

"""Shares what a list of titles says once: a body named with the last or the first of them, a field of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.grammar import Rule
from kg.languages.language import Language
from kg.languages.phrase import Phrase
from kg.mentions.mentions import Mention
from kg.mentions.rows import Slot
from kg.patterns import get_expression, get_words

_BODIES = ("body", "mechanism")
_OWNERS = (*_BODIES, "name")
WIDEST_GAP = 20  # characters between two titles of one list: ", as well as the "


def group_posts(slot: Slot, rules: Mapping[str, Rule], language: Language) -> list[list[tuple[Mention, str]]]:
    """The titles of a slot, by those that may share a body: where it stands in front, those of one rule, and who acts
    does so where they serve, "潮汐局副局長潘愛倫署任局長", unless the office is a known one; else those of one list,
    not the stages of a career."""
    if get_words(language, "title_sharing") != "backward":
        return _group_listed(slot.posts)
    groups: list[list[tuple[Mention, str]]] = []
    for mention, rule_id in slot.posts:
        if groups and (groups[-1][-1][1] == rule_id or (rules[rule_id].capacity == "acting" and not mention.ids)):
            groups[-1].append((mention, rule_id))
        else:
            groups.append([(mention, rule_id)])
    return groups


def _group_listed(posts: Sequence[tuple[Mention, str]]) -> list[list[tuple[Mention, str]]]:
    groups: list[list[tuple[Mention, str]]] = []
    for mention, rule_id in posts:
        last = groups[-1][-1][0].phrase if groups else None
        if last is not None and 0 <= mention.phrase.start - last.end <= WIDEST_GAP:
            groups[-1].append((mention, rule_id))
        else:
            groups.append([(mention, rule_id)])
    return groups


def share_body(phrases: list[Phrase], language: Language) -> list[Phrase]:
    """Gives each title of a list the body that another one names for it, as the language puts it."""
    is_backward = get_words(language, "title_sharing") == "backward"
    return _share_back(phrases, language) if is_backward else _share_forward(phrases, language)


def _share_forward(phrases: list[Phrase], language: Language) -> list[Phrase]:
    """ "Member of the Standing Committee and Director of the Y Office of the Z Committee": each unit is of the last
    one's body.

    A bare title ("Chairlady and Founder of X", "Vice Chairman and Chief Executive of X") takes the next one's body,
    an envoy ("Ambassador and Consul-General of X in Y") where the next one is posted; "Lantern Secretary and Chairman
    of X" does not. The two are held alike: "Acting Vice-President and Provost of X", "former Chairman and Chief
    Executive of X".
    """
    if not phrases:
        return []
    last = phrases[-1]
    parent = last.of.of if last.of is not None and last.of.kind in _BODIES else None
    shared = [_give_parent(phrase, parent) for phrase in phrases[:-1]] + [last]
    for at in range(len(shared) - 2, -1, -1):
        title, following = shared[at].title, shared[at + 1]
        owner, is_bare = following.of, shared[at].of is None and shared[at].text == title
        is_rank = get_expression(language, "rank_title").fullmatch(title) is not None
        posting = get_expression(language, "posted_title").fullmatch(following.title)
        if is_bare and is_rank and owner is not None and owner.kind in _OWNERS:
            shared[at] = share_owner(shared[at], following)
            is_plain = following.capacity == "substantive"
            shared[at + 1] = replace(following, capacity=shared[at].capacity) if is_plain else following
        elif is_bare and posting is not None and get_expression(language, "envoy").fullmatch(title):
            whole = f"{title}{posting['posting']}"
            shared[at] = replace(shared[at], title=whole, text=whole, of=owner)
    return shared


def share_owner(title: Phrase, following: Phrase) -> Phrase:
    """Gives a bare title the body of the one behind it, with the words that name it."""
    tail = following.text[len(following.title) :] if following.text.startswith(following.title) else ""
    return replace(title, of=following.of, text=f"{title.title}{tail}")


def _share_back(phrases: list[Phrase], language: Language) -> list[Phrase]:
    """ "燈籠集團主席兼行政總裁": a bare title behind another one is of the same body; who governs a place is no officer
    of the party committee there, but of the place: "佛山市委副書記、市長"."""
    governing = get_expression(language, "governing_title")
    shared: list[Phrase] = []
    for phrase in phrases:
        owner = shared[-1].of if shared else None
        is_bare = phrase.of is None and owner is not None and owner.kind in _BODIES
        is_bare = is_bare and owner is not None and is_fitting(phrase.title, owner.text, language)
        if is_bare and owner is not None and (governor := governing.search(phrase.title)) is not None:
            place = next((part for part in owner.inner if part.kind == "place"), None) or _find_seat(owner, language)
            if place is not None and place.text[-1:] != governor.group()[0]:
                place = None  # 廣東省委常委、市長: of whichever city
            whole = f"{place.text}{phrase.text}" if place is not None else phrase.text
            shared.append(replace(phrase, text=whole, title=whole, of=place))
        else:
            shared.append(replace(phrase, of=owner) if is_bare and owner is not None else phrase)
    return shared


def is_fitting(title: str, body: str, language: Language) -> bool:
    """Whether a title that says what its body is called, 館長, may be of a body of that name."""
    return get_expression(language, "fitting_title").fullmatch(f"{title}\n{body}") is not None


def _find_seat(body: Phrase, language: Language) -> Phrase | None:
    """ "佛山市委": the place that a party committee names."""
    found = get_expression(language, "committee_seat").fullmatch(body.text)
    if found is None:
        return None
    return Phrase("place", body.start + found.start("place"), body.start + found.end("place"), found["place"])


def share_fields(phrases: list[Phrase], language: Language) -> list[Phrase]:
    """ "the Under Secretary for Tides, Mr A, will be the Acting Secretary": of the same field."""
    bare, fielded = get_expression(language, "fieldless_title"), get_expression(language, "title_field")
    if not any(bare.match(phrase.title) for phrase in phrases):
        return phrases
    fields = [field["field"] for phrase in phrases if (field := fielded.search(phrase.title)) is not None]
    label = get_words(language, "field_label")
    return [
        replace(
            phrase,
            title=label.format(title=phrase.title, field=fields[0]),
            text=label.format(title=phrase.text, field=fields[0]),
        )
        if fields and bare.match(phrase.title)
        else phrase
        for phrase in phrases
    ]


def _give_parent(phrase: Phrase, parent: Phrase | None) -> Phrase:
    body = phrase.of
    if (
        parent is None
        or body is None
        or body.text == parent.text
        or body.text.isupper()
        or body.kind != "body"
        or body.of is not None
        or body.is_short
    ):
        return phrase
    if len(body.text.split()) > 3 or body.abbreviation or any(part.kind == "place" for part in body.inner):
        return phrase
    return replace(phrase, of=replace(body, of=parent, text=f"{body.text} of the {parent.text}"))

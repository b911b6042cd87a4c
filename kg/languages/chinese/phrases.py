"""Reads every named stretch of a Chinese sentence, by the words that close names and by the names already known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.languages.chinese.bodies import read_body, read_known_name, read_short
from kg.languages.chinese.builder import BODIES, NAMED, Builder
from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.offices import read_known_post, read_post
from kg.languages.chinese.persons import read_known_person, read_latin, read_pronoun
from kg.languages.chinese.places import read_contained, read_place, read_unknown
from kg.languages.chinese.quotes import read_mark
from kg.languages.chinese.series import REFERRING, read_agreement, read_event
from kg.languages.chinese.tokens import Token, read_tokens
from kg.languages.phrase import KnownName, Phrase

_WEAKER = ("event", "initiative", "agreement")
_LONGEST_INSIDE = 2  # characters between a head inside a name and the one that closes it
_LONGEST_REST = 10  # characters between a place inside a body's name and its head


def read_phrases(
    sentence: str, known: Mapping[int, KnownName], lexicon: ChineseLexicon, *, surnames: frozenset[str] = frozenset()
) -> list[Phrase]:
    """Reads the phrases of a sentence's reading text, in order; `known` maps a position to the name that starts
    there."""
    builder = Builder(sentence, read_tokens(sentence, known, lexicon), lexicon, surnames)
    for number, token in enumerate(builder.tokens):
        reader = _READERS.get(token.kind)
        if reader is not None and token.start >= builder.skip_to:
            builder.at = number
            reader(builder, token)
    builder.close()
    return sorted(builder.phrases, key=lambda phrase: (phrase.start, -phrase.end))


def _read_stop(builder: Builder, token: Token) -> None:
    builder.stop(token.end)
    read_short(builder, token)
    if builder.begin == token.end:
        read_unknown(builder, token)


def _read_number(builder: Builder, token: Token) -> None:
    """ "順暉路33號|旅檢大樓": what follows the number of a house is a name of its own."""
    builder.stop(token.end)


def _read_soft(builder: Builder, token: Token) -> None:
    """ "為", "與" and their like stand inside names, but none begins with one."""
    base = builder.base
    if token.start == builder.begin or builder.is_far(token) or (base is not None and base.end == token.start):
        builder.stop(token.end)


def _read_opener(builder: Builder, token: Token) -> None:
    """ "檢測" begins a name only where one must begin: 轄下的|檢測認證工作組, but 將檢測|工作組…"""
    if builder.is_far(token) or (token.start == builder.begin and not builder.has_nominal_front(token.start)):
        builder.stop(token.end)


def _read_capacity(builder: Builder, token: Token) -> None:
    """ "現任|潮汐協會會長", "、前|廣州市市長", "會署理|局長": no body's name begins with what tells the capacity."""
    front = builder.sentence[builder.begin : token.start]
    is_front = (not front or front in builder.lexicon.planned) and builder.base is None
    is_free = builder.left is None or builder.left.end != builder.begin or builder.left.kind == "person"
    if is_front and is_free and (len(token.text) > 1 or builder.has_nominal_front(token.start)):
        builder.start(token.end)


def _read_joint(builder: Builder, token: Token) -> None:
    """ "和" stops a name unless it stands in the middle of one: 文化和旅遊部."""
    if token.text == "兼" and builder.left is not None and builder.left.kind == "post":
        builder.start(token.end)
    elif token.start == builder.begin or (builder.base is not None and builder.base.end == token.start):
        builder.stop(token.end)


def _read_known(builder: Builder, token: Token) -> None:
    is_named = token.word == "post" or token.word in BODIES
    if is_named and builder.sentence.endswith(tuple(builder.lexicon.elsewhere), 0, token.start):
        following = builder.find_token(token.end)  # 當地|教育局|局長: another one than that which is known by the name
        builder.skip_to = following.end if following is not None and following.word == "post" else token.end
        builder.stop(builder.skip_to)
        return
    if builder.base is not None and token.word not in NAMED:
        builder.close()
    if token.word == "person":
        read_known_person(builder, token)
    elif token.word in NAMED:
        read_known_name(builder, token)
        if token.word == "place":
            read_contained(builder, token.end)
    elif token.word == "post":
        read_known_post(builder, token)
    else:
        builder.close()
        builder.add(builder.make_known(token))


def _read_head(builder: Builder, token: Token) -> None:
    if builder.is_far(token):
        builder.stop(token.end)
        return
    is_told = builder.sentence.endswith(REFERRING, 0, token.start)  # 是次|演習消防局派員
    is_inside = token.word in _WEAKER and not is_told
    if is_inside and (_is_inside(builder, token, _LONGEST_INSIDE) or _is_in_place(builder, token)):
        return
    if token.text in builder.lexicon.verbal_posts and _stands_behind_person(builder, token):
        builder.stop(token.end)  # 何國華|代表|市委: a verb
        return
    if token.word == "post" and (
        _is_inside(builder, token, 0) or _is_in_unit(builder, token) or _is_in_meeting(builder, token)
    ):
        return
    if token.word == "place" and _is_inside(builder, token, _LONGEST_REST):
        return
    _HEAD_READERS[token.word](builder, token)


def _stands_behind_person(builder: Builder, token: Token) -> bool:
    left = builder.left
    return builder.base is None and left is not None and left.kind == "person" and left.end == token.start


def _is_inside(builder: Builder, token: Token, longest: int) -> bool:
    """Whether a head stands inside a longer name: 旅遊及會議|辦公室, 皇家工程|科學院, 海岸公園|委員會."""
    inner = ("opener",) if token.word == "place" else ("soft", "opener")
    for other in builder.list_following():
        if other.start - token.end > longest:
            return False
        is_head = other.kind == "head"
        if other.kind not in inner and not (is_head and (other.word == "place" or other.word in _WEAKER)):
            is_longer = is_head and other.word in ("body", "mechanism")
            return is_longer and other.text not in builder.lexicon.whole_stems
    return False


def _is_in_place(builder: Builder, token: Token) -> bool:
    """ "燈籠運動會|體育館": a place named after an event."""
    following = builder.find_token(token.end)
    return token.word != "agreement" and following is not None and (following.kind, following.word) == ("head", "place")


def _is_in_unit(builder: Builder, token: Token) -> bool:
    """ "財政部|教師工作司": whether people are what a unit of the body in front is about."""
    following = next(builder.list_following(), None)
    return (
        token.text in builder.lexicon.person_posts
        and builder.base is not None
        and builder.base.word == "body"
        and following is not None
        and (following.kind, following.word) in (("opener", ""), ("head", "body"))
    )


def _is_in_meeting(builder: Builder, token: Token) -> bool:
    """ "燈籠管理部長|會議": a meeting named after those who sit in it."""
    following = next(builder.list_following(), None)
    return (
        following is not None
        and following.kind == "head"
        and following.start - token.end <= _LONGEST_INSIDE
        and following.text not in builder.lexicon.verbal_events
        and builder.lexicon.event_heads.get(following.text) == "meeting"
    )


_HEAD_READERS: Mapping[str, Callable[[Builder, Token], None]] = {
    "post": read_post,
    "body": read_body,
    "mechanism": read_body,
    "place": read_place,
    "agreement": read_agreement,
    "event": read_event,
    "initiative": read_event,
}
_READERS: Mapping[str, Callable[[Builder, Token], None]] = {
    "known": _read_known,
    "head": _read_head,
    "stop": _read_stop,
    "number": _read_number,
    "mark": read_mark,
    "soft": _read_soft,
    "opener": _read_opener,
    "capacity": _read_capacity,
    "joint": _read_joint,
    "pronoun": read_pronoun,
    "latin": read_latin,
}

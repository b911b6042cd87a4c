"""Reads the names of places: 西貢區, 瑞金葉坪革命舊址群, 轉往|維哥."""

from __future__ import annotations

from kg.languages.chinese.bodies import compile_generic, is_name, is_own, pass_over
from kg.languages.chinese.builder import Builder
from kg.languages.chinese.offices import meets_person
from kg.languages.chinese.tokens import JOINTS, Token
from kg.languages.phrase import Phrase

_SHORTEST_NATURAL, _LONGEST_NATURAL = 2, 4  # characters in front of 山, 洲, 河
_SHORTEST_UNKNOWN, _LONGEST_UNKNOWN = 2, 6
_CLOSING = ("mark", "stop", "soft", "joint")
_LONGEST_FIELD = 6  # characters of a title between a house and the head of the title
_INSIDE_TITLES = ("soft", "opener", "capacity")


def read_place(builder: Builder, token: Token) -> None:
    """Reads what a place's head closes; it may still be the front of a longer name."""
    _cut_list(builder, token)
    _cut_country(builder, token)
    own = builder.read_own(token)
    left = builder.left
    if _is_staffed(builder, own, token):
        start = builder.find_name_start()
        builder.add(Phrase("body", start, token.end, own + token.text, head=token.text))
        return
    is_venue = _is_venue(builder, own, token)
    if not is_venue and _may_go_on(builder, own, token):
        return
    if builder.base is None and left is not None and left.kind == "body" and left.end == builder.begin and own:
        pass_over(builder, token)
    elif is_venue or (is_name(builder, own, token.text) and own + token.text not in builder.lexicon.generic_places):
        start = builder.find_name_start()
        builder.base, builder.left = Token("known", start, token.end, own + token.text, "place"), None
    else:
        pass_over(builder, token)


def _is_staffed(builder: Builder, own: str, token: Token) -> bool:
    """ "國家大劇院|舞美總監何國華": whether the office of somebody stands behind a house with a name, which then is the
    body that he or she serves."""
    following = next((other for other in builder.list_following() if other.kind not in _INSIDE_TITLES), None)
    if token.text not in builder.lexicon.staffed or following is None or following.word != "post":
        return False
    is_title = following.kind == "head" and following.start - token.end <= _LONGEST_FIELD
    is_named = is_name(builder, own, token.text) or (len(own) >= _SHORTEST_UNKNOWN and is_own(own))
    is_served = builder.sentence.endswith(tuple(builder.lexicon.serving), 0, builder.find_name_start())
    return is_title and is_named and (is_served or meets_person(builder, following.end))


def _may_go_on(builder: Builder, own: str, token: Token) -> bool:
    """ "香園|圍管制站", "港口|貿易博物館": a head right at the front of a longer name; no 山 is known by its head."""
    if token.text in builder.lexicon.natural_heads:
        is_named = _SHORTEST_NATURAL <= len(own) <= _LONGEST_NATURAL and _is_goal(builder)
        return builder.base is not None or not is_named
    if builder.base is not None or token.start - builder.begin != len(own):
        return False
    return len(own) == 1 or (not own and builder.has_nominal_front(token.start))


def _is_venue(builder: Builder, own: str, token: Token) -> bool:
    """ "在|文化中心", "途經文化中心和|藝術館": a house of which the city has one."""
    if own or token.text not in builder.lexicon.bare_places:
        return False
    last = builder.phrases[-1] if builder.phrases else None
    is_listed = False
    if last is not None and last.kind == "place":
        between = builder.sentence[last.end : token.start]
        is_listed = between == "、" or between in JOINTS
    return is_listed or _is_goal(builder)


def _is_goal(builder: Builder) -> bool:
    """Whether somebody goes to, or is at, what begins here."""
    return builder.sentence.endswith(tuple(builder.lexicon.travel | builder.lexicon.stays), 0, builder.begin)


def read_unknown(builder: Builder, token: Token) -> None:
    """ "轉往|維哥，": what stands alone behind a verb of motion is a place; behind 在 only if it sounds foreign."""
    is_travel = token.text in builder.lexicon.travel
    if not is_travel and token.text not in builder.lexicon.stays:
        return
    end = find_unknown_end(builder, token.end)
    name = builder.sentence[token.end : end]
    if end is None or (not is_travel and (len(name) < 3 or not is_foreign(builder, name) or _is_soft(builder, end))):
        return
    if builder.sentence.startswith("的", end) and not is_foreign(builder, name):
        return  # 前往空氣流通|的地方
    if name in builder.lexicon.generic_places or compile_generic(builder.lexicon).fullmatch(name):
        return
    add_unknown(builder, token.end, end)


def _is_soft(builder: Builder, at: int) -> bool:
    token = builder.find_token(at)
    return token is not None and token.kind == "soft"


def read_contained(builder: Builder, at: int) -> bool:
    """ "西班牙|維哥": what sounds foreign behind the name of its country."""
    end = find_unknown_end(builder, at)
    if end is None or not is_foreign(builder, builder.sentence[at:end]):
        return False
    builder.close()
    add_unknown(builder, at, end)
    return True


def add_unknown(builder: Builder, start: int, end: int) -> None:
    """Adds a place by its name alone; from now on the release knows it."""
    name = builder.sentence[start:end]
    builder.add(Phrase("place", start, end, name, abbreviation=name))


def find_unknown_end(builder: Builder, start: int) -> int | None:
    """Where the plain characters end that stand between two words, if they may be a name."""
    following = next(builder.list_following(), None)
    end = following.start if following is not None else len(builder.sentence)
    is_closed = following is None or following.kind in _CLOSING
    return end if is_closed and _SHORTEST_UNKNOWN <= end - start <= _LONGEST_UNKNOWN else None


def is_foreign(builder: Builder, name: str) -> bool:
    """Whether a name is written only with characters that stand for foreign sounds."""
    return set(name) <= builder.lexicon.sounds


def _cut_country(builder: Builder, token: Token) -> None:
    """ "比利時|那慕爾省": a foreign name behind its country is a place of its own."""
    base = builder.base
    if base is not None and base is builder.find_token(base.start):
        rest = builder.sentence[base.end : token.start]
        if len(rest) > 1 and is_foreign(builder, rest) and token.text in "省州市縣郡":
            builder.start(base.end, builder.add(builder.make_known(base)))


def _cut_list(builder: Builder, token: Token) -> None:
    """ "冷倉和港口貿易博物館": no place has "和" in its name."""
    start = builder.find_name_start()
    at = max(builder.sentence.rfind(joint, start, token.start) for joint in "和及與於在")
    if at > start:
        if builder.base is not None:
            builder.close()
        builder.start(at + 1)

"""Reads titles of office in a sentence, with the body they are of: 旅發局|主席, 波爾多市長, 出任|總監."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from kg.languages.chinese.bodies import POSTED, SEATS, compile_generic, find_front, is_home, pass_over
from kg.languages.chinese.builder import BODIES, NAMED, Builder
from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.posts import Title, make_post, read_title, split_known_title
from kg.languages.chinese.tokens import Token
from kg.languages.phrase import Phrase

_SHORTEST_OWN = 4  # characters of a body's name that may have the city in front: 廣州市|南沙區委
_SHORTEST_HEAD = 2  # characters of a head that may stand for the body it ends: 協進會
_LONGEST_FIELD = 10  # characters of a title in front of its head
_FIELD = re.compile(r"（[^（），。、；]{1,12}）")
_FORMS = ("公司", "有限公司", "股份有限公司", "集團")  # what a firm is, and no name of it
_BREAKS = frozenset("，、。；！？")
_FARTHEST_OFFICE = 12  # offices of a list, from the last one on, of which one may say the body
_JOINT = re.compile("、|，?以及|，?及|和|暨|兼")  # between two offices of a list
_CHIEFS = ("局長", "署長")  # of a body that has units
_UNIT = re.compile("[^省市區縣州]{2,}[廳處科]")  # a unit's own name
_FIELDS = re.compile("(?:[一-鿿]{2,5}、)+")
_ORGANS = ("委", "政府", "人民政府", "人大", "政協")  # of a city or province
_BUREAU = re.compile("[^省市區縣州]{2,}[局廳]")
_GOVERNOR = re.compile("副?(?P<seat>[省市區縣鎮鄉州])長")
_SEAT = re.compile(r"(?P<place>\w+[省市區縣鎮鄉州])(?:委(?:員會)?|(?:人民)?政府|政協|人大|副?.長)?")


def read_known_post(builder: Builder, token: Token) -> None:
    """Reads a title that a table knows: it is of the body left of it, or of the one that its name begins with."""
    name = split_known_title(token.text, builder.lexicon)
    front = _find_known_front(builder, token, name or _find_bare_name(builder, token))
    name = name or (_find_bare_name(builder, token) if front is not None else "")
    left = builder.left if builder.left is not None and builder.left.end == token.start else None
    owner = left if left is not None and left.kind in NAMED and builder.begin == token.start else None
    if owner is not None and _is_city(builder, owner) and len(name) >= _SHORTEST_OWN:
        builder.drop(owner)  # 廣州市|南沙區委書記: the place is part of the body's name
        front, owner = owner.start, None
    elif (
        front is not None and builder.left is not None and builder.left.end == front and _is_city(builder, builder.left)
    ):
        front = builder.left.start  # 深圳市|青年|發展局局長
        builder.drop(builder.left)
    prefix = builder.sentence[builder.begin : token.start] if owner is None else ""
    capacity = read_title(prefix, "", builder.lexicon).capacity
    builder.drop(owner)
    if owner is None and name:
        start = token.start if front is None else front
        end = token.start + len(name)
        owner = builder.make_known(Token("known", start, end, builder.sentence[start:end], "body"))
        if left is None and front is not None and builder.left is not None and builder.left.end == front:
            owner = _own_by(builder, owner, builder.left)
        title = Title(token.text.removeprefix(name), "", capacity if front is None else "substantive")
    else:
        title = Title(token.text, "", capacity)
    start = owner.start if owner is not None else token.start
    _add_post(builder, make_post((start, token.end), title, owner))


def _own_by(builder: Builder, unit: Phrase, body: Phrase) -> Phrase:
    """ "中聯辦|教育科技部部長": the unit of the body right in front, if one is."""
    if body.kind != "body" or body.is_short:
        return unit
    builder.drop(body)
    return replace(unit, start=body.start, text=body.text + unit.text, of=body, inner=(body,))


def _is_city(builder: Builder, phrase: Phrase) -> bool:
    return phrase.kind == "place" and not is_home(builder, phrase.text) and phrase.text[-1] in "省市區縣州"


def _find_bare_name(builder: Builder, token: Token) -> str:
    """ "海關|副關長": a head alone, which is a body's name only with words in front."""
    return next((token.text[:n] for n in (2, 3) if token.text[:n] in builder.lexicon.body_heads), "")


def _find_known_front(builder: Builder, token: Token, name: str) -> int | None:
    """ "生態|發展局局長", "黃埔|海關副關長": the known title only ends a longer one."""
    prefix = builder.sentence[builder.begin : token.start]
    is_name = read_title(prefix, "", builder.lexicon).field != "" or compile_generic(builder.lexicon).fullmatch(prefix)
    if not name or not prefix or not is_name:
        return None
    return find_front(builder, replace(token, text=name, end=token.start + len(name), word="body"))


def read_post(builder: Builder, token: Token) -> None:
    """Reads a title by its head, with its modifiers and field."""
    owner = None if _take_field(builder) else _find_owner(builder)
    own = builder.sentence[builder.begin : token.start]
    title = read_title(own, token.text, builder.lexicon)
    if owner is None:
        owner, title = _find_listed_field(builder, token, title) or _split_owner(builder, token, title)
    is_short = title.field in builder.lexicon.body_heads and len(title.field) >= _SHORTEST_HEAD
    if owner is None and is_short and title.field[0] not in SEATS:
        at = builder.sentence.find(title.field, builder.begin)  # 協進會|會長: of the one that the text tells of
        owner = Phrase("body", at, at + len(title.field), title.field, head=title.field, is_short=True)
        title = title.without_field()
    if not _is_office(builder, token, title, owner):
        pass_over(builder, token)
        return
    builder.drop(owner)
    owner = None if owner is not None and owner.text in _FORMS else owner  # 燈籠（香港）有限公司|創辦人, 集團|主席
    builder.base = None
    first = owner.start if owner is not None else min(token.start, token.end - len(title.text))
    _add_post(builder, make_post((first, token.end), title, owner))


def _add_post(builder: Builder, post: Phrase) -> None:
    """ "前廣州市市長", "助理署長（供水）何國華": what stands around a title is part of it."""
    post = _note_places(builder, _note_capacity(builder, _place_in_list(builder, post)))
    field = _FIELD.match(builder.sentence, post.end)
    if field is not None and _is_person(builder, field.end()) and not _is_person(builder, post.end):
        post = replace(post, end=field.end(), text=post.text + field.group(), title=post.title + field.group())
        builder.skip_to = field.end()
    builder.add(post)


def _place_in_list(builder: Builder, post: Phrase) -> Phrase:
    """ "勞工局局長甲及|監察廳廳長乙", "佛山市委書記甲、|市長乙": a unit's head and a governor behind another office in
    a list of people are of the body and of the place of that one."""
    last = builder.phrases[-1] if builder.phrases else None
    if last is None or not _JOINT.fullmatch(builder.sentence, last.end, post.start):
        return post
    for held in islice(_list_held(builder, last), _FARTHEST_OFFICE):
        placed = _seat_governor(post, held) or _own_unit(builder, post, held) or _seat_body(builder, post, held, last)
        if placed is not None:
            return placed
    return post


def _list_held(builder: Builder, last: Phrase) -> Iterator[Phrase]:
    """The offices that stand in front of a phrase, itself if it is one: 副書記、市長|何國華."""
    following = last
    for phrase in reversed(builder.phrases if last.kind == "post" else builder.phrases[:-1]):
        gap = builder.sentence[phrase.end : following.start] if phrase is not following else ""
        if phrase.kind != "post" or last.kind not in ("person", "post") or (gap and not _JOINT.fullmatch(gap)):
            return
        yield phrase
        following = phrase


def _find_seat(held: Phrase) -> str:
    """The place that an office is of: 佛山市 of 佛山市委副書記 and of 佛山市市長."""
    seat = _SEAT.fullmatch(held.of.text if held.of is not None else held.text)
    return seat["place"] if seat is not None else ""


def _seat_governor(post: Phrase, held: Phrase) -> Phrase | None:
    seat, governor = _find_seat(held), _GOVERNOR.fullmatch(post.title)
    if post.of is not None or not seat or governor is None or seat[-1] != governor["seat"]:
        return None
    place = Phrase("place", held.start, held.start + len(seat), seat)
    return replace(post, text=seat + post.text, title=seat + post.title, of=place)


def _seat_body(builder: Builder, post: Phrase, held: Phrase, last: Phrase) -> Phrase | None:
    """ "佛山市政協主席甲、市人大常委會主任乙", "佛山市副市長、公安局局長甲": a body of the city told of before;
    one that is not called the city's is so only in the hands of who governs it."""
    seat, body = _find_seat(held), post.of
    if not seat or body is None or body.kind != "body" or any(part.kind == "place" for part in body.inner):
        return None
    known = builder.find_token(body.start)
    if known is not None and known.kind == "known":
        return None
    is_own = body.text.startswith(seat[-1]) and body.text[1:].startswith(_ORGANS)
    is_governed = last.kind == "post" and _GOVERNOR.search(held.title) is not None and _BUREAU.fullmatch(body.text)
    if not is_own and not is_governed:
        return None
    front = seat[:-1] if is_own else seat
    above = replace(body.of, text=front + body.of.text) if body.of is not None else None
    named = replace(body, text=front + body.text, of=above, inner=(above,) if above is not None else ())
    return replace(post, text=named.text + post.title, of=named, inner=(named,))


def _own_unit(builder: Builder, post: Phrase, held: Phrase) -> Phrase | None:
    unit, body = post.of, held.of
    if unit is None or body is None or unit.of is not None or _UNIT.fullmatch(unit.text) is None:
        return None
    known = builder.find_token(unit.start)
    if (known is not None and known.kind == "known") or not (body.abbreviation or held.title.endswith(_CHIEFS)):
        return None
    above = body.text.removesuffix(body.abbreviation or "")
    unit = replace(unit, text=above + unit.text, abbreviation=unit.text)
    return replace(post, text=unit.text + post.title, of=unit, inner=(unit,))


def _note_places(builder: Builder, post: Phrase) -> Phrase:
    """ "丹麥駐|廣州|總領事": the place where the office is."""
    found: list[Phrase] = []
    for at in range(builder.at, -1, -1):
        token = builder.tokens[at]
        if token.start <= post.start:
            break
        is_inside = token.end < post.end and token.word == "place"
        if is_inside and token.kind == "known" and POSTED.search(builder.sentence, post.start, token.start):
            found.append(Phrase("place", token.start, token.end, token.text))
    return replace(post, inner=(*post.inner, *reversed(found))) if found else post


def _note_capacity(builder: Builder, post: Phrase) -> Phrase:
    words = (*builder.lexicon.capacities, *builder.lexicon.present)
    word = next((word for word in words if builder.sentence.endswith(word, 0, post.start)), None)
    if word is None or post.capacity != "substantive":
        return post
    start = post.start - len(word)
    capacity = builder.lexicon.capacities.get(word, post.capacity)
    if builder.has_nominal_front(start) or builder.sentence[start - 1] in "，（）":
        return replace(post, start=start, capacity=capacity)
    return replace(post, capacity=capacity) if len(word) > 1 else post  # 將|署理|局長職務: a verb


def _take_field(builder: Builder) -> bool:
    """ "海岸公園專員": a place that only its head shows is what the office is about, unless it is a city or so."""
    base = builder.base
    if base is None or base.word != "place" or base.text[-1] in SEATS or builder.find_token(base.start) is base:
        return False
    builder.begin, builder.base, builder.left = base.start, None, None
    return True


def _find_owner(builder: Builder) -> Phrase | None:
    """The body or place that stands right in front of the title's words."""
    if builder.base is not None:
        known = builder.make_known(builder.base)
        builder.begin = builder.base.end
        return known
    left = builder.left
    if left is not None and left.is_short:
        return left if left.kind == "body" and left.end == builder.begin else None  # 該署|署長
    return left if left is not None and (left.kind == "name" or left.kind in NAMED) else None


def _find_listed_field(builder: Builder, token: Token, title: Title) -> tuple[Phrase, Title] | None:
    """ "馬來西亞投資、|貿易及工業部長": a field that begins as a list behind the country."""
    place = builder.phrases[-1] if builder.phrases else None
    first = token.end - len(title.text)
    if place is None or place.kind != "place" or not any(joint in title.field for joint in "和及與"):
        return None
    if _FIELDS.fullmatch(builder.sentence, place.end, first) is None:
        return None
    front = builder.sentence[place.end : first]
    return place, replace(title, text=front + title.text, field=front + title.field)


def _split_owner(builder: Builder, token: Token, title: Title) -> tuple[Phrase | None, Title]:
    """ "醫渡科技董事長": in front of a company's title stands a company, even where no head closes it."""
    name = title.field
    is_company = token.text in builder.lexicon.company_posts
    if name and compile_generic(builder.lexicon).fullmatch(name) and (is_company or name.endswith("方")):
        return None, title.without_field()  # 局方行政總裁: of whom the text speaks; 企業創辦人: of any
    if is_company and len(name) >= 2:
        at = builder.sentence.find(name, builder.begin)
        return Phrase("body", at, at + len(name), name), title.without_field()
    return None, title


def _is_office(builder: Builder, token: Token, title: Title, owner: Phrase | None) -> bool:
    """A bare title names an office in front of a person or behind "出任"; a weak word does nowhere else."""
    first = token.end - len(title.text)
    if owner is None and (title.text in builder.lexicon.verbal_posts or title.field in builder.surnames):
        return False  # 王局長: somebody
    front = owner.start if owner is not None else first
    is_held = meets_person(builder, token.end) or _tells_holder(builder, token)
    serving = tuple(builder.lexicon.serving)
    is_held = is_held or builder.sentence.endswith(serving, 0, first) or builder.sentence.endswith(serving, 0, front)
    if is_held or _is_given(builder, first):
        return len(title.field) <= _LONGEST_FIELD
    if builder.sentence[front - 1 : front] == "（" and builder.sentence.startswith("）", token.end):
        return len(title.field) <= _LONGEST_FIELD  # 何國華（候任主席）
    is_noun = token.text in builder.lexicon.person_posts and len(title.text) == len(token.text)
    if owner is not None:
        return not is_noun
    return token.text not in builder.lexicon.weak_posts and len(token.text) < len(title.text) <= _LONGEST_FIELD


def _is_given(builder: Builder, first: int) -> bool:
    """ "委任何國華為燈籠委員會的|主席": an office that somebody is given, behind its body."""
    last = builder.phrases[-1] if builder.phrases else None
    if last is None or last.kind not in BODIES or builder.sentence[last.end : first] != "的":
        return False
    clause = max(builder.sentence.rfind(mark, 0, first) for mark in _BREAKS) + 1
    return any(builder.sentence.find(word, clause, last.end) >= 0 for word in builder.lexicon.introducers)


def _tells_holder(builder: Builder, token: Token) -> bool:
    """ "主席是|何國華", "成員包括|潮汐局局長何國華": who holds the office is told behind it."""
    if token.text in builder.lexicon.person_posts and token.text not in builder.lexicon.member_posts:
        return False
    told = _compile_holder(builder.lexicon).match(builder.sentence, token.end)
    last = builder.phrases[-1] if builder.phrases else None
    is_of_people = last is not None and last.kind == "person" and last.end == token.start  # 代表團|成員包括
    if told is None or is_of_people:
        return False
    ends = [token.end for token in builder.list_following() if token.text in _BREAKS] or [len(builder.sentence)]
    return any(told.end() <= other.start < ends[0] and other.word == "person" for other in builder.list_following())


@cache
def _compile_holder(lexicon: ChineseLexicon) -> re.Pattern[str]:
    adverbs, words = ("|".join(map(re.escape, found)) for found in (lexicon.copular, lexicon.holder_tellers))
    return re.compile(f"(?:一職)?(?:{adverbs})*(?:{words})：?")


def meets_person(builder: Builder, at: int) -> bool:
    """Whether somebody is named at a place, or behind a bracket there."""
    return _is_person(builder, at) or _is_person(builder, _skip_bracket(builder, at))


def _is_person(builder: Builder, at: int) -> bool:
    token = builder.find_token(at)
    return token is not None and (token.word == "person" or (token.kind == "latin" and " " in token.text))


def _skip_bracket(builder: Builder, at: int) -> int:
    return builder.sentence.find("）", at) + 1 if builder.sentence.startswith("（", at) else at

"""Reads the names of bodies: 廣東省衞生健康委員會, 上海戲劇學院|導演系, 該局."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.languages.chinese.builder import BODIES, LONGEST_NAME, Builder
from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.tokens import Token
from kg.languages.fronts import search_front
from kg.languages.phrase import Phrase

_SHORTEST_SURE = 4  # a known name as short as this may be the end of a longer one: 旅遊|發展局
_LONGEST_OPENED = 6  # characters between the bare head that a name begins with and its own
_DEEPEST = 8  # bodies that one name has above each other; no real one has more than four
_LONGEST_TAIL = 14  # characters between a body and the unit of it
_SHORTEST_FIELD, _LONGEST_FIELD = 2, 8  # characters of what a ministry is about
_BOUNDS = frozenset({"mark", "stop", "soft", "joint", "known", "pronoun", "number", "latin"})
_OPENED = frozenset({"bureau", "department", "office", "commission"})
_NOT_FIRST = (
    "多",
    "各",
    "該",
    "本",
    "全市",
    "全省",
    "全區",
    "全港",
    "全體",
    "全部",
    "全線",
    "兩",
    "一",
    "這",
    "那間",
    "那些",
    "臨時",
    "某",
    "此",
    "其",
    "者",
    "們",
)
_MINISTER = re.compile("(?:常務|第[一二])?副?(?:部長|國務部長)|(?:常任)?秘書長|[^，。、]{0,4}司司長")
_SHORTEST_PUBLIC = 4  # common words that name an authority though none of them is its own
POSTED = re.compile(r"駐(?:[^，。、；]{1,8}[及和暨])?\Z")  # 法國|駐香港及|澳門總領事
SEATS = frozenset("省市區縣州鎮")  # what the name of a place that has bodies of its own ends with
_DIRECTIONS = ("東", "南", "西", "北")
_TIES = ("附屬", "國立", "—", "–", "－", "─", "-")  # what ties a place into a longer name
_SEAT = "總部"  # where a body sits
_FIRMS = ("公司", "集團", "銀行", "控股")
_RANK = re.compile("的?(?:地位|角色|定位|功能|樞紐)")
_AIM = re.compile(r"(?:成為|打造成?|建設成?|建成)\Z")
_COPULA = re.compile("..+[為是]")  # 打擊非法入境為|消防局的工作, but 華為公司
_REGION = re.compile("[東南西北中]部")  # 西部|總部
_COUNTED = re.compile("[約近逾超共達另]?(?:[一二三四五六七八九十百千兩多數]+|\\d+)多?[個間家所座名位支批項艘]")
_ALL = ("各", "每", "全線", "全體", "所有", "任何")
_SOME = re.compile(r"(?:[一二三四五六七八九十百千兩多數幾首]|\d)[個間家所座]\Z")
_ORDINAL = re.compile("(?:第[一二三四五六七八九十百\\d]+|首|[新上下]一|[歷今])[次屆輪個間家所座支批艘]")
_SHORT_BODY = re.compile(
    r"(?:該|本)(?P<head>局|署|處|校|院|會|公司|大學|學院|中心|委員會|協會|集團|辦|辦事處|基金會|研究院|醫院|小組|工作小組|工作組)(?![長面議])"
)
_SHORT_PACT = re.compile(r"(?:該|有關|上述|這份|是項|兩份|三份)(?P<head>備忘錄|協議|意向書|安排|協定|文件)")


def read_short(builder: Builder, token: Token) -> None:
    """ "該局", "該協議": a thing named before."""
    if token.text[0] not in "該本有上這是兩三":
        return
    for kind, pattern in (("body", _SHORT_BODY), ("agreement", _SHORT_PACT)):
        short = pattern.match(builder.sentence, token.start)
        if short is not None:
            builder.add(Phrase(kind, short.start(), short.end(), short["head"], head=short["head"], is_short=True))
            builder.skip_to = short.end()
            return


def read_known_name(builder: Builder, token: Token) -> None:
    """A known place or body may be the front of a longer name, or follow the place that it is in."""
    if token.word == "place" and (_joins_base(builder, token) or _is_affiliated(builder, token)):
        return
    front = find_front(builder, token) if token.word != "place" else None
    if front is not None and builder.base is not None and builder.base.word in BODIES:
        add_unit(builder, token, builder.make_known(builder.base))  # 中聯辦|教育科技部
        return
    if front is not None:
        text = builder.sentence[front : token.end]
        builder.begin, builder.base, builder.left = front, Token("known", front, token.end, text, token.word), None
        return
    gap = builder.sentence[builder.begin : token.start] if builder.base is None else ""
    if _is_at_home(builder, token):
        builder.base = None
    builder.close()
    left = builder.left if builder.left is not None and builder.begin == token.start else None
    if token.word == "place" and gap in _DIRECTIONS:
        token = replace(token, start=builder.begin, text=gap + token.text)
    builder.begin, builder.base, builder.left = token.start, token, left


def _is_at_home(builder: Builder, token: Token) -> bool:
    """ "香港|貿發局": the place in front of its own body says nothing."""
    base = builder.base
    if base is None or base.word != "place" or base.end != token.start or token.word not in BODIES:
        return False
    is_there = builder.sentence.endswith(tuple(builder.lexicon.stays), 0, base.start)
    return is_home(builder, base.text) or not is_there


def find_front(builder: Builder, token: Token) -> int | None:
    """Where the name begins that a short known one only ends: 生態|發展局, 康復諮詢|委員會, 黃埔|海關."""
    start = builder.find_name_start()
    gap = builder.sentence[start : token.start]
    if gap and _is_elsewhere(builder, token):
        return start
    if not gap or len(token.text) > _SHORTEST_SURE:
        return None
    generic = compile_generic(builder.lexicon)
    if builder.base is not None and builder.base.word in BODIES:
        rest = gap.removeprefix(builder.base.text)  # 中聯辦教育|科技部: a unit of the body in front
        return start if rest in builder.lexicon.common_stems and _is_bare(token, builder.lexicon) else None
    if builder.base is not None:
        is_end = builder.base.word == "place" and not is_home(builder, builder.base.text)
        is_end = is_end and (_is_bare(token, builder.lexicon) or bool(generic.fullmatch(gap, len(builder.base.text))))
        return start if is_end and _is_free(gap.removeprefix(builder.base.text)) else None
    if generic.fullmatch(gap):
        return start
    is_governing = builder.lexicon.body_kinds.get(_find_head(token.text, builder.lexicon)) == "government"
    if is_governing and not _is_governed(gap, builder.lexicon):
        return None
    return start if len(gap) >= 2 and _is_free(gap) and _is_bare(token, builder.lexicon) else None


def _is_elsewhere(builder: Builder, token: Token) -> bool:
    """ "珠海市|消費者委員會": a name of common words alone, right behind another city than the home one."""
    base = builder.base
    if base is None or base.word != "place" or base.end != token.start or token.word not in BODIES:
        return False
    head = _find_head(token.text, builder.lexicon)
    is_common = bool(head) and compile_generic(builder.lexicon).fullmatch(token.text.removesuffix(head)) is not None
    return is_common and base.text[-1] in SEATS and not is_home(builder, base.text)


def is_home(builder: Builder, place: str) -> bool:
    """Whether a place is the one whose bodies are named without it: 香港|教育局 is 教育局."""
    return place in builder.lexicon.home_places


def _is_free(gap: str) -> bool:
    """Whether nothing but a name is in front: no small word at its beginning, no copula."""
    is_name_only = not gap.startswith(_NOT_FIRST) and _COPULA.match(gap) is None
    return is_name_only and not any(character.isdigit() for character in gap)


def _is_bare(token: Token, lexicon: ChineseLexicon) -> bool:
    """Whether a short name is made of common words and a head: 發展|局, 委員會, but not 旅發局."""
    head = _find_head(token.text, lexicon)
    stem = token.text.removesuffix(head)
    return bool(head) and (not stem or stem in lexicon.common_stems)


def _find_head(name: str, lexicon: ChineseLexicon) -> str:
    """The longest head of bodies that ends a name, or nothing."""
    return next((name[at:] for at in range(len(name)) if name[at:] in lexicon.body_heads), "")


def _joins_base(builder: Builder, token: Token) -> bool:
    """ "香港駐倫敦|經濟貿易辦事處", "瑞典香港|商會", "港灣大學附屬珠海|醫院": a name and a place before one."""
    base = builder.base
    if base is None:
        return False
    gap = builder.sentence[base.end : token.start]
    following = builder.find_token(token.end)
    head = following.text if following is not None and not gap else ""
    return (
        gap.endswith(_TIES)
        or POSTED.search(gap) is not None
        or head in builder.lexicon.placed_heads
        or head in builder.lexicon.joined_heads
    )


def _is_affiliated(builder: Builder, token: Token) -> bool:
    """ "港灣大學醫學院附屬|珠海|醫院": a place in the name of what belongs to the body in front."""
    left = builder.left
    return left is not None and left.kind == "body" and builder.sentence[left.end : token.start] == "附屬"


def read_body(builder: Builder, token: Token) -> None:
    """Reads what a body's head closes: a unit of the body in front, a new name, "政府", or nothing."""
    _join_places(builder)
    own = builder.read_own(token)
    parent = _find_parent(builder, token)
    if _grows(builder, token):
        _grow(builder, token)
    elif parent is not None:
        add_unit(builder, token, parent)
    elif is_name(builder, own, token.text):
        start = _find_list_front(builder, token, own)
        copula = _COPULA.match(own)
        start = start if copula is None else start + copula.end()
        builder.add(Phrase(token.word, start, token.end, builder.sentence[start : token.end], head=token.text))
    elif not own and _is_bare_authority(builder, token.text[:-1], token.text[-1]):
        builder.add(Phrase("body", token.start, token.end, token.text, head=token.text[-1]))
    elif not own and token.text in builder.lexicon.issuer_names:
        builder.add(Phrase("body", token.start, token.end, token.text, head=token.text, is_short=True))
    elif not _ORDINAL.match(own) and not opens_longer(builder, token, own) and not _leads_on(builder, token):
        pass_over(builder, token)


def _find_list_front(builder: Builder, token: Token, own: str) -> int:
    """Where a name begins, of which a list in front may be part: "珠海市|文化、體育及旅遊局|局長"."""
    start = at = builder.find_name_start()
    following = builder.find_token(token.end)
    if following is None or following.word != "post" or not any(joint in own for joint in "和及與"):
        return start
    while builder.sentence[at - 1 : at] == "、":
        left = max((other.end for other in builder.tokens if other.end < at and other.kind in _BOUNDS), default=0)
        if not _SHORTEST_FIELD <= at - 1 - left <= _LONGEST_FIELD:
            return start
        at = left
    last = builder.phrases[-1] if builder.phrases else None
    if last is not None and last.end > at:
        return start
    place = next((other for other in builder.tokens if other.end == at and other.word == "place"), None)
    if place is None or place.kind != "known" or is_home(builder, place.text):
        return at
    builder.drop(last if last is not None and last.end == at else None)
    return place.start


def _leads_on(builder: Builder, token: Token) -> bool:
    """ "珠海市|醫院|管理中心": whether a head that names nothing stands between a place and a body's own head."""
    base = builder.base
    following = next((other for other in builder.list_following() if other.kind != "opener"), None)
    return (
        base is not None
        and base.word == "place"
        and base.end == token.start
        and following is not None
        and (following.kind, following.word) == ("head", "body")
        and 1 <= following.start - token.end <= _LONGEST_OPENED
    )


def opens_longer(builder: Builder, token: Token, own: str, over: tuple[str, ...] = ()) -> bool:
    """ "和|海關|現代化辦事處", "項目|策略及管控處": a bare head at the front of a longer name; `over` are the
    kinds of words that may stand between."""
    following = next((other for other in builder.list_following() if other.kind not in over), None)
    return (
        not own
        and builder.has_nominal_front(token.start)
        and following is not None
        and following.kind == "head"
        and following.word == "body"
        and 1 <= following.start - token.end <= _LONGEST_OPENED
    )


def _join_places(builder: Builder) -> None:
    """ "江門市|蓬江區|人民政府": the city in front of a district's body is part of its name."""
    base, left = builder.base, builder.left
    if base is None or base.word != "place" or left is None or left.kind != "place" or left.end != base.start:
        return
    if left.text[-1] in "省市州" and base.text[-1] in "市區縣州鎮":
        builder.drop(left)
        text = builder.sentence[left.start : base.end]
        builder.base, builder.left = Token("known", left.start, base.end, text, "place"), None


def add_unit(builder: Builder, token: Token, parent: Phrase) -> None:
    """Adds what the words behind a body name as a unit of it."""
    builder.drop(parent)
    text = parent.text + builder.sentence[_go_on(builder, parent) : token.end]
    builder.add(Phrase(token.word, parent.start, token.end, text, head=token.text, of=parent, inner=(parent,)))


def _grows(builder: Builder, token: Token) -> bool:
    """ "廣東海關|總局", "潮汐集團|有限公司": a head right behind a name that makes it another; but 潮汐集團|總部."""
    base, left = builder.base, builder.left
    is_larger = token.text.startswith("總") and token.text != _SEAT
    if not (is_larger or token.text.endswith("有限公司")):
        return False
    if base is not None:
        return base.word in BODIES and base.end == token.start
    return left is not None and left.kind in BODIES and left.end == token.start == builder.begin


def _grow(builder: Builder, token: Token) -> None:
    start = builder.base.start if builder.base is not None else builder.left.start if builder.left is not None else 0
    if builder.base is None:
        builder.drop(builder.left)
    builder.add(Phrase(token.word, start, token.end, builder.sentence[start : token.end], head=token.text))


def _go_on(builder: Builder, parent: Phrase) -> int:
    """Where the text goes on behind a body and its bracket."""
    return max(parent.end, builder.begin) if builder.left is parent else parent.end


def _find_parent(builder: Builder, token: Token) -> Phrase | None:
    """The body right in front, of which this is a unit: 上海戲劇學院|導演系."""
    base, left = builder.base, builder.left
    if base is not None and base.word in BODIES:
        return builder.make_known(base) if _is_unit(builder, token.start - base.end, token) else None
    if left is None or left.kind not in BODIES or left.is_short:
        return None  # of 經貿辦|佛山|聯絡處 the place is part of the unit's name
    if _count_above(left) >= _DEEPEST:
        return None
    return left if _is_unit(builder, token.start - builder.begin, token) else None


def _count_above(body: Phrase) -> int:
    """How many bodies a name tells of above its own."""
    count = 0
    while body.of is not None and count < _DEEPEST:
        body, count = body.of, count + 1
    return count


def _is_unit(builder: Builder, gap: int, token: Token) -> bool:
    """Whether the words behind a body name a unit of it; a bare head is none (大學|中心)."""
    if gap == 0:
        is_long = len(token.text) >= 3 and not token.text.startswith("總")
        return (is_long or token.text in builder.lexicon.bare_units) and token.text not in builder.lexicon.unit_heads
    if token.text in builder.lexicon.unit_heads and (gap == 1 or builder.sentence[token.end : token.end + 1] > "一"):
        return gap > 1 and (builder.find_token(token.end) is not None or _has_minister(builder))
    return gap + len(token.text) <= _LONGEST_TAIL


def pass_over(builder: Builder, token: Token) -> None:
    """A head that closes no name: 大學 alone. A known name before it stands for itself; a title may go on with it."""
    following = builder.find_token(token.end)
    builder.close()
    if following is None or following.word != "post" or following.kind != "head" or token.start != builder.begin:
        builder.start(token.end)


def is_name(builder: Builder, own: str, head: str) -> bool:
    """Whether words and a head make a name: a weak head needs a known place, Latin letters or words of its own."""
    lexicon = builder.lexicon
    if len(own) > LONGEST_NAME or own.startswith(_NOT_FIRST) or _ORDINAL.match(own) or _COUNTED.match(own):
        return False
    if _RANK.match(builder.sentence, builder.tokens[builder.at].end):
        return False  # 香港國際燈籠中心|的地位: what a place is like
    if head.endswith("中心") and search_front(_AIM, builder.sentence, builder.find_name_start()):
        return False  # 成為|亞太區燈籠服務中心: what a place is to be
    place = builder.base.text if builder.base is not None else ""
    rest = own.removeprefix(place)
    if rest.startswith(tuple(lexicon.sorts)):
        return False  # 沙特|初創公司
    if lexicon.body_kinds.get(head) == "government" and not place and not _is_governed(own, lexicon):
        return False  # 詢問|政府
    if builder.base is None and (_is_opened_in_vain(builder, head) or _is_one_of_many(builder)):
        return False
    if head in lexicon.unit_heads:
        is_with_minister = len(own) > 1 and builder.begin < builder.tokens[builder.at].start and _has_minister(builder)
        return is_with_minister or _is_ministry(builder, own)
    if _is_bare_authority(builder, own, head):
        return True
    if head in lexicon.global_heads and builder.base is None and not own.startswith(tuple(lexicon.global_fronts)):
        return False
    if not place and head in lexicon.mechanism_heads - lexicon.body_heads and not _is_set_up(builder):
        return False  # 應急工作及|溝通機制: any
    is_weak = head in lexicon.weak_bodies or head in lexicon.weak_places
    if head.endswith(_FIRMS) and not place:
        listed = re.split("[和及與]", rest)  # 私募股權和風險|投資公司: of a list, the last may be any company
        rest = rest if len(listed) == 1 or not compile_generic(lexicon).fullmatch(listed[-1]) else ""
    if compile_generic(lexicon).fullmatch(rest) or _REGION.fullmatch(rest):
        is_named = bool(place) and (bool(rest) or head not in lexicon.placed_heads)
        is_named = is_named or (head in lexicon.public_heads and len(rest) >= _SHORTEST_PUBLIC and is_own(rest))
        return is_named if is_weak else bool(rest or place)
    return len(rest) >= 2 or (bool(rest) and not is_weak)


def _is_governed(own: str, lexicon: ChineseLexicon) -> bool:
    """ "卡達爾|政府", "月亮市|人民政府": whether a government has a place in front, though no known one."""
    is_common = compile_generic(lexicon).fullmatch(own) is not None
    return lexicon.sounds.issuperset(own) or (own.endswith(tuple(SEATS)) and not is_common)


def _is_set_up(builder: Builder) -> bool:
    """ "成立|燈籠安全協調機制": whether the name that begins here is what somebody founds."""
    before = builder.sentence[: builder.begin].rstrip("的了")
    return before.endswith(tuple(builder.lexicon.establishing))


def _is_ministry(builder: Builder, own: str) -> bool:
    """ "丹麥|法務部": a ministry is named with its country."""
    base = builder.base
    if base is None or base.word != "place" or is_home(builder, base.text) or base.text[-1] in SEATS:
        return False
    return _SHORTEST_FIELD <= len(own) - len(base.text) <= _LONGEST_FIELD


def _is_bare_authority(builder: Builder, field: str, head: str) -> bool:
    """ "由文化局、消防局": an authority of one field, where nothing but a name can begin."""
    lexicon = builder.lexicon
    is_authority = head in lexicon.public_heads and len(head) == 1 and field in lexicon.common_stems
    return is_authority and (
        builder.has_nominal_front(builder.begin) or builder.sentence[builder.begin - 1] in "，。；"
    )


def is_own(rest: str) -> bool:
    """Whether common words name one body (運輸物流|局, 國家|大劇院) and not any (當地|...|局)."""
    return not rest.startswith(
        ("相關", "有關", "當地", "本地", "內地", "外地", "各", "主要", "的", "兩地", "海外", "專責")
    )


def _has_minister(builder: Builder) -> bool:
    """ "交通部|副部長": a ministry is named with its minister."""
    end = builder.tokens[builder.at].end
    return _MINISTER.match(builder.sentence, end) is not None


def _is_opened_in_vain(builder: Builder, head: str) -> bool:
    """ "和建設創新中心": a name that starts with a verb is an authority's, or none."""
    opener = builder.find_token(builder.begin)
    is_opened = opener is not None and opener.kind == "opener"
    return is_opened and builder.lexicon.body_kinds.get(head, "commission") not in _OPENED


def _is_one_of_many(builder: Builder) -> bool:
    """ "各郵政局", "全線郵政局", "一間陶瓷廠": some or all of a kind are no body."""
    begin = builder.begin
    return builder.sentence.endswith(_ALL, 0, begin) or search_front(_SOME, builder.sentence, begin) is not None


@cache
def compile_generic(lexicon: ChineseLexicon) -> re.Pattern[str]:
    """Matches what is made of common words alone."""
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, lexicon.generic_parts), key=len, reverse=True))})*")

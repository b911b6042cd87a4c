"""Reads the names of events, plans and agreements: 第十二屆香港龍舟節, 圓桌午餐會, 合作備忘錄."""

from __future__ import annotations

import re
from functools import cache

from kg.languages.chinese.bodies import compile_generic, opens_longer, pass_over
from kg.languages.chinese.builder import Builder
from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.tokens import JOINTS, Token
from kg.languages.fronts import search_front
from kg.languages.phrase import Phrase

_ROOMS = ("室", "廳")  # 會議|室, 宴會|廳: where it is held
_CREATING = ("舉行", "召開", "舉辦", "進行", "首次", "參加", "了")
_TITLED = re.compile(r"(?:紀念|慶祝)?《[^《》]{1,40}》\Z")
_RITE = re.compile(r"[\u4e00-\u9fff]{0,16}(?:揭幕|開幕|閉幕|啟動|簽約|奠基|動土|成立|首映|頒獎)暨")
_ATTENDED = re.compile(r"(?:出席|參加|參與|主持)(?P<own>[^，。；：]*)\Z")
REFERRING = ("於", "在", "該", "是次", "有關", "上述", "這次", "此次", "今次")
_EDITION = re.compile(r"(?:第[一二三四五六七八九十百\d]+屆|首屆|(?:19|20)\d\d年?)$")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年?$")
_YEAR_BEHIND = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile("第|首|一|兩|多|各|該|本|主題|專題")
_NOT_OWN = re.compile(r"[對繼]|以(?!色列)|\d個|參[與加]$")  # 對峰會, 11個主題論壇, 學年參與計劃
_SHORTEST_CONVENTION = 4
_COUNTED = re.compile(r"(?:這|該)?(?:(?P<one>一)|[二三四五六七八九十兩多數\d]+)[份項個](?:有關|相關)?")
_MANY = re.compile(r"(?:[二三四五六七八九十兩多數]|\d)[份項個](?:有關|相關)?$")
_YEAR = re.compile(r"\d{4}")
_OWN_NAME = re.compile(r"第[一二三四五六七八九十\d]+屆|[A-Za-z]{3}|\d{4}|首屆|國際|世界|亞洲|全國")


def read_agreement(builder: Builder, token: Token) -> None:
    """Reads what an agreement's head closes."""
    signed = _find_signed(builder, token)
    start = builder.find_name_start() if signed is None else signed
    own = builder.sentence[start : token.start]
    counted = _COUNTED.match(own)
    if (counted is not None and not counted["one"]) or search_front(_MANY, builder.sentence, start):
        pass_over(builder, token)  # 簽署五份協議: which, it does not say
        return
    if counted is not None:
        start, own = start + counted.end(), own[counted.end() :]
    if token.text in builder.lexicon.weak_agreements and len(own) < 2:
        pass_over(builder, token)
        return
    builder.close_if_apart()
    builder.add(Phrase("agreement", start, token.end, own + token.text, head=token.text))


def _find_signed(builder: Builder, token: Token) -> int | None:
    """Where the words begin that follow "signed", if nothing but a word that ends names parts them from the head:
    簽署|技術人員聯合培訓|意向書."""
    if builder.base is not None or builder.begin < token.start:
        return None
    behind = builder.phrases[-1].end if builder.phrases else 0
    signed = _compile_signed(builder.lexicon).search(builder.sentence[behind : token.start])
    return behind + signed.start("own") if signed is not None else None


@cache
def _compile_signed(lexicon: ChineseLexicon) -> re.Pattern[str]:
    verbs = "|".join(sorted(lexicon.signing, key=len, reverse=True))
    return re.compile(rf"(?>{verbs})(?>[了的]?)(?P<own>[\u4e00-\u9fff]{{2,16}})\Z")


def read_event(builder: Builder, token: Token) -> None:
    """ "瑞典皇家工程科學院|圓桌午餐會": a body in front is named on its own."""
    if token.text in builder.lexicon.verbal_events and not _is_attended(builder, token):
        return
    if builder.sentence.startswith(_ROOMS, token.end):
        pass_over(builder, token)
        return
    if builder.base is not None and builder.base.word in ("body", "mechanism", "initiative"):
        builder.close()
    if _read_rite(builder, token):
        return
    own = builder.read_own(token)
    if _read_own_series(builder, token) or _read_launch(builder, token, own):
        return
    end = token.end
    following = builder.find_token(token.end)
    if following is not None and following.text in builder.lexicon.company_posts and len(own) > 1:
        start = builder.find_name_start()  # 西班牙潮汐投資基金|總裁: a fund that somebody runs
        builder.base = None
        builder.add(Phrase("body", start, token.end, own + token.text, head=token.text))
        return
    if token.text in builder.lexicon.initiative_heads and _is_series(builder, own, token.text):
        end = _add_series(builder, token)
    elif token.text in builder.lexicon.event_heads:
        if own and _is_referred(builder, own, token):
            builder.begin, own = token.start, ""  # 是|次展覽
        start, is_told = builder.find_name_start(), _is_told(builder, own, token)
        titled = search_front(_TITLED, builder.sentence, start) if own else None
        start = titled.start() if titled is not None and titled.start() >= _find_last_end(builder) else start
        name = builder.sentence[start : token.start] if titled is not None else own
        builder.add(Phrase("event", start, token.end, name + token.text, head=token.text, is_short=is_told))
    elif builder.left is None and builder.base is None and not opens_longer(builder, token, own, ("joint", "opener")):
        pass_over(builder, token)
    builder.skip_to = max(builder.skip_to, end)


def _is_attended(builder: Builder, token: Token) -> bool:
    """出席領導人對話: an event; 出席論壇與學生對話: what people do."""
    attended = search_front(_ATTENDED, builder.sentence, token.start)
    heads = (*builder.lexicon.event_heads, *builder.lexicon.initiative_heads)
    return attended is not None and not any(head in attended["own"] for head in heads)


def _is_referred(builder: Builder, own: str, token: Token) -> bool:
    """ "是次展覽": whether the words in front of an event's head are only the end of what points back."""
    return any(len(own) <= len(word) and builder.sentence.endswith(word, 0, token.start) for word in REFERRING)


def _add_series(builder: Builder, token: Token) -> int:
    start = builder.find_name_start()
    builder.base = None
    year = _YEAR_BEHIND.match(builder.sentence, token.end)
    end = year.end() if year is not None else token.end
    edition = search_front(_EDITION, builder.sentence, start)
    start = edition.start() if edition is not None else start
    builder.add(Phrase("initiative", start, end, builder.sentence[start:end], head=token.text))
    return end


def _read_launch(builder: Builder, token: Token, own: str) -> bool:
    """ "港澳青年交流活動|啟動儀式": the event is named after the initiative in front of it."""
    left = builder.left
    if left is None or left.kind != "initiative" or own or token.text not in builder.lexicon.event_heads:
        return False
    builder.add(Phrase("event", left.start, token.end, left.text + token.text, head=token.text))
    return True


def _find_last_end(builder: Builder) -> int:
    return builder.phrases[-1].end if builder.phrases else 0


def _read_rite(builder: Builder, token: Token) -> bool:
    """第十屆潮汐運動會和第九屆燈籠節設計比賽作品揭幕暨頒獎典禮: one event, named after what stands in front."""
    last = builder.phrases[-1] if builder.phrases else None
    is_event = token.text in builder.lexicon.event_heads
    if not is_event or last is None or last.kind != "initiative":
        return False
    if _RITE.fullmatch(builder.sentence, last.end, token.start) is None:
        return False
    chain = [last]
    for phrase in reversed(builder.phrases[:-1]):
        if phrase.kind != "initiative" or builder.sentence[phrase.end : chain[-1].start] not in JOINTS:
            break
        chain.append(phrase)
    start = chain[-1].start
    builder.base = None
    builder.add(Phrase("event", start, token.end, builder.sentence[start : token.end], head=token.text))
    return True


def _is_told(builder: Builder, own: str, token: Token) -> bool:
    """ "會議上", "於酒會", "該儀式": an event told of before; "舉行會議", "出席晚宴" are new ones."""
    if own:
        return False
    before, after = builder.sentence[: token.start], builder.sentence[token.end :]
    if token.text in builder.lexicon.told_events and not before.endswith(_CREATING):
        return True
    return before.endswith(REFERRING) or after.startswith(("上", "中", "期間")) or not before


def _read_own_series(builder: Builder, token: Token) -> bool:
    """ "2026醫院管理局（醫管局）研討大會", "世界經濟論壇年會": what comes round is named after its owner."""
    left = builder.left
    if left is None or left.kind not in ("body", "initiative") or builder.begin != token.start or left.is_short:
        return False
    if token.text not in builder.lexicon.event_initiative_heads:
        return False
    known = builder.find_token(left.start)
    if left.kind == "initiative" and (known is None or known.kind != "mark") and not _is_whole(known, left):
        builder.drop(left)  # 珠海城市規劃|論壇: what the forum is about has no name of its own
    first = _find_partner(builder, left)
    year = search_front(_YEAR_BEFORE, builder.sentence, first.start)
    start = year.start() if year is not None else first.start
    text = builder.sentence[start : left.start] + left.text + token.text
    short = left.abbreviation + token.text if left.abbreviation and first is left else None
    builder.add(Phrase("initiative", start, token.end, text, head=token.text, abbreviation=short))
    return True


def _is_whole(known: Token | None, phrase: Phrase) -> bool:
    return known is not None and known.kind == "known" and known.end == phrase.end


def _find_partner(builder: Builder, owner: Phrase) -> Phrase:
    """ "潮汐基金及|燈塔銀行年會": the first of the two bodies whose meeting it is, else the only one."""
    others = [phrase for phrase in builder.phrases if phrase.end <= owner.start]
    if owner.kind != "body" or not others or others[-1].kind != "body" or others[-1].is_short:
        return owner
    return others[-1] if builder.sentence[others[-1].end : owner.start] in JOINTS else owner


def _is_series(builder: Builder, own: str, head: str) -> bool:
    """Whether an event or plan has a name of its own: a place, a number or Latin letters in it."""
    has_place = builder.base is not None
    is_edition = search_front(_EDITION, builder.sentence, builder.find_name_start()) is not None
    is_generic = not has_place and compile_generic(builder.lexicon).fullmatch(_YEAR.sub("", own)) is not None
    if _NOT_OWN.search(own) or (is_generic and not is_edition):
        return False
    if _is_founded(builder, own, head):
        return True
    if len(own) < 2 or not (has_place or _OWN_NAME.search(own)):
        return _is_convention(builder, own, head)
    return head not in builder.lexicon.quoted_initiatives or has_place or _YEAR.search(own) is not None


def _is_founded(builder: Builder, own: str, head: str) -> bool:
    """ "公布的|海岸青年發展藍圖": a plan behind a verb that tells of it by name."""
    is_told = builder.sentence.endswith(tuple(builder.lexicon.founding), 0, builder.find_name_start())
    return is_told and head in builder.lexicon.founded and len(own) >= _SHORTEST_CONVENTION


def _is_convention(builder: Builder, own: str, head: str) -> bool:
    """ "草原資本論壇": what comes round under a name of its own; 主題論壇 is one event only."""
    is_recurring = head in builder.lexicon.event_initiative_heads and head not in builder.lexicon.quoted_initiatives
    is_named = len(own) >= _SHORTEST_CONVENTION and not compile_generic(builder.lexicon).fullmatch(own)
    return is_recurring and is_named and _NUMBERED.match(own) is None

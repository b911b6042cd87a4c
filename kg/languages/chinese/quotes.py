"""Reads what stands in brackets and quotation marks: （旅發局）, 「藍色紅樹計劃」, 《合作意向書》."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kg.languages.chinese.builder import Builder
from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.tokens import Token
from kg.languages.chinese.words import SuffixFinder
from kg.languages.fronts import search_front
from kg.languages.phrase import Phrase

_DASHES = tuple("—–－─-")
_JOINED_HEADS = frozenset({"body", "mechanism", "event", "initiative"})
_CLOSING = ("」", "』", "》", "”", "＂")
_ABBREVIATION = re.compile(
    r"（(?:以?下統?簡?稱為?|簡稱為?|即)?[「《“]?(?P<short>[^（）。，；「」《》“”]{2,16})[」》”]?）"
)
_QUOTED = re.compile(r"[「『“](?P<name>[^「」『』“”＂，。；！？\n]{2,40})[」』”＂]")
_SHORTEST_REST, _LONGEST_REST = 3, 14  # characters of a body's name behind the quotation that it begins with
_JOINED = re.compile(r"(?P<between>[一-鿿]{0,8})(?:（[^（）]*）)?(?:、|及|和|與|，?以及)\Z")
_JOINING = re.compile(r"(?:（[^（）]*）)?(?:、|及|和|與|，?以及)(?=[「『“])")
_TITLED = re.compile(r"《(?P<name>[^《》]{2,60})》(?:（《?(?P<short>[^（）《》]{2,12})》?）)?")
_BRACKET = re.compile(r"（[^（）]*）$")
_YEAR_BEHIND = re.compile(r"(?:19|20)\d\d$")
_HELD = "系列活動"  # the sort of programme of which one knows only that it takes place,
_LAUNCHED = "計劃"  # and of which one knows only that somebody puts it on
_SHORTENED = ("body", "mechanism", "initiative", "place", "name", "event", "agreement")


def read_mark(builder: Builder, token: Token) -> None:
    """Ends the name being read, unless a bracket or a closing quotation mark follows it, or a dash joins places."""
    if token.text.startswith(_DASHES) and _joins_places(builder, token):
        return
    left = _close_before(builder, token)
    if left is not None and builder.begin == token.start:
        if token.text in _CLOSING:
            builder.start(token.end, left)
            return
        if token.text == "（":
            _read_bracket(builder, token, left)
            return
    builder.start(token.end)
    if token.text in "「『《“":
        quoted = _TITLED.match(builder.sentence, token.start) or _QUOTED.match(builder.sentence, token.start)
        if quoted is not None and not _read_fronted(builder, quoted):
            _read_quoted(builder, quoted)


def _joins_places(builder: Builder, token: Token) -> bool:
    """ "新加坡|—|廣東合作理事會": whether a dash stands inside a name, which begins with a place and has a head."""
    base = builder.base
    if base is None or base.word != "place" or base.end != token.start:
        return False
    for other in builder.list_following():
        if other.kind in ("mark", "stop") or other.word == "post":
            return False
        if other.kind == "head" and other.word in _JOINED_HEADS:
            return True
    return False


def _close_before(builder: Builder, token: Token) -> Phrase | None:
    if builder.base is not None:
        is_next = builder.base.end == token.start
        builder.close()
        if not is_next:
            builder.left = None
    return builder.left


def _read_bracket(builder: Builder, token: Token, left: Phrase) -> None:
    """ "香港旅遊發展局（旅發局）主席": what the bracket shortens goes on behind it."""
    if left.kind in ("person", "post"):
        # 羅永綱副主任（中央人民政府…副主任）: what stands in it is read like the rest
        builder.start(token.end)
        return
    match = _ABBREVIATION.match(builder.sentence, token.start)
    if match is not None and left.kind in _SHORTENED and _is_short_for(match["short"], left.text):
        left = replace(left, abbreviation=match["short"])
        builder.phrases[-1] = left
    end = builder.sentence.find("）", token.start) + 1 or token.end
    builder.skip_to = end
    builder.start(end, left)


def _is_short_for(short: str, name: str) -> bool:
    """Whether a bracket shortens a name: all its characters come from it in order, or it is in Latin capitals."""
    if short.isascii():
        return short.upper() == short and not short.isdigit()
    at = 0
    for character in short:
        found = name.find(character, at)
        if found < 0:
            return False
        at = found + 1
    return len(short) < len(name)


def _read_fronted(builder: Builder, quoted: re.Match[str]) -> bool:
    """ "「藍帆」國際聯盟": what is quoted may be the front of a body's name, which its head closes."""
    if quoted.re is _TITLED:
        return False
    for token in builder.list_following():
        if token.start < quoted.end() or token.kind == "opener":
            continue
        if token.start - quoted.end() > _LONGEST_REST or token.kind not in ("head", "known"):
            return False
        if token.kind == "head" and token.word == "body" and token.end - quoted.end() >= _SHORTEST_REST:
            text = builder.sentence[quoted.start() : token.end]
            builder.add(Phrase("body", quoted.start(), token.end, text, head=token.text))
            builder.skip_to = token.end
            return True
        if token.word not in ("place", "initiative"):
            return False
    return False


def _read_quoted(builder: Builder, quoted: re.Match[str]) -> None:
    quotation = _compile_quotation(builder.lexicon)
    if _is_slogan(builder, quoted):
        builder.skip_to = quoted.end()
        return
    kind, head = _find_quoted_kind(builder, quoted)
    if kind is None:
        if quoted.re is _TITLED and not _holds_known(builder, quoted):
            builder.start(quoted.end())  # what stands in the title of a work is not told of: 《美麗海灣》
            builder.skip_to = quoted.end()
        return
    short = quoted["short"] if "short" in quoted.re.groupindex else None
    following = quotation.own.match(builder.sentence, quoted.end()) if kind == "initiative" else None
    if following is not None:
        short = quoted["name"] + following.group()  # 「藍帆」計劃 is 藍帆計劃 too
    builder.add(Phrase(kind, quoted.start(), quoted.end(), quoted["name"], head=head, abbreviation=short))
    builder.skip_to = quoted.end()


def _is_slogan(builder: Builder, quoted: re.Match[str]) -> bool:
    """ "以「共聚海濱」為主題": words that something goes by, and no name."""
    quotation = _compile_quotation(builder.lexicon)
    is_titled = quoted.re is _TITLED
    return not is_titled and (
        search_front(quotation.slogan, builder.sentence, quoted.start()) is not None
        or quotation.theme.match(builder.sentence, quoted.end()) is not None
    )


def _find_quoted_kind(builder: Builder, quoted: re.Match[str]) -> tuple[str | None, str]:
    name, lexicon = quoted["name"], builder.lexicon
    if _holds_known(builder, quoted):
        return None, ""
    if quoted.re is _TITLED:
        pact = _find_ends(lexicon, "agreement").match(name)
        if not pact and builder.sentence.endswith(lexicon.signing, 0, quoted.start()):
            return "agreement", ""
        plan = "" if pact else _find_ends(lexicon, "plan").match(_BRACKET.sub("", name))
        return ("agreement", pact) if pact else ("initiative", plan) if plan else (None, "")
    pact = _find_ends(lexicon, "agreement").match(name)
    if pact and len(name) > len(pact):
        is_signed = search_front(_compile_quotation(lexicon).signed, builder.sentence, quoted.start()) is not None
        if is_signed or pact not in lexicon.weak_agreements:
            return "agreement", pact  # 簽署“燈籠合作協議”
    if name.rsplit(" ", 1)[-1] in lexicon.latin_body_heads:
        return "body", ""
    stem = _YEAR_BEHIND.sub("", name)
    for kind in ("body", "initiative"):
        head = _find_ends(lexicon, kind).match(stem)
        if head and len(stem) > len(head):
            return kind, head
    event = _find_ends(lexicon, "event").match(name)
    if (event and event not in lexicon.programmes) or _compile_quotation(lexicon).event.match(
        builder.sentence, quoted.end()
    ):
        return ("event", event) if event else ("name", "")
    ending = _find_ends(lexicon, "programme").match(stem)
    programme = lexicon.programmes[ending] if ending else _find_programme(builder, quoted)
    return ("initiative", programme) if programme else ("name", "")


def _find_programme(builder: Builder, quoted: re.Match[str]) -> str:
    """What sort of programme a quotation names: its class stands beside it (「藍帆」同樂日, 展覽「藍帆」), somebody
    puts it on (續辦「藍帆」), it takes place, or it is in a list with one that is. Nothing where it names none."""
    quotation, sentence = _compile_quotation(builder.lexicon), builder.sentence
    behind = quotation.kind.match(sentence, quoted.end())
    if behind is not None:
        return builder.lexicon.programmes[behind["kind"]] if behind["kind"] else _HELD
    before = search_front(quotation.front, sentence, quoted.start())
    if before is not None:
        return builder.lexicon.programmes[before.group()]
    if search_front(quotation.launch, sentence, quoted.start()):
        return _LAUNCHED
    last = builder.phrases[-1] if builder.phrases else None
    is_last = last is not None and last.kind == "initiative" and sentence[last.end - 1] in _CLOSING
    if last is not None and is_last and _JOINED.match(sentence, last.end, quoted.start()):
        return last.head
    listed: re.Match[str] | None = quoted
    while listed is not None and behind is None:
        joining = _JOINING.match(sentence, listed.end())
        listed = _QUOTED.match(sentence, joining.end()) if joining is not None else None
        behind = quotation.kind.match(sentence, listed.end()) if listed is not None else None
    return builder.lexicon.programmes[behind["kind"]] if behind is not None and behind["kind"] else ""


@dataclass(frozen=True, slots=True)
class _Quotation:
    """What stands around a quotation: `slogan` in front of one that names nothing and `theme` behind it, `launch` in
    front of a programme, `front` its class there, `kind` behind it, `own` right behind it, `event` behind the name of
    an event, and `signed` in front of an agreement."""

    slogan: re.Pattern[str]
    theme: re.Pattern[str]
    launch: re.Pattern[str]
    front: re.Pattern[str]
    kind: re.Pattern[str]
    own: re.Pattern[str]
    event: re.Pattern[str]
    signed: re.Pattern[str]


@cache
def _compile_quotation(lexicon: ChineseLexicon) -> _Quotation:
    counted = f"(?:[{''.join(sorted(lexicon.measured))}][{''.join(sorted(lexicon.measures))}])?"
    programmes = _unite(lexicon.programmes)
    return _Quotation(
        re.compile(rf"(?:{_unite(lexicon.slogan_fronts)})\Z"),
        re.compile(_unite(lexicon.slogan_tails)),
        re.compile(rf"(?:{_unite(lexicon.launching)})[了的]?{counted}(?:\d{{4}}年?)?\Z"),
        re.compile(rf"(?:{_unite(word for word in lexicon.programmes if len(word) > 1)})\Z"),
        re.compile(rf"等?[^\W\d_的在於由為是和及與將對]{{0,8}}?(?P<kind>{programmes})|{_unite(lexicon.held)}"),
        re.compile(programmes),
        re.compile(
            rf"[^\W\d_的在於由為是和及與將對]{{0,4}}(?:{_unite(set(lexicon.event_heads) - set(lexicon.programmes))})"
        ),
        re.compile(rf"(?:{_unite(lexicon.signing)})[了的]?\Z"),
    )


def _unite(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _holds_known(builder: Builder, quoted: re.Match[str]) -> bool:
    """Whether a known name is most of what is quoted."""
    for token in builder.list_following():
        if token.start >= quoted.end():
            return False
        is_most = token.end - token.start > len(quoted["name"]) // 2
        if is_most and token.kind == "known" and token.end > quoted.start():
            return True
    return False


@cache
def _find_ends(lexicon: ChineseLexicon, kind: str) -> SuffixFinder:
    rows = {
        "agreement": lexicon.agreement_heads,
        "body": lexicon.body_heads,
        "initiative": lexicon.initiative_heads,
        "programme": lexicon.programmes,
        "plan": lexicon.plan_heads,
        "event": lexicon.event_heads,
    }
    return SuffixFinder(rows[kind])

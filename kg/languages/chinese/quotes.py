"""Reads what stands in brackets and quotation marks: （旅發局）, 「藍色紅樹計劃」, 《合作意向書》."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.languages.chinese.builder import Builder
from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.tokens import Token
from kg.languages.chinese.words import SuffixFinder
from kg.languages.phrase import Phrase

_CLOSING = ("」", "』", "》")
_ABBREVIATION = re.compile(
    r"（(?:以?下統?簡?稱為?|簡稱為?|即)?[「《“]?(?P<short>[^（）。，；「」《》“”]{2,16})[」》”]?）"
)
_QUOTED = re.compile(r"[「『](?P<name>[^「」『』，。；：！？]{2,24})[」』]")
_TITLED = re.compile(r"《(?P<name>[^《》]{2,60})》(?:（《?(?P<short>[^（）《》]{2,12})》?）)?")
_SHORTENED = ("body", "mechanism", "initiative", "place", "name", "event", "agreement")


def read_mark(builder: Builder, token: Token) -> None:
    """Ends the name being read, unless a bracket or a closing quotation mark follows it."""
    left = _close_before(builder, token)
    if left is not None and builder.begin == token.start:
        if token.text in _CLOSING:
            builder.start(token.end, left)
            return
        if token.text == "（":
            _read_bracket(builder, token, left)
            return
    builder.start(token.end)
    if token.text in "「『《":
        quoted = _TITLED.match(builder.sentence, token.start) or _QUOTED.match(builder.sentence, token.start)
        if quoted is not None:
            _read_quoted(builder, quoted)


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


def _read_quoted(builder: Builder, quoted: re.Match[str]) -> None:
    kind, head = _find_quoted_kind(builder, quoted)
    if kind is not None:
        short = quoted["short"] if "short" in quoted.re.groupindex else None
        builder.add(Phrase(kind, quoted.start(), quoted.end(), quoted["name"], head=head, abbreviation=short))
        builder.skip_to = quoted.end()


def _find_quoted_kind(builder: Builder, quoted: re.Match[str]) -> tuple[str | None, str]:
    name, lexicon = quoted["name"], builder.lexicon
    if _holds_known(builder, quoted):
        return None, ""
    if quoted.re is _TITLED:
        pact = _find_ends(lexicon, "agreement").match(name)
        return ("agreement", pact) if pact else (None, "")
    if name.rsplit(" ", 1)[-1] in lexicon.latin_body_heads:
        return "body", ""
    for kind in ("body", "initiative"):
        head = _find_ends(lexicon, kind).match(name)
        if head and len(name) > len(head):
            return kind, head
    series = _find_ends(lexicon, "series").match(re.sub(r"\d{4}$", "", name))
    if series:
        return "initiative", series
    event = _find_ends(lexicon, "event").match(name)
    return ("event", event) if event else ("name", "")


def _holds_known(builder: Builder, quoted: re.Match[str]) -> bool:
    """Whether a known name is most of what is quoted."""
    return any(
        token.kind == "known"
        and token.start < quoted.end()
        and token.end > quoted.start()
        and token.end - token.start > len(quoted["name"]) // 2
        for token in builder.list_following()
    )


@cache
def _find_ends(lexicon: ChineseLexicon, kind: str) -> SuffixFinder:
    rows = {
        "agreement": lexicon.agreement_heads,
        "body": lexicon.body_heads,
        "initiative": lexicon.initiative_heads,
        "series": lexicon.event_initiative_heads,
        "event": lexicon.event_heads,
    }
    return SuffixFinder(rows[kind])

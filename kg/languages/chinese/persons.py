"""Reads people by names known or of Latin letters, and the pronouns that stand for them."""

from __future__ import annotations

import re

from kg.languages.chinese.bodies import compile_generic
from kg.languages.chinese.builder import Builder
from kg.languages.chinese.tokens import Token
from kg.languages.phrase import Phrase

_SHORTEST_SENDER = 6  # characters in front of 代表團 that name who sends it
_LONGEST_GAP = 8  # characters between a Latin word and the head of the name that it begins


def read_known_person(builder: Builder, token: Token) -> None:
    """Reads a name that the survey or a table knows, with its honorific."""
    builder.close()
    end, honorific = builder.match_honorific(token.end)
    following = builder.find_token(end)
    if honorific is not None and following is not None and following.word == "place" and following.kind == "head":
        builder.start(token.start)  # 何國華將軍|故居: a place named after somebody
        builder.skip_to = end
        return
    short = next((word for word in builder.lexicon.honorifics if token.text.endswith(word)), None)
    if short is not None and token.text.removesuffix(short) in builder.surnames:  # 黃女士
        surname = token.text.removesuffix(short)
        builder.add(Phrase("person", token.start, token.end, surname, honorific=short, is_short=True))
        return
    builder.add(Phrase("person", token.start, end, token.text, honorific=honorific))


def read_pronoun(builder: Builder, token: Token) -> None:
    """Reads "他", "兩人", "代表團"; who is sent by a long name, or by a country and has members, is a body."""
    gender = builder.lexicon.pronouns[token.text]
    if gender == "delegation" and _is_sent(builder, token):
        start = builder.find_name_start()
        builder.add(Phrase("body", start, token.end, builder.sentence[start : token.end], head=token.text))
        return
    builder.close()
    if gender == "delegation" and builder.sentence[token.start - 1 : token.start] not in ("", "，", "。", "；"):
        builder.start(token.end)  # 祁文博率領的代表團: it does not act
        return
    builder.add(Phrase("person", token.start, token.end, token.text, head=gender, is_short=True))


def _is_sent(builder: Builder, token: Token) -> bool:
    """ "燈籠工匠和船工|代表團", "西班牙|代表團成員"."""
    base, following = builder.base, builder.find_token(token.end)
    if base is None:
        sender = re.sub("[和及與、]", "", builder.sentence[builder.begin : token.start])
        is_own = compile_generic(builder.lexicon).fullmatch(sender) is None  # but 創科及金融|代表團
        return is_own and token.start - builder.begin >= _SHORTEST_SENDER
    return base.word == "place" and base.end == token.start and following is not None and following.word == "post"


def read_latin(builder: Builder, token: Token) -> None:
    """ "Stefan Östlund" is a person behind a title or before an honorific, else a name of unknown kind."""
    end, honorific = builder.match_honorific(token.end)
    left = builder.left
    is_titled = left is not None and left.kind == "post" and builder.begin == token.start
    if token.text.rsplit(" ", 1)[-1] in builder.lexicon.latin_body_heads:
        builder.close()
        builder.add(Phrase("body", token.start, token.end, token.text))
    elif " " in token.text and (honorific is not None or is_titled):
        builder.close()
        builder.add(Phrase("person", token.start, end, token.text, honorific=honorific))
    elif (
        builder.base is None and builder.begin == token.start and _is_name(token.text) and not _goes_on(builder, token)
    ):
        builder.add(Phrase("name", token.start, token.end, token.text))


def _is_name(text: str) -> bool:
    return text[0].isupper() and len(text) > 2 and any(character.islower() for character in text)


def _goes_on(builder: Builder, token: Token) -> bool:
    """Whether a Latin word is only the front of a name: Flemingsberg科學基金會."""
    following = next(builder.list_following(), None)
    return following is not None and following.kind == "head" and following.start - token.end <= _LONGEST_GAP

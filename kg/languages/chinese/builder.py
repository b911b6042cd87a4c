"""Holds a sentence while it is read: where the name being read starts, what stands left of it, the phrases so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.tokens import Token
from kg.languages.chinese.words import SuffixFinder
from kg.languages.phrase import Phrase

NAMED = ("body", "mechanism", "place")
BODIES = ("body", "mechanism")
LONGEST_NAME = 26
_LONGEST_ATTRIBUTE = 4  # characters of a zone's name that may only describe what stands behind it
_LATIN_PER_HAN = 4  # so many Latin letters count as one character
_LOCATIVES = (
    "在", "於", "到", "赴", "訪", "抵", "駐", "從", "自", "往", "至", "離", "和", "及", "、", "設於", "位於",
)  # fmt: skip
_SUFFIXES = frozenset("兩三四五各時")
# A name made of parent and unit: 外交部|駐…特派員公署, 四川省人民政府|港澳事務辦公室.
_UNIT = re.compile(
    r"""(?P<parent>.{2,}?(?:政府|部|局|署|委員會|銀行))駐
      | (?P<owner>.{2,}?(?:政府|省委|市委|區委|政治協商會議|委員會)|國務院)
        .{2,}(?:辦公室|辦公廳|廳|局|署|委員會|處|部|司|辦事處|研究院|研究所)$
      | (?P<school>.{2,}?(?:大學|科學院)).{2,}(?:學院|研究院|研究所|研究中心|系)$
    """,
    re.VERBOSE,
)
# An event of the whole country, which names no place: 中華人民共和國|第十五屆運動會.
_OCCASION = re.compile(r"第[一二三四五六七八九十\d]+屆")
_STREET = re.compile(r"[一-鿿]{1,5}?(?:道|路|街|徑|里|巷)(?:\d|[一-鿿]{0,4}號)|[一-鿿]{1,4}(?:工業邨|邨)")


@dataclass(slots=True)
class Builder:
    """A sentence being read. `begin` is where the name that is being read starts; `left` the phrase that ends right
    there; `base` a known or new name with which a longer one may begin; `at` the number of the token being read."""

    sentence: str
    tokens: Sequence[Token]
    lexicon: ChineseLexicon
    surnames: frozenset[str]
    phrases: list[Phrase] = field(default_factory=list)
    begin: int = 0
    left: Phrase | None = None
    base: Token | None = None
    skip_to: int = 0
    at: int = 0
    _starts: dict[int, Token] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = {token.start: token for token in self.tokens}

    def find_token(self, start: int) -> Token | None:
        """Gives the token that starts at a place."""
        return self._starts.get(start)

    def list_following(self) -> Iterator[Token]:
        """Gives the tokens behind the one being read."""
        return (self.tokens[number] for number in range(self.at + 1, len(self.tokens)))

    def start(self, at: int, left: Phrase | None = None) -> None:
        """Starts a new name at a place."""
        self.begin, self.left, self.base = at, left, None

    def stop(self, at: int) -> None:
        """Ends what is being read and starts anew."""
        self.close()
        self.start(at)

    def add(self, phrase: Phrase) -> Phrase:
        """Adds a phrase; what follows it may go on with it."""
        self.phrases.append(phrase)
        self.start(phrase.end, phrase)
        return phrase

    def drop(self, owner: Phrase | None) -> None:
        """Takes back the last phrase, which became part of a longer one."""
        if owner is not None and self.phrases and self.phrases[-1] is owner:
            self.phrases.pop()

    def close(self) -> None:
        """A known place or body behind which no head came stands for itself."""
        if self.base is not None:
            if not self._is_attribute(self.base):
                self.add(self.make_known(self.base))
            self.base = None

    def close_if_apart(self) -> None:
        """Ends a body in front of an agreement; a place may be part of its name."""
        if self.base is not None and self.base.word != "place":
            self.close()
        self.base = None

    def _is_attribute(self, base: Token) -> bool:
        """ "瑞典企業": a place right in front of a noun only describes it, unless somebody is or goes there."""
        if base.word == "place" and _OCCASION.match(self.sentence, base.end):
            return True
        if base.end >= len(self.sentence) or base.end in self._starts:
            return False
        if base.word != "place":
            return base.text in self.lexicon.global_fronts and self.sentence[base.end] > "一"
        if len(base.text) > _LONGEST_ATTRIBUTE and base.text[-1] in "區灣":
            return False  # 推動粵港澳大灣區|產業協作
        if self.sentence[base.end] == "會" and base.end + 1 in self._starts:
            return False  # 香港會|繼續支持
        if self.lexicon.facilities.intersection(self.sentence[base.end : base.end + n] for n in (1, 2, 4)):
            return True
        if self.find_token(base.start) is not base:
            return False  # a new name, closed by its own head
        if self.left is not None and self.left.kind == "place" and self.left.end == base.start:
            return False  # 在廣州市|天河區…: the smaller place is named in the larger one
        if self.sentence[base.end] in _SUFFIXES or self.sentence.endswith(_LOCATIVES, 0, base.start):
            return False
        before = self.find_token(base.start - 1) or self.left
        is_in_address = before is not None and _STREET.match(self.sentence, base.end) is not None
        return not is_in_address and not self._is_behind_travel(base)

    def _is_behind_travel(self, base: Token) -> bool:
        return any(self.sentence.endswith(word, 0, base.start) for word in self.lexicon.travel)

    def make_known(self, token: Token) -> Phrase:
        """Makes the phrase of a name that stands for itself; 外交部駐… names its parent too."""
        head = _find_heads(self.lexicon, token.word).match(token.text)
        phrase = Phrase(token.word, token.start, token.end, token.text, head=head)
        unit = _UNIT.match(token.text) if token.word == "body" else None
        if unit is None:
            return phrase
        own = unit[unit.lastgroup or ""]
        parent = Phrase("body", token.start, token.start + len(own), own)
        return replace(phrase, of=parent, inner=(parent,))

    def find_name_start(self) -> int:
        """The name in front of a head starts at a known place or body in it, else where the last name stopped."""
        return self.base.start if self.base is not None else self.begin

    def read_own(self, token: Token) -> str:
        """Gives the words of a name in front of its head."""
        return self.sentence[self.find_name_start() : token.start]

    def is_far(self, token: Token) -> bool:
        """Whether too much stands in front of a token to be a name."""
        length = token.end - self.begin
        if length <= LONGEST_NAME:
            return False
        latin = sum(character.isascii() for character in self.sentence[self.begin : token.end])
        return length - latin + latin // _LATIN_PER_HAN > LONGEST_NAME

    def has_nominal_front(self, at: int) -> bool:
        """Whether a name must begin at a place: a list goes on there, or a word that takes a noun stands before."""
        return at == 0 or self.sentence.endswith(_find_fronts(self.lexicon), 0, at)

    def match_honorific(self, at: int) -> tuple[int, str | None]:
        """Gives where a person's name ends with its honorific, and the honorific."""
        honorifics = _list_honorifics(self.lexicon)
        for word in honorifics if self.sentence.startswith(honorifics, at) else ():
            if self.sentence.startswith(word, at):
                return at + len(word), word
        return at, None


@cache
def _list_honorifics(lexicon: ChineseLexicon) -> tuple[str, ...]:
    return tuple(sorted(set(lexicon.honorifics) - lexicon.office_honorifics, key=len, reverse=True))


@cache
def _find_fronts(lexicon: ChineseLexicon) -> tuple[str, ...]:
    return tuple(sorted(lexicon.noun_takers))


@cache
def _find_heads(lexicon: ChineseLexicon, kind: str) -> SuffixFinder:
    rows = {
        "body": lexicon.body_heads,
        "place": lexicon.place_heads,
        "mechanism": lexicon.mechanism_heads,
        "agreement": lexicon.agreement_heads,
        "initiative": lexicon.initiative_heads,
    }
    return SuffixFinder(rows.get(kind, ()))

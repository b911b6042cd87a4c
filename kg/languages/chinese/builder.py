"""Puts a sentence's tokens together to phrases: 廣東省衞生健康委員會 + 副主任, 旅發局（...）+ 主席, 香港 + 美酒佳餚 + 巡禮."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kg.languages.chinese.lexicon import ChineseLexicon
from kg.languages.chinese.posts import Title, make_post, read_title, split_known_title
from kg.languages.chinese.tokens import Token
from kg.languages.phrase import Phrase

_NAMED = ("body", "mechanism", "place")
_LONGEST_NAME = 26
_SHORTEST_SURE = 4  # a known name as short as this may be the end of a longer one: 旅遊|發展局
_LONGEST_INSIDE = 2  # characters between a head inside a name and the one that closes it
_WEAKER = ("event", "initiative", "agreement")
_LONGEST_FIELD = 10  # characters of a title in front of its head
_LONGEST_TAIL = 14  # characters between a body and the unit of it
_LOCATIVES = (
    "在",
    "於",
    "到",
    "赴",
    "訪",
    "抵",
    "駐",
    "從",
    "自",
    "往",
    "至",
    "離",
    "抵達",
    "前往",
    "訪問",
    "到訪",
    "設於",
    "位於",
    "與",
    "和",
    "及",
    "、",
)
_VAGUE = ("活動",)
_CLOSING = ("」", "』", "》")
_SUFFIXES = frozenset("兩三四五各時")
_ABBREVIATION = re.compile(r"（(?:下稱|簡稱)?[「《]?(?P<short>[^（）。，；「」《》]{2,16})[」》]?）")
_CREATING = ("舉行", "召開", "舉辦", "進行", "首次", "參加", "了")
_REFERRING = ("於", "在", "該", "是次", "有關", "上述", "這次", "此次")
_POSTED = re.compile(r"(?P<parent>.{2,}?(?:政府|部|局|署|委員會|銀行))駐")
_EDITION = re.compile(r"(?:第[一二三四五六七八九十百\d]+屆|首屆|(?:19|20)\d\d年?)$")
_QUOTED = re.compile(r"[「『](?P<name>[^「」『』，。；：！？]{2,24})[」』]")
_TITLED = re.compile(r"《(?P<name>[^《》]{2,60})》(?:（《?(?P<short>[^（）《》]{2,12})》?）)?")
_SHORT_BODY = re.compile(
    r"(?:該|本)(?P<head>局|署|處|校|院|會|公司|大學|學院|中心|委員會|協會|集團|辦|辦事處|基金會|研究院|醫院|小組|工作小組|工作組)(?![長面議])"
)
_SHORT_PACT = re.compile(r"(?:該|有關|上述|這份|是項|兩份|三份)(?P<head>備忘錄|協議|意向書|安排|協定|文件)")


@dataclass(slots=True)
class Builder:
    """A sentence being read. `begin` is where the name that is being read starts; `left` the phrase that ends right
    there."""

    sentence: str
    tokens: Sequence[Token]
    lexicon: ChineseLexicon
    surnames: frozenset[str]
    phrases: list[Phrase] = field(default_factory=list)
    begin: int = 0
    left: Phrase | None = None
    base: Token | None = None
    skip_to: int = 0

    def read(self) -> None:
        """Reads all tokens."""
        readers = {
            "known": self._read_known,
            "head": self._read_head,
            "stop": self._stop,
            "mark": self._read_mark,
            "soft": self._read_soft,
            "joint": self._read_joint,
            "pronoun": self._read_pronoun,
            "latin": self._read_latin,
        }
        for token in self.tokens:
            if token.start >= self.skip_to and token.kind in readers:
                readers[token.kind](token)
        self._close()

    # Where names stop.

    def _stop(self, token: Token) -> None:
        self._close()
        self._start(token.end)
        short = _SHORT_BODY.match(self.sentence, token.start) or _SHORT_PACT.match(self.sentence, token.start)
        if short is not None:
            kind = "agreement" if short.re is _SHORT_PACT else "body"
            self._add(Phrase(kind, short.start(), short.end(), short["head"], head=short["head"], is_short=True))
            self.skip_to = short.end()

    def _close(self) -> None:
        """A known place or body behind which no head came stands for itself."""
        if self.base is not None:
            if not self._is_attribute(self.base):
                self._add(self._make_known(self.base))
            self.base = None

    def _is_attribute(self, base: Token) -> bool:
        """ "瑞典企業": a place right in front of a noun only describes it, unless somebody is or goes there."""
        following = next((token for token in self.tokens if token.start == base.end), None)
        describes = (
            base.word == "place"
            and following is not None
            and following.kind == "plain"
            and following.text not in _SUFFIXES
        )
        return describes and not self.sentence.endswith(_LOCATIVES, 0, base.start)

    def _start(self, at: int, left: Phrase | None = None) -> None:
        self.begin, self.left, self.base = at, left, None

    def _add(self, phrase: Phrase) -> Phrase:
        self.phrases.append(phrase)
        self._start(phrase.end, phrase)
        return phrase

    def _read_soft(self, token: Token) -> None:
        if token.start == self.begin or self._is_far(token):
            self._close()
            self._start(token.end)

    def _is_far(self, token: Token) -> bool:
        return token.end - self.begin > _LONGEST_NAME

    def _read_joint(self, token: Token) -> None:
        """ "和" stops a name unless it stands in the middle of one: 文化和旅遊部."""
        if token.text == "兼" and self.left is not None and self.left.kind == "post":
            self._start(token.end)
        elif token.start == self.begin or (self.base is not None and self.base.end == token.start):
            self._close()
            self._start(token.end)

    def _read_pronoun(self, token: Token) -> None:
        self._close()
        gender = self.lexicon.pronouns[token.text]
        if gender == "delegation" and self.sentence[token.start - 1 : token.start] not in ("", "，", "。", "；"):
            self._start(token.end)  # 祁文博率領的代表團: it does not act
            return
        self._add(Phrase("person", token.start, token.end, token.text, head=gender, is_short=True))

    # Brackets and quotation marks.

    def _read_mark(self, token: Token) -> None:
        left = self._close_before(token)
        if token.text in _CLOSING and left is not None and self.begin == token.start:
            self._start(token.end, left)
            return
        if token.text == "（" and left is not None and self.begin == token.start:
            self._read_bracket(token, left)
            return
        self._start(token.end)
        quoted = _TITLED.match(self.sentence, token.start) or _QUOTED.match(self.sentence, token.start)
        if quoted is not None:
            self._read_quoted(quoted)

    def _close_before(self, token: Token) -> Phrase | None:
        if self.base is not None and self.base.end == token.start:
            self._close()
        elif self.base is not None:
            self._close()
            self.left = None
        return self.left

    def _read_bracket(self, token: Token, left: Phrase) -> None:
        """ "香港旅遊發展局（旅發局）主席": what the bracket shortens goes on behind it."""
        match = _ABBREVIATION.match(self.sentence, token.start)
        end = self.sentence.find("）", token.start) + 1 or token.end
        if match is not None and left.kind in (
            "body",
            "mechanism",
            "initiative",
            "place",
            "name",
            "event",
            "agreement",
        ):
            if _is_short_for(match["short"], left.text):
                left = replace(left, abbreviation=match["short"])
                self.phrases[-1] = left
        if left.kind in (
            "person",
            "post",
        ):  # 羅永綱副主任（中央人民政府…副主任）: what stands in it is read like the rest
            self._start(token.end)
            return
        self.skip_to = end
        self._start(end, left)

    def _read_quoted(self, quoted: re.Match[str]) -> None:
        name = quoted["name"]
        kind, head = self._find_quoted_kind(quoted)
        if kind is None:
            return
        abbreviation = quoted["short"] if "short" in quoted.re.groupindex else None
        self._add(Phrase(kind, quoted.start(), quoted.end(), name, head=head, abbreviation=abbreviation))
        self.skip_to = quoted.end()

    def _find_quoted_kind(self, quoted: re.Match[str]) -> tuple[str | None, str]:
        name = quoted["name"]
        if any(
            token.kind == "known"
            and token.start < quoted.end()
            and token.end > quoted.start()
            and token.end - token.start > len(name) // 2
            for token in self.tokens
        ):
            return None, ""
        pact = next(
            (head for head in sorted(self.lexicon.agreement_heads, key=len, reverse=True) if name.endswith(head)), None
        )
        if quoted.re is _TITLED:
            return ("agreement", pact) if pact is not None else (None, "")
        if name.rsplit(" ", 1)[-1] in self.lexicon.latin_body_heads:
            return "body", ""
        rows = (("body", self.lexicon.body_heads), ("initiative", self.lexicon.initiative_heads))
        for kind, heads in rows:
            head = next(
                (
                    word
                    for word in sorted(heads, key=len, reverse=True)
                    if name.endswith(word) and len(name) > len(word)
                ),
                None,
            )
            if head is not None:
                return kind, head
        trimmed = re.sub(r"\d{4}$", "", name)
        series = next((word for word in self.lexicon.event_initiative_heads if trimmed.endswith(word)), None)
        if series is not None:
            return "initiative", series
        event = next((word for word in self.lexicon.event_heads if name.endswith(word)), None)
        return ("event", event) if event is not None else ("name", "")

    # Names.

    def _read_known(self, token: Token) -> None:
        if self.base is not None and token.word not in _NAMED:
            self._close()
        if token.word == "person":
            self._add_person(token)
        elif token.word in _NAMED:
            self._read_known_name(token)
        elif token.word == "post":
            self._add_known_post(token)
        else:
            self._close()
            self._add(self._make_known(token))

    def _read_known_name(self, token: Token) -> None:
        """A known place or body may be the front of a longer name, or follow the place that it is in."""
        if self.base is not None and token.word == "place" and self._joins_base(token):
            return
        gap = self.sentence[self.begin : token.start] if self.base is None else ""
        if (
            token.word != "place"
            and gap
            and len(token.text) <= _SHORTEST_SURE
            and _compile_generic(self.lexicon).fullmatch(gap)
        ):
            self._add(Phrase(token.word, self.begin, token.end, gap + token.text, head=self._make_known(token).head))
            return
        self._close()
        left = self.left if self.left is not None and self.left.end == token.start else None
        self.begin, self.base, self.left = token.start, token, left

    def _joins_base(self, token: Token) -> bool:
        """ "香港駐倫敦|經濟貿易辦事處", "瑞典香港|商會": two places in front of one name."""
        base = self.base
        gap = self.sentence[base.end : token.start] if base is not None else ""
        following = next((other for other in self.tokens if other.start == token.end), None)
        return gap == "駐" or (not gap and following is not None and following.text in self.lexicon.placed_heads)

    def _make_known(self, token: Token) -> Phrase:
        head = next(
            (
                word
                for word in sorted(_list_heads(self.lexicon, token.word), key=len, reverse=True)
                if token.text.endswith(word)
            ),
            "",
        )
        phrase = Phrase(token.word, token.start, token.end, token.text, head=head)
        posted = _POSTED.match(token.text) if token.word == "body" else None
        if posted is None:
            return phrase
        parent = Phrase("body", token.start, token.start + posted.end("parent"), posted["parent"])
        return replace(phrase, of=parent, inner=(parent,))

    def _add_person(self, token: Token) -> None:
        self._close()
        end, honorific = self._read_honorific(token.end)
        self._add(Phrase("person", token.start, end, token.text, honorific=honorific))

    def _read_honorific(self, at: int) -> tuple[int, str | None]:
        for word in sorted(self.lexicon.honorifics, key=len, reverse=True):
            if self.sentence.startswith(word, at) and word not in self.lexicon.office_honorifics:
                return at + len(word), word
        return at, None

    def _add_known_post(self, token: Token) -> None:
        left = self.left if self.left is not None and self.left.end == token.start else None
        owner = left if left is not None and left.kind in _NAMED and self.begin == token.start else None
        prefix = self.sentence[self.begin : token.start] if owner is None else ""
        self._drop_owner(owner)
        name, capacity = split_known_title(token.text, self.lexicon), read_title(prefix, "", self.lexicon).capacity
        if owner is None and name:
            owner = Phrase("body", token.start, token.start + len(name), name)
            title = Title(token.text.removeprefix(name), "", capacity)
        else:
            title = Title(token.text, "", capacity)
        self._add(make_post((owner.start if owner is not None else token.start, token.end), title, owner))

    def _drop_owner(self, owner: Phrase | None) -> None:
        if owner is not None and self.phrases and self.phrases[-1] is owner:
            self.phrases.pop()

    def _read_head(self, token: Token) -> None:
        if self._is_far(token):
            self._close()
            self._start(token.end)
            return
        if token.word in _WEAKER and self._is_inside(token):
            return
        if token.word == "post":
            self._read_post(token)
        elif token.word in ("body", "mechanism"):
            self._read_body(token)
        elif token.word == "place":
            self._read_place(token)
        elif token.word == "agreement":
            self._read_agreement(token)
        else:
            self._read_event(token)

    def _is_inside(self, token: Token) -> bool:
        """Whether a head stands inside a longer name: 旅遊及會議|辦公室, 皇家工程|科學院."""
        following = next(
            (other for other in self.tokens if other.start >= token.end and other.kind not in ("plain", "soft")), None
        )
        return (
            following is not None
            and following.kind == "head"
            and following.word in ("body", "mechanism")
            and following.start - token.end <= _LONGEST_INSIDE
            and not self.lexicon.whole_stems & {following.text}
        )

    def _find_name_start(self) -> int:
        """The name in front of a head starts at a known place or body in it, else where the last name stopped."""
        return self.base.start if self.base is not None else self.begin

    def _read_body(self, token: Token) -> None:
        start = self._find_name_start()
        own = self.sentence[start : token.start]
        parent = self._find_parent(token)
        if parent is not None:
            self._drop_owner(parent)
            text = parent.text + self.sentence[self._after(parent) : token.end]
            self._add(Phrase(token.word, parent.start, token.end, text, head=token.text, of=parent, inner=(parent,)))
        elif self._is_name(own, token.text, self.lexicon.weak_bodies):
            self._add(Phrase(token.word, start, token.end, own + token.text, head=token.text))
        elif not own and token.text in self.lexicon.issuer_names:
            self._add(Phrase("body", token.start, token.end, token.text, head=token.text, is_short=True))
        else:
            self._pass(token)

    def _after(self, parent: Phrase) -> int:
        """Where the text goes on behind a body and its bracket."""
        return max(parent.end, self.begin) if self.left is parent else parent.end

    def _find_parent(self, token: Token) -> Phrase | None:
        """The body right in front, of which this is a unit: 上海戲劇學院|導演系."""
        if self.base is not None and self.base.word in ("body", "mechanism"):
            gap = token.start - self.base.end
            known = self._make_known(self.base)
            return known if self._is_unit(gap, token) else None
        left = self.left
        if self.base is not None or left is None or left.kind not in ("body", "mechanism") or left.is_short:
            return None
        return left if self._is_unit(token.start - self.begin, token) else None

    def _is_unit(self, gap: int, token: Token) -> bool:
        """Whether the words behind a body name a unit of it; a bare head is none (大學|中心)."""
        return gap + len(token.text) <= _LONGEST_TAIL and (gap >= 1 or len(token.text) >= 3)

    def _pass(self, token: Token) -> None:
        """A head that closes no name: 大學 alone. A known name before it stands for itself."""
        self._close()
        self._start(token.end)

    def _is_name(self, own: str, head: str, weak: frozenset[str]) -> bool:
        """Whether words and a head make a name: a weak head needs a known place, Latin letters or words of its own."""
        if len(own) > _LONGEST_NAME or own.startswith(("多", "各", "該", "本", "全", "兩")):
            return False
        place = self.base.text if self.base is not None else ""
        rest = own.removeprefix(place)
        if _compile_generic(self.lexicon).fullmatch(rest):
            return (
                bool(place) and (bool(rest) or head not in self.lexicon.placed_heads)
                if head in weak
                else bool(rest or place)
            )
        return len(rest) >= 2 or (bool(rest) and head not in weak)

    def _read_place(self, token: Token) -> None:
        start = self._find_name_start()
        own = self.sentence[start : token.start]
        if (
            self.base is None
            and self.left is not None
            and self.left.kind == "body"
            and self.left.end == self.begin
            and own
        ):
            self._pass(token)
        elif (
            self._is_name(own, token.text, self.lexicon.weak_places)
            and own + token.text not in self.lexicon.generic_places
        ):
            self.base, self.left = Token("known", start, token.end, own + token.text, "place"), None
        else:
            self._pass(token)

    def _read_agreement(self, token: Token) -> None:
        start = self._find_name_start()
        own = self.sentence[start : token.start]
        if token.text in self.lexicon.weak_agreements and len(own) < 2:
            self._pass(token)
            return
        self._close_if_apart()
        self._add(Phrase("agreement", start, token.end, own + token.text, head=token.text))

    def _close_if_apart(self) -> None:
        if self.base is not None and self.base.word != "place":
            self._close()
        self.base = None

    def _read_event(self, token: Token) -> None:
        """ "瑞典皇家工程科學院|圓桌午餐會": a body in front is named on its own."""
        if self.base is not None and self.base.word in ("body", "mechanism", "initiative"):
            self._close()
        if self._read_own_series(token):
            return
        start = self._find_name_start()
        own = self.sentence[start : token.start]
        is_series = token.text in self.lexicon.initiative_heads and self._is_series(own, token.text)
        year = re.compile(r"(?:19|20)\d\d").match(self.sentence, token.end)
        end = year.end() if year is not None and is_series else token.end
        if self._read_launch(token, own):
            return
        if is_series:
            self.base = None
            edition = _EDITION.search(self.sentence, 0, start)
            start = edition.start() if edition is not None else start
            self._add(Phrase("initiative", start, end, self.sentence[start:end], head=token.text))
        elif token.text in self.lexicon.event_heads:
            self._add(
                Phrase(
                    "event",
                    start,
                    token.end,
                    own + token.text,
                    head=token.text,
                    is_short=self._is_told(own, token),
                )
            )
        elif self.left is None and self.base is None:
            self._pass(token)
        self.skip_to = max(self.skip_to, end)

    def _read_launch(self, token: Token, own: str) -> bool:
        """ "港澳青年交流活動|啟動儀式": the event is named after the initiative in front of it."""
        left = self.left
        if (
            left is None
            or left.kind not in ("initiative", "agreement")
            or own
            or token.text not in self.lexicon.event_heads
        ):
            return False
        if left.kind == "initiative":
            self._add(Phrase("event", left.start, token.end, left.text + token.text, head=token.text))
        return left.kind == "initiative"

    def _is_told(self, own: str, token: Token) -> bool:
        """ "會議上", "於酒會", "該儀式": an event told of before; "舉行會議", "出席晚宴" are new ones."""
        if own:
            return False
        before, after = self.sentence[: token.start], self.sentence[token.end :]
        if token.text in self.lexicon.told_events and not before.endswith(_CREATING):
            return True
        return before.endswith(_REFERRING) or after.startswith(("上", "中", "期間")) or not before

    def _read_own_series(self, token: Token) -> bool:
        """ "2026醫院管理局（醫管局）研討大會", "世界經濟論壇年會": what comes round is named after its owner."""
        left = self.left
        if left is None or left.kind not in ("body", "initiative") or self.begin != token.start or left.is_short:
            return False
        if token.text not in self.lexicon.event_initiative_heads:
            return False
        year = re.search(r"(?:19|20)\d\d年?$", self.sentence[: left.start])
        start = year.start() if year is not None else left.start
        text = self.sentence[start : left.start] + left.text + token.text
        short = left.abbreviation + token.text if left.abbreviation else None
        self._add(Phrase("initiative", start, token.end, text, head=token.text, abbreviation=short))
        return True

    def _is_series(self, own: str, head: str) -> bool:
        """Whether an event or plan has a name of its own: a place, a number or Latin letters in it."""
        has_place = self.base is not None
        has_mark = (
            re.search(r"第[一二三四五六七八九十\d]+屆|[A-Za-z]{3}|\d{4}|首屆|國際|世界|亞洲|全國", own) is not None
        )
        return (
            len(own) >= 2
            and (has_mark or has_place)
            and not (head in self.lexicon.quoted_initiatives and not has_place and re.search(r"\d{4}", own) is None)
        )

    def _read_latin(self, token: Token) -> None:
        """ "Stefan Östlund" is a person behind a title or before an honorific, else a name of unknown kind."""
        end, honorific = self._read_honorific(token.end)
        is_titled = self.left is not None and self.left.kind == "post" and self.left.end == token.start
        if token.text.rsplit(" ", 1)[-1] in self.lexicon.latin_body_heads:
            self._close()
            self._add(Phrase("body", token.start, token.end, token.text))
        elif " " in token.text and (honorific is not None or is_titled):
            self._close()
            self._add(Phrase("person", token.start, end, token.text, honorific=honorific))
        elif (
            self.base is None and self.begin == token.start and _is_latin_name(token.text) and not self._goes_on(token)
        ):
            self._add(Phrase("name", token.start, token.end, token.text))

    def _goes_on(self, token: Token) -> bool:
        """Whether a Latin word is only the front of a name: Flemingsberg科學基金會."""
        following = next((other for other in self.tokens if other.start >= token.end and other.kind != "plain"), None)
        return following is not None and following.kind == "head" and following.start - token.end <= 8

    # Titles of office.

    def _read_post(self, token: Token) -> None:
        owner = self._find_owner()
        start = self.begin
        own = self.sentence[start : token.start]
        title = read_title(own, token.text, self.lexicon)
        if owner is None:
            owner, title = self._split_owner(start, token, title)
        if not self._is_office(token, title, owner):
            self._pass(token)
            return
        self._drop_owner(owner)
        self.base = None
        first = owner.start if owner is not None else token.end - len(title.text)
        post = make_post((first, token.end), title, owner)
        self._add(post)

    def _find_owner(self) -> Phrase | None:
        """The body or place that stands right in front of the title's words."""
        if self.base is not None:
            known = self._make_known(self.base)
            self.begin = self.base.end
            return known
        left = self.left
        return left if left is not None and left.kind in (*_NAMED, "name") and not left.is_short else None

    def _split_owner(self, start: int, token: Token, title: Title) -> tuple[Phrase | None, Title]:
        """ "醫渡科技董事長": in front of a company's title stands a company, even where no head closes it."""
        name = title.field
        if token.text in self.lexicon.company_posts and len(name) >= 2:
            at = self.sentence.find(name, start)
            bare = title.without_field()
            return Phrase("body", at, at + len(name), name), bare
        return None, title

    def _is_office(self, token: Token, title: Title, owner: Phrase | None) -> bool:
        """A bare title names an office in front of a person or behind "出任"; a weak word does nowhere else."""
        if self._meets_person(token.end) or self.sentence.endswith(
            tuple(self.lexicon.serving), 0, token.end - len(title.text)
        ):
            return len(title.field) <= _LONGEST_FIELD
        is_noun = token.text in self.lexicon.person_posts and len(title.text) == len(token.text)
        if owner is not None:
            return not is_noun
        return token.text not in self.lexicon.weak_posts and len(token.text) < len(title.text) <= _LONGEST_FIELD

    def _meets_person(self, at: int) -> bool:
        return any(
            (token.start == at or token.start == self._skip_bracket(at))
            and (token.word == "person" or (token.kind == "latin" and " " in token.text))
            for token in self.tokens
        )

    def _skip_bracket(self, at: int) -> int:
        return self.sentence.find("）", at) + 1 if self.sentence.startswith("（", at) else at


@cache
def _compile_generic(lexicon: ChineseLexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, lexicon.generic_parts), key=len, reverse=True))})*")


def _list_heads(lexicon: ChineseLexicon, kind: str) -> list[str]:
    rows = {
        "body": lexicon.body_heads,
        "place": lexicon.place_heads,
        "mechanism": lexicon.mechanism_heads,
        "agreement": lexicon.agreement_heads,
        "initiative": lexicon.initiative_heads,
    }
    return list(rows.get(kind, ()))


def _is_latin_name(text: str) -> bool:
    return text[0].isupper() and len(text) > 2 and any(character.islower() for character in text)


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

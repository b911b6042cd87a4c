"""Reads events, agreements and mechanisms that are named in small letters: "the inaugural meeting", "a framework
agreement on X"."""

from __future__ import annotations

import re

from kg.languages.english.kinds import find_kind, has_own_head, is_marked
from kg.languages.english.names import read_bracket
from kg.languages.english.reader import Reader
from kg.languages.phrase import Phrase

_BRACKET = re.compile(r" \([^()]*\)")
_FARTHEST_BACK = 8
_LONGEST_QUOTED = 16  # words of a quoted title
_FARTHEST_NOUN = 4  # words behind a quoted title that hold what it is the title of
_SMALL_WORD = 4  # letters: "with", "from"
_OPENING, CLOSING = frozenset('"“'), frozenset('"”')
_LONGEST_COMPLEMENT = 30
DASHES = ("-", "–", "—")
_TIES = ("and", "&", *DASHES)
_COMPLEMENT_OPENERS = frozenset({"on", "for", "in", "concerning", "regarding", "to"})
# "delivered opening remarks": what is spoken is no event.
_SPOKEN = frozenset({"remarks", "speech", "speeches", "address", "addresses", "keynote", "keynotes"})
_SHORT_PACTS = frozenset({"MoU", "MOU"})
_SIGNED = (("signed",), ("inked",), ("will", "sign"))  # but not "hopes to sign", "looks forward to signing"
_TITLE_TAILS = frozenset(
    {
        *("Understanding", "Intent", "Co-operation", "Cooperation", "co-operation", "cooperation"),
        *("Agreement", "Memorandum", "Arrangement"),
    }
)


def read_event(reader: Reader, head: int) -> Phrase | None:
    """Reads the event whose head noun stands at word `head`: "the annual signing ceremony", "a roundtable luncheon"."""
    word = reader.text(head).lower()
    if not is_event_head(reader, head) or is_event_head(reader, head + 1):
        return None
    if reader.text(head + 1) in _SPOKEN:
        return None
    first = _find_list_start(reader, _find_name_start(reader, _find_start(reader, head), head), head)
    first = _find_quoted_start(reader, _find_titled_start(reader, first, head))
    words = reader.words
    article = reader.text(first - 1).lower()
    is_counted = head - first == 1 and reader.text(first) in ("two", "three", "four") and word.endswith("s")
    is_short = (first == head or is_counted) and article in ("the", "this", "that", "its", "their", "these")
    abbreviation, end = read_bracket(reader, head + 1, "event")
    return Phrase(
        "event",
        words.starts[first],
        words.ends[max(end - 1, head)],
        _BRACKET.sub("", words.span(first, head + 1)),
        head=word,
        is_short=is_short,
        abbreviation=abbreviation,
    )


def is_event_head(reader: Reader, at: int) -> bool:
    """Whether a word heads the name of an event: "forum"; "discussion" only of a panel."""
    word, lexicon = reader.text(at).lower(), reader.lexicon
    company = lexicon.event_head_company.get(word)
    return word in lexicon.event_heads and (company is None or reader.text(at - 1).lower() in company)


def _find_start(reader: Reader, head: int) -> int:
    """Goes back from a head noun over its adjectives and names, as far as its article or the last small word that
    ends a phrase."""
    first = head
    for at in range(head - 1, max(head - _FARTHEST_BACK, 0) - 1, -1):
        text = reader.text(at)
        if not (
            text[0].isalnum()
            and text.lower() not in reader.lexicon.phrase_stops
            and text.lower() not in reader.lexicon.determiners
        ):
            break
        if reader.letter(at) in "NH" or (reader.letter(at) == "w" and text.endswith("ly")):
            break
        first = at
    return first


def _find_name_start(reader: Reader, first: int, head: int) -> int:
    """ "the annual | Lantern Reception": where a name in capitals begins; which edition it is stays."""
    at = first
    while reader.letter(at) == "w" and reader.text(at) not in reader.lexicon.later_editions:
        at += 1
    return at if (reader.is_capital(at) or reader.letter(at) == "D") and reader.is_capital(head) else first


def _find_list_start(reader: Reader, first: int, head: int) -> int:
    """ "the Lantern Midsummer and National Day Celebration": goes back over the parts of one name behind one article;
    not over "the Tides Forum and", which is a name by itself."""
    at = first
    while (
        at and reader.is_capital(at) and (reader.text(at - 1) in _TIES or (at < first and reader.text(at - 1) == ","))
    ):
        end, start = at - 1, _skip_back(reader, at - 1)
        if reader.text(end) in DASHES and not reader.is_known_end(end):
            return first  # "the Porto – Zhuhai Business Dinner" is between two places
        if start == end or (has_own_head(reader, start, end) and not _is_of_both(reader, (start, end), (at, head))):
            return first
        at = start
    return at if is_marked(reader, at) else first


def _skip_back(reader: Reader, end: int) -> int:
    """Gives the index of the first of the capitals and numbers before a word; the abbreviation of some of them may
    stand between: "28th Tide Orchestra (TO) Festival"."""
    start = end
    while reader.is_capital(start - 1) or reader.letter(start - 1) == "D":
        start -= 1
        is_bracket = reader.text(start - 1) == ")" and reader.text(start - 3) == "("
        start -= 3 if is_bracket and reader.is_capital(start - 4) else 0
    return start


def _find_titled_start(reader: Reader, first: int, head: int) -> int:
    """ "at Highs and Lows: Lantern Partnership Webinar": goes back over the title in front of a colon, which names
    nothing by itself."""
    if reader.text(first - 1) != ":" or not reader.is_capital(first) or not reader.is_capital(head):
        return first
    start = _skip_back(reader, first - 1)
    while reader.text(start - 1) in ("and", "&") and reader.is_capital(start - 2):
        start = _skip_back(reader, start - 1)
    is_title = start < first - 1 and not has_own_head(reader, start, first - 1)
    is_title = is_title and (reader.text(start - 1) == "at" or is_marked(reader, start))
    return start if is_title and reader.known.keys().isdisjoint(range(start, first)) else first


def _is_of_both(reader: Reader, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """ "the Lantern Chamber and Tide Association reception" is of two of a kind; "the Tide Festival and Moon Camp
    opening ceremony" opens both."""
    (start, end), (at, head) = one, other
    last = at
    while reader.is_capital(last) and last < head:
        last += 1
    if reader.text(head - 1).lower() in reader.lexicon.event_deeds:
        return last > at + (last == head)
    return last > at + 1 and find_kind(reader, start, end) == find_kind(reader, at, last)


def _find_quoted_start(reader: Reader, first: int) -> int:
    """ "the "Think Lanterns, Think Porto" symposium": goes back over the quoted title that stands right before."""
    if reader.text(first - 1) not in CLOSING:
        return first
    for at in range(first - 2, max(first - _LONGEST_QUOTED, -1), -1):
        if reader.text(at) in _OPENING:
            return at
        if reader.text(at) in (".", ";") or reader.text(at) in CLOSING:
            break
    return first


def read_title(reader: Reader, at: int) -> Phrase | None:
    """Reads the quoted title that opens at word `at` if a noun beside it or its own head says that it goes on or comes
    round: "the "Save Lanterns" campaign", "the scheme "Tides for All""."""
    close = next((n for n in range(at + 1, at + _LONGEST_QUOTED + 2) if reader.text(n) in CLOSING), at)
    first = reader.skip_article(at + 1)
    if close <= first or reader.known.get(first) == (close, "place") or not _is_titled(reader, first, close):
        return None
    nouns = reader.lexicon.title_nouns
    is_told = _is_in_work(reader, at, close)
    ends = [n for n in range(first + 1, close + 1) if n == close or reader.text(n) in ("of", "for", "on")]
    heads = {reader.text(reader.find_head(first, end)).lower() for end in ends}
    if not is_told and heads.isdisjoint(nouns):
        return None
    words = reader.words
    text = words.span(first, close)
    return Phrase("initiative", words.starts[first], words.ends[close - 1], text, head=reader.text(close - 1))


def _is_in_work(reader: Reader, at: int, close: int) -> bool:
    """ "the "Save Lanterns" campaign", "the "Think Tides" business promotion event", "the scheme "Tides for All"", "a
    project entitled "Tides for All"": whether the noun beside a title says what it is the title of."""
    nouns, behind = reader.lexicon.title_nouns, close + 1
    while reader.letter(behind) == "w" and behind - close < _FARTHEST_NOUN:
        if reader.text(behind) in reader.lexicon.phrase_stops or reader.text(behind) in reader.lexicon.title_events:
            break
        behind += 1
    before = at - 2 if reader.text(at - 1) in reader.lexicon.titling else at - 1
    is_event = reader.text(behind) in reader.lexicon.title_events
    return is_event or reader.text(close + 1) in nouns or reader.text(before) in nouns


def _is_titled(reader: Reader, first: int, close: int) -> bool:
    """Whether words are written as a title: all but the small ones with a capital."""
    long = [word for word in reader.words.texts[first:close] if len(word) > _SMALL_WORD and word.isalpha()]
    return bool(long) and all(word[0].isupper() for word in long)


def read_agreement(reader: Reader, head: int) -> Phrase | None:
    """Reads the agreement whose head noun stands at word `head`, with what it is on; "the agreement" alone is short."""
    word = reader.text(head)
    if word not in reader.lexicon.agreement_heads and word not in reader.lexicon.agreement_capitals:
        return None
    first = _find_agreement_start(reader, head)
    tail = _skip_tail(reader, head)
    abbreviation, after = read_bracket(reader, tail, "agreement")
    end = _find_complement_end(reader, after)
    words = reader.words
    is_definite = reader.text(first - 1).lower() in ("the", "this", "both", "these")
    if abbreviation is not None and end > after:
        text = f"{words.span(first, tail)} {words.span(after, end)}"
    else:
        text = words.span(first, end if end > after else tail)
    is_plural = word.endswith("s") and end == after
    before = tuple(map(reader.text, range(first - 3, first - 1)))
    is_signed = first == head and any(before[-len(words) :] == words for words in _SIGNED)  # "signed an agreement"
    is_new = (word in _SHORT_PACTS or is_signed) and reader.text(first - 1).lower() in ("a", "an", "another")
    is_named = is_new or tail > head + 1 or reader.text(after) in ("which", "that", "between")
    if is_plural or (first == head and end == after and not is_definite and not is_named):
        return None
    is_short = end == after and tail == head + 1 and (first == head or is_definite) and not word[0].isupper()
    is_short = is_short and (is_definite or not is_named)
    is_short = is_short or (first == head and is_definite and end == after and abbreviation is None)
    is_short = (is_short or ((word.isupper() or word in _SHORT_PACTS) and end == after)) and not is_new
    return Phrase(
        "agreement",
        words.starts[first],
        words.ends[end - 1],
        text,
        head=word,
        is_short=is_short,
        abbreviation=abbreviation,
    )


def _find_agreement_start(reader: Reader, head: int) -> int:
    first = head
    while first and head - first < _FARTHEST_BACK:
        before = reader.text(first - 1)
        if before in reader.lexicon.agreement_adjectives or (
            reader.is_capital(first - 1) and reader.letter(head) in "AC"
        ):
            first -= 1
        else:
            break
    return first


def _skip_tail(reader: Reader, head: int) -> int:
    """Gives the index after "of Understanding", "of intent"."""
    if reader.text(head + 1) != "of":
        return head + 1
    words = reader.lexicon.agreement_tails.get(reader.text(head), "").split()
    after = reader.text(head + 2)
    return head + 3 if (words and after == words[-1]) or after in _TITLE_TAILS else head + 1


def _find_complement_end(reader: Reader, at: int) -> int:
    """Gives the index after "on promoting talent co-operation", or `at` where no such thing follows."""
    if reader.text(at) not in _COMPLEMENT_OPENERS or (
        reader.text(at) in ("in", "to", "for") and not reader.is_capital(at + 1)
    ):
        return at
    if (reader.text(at) == "on" and reader.text(at + 1) == "behalf") or _opens_date(reader, at):
        return at
    if reader.text(at) == "in" and reader.known.get(at + 1, (0, ""))[1] == "place":  # "a contract in Dubai"
        return at
    end = at + 1
    while end - at < _LONGEST_COMPLEMENT and (reader.text(end)[:1].isalnum() or reader.text(end) == "&"):
        is_stop = reader.text(end) in reader.lexicon.complement_stops and not _leads_to_field(reader, end)
        if is_stop or (reader.text(end) == "to" and reader.letter(end + 1) == "w") or _opens_date(reader, end):
            break
        if reader.text(end) == "&" and not reader.is_capital(end + 1):
            break
        if reader.text(end) == "and" and (reader.letter(end + 1) in "HN" or reader.text(end + 1) in ("the", "a")):
            break
        end += 1
    return end if end > at + 1 else at


def _opens_date(reader: Reader, at: int) -> bool:
    """ "signed the Tides Agreement on March 15", "in May", "on Monday": when it was signed is no part of its name."""
    first = at + 2 if reader.text(at + 1).isdigit() else at + 1
    is_day = reader.text(first) in reader.lexicon.months or reader.text(first) in reader.lexicon.weekdays
    return reader.text(at) in ("on", "in") and is_day


def _leads_to_field(reader: Reader, at: int) -> bool:
    """ "Co-operation in Flood Prevention", but "Co-operation in Dubai"."""
    is_field = reader.text(at) == "in" and reader.is_capital(at + 1) and at + 1 not in reader.known
    return is_field and reader.text(at - 1) in reader.lexicon.joint_efforts


def read_mechanism(reader: Reader, head: int) -> Phrase | None:
    """Reads "a co-ordination mechanism on X"; "the mechanism" alone is short."""
    if reader.text(head) not in reader.lexicon.mechanism_heads:
        return None
    first = _find_start(reader, head)
    end = _find_complement_end(reader, head + 1)
    is_short = first == head and end == head + 1
    article = reader.text(first - 1).lower()
    if article not in ("the", "a", "this") or (is_short and article == "a") or (not is_short and end == head + 1):
        return None
    words = reader.words
    return Phrase(
        "mechanism",
        words.starts[first],
        words.ends[end - 1],
        words.span(first, end),
        head=reader.text(head),
        is_short=is_short,
    )

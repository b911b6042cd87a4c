"""Sentences put together from parts of both languages, as nobody wrote them: whatever is read of them holds."""

from __future__ import annotations

from datetime import UTC, datetime

from hostile.readings import find_faults, find_lost_triples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction import read_extraction
from kg.pipeline import load_gazetteer
from kg.releases import Release

ISSUED = datetime(2024, 5, 3, 20, tzinfo=UTC)
EXAMPLES = 400
ENGLISH = {
    "people": (
        "the Secretary for Kites and Lanterns, Mr Aldo Feng,",
        "Mr Feng",
        "Ms Rosa Quill",
        "Professor Ho Siu-ming, Chairman of the Pearl Tide Board,",
        "the Acting Director of the Lantern Bureau",
        "the delegation",
        "he",
        "who",
        "the mayors of Guangzhou, Shenzhen and Zhuhai",
    ),
    "verbs": (
        "met",
        "met with",
        "will visit",
        "was received by",
        "has been",
        "signed the Kite Co-operation Agreement with",
        "did not attend the Lantern Festival of",
        "said that",
        "succeeded",
        "took office in place of",
        "was accompanied by",
        "and",
    ),
    "things": (
        "the Mayor of Shenzhen, Mr Wong Wing",
        "Guangzhou",
        "the Kite Office, the Tide Laboratory and the Lantern Museum",
        "the Memorandum of Understanding on Lantern Oil",
        "Chairman of the Pearl Tide Board",
        "Ms Ada Kwan, Mr Bo Lin and Dr Cato Ng",
        "",
    ),
    "times": (
        "today (May 3)",
        "on February 30",
        "from 2010 to 2014,",
        "since last March",
        "tomorrow",
        "until 2099",
        "the 31st",
        "",
    ),
    "links": (
        " ",
        ", ",
        "; ",
        " and ",
        ", which ",
        " as well as ",
        ". ",
        ".\n\n",
        "\n",
        " - ",
        ": “",
        "” (",
        ") ",
        " / ",
    ),
}
CHINESE = {
    "people": (
        "風箏局局長陳大文",
        "陳大文",
        "市長王小明",
        "署理燈籠處處長",
        "代表團",
        "他",
        "珠潮委員會主席何兆美教授",
        "粵港澳三地官員",
    ),
    "verbs": (
        "會見",
        "與",
        "將訪問",
        "獲",
        "由",
        "並簽署《潮汐合作協議》",
        "沒有出席",
        "表示",
        "接替",
        "聯同",
        "出任",
        "自二○一○年起任",
        "和",
    ),
    "things": (
        "深圳市市長",
        "廣州、深圳和珠海",
        "潮汐節",
        "「燈籠油計劃」",
        "珠潮委員會、風箏局及燈籠博物館",
        "陳大文、王小明、何兆美",
        "會面",
        "",
    ),
    "times": (
        "今日（五月三日）",
        "去年廿月",
        "二月三十日",
        "由二○一○年至二○一四年",
        "明日",
        "本月三十一日",
        "翌日",
        "",
    ),
    "links": ("，", "、", "；", "和", "及", "。", "。\n\n", "\n", "（", "）", "「", "」", "《", "》", "　", "的", "並"),
}
ENDS = ("", ".", "。", "!", ")", "」", "…", "\n\n", " ", "-Ends-")


def make_clauses(parts: dict[str, tuple[str, ...]]) -> st.SearchStrategy[str]:
    """Gives clauses: people, a verb, a thing and a time in any order and number, with anything between them."""
    words = st.sampled_from(parts["people"] + parts["verbs"] + parts["things"] + parts["times"])
    plain = st.tuples(*(st.sampled_from(parts[name]) for name in ("people", "verbs", "things", "times"))).map(" ".join)
    loose = st.lists(words, min_size=1, max_size=6).map((" " if parts is ENGLISH else "").join)
    return st.one_of(plain, loose)


@st.composite
def draw_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Draws a language and a text in it; now and then a clause is of the other one."""
    lang = draw(st.sampled_from(("en", "zh-Hant", "zh-Hans")))
    own, other = (ENGLISH, CHINESE) if lang == "en" else (CHINESE, ENGLISH)
    clauses = st.one_of(make_clauses(own), make_clauses(own), make_clauses(own), make_clauses(other))
    pieces = draw(st.lists(st.tuples(clauses, st.sampled_from(own["links"])), min_size=1, max_size=6))
    return lang, "".join(f"{clause}{link}" for clause, link in pieces) + draw(st.sampled_from(ENDS))


@given(draw_texts())
@settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
def test_whatever_is_read_of_recombined_clauses_holds(drawn: tuple[str, str]) -> None:
    lang, text = drawn
    extraction = read_extraction(Release("recombined", lang, "A visit", ISSUED, text, "http://x.y/z"), load_gazetteer())
    assert list(find_faults(extraction)) == []
    assert list(find_lost_triples(extraction)) == []

"""How the characters of a text are read: simplified ones, those in other forms, and those that nobody sees."""

from __future__ import annotations

import pytest
from clause_facts import list_facts, read_text

from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.pipeline import load_gazetteer
from kg.scripting import make_reading
from kg.sentences import split_sentences

SIMPLIFIED = (
    ("范文博先生与黄美芬女士会面。", "meeting done - [范文博 participant, 黄美芬 participant] | 范文博 met 黄美芬"),
    ("于文博先生访问珠海。", "visit done - [于文博 participant] @ 珠海市"),
    ("岳文博先生访问珠海。", "visit done - [岳文博 participant] @ 珠海市"),
    ("游文博先生访问珠海。", "visit done - [游文博 participant] @ 珠海市"),
    ("郁文博先生访问珠海。", "visit done - [郁文博 participant] @ 珠海市"),
    ("院长岳文博访问珠海。", "visit done - [岳文博 participant] @ 珠海市 | 岳文博 org:holds 院长"),
    ("王乾先生访问珠海。", "visit done - [王乾 participant] @ 珠海市"),
    ("黄美芬女士会见范文博先生。", "meeting done - [范文博 participant, 黄美芬 participant] | 范文博 met 黄美芬"),
    (
        "市长于文博先生在黄美芬女士陪同下访问珠海。",
        "visit done - [于文博 participant, 黄美芬 participant] @ 珠海市 | 于文博 org:holds 市长",
    ),
    (
        "黄美芬女士、范美先生和于文博先生访问珠海。",
        "visit done - [于文博 participant, 范美 participant, 黄美芬 participant] @ 珠海市",
    ),
    ("黄美芬女士率三十人参观珍珠潮汐研究院。", "visit done - [黄美芬 participant] @ 珍珠潮汐研究院"),
    ("黄美芬女士于五月二日访问珠海。", "visit done 2024-05-02 [黄美芬 participant] @ 珠海市"),
    ("由于王美女士访问珠海，会议取消。", "visit done - [王美 participant] @ 珠海市"),
    ("局长于王美女士离任后访问珠海。", "nothing"),
    ("模范王美女士访问珠海。", "visit done - [王美 participant] @ 珠海市"),
    ("游客王美女士访问珠海。", "visit done - [王美 participant] @ 珠海市"),
    ("局长范围内，王美女士访问珠海。", "visit done - [王美 participant] @ 珠海市"),
    ("局长余下任期访问珠海。", "nothing"),
    ("部长游珠海。", "nothing"),
)


@pytest.mark.parametrize(("text", "told"), SIMPLIFIED, ids=[text for text, _ in SIMPLIFIED])
def test_a_simplified_sentence_tells_this_and_no_more(text: str, told: str) -> None:
    assert str(list_facts(read_text(text, lang="zh-Hans"))) == told


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("二人参观，了解以后公里里面。", "二人參觀，了解以後公里裏面。"),
        ("皇后、头发、发展、干部、干旱、见面、面粉。", "皇后、頭髮、發展、幹部、乾旱、見面、麪粉。"),
        ("关系、联系、系统。", "關係、聯繫、系統。"),
        ("范文博先生扩大范围。", "范文博先生擴大範圍。"),
        ("“十五五”规划", "「十五五」規劃"),
    ],
)
def test_a_simplified_text_is_read_by_the_word(text: str, reading: str) -> None:
    release = read_text(text, lang="zh-Hans").release
    assert make_reading(release, load_gazetteer()).text == reading


ODD = (
    ("zh", "黃美芬女士昨日（５月２日）訪問珠海。", "visit done 2024-05-02 [黃美芬 participant] @ 珠海市"),
    ("zh", "黃美芬女士２０２３年５月２日訪問珠海。", "visit done 2023-05-02 [黃美芬 participant] @ 珠海市"),
    ("zh", "黃美芬女\u2f20昨\u2f47訪問珠海。", "visit done 2024-05-02 [黃美芬 participant] @ 珠海市"),
    ("zh", "\uf90a美芬女士訪問珠海。", "visit done - [金美芬 participant] @ 珠海市"),
    ("zh", "黃\U0002f9a1芬女士訪問珠\U0002f901。", "visit done - [黃菊芬 participant] @ 珠海市"),
    ("en", "Ms Mei Wong visited Foshan on ２ May ２０２３.", "visit done 2023-05-02 [Mei Wong participant] @ Foshan"),
    ("zh", "黃\u200b美芬女\u2060士訪\ufeff問珠海。", "visit done - [黃美芬 participant] @ 珠海市"),
    ("zh-Hans", "范\u200b文博先生访\u200c问珠海。", "visit done - [范文博 participant] @ 珠海市"),
    ("en", "Ms Mei\u200d Wo\u00adng vis\u00adited \u200bFoshan.", "visit done - [Mei Wong participant] @ Foshan"),
    ("en", "\ufeff \u200bMs Mei Wong visited Foshan. \u200b", "visit done - [Mei Wong participant] @ Foshan"),
)


@pytest.mark.parametrize(("lang", "text", "told"), ODD)
def test_odd_characters_are_read_as_what_is_seen_and_quoted_as_they_stand(lang: str, text: str, told: str) -> None:
    extraction = read_text(text, lang=lang)
    assert str(list_facts(extraction)) == told
    assert extraction.release.text == text
    graph = Graph.in_memory()
    graph.add(make_quads([extraction]))
    quotes = graph.ask("SELECT ?exact ?start ?end WHERE { ?s oa:exact ?exact ; oa:start ?start ; oa:end ?end }")
    assert quotes and all(text[int(start or 0) : int(end or 0)] == exact for exact, start, end in quotes)


def test_a_place_behind_unseen_characters_leads_back_to_the_stored_text() -> None:
    text = "\u200bA\u00adb  c\u200b d."
    (sentence,) = split_sentences(text)
    assert sentence.text == "Ab c d."
    assert [text[sentence.find_offset(at)] for at in range(7) if sentence.text[at] != " "] == [*"Abcd."]

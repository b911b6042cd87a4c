"""The index of words: found in any script, ranked, sealed with the store, and never taken for a query language."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import Ask
from sample import TALENT

from kg.building.builder import build_store
from kg.errors import StoreError, UsageError
from kg.graph.graph import Graph, write_store
from kg.graph.index import INDEX_FOLDER
from kg.graph.terms import make_name, make_text, make_thing
from kg.languages.wordcuts import cut_words
from kg.views.search import search_words

CHINESE = """\
id: talks
lang: zh-Hant
title: 政務司司長訪問廣州
issued: 2024-01-08T12:00+08:00
url: https://www.info.gov.hk/gia/talks.htm

政務司司長陳國基今日（一月八日）前往廣州訪問。
"""


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chinese")
    (folder / "talks.txt").write_text(CHINESE, encoding="utf-8")
    build_store([folder / "talks.txt"], folder / "gba.kg")
    return folder / "gba.kg"


@pytest.mark.parametrize(
    "words", ["陳國基", "陈国基", "陳國", "国基", "chan kwok-ki", "KWOK-KI", "Kwok ki", "ｃｈａｎ", "Chán"]
)
def test_a_person_is_found_by_a_name_in_any_script_and_case(store: Path, words: str) -> None:
    assert search_words(store, words).things[0].id == "person/chan-kwok-ki"


@pytest.mark.parametrize(
    "words", ["廣州訪問", "广州访问", "廣州", "司", "访", "問", "一月八日", "陈国基今日", "陈国基 访问"]
)
def test_a_chinese_sentence_is_found_by_any_part_of_it_in_either_script(chinese: Path, words: str) -> None:
    (sentence,) = search_words(chinese, words).sentences
    assert "前往廣州訪問" in sentence.evidence.text
    assert (sentence.evidence.title, sentence.evidence.date, sentence.lang) == (
        "政務司司長訪問廣州",
        "2024-01-08",
        "zh-Hant",
    )
    assert sentence.evidence.url == "https://www.info.gov.hk/gia/talks.htm"


@pytest.mark.parametrize("words", ["州廣", "廣問", "廣 澳", "訪問廣州"])
def test_what_a_chinese_sentence_does_not_hold_in_a_row_is_not_found(chinese: Path, words: str) -> None:
    assert search_words(chinese, words).sentences == ()


def test_all_words_must_be_there_and_whole(store: Path) -> None:
    assert [one.evidence.text for one in search_words(store, "framework signed").sentences] == [TALENT[1]]
    assert search_words(store, "framework dragon").sentences == ()
    assert search_words(store, "framewor").sentences == ()


def test_the_sentence_that_is_most_about_a_word_comes_first(store: Path) -> None:
    found = search_words(store, "Chan").sentences
    assert found[0].evidence.text == TALENT[2]
    assert len(found) > 2


@pytest.mark.parametrize(
    "words",
    ['"', '"chan', "chan*", "NEAR(chan", "chan OR dragon", "chan NOT met", "words:chan", "^chan", "(chan", "chan'; DROP TABLE name", "-chan", "{words}: chan", "chan AND", "%", "\0chan"],
)  # fmt: skip
def test_signs_of_a_query_language_are_words_like_others(store: Path, words: str) -> None:
    meant = {word for part in words.split() for word in cut_words(part)}
    if not meant:
        with pytest.raises(UsageError, match="holds no word to search for"):
            search_words(store, words)
        return
    spoken = search_words(store, words)
    assert all(meant <= set(cut_words(sentence.evidence.text)) for sentence in spoken.sentences)
    assert bool(spoken.sentences) == (meant == {"chan"})


@pytest.mark.parametrize("text", ["政務司司長陳國基在2024年訪問ＡＢＣ公司", "《框架協議》CEO會議", "𠮷野家"])
def test_a_text_is_found_by_each_part_of_its_chinese(text: str, tmp_path: Path) -> None:
    label = ox.Quad(make_thing("body/one"), make_name("skos:prefLabel"), make_text(text, "zh-Hant"))
    write_store(tmp_path / "gba.kg", [label])
    runs = re.findall("[^\\W\\dA-Z\uff21-\uff3a]+", text)
    parts = {run[start:end] for run in runs for start in range(len(run)) for end in range(start + 1, len(run) + 1)}
    assert [part for part in parts if not search_words(tmp_path / "gba.kg", part).things] == []


def test_the_formats_hold_the_same_findings(ask: Ask) -> None:
    code, table, err = ask("search", "chan", "kwok-ki")
    document = json.loads(ask("search", "chan", "kwok-ki", "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(ask("search", "chan", "kwok-ki", "--format", "csv")[1])))
    assert (code, err) == (0, "")
    assert [row["id"] for row in rows] == [one["id"] for one in [*document["things"], *document["sentences"]]]
    assert table.startswith("Chan Kwok-ki  person  (person/chan-kwok-ki)\n")
    assert (
        f'"{TALENT[0]}"\n      - Release of 2024-01-08, issued on 2024-01-08, https://www.info.gov.hk/gia/sample-20240108.htm'
        in table
    )


def test_things_are_called_in_the_language_asked_for(ask: Ask) -> None:
    for lang, name in (("en", "Chris Sun  person"), ("zh-Hant", "孫玉菡  人物"), ("zh-Hans", "孙玉菡  人物")):
        assert ask("search", "玉菡", "--lang", lang)[1].startswith(f"{name}  (")
    assert ask("search", "nobody", "--lang", "zh-Hant")[1].startswith("Nobody Ng [英文]  人物")


def test_nothing_found_is_said_with_exit_code_1(ask: Ask) -> None:
    assert ask("search", "dragon") == (1, "nothing in the graph holds dragon\n", "")
    assert ask("search", "...")[0] == 2


def test_more_than_is_shown_is_said(ask: Ask) -> None:
    code, out, err = ask("search", "chan", "--limit", "1", "--format", "csv")
    assert (code, "--limit 0 shows all" in err) == (0, True)
    assert [row["kind"] for row in csv.DictReader(io.StringIO(out))] == ["person", "sentence"]


def test_a_damaged_index_answers_nothing(store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(store, tmp_path / "gba.kg")
    (index,) = store.glob(f"version-*/{INDEX_FOLDER}/*.pos")
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 1
    index.write_bytes(content)
    for answer in (lambda: search_words(store, "chan"), lambda: Graph.open(store)):
        with pytest.raises(StoreError, match=rf"{index.name} is not as it was written\); build it anew"):
            answer()
    index.unlink()
    with pytest.raises(StoreError, match=f"{index.name} is missing"):
        search_words(store, "chan")


def test_a_search_leaves_nothing_behind_in_the_store(store: Path) -> None:
    before = sorted(store.rglob("*"))
    search_words(store, "chan")
    assert sorted(store.rglob("*")) == before
    assert len(Graph.open(store)) > 0


def test_a_store_with_any_name_can_be_searched(store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(store, tmp_path / "a b?#%41&mode=rw" / "圖")
    assert search_words(store, "chan").things

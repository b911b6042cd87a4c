"""Names of events in a language in which no release names them: made of what is known, or the other one's, marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.building.builder import build_store
from kg.cli.main import run
from kg.graph.graph import Graph
from kg.views.labels import translate_bare
from kg.views.names import Names

STORY = """title: A visit
issued: 2024-03-15T12:00

The Secretary for Transport and Logistics, Ms Mable Chan, visited Foshan on March 12. She met the Financial Secretary, \
Mr Paul Chan, on March 13. She attended the Lantern Forum on March 14. She met Ms Rosa Quill on March 15.

On March 11, she attended the second meeting of the Transport and Logistics Bureau.
"""

TALKS = """title: Talks
issued: 2024-04-20T12:00

The Secretary for Transport and Logistics, Ms Mable Chan, met the Financial Secretary, Mr Paul Chan, and the Secretary \
for Security, Mr Tang Ping-keung, on April 16. The Transport and Logistics Bureau and the People's Government of \
Guangzhou Municipality signed the Lantern Agreement on April 17.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("composed")
    (folder / "one.en.txt").write_text(STORY, encoding="utf-8")
    build_store([folder], folder / "one.kg")
    return folder / "one.kg"


def say(capsys: pytest.CaptureFixture[str], store: Path, *options: str) -> str:
    assert run(["who", "Mable Chan", "--store", str(store), *options]) == 0
    return capsys.readouterr().out


def list_names(capsys: pytest.CaptureFixture[str], store: Path, lang: str) -> list[tuple[str, str]]:
    lines = json.loads(say(capsys, store, "--lang", lang, "--format", "json"))["lines"]
    return [(line["thing"]["name"], line["thing"]["name_lang"]) for line in lines if line["section"] == "event"]


def test_what_can_be_composed_is(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A visit by its places, a meeting by who met; all but people need a name in that language."""
    assert list_names(capsys, store, "zh-Hant")[1:] == [
        ("訪問佛山市", "zh-Hant"),
        ("陳美寶與陳茂波會面", "zh-Hant"),
        ("Lantern Forum", "en"),
        ("陳美寶與Rosa Quill會面", "zh-Hant"),
    ]
    assert list_names(capsys, store, "zh-Hans")[1:3] == [("访问佛山市", "zh-Hans"), ("陈美宝与陈茂波会面", "zh-Hans")]
    assert {lang for _, lang in list_names(capsys, store, "en")} == {"en"}


def test_a_meeting_of_a_body_is_not_one_with_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_names(capsys, store, "zh-Hant")[0] == ("second meeting of the Transport and Logistics Bureau", "en")


def test_a_name_of_another_language_is_marked(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = say(capsys, store, "--lang", "zh-Hant")
    assert "Lantern Forum [英文]" in said
    assert "訪問佛山市 [" not in said
    assert "[" not in say(capsys, store)


def test_more_than_two_people_and_the_parties_of_an_agreement_make_names_too(tmp_path: Path) -> None:
    """The same names come of one question each and of all facts read at once."""
    (tmp_path / "talks.en.txt").write_text(TALKS, encoding="utf-8")
    build_store([tmp_path], tmp_path / "talks.kg")
    graph = Graph.open(tmp_path / "talks.kg")
    found = Names.read(graph, "zh-Hant").list_things("event", "agreement")
    for names in (Names(graph, "zh-Hant"), Names.read(graph, "zh-Hant")):
        assert {names.get(thing.id).name for thing in found} == {
            "陳美寶、陳茂波及鄧炳強會面",
            "廣州市人民政府與運輸及物流局的協議",
            "簽署廣州市人民政府與運輸及物流局的協議",
        }


def test_a_name_that_tells_only_what_kind_of_event_it_was_is_said_in_the_other_language() -> None:
    assert translate_bare("歡迎儀式", "en") == "welcome ceremony"
    assert translate_bare("第二十三次會議", "en") == "23rd meeting"
    assert translate_bare("press conference", "zh-Hant") == "記者會"
    assert translate_bare("25th anniversary celebration", "zh-Hant") is None
    assert translate_bare("Lantern Forum", "zh-Hant") is None

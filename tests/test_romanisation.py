"""Names in Latin letters and in Chinese characters: what sounds alike, what does not, how often that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_readings import write_table
from romanisation_score import measure_speed, score_names

from kg.errors import DataError
from kg.files import find_shipped
from kg.languages import readings, spellings
from kg.languages.readings import list_jyutping, list_pinyin
from kg.languages.romanisation import CONTRADICTION, MIXED, SCATTERED, SURNAME, WHOLE, rate_sound

LEAST_RECALL = 0.93
MOST_WRONG = 0.0002
MOST_WRONG_OF_ALL = 0.012
MOST_HOMOPHONES = 0.0005
LEAST_SPEED = 20_000

WHOLE_PAIRS = [
    # Hong Kong.
    ("Cheung Tai-ming", "張大明"),
    ("Cheung Tai-ming", "张大明"),
    ("CHEUNG Tai Ming", "張大明"),
    ("Oscar Kwok Chi-wai", "郭志偉"),
    ("Kwok Chi-wai, Oscar", "郭志偉"),
    ("Dr Oscar Kwok Chi‑wai", "郭志偉"),
    ("Au Yeung Pui-shan", "歐陽佩珊"),
    ("Auyeung Pui Shan", "歐陽佩珊"),
    ("Seto Wing-kei", "司徒永基"),
    ("Szeto Wing-kei", "司徒永基"),
    ("Tse Tsz-yan", "謝子欣"),
    ("Sin Yuet-ngor", "冼月娥"),
    ("Au Hok-sze", "區學詩"),
    ("Ng Cheuk-yiu", "吳卓瑤"),
    ("Law Gar-yee", "羅嘉怡"),
    ("Fiona Mak Lee Suet-fan", "麥李雪芬"),
    ("Poon Jick-bun", "潘積彬"),
    ("Yip Kum-shing", "葉錦成"),
    ("Kwok-wing Ho", "何國榮"),
    ("Hui Sum", "許心"),
    # The Mainland.
    ("Zhang Hongli", "張洪利"),
    ("Zhang Hong Li", "张洪利"),
    ("Zhāng Hónglì", "張洪利"),
    ("Ouyang Meiling", "歐陽美玲"),
    ("Ouyang Fei", "欧阳飞"),
    ("Lü Jianping", "呂建平"),
    ("Lyu Jianping", "吕建平"),
    ("Lv Jianping", "吕建平"),
    ("Shan Xi'an", "單西安"),
    ("Zeng Ke", "曾科"),
    ("Hongli Zhang", "張洪利"),
    # Macao.
    ("Lei Kuok Keong", "李國強"),
    ("Ao Ieong Mei Leng", "歐陽美玲"),
    ("Vong Weng Kuan", "黃永君"),
    ("Leong Sio Meng", "梁少明"),
    ("Cheang Chi Iok", "鄭志玉"),
    ("Rosa Fong Iat Wa", "馮一華"),
    ("U Iok Lan", "余玉蘭"),
    # Taiwan.
    ("Hsu Chih-ming", "許志明"),
]
WEAKER_PAIRS = [
    ("Peter Kwok", "郭志偉", SURNAME),
    ("Peter Kwok", "郭偉", SURNAME),
    ("Fiona Mak", "麥李雪芬", SURNAME),
    ("Ann-Marie Kwok", "郭志偉", SURNAME),
    ("Sam Hui", "許志偉", SURNAME),
    ("Peter Au Yeung", "歐陽志偉", SURNAME),
    ("Maria de Sousa Kwok", "郭志偉", SURNAME),
    ("K C Kwok", "郭志偉", SURNAME),
    ("Kwok", "郭志偉", SURNAME),
    ("Lin Wang", "王林", SURNAME),
    # A Chinese given name in one word may be a forename: "Susan", "Lena".
    ("Hongli Zhang", "張洪剛", SURNAME),
    ("Cheung Jiayi", "張嘉怡", MIXED),
    ("Fiona Mak Lee Suet-fan", "李雪芬", MIXED),
    ("Fung Zhi-wai", "馮志偉", SCATTERED),
]
OTHER_PEOPLE = [
    ("Cheung Tai-ming", "張大文"),
    ("Cheung Tai-ming", "陳大明"),
    ("Cheung Tai-ming", "張明"),
    ("Cheung Ming", "張大明"),
    ("Oscar Kwok Chi-wai", "郭志強"),
    ("Oscar Kwok Chi-wai", "韋志國"),
    ("Peter Kwok", "林志偉"),
    ("Peter", "林志偉"),
    ("Au Yeung Pui-shan", "區佩珊"),
    ("Au Pui-shan", "歐陽佩珊"),
    ("Seto Wing-kei", "薛永基"),
    ("Fiona Mak Lee Suet-fan", "麥雪芬"),
    ("Lee Chan Man", "陳文"),
    ("Chan Fan", "樊志明"),
    ("Sonia Chan Hoi Fan", "樊海燕"),
    ("Kwok-wing Ho", "何國強"),
    ("Tin-yau Lam", "林建文"),
    ("Zhang Hongli", "張洪剛"),
    ("Zhang Hongli", "章立宏達"),
    ("Wang Lin", "林建國"),
    ("Zhang Hongli", "洪利"),
    ("Ouyang Meiling", "歐美玲"),
    ("Lei Kuok Keong", "李國華"),
    ("Ao Ieong Mei Leng", "區美玲"),
    ("Vong Weng Kuan", "王家駿"),
    ("Kwok Chi-wai", ""),
    ("", "郭志偉"),
    ("Kwok Chi-wai", "Kwok Chi-wai"),
    ("郭志偉", "郭志偉"),
]


@pytest.mark.parametrize(("romanised", "han"), WHOLE_PAIRS)
def test_each_place_writes_a_name_in_its_own_way(romanised: str, han: str) -> None:
    assert rate_sound(romanised, han) == WHOLE


@pytest.mark.parametrize(("romanised", "han", "grade"), WEAKER_PAIRS)
def test_what_is_less_certain_is_graded_lower(romanised: str, han: str, grade: float) -> None:
    assert rate_sound(romanised, han) == grade


@pytest.mark.parametrize(("romanised", "han"), OTHER_PEOPLE)
def test_another_person_is_refused(romanised: str, han: str) -> None:
    assert rate_sound(romanised, han) == CONTRADICTION


@pytest.mark.parametrize("forms", ["every", "fullest", "written out"])
def test_people_of_the_gazetteer_are_known_by_sound(forms: str) -> None:
    score = score_names("unseen", forms, "may be")
    assert score.recall.value >= LEAST_RECALL, score.recall.refused
    assert score.wrong.value <= MOST_WRONG_OF_ALL


def test_a_confirmed_name_is_hardly_ever_anothers() -> None:
    score = score_names("unseen", "fullest", "confirmed")
    assert score.wrong.value <= MOST_WRONG
    assert score.same_surname.value <= MOST_WRONG, score.same_surname.accepted
    assert score.other_given.value <= MOST_HOMOPHONES, score.other_given.accepted


def test_a_name_written_out_is_not_taken_for_another_of_the_surname() -> None:
    score = score_names("unseen", "written out", "may be")
    assert score.same_surname.value <= MOST_WRONG, score.same_surname.accepted


def test_comparing_is_fast() -> None:
    assert measure_speed() >= LEAST_SPEED


def test_the_readings_are_those_of_the_dictionaries() -> None:
    shipped = find_shipped("data", "romanisation", "readings.csv").read_text(encoding="utf-8")
    assert shipped == write_table(), "run `python tests/make_readings.py`"


@pytest.mark.parametrize(
    ("character", "jyutping", "mandarin"),
    [
        ("行", {"hang", "hong", "haang"}, {"hang", "xing", "heng"}),
        ("女", {"neoi", "jyu", "leoi"}, {"nv", "ru"}),
        ("A", set(), set()),
    ],
)
def test_a_character_has_all_its_readings(character: str, jyutping: set[str], mandarin: set[str]) -> None:
    assert list_jyutping(character) == jyutping
    assert list_pinyin(character) == mandarin


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("reading,characters\n", "the columns must be"),
        ("", "the columns must be"),
        ("system,reading,characters,source\njyutping,aa\n", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_broken_table_of_readings_is_named(
    table: str | None, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "readings.csv"
    if table is not None:
        path.write_text(table, encoding="utf-8")
    monkeypatch.setattr(readings, "find_shipped", lambda *_: path)
    with pytest.raises(DataError, match=problem) as raised:
        readings._read_readings.__wrapped__("jyutping")
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("system,part\nhk,final\n", "the columns must be"),
        ("system,part,sound,spellings,source\nhk,final,aa\n", "the columns must be"),
        ("system,part,sound,spellings,source\nhk,middle,aa,a,own\n", "line 2"),
        ("system,part,sound,spellings,source\nwelsh,final,aa,a,own\n", "line 2"),
    ],
)
def test_a_broken_table_is_named(table: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "spellings.csv"
    path.write_text(table, encoding="utf-8")
    monkeypatch.setattr(spellings, "find_shipped", lambda *_: path)
    with pytest.raises(DataError, match=problem) as raised:
        spellings.read_systems.__wrapped__()
    assert str(path) in str(raised.value)


def test_a_missing_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spellings, "find_shipped", tmp_path.joinpath)
    with pytest.raises(DataError, match=r"spellings\.csv"):
        spellings.read_systems.__wrapped__()

"""One thing, one id: what is written in several ways, in one release or in several, is one; what differs stays apart."""

from __future__ import annotations

from datetime import datetime

import pytest

from kg.extraction import read_extraction
from kg.pipeline import load_gazetteer
from kg.releases import Release

ISSUED = "2024-03-15T18:00"
SAME = (
    ("visited the Faculty of Lanterns of the HKU", "visited the Faculty of Lanterns of the University of Hong Kong"),
    ("visited the Tide Organisation", "visited the Tide Organization"),
    ("visited the Lantern Arts Centre", "visited the Lantern Arts Center"),
    ("visited the AAHK Lantern Committee", "visited the Airport Authority Lantern Committee"),
    ("visited the HKTB", "visited the Tourism Board"),
    (
        "visited the National Games Coordination Office (Hong Kong)",
        "visited the National Games Co-ordination Office (Hong Kong)",
    ),
    ("visited the Bangkok ETO", "visited the Bangkok Economic and Trade Office"),
    ("visited the HKETO Singapore", "visited the Economic and Trade Office in Singapore"),
    ("attended the 12th Lantern Festival", "attended the 13th Lantern Festival"),
    ("attended the Lantern Festival 2024", "attended the Lantern Festival 2025"),
    ("signed the Tide Programme Agreement", "signed the Tide Program Agreement"),
    (
        "visited the Lantern Department of the Liaison Office of the Central People's Government in the Hong Kong "
        "Special Administrative Region (HKSAR)",
        "visited the Lantern Department of the Liaison Office of the Central People's Government in the HKSAR",
    ),
)
APART = (
    ("visited the Faculty of Lanterns of the HKU", "visited the Faculty of Lanterns of the CUHK"),
    ("visited the Lantern Centre", "visited the Lantern Institute"),
    ("visited the Palace Museum", "visited the Hong Kong Palace Museum"),
    ("launched the 14th Tide Plan", "launched the 15th Tide Plan"),
    ("signed a framework agreement", "signed the Tide Framework Agreement"),
)
SAME_CHINESE = (
    ("訪問澳門特區潮汐局", "訪問澳門特別行政區政府潮汐局"),
    ("訪問中聯辦潮汐部", "訪問中央人民政府駐香港特別行政區聯絡辦公室潮汐部"),
    ("訪問廣東省潮汐局", "訪問廣東潮汐局"),
    ("訪問深圳市潮汐局", "訪問深圳潮汐局"),
    ("訪問旅遊發展局", "訪問香港旅遊發展局"),
    ("出席第十二屆粵港燈籠博覽會", "出席第十三屆粵港燈籠博覽會"),
)
APART_CHINESE = (
    ("訪問澳門特區潮汐局", "訪問珠海市潮汐局"),
    ("訪問廣東省潮汐局", "訪問廣州潮汐局"),
    ("出席2030潮汐", "出席2031潮汐"),
)
SHORT = (
    ("visited the East Porto Cultural Centre. She toured the Cultural Centre", 1),
    ("visited the West Lantern Park and East Lantern Park. She toured the Lantern Park", 3),
    ("attended the Tide Development Plan for Foshan launch. She praised the Tide Development Plan", 1),
    ("visited the Singapore Tourism Board. She thanked the Tourism Board", 1),
)
KINDS = ("body/", "place/", "initiative/", "agreement/")


def read(text: str, lang: str) -> set[str]:
    release = Release("example", lang, "An example", datetime.fromisoformat(ISSUED), text)
    entities = read_extraction(release, load_gazetteer()).entities
    ids = {entity.id for entity in entities if entity.id.startswith(KINDS)}
    return {thing for thing in ids if thing not in load_gazetteer().things} or ids  # what is known may stand inside


def read_english(said: str) -> set[str]:
    return read(f"Ms Mei Wong {said} on March 14.", "en")


def read_chinese(said: str) -> set[str]:
    return read(f"王美女士三月十四日{said}。", "zh-Hant")


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ways_to_write_a_name_share_an_id(one: str, other: str) -> None:
    assert read_english(one) == read_english(other) != set()


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_stay_apart(one: str, other: str) -> None:
    first, second = read_english(one), read_english(other)
    assert first - second
    assert second - first


@pytest.mark.parametrize(("one", "other"), SAME_CHINESE)
def test_ways_to_write_a_chinese_name_share_an_id(one: str, other: str) -> None:
    assert read_chinese(one) == read_chinese(other) != set()


@pytest.mark.parametrize(("one", "other"), APART_CHINESE)
def test_other_chinese_names_stay_apart(one: str, other: str) -> None:
    assert not {thing for thing in read_chinese(one) & read_chinese(other) if not thing.startswith("place/")}


@pytest.mark.parametrize(("said", "count"), SHORT)
def test_a_short_form_behind_the_one_that_it_shortens_is_that(said: str, count: int) -> None:
    named = {"body/", "place/", "initiative/"}
    found = {thing for thing in read_english(said) if thing.startswith(tuple(named))}
    assert len({thing for thing in found if not thing.startswith(("place/foshan", "place/singapore"))}) == count


def test_a_memorandum_without_a_name_is_of_its_release() -> None:
    said = "Ms Mei Wong and Mr Bo Lin signed a Memorandum of Understanding today."
    early = Release("a", "en", "An example", datetime.fromisoformat("2024-03-15T18:00"), said)
    late = Release("b", "en", "An example", datetime.fromisoformat("2024-05-03T18:00"), said)
    ids = [
        {entity.id for entity in read_extraction(release, load_gazetteer()).entities if entity.kind == "agreement"}
        for release in (early, late)
    ]
    assert all(ids)
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lantern Office of the Tide Government in Porto (Porto Office)", "Porto Office"),
        ("Lantern and Tide University (L&TU)", "L&TU"),
        ("Moon Trade Office in Porto (Porto MTO)", "Porto MTO"),
        ("Lantern University of Porto (Chung Ho-chun)", None),
        ("Lantern University of Porto (Lee Pak-nin/Chu Wing-sze Nicola)", None),
    ],
)
def test_what_stands_in_brackets_is_a_short_form_only_by_its_letters(name: str, short: str | None) -> None:
    text = f"Ms Mei Wong visited the {name} on March 14."
    release = Release("example", "en", "An example", datetime.fromisoformat(ISSUED), text)
    bodies = [entity for entity in read_extraction(release, load_gazetteer()).entities if entity.kind == "body"]
    labels = {label.text for body in bodies for label in body.labels}
    assert short in labels if short is not None else not any("Chu" in label for label in labels)


def find_ids(text: str, kind: str, day: str = "2024-03-15") -> set[str]:
    release = Release("example", "en", "An example", datetime.fromisoformat(f"{day}T18:00"), text)
    return {entity.id for entity in read_extraction(release, load_gazetteer()).entities if entity.kind == kind}


def test_a_bare_title_without_a_body_is_an_office_of_its_holder() -> None:
    """Two chairmen of nobody knows what are not shown as holders of one office; one who is told of twice is."""
    text = "The Chairman, Mr Bo Lin, met the Chairman, Mr Tim Ho, on March 14. The Chairman, Mr Bo Lin, spoke."
    assert len(find_ids(text, "post")) == 2
    assert find_ids("The Chairman of the Tide Board, Mr Bo Lin, spoke.", "post") == find_ids(
        "The Chairman of the Tide Board, Mr Tim Ho, spoke.", "post"
    )
    assert find_ids("The Mayor of Zhuhai, Mr Bo Lin, spoke.", "post") == find_ids(
        "The Mayor of Zhuhai, Mr Tim Ho, spoke.", "post"
    )


def test_a_body_of_common_words_is_of_its_release() -> None:
    for name, is_one in (("the Working Group", False), ("the Tide Working Group", True)):
        text = f"Ms Mei Wong visited {name} on March 14."
        early, late = find_ids(text, "body"), find_ids(text, "body", "2024-05-03")
        assert early
        assert (early == late) is is_one


def test_a_building_of_home_needs_no_home_in_front_but_in_a_release_from_abroad() -> None:
    at_home = find_ids("Ms Mei Wong attended a concert at the Cultural Centre on March 14.", "place")
    abroad = find_ids("Ms Mei Wong visited Portugal. She toured the Cultural Centre on March 14.", "place")
    assert "place/hong-kong-cultural-centre" in at_home
    assert "place/hong-kong-cultural-centre" not in abroad


def test_a_known_plan_for_a_place_needs_no_place_behind_it_where_the_release_names_that() -> None:
    plan = "initiative/odp"
    assert plan in find_ids("Ms Mei Wong praised the Greater Bay Area and the Outline Development Plan.", "initiative")
    assert plan not in find_ids("Ms Mei Wong praised Foshan and the Outline Development Plan.", "initiative")


def test_a_known_post_is_that_however_its_name_is_written() -> None:
    told = [f"The {title} of Guangdong Province, Mr Bo Lin, spoke." for title in ("Vice Governor", "Vice-Governor")]
    assert find_ids(told[0], "post") == find_ids(told[1], "post") == {"post/gdvg"}

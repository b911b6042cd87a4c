"""Claims about the gazetteer: its tables hold together, its names are found, its terms of office are read rightly."""

from __future__ import annotations

import csv
import pickle
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from kg.building.builder import build_store
from kg.building.work import Settings
from kg.errors import DataError
from kg.files import find_shipped
from kg.gazetteer import Gazetteer, Holding, Name, Thing, read_gazetteer, read_romanised_surnames
from kg.gazetteer.reader import COLUMNS
from kg.graph.graph import Graph

FOLDER = find_shipped("data", "gazetteer")
CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
TABLES = [name for name in COLUMNS if name != "variants"]
WITH_IDS = {
    "people": "person",
    "bodies": "body",
    "places": "place",
    "posts": "post",
    "initiatives": "initiative",
    "agreements": "agreement",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer()


def read_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def list_hits(gazetteer: Gazetteer, text: str, lang: str = "en") -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.text, hit.ids) for hit in gazetteer.find_names(text, lang)]


# The tables


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_has_outer_blanks_and_no_row_is_there_twice(name: str) -> None:
    rows = [tuple(row.values()) for row in read_rows(name)]
    assert [row for row in rows if any(cell != cell.strip() for cell in row)] == []
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_it_comes_from(name: str) -> None:
    assert [row for row in read_rows(name) if not row["source"] or "../" in row["source"]] == []


@pytest.mark.parametrize(("name", "kind"), WITH_IDS.items())
def test_ids_are_unique_sorted_and_say_their_kind(name: str, kind: str) -> None:
    ids = [row["id"] for row in read_rows(name)]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert [thing_id for thing_id in ids if not re.fullmatch(rf"{kind}/[a-z0-9]+(-[a-z0-9]+)*", thing_id)] == []


def test_names_are_sorted_by_id_language_use_and_name() -> None:
    order = [(row["id"], row["lang"], row["use"], row["name"]) for row in read_rows("names")]
    assert order == sorted(order)
    assert len({(row["id"], row["lang"], row["name"]) for row in read_rows("names")}) == len(order)
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in read_rows("names"):
        if row["use"] == "pref":
            spans.setdefault((row["id"], row["lang"]), []).append((row["valid_from"], row["valid_to"] or "~"))
    in_order = [pair for found in spans.values() for pair in pairwise(sorted(found))]
    assert [pair for pair in in_order if pair[0][1] > pair[1][0]] == [], "one preferred name per language at a time"
    assert [key for key, found in spans.items() if max(end for _, end in found) != "~"] == [], "one is of today"


def test_chinese_names_hold_chinese_and_english_names_none() -> None:
    rows = read_rows("names")
    assert [row["name"] for row in rows if row["lang"] == "en" and CJK.search(row["name"])] == []
    assert [row["name"] for row in rows if row["lang"] != "en" and not CJK.search(row["name"])] == []


def test_every_thing_has_a_preferred_english_name(gazetteer: Gazetteer) -> None:
    assert [thing.id for thing in gazetteer.things.values() if thing.get_label("en") is None] == []


def test_no_name_is_an_ordinary_word() -> None:
    ordinary = {
        "Government",
        "Committee",
        "Province",
        "Bureau",
        "Department",
        "Mainland",
        "Office",
        "Plenary",
        "OR",
        "ID",
    }
    names = {row["name"] for row in read_rows("names")}
    assert names & ordinary == set()
    assert [name for name in names if name.startswith("the ") or len(name) == 1] == []


def test_a_phrase_that_is_no_name_holds_the_name_it_keeps_off(gazetteer: Gazetteer) -> None:
    for row in read_rows("not-names"):
        assert any(name.text in row["phrase"] for name in gazetteer.things[row["holds"]].labels), row["phrase"]


def test_no_two_substantive_holders_of_a_single_seat_share_a_first_day(gazetteer: Gazetteer) -> None:
    for post, terms in gazetteer.holdings.items():
        starts = [term.start for term in terms if term.start and len(term.start) == 10 and not term.is_acting]
        assert not gazetteer.things[post].single_seat or len(set(starts)) == len(starts), post


# The names in a text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Chief Secretary for Administration, Mr Chan Kwok-ki, said", ["post/cs", "person/chan-kwok-ki"]),
        ("the Secretary for Labour\nand Welfare", ["post/slw"]),
        ("the People\u2019s Bank of China", ["body/pboc"]),
        ("Hong Kong-based firms in Guangdong", ["place/hk", "place/gd"]),
        ("the Deputy Chief Secretary for Administration", ["post/dcs"]),
        ("a Hong Kongese", []),
        ("hong kong", []),
        ("Mr Lau Chun-ming", []),
        ("Mr Lau Chun", ["person/lau-chun"]),
        ("its Chief Executive Officers", []),
        ("HKUST(GZ) opened", ["body/hkustgz"]),
    ],
)
def test_the_longest_known_name_is_found(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [ids[0] for _, ids in list_hits(gazetteer, text)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh-Hant", "政務司司長陳國基今日", ["post/cs", "person/chan-kwok-ki"]),
        ("zh-Hans", "政务司司长陈国基今日", ["post/cs", "person/chan-kwok-ki"]),
        ("zh-Hans", "澳门特区", ["place/mo"]),
        ("zh-Hant", "醫務衛生局", ["body/hhb"]),
        ("zh-Hant", "疫情前海外", []),
        ("zh-Hant", "參觀InnoHK平台", ["initiative/innohk"]),
        ("zh-Hant", "舉行會議", []),
    ],
)
def test_chinese_names_are_found(gazetteer: Gazetteer, lang: str, text: str, expected: list[str]) -> None:
    assert [ids[0] for _, ids in list_hits(gazetteer, text, lang)] == expected


def test_a_name_of_several_things_gives_all_of_them(gazetteer: Gazetteer) -> None:
    assert list_hits(gazetteer, "Mr John Lee") == [("John Lee", ("person/lee-chi-kin", "person/lee-ka-chiu"))]


def test_hits_stand_in_order_where_they_say_and_never_overlap(gazetteer: Gazetteer) -> None:
    text = "The Government of the Hong Kong Special Administrative Region and the HKSAR\u00a0Government met CMAB."
    hits = gazetteer.find_names(text, "en")
    assert [text[hit.start : hit.end] for hit in hits] == [hit.text for hit in hits]
    assert all(before.end <= after.start for before, after in pairwise(hits))
    assert [hit.use for hit in hits] == ["pref", "alt", "abbrev"]


def test_a_shorter_name_is_found_where_the_longest_cuts_a_word() -> None:
    labels = (Name("Port", "en", "alt"), Name("Port Auth", "en", "pref"))
    gazetteer = Gazetteer({"body/p": Thing("body/p", "body", labels=labels)}, {}, frozenset())
    assert list_hits(gazetteer, "Port Authority") == [("Port", ("body/p",))]


def test_a_gazetteer_travels_to_another_process(gazetteer: Gazetteer) -> None:
    assert list_hits(gazetteer, "Guangdong") == list_hits(pickle.loads(pickle.dumps(gazetteer)), "Guangdong")


def test_a_short_name_inside_a_longer_thing_is_not_found_twice(gazetteer: Gazetteer) -> None:
    text = "established a co-ordination mechanism on Guangdong-Hong Kong talent co-operation"
    assert [ids for _, ids in list_hits(gazetteer, text)] == [("body/jc-talent",)]


def test_surnames_are_known_in_any_case(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_surname("Chan")
    assert gazetteer.find_surname("AU-YEUNG")
    assert not gazetteer.find_surname("Smith")


# Terms of office


def make_post(*terms: tuple[str, str | None, str | None, bool, str | None], single_seat: bool = True) -> Gazetteer:
    post = Thing("post/x", "post", single_seat=single_seat)
    holdings = tuple(Holding(p, "post/x", start, end, acting, as_of, "test") for p, start, end, acting, as_of in terms)
    return Gazetteer({"post/x": post}, {"post/x": holdings}, frozenset())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-06-30", []),
        ("2017-07-01", ["person/a"]),
        ("2022-06-30", ["person/a"]),
        ("2022-07-01", ["person/b"]),
        ("2026-01-27", ["person/b"]),
        ("2026-01-28", ["person/c"]),
    ],
)
def test_a_term_includes_its_first_and_last_day(day: str, expected: list[str]) -> None:
    gazetteer = make_post(
        ("person/a", "2017-07-01", "2022-06-30", False, None),
        ("person/b", "2022-07-01", "2026-01-27", False, None),
        ("person/c", "2026-01-20", None, True, "2026-05-01"),
    )
    assert gazetteer.find_holders("post/x", day) == expected


def test_a_later_holder_ends_an_open_term() -> None:
    gazetteer = make_post(("person/a", "2012", None, False, "2015"), ("person/b", None, None, False, "2018-07-13"))
    assert gazetteer.find_holders("post/x", "2016-01-01") == ["person/a"]
    assert gazetteer.find_holders("post/x", "2019-01-01") == ["person/b"]


def test_who_takes_a_post_up_within_the_year_is_its_next_holder() -> None:
    gazetteer = make_post(
        ("person/a", "2017-07-01", "2022-06-30", False, None), ("person/b", "2022-07-01", None, False, None)
    )
    assert gazetteer.find_next_holders("post/x", "2021-06-30") == []
    assert gazetteer.find_next_holders("post/x", "2021-07-01") == ["person/b"]
    assert gazetteer.find_next_holders("post/x", "2022-07-01") == []


def test_a_month_or_a_year_as_end_includes_all_its_days() -> None:
    gazetteer = make_post(("person/a", "2012-03", "2015-02", False, None))
    assert gazetteer.find_holders("post/x", "2015-02-28") == ["person/a"]
    assert gazetteer.find_holders("post/x", "2015-03-01") == []


def test_several_people_hold_a_post_with_several_seats() -> None:
    gazetteer = make_post(
        ("person/b", "2012", None, False, None), ("person/a", "2014", None, False, None), single_seat=False
    )
    assert gazetteer.find_holders("post/x", "2016-01-01") == ["person/a", "person/b"]


def test_offices_follow_from_holders(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_holders("post/cs", "2024-01-08") == ["person/chan-kwok-ki"]
    assert gazetteer.find_offices("person/chan-kwok-ki", "2024-01-08") == ["post/cs"]
    assert gazetteer.find_holders("post/unknown", "2024-01-08") == []


# Reading


def test_an_empty_gazetteer_keeps_places_initiatives_and_surnames() -> None:
    gazetteer = read_gazetteer(is_empty=True)
    assert {thing.kind for thing in gazetteer.things.values()} == {"place", "initiative", "agreement"}
    assert gazetteer.holdings == {}
    assert gazetteer.find_surname("Chan")
    assert list_hits(gazetteer, "Mr Chan Kwok-ki in Guangdong") == [("Guangdong", ("place/gd",))]


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("names", "id,name,lang", "id,label,lang", "line 1: the columns are id, label"),
        ("names", "place/hk,", "place/hkx,", "'place/hkx' is in no table"),
        ("names", ",zh-Hans,pref,", ",zh-XX,pref,", "a name needs"),
        ("holdings", ",2022-07-01,", ",2022-13-01,", "'2022-13-01' is not a date"),
        ("holdings", "person/lee-ka-chiu,", "person/nobody,", "'person/nobody' is in no table"),
        ("posts", ",body/cso,", ",body/none,", "'body/none' is in no table"),
        ("posts", ",1,", ",yes,", "'yes' is neither 0 nor 1"),
        ("places", "place/mo,", "place/hk,", "place/hk is there already"),
        ("bodies", ",office,", ",office,,", "8 values for 7 columns"),
        ("changes", "body/hplb,", "body/none,", "'body/none' is in no table"),
        ("retired", ",body/itib,", ",body/none,", "'body/none' is in no table"),
        ("retired", "body/itb,", "body/itib,", "body/itib is there already"),
        ("changes", "2007-07-01,", ",", "a change needs a date and a body"),
    ],
)
def test_a_broken_table_is_named_with_its_line(tmp_path: Path, table: str, old: str, new: str, said: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "gazetteer")
    path = folder / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_gazetteer(folder)
    assert said in str(caught.value)
    assert re.search(rf"{table}\.csv, line \d+: ", str(caught.value))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "gazetteer")
    (folder / "posts.csv").unlink()
    with pytest.raises(DataError, match=r"posts\.csv: the gazetteer lacks this table"):
        read_gazetteer(folder)


def test_without_general_knowledge_no_office_rests_on_it(tmp_path: Path) -> None:
    """What no source states is marked in the graph, and left out where that is asked for."""
    release = tmp_path / "one.en.txt"
    release.write_text(
        "title: A meeting\nissued: 2024-03-15T12:00\n\nThe Minister of Finance, Mr Lan Fo'an, met Ms Mei Wong today.\n",
        encoding="utf-8",
    )
    ask = "SELECT ?r WHERE { ?r a gba:ReferenceRecord ; dct:source 'general knowledge' }"
    found = {}
    for general_knowledge in (True, False):
        store = tmp_path / f"{general_knowledge}.kg"
        build_store([release], store, settings=Settings(general_knowledge))
        found[general_knowledge] = len(list(Graph.open(store).ask(ask)))
    assert found[True] > 0
    assert found[False] == 0


def test_a_chinese_surname_has_all_its_romanisations() -> None:
    spelt = read_romanised_surnames()
    assert {"chan", "chen"} <= spelt["陳"]
    assert {"au-yeung", "ouyang"} <= spelt["歐陽"]

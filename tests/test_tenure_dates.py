"""A release proves a holder on its own day; when an office was, or will be, taken is what its words say."""

from __future__ import annotations

from datetime import datetime

import pytest

from kg.graph.checks import check
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Extraction, Tenure
from kg.views.lookup import describe_person
from kg.views.offices import ABOUT, SINCE, find_holders

TODAY = "2024-03-15"
SEEN = ("substantive", TODAY, None, None, None)
Row = tuple[str, str | None, str | None, str | None, str | None]


def read(text: str, lang: str = "en", day: str = TODAY) -> Extraction:
    issued = datetime.fromisoformat(f"{day}T12:00+08:00")
    return extract_release(Release(f"unit-{day}", lang, "A unit", issued, text))


def describe(tenure: Tenure) -> Row:
    capacity = tenure.capacity.removeprefix("gba:")
    return capacity, tenure.attested_on, tenure.start, tenure.end, tenure.announced_on


def build(*extractions: Extraction) -> Graph:
    graph = Graph.in_memory()
    graph.add(make_quads(extractions))
    return graph


def designate(start: str | None, end: str | None = None) -> Row:
    return "designate", None, start, end, None if start else TODAY


ENGLISH: list[tuple[str, Row]] = [
    # appointed to begin on a day to come
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns with effect from April 1.",
        designate("2024-04-01"),
    ),
    (
        "The Government announced today (March 15) the appointment of Dr Mabel Kwong as Director of Lanterns with "
        "effect from April 1, 2024.",
        designate("2024-04-01"),
    ),
    (
        "The Government announced today (March 15) that Dr Mabel Kwong will take up the post of Director of Lanterns on "
        "April 1.",
        designate("2024-04-01"),
    ),
    (
        "The Government announced today (March 15) that Dr Mabel Kwong will take up the post of Director of Lanterns.",
        designate(None),
    ),
    ("Dr Mabel Kwong will today (March 15) take up the post of Director of Lanterns.", designate(TODAY)),
    ("Dr Mabel Kwong was appointed as Director of Lanterns, effective April 1.", designate("2024-04-01")),
    ("Dr Mabel Kwong is appointed Director of Lanterns with effect from Monday.", designate("2024-03-18")),
    ("With effect from April 1, Dr Mabel Kwong has been appointed Director of Lanterns.", designate("2024-04-01")),
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns with effect from April 1, 2024 to March 31, 2026.",
        designate("2024-04-01", "2026-03-31"),
    ),
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns for a term of two years with effect from April 1.",
        designate("2024-04-01"),
    ),
    ("Dr Mabel Kwong will take up the post of Director of Lanterns on June 1.", designate("2024-06-01")),
    ("Dr Mabel Kwong will become Director of Lanterns in June.", designate("2024-06")),
    ("Dr Mabel Kwong will be appointed as Director of Lanterns tomorrow.", designate("2024-03-16")),
    # no day is told
    ("Dr Mabel Kwong will take up the post of Director of Lanterns.", designate(None)),
    (
        "Mr Ho Kwok-wah will go to Porto tomorrow. Dr Mabel Kwong will take up the post of Director of Lanterns.",
        designate(None),
    ),
    ("The Director-designate of Lanterns, Dr Mabel Kwong, attended the opening ceremony.", designate(None)),
    # long ago: nobody says that it lasts
    ("Dr Mabel Kwong was appointed Director of Lanterns in 2019.", ("substantive", None, "2019", None, None)),
    (
        "Dr Mabel Kwong was appointed as Director of Lanterns on May 3, 2019.",
        ("substantive", None, "2019-05-03", None, None),
    ),
    ("In 2019, Dr Mabel Kwong was appointed Director of Lanterns.", ("substantive", None, "2019", None, None)),
    # and now: somebody says that it lasts
    (
        "Dr Mabel Kwong has served as Director of Lanterns since 2019.",
        ("substantive", TODAY, "2019", None, None),
    ),
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns with effect from March 1.",
        ("substantive", TODAY, "2024-03-01", None, None),
    ),
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns with immediate effect.",
        ("substantive", TODAY, TODAY, None, None),
    ),
    (
        "Dr Mabel Kwong was appointed as Director of Lanterns with effect from today (March 15).",
        ("substantive", TODAY, TODAY, None, None),
    ),
    # the next sentence says when
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns. The appointment will take effect on April 1.",
        designate("2024-04-01"),
    ),
    (
        "Dr Mabel Kwong will become Director of Lanterns. Her appointment is for two years with effect from April 1.",
        designate("2024-04-01"),
    ),
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns. The appointment took effect on March 1.",
        ("substantive", TODAY, "2024-03-01", None, None),
    ),
    (
        "Dr Mabel Kwong has been appointed as Director of Lanterns with effect from May 1. The appointments take "
        "effect from April 1.",
        designate("2024-05-01"),
    ),
    # a day that is not that of the office
    ("The Government announced today (March 15) the appointment of Dr Mabel Kwong as Director of Lanterns.", SEEN),
    ("The Director of Lanterns, Dr Mabel Kwong, visited Foshan in 2019.", SEEN),
    (
        "The Director of Lanterns, Dr Mabel Kwong, said that the new rules take effect from April 1.",
        SEEN,
    ),
    # an acting period is start and end
    (
        "Mr Ho Kwok-wah will visit Porto from March 20 to 22. During his absence, the Director of Tides, "
        "Dr Mabel Kwong, will be the Acting Director of Lanterns.",
        ("acting", None, "2024-03-20", "2024-03-22", None),
    ),
    (
        "Mr Ho Kwok-wah will leave for Porto tomorrow. On March 20 and 21, he will attend the Lantern Forum. During "
        "his absence, the Director of Tides, Dr Mabel Kwong, will be the Acting Director of Lanterns.",
        ("acting", None, "2024-03-16", None, None),
    ),
    (  # of two days that the release is about, it is neither for certain
        "Mr Ho Kwok-wah will visit Porto tomorrow. On March 20 and 21, he will attend the Lantern Forum. During "
        "his absence, the Director of Tides, Dr Mabel Kwong, will be the Acting Director of Lanterns.",
        ("acting", None, None, None, TODAY),
    ),
]
CHINESE: list[tuple[str, Row]] = [
    ("政府今日（三月十五日）宣布，方美寶博士將於四月一日出任潮汐局局長。", designate("2024-04-01")),
    ("政府今日（三月十五日）宣布，方美寶博士將出任潮汐局局長。", designate(None)),
    ("政府公布，方美寶博士由四月一日起獲委任為潮汐委員會主席。", designate("2024-04-01")),
    ("政府委任方美寶博士為潮汐委員會主席，任期由二○二四年四月一日起。", designate("2024-04-01")),
    ("方美寶博士將於六月一日出任潮汐委員會主席。", designate("2024-06-01")),
    ("方美寶博士將出任潮汐委員會主席。", designate(None)),
    ("方美寶博士於二○一九年獲委任為潮汐委員會主席。", ("substantive", None, "2019", None, None)),
    ("二○一九年，方美寶博士獲委任為潮汐委員會主席。", ("substantive", None, "2019", None, None)),
    ("方美寶博士自二○一九年起擔任潮汐委員會主席。", ("substantive", TODAY, "2019", None, None)),
    ("政府今日（三月十五日）公布委任方美寶博士為潮汐委員會主席。", SEEN),
    ("政府公布委任方美寶博士為潮汐委員會主席，任命即時生效。", ("substantive", TODAY, TODAY, None, None)),
    ("政府委任方美寶博士為潮汐委員會主席。任命由四月一日起生效。", designate("2024-04-01")),
    ("現由方美寶博士署理潮汐委員會主席一職。", ("acting", TODAY, None, None, None)),
    ("由方美寶博士署理潮汐委員會主席一職。", ("acting", None, None, None, TODAY)),
    # the day until which somebody acts is not the first one
    ("方美寶博士署理潮汐委員會主席職務至五月十日。", ("acting", None, None, "2024-05-10", TODAY)),
    ("方美寶博士於四月四日至十日署理潮汐委員會主席職務。", ("acting", None, "2024-04-04", "2024-04-10", None)),
    # who is to take office holds it not yet
    ("潮汐委員會主席方美寶將於六月一日履新。", designate("2024-06-01")),
    ("潮汐委員會主席方美寶已於三月一日履新。", SEEN),
    ("方美寶博士獲委任為潮汐委員會主席，將於六月一日履新。", designate("2024-06-01")),
    ("方美寶博士將於六月一日履新，出任潮汐委員會主席。", designate("2024-06-01")),
    ("潮汐委員會主席一職將於六月一日由方美寶博士接任。", designate("2024-06-01")),
]


def find_tenure(extraction: Extraction, capacity: str) -> Tenure:
    post = {"acting": "lanterns"}.get(capacity, "") if extraction.release.lang == "en" else ""
    found = [tenure for tenure in extraction.tenures if post in (tenure.post or "").lower()]
    assert len(found) == 1, extraction.tenures
    return found[0]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_a_tenure_has_the_dates_that_an_english_text_tells(text: str, expected: Row) -> None:
    assert describe(find_tenure(read(text), expected[0])) == expected


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_a_tenure_has_the_dates_that_a_chinese_text_tells(text: str, expected: Row) -> None:
    assert describe(find_tenure(read(text, "zh-Hant"), expected[0])) == expected


@pytest.mark.parametrize(
    ("text", "lang"), [(text, "en") for text, _ in ENGLISH] + [(text, "zh-Hant") for text, _ in CHINESE]
)
def test_only_what_is_held_is_told_as_held(text: str, lang: str) -> None:
    graph = build(read(text, lang))
    coming = graph.ask("""SELECT ?who WHERE {
        ?tenure org:member ?who ; gba:post ?post . ?who org:holds ?post
        FILTER NOT EXISTS { ?other org:member ?who ; gba:post ?post ; gba:capacity ?held
                            FILTER (?held IN (gba:substantive, gba:acting)) } }""")
    assert coming == []
    assert [str(problem) for problem in check(graph) if problem.severity == "violation"] == []


def test_an_appointment_ahead_is_a_plan() -> None:
    said = read(ENGLISH[0][0]).statements
    assert [one.status for one in said if one.predicate == "org:holds"] == ["gba:planned"]


OFFICE = "Director of Lanterns"
AHEAD = read(ENGLISH[0][0])
BEFORE = read("The Director of Lanterns, Mr Ho Kwok-wah, visited Foshan.", day="2024-02-01")
AFTER = read("The Director of Lanterns, Ms Wong Mei-fan, visited Foshan.", day="2026-02-01")
SEEN_LATER = read("The Director of Lanterns, Dr Mabel Kwong, visited Foshan.", day="2024-09-01")
Answer = list[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        ([AHEAD], "2024-03-31", []),
        ([AHEAD], "2024-04-01", [("Mabel Kwong", "designate", "announced to start")]),
        ([AHEAD], "2024-12-31", [("Mabel Kwong", "designate", "announced to start")]),
        ([BEFORE, AHEAD], "2024-03-20", [("Ho Kwok-wah", "substantive", "nearest attestation")]),
        ([BEFORE, AHEAD], "2024-05-01", [("Mabel Kwong", "designate", "announced to start")]),
        ([AHEAD, AFTER], "2025-01-01", [("Mabel Kwong", "designate", "announced to start")]),
        ([AHEAD, AFTER], "2026-02-01", [("Wong Mei-fan", "substantive", "attested that day")]),
        ([AHEAD, AFTER], "2026-03-01", [("Wong Mei-fan", "substantive", "nearest attestation")]),
        ([AHEAD, SEEN_LATER], "2024-09-01", [("Mabel Kwong", "substantive", "attested that day")]),
        ([AHEAD, SEEN_LATER], "2024-05-01", [("Mabel Kwong", "designate", "announced to start")]),
    ],
)
def test_who_is_designated_answers_for_the_office_from_the_start_on(
    told: list[Extraction], on: str, expected: Answer
) -> None:
    holders = find_holders(build(*told), OFFICE, on=on).holders
    assert [(held.person.name, held.capacity, held.basis) for held in holders] == expected
    assert all(held.evidence and held.evidence[0].text for held in holders)


def test_who_is_designated_for_no_day_that_is_known_answers_for_none() -> None:
    graph = build(read("Dr Mabel Kwong will take up the post of Director of Lanterns."))
    assert find_holders(graph, OFFICE, on="2024-12-31").holders == ()


@pytest.mark.parametrize(
    ("on", "bases"), [("2018-12-31", []), ("2019-06-01", [ABOUT]), ("2019-12-31", [SINCE]), ("2020-06-01", [SINCE])]
)
def test_a_start_of_long_ago_proves_its_own_time_only(on: str, bases: list[str]) -> None:
    graph = build(read("Dr Mabel Kwong was appointed Director of Lanterns in 2019."))
    assert [held.basis for held in find_holders(graph, OFFICE, on=on).holders] == bases


def test_who_says_when_a_coming_office_begins() -> None:
    graph = build(read("Dr Mabel Kwong was appointed Director of Lanterns in 2019."))
    offices = [line for line in describe_person(graph, "Mabel Kwong").lines if line.section == "office"]
    assert [(line.capacity, str(line.date)) for line in offices] == [("substantive", "from 2019")]


Told = tuple[str, str, str | None, str]  # person, post, body, capacity


def list_told(text: str) -> list[Told]:
    found = read(text)
    names = {entity.id: entity.get_name("en") for entity in found.entities}
    return sorted(
        (
            names[held.person],
            names[held.post or ""],
            names[held.body] if held.body is not None else None,
            held.capacity.removeprefix("gba:"),
        )
        for held in found.tenures
    )


REPLACED = [
    ("vice Mr Ho Kwok-wah", "former"),
    ("in succession to Mr Ho Kwok-wah", "former"),
    ("to succeed Mr Ho Kwok-wah who has proceeded on leave", "former"),
    ("to succeed Mr Ho Kwok-wah who will proceed on leave on the same day", "substantive"),
]


def _tell_replaced(words: str, capacity: str) -> tuple[str, list[Told]]:
    text = f"Ms Wong Mei-fan will take up the post of Director of Lanterns on June 1, {words}."
    replaced: Told = ("Ho Kwok-wah", "Director of Lanterns", None, capacity)
    return text, [replaced, ("Wong Mei-fan", "Director of Lanterns", None, "designate")]


CAREERS: list[tuple[str, list[Told]]] = [
    # one after the other: all but the last one are left
    (
        "Mr Ho Kwok-wah was Director of Kites from 2010 to 2014, Commissioner for Tides until 2018 and has been "
        "serving as Director of Lanterns since.",
        [
            ("Ho Kwok-wah", "Commissioner for Tides", None, "former"),
            ("Ho Kwok-wah", "Director of Kites", None, "former"),
            ("Ho Kwok-wah", "Director of Lanterns", None, "substantive"),
        ],
    ),
    # each stage has a body of its own, or none
    (
        "Ms Wong Mei-fan left. She was Co-ordinator (Special Duties) in the Lantern Bureau (LB) from October 2010 to "
        "May 2014, Head, Moon Policy Unit of the LB from June 2014 to August 2018, and served as Director of "
        "Administration of the Department of Tides from August 2018 to January 2024.",
        [
            ("Wong Mei-fan", "Co-ordinator (Special Duties) of the Lantern Bureau", "Lantern Bureau", "former"),
            ("Wong Mei-fan", "Director of Administration of the Department of Tides", "Department of Tides", "former"),
            ("Wong Mei-fan", "Head of the Moon Policy Unit of the LB", "Moon Policy Unit of the LB", "former"),
        ],
    ),
    (
        "Mr Ho Kwok-wah was Chairman from 2010 to 2014, and served as Director of the Lantern Board from 2014 to 2018.",
        [
            ("Ho Kwok-wah", "Chairman", None, "former"),
            ("Ho Kwok-wah", "Director of the Lantern Board", "Lantern Board", "former"),
        ],
    ),
    (
        "Mr Ho Kwok-wah joined the Lantern Service in 1990. He has served in various bureaux, including as Director of "
        "Kites.",
        [("Ho Kwok-wah", "Director of Kites", None, "former")],
    ),
    (
        "Ms Wong Mei-fan left. She has been Director of Lanterns since May 2022.",
        [("Wong Mei-fan", "Director of Lanterns", None, "substantive")],
    ),
    ("Ms Wong Mei-fan has been Director of Lanterns, Commissioner for Tides and a swimmer.", []),
    # announced, promoted
    (
        "Lantern Talent Hub (LTH) announced Wong Mei-fan as its new Director, with effect from Monday.",
        [("Wong Mei-fan", "Director of the Lantern Talent Hub", "Lantern Talent Hub", "designate")],
    ),
    (
        "The appointment of Wong Mei-fan as Director of Lanterns was announced.",
        [("Wong Mei-fan", "Director of Lanterns", None, "substantive")],
    ),
    (
        "Ms Wong Mei-fan will be promoted to Director of Lanterns on June 1.",
        [("Wong Mei-fan", "Director of Lanterns", None, "designate")],
    ),
    ("Ms Wong Mei-fan was promoted to Chief Chemist in March 2013.", []),
    # who is
    (
        "It was led by conductor Wong Mei-fan, who is Associate Conductor of the Lantern Sinfonietta and a fencer.",
        [("Wong Mei-fan", "Associate Conductor of the Lantern Sinfonietta", "Lantern Sinfonietta", "substantive")],
    ),
    (
        "The song is by Dr Rosa Quill, Associate Professor of Music and Head of Composition at Lantern University.",
        [("Rosa Quill", "Head of Composition of the Lantern University", "Lantern University", "substantive")],
    ),
    # several in front of several
    (
        "The Chairman and Vice-Chairman of the Lantern Board, Ms Wong Mei-fan and Mr Ho Kwok-wah, attended.",
        [
            ("Ho Kwok-wah", "Vice-Chairman of the Lantern Board", "Lantern Board", "substantive"),
            ("Wong Mei-fan", "Chairman of the Lantern Board", "Lantern Board", "substantive"),
        ],
    ),
    (
        "The Deputy Directors of the Lantern Bureau Rosa Wong, Ho Kwok-wah and Ada Wong attended.",
        [
            ("Ada Wong", "Deputy Director of the Lantern Bureau", "Lantern Bureau", "substantive"),
            ("Ho Kwok-wah", "Deputy Director of the Lantern Bureau", "Lantern Bureau", "substantive"),
            ("Rosa Wong", "Deputy Director of the Lantern Bureau", "Lantern Bureau", "substantive"),
        ],
    ),
    (
        "Its representatives to the Lantern Council Rosa Quill and Ada Wong were present.",
        [
            ("Ada Wong", "representative to the Lantern Council", None, "substantive"),
            ("Rosa Quill", "representative to the Lantern Council", None, "substantive"),
        ],
    ),
    ("The Bureau met with representatives of the Lantern Board Ms Wong Mei-fan and Mr Ho Kwok-wah.", []),
    ("The Secretaries for Tides and Moons, Ms Wong Mei-fan and Mr Ho Kwok-wah, attended.", []),
    # who is replaced
    *(_tell_replaced(words, capacity) for words, capacity in REPLACED),
    (
        "Ms Wong Mei-fan succeeds Mr Ho Kwok-wah as Director of Lanterns.",
        [
            ("Ho Kwok-wah", "Director of Lanterns", None, "former"),
            ("Wong Mei-fan", "Director of Lanterns", None, "substantive"),
        ],
    ),
    ("Ms Wong Mei-fan spoke to the Director of Lanterns, replacing Mr Ho Kwok-wah.", []),
]


@pytest.mark.parametrize(("text", "told"), CAREERS)
def test_who_holds_held_and_will_hold_what(text: str, told: list[Told]) -> None:
    assert list_told(text) == told


def test_the_stages_of_a_career_have_their_days() -> None:
    found = read(
        "Mr Ho Kwok-wah was Director of Kites from October 2010 to May 2014, Commissioner for Tides until 2018 and has "
        "been serving as Director of Lanterns since July 2018."
    )
    assert sorted((describe(tenure) for tenure in found.tenures), key=str) == [
        ("former", TODAY, "2010-10", "2014-05", None),
        ("former", TODAY, None, "2018", None),
        ("substantive", TODAY, "2018-07", None, None),
    ]


STAGES = (
    (
        "Dr Mabel Kwong served as Director of Lanterns from 2010 to 2014 and Director of Kites since 2014.",
        [("Director of Kites", "substantive", "2014", None), ("Director of Lanterns", "former", "2010", "2014")],
    ),
    (
        "Dr Mabel Kwong was Director of Lanterns (later renamed as Director of Lamps) from 2010 to 2014.",
        [("Director of Lanterns", "former", "2010", "2014")],
    ),
    (
        "Dr Mabel Kwong was promoted to Director of Lanterns in 2005, Director of Kites in 2010 and Director of Tides "
        "in 2015.",
        [
            ("Director of Kites", "substantive", "2010", None),
            ("Director of Lanterns", "substantive", "2005", None),
            ("Director of Tides", "substantive", "2015", None),
        ],
    ),
    ("Dr Mabel Kwong had been Director of Kites since 2014.", [("Director of Kites", "former", None, None)]),
)


@pytest.mark.parametrize(("text", "stages"), STAGES)
def test_each_stage_has_the_day_behind_it(text: str, stages: list[tuple[str, str, str | None, str | None]]) -> None:
    extraction = read(text)
    names = {entity.id: entity.get_name("en") for entity in extraction.entities}
    held = [(names[t.post or ""], t.capacity.removeprefix("gba:"), t.start, t.end) for t in extraction.tenures]
    assert sorted(held) == stages


Held = list[tuple[str, str, str | None]]  # person, post, body

OWNERS: list[tuple[str, Held]] = [
    # the body stands behind the name
    (
        "Ms Wong met President Rosa Quill of Tide University last year.",
        [("Rosa Quill", "President of Tide University", "Tide University")],
    ),
    (
        "Guests included the Chairman, Ms Rosa Quill of the Lantern Board; and the Director, Mr Bo Lin of the Kite Hub.",
        [
            ("Bo Lin", "Director of the Kite Hub", "Kite Hub"),
            ("Rosa Quill", "Chairman of the Lantern Board", "Lantern Board"),
        ],
    ),
    ("Ms Wong met Mayor Rosa Quill of Porto.", [("Rosa Quill", "Mayor of Porto", None)]),
    ("Ms Wong met the Chairman, Mr Bo Lin of Porto.", [("Bo Lin", "Chairman", None)]),
    # of whatever body stands nearby
    (
        "After the rescue by the Lantern Service, President Rosa Quill visited Porto.",
        [("Rosa Quill", "President", None)],
    ),
    ("Ms Wong visited the Lantern Board and met the Governor, Mr Bo Lin.", [("Bo Lin", "Governor", None)]),
    (
        "Ms Wong visited the Lantern Board and met the Chairman, Mr Bo Lin.",
        [("Bo Lin", "Chairman of the Lantern Board", "Lantern Board")],
    ),
    (
        "Ms Wong visited Tide University and met with the Vice President of Global Ties, Mr Bo Lin.",
        [("Bo Lin", "Vice President of Global Ties of the Tide University", "Tide University")],
    ),
    (
        "Ms Wong visited Tide University and met with the Secretary for Moons, Mr Bo Lin.",
        [("Bo Lin", "Secretary for Moons", None)],
    ),
    # one office told twice, and that of several
    (
        "Commissioner Bo Lin (Commissioner of the Kite Board), ladies and gentlemen, good morning.",
        [("Bo Lin", "Commissioner of the Kite Board", "Kite Board")],
    ),
    ("Ms Rosa Quill (Lantern Board), Consuls-General, ladies and gentlemen, good morning.", []),
    # who serves another, or is sent
    (
        "The Minister of State attached to the Porto Minister for Europe and Tides, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Minister of State attached to the Porto Minister for Europe and Tides", None)],
    ),
    (
        "The Private Secretary to the Minister of Europe and Foreign Affairs, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Private Secretary to the Minister of Europe and Foreign Affairs", None)],
    ),
    (
        "The Political Assistant to the Secretary for Tides, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Political Assistant to the Secretary for Tides", None)],
    ),
    (
        "Ms Wong introduced the Chairman of the Lantern Board to the Secretary for Tides, Mr Bo Lin.",
        [("Bo Lin", "Secretary for Tides", None)],
    ),
    (
        "The Secretary to the Lantern Commission, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Secretary of the Lantern Commission", "Lantern Commission")],
    ),
    (
        "The Permanent Representative to the Lantern Organization, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Permanent Representative to the Lantern Organization", None)],
    ),
    ("The representative of the Lantern Council, Ms Rosa Quill, attended.", []),
    # where somebody is posted
    (
        "The Ambassador and Consul-General of Portugal in Hong Kong, Ms Rosa Quill, attended.",
        [
            ("Rosa Quill", "Ambassador of Portugal in Hong Kong", None),
            ("Rosa Quill", "Consul-General of Portugal in Hong Kong", None),
        ],
    ),
    (
        "The Consul General of Portugal in Hong Kong and Macao, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Consul General of Portugal in Hong Kong and Macao", None)],
    ),
    ("The Consul General of Portugal and Ms Rosa Quill attended.", []),
    # a unit and its owner
    (
        "The Head of the Lantern Bureau's Moon Division, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Head of the Moon Division of the Lantern Bureau", "Moon Division of the Lantern Bureau")],
    ),
    # of a place that is a part of its name
    (
        "The Director of the Tide Department of the Liaison Office of the Central People's Government in the Hong Kong "
        "SAR, Ms Rosa Quill, attended.",
        [
            (
                "Rosa Quill",
                "Director of the Tide Department of the Liaison Office of the Central People's Government in the "
                "Hong Kong SAR",
                "Tide Department of the Liaison Office of the Central People's Government in the Hong Kong SAR",
            )
        ],
    ),
    (
        "The Director of the Liaison Office of the Tides Bureau in Porto, Ms Rosa Quill, attended.",
        [
            (
                "Rosa Quill",
                "Director of the Liaison Office of the Tides Bureau in Porto",
                "Liaison Office of the Tides Bureau in Porto",
            )
        ],
    ),
    (
        "Ms Lin (Head of the Kite Bureau of the Tides Office in the Moon Special Region (MSR) Ms Rosa Quill), ladies and "
        "gentlemen, good morning.",
        [
            (
                "Rosa Quill",
                "Head of the Kite Bureau of the Tides Office in the Moon Special Region",
                "Kite Bureau of the Tides Office in the Moon Special Region",
            )
        ],
    ),
    # dealt out
    (
        "Mr Bo Lin and Dr Rosa Quill are elected as the Chairman and the Deputy Chairman of the Kite Board respectively.",
        [
            ("Bo Lin", "Chairman of the Kite Board", "Kite Board"),
            ("Rosa Quill", "Deputy Chairman of the Kite Board", "Kite Board"),
        ],
    ),
    (
        "Mr Bo Lin, Ms Ada Wong and Dr Rosa Quill were elected Chairman and Secretary of the Kite Board respectively.",
        [],
    ),
    (
        "Ms Ada Wong was appointed Chairman and Convenor of the Kite Board.",
        [
            ("Ada Wong", "Chairman of the Kite Board", "Kite Board"),
            ("Ada Wong", "Convenor of the Kite Board", "Kite Board"),
        ],
    ),
    (
        "Mr Lin (President and Vice-Chancellor of LMU, Professor Bo Lin), ladies and gentlemen, good morning.",
        [("Bo Lin", "President of LMU", "LMU"), ("Bo Lin", "Vice-Chancellor of LMU", "LMU")],
    ),
    # a body in two parts, in whatever order
    (
        "Dr Quill (Associate Dean of Research of Kite School, Tide University, Dr Rosa Quill), ladies and gentlemen, good "
        "morning.",
        [
            (
                "Rosa Quill",
                "Associate Dean of Research of the Kite School of the Tide University",
                "Kite School of the Tide University",
            )
        ],
    ),
    (
        "The Chairman of the Tide Board, Porto Chapter, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Chairman of the Tide Board, Porto Chapter", "Tide Board, Porto Chapter")],
    ),
    (
        "The Chairman of the University of Kites (UOK) Council, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Chairman of the University of Kites Council", "University of Kites Council")],
    ),
    # a title in small letters, with "a" in front
    (
        "Bo (Founder and Artistic Director, as well as a conductor of the Kite Orchestra, Mr Bo Lin), ladies and "
        "gentlemen, good morning.",
        [
            ("Bo Lin", "Artistic Director of the Kite Orchestra", "Kite Orchestra"),
            ("Bo Lin", "Founder of the Kite Orchestra", "Kite Orchestra"),
            ("Bo Lin", "conductor of the Kite Orchestra", "Kite Orchestra"),
        ],
    ),
    ("Hong Kong conductor Bo Lin attended.", []),
    # a body that opens with its head is nobody's name
    (
        "Mr Lin (Executive Director of Foundation Porto Tide Meetings, Mr Bo Lin), ladies and gentlemen, good morning.",
        [("Bo Lin", "Executive Director of Foundation Porto Tide Meetings", "Foundation Porto Tide Meetings")],
    ),
    # a title that firms have as well
    (
        "The Chief Executive and Chairman of the Kite Board, Ms Rosa Quill, attended.",
        [
            ("Rosa Quill", "Chairman of the Kite Board", "Kite Board"),
            ("Rosa Quill", "Chief Executive of the Kite Board", "Kite Board"),
        ],
    ),
    # whose abbreviation it is
    (
        "The Kite Faculty at the University of Lanterns (LU) opened. The President of LU, Ms Rosa Quill, attended.",
        [("Rosa Quill", "President of the University of Lanterns", "University of Lanterns")],
    ),
    (
        "The 28th Lantern Youth Orchestra (LYO) Summer Festival opened. The Chairman of the LYO, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Chairman of the Lantern Youth Orchestra", "Lantern Youth Orchestra")],
    ),
    # what many bodies have one of
    (
        "The Chairman of the Board of Directors and Chief Executive Officer of the Kite Company, Mr Bo Lin, attended.",
        [
            ("Bo Lin", "Chairman of the Board of Directors of the Kite Company", "Kite Company"),
            ("Bo Lin", "Chief Executive Officer of the Kite Company", "Kite Company"),
        ],
    ),
    (
        "The Chairman of the Board of Directors, Mr Bo Lin, attended.",
        [("Bo Lin", "Chairman of the Board of Directors", None)],
    ),
    # a body with commas in front, or in its name
    (
        "The Head of Strategy, Kite Company, Mr Bo Lin, attended.",
        [("Bo Lin", "Head of Strategy of the Kite Company", "Kite Company")],
    ),
    (
        "Ms Ada Wong (Chairman of the Hong Kong, China Tide Congress), ladies and gentlemen, good morning.",
        [("Ada Wong", "Chairman of the Hong Kong, China Tide Congress", "Hong Kong, China Tide Congress")],
    ),
    # the office behind a name without an honorific
    (
        "Other guests, including Rosa Wong, Chairman of the Kite Board; and Bo Lin, Director of the Tide Hub, joined.",
        [
            ("Bo Lin", "Director of the Tide Hub", "Tide Hub"),
            ("Rosa Wong", "Chairman of the Kite Board", "Kite Board"),
        ],
    ),
    (
        "Executive Director of Lantern Innovation Node Bo Lin attended.",
        [("Bo Lin", "Executive Director of Lantern Innovation Node", "Lantern Innovation Node")],
    ),
    # its owner in front
    (
        "Ms Wong met the Kite Board's Chairman, Mr Bo Lin, in Porto.",
        [("Bo Lin", "Chairman of the Kite Board", "Kite Board")],
    ),
    (
        "The Standing Committee Member of the Lantern Congress, Ms Rosa Quill, attended.",
        [
            (
                "Rosa Quill",
                "Member of the Standing Committee of the Lantern Congress",
                "Standing Committee of the Lantern Congress",
            )
        ],
    ),
    (
        "The Member of the Standing Committee and Director of the Kite Office of the Tide Congress, Mr Bo Lin, attended.",
        [
            ("Bo Lin", "Director of the Kite Office of the Tide Congress", "Kite Office of the Tide Congress"),
            (
                "Bo Lin",
                "Member of the Standing Committee of the Tide Congress",
                "Standing Committee of the Tide Congress",
            ),
        ],
    ),
    (
        "The Dean of Kite School, Mr John A. Quill, attended.",
        [("John A. Quill", "Dean of Kite School", "Kite School")],
    ),
    (
        "Bo (Chairman of the Kite Chamber - Hong Kong, Mr Bo Lin), ladies and gentlemen, good morning.",
        [("Bo Lin", "Chairman of the Kite Chamber - Hong Kong", "Kite Chamber - Hong Kong")],
    ),
    (
        "Bo (President, KLI Porto, Mr Bo Lin), ladies and gentlemen, good morning.",
        [("Bo Lin", "President of the KLI Porto", "KLI Porto")],
    ),
    (
        "Ada (Secretary for Education, Kite Board, Ms Ada Wong), ladies and gentlemen, good morning.",
        [("Ada Wong", "Secretary for Education", None)],
    ),
    # one office of two bodies
    (
        "The Senior Minister of State of the Ministry of Kites and Moons and the Ministry of Tides, Ms Ada Wong, attended.",
        [
            ("Ada Wong", "Senior Minister of State of the Ministry of Kites and Moons", "Ministry of Kites and Moons"),
            ("Ada Wong", "Senior Minister of State of the Ministry of Tides", "Ministry of Tides"),
        ],
    ),
    (
        "The Headmaster of Kite School and patron of the Tide Foundation, Mr Bo Lin, attended.",
        [
            ("Bo Lin", "Headmaster of Kite School", "Kite School"),
            ("Bo Lin", "patron of the Tide Foundation", "Tide Foundation"),
        ],
    ),
    # no article that the text has not, and none twice
    (
        "The Chairman of Lantern Kites Limited, Ms Rosa Quill, attended.",
        [("Rosa Quill", "Chairman of Lantern Kites Limited", "Lantern Kites Limited")],
    ),
    (
        "The President of HKUST, Ms Rosa Quill, attended.",
        [
            (
                "Rosa Quill",
                "President of the Hong Kong University of Science and Technology",
                "The Hong Kong University of Science and Technology",
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "held"), OWNERS)
def test_an_office_has_its_own_body_or_none(text: str, held: Held) -> None:
    assert [(person, post, body) for person, post, body, _ in list_told(text)] == held


def test_a_past_president_is_none_any_more() -> None:
    told = "The Immediate Past President of the Kite Board, Ms Rosa Quill, and the past Chairman, Mr Bo Lin, attended."
    assert list_told(told) == [
        ("Bo Lin", "Chairman", None, "former"),
        ("Rosa Quill", "President of the Kite Board", "Kite Board", "former"),
    ]


@pytest.mark.parametrize(("standing", "capacity"), [("Acting ", "acting"), ("former ", "former"), ("", "substantive")])
def test_two_titles_that_share_a_body_are_held_alike(standing: str, capacity: str) -> None:
    told = f"The {standing}Vice-President and Provost of the Kite School, Ms Rosa Quill, attended."
    assert [(post, held) for _, post, _, held in list_told(told)] == [
        ("Provost of the Kite School", capacity),
        ("Vice-President of the Kite School", capacity),
    ]


def test_a_prince_is_no_officer_unless_of_something() -> None:
    told = "Prince Bo Lin, and the Crown Prince of Porto, Mr Ho Kwok-wah, attended."
    assert [(person, post) for person, post, _, _ in list_told(told)] == [("Ho Kwok-wah", "Crown Prince of Porto")]


def test_who_is_elected_to_which_office_is_an_event_each() -> None:
    found = read(
        "Mr Bo Lin and Dr Rosa Quill are elected as the Chairman and the Secretary of the Kite Board respectively."
    )
    names = {entity.id: entity.get_name("en") for entity in found.entities}
    assert [(event.label, [names[part.agent] for part in event.participations]) for event in found.events] == [
        ("election as Chairman of the Kite Board", ["Bo Lin"]),
        ("election as Secretary of the Kite Board", ["Rosa Quill"]),
    ]


LEAVES = "The Director of Lanterns, Mrs Mabel Kwong, will depart for Foshan on March 18. "
ACTS = "the Deputy Director of Lanterns, Mr Ho Kwok-wah, will be the Acting Director of Lanterns"
LEAVES_ZH = "燈籠署署長鄺美寶將於三月十八日啟程前往佛山。"
ACTS_ZH = "由燈籠署副署長何國華署任燈籠署署長。"

ABSENCES: list[tuple[str, str, tuple[str | None, str | None]]] = [
    # stated in the sentence itself
    ("en", f"During Mrs Kwong's absence from March 18 to 20, {ACTS}.", ("2024-03-18", "2024-03-20")),
    ("en", f"During the absence of Mrs Kwong from March 18 to 20, {ACTS}.", ("2024-03-18", "2024-03-20")),
    ("en", f"In the absence of Mrs Kwong from 18 to 20 March, {ACTS}.", ("2024-03-18", "2024-03-20")),
    ("en", f"While Mrs Kwong is away from March 18 to 20, {ACTS}.", ("2024-03-18", "2024-03-20")),
    ("en", f"During her absence on March 18 and 19, {ACTS}.", ("2024-03-18", "2024-03-19")),
    ("en", f"From March 18 until Mrs Kwong returns on March 20, {ACTS}.", ("2024-03-18", "2024-03-20")),
    ("zh-Hant", f"在鄺美寶於三月十八日至二十日離港期間，{ACTS_ZH}", ("2024-03-18", "2024-03-20")),
    ("zh-Hant", f"鄺美寶三月十八日至二十日休假期間，{ACTS_ZH}", ("2024-03-18", "2024-03-20")),
    ("zh-Hant", "燈籠署副署長何國華會由三月十八日起至三月二十日署理燈籠署署長。", ("2024-03-18", "2024-03-20")),
    # the last day only
    ("en", f"{ACTS[0].upper()}{ACTS[1:]} until Mrs Kwong returns on March 20.", (None, "2024-03-20")),
    ("zh-Hant", "燈籠署副署長何國華將署理燈籠署署長職務至鄺美寶三月二十日返港。", (None, "2024-03-20")),
    # when somebody sets out and is back stands elsewhere
    ("en", f"{LEAVES}{ACTS[0].upper()}{ACTS[1:]} until she returns on March 20.", ("2024-03-18", "2024-03-20")),
    (
        "en",
        f"{LEAVES}She will return to Hong Kong in the evening of March 20. During her absence, {ACTS}.",
        ("2024-03-18", "2024-03-20"),
    ),
    (
        "en",
        "The Director of Lanterns, Mrs Mabel Kwong, will begin a visit to Foshan on March 18. In Foshan, she will meet "
        f"Mr Bo Lin on March 19. During Mrs Kwong's absence, {ACTS}.",
        ("2024-03-18", None),
    ),
    (
        "en",
        "The Director of Lanterns, Mrs Mabel Kwong, will begin a three-day visit to Foshan tomorrow. On Sunday, she will "
        f"meet Mr Bo Lin. During Mrs Kwong's absence, {ACTS}.",
        ("2024-03-16", "2024-03-18"),
    ),
    ("zh-Hant", f"{LEAVES_ZH}她三月二十日返港。鄺美寶離港期間，{ACTS_ZH}", ("2024-03-18", "2024-03-20")),
    (
        "zh-Hant",
        f"燈籠署署長鄺美寶三月十八日起一連三日訪問佛山。她三月十九日會晤林波。她離港期間，{ACTS_ZH}",
        ("2024-03-18", "2024-03-20"),
    ),
    # those who go along are back before; where two are back on two days, nobody knows who acts how long
    (
        "en",
        f"{LEAVES}The accompanying officials will return to Hong Kong on March 19. During her absence, {ACTS}.",
        ("2024-03-18", None),
    ),
    (
        "en",
        f"{LEAVES}Mr Bo Lin will return to Hong Kong on March 19. Mrs Kwong will return to Hong Kong on March 20. "
        f"During her absence, {ACTS}.",
        ("2024-03-18", None),
    ),
    # no day is stated
    ("en", f"During Mrs Kwong's absence, {ACTS}.", (None, None)),
    ("zh-Hant", f"鄺美寶離港期間，{ACTS_ZH}", (None, None)),
]


@pytest.mark.parametrize("length", ["0", "61", "99999999999999999999"])
def test_a_number_of_days_that_no_journey_takes_ends_none(length: str) -> None:
    text = f"Mrs Mabel Kwong will begin a {length}-day visit to Foshan tomorrow. During her absence, {ACTS}."
    acting = [describe(tenure) for tenure in read(text).tenures if tenure.capacity == "gba:acting"]
    assert acting == [("acting", None, "2024-03-16", None, None)]


@pytest.mark.parametrize(("lang", "text", "days"), ABSENCES)
def test_who_acts_for_somebody_absent_does_so_on_the_days_that_are_stated(
    lang: str, text: str, days: tuple[str | None, str | None]
) -> None:
    acting = [describe(tenure) for tenure in read(text, lang).tenures if tenure.capacity == "gba:acting"]
    assert acting == [("acting", None, *days, None if days[0] else TODAY)]


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        ("en", "Mr Ho Kwok-wah is now the Acting Director of Lanterns.", (None, None)),
        ("en", "Mr Ho Kwok-wah is now the Acting Director of Lanterns until March 20.", (None, "2024-03-20")),
        (
            "en",
            "Mr Ho Kwok-wah is now the Acting Director of Lanterns from March 14 to 20.",
            ("2024-03-14", "2024-03-20"),
        ),
        ("en", "Mr Ho Kwok-wah is now the Acting Director of Lanterns and will speak on March 20.", (None, None)),
        ("zh-Hant", "燈籠署副署長何國華現正署理燈籠署署長職務。", (None, None)),
        ("zh-Hant", "燈籠署副署長何國華現正署理燈籠署署長職務，直至三月二十日。", (None, "2024-03-20")),
    ],
)
def test_who_acts_already_does_so_to_the_day_that_is_stated(
    lang: str, text: str, days: tuple[str | None, str | None]
) -> None:
    acting = [describe(tenure) for tenure in read(text, lang).tenures if tenure.capacity == "gba:acting"]
    assert acting == [("acting", TODAY, *days, None)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hant", "鄺美寶與佛山市代市長何國華會面。"),
        ("zh-Hant", "佛山市委副書記、代市長何國華會見鄺美寶。"),
        ("zh-Hant", "海南省代省長何國華會見鄺美寶。"),
        ("zh-Hant", "燈籠協會代主席何國華出席。"),
        ("zh-Hant", "何國華獲任命為佛山市代市長。"),
        ("zh-Hant", "佛山市代理市長何國華出席。"),
        ("zh-Hans", "佛山市代市长何国华会见邝美宝。"),
        ("en", "The Acting Mayor of Foshan, Mr Ho Kwok-wah, met Mrs Mabel Kwong."),
        ("en", "Mrs Mabel Kwong met Acting Mayor of Foshan Ho Kwok-wah."),
    ],
)
def test_who_is_called_acting_holds_no_office_substantively(lang: str, text: str) -> None:
    found = read(text, lang)
    names = {entity.id: entity.get_name(lang) for entity in found.entities}
    held = [
        (names[tenure.post or ""], tenure.capacity)
        for tenure in found.tenures
        if names[tenure.person] in ("Ho Kwok-wah", "何國華", "何国华")
    ]
    acting = [post for post, capacity in held if capacity == "gba:acting"]
    assert len(acting) == 1
    assert not any("代" in post or "Acting" in post for post in acting)
    assert [post for post, capacity in held if capacity == "gba:substantive"] in ([], ["中共佛山市委副書記"])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hant", "佛山市代市長何國華會見鄺美寶。市長何國華出席晚宴。"),
        ("en", "The Acting Mayor of Foshan, Mr Ho Kwok-wah, met Mrs Mabel Kwong. The Mayor, Mr Ho, spoke."),
    ],
)
def test_who_acts_does_so_too_where_the_title_is_cut_short(lang: str, text: str) -> None:
    assert [tenure.capacity for tenure in read(text, lang).tenures] == ["gba:acting"]


def test_who_acts_in_an_office_that_is_known_does_so_in_that_one() -> None:
    found = read("財政司司長離港期間，由商務及經濟發展局局長何國華署理財政司司長職務。", "zh-Hant")
    assert [tenure.post for tenure in found.tenures if tenure.capacity == "gba:acting"] == ["post/fs"]

"""What the things of a drawing are called: short and whole, in each language, told apart from each other."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from kg.graph.graph import Graph
from kg.languages.scripts import has_han
from kg.phrases import ENGLISH, TRADITIONAL
from kg.views.captions import Caption, Captions
from kg.views.captions.drafts import BUDGET, Draft, measure, tell_apart
from kg.views.labels import read_label, say_date
from kg.views.names import KINDS, Names
from kg.views.ties import read_almanac

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix gba: <https://w3id.org/gba-kg/ns#> .
@prefix id: <https://w3id.org/gba-kg/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PEOPLE = {
    "quill": ("Rosa Quill", None),
    "tai": ("Chan Tai-man", "陳大文"),
    "siu": ("Chan Siu-ming", "陳小明"),
    "wong": ("Peter Wong", "王小虎"),
    "sun": ("Sun Yifan", "孫一帆"),
    "lin": (None, "林一木"),
    "lee": ("Lee Ka-yan", "李嘉欣"),
}


def write_names(*names: tuple[str, str | None]) -> str:
    return "".join(f' ; skos:prefLabel "{name}"@{lang}' for lang, name in names if name)


def make_person(id: str) -> str:
    english, chinese = PEOPLE[id]
    return f"<https://w3id.org/gba-kg/id/person/{id}> a foaf:Person{write_names(('en', english), ('zh-Hant', chinese))} .\n"


def make_event(
    id: str, type_: str, date: str | None, *parts: str, more: str = "", status: str = "done", **labels: str
) -> str:
    """Writes an event; a part is an id (`person/tai`), with its role behind a colon if it is another than participant."""
    iri = f"<https://w3id.org/gba-kg/id/event/{id}>"
    held = "".join(
        f" ; gba:participation [ gba:agent <https://w3id.org/gba-kg/id/{agent}> ; gba:role gba:{role or 'participant'} ]"
        for agent, _, role in (part.partition(":") for part in parts)
    )
    kinds = {4: "gYear", 7: "gYearMonth"}
    day = f' ; schema:startDate "{date}"^^xsd:{kinds.get(len(date), "date")}' if date else ""
    names = write_names(("en", labels.get("en")), ("zh-Hant", labels.get("zh")))
    return f"{iri} a schema:Event ; gba:eventType gba:{type_} ; gba:status gba:{status}{day}{names}{held}{more} .\n"


def make_thing(
    kind: str, class_: str, en: str | None, zh: str | None, more: str = "", also: tuple[str, ...] = ()
) -> str:
    names = write_names(("en", en), ("zh-Hant", zh)) + "".join(f" ; skos:altLabel {label}" for label in also)
    return f"<https://w3id.org/gba-kg/id/{kind}> a {class_}{names}{more} .\n"


BODIES = "".join(
    (
        make_thing("body/tide", "org:FormalOrganization", "Tide Bureau", "潮汐局"),
        make_thing(
            "body/joint",
            "org:OrganizationalCollaboration",
            "Northshore/Southshore Co-operation Joint Conference",
            "南北岸合作聯席會議",
        ),
        make_thing("body/meet", "org:OrganizationalCollaboration", "Lantern Co-operation Meeting", "燈籠合作會議"),
        make_thing(
            "body/gov",
            "org:FormalOrganization",
            "People's Government of Lantern Province",
            "燈籠省人民政府",
            also=('"Lantern Provincial Government"@en', '"LPG"@en', '"燈籠省政府"@zh-Hant'),
        ),
        make_thing(
            "body/arts",
            "org:FormalOrganization",
            "Faculty of Arts of the Lantern University",
            None,
            also=('"Faculty of Arts"@en',),
        ),
        make_thing(
            "place/foshan", "schema:Place", "Foshan", "佛山市", " ; gba:placeKind gba:city", ('"佛山"@zh-Hant',)
        ),
        make_thing("place/hall", "schema:Place", "Lantern Hall", "燈籠大樓"),
        make_thing(
            "agreement/lamp",
            "gba:Agreement",
            "Framework Agreement on Lamps between the Government of Northshore and the Government of Southshore",
            "關於燈具的框架協議",
            ' ; gba:signedOn "2024-01-08"^^xsd:date ; gba:signedAt <https://w3id.org/gba-kg/id/event/lamp>',
        ),
        make_thing(
            "agreement/memo",
            "gba:Agreement",
            None,
            "合作備忘錄",
            " ; gba:party <https://w3id.org/gba-kg/id/body/tide>, <https://w3id.org/gba-kg/id/body/gov>"
            ' ; gba:signedOn "2023-05"^^xsd:gYearMonth',
        ),
    )
)


def open_captions(path: Path, *statements: str) -> Captions:
    file = path / "graph.ttl"
    people = "".join(map(make_person, PEOPLE))
    file.write_text("\n".join((PREFIXES, people, BODIES, *statements)), encoding="utf-8")
    graph = Graph.load(file)
    return Captions.read(graph, read_almanac(graph), Names.read(graph))


def name_one(path: Path, *statements: str, id: str = "event/one") -> Caption:
    return open_captions(path, *statements).name([id])[id]


MEETINGS = [
    # of two: surnames in English, whole names in Chinese
    (("meeting", "2024-01-08", "person/tai", "person/sun"), {"en": "meeting with Sun Yifan"},
     "Chan × Sun, 8 Jan 2024", "陳大文 × 孫一帆，2024年1月8日"),
    # of two with one surname: whole names
    (("meeting", "2024-01", "person/tai", "person/siu"), {"zh": "首次會議"},
     "Chan Siu-ming × Chan Tai-man, Jan 2024", "陳小明 × 陳大文，2024年1月"),
    # of more, of whom the label says who was met
    (("meeting", "2024-01-08", "person/tai", "person/wong", "person/sun"), {"zh": "與孫一帆會面"},
     "Chan, Wong × Sun, 8 Jan 2024", "陳大文、王小虎 × 孫一帆，2024年1月8日"),
    # of many: who was in the chair comes first
    (("meeting", "2024-01-08", "person/tai", "person/wong:chair", "person/sun", "person/lee", "person/siu"), {"en": "meeting"},
     "Wong and 4 more, 8 Jan 2024", "王小虎及另4人，2024年1月8日"),
    # a person who has no name in English is only counted
    (("meeting", "2024-01-08", "person/tai", "person/lin"), {"zh": "與林一木會面"},
     "meeting: Chan and 1 more, 8 Jan 2024", "陳大文 × 林一木，2024年1月8日"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "labels", "english", "chinese"), MEETINGS)
def test_a_meeting_is_called_by_who_met(
    tmp_path: Path, event: tuple[str, ...], labels: dict[str, str], english: str, chinese: str
) -> None:
    type_, date, *parts = event
    caption = name_one(tmp_path, make_event("one", type_, date, *parts, **labels))
    assert caption.short[0] == english
    assert caption.short[1] == chinese


FOSHAN = " ; schema:location <https://w3id.org/gba-kg/id/place/foshan>"
HALL = " ; schema:location <https://w3id.org/gba-kg/id/place/hall>"
JOINT = " ; gba:underMechanism <https://w3id.org/gba-kg/id/body/joint>"
MEET = " ; gba:underMechanism <https://w3id.org/gba-kg/id/body/meet>"
EVENTS = [
    (make_event("one", "visit", "2023-03-21", "person/lee", en="visit to Foshan", zh="訪問佛山", more=FOSHAN),
     "Lee in Foshan, 21 Mar 2023", "李嘉欣訪問佛山，2023年3月21日"),
    (make_event("one", "visit", "2023-03-21", "person/lee", zh="訪問燈籠大樓", more=HALL),
     "Lee at Lantern Hall, 21 Mar 2023", "李嘉欣到訪燈籠大樓，2023年3月21日"),
    # what is only planned was not done
    (make_event("one", "visit", None, "person/lee", zh="訪問佛山", more=FOSHAN, status="planned"),
     "Lee to visit Foshan", "李嘉欣擬訪問佛山"),
    (make_event("one", "visit", "2023", "person/lee", zh="訪問佛山", more=FOSHAN, status="cancelled"),
     "cancelled: Lee in Foshan, 2023", "取消：李嘉欣訪問佛山，2023年"),
    (make_event("one", "meeting", "2023-03-21", "person/lee:chair", en="23rd Plenary", zh="第二十三次會議", more=JOINT),
     "plenary of the Joint Conference, 23rd", "南北岸合作聯席會議第二十三次會議，2023年3月21日"),
    # no doubled word: 會議會議, "meeting of the Meeting"
    (make_event("one", "meeting", "2019-04-02", zh="燈籠合作會議會議", more=MEET),
     "Lantern Co-operation Meeting, 2 Apr 2019", "燈籠合作會議，2019年4月2日"),
    (make_event("one", "conference", "2019-04-25", "person/wong:speaker", en="thematic forum", more=FOSHAN),
     "thematic forum in Foshan: Wong, 25 Apr 2019", "在佛山的論壇：王小虎，2019年4月25日"),
    # its own name that is known only in the other language gives its kind
    (make_event("one", "conference", "2019-04-25", "person/wong:speaker", zh="第三屆燈籠國際峰會"),
     "summit: Wong, 25 Apr 2019", "第三屆燈籠國際峰會"),
    (make_event("one", "appointment", "2022-06-27", "person/tai", en="appointment"),
     "Chan appointed, 27 Jun 2022", "陳大文獲任命，2022年6月27日"),
    (make_event("one", "appointment", "2022-06-27", "person/tai", en="appointment as Lamp Warden"),
     "Chan appointed Lamp Warden, 27 Jun 2022", "陳大文獲任命，2022年6月27日"),
    # a name that tells enough is kept, a little shorter
    (make_event("one", "ceremony", "2022-06-27", "person/tai", en="opening ceremony of the Lantern College"),
     "opening of the Lantern College", "開幕典禮：陳大文，2022年6月27日"),
    (make_event("lamp", "signing", "2024-01-08", "person/tai", en="signing of the Framework Agreement on Lamps"),
     "signing: Framework Agreement on Lamps, 2024", "簽署：燈具的框架協議，2024年"),
    # without facts it keeps what it has
    (make_event("one", "meeting", None, zh="首次會議"), "meeting", "首次會議"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "english", "chinese"), EVENTS)
def test_an_event_is_called_by_what_it_was(tmp_path: Path, event: str, english: str, chinese: str) -> None:
    id = "event/lamp" if "event/lamp" in event else "event/one"
    assert name_one(tmp_path, event, id=id).short[:2] == (english, chinese)


def test_agreements_have_their_year_and_no_tail_of_governments(tmp_path: Path) -> None:
    named = open_captions(tmp_path).name(["agreement/lamp", "agreement/memo"])
    assert named["agreement/lamp"].short[:2] == ("Framework Agreement on Lamps, 2024", "燈具的框架協議，2024年")
    assert named["agreement/lamp"].whole[0].endswith("Government of Southshore, 8 Jan 2024")
    assert named["agreement/memo"].short[1] == "燈籠省政府 × 潮汐局的合作備忘錄，2023年"
    assert not has_han(named["agreement/memo"].short[0])


def test_a_body_is_called_by_a_shorter_name_that_everybody_knows(tmp_path: Path) -> None:
    """No acronym, and no part of a body that leaves out of what it is a part."""
    named = open_captions(tmp_path).name(["body/gov", "body/arts"])
    assert named["body/gov"].short == ("Lantern Provincial Government", "燈籠省政府", "灯笼省政府")
    assert named["body/gov"].whole[0] == "People's Government of Lantern Province"
    assert named["body/arts"].short[0] == "Faculty of Arts of the Lantern University"


def write_tenure(person: str, post: str, day: str, capacity: str = "substantive", end: str | None = None) -> str:
    return (
        f"[] a gba:Tenure ; org:member <https://w3id.org/gba-kg/id/person/{person}> ; gba:capacity gba:{capacity}"
        f' ; gba:post <https://w3id.org/gba-kg/id/post/{post}> ; gba:attestedOn "{day}"^^xsd:date'
        + (f' ; schema:endDate "{end}"^^xsd:date .\n' if end else " .\n")
    )


POSTS = "".join(
    make_thing(
        f"post/{id}", "org:Post", en, zh, " ; org:postIn <https://w3id.org/gba-kg/id/body/gov>", also
    )
    for id, en, zh, also in (
        ("keeper", "Lamp Keeper of the People's Government of Lantern Province", "燈籠省人民政府掌燈官", ('"Lamp Keeper"@en', '"LK"@en')),
        ("warden", "Warden", "局長", ()),
        ("harbour", "Secretary", "局長", ()),
    )
)  # fmt: skip


def test_the_office_of_a_person_is_the_last_one_held_up_to_a_day(tmp_path: Path) -> None:
    captions = open_captions(
        tmp_path,
        POSTS,
        write_tenure("tai", "keeper", "2022-01-03"),
        write_tenure("tai", "warden", "2023-02-01"),
        write_tenure("tai", "keeper", "2023-05-01", "acting"),
        write_tenure("wong", "keeper", "2023-01-01"),
        write_tenure("wong", "warden", "2023-01-01"),
        write_tenure("sun", "keeper", "2023-01-01", "acting"),
        write_tenure("lee", "keeper", "2023-01-01", "former"),
        write_tenure("siu", "harbour", "2023-01-01"),
    )
    assert captions.find_office("person/tai", "2022") == ("Lamp Keeper", "燈籠省政府掌燈官", "灯笼省政府掌灯官")
    assert (captions.find_office("person/tai") or "")[0] == "Warden"
    assert captions.find_office("person/tai", "2021-12-31") is None
    assert captions.find_office("person/wong") is None
    assert (captions.find_office("person/sun") or "")[:2] == ("Acting Lamp Keeper", "署理燈籠省政府掌燈官")
    assert captions.find_office("person/lee") is None
    assert (captions.find_office("person/siu") or "")[:2] == (
        "Secretary, Lantern Provincial Government",
        "燈籠省政府局長",
    )


RELEASE = '<https://w3id.org/gba-kg/id/release/last/en> a gba:Release ; dct:issued "2024-01-08T20:00:00+08:00"^^xsd:dateTime .\n'


def test_an_office_that_is_over_is_not_that_of_a_later_day_and_says_until_when(tmp_path: Path) -> None:
    captions = open_captions(
        tmp_path,
        POSTS,
        RELEASE,
        write_tenure("tai", "keeper", "2022-01-03", end="2023-11-23"),
        write_tenure("tai", "warden", "2024-01-08", "acting"),
        write_tenure("sun", "keeper", "2022-01-03", end="2023-11-23"),
        write_tenure("lee", "keeper", "2022-01-03"),
        write_tenure("lee", "warden", "2025-01-01"),
    )
    assert (captions.find_office("person/tai", "2024-01-08") or "")[0] == "Acting Warden"
    assert (captions.find_office("person/tai", "2022") or "")[0] == "Lamp Keeper"
    assert captions.find_office("person/sun", "2024-01-08") is None
    assert (captions.find_office("person/sun") or "")[0] == "Lamp Keeper until 2023"
    assert (captions.find_office("person/lee") or "")[0] == "Lamp Keeper"


def test_events_that_would_be_called_alike_are_told_apart_in_every_order(tmp_path: Path) -> None:
    events = [
        make_event("a", "meeting", "2024-01-08", "person/tai", "person/sun", more=FOSHAN),
        make_event("b", "meeting", "2024-01-08", "person/siu", "person/sun", more=HALL),
        make_event("c", "meeting", "2024-01-09", "person/tai", "person/sun"),
        make_event("d", "meeting", "2024-01-08", "person/tai", "person/sun", more=FOSHAN),
    ]
    captions = open_captions(tmp_path, *events)
    ids = [f"event/{id}" for id in "abcd"]
    named = captions.name(ids)
    assert [named[id].short[0] for id in ids] == [
        "Sun × Chan, 8 Jan 2024 (1)",
        "Sun Yifan × Chan Siu-ming, 8 Jan 2024",
        "Sun × Chan, 9 Jan 2024",
        "Sun × Chan, 8 Jan 2024 (2)",
    ]
    for order in permutations(ids):
        assert captions.name(order) == named
    assert captions.name(["event/a"])["event/a"].short[0] == "Sun × Chan, 8 Jan 2024"


def say_number(n: int) -> str:
    return f" ({n})"


def test_a_name_is_cut_only_where_the_rest_is_told_apart() -> None:
    long = "Framework Agreement on the Promotion of Lantern Making in "
    drafts = {
        "one": [Draft(f"{long}Northshore", ", 2024")],
        "two": [Draft(f"{long}Southshore", ", 2024")],
        "three": [Draft("Agreement on the Promotion of Lamps, Candles and other Lights", ", 2023")],
    }
    told = tell_apart(drafts, str, say_number)
    assert told["three"] == "Agreement on the Promotion of Lamps…, 2023"
    assert told["one"].endswith("Northshore, 2024")
    assert told["two"].endswith("Southshore, 2024")
    assert all(measure(text) <= BUDGET for text in told.values())


def test_chinese_names_are_cut_by_their_width() -> None:
    told = tell_apart(
        {"one": [Draft("關於深化南岸與北岸之間各種燈籠製作技術交流與合作的框架協議書", "，2022年")]}, str, say_number
    )
    assert told["one"].endswith("…，2022年")
    assert measure(told["one"]) <= BUDGET


@pytest.mark.parametrize(
    ("lang", "label", "is_bare"),
    [
        (ENGLISH, "first meeting", True),
        (ENGLISH, "previous plenary", True),
        (ENGLISH, "Opening Ceremony", True),
        (ENGLISH, "25th anniversary celebration", True),
        (ENGLISH, "Lantern Summit", False),
        (TRADITIONAL, "第二十二次會議", True),
        (TRADITIONAL, "歡迎儀式", True),
        (TRADITIONAL, "燈籠高峰會", False),
        (TRADITIONAL, "首屆AI峰會", False),
    ],
)
def test_a_bare_name_says_no_more_than_what_kind_it_is(lang: str, label: str, is_bare: bool) -> None:
    assert read_label(lang, label).is_bare is is_bare


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        ("2024", "2024", "2024年"),
        ("2024-01", "Jan 2024", "2024年1月"),
        ("2024-01-08", "8 Jan 2024", "2024年1月8日"),
        ("2025-10-21/2025-10-22", "21–22 Oct 2025", "2025年10月21日至22日"),
        ("2025-10-31/2025-11-02", "31 Oct 2025 – 2 Nov 2025", "2025年10月31日至2025年11月2日"),
    ],
)
def test_dates_are_written_as_each_language_writes_them(span: str, english: str, chinese: str) -> None:
    assert (say_date(ENGLISH, span), say_date(TRADITIONAL, span)) == (english, chinese)


def test_no_event_or_agreement_of_the_samples_has_a_chinese_name_in_english(sample_graph: Graph) -> None:
    captions = Captions.read(sample_graph, read_almanac(sample_graph), Names.read(sample_graph))
    ids = [thing.id for thing in Names.read(sample_graph).list_things(*KINDS)]
    named = captions.name(ids)
    dated = [named[id] for id in ids if id.startswith(("event/", "agreement/"))]
    assert len(dated) > 50
    assert [caption for caption in dated if has_han(caption.short[0] + caption.whole[0])] == []
    assert [caption for caption in dated if not has_han(caption.short[1])] == []
    for at in range(3):
        assert len({caption.short[at] for caption in named.values()}) == len(ids)
    assert not any("會議會議" in caption.short[1] or "first meeting" in caption.short[0] for caption in dated)

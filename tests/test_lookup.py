"""Lookups: what the views answer about the two sample releases, each with its sentence."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from clause_facts import read_text
from sample import (
    BRIEFING,
    CHAN,
    CS,
    ENTITIES,
    EXTRACTIONS,
    FIRST,
    HK,
    MAYOR,
    SECOND,
    SUN,
    TALENT,
    make_entity,
    make_graph,
    make_meeting,
    meet,
    state,
)

from kg.errors import NoPathError, UnknownNameError
from kg.graph.claims import make_quads, tenure_from_reference
from kg.graph.graph import Graph
from kg.graph.terms import make_name, make_text, make_thing
from kg.languages.keys import fold
from kg.statements import Event, Participation, Tenure
from kg.views.events import Occasion
from kg.views.lookup import Line, describe_person, list_meetings
from kg.views.names import Names
from kg.views.offices import find_holders
from kg.views.paths import find_path
from kg.views.timeline import Moment, tell_timeline

CHIEF = "Chief Secretary for Administration"


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = Graph.in_memory()
    made.add(make_quads(EXTRACTIONS))
    return made


@pytest.mark.parametrize(
    "name", ["Chan Kwok-ki", "chan kwok ki", "CHAN KWOKKI", "Chán Kwok‑ki", "陳國基", "陈国基", CHAN]
)
def test_a_name_is_found_however_it_is_written(graph: Graph, name: str) -> None:
    assert Names.read(graph).resolve(name).id == CHAN


@pytest.mark.parametrize(
    "name",
    [
        "Mr Chan Kwok-ki",
        "MR. CHAN, KWOK-KI",
        "Ｍｒ Ｃｈａｎ Ｋｗｏｋ－ｋｉ",
        "Chief Secretary for Administration Mr Chan Kwok-ki",
        "Chan Kwok-ki, Chief Secretary for Administration",
        "陳國基司長",
        "陈国基先生",
        "政務司司長陳國基先生",
        f"id:{CHAN}",
        f" <https://w3id.org/gba-kg/id/{CHAN}> ",
        f"https://w3id.org/gba-kg/id/{CHAN}",
    ],
)
def test_a_person_is_found_with_titles_and_by_every_way_to_write_an_id(graph: Graph, name: str) -> None:
    assert Names(graph).resolve(name).id == CHAN
    assert Names(graph).resolve(name, "person").id == CHAN


@pytest.mark.parametrize("name", ["Chan Kwok-kee", "Mr Chan", "陳司長", "陈国机", "Chann Kwok ki", "Mr"])
def test_what_only_comes_near_a_name_is_no_answer(graph: Graph, name: str) -> None:
    assert Names(graph).find(name) == ()
    hint = "" if name == "Mr" else rf"; did you mean Chan Kwok-ki \({CHAN}\)"
    with pytest.raises(UnknownNameError, match=f'^nothing of kind person in the graph is called "{name}"{hint}'):
        Names(graph).resolve(name, "person")


def test_a_title_with_a_surname_of_several_lists_them_like_an_ambiguous_name(graph: Graph) -> None:
    both = Graph.in_memory()
    both.add(graph.quads())
    both.add([ox.Quad(make_thing("person/chan-tai-man"), make_name("skos:prefLabel"), make_text("Chan Tai-man", "en"))])
    with pytest.raises(
        UnknownNameError, match=r'"Mr Chan" names 2 things, .*\(person/chan-kwok-ki\), .*; Chan Tai-man'
    ):
        Names(both).resolve("Mr Chan")


def test_a_name_of_another_kind_of_thing_says_what_is_called_so(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r'called "Guangzhou"; so called: Guangzhou \(place/guangzhou\)'):
        describe_person(graph, "Guangzhou")


@pytest.mark.parametrize("name", ["cs", "Chief Secretary for Administration", "政务司司长"])
def test_the_name_of_an_office_shows_who_held_it(graph: Graph, name: str) -> None:
    known = Graph.in_memory()
    known.add(graph.quads())
    known.add([ox.Quad(make_thing(CS), make_name("skos:altLabel"), make_text("CS", "en"))])
    portrait = describe_person(known, name)
    assert portrait.thing.id == CS
    assert [line.thing.id for line in portrait.lines if line.section == "office"] == [CHAN]


NO_IRIS = ["person/[", "person/%zz", "person/\ue000", "id:event/a]"]


@pytest.mark.parametrize(
    "name", ["", " ", "<>", "id:", "person/", "person/no body", "Mr " * 3000, "陳" * 3000, *NO_IRIS]
)
def test_what_is_no_name_at_all_is_refused_like_any_other(graph: Graph, name: str) -> None:
    with pytest.raises(UnknownNameError, match="nothing in the graph is called"):
        Names(graph).resolve(name)


@pytest.mark.parametrize("name", ["孫玉菡", "孙玉菡", "Chris Sun", "chris sun"])
def test_a_name_known_in_one_script_is_found_in_the_other(graph: Graph, name: str) -> None:
    assert Names(graph).resolve(name).id == "person/chris-sun"


def test_a_script_is_folded_where_the_graph_has_the_other_one_only() -> None:
    bare = Graph.in_memory()
    name = (make_thing("person/chris-sun"), make_name("skos:prefLabel"))
    bare.add([ox.Quad(*name, make_text("孫玉菡", "zh-Hant"))])
    assert Names(bare, "zh-Hans").resolve("孙玉菡").name == "孙玉菡"
    assert Names(bare, "en").resolve("孙玉菡").name == "孫玉菡"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["Chief Secretary for Administration", "Guangzhou", "Chris Sun"]),
        ("zh-Hant", ["政務司司長", "廣州", "孫玉菡"]),
        ("zh-Hans", ["政务司司长", "广州", "孙玉菡"]),
    ],
)
def test_things_are_called_in_the_language_asked_for(graph: Graph, lang: str, expected: list[str]) -> None:
    portrait = describe_person(graph, "陈国基", lang=lang)
    names = [line.thing.name for line in portrait.lines]
    assert set(expected) <= set(names)
    assert portrait.thing.id == CHAN
    # What has no name in it is called by the one it has.
    assert "Framework Agreement on Talent Co-operation" in names
    assert find_holders(graph, "政务司司长", on="2024-01-08", lang=lang).office.name == expected[0]
    assert find_path(graph, "陳國基", "孙玉菡", lang=lang)[-1].end.name == expected[2]
    assert expected[2] in [other.name for one in list_meetings(graph, "陈国基", lang=lang) for other in one.others]
    assert tell_timeline(graph, "廣州", lang=lang).thing.name == expected[1]


def test_folding_keeps_letters_and_digits_of_any_script() -> None:
    assert fold("Ｔhé ＡＢＣ-12 （政務司）") == "theabc12政務司"


def test_a_name_of_two_things_lists_both_and_chooses_none(graph: Graph) -> None:
    with pytest.raises(
        UnknownNameError,
        match=r"2 things, say which by its id: .*Guangzhou Municipality \(.*Elsewhere \(post/mayor-of-elsewhere\)",
    ):
        find_holders(graph, "Mayor", on="2024-01-08")


def test_an_office_is_found_with_its_body(graph: Graph) -> None:
    assert Names.read(graph).resolve("Mayor of the People's Government of Guangzhou Municipality").id == MAYOR


MOON = (
    ("post/keeper", "Keeper of the Moon Region", "skos:prefLabel"),
    ("post/lamps", "Secretary for Lamps", "skos:prefLabel"),
    ("post/museum", "Curator", "skos:prefLabel"),
    ("body/moon", "Government of the Moon Region", "skos:prefLabel"),
    ("body/museum", "Tide Museum", "skos:prefLabel"),
    ("place/moon", "Moon Region", "skos:prefLabel"),
    ("place/moon", "Moon", "skos:altLabel"),
)
BODIES = (("post/keeper", "body/moon"), ("post/lamps", "body/moon"), ("post/museum", "body/museum"))


@pytest.fixture(scope="module")
def moon() -> Graph:
    made = Graph.in_memory()
    quads = [ox.Quad(make_thing(id), make_name(use), make_text(name, "en")) for id, name, use in MOON]
    quads += [ox.Quad(make_thing(post), make_name("org:postIn"), make_thing(body)) for post, body in BODIES]
    quads += [
        ox.Quad(make_thing(body), make_name("dct:spatial"), make_thing("place/moon"))
        for body in ("body/moon", "body/museum")
    ]
    made.add([*quads, ox.Quad(make_thing("body/moon"), make_name("org:classification"), make_name("gba:government"))])
    return made


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Keeper of Moon", "post/keeper"),
        ("Keeper of the Moon", "post/keeper"),
        ("the Keeper of the Moon", "post/keeper"),
        ("Secretary for Lamps of Moon", "post/lamps"),
    ],
)
def test_an_office_is_found_by_another_name_of_its_place(moon: Graph, name: str, office: str) -> None:
    assert find_holders(moon, name, on="2024-01-08").office.id == office


@pytest.mark.parametrize("name", ["Curator of Moon", "Keeper of Tide", "Keeper of Moon Region North"])
def test_an_office_of_another_body_there_is_not(moon: Graph, name: str) -> None:
    with pytest.raises(UnknownNameError, match="nothing of kind post"):
        find_holders(moon, name, on="2024-01-08")


def test_an_unknown_name_is_told_what_is_near(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r'called "Kwok-ki"; did you mean Chan Kwok-ki \(person/chan-kwok-ki\)'):
        describe_person(graph, "Kwok-ki")


def test_a_person_is_shown_with_every_kind_of_fact(graph: Graph) -> None:
    lines = describe_person(graph, "Chan Kwok-ki").lines
    assert [(line.section, str(line.date), line.thing.name) for line in lines] == [
        ("office", "seen on 2024-01-08 and 2025-03-03", CHIEF),
        ("body", "seen on 2024-01-08 and 2025-03-03", "Government of the Hong Kong Special Administrative Region"),
        ("event", "on 2024-01-08", "Meeting of 2024-01-08"),
        ("event", "on 2024-01-08", "Meeting of 2024-01-08"),
        ("event", "on 2025-03-03", "Meeting of 2025-03-03"),
        ("visit", "reported on 2024-01-08", "Guangzhou"),  # no event says on which day
        ("agreement", "on 2024-01-08", "Framework Agreement on Talent Co-operation"),
        ("met", "on 2024-01-08", "Chris Sun"),
        ("met", "on 2024-01-08", "Zhang Xin"),
        ("met", "on 2024-01-08 and 2025-03-03", "Sun Zhiyang"),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ms Ada Pun had lunch with Mr Bo Lin on May 2.", "on 2024-05-02"),
        (
            "Ms Ada Pun met with Mr Bo Lin. Ms Ada Pun and Mr Bo Lin attended the tide reception on May 2.",
            "reported on 2024-05-03",
        ),
    ],
)
def test_who_met_at_a_meal_met_on_its_day(text: str, day: str) -> None:
    lines = describe_person(make_graph(read_text(text)), "Ada Pun").lines
    assert [str(line.date) for line in lines if line.section == "met"] == [day]


def test_every_line_has_its_exact_sentence_and_release(graph: Graph) -> None:
    for line in describe_person(graph, "Chan Kwok-ki").lines:
        assert line.evidence
        for source in line.evidence:
            assert source.text in TALENT + BRIEFING
            assert (source.title, source.url) == (
                f"Release of {source.date}",
                f"https://www.info.gov.hk/gia/{source.release.partition('/')[0]}.htm",
            )


def test_days_seen_in_an_office_are_days_and_not_a_period(graph: Graph) -> None:
    office = describe_person(graph, "Chan Kwok-ki").lines[0]
    assert (str(office.date), office.capacity) == ("seen on 2024-01-08 and 2025-03-03", "substantive")


@pytest.mark.parametrize(
    ("office", "on", "expected"),
    [
        (CHIEF, "2024-01-08", [(CHAN, "substantive", "attested that day", ("2024-01-08",))]),
        (CHIEF, "2024-06-01", [(CHAN, "substantive", "between two attestations", ("2024-01-08", "2025-03-03"))]),
        (CHIEF, "2023-01-01", [(CHAN, "substantive", "nearest attestation", ("2024-01-08",))]),
        (CHIEF, "2026-01-01", [(CHAN, "substantive", "nearest attestation", ("2025-03-03",))]),
        (MAYOR, "2024-01-08", [(SUN, "acting", "attested that day", ("2024-01-08",))]),
        (MAYOR, "2025-03-03", [(SUN, "substantive", "attested that day", ("2025-03-03",))]),
        ("post/mayor-of-elsewhere", "2024-01-08", []),
    ],
)
def test_the_holder_of_an_office_comes_with_the_basis(
    graph: Graph, office: str, on: str, expected: list[tuple[str, str, str, tuple[str, ...]]]
) -> None:
    answer = find_holders(graph, office, on=on)
    assert [(held.person.id, held.capacity, held.basis, held.days) for held in answer.holders] == expected
    assert all(held.evidence for held in answer.holders)


def test_an_acting_mayor_seen_before_is_not_between_two_attestations(graph: Graph) -> None:
    answer = find_holders(graph, MAYOR, on="2024-06-01")
    assert [(held.capacity, held.basis) for held in answer.holders] == [
        ("acting", "nearest attestation"),
        ("substantive", "nearest attestation"),
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-12-31", ("nearest attestation", CHAN)),
        ("2020-01-01", ("stated", SUN)),
        ("2021-06-30", ("stated", SUN)),
        ("2021-07-01", ("nearest attestation", CHAN)),
    ],
)
def test_a_stated_period_holds_on_its_first_and_last_day_only(on: str, expected: tuple[str, str]) -> None:
    graph = Graph.in_memory()
    graph.add(make_quads(EXTRACTIONS))
    tenure = Tenure("tenure/stated", SUN, CS, HK, "gba:substantive", None, "2020-01-01", "2021-06-30")
    graph.add(tenure_from_reference(tenure, row="7", source="holders.csv"))
    (holder,) = find_holders(graph, CHIEF, on=on).holders
    assert (holder.basis, holder.person.id) == expected


@pytest.mark.parametrize(
    ("on", "bases"),
    [
        ("2023-06-30", []),
        ("2023-07-01", ["stated"]),
        ("2025-03-03", ["stated"]),
        ("2026-01-01", ["stated start, no end known"]),
    ],
)
def test_a_stated_start_reaches_to_the_last_day_seen_and_no_further(on: str, bases: list[str]) -> None:
    graph = Graph.in_memory()
    graph.add(make_quads(EXTRACTIONS))
    tenure = Tenure("tenure/open", CHAN, CS, HK, "gba:substantive", "2023-08-01", "2023-07-01")
    graph.add(tenure_from_reference(tenure, row="8", source="holders.csv"))
    assert [holder.basis for holder in find_holders(graph, CHIEF, on=on).holders] == bases


def test_a_stated_period_shows_the_sentence_of_the_day_and_the_row_that_states_it() -> None:
    graph = Graph.in_memory()
    graph.add(make_quads(EXTRACTIONS))
    tenure = Tenure("tenure/open", CHAN, CS, HK, "gba:substantive", None, "2023-07-01")
    graph.add(tenure_from_reference(tenure, row="8", source="holders.csv"))
    (holder,) = find_holders(graph, CHIEF, on="2024-01-08").holders
    assert [source.text or source.title for source in holder.evidence] == [TALENT[0], "reference table, 8"]


def find_office_lines(told: str, later: str | None) -> tuple[Line, Moment]:
    """Gives what `kg who` and `kg timeline` say of the one office of Ada Pun after a release and perhaps a later one."""
    read = [read_text(told)]
    if later is not None:
        seen = read_text(later, "2024-06-03T12:00+08:00")
        read.append(replace(seen, release=replace(seen.release, id="later")))
    graph = make_graph(*read)
    (line,) = (line for line in describe_person(graph, "Ada Pun").lines if line.section == "office")
    (moment,) = (moment for moment in tell_timeline(graph, "Ada Pun").lines if moment.section == "office")
    return line, moment


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (None, ("from 2024-06-01", "designate", "is to take up")),
        (
            "The Director of the Kite Office, Ms Ada Pun, visited Macao today.",
            ("from 2024-06-01", "substantive", "held"),
        ),
    ],
)
def test_who_is_to_take_an_office_is_told_as_such_until_somebody_holds_it(
    later: str | None, expected: tuple[str, str, str]
) -> None:
    line, moment = find_office_lines(
        "Ms Ada Pun will take up the post of Director of the Kite Office on June 1.", later
    )
    assert (str(line.date), line.capacity, str(moment.verb)) == expected


@pytest.mark.parametrize(
    ("later", "detail", "told"),
    [
        (None, "announced to act", "was announced as acting"),
        ("The Acting Director of Kites, Ms Ada Pun, visited Macao today.", "seen on 2024-06-03", "was acting"),
    ],
)
def test_who_is_announced_to_act_is_told_as_such_until_somebody_is_seen_to(
    later: str | None, detail: str, told: str
) -> None:
    absent = (
        "The Director of Kites, Mr Lo Wah, will visit Macao from June 2 to 4. During his absence, Ms Ada Pun will be "
        "the Acting Director of Kites."
    )
    line, moment = find_office_lines(absent, later)
    assert (str(line.date), line.capacity) == ("from 2024-06-02 until 2024-06-04", "acting")
    assert (str(line.detail), str(moment.verb)) == (detail, told)


def test_a_visit_has_its_own_day_and_not_that_of_the_release_that_recalls_it() -> None:
    told = replace(
        SECOND,
        events=(
            Event(
                "event/visit",
                "gba:visit",
                "gba:done",
                "visit",
                "en",
                "2025-02-01",
                places=("place/guangzhou",),
                participations=(Participation("participation/visit", SUN, "gba:participant"),),
            ),
        ),
        statements=(
            state(SUN, "gba:participatedIn", "event/visit", 1, "participation/visit"),
            state(SUN, "gba:visited", "place/guangzhou", 1),
        ),
    )
    graph = Graph.in_memory()
    graph.add(make_quads([told]))
    for name in (SUN, "place/guangzhou"):
        dates = [str(line.date) for line in tell_timeline(graph, name).lines if line.section == "visit"]
        assert dates == ["on 2025-02-01"]


def test_a_reference_table_is_shown_as_its_own_basis() -> None:
    graph = Graph.in_memory()
    graph.add(make_quads(EXTRACTIONS))
    tenure = Tenure("tenure/stated", SUN, CS, HK, "gba:substantive", None, "2020-01-01", "2021-06-30")
    graph.add(tenure_from_reference(tenure, row="7", source="holders.csv"))
    (holder,) = find_holders(graph, CHIEF, on="2020-05-05").holders
    (source,) = holder.evidence
    assert (source.text, source.title, source.url) == ("", "reference table, 7", "holders.csv")


def test_planned_events_are_shown_only_if_asked_for(graph: Graph) -> None:
    assert {meeting.status for meeting in list_meetings(graph, "Chan Kwok-ki")} == {"done"}
    planned = [meeting for meeting in list_meetings(graph, "Chan Kwok-ki", planned=True) if meeting.status == "planned"]
    assert [(str(meeting.date), [other.name for other in meeting.others]) for meeting in planned] == [
        ("planned for 2024-01-09", ["Nobody Ng"])
    ]


def test_events_come_by_date_with_place_others_and_sentence(graph: Graph) -> None:
    meetings = list_meetings(graph, "Sun Zhiyang")
    days = [meeting.date.days for meeting in meetings if meeting.date]
    assert days == sorted(days)
    assert len(days) == len(meetings)
    first = meetings[0]
    assert (first.type, first.role, [place.name for place in first.places]) == ("meeting", "participant", ["Guangzhou"])
    assert [other.name for other in first.others] == ["Chan Kwok-ki", "Chris Sun"]
    assert [source.text for source in first.evidence] == [TALENT[4]]


def test_a_path_has_a_sentence_behind_each_step(graph: Graph) -> None:
    hops = find_path(graph, "Li Huanchun", "Zhang Xin")
    assert [(hop.start.name, hop.verb, hop.end.name) for hop in hops] == [
        ("Li Huanchun", "signed", "Framework Agreement on Talent Co-operation"),
        ("Framework Agreement on Talent Co-operation", "was witnessed by", "Chan Kwok-ki"),
        ("Chan Kwok-ki", "met", "Zhang Xin"),
    ]
    assert [hop.evidence[0].text for hop in hops] == [TALENT[1], TALENT[2], TALENT[3]]


def test_the_path_back_is_as_long(graph: Graph) -> None:
    assert len(find_path(graph, "Zhang Xin", "Li Huanchun")) == 3


def test_a_step_from_office_to_body_shows_the_sentence_that_names_the_office(graph: Graph) -> None:
    (hop,) = find_path(graph, CS, HK)
    assert (hop.verb, hop.evidence[0].text) == ("is an office of", TALENT[0])


def test_a_thing_has_no_path_to_itself(graph: Graph) -> None:
    with pytest.raises(NoPathError, match="Chan Kwok-ki and person/chan-kwok-ki are one thing"):
        find_path(graph, "Chan Kwok-ki", "person/chan-kwok-ki")


def test_half_a_character_names_nothing(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r"nothing .* is called"):
        describe_person(graph, "\udcffNg")


@pytest.mark.parametrize(
    ("start", "end", "hops"),
    [("Li Huanchun", "Nobody Ng", 6), ("Li Huanchun", "Zhang Xin", 2), ("Chan Kwok-ki", "Guangzhou", 6)],
    ids=["planned-only", "too-far", "places-are-not-walked"],
)
def test_where_there_is_no_path_that_is_said(graph: Graph, start: str, end: str, hops: int) -> None:
    with pytest.raises(NoPathError, match=f"no path within {hops} hops"):
        find_path(graph, start, end, max_hops=hops)


def test_the_work_for_a_line_does_not_grow_with_the_events_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def count_readings(size: int) -> int:
        people = tuple(f"person/p{number}" for number in range(size))
        entities = (*ENTITIES, *(make_entity(person, f"Person {person}") for person in people))
        events = tuple(make_meeting(f"event/{person[7:]}", "2024-01-08", (CHAN, person)) for person in people)
        told = tuple(one for event in events for one in meet(event.id, 4, (CHAN, f"person/{event.id[6:]}")))
        graph = make_graph(replace(FIRST, entities=entities, events=events, agreements=(), statements=told))
        readings = 0
        things = Occasion.things.fget  # type: ignore[attr-defined]

        def count(occasion: Occasion) -> frozenset[str]:
            nonlocal readings
            readings += 1
            found: frozenset[str] = things(occasion)
            return found

        with monkeypatch.context() as patch:
            patch.setattr(Occasion, "things", property(count))
            describe_person(graph, CHAN)
            tell_timeline(graph, CHAN)
        return readings

    assert count_readings(40) == 2 * count_readings(20)

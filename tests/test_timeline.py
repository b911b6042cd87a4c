"""Timelines: what is known of a thing by date, as a reader says it, one line a fact."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import Ask
from sample import (
    BRIEFING,
    CHAN,
    CHRIS,
    CS,
    ENTITIES,
    EXTRACTIONS,
    FIRST,
    HK,
    LI,
    PACT,
    SECOND,
    SUN,
    TALENT,
    ZHANG,
    make_entity,
    make_graph,
    make_meeting,
    make_release,
    make_sentences,
    meet,
    name_part,
    state,
)

from kg.graph.claims import claim_from_reference, make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.terms import make_name, make_thing
from kg.statements import Agreement, Event, Extraction, Participation, Tenure
from kg.views.timeline import Moment, tell_timeline
from kg.vocabulary import Role

GUANGZHOU, NANSHA = "place/guangzhou", "place/nansha"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(*EXTRACTIONS)


def make_visit(
    id: str, start: str | None, who: tuple[str, ...] = (CHAN,), *, place: str = GUANGZHOU, role: str = "participant"
) -> tuple[Event, list[Participation]]:
    parts = [Participation(name_part(id, agent), agent, f"gba:{role}") for agent in who]
    basis = "gba:statedDate" if start else None
    places = (place,)
    event = Event(id, "gba:visit", "gba:done", "Visit", "en", start, None, basis, places, participations=tuple(parts))
    return event, parts


def tell_visit(extraction: Extraction, id: str, start: str | None, *, place: str = GUANGZHOU) -> Extraction:
    """Gives a release that says in its first sentence that Chan visited a place: as an event and as a plain fact."""
    event, (part,) = make_visit(id, start, place=place)
    told = (state(CHAN, "gba:participatedIn", id, 1, part.id), state(CHAN, "gba:visited", place, 1))
    entities = (*ENTITIES, make_entity(NANSHA, "Nansha"))
    return replace(extraction, entities=entities, events=(event,), agreements=(), tenures=(), statements=told)


def read_line(moment: Moment) -> str:
    who, what = (", ".join(thing.name for thing in things) for things in (moment.who, moment.what))
    return " ".join(filter(None, (str(moment.date), who, moment.verb, what)))


def read_lines(graph: Graph, name: str) -> list[str]:
    return [read_line(moment) for moment in tell_timeline(graph, name).lines]


def test_a_timeline_runs_by_date_for_any_kind_of_thing(graph: Graph) -> None:
    for name in ("Chan Kwok-ki", HK, CS, PACT, GUANGZHOU, "event/zhang"):
        days = [line.date.days for line in tell_timeline(graph, name).lines if line.date]
        assert days
        assert days == sorted(days)


@pytest.mark.parametrize("name", [CHAN, GUANGZHOU])
def test_a_visit_is_one_line_whichever_way_it_is_told(name: str) -> None:
    told = make_graph(tell_visit(FIRST, "event/v", "2024-01-08"))
    (line,) = tell_timeline(told, name).lines
    assert read_line(line) == (
        "on 2024-01-08 visited Guangzhou" if name == CHAN else "on 2024-01-08 Chan Kwok-ki visited"
    )
    assert [source.text for source in line.evidence] == [TALENT[0]]
    assert line.section == "visit"


def test_a_visit_without_an_event_is_only_reported(graph: Graph) -> None:
    assert "reported on 2024-01-08 visited Guangzhou" in read_lines(graph, CHAN)
    assert "reported on 2024-01-08 Chan Kwok-ki visited" in read_lines(graph, GUANGZHOU)


def test_a_visit_told_again_without_its_day_is_not_taken_for_the_same() -> None:
    again = replace(
        SECOND, events=(), tenures=(), agreements=(), statements=(state(CHAN, "gba:visited", GUANGZHOU, 1),)
    )
    lines = tell_timeline(make_graph(tell_visit(FIRST, "event/v", "2024-01-08"), again), CHAN).lines
    assert [(read_line(line), [source.text for source in line.evidence]) for line in lines] == [
        ("on 2024-01-08 visited Guangzhou", [TALENT[0]]),
        ("reported on 2025-03-03 visited Guangzhou", [BRIEFING[0]]),
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2024-01-08", "2024-01"), ["on 2024-01-08"]),
        (("2024-01", "2024-01-08"), ["on 2024-01-08"]),
        (("2024-01-08", "2024-02"), ["on 2024-01-08", "in 2024-02"]),
        (("2024-01-08", "2024"), ["in 2024", "on 2024-01-08"]),
        (("2024-01-08", "2024-01-09"), ["on 2024-01-08", "on 2024-01-09"]),
    ],
)
@pytest.mark.parametrize("name", [CHAN, GUANGZHOU])
def test_an_event_known_by_its_month_too_is_one_line_at_its_day(
    dates: tuple[str, str], expected: list[str], name: str
) -> None:
    told = [tell_visit(release, f"event/v{date}", date) for release, date in zip(EXTRACTIONS, dates, strict=True)]
    lines = tell_timeline(make_graph(*told), name).lines
    assert [str(line.date) for line in lines] == expected
    assert sum(len(line.evidence) for line in lines) == 2


def test_of_two_days_in_a_month_none_is_chosen() -> None:
    days = [tell_visit(FIRST, f"event/{date}", date) for date in ("2024-01-08", "2024-01-20")]
    lines = tell_timeline(make_graph(*days, tell_visit(SECOND, "event/month", "2024-01")), CHAN).lines
    assert [str(line.date) for line in lines] == ["in 2024-01", "on 2024-01-08", "on 2024-01-20"]


def test_a_place_shows_what_took_place_within_it_and_where() -> None:
    told = make_graph(
        tell_visit(FIRST, "event/v", "2024-01-08", place=NANSHA),
        replace(SECOND, statements=meet("event/later", 1, (CHAN, SUN))),
    )
    told.add(claim_from_reference(NANSHA, "schema:containedInPlace", GUANGZHOU, row="1", source="places.csv"))
    lines = tell_timeline(told, GUANGZHOU).lines
    assert [read_line(line) for line in lines] == [
        "on 2024-01-08 Chan Kwok-ki visited Nansha",
        "on 2025-03-03 Chan Kwok-ki, Sun Zhiyang took part in Meeting of 2025-03-03",
    ]
    # What took place in the city was not in each part of it.
    assert len(tell_timeline(told, NANSHA).lines) == 1


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("chair", "on 2024-01-08 chaired Meeting of 2024-01-08"),
        ("speaker", "on 2024-01-08 spoke at Meeting of 2024-01-08"),
        ("host", "on 2024-01-08 hosted Meeting of 2024-01-08"),
        ("organiser", "on 2024-01-08 organised Meeting of 2024-01-08"),
        ("participant", "on 2024-01-08 took part in Meeting of 2024-01-08"),
    ],
)
def test_what_a_body_did_at_an_event_is_said_by_its_role(role: str, line: str) -> None:
    event = make_meeting("event/m", "2024-01-08", (HK,))
    part = replace(event.participations[0], role=f"gba:{role}")
    told = (state(HK, "gba:participatedIn", "event/m", 4, part.id),)
    event = replace(event, participations=(part,))
    graph = make_graph(replace(FIRST, events=(event,), agreements=(), tenures=(), statements=told))
    assert read_lines(graph, HK) == [line]
    (moment,) = tell_timeline(graph, HK).lines
    assert [place.id for place in moment.where] == [GUANGZHOU]


def test_every_role_has_its_verb() -> None:
    for role in Role:
        event = make_meeting("event/m", "2024-01-08", (HK,))
        part = replace(event.participations[0], role=role.term)
        told = (state(HK, "gba:participatedIn", "event/m", 4, part.id),)
        event = replace(event, participations=(part,))
        (moment,) = tell_timeline(make_graph(replace(FIRST, events=(event,), statements=told)), HK).lines[:1]
        assert moment.verb


def test_a_body_that_was_visited_and_one_that_invites_say_who_came() -> None:
    visit = Event(
        "event/v",
        "gba:visit",
        "gba:done",
        "Visit",
        "en",
        "2024-01-08",
        None,
        "gba:statedDate",
        visited=("body/lwb",),
        participations=(
            Participation(name_part("event/v", CHAN), CHAN, "gba:participant"),
            Participation(name_part("event/v", HK), HK, "gba:host"),
        ),
    )
    told = (
        state(CHAN, "gba:participatedIn", "event/v", 1, name_part("event/v", CHAN)),
        state(HK, "gba:participatedIn", "event/v", 1, name_part("event/v", HK)),
    )
    graph = make_graph(replace(FIRST, events=(visit,), agreements=(), tenures=(), statements=told))
    assert read_lines(graph, "body/lwb") == ["on 2024-01-08 Chan Kwok-ki visited"]
    assert read_lines(graph, HK) == ["on 2024-01-08 Chan Kwok-ki visited Labour and Welfare Bureau"]
    assert read_lines(graph, CHAN) == ["on 2024-01-08 visited Labour and Welfare Bureau"]


def test_two_events_that_say_the_same_of_a_place_are_one_line() -> None:
    first, second = (tell_visit(release, f"event/{release.release.id}", "2024-01-08") for release in EXTRACTIONS)
    wider = replace(second, events=(replace(second.events[0], places=(GUANGZHOU, NANSHA)),))
    (line,) = tell_timeline(make_graph(first, wider), GUANGZHOU).lines
    assert len(line.evidence) == 2


def test_who_met_at_a_meeting_has_no_line_for_that_beside_the_meeting(graph: Graph) -> None:
    verbs = [str(line.verb) for line in tell_timeline(graph, CHAN).lines]
    assert verbs.count("took part in") == 3
    assert "met" not in verbs


def test_who_met_on_no_day_of_any_event_met() -> None:
    told = replace(FIRST, events=(), agreements=(), tenures=(), statements=(state(SUN, "gba:metWith", CHAN, 4),))
    assert read_lines(make_graph(told), CHAN) == ["reported on 2024-01-08 Sun Zhiyang met"]
    assert read_lines(make_graph(told), SUN) == ["reported on 2024-01-08 met Chan Kwok-ki"]


def test_an_agreement_says_who_signed_it(graph: Graph) -> None:
    lines = read_lines(graph, PACT)
    assert "on 2024-01-08 Chris Sun signed" in lines
    assert "on 2024-01-08 Li Huanchun signed" in lines
    assert len(lines) == 5


def test_a_signature_and_the_event_of_the_signing_are_one_line() -> None:
    parts = tuple(Participation(name_part("event/s", agent), agent, "gba:signatory") for agent in (CHRIS, LI))
    signing = Event(
        "event/s",
        "gba:signing",
        "gba:done",
        "Signing",
        "en",
        "2024-01-08",
        None,
        "gba:statedDate",
        (GUANGZHOU,),
        participations=parts,
    )
    pact = Agreement(
        PACT, "gba:done", None, "event/s", parties=(HK,), participations=FIRST.agreements[0].participations
    )
    told = (
        state(CHRIS, "gba:signed", PACT, 2, "participation/talent-chris"),
        state(CHRIS, "gba:participatedIn", "event/s", 3, parts[0].id),
    )
    graph = make_graph(replace(FIRST, events=(signing,), agreements=(pact,), tenures=(), statements=told))
    (line,) = tell_timeline(graph, CHRIS).lines
    assert read_line(line) == "on 2024-01-08 signed Framework Agreement on Talent Co-operation"
    assert [source.text for source in line.evidence] == [TALENT[1], TALENT[2]]
    assert [place.id for place in line.where] == [GUANGZHOU]
    assert read_lines(graph, GUANGZHOU) == ["on 2024-01-08 Chris Sun, Li Huanchun signed at Signing"]


def name_in(graph: Graph, thing: str, *extractions: Extraction) -> Graph:
    """Adds that releases name a thing."""
    for one in extractions:
        release = make_thing(f"release/{one.release.id}/{one.release.lang}")
        graph.add([ox.Quad(release, make_name("schema:mentions"), make_thing(thing))])
    return graph


def test_an_initiative_shows_the_releases_that_name_it_with_the_sentence_if_it_is_kept() -> None:
    plan = "initiative/talent-plan"
    words = ("Mr Chan praised the Talent Plan.", "He left.")
    told = replace(
        FIRST,
        release=make_release("sample-20240108", "2024-01-08", words),
        entities=(*ENTITIES, make_entity(plan, "Talent Plan", "人才計劃")),
        sentences=make_sentences(words),
        statements=(state(CHAN, "org:holds", CS, 1, "tenure/cs"), state(CHAN, "org:memberOf", HK, 2, "tenure/cs")),
        events=(),
        agreements=(),
    )
    graph = name_in(make_graph(told, SECOND), plan, FIRST, SECOND)
    lines = tell_timeline(graph, "Talent Plan").lines
    assert [read_line(line) for line in lines] == [
        "issued on 2024-01-08 Release of 2024-01-08 names it",
        "issued on 2025-03-03 Release of 2025-03-03 names it",
    ]
    assert [[source.text for source in line.evidence] for line in lines] == [[words[0]], [""]]
    assert all(line.evidence[0].url for line in lines)


def test_an_agreement_of_which_nobody_says_who_signed_shows_when_and_what_names_it() -> None:
    pact = Agreement(PACT, "gba:done", "2021-10")
    told = replace(FIRST, events=(), agreements=(pact,), tenures=(), statements=())
    graph = name_in(make_graph(told), PACT, FIRST)
    assert read_lines(graph, PACT) == [
        "in 2021-10 was signed",
        "issued on 2024-01-08 Release of 2024-01-08 names it",
    ]


@pytest.mark.parametrize(
    ("capacity", "verb"),
    [("substantive", "held"), ("acting", "was acting"), ("former", "formerly held"), ("designate", "is to take up")],
)
def test_an_office_is_said_by_the_capacity_in_which_it_is_held(capacity: str, verb: str) -> None:
    held = capacity in ("substantive", "acting")
    tenure = Tenure(
        "tenure/t", CHAN, CS, HK, f"gba:{capacity}", "2024-01-08" if held else None, None if held else "2026"
    )
    claim = state(CHAN, "org:holds", CS, 1, "tenure/t")
    graph = make_graph(replace(FIRST, tenures=(tenure,), events=(), agreements=(), statements=(claim,)))
    date = "seen on 2024-01-08" if held else "from 2026"
    assert read_lines(graph, CHAN) == [f"{date} {verb} Chief Secretary for Administration"]
    assert f"{date} Chan Kwok-ki {verb}" in read_lines(graph, CS)


def test_planned_events_stay_out(graph: Graph) -> None:
    assert not any("2024-01-09" in line for line in read_lines(graph, CHAN))


def test_a_timeline_of_nothing_says_so_and_fails(ask: Ask) -> None:
    code, out, err = ask("timeline", "body/other-government")
    assert (code, err) == (1, "")
    assert "nothing that took place is known of it" in out
    code, out, _ = ask("timeline", "body/other-government", "--format", "json")
    assert (code, json.loads(out)["lines"]) == (1, [])


def test_a_place_reads_as_one_says_it(ask: Ask) -> None:
    out = ask("timeline", "Guangzhou")[1]
    assert "  reported on 2024-01-08  Chan Kwok-ki  visited\n" in out
    assert "was visited by" not in out
    assert "Chan Kwok-ki  witnessed the signing of it\n" in ask("timeline", PACT)[1]


@pytest.mark.parametrize(
    "command",
    [
        ["who", CHAN],
        ["events", "--with", CHAN],
        ["timeline", CHAN],
        ["path", CHAN, SUN],
        ["office", CS, "--on", "2024-06-01"],
    ],
)
def test_all_sentences_of_a_line_are_shown_if_asked_for(ask: Ask, command: list[str]) -> None:
    folded, full = ask(*command)[1], ask(*command, "--all-sentences")[1]
    rows = list(csv.DictReader(io.StringIO(ask(*command, "--format", "csv")[1])))
    assert full.count("      - ") == sum(int(row["sources"]) for row in rows)
    assert "more)" not in full
    assert folded.count("      - ") == len(rows)


def test_the_order_of_the_releases_changes_nothing() -> None:
    both = [
        [read_line(line) for line in tell_timeline(make_graph(*order), CHAN).lines]
        for order in (EXTRACTIONS, EXTRACTIONS[::-1])
    ]
    assert both[0] == both[1]
    assert make_quads(EXTRACTIONS) == make_quads(EXTRACTIONS[::-1])


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask) -> Ask:
    """Asks the command line of a store with a meeting that is called after one who took part."""
    event = replace(make_meeting("event/m", "2024-01-08", (CHAN, ZHANG, "person/zhan")), label="Zhang Xin's visit")
    told = meet("event/m", 4, (CHAN, ZHANG, "person/zhan"))
    entities = (*ENTITIES, make_entity("person/zhan", "Zhan"))
    release = replace(FIRST, entities=entities, events=(event,), agreements=(), tenures=(), statements=told)
    write_store(tmp_path / "named.kg", make_quads([release]))
    monkeypatch.setenv("KG_STORE", str(tmp_path / "named.kg"))
    return ask


def test_who_stands_in_the_name_of_an_event_is_left_out_of_the_table_alone(named: Ask) -> None:
    (line,) = (
        line
        for line in json.loads(named("timeline", CHAN, "--format", "json")[1])["lines"]
        if line["section"] == "event"
    )
    assert [other["name"] for other in line["others"]] == ["Zhan", "Zhang Xin"]
    (row,) = (
        row
        for row in csv.DictReader(io.StringIO(named("timeline", CHAN, "--format", "csv")[1]))
        if row["section"] == "event"
    )
    assert row["others_ids"] == f"person/zhan; {ZHANG}"
    (shown,) = (row for row in named("timeline", CHAN)[1].splitlines() if "took part in" in row)
    assert shown.endswith("with Zhan")

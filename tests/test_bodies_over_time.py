"""Bodies and offices that were re-titled, split, merged, set up or ended; and the gaps in a career. All are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from asking import Ask
from explorer import open_explorer
from sample import SECOND
from starlette.testclient import TestClient

from kg.errors import UnknownNameError
from kg.gazetteer import Change, Gazetteer, Holding, Name, Thing, read_gazetteer
from kg.graph.checks import check
from kg.graph.claims import make_quads
from kg.graph.graph import Graph, write_store
from kg.graph.questions import find_question
from kg.graph.references import make_reference_quads
from kg.isodates import find_first_day, find_last_day
from kg.mentions.entities import make_known
from kg.statements import Extraction
from kg.views.careers import find_gaps
from kg.views.datings import DateKind, Dating, date_term
from kg.views.lookup import describe_person
from kg.views.names import Names, shorten, to_iri
from kg.views.offices import find_holders
from kg.views.parameters import ask_question
from kg.views.paths import find_path
from kg.views.reading import read_release_page
from kg.views.timeline import tell_timeline
from kg.views.turns import find_turns

LAMPS, LIGHT_AND_FIRE, LIGHT, FIRE = "body/lamps", "body/light-and-fire", "body/light", "body/fire"
KITES, WIND, SKY = "body/kites", "body/wind", "body/sky"
HEAD, BOTH, ONE = "post/director-of-lamps", "post/secretary-for-both", "post/secretary-for-light"
HO, WONG, KWONG = "person/ho-kwok-wah", "person/wong-mei-fan", "person/kwong-mabel"
SOURCE, GENERAL = "https://example.org/gazette", "general-knowledge"
THEN, NOW = (None, "2019-06-30"), ("2019-07-01", None)
HTML = {"Accept": "text/html"}


def call(*names: tuple[str, str], span: tuple[str | None, str | None] = (None, None)) -> tuple[Name, ...]:
    """Gives the preferred names of a thing for a time, each in English and in traditional characters."""
    return tuple(
        Name(text, lang, "pref", *span, SOURCE)
        for both in names
        for text, lang in zip(both, ("en", "zh-Hant"), strict=True)
    )


def make_gazetteer() -> Gazetteer:
    things = (
        Thing(LAMPS, "body", "bureau", call(("Lantern Bureau", "花燈局"), span=THEN) + call(("Lamp Bureau", "燈具局"), span=NOW)),
        Thing(LIGHT_AND_FIRE, "body", "bureau", call(("Light and Fire Bureau", "光火局"))),
        Thing(LIGHT, "body", "bureau", call(("Light Bureau", "光局"))),
        Thing(FIRE, "body", "bureau", call(("Fire Bureau", "火局"))),
        Thing(KITES, "body", "office", call(("Kite Office", "風箏辦")), parent=LAMPS),
        Thing(WIND, "body", "office", call(("Wind Office", "風辦"))),
        Thing(SKY, "body", "office", call(("Sky Office", "天空辦"))),
        Thing(HEAD, "post", "head", call(("Director of Lanterns", "花燈局局長"), span=THEN) + call(("Director of Lamps", "燈具局局長"), span=NOW), body=LAMPS),
        Thing(BOTH, "post", "head", call(("Secretary for Light and Fire", "光火局局長")), body=LIGHT_AND_FIRE),
        Thing(ONE, "post", "head", call(("Secretary for Light", "光局局長")), body=LIGHT),
        Thing("post/deputy", "post", "deputy", call(("Under Secretary for Light", "光局副局長")), body=LIGHT),
        Thing(HO, "person", None, call(("Ho Kwok-wah", "何國華"))),
        Thing(WONG, "person", None, call(("Wong Mei-fan", "黃美芬"))),
        Thing(KWONG, "person", None, call(("Mabel Kwong", "鄺美寶"))),
    )  # fmt: skip
    terms = (
        Holding(HO, HEAD, "2015-01-01", "2018-03-31", False, None, SOURCE),
        Holding(HO, BOTH, "2020-01-01", "2021-01-31", False, None, SOURCE),
        Holding(WONG, HEAD, "2018-04-01", None, False, None, SOURCE),
        Holding(KWONG, BOTH, "2021-02-01", None, True, None, SOURCE),
    )
    held = {post: tuple(term for term in terms if term.post == post) for post in (HEAD, BOTH)}
    changes = (
        Change("2009", (), (LAMPS,), "row 0", SOURCE),
        Change("2022-07-01", (LIGHT_AND_FIRE,), (FIRE, LIGHT), "row 1", SOURCE),
        Change("2023-05", (KITES, WIND), (SKY,), "row 2", SOURCE),
        Change("2024-08-31", (SKY,), (), "row 3", GENERAL),
    )
    return Gazetteer(
        {thing.id: thing for thing in things}, held, frozenset(), changes=changes, retired={"body/lanterns": LAMPS}
    )


def name_in_release(gazetteer: Gazetteer, *ids: str, general_knowledge: bool = True) -> Graph:
    """Makes a graph of one release that names some things, with what the tables state of them."""
    graph = Graph.in_memory()
    known = tuple(make_known(gazetteer.things[id]) for id in ids)
    graph.add(make_quads([Extraction(SECOND.release, SECOND.sentences, known)]))
    graph.add(make_reference_quads(set(ids), gazetteer, general_knowledge=general_knowledge))
    return graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    gazetteer = make_gazetteer()
    return name_in_release(gazetteer, *gazetteer.things)


@pytest.fixture(scope="module")
def store(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bodies") / "kg"
    write_store(path, graph.quads())
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with open_explorer(store) as client:
        yield client


def ask(graph: Graph, office: str, on: str, lang: str = "en") -> tuple[str, str | None, list[str]]:
    """Gives what an office was called on a day, what it is called now, and who held it."""
    answer = find_holders(graph, office, on=on, lang=lang)
    return answer.office.name, answer.office.now, [holder.person.name for holder in answer.holders]


# Re-titled


@pytest.mark.parametrize("office", ["Director of Lanterns", "Director of Lamps", "花燈局局長", HEAD])
def test_a_re_titled_office_is_found_by_each_name_and_called_as_it_was_that_day(graph: Graph, office: str) -> None:
    then, now = "Director of Lanterns", "Director of Lamps"
    assert ask(graph, office, "2016-05-01") == (then, now, ["Ho Kwok-wah"])
    assert ask(graph, office, "2019-06-30") == (then, now, ["Wong Mei-fan"])
    assert ask(graph, office, "2019-07-01") == (now, None, ["Wong Mei-fan"])
    assert ask(graph, office, "2016-05-01", "zh-Hans") == ("花灯局局长", "灯具局局长", ["何国华"])


def test_its_body_is_called_as_it_was_that_day(graph: Graph) -> None:
    body = find_holders(graph, HEAD, on="2016-05-01").body
    assert body and (body.id, body.name, body.now) == (LAMPS, "Lantern Bureau", "Lamp Bureau")


def test_a_term_is_shown_with_the_name_of_its_days(graph: Graph) -> None:
    lines = {line.thing.id: line.thing for line in describe_person(graph, HO).lines if line.section == "office"}
    assert (lines[HEAD].name, lines[HEAD].now) == ("Director of Lanterns", "Director of Lamps")
    assert (lines[BOTH].name, lines[BOTH].now) == ("Secretary for Light and Fire", None)


def test_the_id_that_was_given_up_leads_to_the_one_that_is_kept(graph: Graph) -> None:
    names = Names(graph)
    assert names.resolve("body/lanterns").id == LAMPS
    assert graph.ask("SELECT ?new WHERE { id:body\\/lanterns a gba:Retired ; dct:isReplacedBy ?new }") == [
        (to_iri(LAMPS).value,)
    ]


def test_a_release_calls_it_as_on_its_day() -> None:
    known = make_known(make_gazetteer().things[LAMPS])
    for year, called, now in ((2018, "Lantern Bureau", "Lamp Bureau"), (2025, "Lamp Bureau", None)):
        release = replace(SECOND.release, issued=SECOND.release.issued.replace(year=year))
        graph = Graph.in_memory()
        graph.add(make_quads([Extraction(release, SECOND.sentences, (known,))]))
        graph.add(make_reference_quads({LAMPS}, make_gazetteer()))
        (thing,) = read_release_page(graph, f"{release.id}/en").things
        assert (thing.name, thing.now) == (called, now)


def test_a_step_of_a_path_has_the_name_of_its_days(graph: Graph) -> None:
    hops = find_path(graph, WONG, LAMPS)
    assert [(str(hop.date), hop.end.name, hop.end.now) for hop in hops] == [
        ("from 2018-04-01", "Director of Lanterns", "Director of Lamps"),
        ("None", "Lamp Bureau", None),
    ]


@pytest.mark.parametrize(
    ("days", "called"),
    [
        (("2019-06-01", "2019-06-30"), "Lantern Bureau"),
        (("2019-07-01", "2019-07-31"), "Lamp Bureau"),
        (("2019-01-01", "2019-12-31"), "Lamp Bureau"),  # both: that of today
    ],
)
def test_of_a_month_or_year_the_name_of_then_is_the_one_of_all_its_days(
    graph: Graph, days: tuple[str, str], called: str
) -> None:
    assert Names(graph).get_then(LAMPS, days).name == called


def test_in_the_month_of_a_change_of_which_no_day_is_known_the_name_of_today_is_shown() -> None:
    gazetteer = make_gazetteer()
    old = tuple(replace(name, valid_to=name.valid_to and "2019-06") for name in gazetteer.things[LAMPS].labels)
    things = {**gazetteer.things, LAMPS: replace(gazetteer.things[LAMPS], labels=old)}
    names = Names(name_in_release(replace(gazetteer, things=things), LAMPS))
    assert names.get_then(LAMPS, ("2019-06-01", "2019-06-01")).name == "Lantern Bureau"
    assert names.get_then(LAMPS, ("2019-06-02", "2019-06-02")).name == "Lamp Bureau"


# Set up, split, merged, ended


def tell(graph: Graph, id: str, lang: str = "en") -> list[str]:
    names = Names(graph, lang)
    return [turn.say().say(lang) for turn in find_turns(graph, names, names.get(id))]


@pytest.mark.parametrize(
    ("id", "turns"),
    [
        (LAMPS, ["in 2009 was set up", "on 2019-07-01 was renamed from Lantern Bureau to Lamp Bureau"]),
        (HEAD, ["on 2019-07-01 was renamed from Director of Lanterns to Director of Lamps"]),
        (LIGHT_AND_FIRE, ["on 2022-07-01 was split into Fire Bureau; Light Bureau"]),
        (FIRE, ["on 2022-07-01 came out of the split of Light and Fire Bureau, with Light Bureau"]),
        (KITES, ["in 2023-05 was merged into Sky Office, with Wind Office"]),
        (
            SKY,
            ["in 2023-05 was formed by the merger of Kite Office; Wind Office", "on 2024-08-31 came to its end"],
        ),
        (HO, []),
    ],
)
def test_a_body_says_what_it_came_from_and_what_became_of_it(graph: Graph, id: str, turns: list[str]) -> None:
    assert tell(graph, id) == turns


def test_the_same_is_said_in_chinese(graph: Graph) -> None:
    assert tell(graph, LIGHT_AND_FIRE, "zh-Hant") == ["於 2022-07-01 分拆為火局、光局"]
    assert tell(graph, LAMPS, "zh-Hans")[1] == "于 2019-07-01 由花灯局改称灯具局"


def test_each_turn_has_its_source(graph: Graph) -> None:
    names = Names(graph)
    sources = [turn.evidence for id in (LAMPS, FIRE) for turn in find_turns(graph, names, names.get(id))]
    assert all(SOURCE in source.url and source.title for evidence in sources for source in evidence)
    assert all(sources)
    ended = find_turns(graph, names, names.get(SKY))[-1]
    assert [source.url for source in ended.evidence] == ["general knowledge"]


def test_timelines_and_portraits_hold_the_history(graph: Graph) -> None:
    told = [
        (str(moment.date), moment.verb, [thing.name for thing in moment.what])
        for moment in tell_timeline(graph, LIGHT).lines
    ]
    assert told[0] == ("on 2022-07-01", "came out of the split of", ["Light and Fire Bureau"])
    lines = [line for line in describe_person(graph, "Lantern Bureau").lines if line.section == "history"]
    assert [(str(line.date), line.thing.id) for line in lines] == [("in 2009", LAMPS), ("on 2019-07-01", LAMPS)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (KITES, {"was under"}),
        (LAMPS, {"was under", "is an office of"}),
        (LIGHT_AND_FIRE, {"was an office of"}),
        (LIGHT, {"is an office of"}),
    ],
)
def test_what_went_with_a_body_is_told_as_past(graph: Graph, body: str, words: set[str]) -> None:
    undated = {str(moment.verb) for moment in tell_timeline(graph, body).lines if moment.date is None}
    assert undated == words


@pytest.mark.parametrize(("office", "on"), [(BOTH, "2022-07-01"), (BOTH, "2023-01-01"), (ONE, "2022-06-30")])
def test_nobody_holds_an_office_of_a_body_that_is_not_there(graph: Graph, office: str, on: str) -> None:
    """Though who acted in it has no known end; the answer says what became of the body, or where it came from."""
    answer = find_holders(graph, office, on=on)
    assert answer.holders == ()
    assert [str(turn.date) for turn in answer.turns] == ["on 2022-07-01"]
    assert [turn for on in ("2022-06-30", "2021-03-01") for turn in find_holders(graph, BOTH, on=on).turns] == []


def test_a_body_names_its_office_where_it_has_one(graph: Graph) -> None:
    assert find_holders(graph, "Lantern Bureau", on="2016-05-01").office.id == HEAD
    with pytest.raises(UnknownNameError, match=r'"Light Bureau" is a body with 2 offices: .*post/secretary-for-light'):
        find_holders(graph, "Light Bureau", on="2023-01-01")
    with pytest.raises(UnknownNameError, match="Fire Bureau"):
        find_holders(graph, "Fire Bureau", on="2023-01-01")


def test_an_office_brings_those_that_went_before_or_came_after_it() -> None:
    gazetteer = make_gazetteer()
    graph = name_in_release(gazetteer, ONE)
    assert ask(graph, BOTH, "2020-06-01")[2] == ["Ho Kwok-wah"]
    assert (
        graph.ask(
            "SELECT ?post WHERE { ?post org:postIn id:body\\/light FILTER (?post != id:post\\/secretary-for-light) }"
        )
        == []
    )


def test_without_general_knowledge_only_what_a_source_states_is_told() -> None:
    assert len(tell(name_in_release(make_gazetteer(), SKY), SKY)) == 2
    assert len(tell(name_in_release(make_gazetteer(), SKY, general_knowledge=False), SKY)) == 1


def test_what_changed_is_in_the_graph_with_its_claims(graph: Graph) -> None:
    assert [str(problem) for problem in check(graph) if problem.severity == "violation"] == []
    changes = graph.ask(
        "SELECT ?old ?new WHERE { ?change a org:ChangeEvent ; dct:date '2022-07-01'^^xsd:date ; "
        "org:originalOrganization ?old ; org:resultingOrganization ?new } ORDER BY ?new"
    )
    assert [tuple((end or "").rpartition("/id/")[2] for end in row) for row in changes] == [
        (LIGHT_AND_FIRE, FIRE),
        (LIGHT_AND_FIRE, LIGHT),
    ]


def test_a_question_tells_what_it_was_called_and_what_it_came_from(graph: Graph) -> None:
    question = find_question("body-over-time")
    called = [row[:3] for row in ask_question(graph, question, name="花燈局").list_values()]
    assert called == [
        (None, "2019-06-30", "Lantern Bureau"),
        ("2009", None, None),
        ("2019-07-01", None, "Lamp Bureau"),
    ]
    ends = [[shorten(end) for end in row[3:]] for row in ask_question(graph, question, name="光局").list_values()]
    assert ends == [[LIGHT_AND_FIRE, FIRE], [LIGHT_AND_FIRE, LIGHT]]


# Careers


@pytest.mark.parametrize(
    ("terms", "gaps"),
    [
        ([("2017-07-01", "2020-04-22"), ("2022-07-01", None)], ["between 2020-04-22 and 2022-07-01"]),
        ([("2022-07-01", None), ("2017-07-01", "2020-04-22")], ["between 2020-04-22 and 2022-07-01"]),
        ([("2017-07-01", "2020-04-22"), ("2020-04-22", None)], []),
        ([("2017-07-01", "2020-04-22"), ("2020-04-23", None)], []),
        ([("2017-07-01", None), ("2022-07-01", None)], []),  # nobody says when the first ended
        ([("2017-07-01", "2020-04-22"), (None, "2022-07-01")], []),  # nor when the second began
        ([("2010-01-01", "2021-12-31"), ("2011-01-01", "2012-12-31"), ("2022-01-01", None)], []),
        ([("2011", "2016-04"), ("2017-07-01", None)], ["between 2016-04 and 2017-07-01"]),
        ([("2011", "2016"), ("2016-07-01", None)], []),  # the first may have lasted
        (
            [("2001-01-01", "2002-12-31"), ("2004-01-01", "2004-12-31"), ("2006-01-01", "2007-12-31")],
            ["between 2002-12-31 and 2004-01-01", "between 2004-12-31 and 2006-01-01"],
        ),
        ([], []),
    ],
)
def test_a_gap_lies_between_two_known_terms_only(terms: list[tuple[str | None, str | None]], gaps: list[str]) -> None:
    assert [str(gap) for gap in find_gaps(date_term(*term) for term in terms)] == gaps


def test_who_was_seen_in_an_office_meanwhile_left_no_such_gap() -> None:
    seen = Dating(DateKind.SEEN, "2021-01-01", "2021-05-01")
    terms = (date_term("2017-07-01", "2020-04-22"), date_term("2022-07-01", None))
    assert find_gaps((*terms, seen)) == []
    assert len(find_gaps((*terms, Dating(DateKind.REPORTED, "2021-01-01", "2021-01-01"), None))) == 1


def test_a_gap_says_that_nothing_is_known(graph: Graph) -> None:
    (gap,) = (line for line in describe_person(graph, HO).lines if line.is_gap)
    assert (str(gap.date), gap.detail, gap.thing.id) == (
        "between 2018-03-31 and 2020-01-01",
        "nothing known of an office",
        HO,
    )
    assert gap.detail.say("zh-Hant") == "職位不詳"
    sections = [line.section for line in describe_person(graph, HO).lines][:3]
    assert sections == ["office", "gap", "office"]
    assert [moment.section for moment in tell_timeline(graph, HO).lines][:3] == ["office", "gap", "office"]


# As a reader sees it


def test_the_commands_show_it(ask: Ask, store: Path) -> None:
    there = ("--store", str(store))
    code, out, _ = ask("office", "Director of Lamps", "--on", "2016-05-01", *there)
    assert (code, "Director of Lanterns (now Director of Lamps)" in out) == (0, True)
    assert "Lantern Bureau (now Lamp Bureau), on 2016-05-01" in out
    code, out, _ = ask("office", BOTH, "--on", "2022-07-01", *there)
    assert (code, "Light and Fire Bureau: on 2022-07-01 was split into Fire Bureau; Light Bureau" in out) == (1, True)
    _, out, _ = ask("who", HO, *there)
    assert "\n  between 2018-03-31 and 2020-01-01  nothing known of an office\n  from 2020-01-01" in out
    _, out, _ = ask("who", "花燈局", "--lang", "zh-Hant", *there)
    assert "沿革\n  在 2009 內  成立\n" in out
    _, out, _ = ask("timeline", LIGHT, *there)
    assert "on 2022-07-01  came out of the split of  Light and Fire Bureau  with Fire Bureau" in out


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/thing/{HO}", ["Director of Lanterns", "(now Director of Lamps)", "nothing known of an office"]),
        (
            f"/thing/{LAMPS}",
            ["Kite Office", "ended in 2023-05", "History", "was renamed from Lantern Bureau to Lamp Bureau", SOURCE],
        ),
        (f"/thing/{HEAD}", ["was renamed from Director of Lanterns to Director of Lamps"]),
        (f"/office?name={BOTH}&on=2023-01-01", ["was split into", "Fire Bureau"]),
        (f"/office?name={HEAD}&on=2016-05-01", ["(now Director of Lamps)", "(now Lamp Bureau)"]),
        (f"/thing/{LIGHT_AND_FIRE}?lang=zh-Hant", ["沿革", "分拆為"]),
    ],
)
def test_the_pages_show_it(client: TestClient, path: str, shown: list[str]) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == 200
    assert [words for words in shown if words not in page.text] == []


def test_a_program_is_told_it_too(client: TestClient) -> None:
    answer = client.get("/api/office", params={"name": BOTH, "on": "2023-01-01"}).json()
    (turn,) = answer["turns"]
    assert (turn["words"], [other["id"] for other in turn["others"]]) == ("was split into", [FIRE, LIGHT])
    assert (answer["lines"], answer["in_graph"]) == ([], True)


# The tables that are shipped


def test_names_of_the_tables_follow_each_other_without_a_day_between() -> None:
    things = [thing for thing in read_gazetteer().things.values() if thing.namings]
    assert len(things) >= 9
    for thing in things:
        assert len({len(naming.names) for naming in thing.namings}) == 1, thing.id
        for before, after in pairwise(thing.namings):
            end, start = find_last_day(before.valid_to or "~"), find_first_day(after.valid_from or "")
            assert end[:7] == start[:7] or (end[5:], start[5:]) in (
                ("06-30", "07-01"),
                ("03-31", "04-01"),
                ("02-28", "03-01"),
            ), thing.id


def test_a_body_of_the_tables_that_ended_or_began_by_a_change_did_so_that_day() -> None:
    gazetteer = read_gazetteer()
    for change in gazetteer.changes:
        for id in change.results:
            start = gazetteer.things[id].valid_from
            assert start is None or start.startswith(change.date[: len(start)]), (id, change.date)
        for id in change.originals:
            end = gazetteer.things[id].valid_to
            assert end and end[:4] == change.date[:4] and end <= change.date, (id, change.date)

"""Activity and co-operation: counts on a graph whose events were made by hand, one for each thing that can go wrong."""

from __future__ import annotations

import pytest
from towns import BUREAU, CITY, EVENTS, FAR, GOV, HOME, LAB, LIAISON, OFFICE, OTHER, TOWN, make_town_quads

from kg.building.builder import build_store
from kg.files import find_shipped
from kg.graph.graph import Graph, Iri
from kg.views.activity import Count, count_activity
from kg.views.atlas import Atlas
from kg.views.cooperation import Matrix, count_cooperation
from kg.views.evidence import find_sentences_about
from kg.views.periods import Period


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = Graph.in_memory()
    made.add(make_town_quads())
    return made


@pytest.fixture(scope="module")
def matrix(graph: Graph) -> Matrix:
    return count_cooperation(graph, "Harbour")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the sample releases with what the reference tables add."""
    store = tmp_path_factory.mktemp("built") / "gba.kg"
    build_store([find_shipped("data", "releases")], store)
    return Graph.open(store)


def name_events(events: tuple[str, ...]) -> set[str]:
    return {event.partition("/")[2] for event in events}


def find_events(matrix: Matrix, bureau: str, city: str) -> set[str]:
    sides = (bureau, city)
    return name_events(next((c.events for c in matrix.crossings if (c.bureau.id, c.city.id) == sides), ()))


def test_events_count_in_their_month_by_type(graph: Graph) -> None:
    activity = count_activity(graph)
    assert activity.counts[:3] == (
        Count("2024-01", "agreement", ("agreement/bridge",)),
        Count("2024-01", "meeting", ("event/bridge", "event/talks")),
        Count("2024-03", "visit", ("event/tour",)),
    )


def test_every_month_between_the_first_and_the_last_is_there(graph: Graph) -> None:
    activity = count_activity(graph, period=Period("2024", "2024"))
    assert activity.units == ("2024-01", "2024-02", "2024-03")
    assert activity.types == ("meeting", "agreement", "visit")
    assert activity.list_numbers("visit") == [0, 0, 1]
    assert (activity.list_bottoms("meeting"), activity.list_bottoms("visit")) == ([0, 0, 0], [3, 0, 0])
    assert activity.get("2024-01") == ("agreement/bridge", "event/bridge", "event/talks")
    assert activity.get("2024-01", "agreement") == ("agreement/bridge",)


def test_a_date_too_coarse_for_a_month_still_counts_in_its_year(graph: Graph) -> None:
    monthly, yearly = count_activity(graph), count_activity(graph, unit="year")
    assert set(monthly.undated) == {"event/undated", "event/someday", "agreement/old"}
    assert set(yearly.undated) == {"event/undated", "agreement/old"}
    assert yearly.units == ("2024", "2025")
    assert yearly.list_numbers("visit") == [1, 1]


def test_planned_and_cancelled_things_are_not_counted(graph: Graph) -> None:
    counted = {thing for count in count_activity(graph, unit="year").counts for thing in count.things}
    assert counted & {"event/plan", "event/off", "agreement/draft"} == set()
    assert len(counted) == 13


def test_an_empty_graph_has_no_activity() -> None:
    activity = count_activity(Graph.in_memory())
    assert (activity.units, activity.types, activity.undated) == ((), (), ())


def test_a_count_leads_to_its_sentences(graph: Graph) -> None:
    found = find_sentences_about(graph, count_activity(graph).get("2024-01", "meeting"))
    assert {source.text for source in found} == {"Sentence of event/bridge.", "Sentence of event/talks."}


def test_what_is_planned_has_no_sentence_of_a_done_thing(graph: Graph) -> None:
    assert find_sentences_about(graph, ["event/plan"]) == ()


@pytest.mark.parametrize(
    ("bureau", "city", "events"),
    [
        # A district is of its city; a visited park of its government's; a mayor brings his city to any place.
        (BUREAU, CITY, {"bridge", "tour", "talks", "both", "known"}),
        (BUREAU, OTHER, {"both", "someday"}),
        # Signed on behalf of the government, with no office named.
        (GOV, CITY, {"behalf"}),
        # A statutory body stands for itself, not for the bureau above it.
        (LAB, CITY, {"liaison"}),
    ],
)
def test_an_event_counts_for_each_bureau_and_city(matrix: Matrix, bureau: str, city: str, events: set[str]) -> None:
    assert find_events(matrix, bureau, city) == events


def test_the_matrix_has_no_other_rows_or_columns(matrix: Matrix) -> None:
    assert [bureau.id for bureau in matrix.bureaux] == [BUREAU, GOV, LAB]
    assert [city.id for city in matrix.cities] == [CITY, OTHER]
    assert matrix.list_numbers() == [[5, 2], [1, 0], [1, 0]]
    assert matrix.list_bureau_names() == ["Works", "Harbour Government", "Lab"]
    assert matrix.list_city_names(width=6) == ["River\nCity", "Hill\nCity"]
    assert len(matrix.get(matrix.bureaux[0], matrix.cities[1])) == 2


def test_what_is_left_out_is_told(matrix: Matrix) -> None:
    """Two offices on that day in two bodies leave none; a city abroad and a province are no city of the country."""
    assert name_events(matrix.undated) == {"undated"}
    assert name_events(matrix.without_bureau) == {"strangers", "unsure"}
    assert name_events(matrix.without_city) == {"abroad", "province"}


def test_every_done_event_is_counted_or_left_out_once(matrix: Matrix) -> None:
    counted = {event for crossing in matrix.crossings for event in crossing.events}
    left = [*matrix.undated, *matrix.without_bureau, *matrix.without_city]
    done = {event.id for event in EVENTS if event.status == "gba:done"}
    assert (counted | set(left), counted & set(left), len(set(left))) == (done, set(), len(left))


def test_a_period_leaves_its_own_events(graph: Graph) -> None:
    matrix = count_cooperation(graph, HOME, period=Period("2024-01", "2024-02"))
    assert matrix.list_numbers() == [[2]]


def test_the_topmost_body_decides_which_side_an_office_is_on(graph: Graph) -> None:
    atlas = Atlas.read(graph, HOME)
    homely = {body for body in atlas.bodies if atlas.is_at_home(body)}
    assert homely == {GOV, BUREAU, OFFICE, LAB, "body/office-in-hill-city"}
    assert (atlas.find_city_of(LIAISON), atlas.find_city_of(TOWN)) == (None, CITY)
    assert (atlas.find_city(FAR), atlas.find_city(HOME), atlas.find_city("place/nowhere")) == (None, None, None)


def test_the_sample_releases_have_a_sentence_behind_every_number(built: Graph) -> None:
    for count in count_activity(built, unit="year").counts:
        assert all(source.text for source in find_sentences_about(built, count.things))
    matrix = count_cooperation(built, "Hong Kong")
    assert "place/guangzhou" in {city.id for city in matrix.cities}
    for crossing in matrix.crossings:
        assert all(find_sentences_about(built, [event])[0].text for event in crossing.events)


def test_the_place_of_a_body_comes_with_its_row_of_the_reference_table(built: Graph) -> None:
    rows = built.ask(
        "SELECT ?place ?row WHERE { ?claim rdf:subject ?body ; rdf:predicate dct:spatial ; "
        "rdf:object ?place ; prov:wasDerivedFrom/gba:row ?row . ?body dct:spatial ?place }",
        body=Iri("id:body/guangzhou"),
    )
    assert [row for _, row in rows] == ["bodies.csv: body/guangzhou"]

"""Who held an office on a day, on what basis; asked of invented tables and releases, and of every term in the table."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pyoxigraph as ox
import pytest
from sample import SECOND

from kg.gazetteer import Gazetteer, Holding, read_gazetteer
from kg.graph.checks import check
from kg.graph.claims import hash_parts, make_quads, tenure_from_reference
from kg.graph.graph import Graph
from kg.graph.questions import find_question
from kg.graph.references import make_reference_quads
from kg.graph.terms import make_date, make_name, make_text, make_thing, make_true
from kg.isodates import find_first_day, find_last_day
from kg.mentions.entities import make_known
from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Extraction, Tenure
from kg.views.names import shorten
from kg.views.offices import ABOUT, ACTS, ATTESTED, BETWEEN, NEAREST, PROVEN, SINCE, STATED, find_holders
from kg.views.parameters import ask_question

OFFICE = "post/director-of-lanterns"
HO, WONG, KWONG = "person/ho-kwok-wah", "person/wong-mei-fan", "person/kwong-mabel"
Term = tuple[str, str | None, str | None, str | None]  # person, start, end, day seen
Answer = list[tuple[str, str]]  # person, basis


def make_table(*terms: Term, capacity: str = "gba:substantive", is_shared: bool = False) -> Graph:
    """Makes a graph of rows of a reference table about one office."""
    graph = Graph.in_memory()
    post = make_thing(OFFICE)
    graph.add([ox.Quad(post, make_name("rdf:type"), make_name("org:Post"))])
    graph.add([ox.Quad(post, make_name("skos:prefLabel"), make_text("Director of Lanterns", "en"))])
    if is_shared:
        graph.add([ox.Quad(post, make_name("gba:severalSeats"), make_true())])
    add_terms(graph, *terms, capacity=capacity)
    return graph


def add_terms(graph: Graph, *terms: Term, capacity: str = "gba:substantive") -> None:
    for person, start, end, seen in terms:
        row = f"{capacity} {person} {start} {end} {seen}"
        tenure = Tenure(f"tenure/{hash_parts(row)}", person, OFFICE, None, capacity, seen, start, end)
        graph.add(tenure_from_reference(tenure, row=row, source="holders.csv"))


def read(text: str, day: str, lang: str = "en") -> Extraction:
    issued = datetime.fromisoformat(f"{day}T12:00+08:00")
    return extract_release(Release(f"unit-{day}", lang, "A unit", issued, text))


def ask(graph: Graph, on: str, *, office: str = OFFICE, strict: bool = False) -> Answer:
    return [(held.person.id, held.basis) for held in find_holders(graph, office, on=on, strict=strict).holders]


def name_holders(graph: Graph, on: str) -> list[tuple[str, str, str]]:
    holders = find_holders(graph, OFFICE, on=on).holders
    return [(held.person.id, held.capacity, held.basis) for held in holders]


def name(graph: Graph, on: str, office: str) -> list[tuple[str, str, str]]:
    holders = find_holders(graph, office, on=on).holders
    return [(held.person.name, held.capacity, held.basis) for held in holders]


# Terms of a table

CHANGE = [(HO, "2012-03-01", "2017-01-16", None), (WONG, "2017-01-16", "2019-06-30", None)]
CHANGE_WITHIN = [(HO, "2012", "2017", None), (WONG, "2017-01-16", "2019-06", None)]
OPEN = [(HO, "2012-03-01", None, "2014-05-05")]


@pytest.mark.parametrize(
    ("terms", "on", "expected"),
    [
        # both ends count; on the day of a change only the new holder does
        (CHANGE, "2012-02-29", []),
        (CHANGE, "2012-03-01", [(HO, STATED)]),
        (CHANGE, "2017-01-15", [(HO, STATED)]),
        (CHANGE, "2017-01-16", [(WONG, STATED)]),
        (CHANGE, "2019-06-30", [(WONG, STATED)]),
        (CHANGE, "2019-07-01", []),
        # of a year or month not all is certain; a change in it ends the old term
        (CHANGE_WITHIN, "2011-12-31", []),
        (CHANGE_WITHIN, "2012-06-01", [(HO, ABOUT)]),
        (CHANGE_WITHIN, "2012-12-31", [(HO, STATED)]),
        (CHANGE_WITHIN, "2017-01-15", [(HO, STATED)]),
        (CHANGE_WITHIN, "2017-01-16", [(WONG, STATED)]),
        (CHANGE_WITHIN, "2019-06-02", [(WONG, ABOUT)]),
        # nothing is said of what comes after the day it was seen last
        (OPEN, "2012-02-29", []),
        (OPEN, "2014-05-05", [(HO, STATED)]),
        (OPEN, "2014-05-06", [(HO, SINCE)]),
        (OPEN, "2019-06-01", []),
        ([*OPEN, (WONG, "2016-01-01", None, None)], "2015-12-31", [(HO, SINCE)]),
        ([*OPEN, (WONG, "2016-01-01", None, None)], "2016-01-01", [(WONG, STATED)]),
        ([*OPEN, (WONG, "2016-01-01", None, None)], "2016-01-02", [(WONG, SINCE)]),
        ([*OPEN, (WONG, None, None, "2016-01-01")], "2016-02-01", [(WONG, NEAREST)]),
        # the next one was seen nearer to the day, and nobody knows since when
        ([*OPEN, (WONG, None, None, "2016-01-01")], "2014-06-01", [(HO, SINCE)]),
        ([*OPEN, (WONG, None, None, "2016-01-01")], "2015-12-01", [(HO, NEAREST), (WONG, NEAREST)]),
        # seen only
        ([(HO, None, None, "2014-05-05")], "2009-05-05", [(HO, NEAREST)]),
        ([(HO, None, None, "2014-05-05")], "2009-04-30", []),
        ([(HO, None, None, "2014-05-05"), (HO, None, None, "2015-05-05")], "2014-12-01", [(HO, BETWEEN)]),
    ],
)
def test_terms_of_a_table_answer_for_their_days(terms: list[Term], on: str, expected: Answer) -> None:
    assert ask(make_table(*terms), on) == expected


def test_a_start_that_is_also_told_without_an_end_does_not_keep_a_term_open() -> None:
    """ "Mr Ho became Director in January", and the table says until when."""
    graph = make_table((HO, "2017-01-16", "2021-06-25", "2018-02-01"), (HO, "2017-01", None, "2019-04-02"))
    assert ask(graph, "2019-05-01") == [(HO, STATED)]
    assert ask(graph, "2022-05-15") == []


def test_of_several_seats_no_holder_ends_the_term_of_another() -> None:
    graph = make_table(
        *CHANGE, (KWONG, "2015-01-01", None, "2016-01-01"), (KWONG, None, None, "2018-01-01"), is_shared=True
    )
    assert sorted(ask(graph, "2017-01-16")) == [(HO, STATED), (KWONG, STATED), (WONG, STATED)]
    assert sorted(ask(graph, "2019-01-01")) == [(KWONG, SINCE), (WONG, STATED)]
    assert ask(graph, "2019-02-01") == [(WONG, STATED)]


def test_who_was_seen_that_day_counts_more_than_a_term_without_an_end() -> None:
    graph = make_table((HO, "2012-03-01", None, "2020-01-01"), (WONG, None, None, "2018-05-05"))
    assert ask(graph, "2018-05-05") == [(WONG, ATTESTED)]
    assert ask(graph, "2018-05-04") == [(HO, STATED)]


def test_who_acts_and_has_a_start_only_acts_until_there_is_a_holder() -> None:
    graph = make_table((HO, "2022-01-25", None, "2022-01-31"), capacity="gba:acting")
    assert ask(graph, "2022-08-03") == [(HO, NEAREST)]
    add_terms(graph, (WONG, "2022-07-01", None, None))
    assert ask(graph, "2022-02-24") == [(HO, SINCE)]
    assert ask(graph, "2022-06-30") == [(HO, SINCE)]
    assert ask(graph, "2022-07-02") == [(WONG, SINCE)]


def test_who_was_called_a_former_holder_holds_it_no_more() -> None:
    graph = make_table(*OPEN)
    add_terms(graph, (HO, None, "2014-08-31", "2015-01-01"), capacity="gba:former")
    assert ask(graph, "2014-08-30") == [(HO, SINCE)]
    assert ask(graph, "2014-09-01") == [(HO, NEAREST)]


@pytest.mark.parametrize("on", ["2014-05-06", "2016-01-01", "1900-01-01"])
def test_strictly_only_what_is_proven_is_an_answer(on: str) -> None:
    graph = make_table(*OPEN)
    assert ask(graph, on, strict=True) == []
    assert ask(graph, "2014-05-05", strict=True) == [(HO, STATED)]
    assert all(not held.is_proven for held in find_holders(graph, OFFICE, on=on).holders)


def test_a_former_holder_held_it_from_the_stated_start_to_the_stated_end() -> None:
    graph = make_table((HO, "2012-03-01", "2014-05", "2020-01-01"), capacity="gba:former")
    add_terms(graph, (WONG, "2011-01-01", None, None))
    assert ask(graph, "2012-02-29") == [(WONG, SINCE)]
    assert ask(graph, "2014-05-01") == [(HO, STATED)]
    assert ask(graph, "2014-05-02") == [(HO, ABOUT)]
    assert ask(graph, "2014-06-01") == [(WONG, NEAREST)]
    assert ask(graph, "2020-01-01") == []


def test_who_held_it_in_a_past_term_is_no_former_holder_within_it() -> None:
    graph = make_table((HO, "2012-03-01", "2014-05-05", "2020-01-01"), capacity="gba:former")
    assert name_holders(graph, "2013-01-01") == [(HO, "substantive", STATED)]
    add_terms(graph, (HO, None, None, "2013-01-01"))
    assert name_holders(graph, "2013-01-01") == [(HO, "substantive", STATED)]


# Between two attestations

SEEN_TWICE = [(HO, None, None, "2020-01-01"), (HO, None, None, "2023-01-01")]


@pytest.mark.parametrize(
    ("terms", "capacity"),
    [
        ([(WONG, "2020-06-01", "2021-05-01", "2021-01-01")], "substantive"),
        ([(WONG, "2020-06-01", "2021-05-01", None)], "substantive"),
        ([(WONG, "2019-06-01", "2021-05", None)], "substantive"),
        ([(WONG, "2022-02", "2024-05-01", None)], "substantive"),
        ([(WONG, None, "2021-05-01", "2022-01-01")], "former"),
        ([(WONG, "2020-06-01", "2021-05-01", "2025-01-01")], "former"),
        ([(HO, None, None, "2021-05-01")], "former"),
        ([(HO, None, "2021-05", "2024-01-01")], "former"),
    ],
)
def test_two_attestations_prove_nothing_where_the_stay_was_broken_off(terms: list[Term], capacity: str) -> None:
    graph = make_table(*SEEN_TWICE)
    assert ask(graph, "2021-06-01", strict=True) == [(HO, BETWEEN)]
    add_terms(graph, *terms, capacity=f"gba:{capacity}")
    assert ask(graph, "2021-06-01", strict=True) == []
    (holder,) = find_holders(graph, OFFICE, on="2021-06-01").holders
    assert (holder.person.id, holder.basis, holder.days) == (HO, NEAREST, ("2020-01-01", "2023-01-01"))


@pytest.mark.parametrize(
    ("terms", "capacity"),
    [
        ([(WONG, "2018-06-01", "2020-01-01", "2019-01-01")], "substantive"),
        ([(WONG, "2018-06-01", "2020", None)], "substantive"),
        ([(WONG, "2023-01", None, None)], "substantive"),
        ([(WONG, None, None, "2021-01-01")], "former"),
        ([(WONG, None, None, "2021-01-01")], "acting"),
        ([(HO, None, None, "2023-02-01")], "former"),
    ],
)
def test_who_holds_it_before_or_after_two_attestations_does_not_break_them(terms: list[Term], capacity: str) -> None:
    graph = make_table(*SEEN_TWICE)
    add_terms(graph, *terms, capacity=f"gba:{capacity}")
    assert ask(graph, "2021-06-01", strict=True) == [(HO, BETWEEN)]


def test_of_several_seats_nobody_else_breaks_two_attestations() -> None:
    graph = make_table(*SEEN_TWICE, (WONG, "2020-06-01", "2021-05-01", "2021-01-01"), is_shared=True)
    assert ask(graph, "2021-06-01", strict=True) == [(HO, BETWEEN)]


def test_attestations_more_than_five_years_apart_prove_nothing_between_them() -> None:
    graph = make_table((HO, None, None, "2014-01-01"), (HO, None, None, "2019-02-01"))
    assert ask(graph, "2016-01-01", strict=True) == []
    assert ask(graph, "2016-01-01") == [(HO, NEAREST)]


def test_a_day_of_the_year_of_the_start_is_not_between_it_and_an_attestation() -> None:
    graph = make_table((HO, "2019", None, None), (HO, None, None, "2021-01-01"))
    assert ask(graph, "2019-06-01") == [(HO, ABOUT)]
    assert ask(graph, "2020-06-01") == [(HO, STATED)]


# Acting periods

ABSENT = (
    "The Director of Lanterns, Ms Wong Mei-fan, visited Foshan today. During Ms Wong's absence from January 8 to 10, the "
    "Deputy Director of Lanterns, Mr Ho Kwok-wah, will be the Acting Director of Lanterns."
)
ABSENT_ZH = "燈籠署署長黃美芬於一月八日至十日離港期間，由燈籠署副署長何國華署理燈籠署署長職務。"


@pytest.mark.parametrize(
    ("text", "lang", "office", "person"),
    [
        (ABSENT, "en", "Director of Lanterns", "Ho Kwok-wah"),
        (ABSENT_ZH, "zh-Hant", "燈籠署署長", "何國華"),
    ],
)
def test_who_is_announced_to_act_does_so_on_each_day_of_the_period(
    text: str, lang: str, office: str, person: str
) -> None:
    graph = Graph.in_memory()
    graph.add(make_quads([read(text, "2024-01-07", lang)]))
    for day in ("2024-01-08", "2024-01-09", "2024-01-10"):
        acting = [held for held in find_holders(graph, office, on=day).holders if held.capacity == "acting"]
        assert [(held.person.name, held.basis) for held in acting] == [(person, ACTS)]
        assert text.endswith(acting[0].evidence[0].text)
        substantive = [held.basis for held in find_holders(graph, office, on=day).holders if held not in acting]
        assert substantive == [NEAREST]
    for day in ("2024-01-07", "2024-01-11"):
        assert "acting" not in [held.capacity for held in find_holders(graph, office, on=day).holders]
    assert find_holders(graph, office, on="2024-01-09", strict=True).holders == ()


def test_who_acts_stands_beside_who_holds_the_office() -> None:
    graph = Graph.in_memory()
    later = read("The Director of Lanterns, Ms Wong Mei-fan, met Mr Bo Lin today.", "2024-03-01")
    graph.add(make_quads([read(ABSENT, "2024-01-07"), later]))
    assert name(graph, "2024-01-09", "Director of Lanterns") == [
        ("Ho Kwok-wah", "acting", ACTS),
        ("Wong Mei-fan", "substantive", BETWEEN),
    ]


def test_who_was_seen_acting_that_day_is_attested() -> None:
    graph = Graph.in_memory()
    seen = read("The Acting Director of Lanterns, Mr Ho Kwok-wah, met Mr Bo Lin today.", "2024-01-09")
    graph.add(make_quads([read(ABSENT, "2024-01-07"), seen]))
    assert ("Ho Kwok-wah", "acting", ATTESTED) in name(graph, "2024-01-09", "Director of Lanterns")
    assert ("Ho Kwok-wah", "acting", ACTS) in name(graph, "2024-01-08", "Director of Lanterns")


# The question of an office on a day


def ask_in_sparql(graph: Graph, on: str) -> set[tuple[str, str, str]]:
    table = ask_question(graph, find_question("office-on-a-date"), post="Director of Lanterns", date=on)
    return {(shorten(who), shorten(capacity), basis or "") for who, _, capacity, basis in table.list_values()}


@pytest.mark.parametrize(
    ("term", "capacity", "on", "expected"),
    [
        ((HO, None, None, "2020-01-01"), "substantive", "2020-01-01", "attested on the day"),
        ((HO, None, None, "2020-01-01"), "acting", "2020-01-01", "attested on the day"),
        ((HO, None, None, "2020-01-01"), "designate", "2020-01-01", None),
        ((HO, "2020-01-01", "2021-06-30", None), "substantive", "2021-06-30", "stated term"),
        ((HO, "2020-01-01", "2021-06-30", None), "substantive", "2021-07-01", None),
        ((HO, "2020-01-01", None, None), "substantive", "2019-12-31", None),
        ((HO, "2020-01-01", None, None), "substantive", "2020-01-01", "stated start, no end known"),
        ((HO, "2020-01-01", None, None), "acting", "2020-02-01", "stated start, no end known"),
        ((HO, "2022", None, None), "substantive", "2022-06-15", "stated to the month or year only"),
        ((HO, "2022", None, None), "substantive", "2023-01-01", "stated start, no end known"),
        ((HO, "2022-06", "2023-06", None), "substantive", "2022-06-15", "stated to the month or year only"),
        ((HO, "2022-06", "2023-06", None), "substantive", "2022-07-01", "stated term"),
        ((HO, "2022-06", "2023-06", None), "substantive", "2023-06-02", "stated to the month or year only"),
        ((HO, "2020-01-01", None, None), "designate", "2020-01-01", "announced to start"),
        ((HO, "2020-01", None, None), "designate", "2020-01-15", None),
        ((HO, "2020-01", None, None), "designate", "2020-02-01", "announced to start"),
        ((HO, "2020-01-01", "2021-06-30", "2024-01-01"), "former", "2020-06-01", "stated term"),
        ((HO, "2020-01-01", "2021-06-30", "2024-01-01"), "former", "2024-01-01", None),
        ((HO, "2020-01-01", None, "2024-01-01"), "former", "2020-06-01", None),
    ],
)
def test_the_question_names_the_basis_of_each_holder(term: Term, capacity: str, on: str, expected: str | None) -> None:
    held = "substantive" if capacity == "former" else capacity
    graph = make_table(term, capacity=f"gba:{capacity}")
    assert ask_in_sparql(graph, on) == ({(HO, f"gba:{held}", expected)} if expected else set())


def test_the_question_names_who_is_announced_to_act() -> None:
    graph = Graph.in_memory()
    graph.add(make_quads([read(ABSENT, "2024-01-07")]))
    found = ask_question(graph, find_question("office-on-a-date"), post="Director of Lanterns", date="2024-01-09")
    assert [(row[1], row[3]) for row in found.list_values()] == [("Ho Kwok-wah", "announced to act")]


@pytest.mark.parametrize(
    ("terms", "capacity", "is_broken"),
    [
        ([], "substantive", False),
        ([(WONG, "2020-06-01", "2021-05-01", "2021-01-01")], "substantive", True),
        ([(WONG, None, None, "2022-01-01")], "substantive", True),
        ([(WONG, None, None, "2022-01-01")], "acting", False),
        ([(WONG, None, None, "2024-01-01")], "substantive", False),
        ([(HO, None, None, "2021-05-01")], "former", True),
    ],
)
def test_the_question_takes_two_attestations_where_nothing_lies_between(
    terms: list[Term], capacity: str, *, is_broken: bool
) -> None:
    between = (HO, "gba:substantive", "attested before and after")
    for is_shared in (False, True):
        graph = make_table((HO, None, None, "2020-01-01"), is_shared=is_shared)
        node = graph.ask("SELECT ?tenure WHERE { ?tenure a gba:Tenure }")[0][0]
        graph.add([ox.Quad(ox.NamedNode(node or ""), make_name("gba:attestedOn"), make_date("2023-01-01"))])
        add_terms(graph, *terms, capacity=f"gba:{capacity}")
        is_proven = not is_broken or (is_shared and terms[0][0] == WONG)
        assert (between in ask_in_sparql(graph, "2021-06-01")) == is_proven


# The table that is shipped


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer()


@pytest.fixture(scope="module")
def table(gazetteer: Gazetteer) -> Graph:
    """A graph of all terms of the table, as if a release named every office."""
    posts = tuple(make_known(gazetteer.things[post]) for post in gazetteer.holdings)
    graph = Graph.in_memory()
    graph.add(make_reference_quads({post.id for post in posts}, gazetteer))
    graph.add(make_quads([Extraction(SECOND.release, SECOND.sentences, posts)]))
    return graph


def find_asked(term: Holding) -> str:
    """Thirty days after the term has surely begun."""
    return (date.fromisoformat(find_last_day(term.start or "")) + timedelta(days=30)).isoformat()


def find_wrong(table: Graph, gazetteer: Gazetteer, term: Holding) -> str | None:
    """Says what is wrong with the answer thirty days after the start of a term; None if it is right."""
    holders = find_holders(table, term.post, on=find_asked(term)).holders
    capacity = "acting" if term.is_acting else "substantive"
    own = [held for held in holders if held.person.id == term.person and held.capacity == capacity]
    others = [held for held in holders if held.person.id != term.person and held.capacity == "substantive"]
    is_sure = term.end is None or find_asked(term) <= find_first_day(term.end)
    if not own or own[0].basis not in ((STATED, SINCE) if is_sure else (STATED, SINCE, ABOUT)):
        return f"{term}: {own}"
    if others and not term.is_acting and gazetteer.things[term.post].single_seat:
        return f"{term}: also {others}"
    if not all(held.evidence for held in holders):
        return f"{term}: no row"
    return None


def test_each_term_of_the_table_with_a_start_is_answered_thirty_days_later(table: Graph, gazetteer: Gazetteer) -> None:
    terms = [term for post in gazetteer.holdings.values() for term in post if term.start]
    asked = [term for term in terms if term.end is None or find_asked(term) <= find_last_day(term.end)]
    assert len(asked) > 350
    assert [wrong for term in asked if (wrong := find_wrong(table, gazetteer, term))] == []


def test_the_term_that_a_row_states_is_proven_while_the_row_says_so(table: Graph, gazetteer: Gazetteer) -> None:
    """Through its end, or the day for which a source attests it; of later days the row says nothing."""
    for term in (term for post in gazetteer.holdings.values() for term in post):
        seen = term.as_of if term.as_of and len(term.as_of) == 10 and term.as_of > (term.start or "") else None
        last = term.end if term.end and len(term.end) == 10 else seen
        if term.start is None or last is None or not gazetteer.things[term.post].single_seat:
            continue
        answers = {held.person.id: held.basis for held in find_holders(table, term.post, on=last).holders}
        is_changed = term.person not in answers and set(answers.values()) <= set(PROVEN)
        assert is_changed or answers[term.person] in PROVEN, term


def test_the_table_fits_the_shapes(table: Graph) -> None:
    assert [str(problem) for problem in check(table) if problem.severity == "violation"] == []


def test_an_office_that_a_release_names_brings_all_who_held_it(gazetteer: Gazetteer) -> None:
    """As a reader asks of a year that no release tells of; people whom nothing brings stay out."""
    post = make_known(gazetteer.things["post/ce"])
    graph = Graph.in_memory()
    graph.add(make_quads([Extraction(SECOND.release, SECOND.sentences, (post,))]))
    graph.add(make_reference_quads({post.id}, gazetteer))
    (holder,) = find_holders(graph, "post/ce", on="2005-08-01").holders
    assert (holder.person.id, holder.basis) == ("person/tsang-yam-kuen", STATED)
    assert [source.title.partition(":")[0] for source in holder.evidence] == ["reference table, holdings.csv"]
    people = {row[0] for row in graph.ask("SELECT DISTINCT ?who WHERE { ?tenure org:member ?who }")}
    assert len(people) == len({term.person for term in gazetteer.holdings["post/ce"]})

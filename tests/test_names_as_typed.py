"""Names as a stranger types them: with articles, titles and honours, the surname at the other end; of several things, which."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from sample import CHAN, CHRIS, CS, EXTRACTIONS, GUANGZHOU, MAYOR, SLW, SUN, ZHANG

from kg.errors import UnknownNameError
from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.graph.terms import make_name, make_text, make_thing
from kg.statements import Extraction, Tenure
from kg.views.candidates import count_sentences
from kg.views.directory import LISTS, list_directory
from kg.views.guesses import drop_titles, turn_round
from kg.views.lookup import describe_person
from kg.views.names import Names, to_iri

NAMESAKE = "person/chan-kwok-ki-the-poet"
LAM = "person/chan-lam"
FIRST = EXTRACTIONS[0]


def name(id: str, text: str, lang: str = "en", *, alternative: bool = False) -> ox.Quad:
    use = "skos:altLabel" if alternative else "skos:prefLabel"
    return ox.Quad(make_thing(id), make_name(use), make_text(text, lang))


def make_graph(*more: ox.Quad, told: tuple[Extraction, ...] = EXTRACTIONS) -> Graph:
    made = Graph.in_memory()
    made.add(make_quads(told))
    made.add(more)
    return made


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(
        name(CS, "CS", alternative=True),
        name(LAM, "Chan Lam"),
        name("person/ada-chan", "Ada Chan"),
        name("body/tide", "The Tide Museum"),
        name("body/kite", "Kite Authority"),
    )


@pytest.fixture(scope="module")
def doubled() -> Graph:
    """Two people of one name, of whom one has an office."""
    return make_graph(name(NAMESAKE, "Chan Kwok-ki"), name(NAMESAKE, "陳國基", "zh-Hant"))


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        # the article
        ("the Chief Secretary for Administration", CS),
        ("The CS", CS),
        ("Tide Museum", "body/tide"),
        ("the tide museum", "body/tide"),
        ("the Kite Authority", "body/kite"),
        ("the Mayor of the People's Government of Guangzhou Municipality", MAYOR),
        # the surname at the other end
        ("Kwok-ki Chan", CHAN),
        ("Zhiyang Sun", SUN),
        ("Mr Kwok-ki Chan", CHAN),
        ("Sun, Chris", CHRIS),
        ("Sun Chris", CHRIS),
        ("Sun，Chris", CHRIS),
        # honours and styles
        ("Chan Kwok-ki, GBS", CHAN),
        ("Chan Kwok-ki GBS JP", CHAN),
        ("Chan Kwok-ki, GBS, IDSM, JP", CHAN),
        ("陳國基, GBS", CHAN),
        ("陳國基太平紳士", CHAN),
        ("The Hon Chan Kwok-ki", CHAN),
        ("Dr the Honourable Chan Kwok-ki, GBS, JP", CHAN),
        ("Hon Kwok-ki CHAN, JP", CHAN),
        # the office
        ("Secretary for Labour and Welfare Chris Sun", CHRIS),
        ("the Secretary for Labour and Welfare, Mr Chris Sun", CHRIS),
        ("CS Chan Kwok-ki", CHAN),
        ("政務司司長陳國基", CHAN),
        ("政务司司长陈国基", CHAN),
        ("陳國基先生", CHAN),
    ],
)
def test_a_name_is_found_as_it_is_typed(graph: Graph, typed: str, id: str) -> None:
    assert Names(graph).resolve(typed).id == id
    assert Names(graph).resolve(typed, id.partition("/")[0]).id == id


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Lam Chan", "Chan Lam"),  # Lam may be the surname
        ("Kwok Ki Chan", "Chan Kwok-ki"),  # and Kwok
        ("Chris Chan", ""),
        ("JP Chan Kwok-ki", "Chan Kwok-ki"),  # an honour stands behind a name
        ("Chan Kwok-ki Hon", "Chan Kwok-ki"),
    ],
)
def test_where_another_may_be_meant_nothing_is_answered(graph: Graph, typed: str, hint: str) -> None:
    with pytest.raises(UnknownNameError, match=rf'^nothing of kind person .* "{typed}".*{hint}'):
        Names(graph).resolve(typed, "person")


@pytest.mark.parametrize("typed", ["Kwok-ki Chan", "Chan Kwok-ki, GBS", "Mr Chan Kwok-ki", "陳國基先生"])
def test_of_two_who_are_left_none_is_chosen(doubled: Graph, typed: str) -> None:
    with pytest.raises(UnknownNameError, match=rf'"{typed}" names 2 things'):
        describe_person(doubled, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Chief Secretary for Administration Chan Kwok-ki",
        "Chan Kwok-ki, Chief Secretary for Administration",
        "政務司司長陳國基",
        "Chief Secretary for Administration Mr Kwok-ki Chan, GBS",
        "the former Chief Secretary for Administration, Mr Chan Kwok-ki",
        "Chan Kwok-ki (Chief Secretary for Administration)",
        "前政務司司長陳國基",
        "署理政務司司長陳國基先生",
    ],
)
def test_the_office_with_a_name_says_which_of_two_is_meant(doubled: Graph, typed: str) -> None:
    assert Names(doubled).resolve(typed).id == CHAN


def test_an_office_that_neither_held_chooses_nobody(doubled: Graph) -> None:
    with pytest.raises(UnknownNameError, match="names 2 things"):
        Names(doubled).resolve("Secretary for Labour and Welfare Chan Kwok-ki")


def test_a_candidate_has_its_office_and_number_of_sentences_and_the_most_spoken_of_is_first(doubled: Graph) -> None:
    listed = (
        rf"Chan Kwok-ki \({CHAN}\), Chief Secretary for Administration, 6 sentences; Chan Kwok-ki \({NAMESAKE}\), 0"
    )
    for typed in ("Chan Kwok-ki", "Mr Chan"):
        with pytest.raises(
            UnknownNameError, match=rf'^"{typed}" names 2 things, say which by its id: {listed} sentences$'
        ):
            Names(doubled).resolve(typed)


def test_a_surname_with_an_office_suggests_who_held_it_and_answers_nothing(doubled: Graph) -> None:
    hint = rf"did you mean Chan Kwok-ki \({CHAN}\), Chief Secretary for Administration, 6 sentences\?$"
    with pytest.raises(UnknownNameError, match=hint):
        Names(doubled).resolve("Chief Secretary for Administration Chan")


@pytest.mark.parametrize("what", [what for what in LISTS if what != "releases"])
def test_a_candidate_has_as_many_sentences_as_in_a_list(sample_graph: Graph, what: str) -> None:
    entries = list_directory(sample_graph, what).entries
    counts = count_sentences(sample_graph, (to_iri(entry.thing.id).value for entry in entries))
    assert {entry.thing.id: entry.sentences for entry in entries} == {
        entry.thing.id: counts.get(to_iri(entry.thing.id).value, 0) for entry in entries
    }


def test_an_office_with_its_body_and_a_place_are_candidates_like_any_other(graph: Graph) -> None:
    listed = rf"Mayor, People's Government of Guangzhou Municipality \({MAYOR}\), 2 sentences; Mayor, .*, 0 sentences$"
    with pytest.raises(UnknownNameError, match=listed):
        Names(graph).resolve("Mayor")


def describe_zhang(held: tuple[Tenure, ...]) -> str:
    """Gives the message by which one with these offices is told from a namesake."""
    told = Extraction(FIRST.release, FIRST.sentences, FIRST.entities, tenures=held)
    graph = make_graph(name("person/zhang-xin-the-poet", "Zhang Xin"), told=(told,))
    with pytest.raises(UnknownNameError) as refused:
        Names(graph).resolve("Zhang Xin")
    return str(refused.value)


@pytest.mark.parametrize(
    ("tenures", "said"),
    [
        (
            (("CS", "substantive", "2024-01-08"), ("SLW", "substantive", "2025-01-08")),
            "Secretary for Labour and Welfare",
        ),
        ((("CS", "substantive", "2024-01-08"), ("SLW", "acting", "2025-01-08")), "Chief Secretary for Administration"),
        ((("SLW", "acting", "2025-01-08"),), "acting Secretary for Labour and Welfare"),
        ((("CS", "substantive", "2024-01-08"), ("CS", "former", "2025-01-08")), "former Chief Secretary"),
        ((("CS", "former", "2024-01-08"), ("CS", "substantive", "2025-01-08")), "Chief Secretary for Administration"),
        ((("MAYOR", "former", "2025-01-08"),), "former Mayor"),
        ((), "0 sentences"),
    ],
)
def test_the_office_of_a_candidate_is_the_last_one_held(tenures: tuple[tuple[str, str, str], ...], said: str) -> None:
    posts = {"CS": CS, "SLW": SLW, "MAYOR": MAYOR}
    held = tuple(
        Tenure(f"tenure/{place}", ZHANG, posts[post], GUANGZHOU, f"gba:{capacity}", day)
        for place, (post, capacity, day) in enumerate(tenures)
    )
    assert f"(person/zhang-xin), {said}" in describe_zhang(held)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ((("2005-06-21", "2012-06-30", None),), "former Chief Secretary for Administration"),
        ((("2005-06-21", "2012", "2012-07-01"),), "former Chief Secretary for Administration"),
        ((("2005-06-21", "2012-06-30", "2012-06-30"),), "former Chief Secretary for Administration"),
        ((("2005-06-21", "2030-06-30", None),), "Chief Secretary for Administration"),
        ((("2005-06-21", "2024-01", None),), "Chief Secretary for Administration"),
        ((("2005-06-21", "2012-06-30", "2014-06-30"),), "Chief Secretary for Administration"),
        ((("2005", "2012", None), ("2023", None, None)), "Chief Secretary for Administration"),
        ((("2023", None, None), ("2005", "2012", None)), "Chief Secretary for Administration"),
    ],
)
def test_an_office_that_ended_before_the_newest_release_is_a_former_one(
    terms: tuple[tuple[str, str | None, str | None], ...], said: str
) -> None:
    held = tuple(
        Tenure(f"tenure/{place}", ZHANG, CS, GUANGZHOU, "gba:substantive", seen, start, end)
        for place, (start, end, seen) in enumerate(terms)
    )
    assert f"(person/zhang-xin), {said}" in describe_zhang(held)


def test_an_office_that_is_held_comes_before_one_that_ended() -> None:
    over = Tenure("tenure/over", ZHANG, CS, GUANGZHOU, "gba:substantive", None, "2005", "2012")
    acting = Tenure("tenure/acting", ZHANG, SLW, GUANGZHOU, "gba:acting", "2010-01-08")
    assert "(person/zhang-xin), acting Secretary for Labour and Welfare" in describe_zhang((over, acting))


def test_what_titles_leave_knows_the_offices_among_them() -> None:
    (bare,) = (each for each in drop_titles("the Keeper Mr Bo Lin", {"thekeeper"}) if each.text == "Bo Lin")
    assert bare.offices == {"thekeeper"}


@pytest.mark.parametrize(
    ("typed", "turned"),
    [
        ("Kwok-ki Chan", ("Chan Kwok-ki",)),
        ("Chan, Mei", ("Mei Chan",)),
        ("Chan Dora", ("Dora Chan",)),
        ("Xi Jinping", ("Jinping Xi",)),
        ("Chan Kwok-ki Dora", ("Kwok-ki Dora Chan", "Dora Chan Kwok-ki")),
        ("Lam Chan", ()),
        ("Dora Kwok-ki", ()),
        ("Chan", ()),
        (" ", ()),
        ("", ()),
    ],
)
def test_a_name_is_turned_round_only_where_the_surname_is_sure(typed: str, turned: tuple[str, ...]) -> None:
    assert turn_round(typed) == turned

"""One identity across languages: what two versions of a release tell is one thing, and in doubt it stays two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paired import (
    ACADEMY,
    BUREAU,
    CHAN,
    CLUB,
    GUANGZHOU,
    HO,
    ISSUED,
    OFFICE,
    PACT,
    PAVILION,
    ROBERT,
    SUN,
    hear,
    hold,
    hold_event,
    join,
    make_chinese,
    make_entity,
    read_chinese,
    read_english,
)

from kg.graph.claims import make_quads
from kg.graph.terms import make_concept, make_name, make_thing
from kg.languages.romanisation import Sound
from kg.linking.alignment import Alignment, align, is_borne_out
from kg.linking.ratings import Rater, make_rater
from kg.linking.rewriting import Renaming, merge_entities, rename
from kg.linking.sides import make_side
from kg.linking.titles import learn_titles
from kg.mentions.entities import Entity, Label
from kg.pipeline import load_gazetteer
from kg.releases import Release
from kg.statements import Extraction, Participation

LI = "person/陳小明"
MOU = "agreement/memorandum-of-understanding-on-lantern-exchange"


def rate_unheard(_romanised: str, _han: str) -> float:
    """Nothing is confirmed by its sound, and nothing refuted."""
    return 0.35


def make_ear(sound: Sound = hear) -> Rater:
    return make_rater(load_gazetteer(), sound)


def unite(english: Extraction, chinese: Extraction, sound: Sound = hear) -> tuple[Alignment, Extraction, Extraction]:
    found = align(english, chinese, make_ear(sound))
    return (
        found,
        rename(english, Renaming(found.english, found.entities)),
        rename(chinese, Renaming(found.chinese, found.entities)),
    )


def test_every_kind_of_thing_is_found_again() -> None:
    english, chinese = read_english(), read_chinese()
    found = align(english, chinese, make_ear())
    assert found.english == {}
    things = (CHAN, HO, SUN, OFFICE, BUREAU, CLUB, ACADEMY, PACT, PAVILION)
    assert {thing: found.chinese.get(thing) for thing in things} == {
        CHAN: "person/chan-tai-man",
        HO: "person/ho-hoi-lam",
        SUN: "person/sun-yiming",
        OFFICE: "body/harbour-records-office",
        BUREAU: "body/guangzhou-lantern-bureau",
        CLUB: "body/pearl-lantern-association",
        ACADEMY: "body/red-river-academy",
        PACT: MOU,
        PAVILION: "place/lotus-pavilion",
    }  # fmt: skip
    assert found.chinese["post/局長-廣州市燈籠局"] == "post/director-guangzhou-lantern-bureau"
    assert ROBERT not in found.chinese


def test_tenures_events_parts_and_agreements_become_one() -> None:
    _, english, chinese = unite(read_english(), read_chinese())
    assert {tenure.id for tenure in chinese.tenures} == {tenure.id for tenure in english.tenures}
    assert {event.id for event in chinese.events} == {event.id for event in english.events}
    assert [pact.id for pact in chinese.agreements] == [pact.id for pact in english.agreements] == [MOU]
    assert chinese.agreements[0].parties == english.agreements[0].parties
    for one, other in ((english.events, chinese.events), (english.agreements, chinese.agreements)):
        parts = [{part.id for owner in owners for part in owner.participations} for owners in (one, other)]
        assert parts[0] == parts[1]


def test_no_chinese_id_is_left_behind() -> None:
    found, _, chinese = unite(read_english(), read_chinese())
    assert [old for old in found.chinese if f"'{old}'" in repr(chinese)] == []


def test_of_two_roles_the_graph_keeps_the_more_specific_one() -> None:
    _, english, chinese = unite(read_english(), read_chinese())
    (signing,) = (event for event in english.events if event.type == "gba:signing")
    parts = {part.agent: make_thing(part.id) for part in signing.participations}
    for order in ([english, chinese], [chinese, english]):
        roles = {quad.subject: quad.object for quad in make_quads(order) if quad.predicate == make_name("gba:role")}
        assert roles[parts["person/ho-hoi-lam"]] == make_concept("gba:witness")
        assert roles[parts["person/sun-yiming"]] == make_concept("gba:signatory")


def test_the_names_of_both_languages_stand_on_one_entity() -> None:
    _, _, chinese = unite(read_english(), read_chinese())
    (chan,) = (entity for entity in chinese.entities if entity.id == "person/chan-tai-man")
    assert chan.labels == (Label("Chan Tai-man", "en", True), Label("陳大文", "zh-Hant", True))


def test_statements_of_both_versions_stand_on_the_same_triples() -> None:
    _, english, chinese = unite(read_english(), read_chinese())
    triples = [{(said.subject, said.predicate, said.object) for said in one.statements} for one in (english, chinese)]
    assert triples[1] <= triples[0]
    assert {said.elaborated_by for said in chinese.statements} <= {said.elaborated_by for said in english.statements}


def test_without_an_ear_office_and_event_still_tell() -> None:
    found = align(read_english(), read_chinese(), make_ear(rate_unheard))
    # "Fabien Robert" is one by spelling; his office and the rest hang on it.
    assert found.chinese[ACADEMY] == "body/red-river-academy"


def test_a_contradiction_by_sound_refuses() -> None:
    def contradict(_romanised: str, _han: str) -> float:
        return 0.0

    found = align(read_english(), read_chinese(), make_ear(contradict))
    assert {CHAN, HO, SUN} & found.chinese.keys() == set()


TWO = """The Deputy Director of the Harbour Records Office, Mr Peter Chan, and the Deputy Director of the Harbour \
Records Office, Ms Mary Chan, today (March 4) visited Guangzhou.
"""
ZH_TWO = "海港紀錄處副處長陳大文和海港紀錄處副處長陳小明今日（三月四日）到訪廣州。\n"


def read_two(*people: str) -> Extraction:
    return make_chinese(
        [hold(person, "副處長", OFFICE) for person in people],
        [hold_event("visit", join(*people), GUANGZHOU)],
        things=[make_entity(GUANGZHOU)],
        text=ZH_TWO,
    )


def test_two_people_of_one_surname_and_rank_stay_apart() -> None:
    found = align(read_english(TWO), read_two(CHAN, LI), make_ear())
    assert {CHAN, LI} & found.chinese.keys() == set()


def test_one_of_two_candidates_is_not_chosen() -> None:
    found = align(read_english(TWO), read_two(CHAN), make_ear())
    assert CHAN not in found.chinese


def test_the_sound_tells_two_holders_of_one_rank_apart() -> None:
    text = TWO.replace("Peter Chan", "Chan Tai-man")
    found = align(read_english(text), read_two(CHAN, LI), make_ear())
    assert found.chinese[CHAN] == "person/chan-tai-man"
    assert found.chinese[LI] == "person/mary-chan"


def test_nothing_is_taken_twice() -> None:
    for english, chinese in ((read_english(), read_chinese()), (read_english(TWO), read_two(CHAN, LI))):
        found = align(english, chinese, make_ear())
        assert len(set(found.chinese.values())) == len(found.chinese)


def test_an_event_of_another_day_type_or_company_stays_its_own() -> None:
    english = read_english()
    other = make_chinese(
        [hold(CHAN, "處長", OFFICE), hold(HO, "局長", BUREAU)],
        [
            hold_event("meeting", join(CHAN, HO), GUANGZHOU, day="2024-02-01"),
            hold_event("ceremony", join(CHAN, HO), GUANGZHOU),
        ],
        things=[make_entity(GUANGZHOU)],
    )
    found = align(english, other, make_ear())
    assert found.chinese[CHAN] == "person/chan-tai-man"
    assert [event.id for event in other.events if event.id in found.chinese] == []


@pytest.mark.parametrize(("other", "is_one"), [((CLUB, "organiser"), False), ((CHAN, "participant"), True)])
def test_an_event_of_others_that_both_versions_name_is_another(other: tuple[str, str], is_one: bool) -> None:
    """The one is held by an office, the other by a club; who only one version has at it may have been left out."""
    english = read_english()
    (meeting, *_) = (event for event in english.events if event.type == "gba:meeting")
    office = Participation("participation/office", "body/harbour-records-office", "gba:organiser")
    (chan,) = (part for part in meeting.participations if part.agent == "person/chan-tai-man")
    english = replace(english, events=(replace(meeting, participations=(chan, office)),))
    told = hold_event("meeting", list(dict.fromkeys([(CHAN, "participant"), other])))
    tenures = [hold(CHAN, "處長", OFFICE), hold(SUN, "主席", CLUB)]
    found = align(english, make_chinese(tenures, [told], things=[make_entity(CLUB, "PLA")]), make_ear())
    assert found.chinese[CLUB] == "body/pearl-lantern-association"
    assert (found.chinese.get(told.id) == meeting.id) is is_one


def test_a_visit_to_a_place_of_its_own_is_not_the_one_to_a_place_of_both() -> None:
    english, gate = read_english(), "place/月門"
    there, elsewhere = hold_event("visit", join(CHAN, HO), PAVILION), hold_event("visit", join(CHAN), gate)
    other = make_chinese(
        [hold(CHAN, "處長", OFFICE), hold(HO, "局長", BUREAU)],
        [elsewhere, there],
        things=[make_entity(PAVILION, "Lotus Pavilion"), make_entity(gate)],
    )
    found = align(english, other, make_ear())
    (visit,) = (event.id for event in english.events if event.label == "visit to Lotus Pavilion")
    assert found.chinese[there.id] == visit
    assert elsewhere.id not in found.chinese


@pytest.mark.parametrize(("themes", "is_one"), [((), True), (("initiative/asiagh",), False)])
def test_what_an_event_is_about_does_not_speak_against_where_it_is(themes: tuple[str, ...], is_one: bool) -> None:
    """One version says where a festival opens, the other only which one it is."""
    english, festival = read_english(), make_entity("initiative/ccf")
    (meeting, *_) = (event for event in english.events if event.type == "gba:meeting")
    meeting = replace(meeting, places=("place/guangzhou",), about=themes)
    summit = make_entity("initiative/asiagh")
    english = replace(english, entities=(*english.entities, festival, summit), events=(meeting,))
    told = replace(hold_event("meeting", join(CHAN, HO)), about=(festival.id,))
    tenures = [hold(CHAN, "處長", OFFICE), hold(HO, "局長", BUREAU)]
    things = [festival, summit, make_entity(GUANGZHOU)]
    found = align(english, make_chinese(tenures, [told], things=things), make_ear())
    assert (found.chinese.get(told.id) == meeting.id) is is_one


def test_a_known_thing_is_not_taken_for_another_known_one() -> None:
    rater, side = make_ear(), make_side(read_english(), load_gazetteer())
    assert rater.rate(side, side, "place/guangzhou", "place/shenzhen") == 0.0


@pytest.mark.parametrize(
    ("english", "chinese", "least", "most"),
    [
        (("body", "Guangzhou Lantern Bureau"), ("廣州市燈籠局",), 0.95, 0.95),
        (("body", "Shenzhen Lantern Bureau"), ("廣州市燈籠局",), 0.0, 0.0),
        (("body", "Lantern Bureau"), ("明燈會",), 0.5, 0.5),
        (("body", "Pearl Lantern Association"), ("Pearl Lantern Association",), 1.0, 1.0),
        (("body", "Pearl Lantern Association"), ("Ruby Lantern Association",), 0.0, 0.0),
        (("initiative", "Lantern Plan 2030"), ("燈籠計劃2035",), 0.0, 0.0),
        (("initiative", "MNP Baribas Lantern Cup"), ("MNP Baribas燈籠盃",), 0.7, 0.9),
        (("initiative", "Lantern Cup"), ("MNP Baribas燈籠盃",), 0.0, 0.3),
        (("person", "Fabien Robert"), ("Fabien Robert",), 1.0, 1.0),
        (("person", "Fabien Robert"), ("Robert Fabien",), 0.0, 0.0),
        (("person", "Chan Tai-man"), ("李小明",), 0.0, 0.0),
        # Not a Chinese name: it may be written by its sound, or be another one that its bearer took.
        (("person", "Fabien Robert"), ("羅拔",), 0.4, 0.5),
        (("person", "Fabien Robert"), ("高天",), 0.1, 0.39),
        (("post", "Mayor of Elsewhere"), ("某市市長",), 1.0, 1.0),
        (("post", "Mayor of Elsewhere"), ("某局局長",), 0.1, 0.39),
    ],
)
def test_names_speak_for_and_against(
    english: tuple[str, str], chinese: tuple[str, ...], least: float, most: float
) -> None:
    kind, name = english
    one = Entity(f"{kind}/one", kind, (Label(name, "en", True),))
    other = Entity(f"{kind}/other", kind, tuple(Label(text, "zh-Hant", True) for text in chinese))
    assert least <= make_ear().rate_entities(one, other, kind) <= most


def test_a_person_known_by_another_chinese_name_is_somebody_else() -> None:
    known = Entity("person/a", "person", (Label("Chan Tai-man", "en", True), Label("陳泰民", "zh-Hant", True)))
    other = Entity("person/b", "person", (Label("陳大文", "zh-Hant", True),))
    assert make_ear().rate_entities(known, other, "person") == 0.0
    same = Entity("person/b", "person", (Label("陈泰民", "zh-Hans", True),))
    assert make_ear().rate_entities(known, same, "person") == 1.0


def test_titles_are_learned_from_the_known_posts() -> None:
    titles = learn_titles(load_gazetteer())
    assert titles.rate("Mayor of Elsewhere", "某市市長") == 1.0
    assert titles.rate("Deputy Director of Elsewhere", "某辦公室副主任") == 1.0
    assert titles.rate("Deputy Director of Elsewhere", "某市市長") < 0.5
    assert titles.rate("Grand Lantern Keeper", "掌燈人") == 0.5


def test_merged_entities_have_one_preferred_name_per_language() -> None:
    one = Entity("body/a", "body", (Label("Alpha", "en", True), Label("PLA", "en")), "bureau")
    other = Entity("body/b", "body", (Label("甲", "zh-Hant", True), Label("Alfa", "en", True), Label("PLA", "en")))
    merged = merge_entities(one, other)
    assert merged.id == "body/a" and merged.subkind == "bureau"
    assert [(label.text, label.is_preferred) for label in merged.labels] == [
        ("Alpha", True),
        ("PLA", False),
        ("甲", True),
        ("Alfa", False),
    ]


def test_a_guessed_pair_has_to_name_the_same_known_things() -> None:
    known = load_gazetteer().things
    assert is_borne_out(read_english(), read_chinese(), known)
    elsewhere = make_chinese([hold(CHAN, "處長", OFFICE)], things=[make_entity("place/shenzhen")])
    assert not is_borne_out(read_english(), elsewhere, known)


def test_a_text_of_nothing_aligns_with_nothing() -> None:
    empty = Extraction(Release("pair-1", "zh-Hant", "無", ISSUED, "無。"), (), ())
    found = align(read_english(), empty, make_ear())
    assert (found.english, found.chinese) == ({}, {})


def test_renaming_nothing_changes_nothing() -> None:
    for extraction in (read_english(), replace(read_chinese(), statements=())):
        assert rename(extraction, Renaming()) == extraction

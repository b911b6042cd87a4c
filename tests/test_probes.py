"""The twelve hard facts of the seed release, read from our own words; then once more with names that nobody knows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import pytest

from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Agreement, Event, Extraction, Statement

ISSUED = "2024-01-08T20:00+08:00"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: the same story is told of real and of invented people, bodies and places."""

    chief: str
    chief_short: str
    chief_post: str
    minister: str
    minister_short: str
    minister_post: str
    security: str
    security_post: str
    transport: str
    transport_post: str
    member: str
    member_short: str
    director: str
    vice: str
    acting: str
    scholar: str
    own_government: str
    own_short: str
    committee: str
    department: str
    group_office: str
    affairs_office: str
    provincial_government: str
    city_government: str
    engage: str
    engage_short: str
    bureau: str
    bureau_short: str
    commission: str
    commission_short: str
    high_bureau: str
    high_bureau_short: str
    academy: str
    institute: str
    zone: str
    conference: str
    summit: str
    city: str
    next_city: str
    topic: str

    def tell(self, text: str) -> Extraction:
        """Reads a text with the names filled in, as a release of January 8, 2024."""
        return read(text.format_map(asdict(self)))


REAL = Cast(
    chief="Chan Kwok-ki",
    chief_short="Chan",
    chief_post="Chief Secretary for Administration",
    minister="Chris Sun",
    minister_short="Sun",
    minister_post="Secretary for Labour and Welfare",
    security="Tang Ping-keung",
    security_post="Secretary for Security",
    transport="Lam Sai-hung",
    transport_post="Secretary for Transport and Logistics",
    member="Cheng Fubo",
    member_short="Cheng",
    director="Li Huanchun",
    vice="Zhang Xin",
    acting="Sun Zhiyang",
    scholar="Zhong Nanshan",
    own_government="Government of the Hong Kong Special Administrative Region",
    own_short="HKSAR",
    committee="CPC Guangdong Provincial Committee",
    department="Organization Department",
    group_office="Talent Work Leading Group Office",
    affairs_office="Hong Kong and Macao Affairs Office",
    provincial_government="People's Government of Guangdong Province",
    city_government="People's Government of Guangzhou Municipality",
    engage="Hong Kong Talent Engage",
    engage_short="HKTE",
    bureau="Labour and Welfare Bureau",
    bureau_short="LWB",
    commission="Innovation and Technology Commission",
    commission_short="ITC",
    high_bureau="Innovation, Technology and Industry Bureau",
    high_bureau_short="ITIB",
    academy="Chinese Academy of Engineering",
    institute="GBA International Clinical Trial Institute",
    zone="Hetao Shenzhen-Hong Kong Science and Technology Innovation Co-operation Zone",
    conference="Hong Kong/Guangdong Co-operation Joint Conference",
    summit="Global Talent Summit",
    city="Guangzhou",
    next_city="Huizhou",
    topic="Guangdong-Hong Kong talent co-operation",
)
INVENTED = Cast(
    chief="Quek Tin-lok",
    chief_short="Quek",
    chief_post="Chief Secretary for Harbours",
    minister="Aldo Feng",
    minister_short="Feng",
    minister_post="Secretary for Kites and Lanterns",
    security="Ko Chun-yat",
    security_post="Secretary for Beacons",
    transport="Yim Pak-hei",
    transport_post="Secretary for Ferries and Bridges",
    member="Rao Jiting",
    member_short="Rao",
    director="Mo Qingyao",
    vice="Xu Danqing",
    acting="Feng Baishan",
    scholar="Hua Ruoshui",
    own_government="Government of the Pearl Isles Special Administrative Region",
    own_short="PISAR",
    committee="CPC Yunting Provincial Committee",
    department="Lantern Department",
    group_office="Kite Work Leading Group Office",
    affairs_office="Isles and Capes Affairs Office",
    provincial_government="People's Government of Yunting Province",
    city_government="People's Government of Lanshui Municipality",
    engage="Pearl Isles Kite Engage",
    engage_short="PIKE",
    bureau="Kites and Lanterns Bureau",
    bureau_short="KLB",
    commission="Tide and Current Commission",
    commission_short="TCC",
    high_bureau="Tide, Current and Harbour Bureau",
    high_bureau_short="TCHB",
    academy="Yunting Academy of Seafaring",
    institute="PIBA International Kite Trial Institute",
    zone="Moxi Harbour Co-operation Zone",
    conference="Pearl Isles/Yunting Co-operation Joint Conference",
    summit="Global Kite Summit",
    city="Lanshui",
    next_city="Moxi",
    topic="Yunting-Pearl Isles kite co-operation",
)

CHIEF_ARRIVES = "The {chief_post}, Mr {chief}, arrived in {city} today (January 8)."
MEMBER = (
    "Standing Committee member, the Director of the {department}, and the Director of the {group_office} "
    "of the {committee}, Mr {member}"
)
SIGNED_BY = (
    "the Director General of the {affairs_office} of the {provincial_government}, Ms {director}, "
    "and the {minister_post}, Mr {minister}, on behalf of the {provincial_government} "
    "and the {own_government} ({own_short}) respectively"
)
SIGNING = (
    f"{CHIEF_ARRIVES} In the afternoon, Mr {{chief_short}} and {MEMBER}, attended the signing ceremony of "
    f"a framework agreement on promoting {{topic}}. They witnessed the signing of the agreement by {SIGNED_BY} "
    "to set up a co-ordination mechanism on {topic}."
)
SIGNING_AS_PASSIVE = (
    f"{CHIEF_ARRIVES} The framework agreement on promoting {{topic}} was signed by {SIGNED_BY}. "
    "It establishes a co-ordination mechanism on {topic}. "
    f"The signing was witnessed by Mr {{chief_short}} and {MEMBER}."
)
TWO_MEETINGS = (
    f"{CHIEF_ARRIVES} The {{minister_post}}, Mr {{minister}}, came with him. "
    "Afterwards, Mr {chief_short} met with the Vice-Governor of the {provincial_government}, Mr {vice}, "
    "and then the Acting Mayor of the {city_government}, Mr {acting}. Also attending the meetings were Mr {minister}; "
    "the {security_post}, Mr {security}; and the {transport_post}, Mr {transport}."
)
TWO_MEETINGS_APART = (
    f"{CHIEF_ARRIVES} The {{minister_post}}, Mr {{minister}}, came with him. "
    "Mr {chief_short} next met with the Vice-Governor of the {provincial_government}, Mr {vice}. "
    "He later met with the Acting Mayor of the {city_government}, Mr {acting}. Joining him at both meetings were "
    "Mr {minister}; the {security_post}, Mr {security}; and the {transport_post}, Mr {transport}."
)

both_casts = pytest.mark.parametrize("cast", [REAL, INVENTED], ids=["real", "invented"])


def read(text: str) -> Extraction:
    issued = datetime.fromisoformat(ISSUED)
    return extract_release(Release("probe", "en", "A visit", issued, text))


def find(extraction: Extraction, name: str) -> str:
    """Gives the one entity that bears a name; fails where there is none or more than one."""
    found = [entity.id for entity in extraction.entities if any(label.text == name for label in entity.labels)]
    assert len(found) == 1, f"{name!r} names {found} among {[entity.id for entity in extraction.entities]}"
    return found[0]


def find_all(extraction: Extraction, *names: str) -> set[str]:
    return {find(extraction, name) for name in names}


def list_triples(extraction: Extraction, predicate: str) -> set[tuple[str, str]]:
    return {(s.subject, s.object) for s in extraction.statements if s.predicate == predicate}


def list_offices(extraction: Extraction, name: str) -> set[str]:
    """Gives the names of the posts that somebody holds by the tenures of a release."""
    names = {entity.id: entity.get_name("en") for entity in extraction.entities}
    person = find(extraction, name)
    return {names[tenure.post] for tenure in extraction.tenures if tenure.person == person and tenure.post}


def list_agents(owner: Event | Agreement, role: str) -> set[str]:
    return {part.agent for part in owner.participations if part.role == f"gba:{role}"}


def find_events(extraction: Extraction, kind: str) -> list[Event]:
    return [event for event in extraction.events if event.type == f"gba:{kind}"]


def list_said(extraction: Extraction, words: str) -> list[Statement]:
    """Gives the statements of the one sentence that holds the words."""
    ordinals = [sentence.ordinal for sentence in extraction.sentences if words in sentence.text]
    assert len(ordinals) == 1, f"{words!r} stands in sentences {ordinals}"
    return [statement for statement in extraction.statements if statement.sentence == ordinals[0]]


# 1. Page breaks inside sentences.

BROKEN = (
    f"{CHIEF_ARRIVES}\n\nOfficials of the two sides who took their seats at the long table included representatives of "
    "the {bureau} ({bureau_short}); {broken_engage} ({engage_short}) under the {bureau_short}; and others.\n\n"
    "Over the years the two sides have done many things together, among them the steady growth of trade and the opening"
    "\n\nof a school in {city}. Mr {chief_short} will head to {next_city} tomorrow (January 9)."
)


def break_name(name: str) -> str:
    first, _, rest = name.rpartition(" ")
    head, _, tail = first.rpartition(" ")
    return f"{head}\n\n{tail} {rest}"


def read_broken(cast: Cast) -> Extraction:
    return read(BROKEN.format_map({**asdict(cast), "broken_engage": break_name(cast.engage)}))


@both_casts
def test_a_page_break_inside_a_sentence_or_a_name_is_joined(cast: Cast) -> None:
    extraction = read_broken(cast)
    texts = [sentence.text for sentence in extraction.sentences]
    assert len(texts) == 4
    assert f"{cast.engage} ({cast.engage_short}) under the {cast.bureau_short}" in texts[1]
    assert texts[2].endswith(f"and the opening of a school in {cast.city}.")


@both_casts
def test_what_a_page_break_cuts_is_still_read(cast: Cast) -> None:
    extraction = read_broken(cast)
    pair = (find(extraction, cast.engage), find(extraction, cast.bureau))
    assert pair in list_triples(extraction, "org:subOrganizationOf")


@both_casts
def test_offsets_are_exact_across_page_breaks(cast: Cast) -> None:
    extraction = read_broken(cast)
    text = extraction.release.text
    assert [text[s.start : s.end].count("\n\n") for s in extraction.sentences] == [0, 1, 1, 0]
    for sentence in extraction.sentences:
        assert " ".join(text[sentence.start : sentence.end].split()) == sentence.text
        for position, character in enumerate(sentence.text):
            found = text[sentence.find_offset(position)]
            assert found == character or (found.isspace() and character == " ")


@both_casts
def test_the_graph_keeps_the_sentence_with_its_page_break(cast: Cast) -> None:
    extraction = read_broken(cast)
    graph = Graph.in_memory()
    graph.add(make_quads([extraction]))
    question = "SELECT ?exact ?start ?end WHERE { ?s oa:exact ?exact ; oa:start ?start ; oa:end ?end } ORDER BY ?start"
    rows = [(str(exact), int(str(start)), int(str(end))) for exact, start, end in graph.ask(question)]
    assert rows
    assert all(extraction.release.text[start:end] == exact for exact, start, end in rows)
    assert any("\n\n" in exact for exact, _, _ in rows)


@both_casts
def test_a_heading_or_a_finished_sentence_is_not_joined(cast: Cast) -> None:
    extraction = cast.tell("Visit to {city}\n\nMr {chief} arrived.\n\nHe rested.")
    assert [sentence.text for sentence in extraction.sentences] == [
        f"Visit to {cast.city}",
        f"Mr {cast.chief} arrived.",
        "He rested.",
    ]


# 2. One membership, two posts, one committee.


@both_casts
@pytest.mark.parametrize("opening", ["The ceremony was led by ", "Mr {chief} met with ", ""])
def test_three_offices_share_the_committee_that_closes_the_list(cast: Cast, opening: str) -> None:
    extraction = cast.tell(f"{opening}{MEMBER}{'' if opening else ', spoke'}.")
    assert list_offices(extraction, cast.member) == {
        f"member of the Standing Committee of the {cast.committee}",
        f"Director of the {cast.department} of the {cast.committee}",
        f"Director of the {cast.group_office} of the {cast.committee}",
    }


@both_casts
def test_each_shared_body_is_under_the_committee(cast: Cast) -> None:
    extraction = cast.tell(f"The ceremony was led by {MEMBER}.")
    committee = find(extraction, cast.committee)
    units = ("Standing Committee", cast.department, cast.group_office)
    assert list_triples(extraction, "org:subOrganizationOf") >= {
        (find(extraction, f"{unit} of the {cast.committee}"), committee) for unit in units
    }


@both_casts
def test_the_committee_itself_is_nobodys_body(cast: Cast) -> None:
    """He is in the Standing Committee and directs two of the committee's offices; of more the words say nothing."""
    extraction = cast.tell(f"The ceremony was led by {MEMBER}.")
    bodies = {tenure.body for tenure in extraction.tenures}
    units = ("Standing Committee", cast.department, cast.group_office)
    assert bodies == find_all(extraction, *(f"{unit} of the {cast.committee}" for unit in units))


# 3. "respectively".


@both_casts
@pytest.mark.parametrize("text", [SIGNING, SIGNING_AS_PASSIVE], ids=["witnessed", "passive"])
def test_respectively_gives_each_signatory_one_government(cast: Cast, text: str) -> None:
    extraction = cast.tell(text)
    (agreement,) = extraction.agreements
    behalves = {part.agent: part.on_behalf_of for part in agreement.participations if part.role == "gba:signatory"}
    assert behalves == {
        find(extraction, cast.director): find(extraction, cast.provincial_government),
        find(extraction, cast.minister): find(extraction, cast.own_government),
    }


@both_casts
@pytest.mark.parametrize("text", [SIGNING, SIGNING_AS_PASSIVE], ids=["witnessed", "passive"])
def test_those_who_witness_do_not_sign(cast: Cast, text: str) -> None:
    extraction = cast.tell(text)
    (agreement,) = extraction.agreements
    assert list_agents(agreement, "witness") == find_all(extraction, cast.chief, cast.member)
    signed = {subject for subject, _ in list_triples(extraction, "gba:signed")}
    assert signed == find_all(extraction, cast.director, cast.minister)


@both_casts
@pytest.mark.parametrize("text", [SIGNING, SIGNING_AS_PASSIVE], ids=["witnessed", "passive"])
def test_the_governments_are_the_parties_and_there_is_one_signing_that_day(cast: Cast, text: str) -> None:
    extraction = cast.tell(text)
    (agreement,) = extraction.agreements
    (signing,) = find_events(extraction, "signing")
    assert set(agreement.parties) == find_all(extraction, cast.provincial_government, cast.own_government)
    assert (agreement.signed_at, agreement.signed_on, signing.start) == (signing.id, "2024-01-08", "2024-01-08")


# 4. "met with A, and then B".


@both_casts
@pytest.mark.parametrize("text", [TWO_MEETINGS, TWO_MEETINGS_APART], ids=["and then", "apart"])
def test_met_with_one_and_then_another_is_two_meetings(cast: Cast, text: str) -> None:
    extraction = cast.tell(text)
    chief, vice, acting = (find(extraction, name) for name in (cast.chief, cast.vice, cast.acting))
    assert len(find_events(extraction, "meeting")) == 2
    met = {frozenset(pair) for pair in list_triples(extraction, "gba:metWith")}
    assert met == {frozenset({chief, vice}), frozenset({chief, acting})}


@both_casts
@pytest.mark.parametrize("text", [TWO_MEETINGS, TWO_MEETINGS_APART], ids=["and then", "apart"])
def test_the_three_who_also_attended_are_in_both_meetings(cast: Cast, text: str) -> None:
    extraction = cast.tell(text)
    shared = find_all(extraction, cast.chief, cast.minister, cast.security, cast.transport)
    found = [{part.agent for part in event.participations} for event in find_events(extraction, "meeting")]
    assert sorted(found, key=sorted) == sorted(
        ({*shared, find(extraction, other)} for other in (cast.vice, cast.acting)), key=sorted
    )


# 5. Two people of one surname.

SAME_SURNAME = (
    "The {minister_post}, Mr {minister}, arrived in {city} today (January 8). "
    "In the morning, Mr {minister_short} met with the Vice-Governor of the {provincial_government}, Mr {vice}. "
    "In the afternoon, he met with the Acting Mayor of the {city_government}, Mr {acting}."
)


@both_casts
def test_a_surname_is_the_one_person_named_so_far(cast: Cast) -> None:
    extraction = cast.tell(SAME_SURNAME)
    minister, vice = find(extraction, cast.minister), find(extraction, cast.vice)
    assert (minister, vice) in {(s.subject, s.object) for s in list_said(extraction, "In the morning")}
    assert not extraction.open_mentions


@both_casts
def test_a_surname_that_two_people_bear_is_left_open(cast: Cast) -> None:
    extraction = cast.tell(f"{SAME_SURNAME} In the evening, Mr {{minister_short}} visited the {{academy}}.")
    assert list_said(extraction, "In the evening") == []
    (mention,) = extraction.open_mentions
    assert set(mention.candidates) == find_all(extraction, cast.minister, cast.acting)


# 6. Acting is not substantive.


@both_casts
def test_an_acting_mayor_is_not_a_substantive_one(cast: Cast) -> None:
    extraction = cast.tell("Mr {chief} met with the Acting Mayor of the {city_government}, Mr {acting}.")
    (tenure,) = [t for t in extraction.tenures if t.person == find(extraction, cast.acting)]
    assert tenure.capacity == "gba:acting"
    assert tenure.body == find(extraction, cast.city_government)
    post = next(entity for entity in extraction.entities if entity.id == tenure.post)
    assert not any("acting" in label.text.casefold() for label in post.labels if label.is_preferred)


@both_casts
def test_a_mayor_without_that_word_is_a_substantive_one(cast: Cast) -> None:
    extraction = cast.tell("Mr {chief} met with the Mayor of the {city_government}, Mr {acting}.")
    assert [t.capacity for t in extraction.tenures if t.person == find(extraction, cast.acting)] == ["gba:substantive"]


# 7. A body under another.


@both_casts
@pytest.mark.parametrize(
    "opening",
    ["Other officials present were Mr {chief}; and representatives of ", "Mr {chief} met with representatives of "],
)
@pytest.mark.parametrize("mark", [";", ","])
def test_a_body_under_an_abbreviation_is_under_the_body_it_stands_for(cast: Cast, opening: str, mark: str) -> None:
    extraction = cast.tell(
        f"{opening}the {{bureau}} ({{bureau_short}}){mark} {{engage}} ({{engage_short}}) "
        f"under the {{bureau_short}}{mark} "
        f"the {{high_bureau}} ({{high_bureau_short}}){mark} and the {{commission}} under the {{high_bureau_short}}."
    )
    assert list_triples(extraction, "org:subOrganizationOf") == {
        (find(extraction, cast.engage), find(extraction, cast.bureau)),
        (find(extraction, cast.commission), find(extraction, cast.high_bureau)),
    }


@both_casts
def test_both_bodies_may_be_abbreviations(cast: Cast) -> None:
    extraction = cast.tell(
        "The {commission} ({commission_short}) and the {high_bureau} ({high_bureau_short}) wrote to Mr {chief}. "
        "He met with the {commission_short} under the {high_bureau_short}."
    )
    pair = (find(extraction, cast.commission), find(extraction, cast.high_bureau))
    assert list_triples(extraction, "org:subOrganizationOf") == {pair}


# 8. The first meeting of what the agreement sets up.

CO_CHAIRED = (
    'Mr {chief_short} and Mr {member_short} then co-chaired the inaugural meeting, with the theme "building a home for '
    'talent", under the mechanism.'
)
HELD_BY_MECHANISM = (
    "The mechanism then held its inaugural meeting, co-chaired by Mr {chief_short} and Mr {member_short}. "
    'The theme was "building a home for talent".'
)
inaugural = pytest.mark.parametrize(
    "text",
    [f"{SIGNING}\n\n{CO_CHAIRED}", f"{SIGNING_AS_PASSIVE}\n\n{HELD_BY_MECHANISM}"],
    ids=["co-chaired", "held"],
)


@both_casts
@inaugural
def test_the_inaugural_meeting_has_two_chairs(cast: Cast, text: str) -> None:
    extraction = cast.tell(text)
    (meeting,) = find_events(extraction, "meeting")
    assert list_agents(meeting, "chair") == find_all(extraction, cast.chief, cast.member)
    assert meeting.start == "2024-01-08"


@both_casts
@inaugural
def test_the_inaugural_meeting_has_a_theme(cast: Cast, text: str) -> None:
    (meeting,) = find_events(cast.tell(text), "meeting")
    assert meeting.theme == "building a home for talent"


@both_casts
@inaugural
def test_the_meeting_is_under_the_mechanism_that_the_agreement_sets_up(cast: Cast, text: str) -> None:
    extraction = cast.tell(text)
    (meeting,) = find_events(extraction, "meeting")
    (agreement,) = extraction.agreements
    assert meeting.mechanism is not None
    assert agreement.establishes == (meeting.mechanism,)
    assert (agreement.id, meeting.mechanism) in list_triples(extraction, "gba:establishes")


# 9. Done or planned, each with its own date.


@both_casts
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The {own_government} will establish the {institute} in the {zone}.", "gba:planned"),
        ("The {own_government} will help science. It will also establish a {institute} in the {zone}.", "gba:planned"),
        ("The {own_government} established the {institute} in October 2023.", "gba:done"),
        ("The {institute} was established by the {own_government} in October 2023.", "gba:done"),
    ],
)
def test_will_establish_is_planned_and_established_is_done(cast: Cast, text: str, status: str) -> None:
    extraction = cast.tell(text)
    found = {(s.subject, s.object, s.status) for s in extraction.statements if s.predicate == "gba:establishes"}
    assert found == {(find(extraction, cast.own_government), find(extraction, cast.institute), status)}


@both_casts
@pytest.mark.parametrize("verb", ["will organise", "will hold", "is to host"])
def test_an_event_still_to_come_is_planned_with_its_own_month(cast: Cast, verb: str) -> None:
    extraction = cast.tell(f"{CHIEF_ARRIVES} {{engage}} ({{engage_short}}) {verb} the {{summit}} in May 2024.")
    (event,) = find_events(extraction, "conference")
    assert (event.status, event.start, event.date_basis) == ("gba:planned", "2024-05", "gba:statedDate")
    assert [part.agent for part in event.participations] == [find(extraction, cast.engage)]


@both_casts
def test_what_was_held_last_year_is_done_with_its_own_month(cast: Cast) -> None:
    extraction = cast.tell(
        f"{CHIEF_ARRIVES} The 23rd Plenary of the {{conference}} was successfully held in {{city}} in March 2023."
    )
    (event,) = find_events(extraction, "meeting")
    assert (event.status, event.start, event.date_basis) == ("gba:done", "2023-03", "gba:statedDate")
    assert event.places == (find(extraction, cast.city),)


@both_casts
def test_a_plan_makes_no_plain_triple(cast: Cast) -> None:
    extraction = cast.tell("The {own_government} will establish the {institute}. Mr {chief} will visit {next_city}.")
    graph = Graph.in_memory()
    graph.add(make_quads([extraction]))
    assert len(extraction.statements) >= 2
    assert graph.ask("SELECT ?s WHERE { ?s gba:establishes|gba:visited|gba:participatedIn ?o } ORDER BY ?s") == []
    assert len(graph.ask("SELECT ?c WHERE { ?c a gba:Claim ; gba:status ?status } ORDER BY ?c")) == len(
        extraction.statements
    )


# 10. Days without a year.


@both_casts
@pytest.mark.parametrize(
    ("day", "start", "basis"),
    [
        ("today (January 8)", "2024-01-08", "gba:yearFromIssued"),
        ("on January 8", "2024-01-08", "gba:yearFromIssued"),
        ("on December 30", "2023-12-30", "gba:yearFromIssued"),
        ("today", "2024-01-08", "gba:relativeToIssued"),
        ("on January 6, 2024", "2024-01-06", "gba:statedDate"),
    ],
)
def test_a_day_without_a_year_takes_it_from_the_issue_date_and_says_so(
    cast: Cast, day: str, start: str, basis: str
) -> None:
    (event,) = cast.tell(f"The {{chief_post}}, Mr {{chief}}, arrived in {{city}} {day}.").events
    assert (event.start, event.date_basis) == (start, basis)


@both_casts
def test_tomorrow_is_another_day_and_planned(cast: Cast) -> None:
    extraction = cast.tell(
        f"{CHIEF_ARRIVES} Mr {{chief_short}} will continue his visit to {{city}}, and then head to {{next_city}}, "
        "tomorrow (January 9)."
    )
    planned = {(event.start, event.date_basis) for event in extraction.events if event.status == "gba:planned"}
    places = {place for event in extraction.events if event.status == "gba:planned" for place in event.places}
    assert planned == {("2024-01-09", "gba:yearFromIssued")}
    assert places == find_all(extraction, cast.city, cast.next_city)


# 11. An academician without a comma.


@both_casts
@pytest.mark.parametrize("verb", ["exchanged views with", "met with"])
def test_academician_of_the_academy_professor_x_is_one_person_with_one_post(cast: Cast, verb: str) -> None:
    extraction = cast.tell(
        f"{CHIEF_ARRIVES} During the visits, he {verb} academician of the {{academy}} Professor {{scholar}} and other "
        "people of the city."
    )
    chief, scholar = find(extraction, cast.chief), find(extraction, cast.scholar)
    assert list_offices(extraction, cast.scholar) == {f"academician of the {cast.academy}"}
    (tenure,) = [tenure for tenure in extraction.tenures if tenure.person == scholar]
    assert tenure.body == find(extraction, cast.academy)
    assert (chief, scholar) in list_triples(extraction, "gba:metWith")


# 12. Speech.

SPEECH = (
    f"{CHIEF_ARRIVES}\n\n"
    "Mr {chief_short} said that the {own_government} and the {provincial_government} have worked hand in hand since "
    "travel resumed. Last year people met with scholars and many firms visited {city}. He hoped that the "
    "{city_government} would meet with Mr {minister}, that the {bureau} would sign an agreement with the {academy}, "
    "and that young people would attend the {summit}. "
)
SPOKEN_FACTS = [
    (
        "In the time ahead, the {own_government} will establish the {institute} in the {zone}.",
        ("own_government", "gba:establishes", "institute", "gba:planned"),
    ),
    (
        "The {own_government} established the {institute} in October 2023.",
        ("own_government", "gba:establishes", "institute", "gba:done"),
    ),
    (
        "The {institute} under the {bureau} is doing well.",
        ("institute", "org:subOrganizationOf", "bureau", "gba:done"),
    ),
]


@both_casts
def test_no_relation_comes_out_of_wishes_and_praise_in_speech(cast: Cast) -> None:
    extraction = cast.tell(SPEECH)
    assert {statement.sentence for statement in extraction.statements} == {1}
    assert len(extraction.events) == 1


@both_casts
@pytest.mark.parametrize(("text", "fact"), SPOKEN_FACTS, ids=["planned", "started", "exists"])
def test_what_speech_says_to_exist_start_or_be_planned_carries_its_speaker(
    cast: Cast, text: str, fact: tuple[str, str, str, str]
) -> None:
    extraction = cast.tell(SPEECH + text)
    names = asdict(cast)
    subject, predicate, target, status = fact
    expected = (find(extraction, names[subject]), predicate, find(extraction, names[target]), status)
    spoken = [statement for statement in extraction.statements if statement.sentence > 1]
    assert [(s.subject, s.predicate, s.object, s.status) for s in spoken] == [expected]
    assert spoken[0].stated_by == find(extraction, cast.chief)


@both_casts
def test_an_event_announced_in_speech_carries_its_speaker(cast: Cast) -> None:
    extraction = cast.tell(f"{SPEECH}{{engage}} will organise the {{summit}} in May 2024.")
    (event,) = find_events(extraction, "conference")
    spoken = [statement for statement in extraction.statements if statement.sentence > 1]
    assert event.status == "gba:planned"
    assert {(s.object, s.status, s.stated_by) for s in spoken} == {
        (event.id, "gba:planned", find(extraction, cast.chief))
    }


@both_casts
def test_what_the_release_tells_itself_has_no_speaker(cast: Cast) -> None:
    extraction = cast.tell(f"{SPEECH}\n\nMr {{chief_short}} visited the {{academy}}.")
    assert [s.stated_by for s in list_said(extraction, "visited the")] != []
    assert {s.stated_by for s in list_said(extraction, f"visited the {cast.academy}")} == {None}

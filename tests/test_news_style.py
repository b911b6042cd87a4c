"""Offices in front of bare names, as a news site writes them: "Secretary for Tides Wong Mei-fan met ..."."""

from __future__ import annotations

from datetime import datetime

import pytest

from kg.languages.english.lexicon import read_english
from kg.languages.english.phrases import read_phrases
from kg.pipeline import extract_release
from kg.releases import Release
from kg.statements import Extraction

ISSUED = datetime.fromisoformat("2024-05-03T12:00+08:00")
SURNAMES = frozenset({"wong", "ho", "kwong", "tse", "qi", "iun", "poon", "he"})

Held = tuple[str, str, str | None]


def read(text: str) -> Extraction:
    return extract_release(Release("unit", "en", "A unit", ISSUED, text))


def list_held(extraction: Extraction) -> list[Held]:
    """Gives (person, post, body) of each tenure, the post and the body by any of their names."""
    names = {entity.id: entity.get_name("en") for entity in extraction.entities}
    return [
        (names[tenure.person], names[tenure.post or ""], names[tenure.body] if tenure.body is not None else None)
        for tenure in extraction.tenures
    ]


def list_names(text: str, kind: str = "person") -> list[str]:
    found = read_phrases(text, {}, read_english(), surnames=SURNAMES)
    return [phrase.text for phrase in found if phrase.kind == kind]


def list_people(text: str) -> list[str]:
    return [entity.get_name("en") for entity in read(text).entities if entity.kind == "person"]


@pytest.mark.parametrize(
    ("text", "post", "name"),
    [
        ("Secretary for Tides Wong Mei-fan left.", "Secretary for Tides", "Wong Mei-fan"),
        ("Secretary for Tides & Moons Wong Mei-fan left.", "Secretary for Tides & Moons", "Wong Mei-fan"),
        ("Secretary for Tides, Moons & Kites Rosa Wong left.", "Secretary for Tides, Moons & Kites", "Rosa Wong"),
        ("Secretary for Tides, Moons and Kites Rosa Wong left.", "Secretary for Tides, Moons and Kites", "Rosa Wong"),
        ("Secretary for Justice Rosa Quill spoke.", "Secretary for Justice", "Rosa Quill"),
        ("Secretary for the Civil Service Rosa Quill spoke.", "Secretary for the Civil Service", "Rosa Quill"),
        ("Acting Secretary for Health Ada Pun left.", "Acting Secretary for Health", "Ada Pun"),
        (
            "Under Secretary for Labour & Welfare Ho Kwok-wah left.",
            "Under Secretary for Labour & Welfare",
            "Ho Kwok-wah",
        ),
        (
            "Permanent Secretary for Home & Youth Affairs Ada Pun left.",
            "Permanent Secretary for Home & Youth Affairs",
            "Ada Pun",
        ),
        ("Director of Tides, Moons & Conservation Ada Pun left.", "Director of Tides, Moons & Conservation", "Ada Pun"),
        ("Director of Fire Services Ada Pun left.", "Director of Fire Services", "Ada Pun"),
        ("Commissioner for Kites John KC Wong left.", "Commissioner for Kites", "John KC Wong"),
        ("Chief Executive John KC Quill left.", "Chief Executive", "John KC Quill"),
        ("Deputy Financial Secretary Algernon Quill left.", "Deputy Financial Secretary", "Algernon Quill"),
        ("Chief Secretary Edith Wong Mei-fan left.", "Chief Secretary", "Edith Wong Mei-fan"),
        ("Deputy Minister Iun Tin Iun left.", "Deputy Minister", "Iun Tin Iun"),
        ("Secretary General Anselmo da Pesca left.", "Secretary General", "Anselmo da Pesca"),
        ("Vice-Premier He Qiming left.", "Vice-Premier", "He Qiming"),
        ("Secretary for Security Wong King-shing left.", "Secretary for Security", "Wong King-shing"),
        ("Secretary for Security WONG Mei-fan left.", "Secretary for Security", "WONG Mei-fan"),
        ("The Secretary for Tides, Wong Mei-fan, left.", "Secretary for Tides", "Wong Mei-fan"),
        ("The Secretary for Tides, Rosa Wong, left.", "Secretary for Tides", "Rosa Wong"),
        (
            "Secretary for Kite Services & the Treasury Rosa Quill left.",
            "Secretary for Kite Services & the Treasury",
            "Rosa Quill",
        ),
        (
            "Director-General of Lantern Promotion Rosa Quill left.",
            "Director-General of Lantern Promotion",
            "Rosa Quill",
        ),
        ("Chief Justice Rosa Quill left.", "Chief Justice", "Rosa Quill"),
        ("Assistant Government Chemist Rosa Quill left.", "Assistant Government Chemist", "Rosa Quill"),
        (
            "Assistant Director of Kite Safety (Tide Policy) Rosa Quill left.",
            "Assistant Director of Kite Safety (Tide Policy)",
            "Rosa Quill",
        ),
    ],
)
def test_an_office_ends_where_a_bare_name_begins(text: str, post: str, name: str) -> None:
    assert (list_names(text, "post"), list_names(text)) == ([post], [name])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Hong Kong Lantern Authority Chief Executive Ada Pun left.",
            ("Chief Executive", "Hong Kong Lantern Authority", "Ada Pun"),
        ),
        (
            "Tides & Moons Bureau Deputy Director Iun Tin Iun left.",
            ("Deputy Director", "Tides & Moons Bureau", "Iun Tin Iun"),
        ),
        (
            "He met Governor of the Public Lantern Fund (PLF) Rosa Al-Quill today.",
            ("Governor", "Public Lantern Fund", "Rosa Al-Quill"),
        ),
        ("He met Managing Director of the PLF Rosa Quill today.", ("Managing Director", "PLF", "Rosa Quill")),
        (
            "He met Director General of the Lantern Bureau Qi Wenbo today.",
            ("Director General", "Lantern Bureau", "Qi Wenbo"),
        ),
        (
            "He met Director of the Lantern Affairs Office Bureau IV Qi Wen today.",
            ("Director", "Lantern Affairs Office Bureau IV", "Qi Wen"),
        ),
        (
            "He met Deputy Director-General of the Kites Department of the Lantern Office of the Moon Government "
            "in the Hong Kong SAR Qi Wenbo.",
            (
                "Deputy Director-General",
                "Kites Department of the Lantern Office of the Moon Government in the Hong Kong SAR",
                "Qi Wenbo",
            ),
        ),
        (
            "He met Secretary of the Lantern Committee & Mayor of Kiteville Iun Tin today.",
            ("Secretary", "Lantern Committee", "Iun Tin"),
        ),
        (
            "He met Lantern Management Company Chief Kite Development Officer Qi Wen today.",
            ("Chief Kite Development Officer", "Lantern Management Company", "Qi Wen"),
        ),
        ("He met Lantern Bureau Tide Officer Qi Wen today.", ("Tide Officer", "Lantern Bureau", "Qi Wen")),
        ("Deputy Director, Lantern Office (LO), Ms Ada Pun, left.", ("Deputy Director", "Lantern Office", "Ada Pun")),
        (
            "He met Deputy Minister in the Moon Ministry of Justice's Kites Department Wong Hong-sik today.",
            ("Deputy Minister", "Kites Department of the Moon Ministry of Justice", "Wong Hong-sik"),
        ),
    ],
)
def test_a_body_ends_where_a_bare_name_begins(text: str, held: tuple[str, str, str]) -> None:
    found = read_phrases(text, {}, read_english(), surnames=SURNAMES)
    post = next(phrase for phrase in found if phrase.kind == "post")
    assert post.of is not None
    assert (post.title, post.of.text, list_names(text)[-1]) == held


def test_what_a_ranked_officer_is_of_is_no_body_of_that_rank() -> None:
    assert list_names("He met Senior Government Kite Officer Qi Wen today.", "post") == [
        "Senior Government Kite Officer"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Secretary for Justice Building is closed.",
        "The Chief Executive Policy Unit met.",
        "The Secretary for Health Office is open.",
        "The Director of Health Services left.",
        "The Director of Kites and Lanterns left.",
        "The Secretary for Tides and Moons left.",
        "The President of Wong Tin Kee left.",
        "The Chairman of Lantern & Wong left.",
        "The Chief Executive Award Scheme began.",
        "The Chief Executive Budget Speech began.",
        "The Director of Lantern Engineering Works left.",
        "Secretary for Tides Wong Mei-fan visits Lantern City",
        "Chief Executive Rosa Wong meets Lantern delegation",
        "The Secretary for Tides visited Wong Mei-fan Lane.",
        "The Secretary for Tides went to Lantern Quill.",
        "The Governor of Lantern Quay in Rosa Quill left.",
        "The Chief Secretary Lantern Week 2026 began.",
        "The rank of Administrative Officer Staff Grade B1 was given.",
        "The Governor Lantern Road and the President Wong Land were closed.",
        "The Head of Kites and Tide Attraction/Lantern Promotion left.",
        "The Curator of Wong Wong Tin Tin left.",
    ],
)
def test_an_office_without_a_name_a_heading_or_a_thing_names_nobody(text: str) -> None:
    assert list_names(text) == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Secretary for Justice Rosa Quill met Ms Wong Mei-fan.", ("Rosa Quill", "Secretary for Justice", None)),
        (
            "Secretary for Culture, Sports & Tourism Rosa Quill left.",
            ("Rosa Quill", "Secretary for Culture, Sports and Tourism", None),
        ),
        (
            "Hong Kong Monetary Authority Chief Executive Ada Poon left.",
            ("Ada Poon", "Chief Executive", "Hong Kong Monetary Authority"),
        ),
        ("Prime Minister of Singapore Rosa Quill left.", ("Rosa Quill", "Prime Minister of Singapore", None)),
        (
            "She met Crown Prince of Abu Dhabi, the UAE, Sheikh Omar bin Quill bin Omar Al Quill.",
            ("Omar bin Quill bin Omar Al Quill", "Crown Prince of Abu Dhabi", None),
        ),
        ("The Mayor of Porto, Portugal, Mr Rui Quill, left.", ("Rui Quill", "Mayor of Porto", None)),
        (
            "Rosa (Chairman of the Lantern Board, Ms Rosa Quill), ladies and gentlemen,",
            ("Rosa Quill", "Chairman", "Lantern Board"),
        ),
        (
            "Deputy Director of the Lantern Board in the Hong Kong SAR Qi Wenbo left.",
            ("Qi Wenbo", "Deputy Director", "Lantern Board"),
        ),
        ("Secretary for Tides Jordan Wong left.", ("Jordan Wong", "Secretary for Tides", None)),
        ("Secretary of the Lantern Committee Wong Kunming left.", ("Wong Kunming", "Secretary", "Lantern Committee")),
        ("Wong Mei-fan, Director of the Lantern Bureau, left.", ("Wong Mei-fan", "Director", "Lantern Bureau")),
    ],
)
def test_a_bare_name_behind_an_office_holds_it(text: str, held: Held) -> None:
    found = list_held(read(text))
    assert [(name, body) for name, _, body in found] == [(held[0], held[2])]
    assert found[0][1].startswith(held[1])


def test_each_of_a_list_holds_the_office_in_front() -> None:
    text = (
        "The ceremony was hosted by Director General of the Lantern Bureau Qi Wenbo; Director of the Kites Office "
        "Bureau IV Qi Wen; Secretary for Education Wong Mei-fan; and Tides Bureau Deputy Director Iun Tin Iun."
    )
    assert list_people(text) == sorted(["Qi Wenbo", "Qi Wen", "Wong Mei-fan", "Iun Tin Iun"], key=str.casefold)


@pytest.mark.parametrize(
    "later",
    [
        "Mr Ho visited Foshan.",
        "Ho Kwok-wah visited Foshan.",
        "He visited Foshan.",
        "Mr Ho Kwok-wah visited Foshan.",
        "At noon, Ho Kwok-wah visited Foshan.",
    ],
)
def test_a_bare_name_is_taken_up_again(later: str) -> None:
    found = read(f"Secretary for Tides Ho Kwok-wah spoke. {later}")
    assert [entity.id for entity in found.entities if entity.kind == "person"] == ["person/ho-kwok-wah"]
    assert found.open_mentions == ()
    assert any("person/ho-kwok-wah" in str(event) for event in found.events)


def test_the_second_of_several_in_one_office_is_named_too() -> None:
    text = "Its representatives to the Lantern Council Rosa Quill and Ada Wong were present."
    assert list_names(text) == ["Rosa Quill", "Ada Wong"]


@pytest.mark.parametrize(
    ("chief", "visitors"),
    [
        ("The lantern chief", ["person/ada-pun"]),
        ("The navigation chief", ["person/qi-wen"]),
        ("The kite chief", []),
        ("The chief", []),
    ],
)
def test_the_chief_of_a_field_is_who_holds_an_office_of_it(chief: str, visitors: list[str]) -> None:
    text = "Secretary for Lanterns Ada Pun and Secretary for Navigational Aids Qi Wen met. Mr Bo Lin left. {} visited the Pearl Gallery."
    visits = [event for event in read(text.format(chief)).events if event.type == "gba:visit"]
    assert [part.agent for visit in visits for part in visit.participations] == visitors


def test_the_chief_of_one_of_two_in_a_field_is_nobody() -> None:
    text = (
        "Secretary for Lanterns Ada Pun met Director of Lanterns Qi Wen. The lantern chief visited the Pearl Gallery."
    )
    assert [event.type for event in read(text).events] == ["gba:meeting"]


def test_who_is_announced_as_an_officer_is_named() -> None:
    assert list_names("The Lantern Bureau today announced Felix Wong as its new Director.") == ["Felix Wong"]
    assert list_names("The Lantern Bureau today announced Kite Wong as its new venue.") == []


def test_an_honorific_that_comes_later_is_learnt() -> None:
    text = (
        "Secretary for Tides Ada Wong and Secretary for Moons Joe Wong spoke. Ms Ada Wong left. Ms Wong visited Foshan."
    )
    found = read(text)
    assert [open_mention.text for open_mention in found.open_mentions] == []


def test_a_surname_with_the_other_honorific_is_somebody_else() -> None:
    found = read("The Secretary for Tides, Ms Wong Mei-fan, spoke. Mr Wong visited Foshan.")
    assert [mention.candidates for mention in found.open_mentions] == [()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr. Ho Kwok-wah left.", ["Ho Kwok-wah"]),
        ("The Chairman, Dr. Ho, and Mr. Joe Wong left.", ["Ho", "Joe Wong"]),
        ("Prof. Ada Pun and Professor Rosa Quill left.", ["Ada Pun", "Rosa Quill"]),
        ("Mr HO Kwok-wah and Ms WONG Mei Fan left.", ["HO Kwok-wah", "WONG Mei Fan"]),
    ],
)
def test_an_honorific_may_have_a_dot_and_a_name_capitals(text: str, names: list[str]) -> None:
    assert list_names(text) == names


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Tides, Moons & Kites Department left.", "Tides, Moons & Kites Department"),
        ("The Tides & Moons Bureau left.", "Tides & Moons Bureau"),
        ("The Association of Tidal Nations and Belt & Road (B&R) countries met.", "Association of Tidal Nations"),
        ("The International Kite Monetary Fund left.", "International Kite Monetary Fund"),
        ("The Lantern Sub-office of the Kite Bureau left.", "Lantern Sub-office of the Kite Bureau"),
        ("The Lantern Affairs Office Bureau IV left.", "Lantern Affairs Office Bureau IV"),
    ],
)
def test_a_bureau_of_several_fields_is_one_body(text: str, body: str) -> None:
    assert list_names(text, "body") == [body]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Hong Kong Special Administrative Region Government left.", "body/hksarg"),
        ("Ms Mei Wong thanked the central government for its help.", "body/cpg"),
        ("Ms Mei Wong met the central government of Portugal.", None),
        ("Ms Mei Wong visited the State Council Hong Kong & Macao Affairs Office.", "body/hkmao"),
        ("Ms Mei Wong visited the State Council Lantern Office.", "body/state-council-lantern-office"),
    ],
)
def test_a_known_body_is_known_by_what_news_calls_it(text: str, body: str | None) -> None:
    found = [entity.id for entity in read(text).entities if entity.kind == "body" and entity.id != "body/state-council"]
    assert found == [body][: body is not None]


def test_an_ampersand_is_an_and() -> None:
    found = read(
        "The Culture, Sports & Tourism Bureau and the Tides & Moons Bureau left. The Tides and Moons Bureau met."
    )
    assert sorted(entity.id for entity in found.entities if entity.kind == "body") == [
        "body/cstb",
        "body/tides-and-moons-bureau",
    ]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Ms Ada Pun toured the Moon Hospital and met its Chief Executive, Dr Joe Wong.", "Moon Hospital"),
        ("Ms Ada Pun met the Moon Hospital's Chief Executive, Dr Joe Wong.", "Moon Hospital"),
        ("Ms Ada Pun met Dr Joe Wong, its Chief Executive.", ""),
        ("Ms Ada Pun met Hong Kong's Chief Executive, Dr Joe Wong.", "Hong Kong Special Administrative Region"),
        ("The Chief Executive, Dr Joe Wong, met Ms Ada Pun.", "Hong Kong Special Administrative Region"),
    ],
)
def test_a_body_has_its_own_chief_executive(text: str, post: str) -> None:
    found = read(text)
    names = {entity.id: entity.get_name("en") for entity in found.entities}
    whole = f"Chief Executive of the {post}" if post else "Chief Executive"
    assert [names[tenure.post or ""] for tenure in found.tenures] == [whole]


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        ("Mr Bo Lin met Tides Board member Ada Pun.", "gba:substantive"),
        ("Mr Bo Lin met former Tides Board member Ada Pun.", "gba:former"),
        ("Former Tides Board member Ada Pun left.", "gba:former"),
    ],
)
def test_a_standing_in_front_of_the_body_is_that_of_the_office(text: str, capacity: str) -> None:
    extraction = read(text)
    assert list_held(extraction) == [("Ada Pun", "member of the Tides Board", "Tides Board")]
    assert [tenure.capacity for tenure in extraction.tenures] == [capacity]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Chief Executive-elect", "Chief Executive"),
        ("Mayor-elect of Foshan", "Mayor of Foshan"),
        ("Director-designate of the Tides Office", "Director of the Tides Office"),
    ],
)
def test_who_is_elect_does_not_hold_the_office_yet_and_it_is_the_office(title: str, office: str) -> None:
    extraction = read(f"The {title}, Mr Bo Lin, left.")
    assert [tenure.capacity for tenure in extraction.tenures] == ["gba:designate"]
    (post,) = (entity for entity in extraction.entities if entity.kind == "post")
    assert office in [label.text for label in post.labels]


def test_where_a_firm_has_its_seat_is_no_part_of_its_name() -> None:
    assert list_names("Mr Bo Lin visited Foshan-based Kite Motors.", "body") == ["Kite Motors"]


def test_a_title_of_two_words_is_no_part_of_a_name() -> None:
    assert sorted(list_people("Tan Sri Bo Lin met Datuk Seri Ada Pun. Tan Sri Lin left.")) == ["Ada Pun", "Bo Lin"]

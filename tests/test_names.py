"""What an event or a thing is called: one name behind one article is one, however many words "and" ties in it."""

from __future__ import annotations

from datetime import datetime

import pytest
from clause_facts import ISSUED, read_text

from kg.extraction import read_extraction
from kg.gazetteer import Gazetteer, Holding, Name, Thing
from kg.releases import Release
from kg.statements import Extraction, mark_sentence

EVENTS = (
    ("attended the Lantern Midsummer and National Day Celebration", ["Lantern Midsummer and National Day Celebration"]),
    ("attended the Moon & Road Innovation and Development Forum", ["Moon & Road Innovation and Development Forum"]),
    ("attended the Moon & Road Forum", ["Moon & Road Forum"]),
    (
        "officiated at the 28th Tide Summer Festival and Rehearsal Camp opening ceremony",
        ["28th Tide Summer Festival and Rehearsal Camp opening ceremony"],
    ),
    ("attended the Lanterns, Moons and Tides Expo", ["Lanterns, Moons and Tides Expo"]),
    ("attended the Lanterns, Moons and Tides reception", ["Lanterns, Moons and Tides reception"]),
    ("attended a Lantern Midsummer and National Day reception", ["Lantern Midsummer and National Day reception"]),
    ("attended its Business and Cultural Exchange Dinner", ["Business and Cultural Exchange Dinner"]),
    ("attended the Lantern Chamber and Tide Association reception", ["Lantern Chamber and Tide Association reception"]),
    ("attended the Lantern Carnival cum Moon Day", ["Lantern Carnival cum Moon Day"]),
    ("attended the opening ceremony cum tide seminar", ["opening ceremony cum tide seminar"]),
    ("attended the Zhuhai – Lantern Business Dinner", ["Zhuhai – Lantern Business Dinner"]),
    ("attended the Lantern Business Dinner – Partnership", ["Lantern Business Dinner"]),
    ("attended the Tides Forum and the Moon Expo", ["Moon Expo", "Tides Forum"]),
    ("attended the Tides Forum and Moon Expo", ["Moon Expo", "Tides Forum"]),
    ("attended the Lantern Ceremony and Gala Dinner", ["Gala Dinner", "Lantern Ceremony"]),
    ("attended the Lantern Forum and a Moon reception", ["Lantern Forum", "Moon reception"]),
    (
        "spoke at the 28th Tide Orchestra (TO) Summer Festival and Rehearsal Camp opening ceremony",
        ["28th Tide Orchestra Summer Festival and Rehearsal Camp opening ceremony"],
    ),
    ("spoke at Highs and Lows: Lantern-Moon Partnership Webinar", ["Highs and Lows: Lantern-Moon Partnership Webinar"]),
    ("spoke at Lantern Dinner: Kite Webinar", ["Lantern Dinner"]),
    (
        "attended the Tide Festival in Porto - Rediscovering Lanterns opening ceremony",
        ["Tide Festival in Porto - Rediscovering Lanterns opening ceremony"],
    ),
    ("attended the Tide Forum in Porto opening ceremony", ["Tide Forum in Porto opening ceremony"]),
    ("attended the Tide Festival: New Voices closing ceremony", ["Tide Festival: New Voices closing ceremony"]),
    ("attended the Tide Forum in Porto welcome dinner", ["Tide Forum in Porto welcome dinner"]),
    ("attended the Tide Forum in Porto", ["Tide Forum"]),
    ("attended the Tide Forum in Celebration of the Tide Bureau", ["Tide Forum"]),
    ("attended the annual Lantern Spring Reception", ["Lantern Spring Reception"]),
    ("attended the second Lantern Spring Reception", ["second Lantern Spring Reception"]),
    ("attended the annual meeting", ["annual meeting"]),
)
WHOLE = (  # what an event is of, for or on belongs to its name
    ("attended the opening ceremony of the Lantern Expo", "opening ceremony of the Lantern Expo"),
    ("attended the opening of the Tide Museum", "opening of the Tide Museum"),
    (
        "attended the first meeting of the Lantern Expo of the Tide Museum",
        "first meeting of the Lantern Expo of the Tide Museum",
    ),
    ("attended the award ceremony for the Lantern Awards", "award ceremony for the Lantern Awards"),
    ("attended the 2024 Lantern Seminar on Tidal Law", "2024 Lantern Seminar on Tidal Law"),
    (
        "attended the opening ceremony of Le Tide May Lantern Festival 2024",
        "opening ceremony of Le Tide May Lantern Festival 2024",
    ),
    (
        'attended the opening reception of the kite exhibition "Tides for All"',
        'opening reception of the kite exhibition "Tides for All"',
    ),
    ('attended the launch ceremony of the "Tides for All" campaign', 'launch ceremony of the "Tides for All" campaign'),
    ("attended the opening ceremony of the Lantern Expo (LE)", "opening ceremony of the Lantern Expo"),
    ("attended the opening of the newly built Tide Museum", "opening of the newly built Tide Museum"),
    (
        "attended the send-off ceremony for the Tide Team to the 9th Lantern Games",
        "send-off ceremony for the Tide Team to the 9th Lantern Games",
    ),
    ("attended the reception of the Lantern Awards to the Tide Museum", "reception of the Lantern Awards"),
    ("attended the Lantern Council Dialogue with Tide Leaders", "Lantern Council Dialogue with Tide Leaders"),
)
BARE = (  # of what, nobody can tell for certain: a list, a part of more words, a day, something without a name
    "of the Lantern Expo and the Kite Forum",
    "of the Lantern Expo volunteers",
    "of the Lantern Expo's garden",
    "of the Lantern Expo - Moons for All",
    "of the AI in Tides Series",
    "of the Tide May Lantern volunteers",
    'of "Tides for All" and "Moons for All"',
    "of a lantern museum",
    "on May 2",
    "by the Tide Bureau",
    "for visiting Porto officials",
    "with Tide Leaders Mr Bo Lin and Ms Ada Pun",
)
MET_TWICE = "Mr Bo Lin met with Ms Mei Wong. Mr Lin met with Ms Ada Pun."
PLACES = (
    ("visited the Lantern and Tide Museum", ["Lantern and Tide Museum"]),
    ("visited Zhuhai and Tide Museum", ["Tide Museum", "Zhuhai"]),
    ("visited the Lantern Park and Tide Museum", ["Lantern Park", "Tide Museum"]),
    ("visited Europe", ["Europe"]),
    ("visited the Lantern Moon Tunnel", ["Lantern Moon Tunnel"]),
    ("attended a fair at Moon Tide Court in Foshan", ["Foshan", "Moon Tide Court"]),
    ("visited the Tide Swimming Pool", ["Tide Swimming Pool"]),
)


def read(text: str, gazetteer: Gazetteer | None = None) -> Extraction:
    release = Release("example", "en", "An example", datetime.fromisoformat(ISSUED), text)
    return read_extraction(release, gazetteer or KNOWN)


@pytest.mark.parametrize(("deed", "names"), EVENTS)
def test_a_name_is_not_cut_at_its_and(deed: str, names: list[str]) -> None:
    extraction = read_text(f"Ms Wong Mei-fan {deed} today.")
    assert sorted(event.label for event in extraction.events) == names


CHINESE_EVENTS: tuple[tuple[str, list[str]], ...] = (
    ("黃美芬女士今日出席沙灣古廟抗戰紀念碑揭幕典禮。", ["沙灣古廟抗戰紀念碑揭幕典禮"]),
    ("黃美芬女士今日出席首屆燈籠產業峰會暨2024潮汐夥伴大會。", ["首屆燈籠產業峰會暨2024潮汐夥伴大會"]),
    ("黃美芬女士今日出席香港燈籠峰會（香港）暨潮汐頒獎典禮。", ["香港燈籠峰會暨潮汐頒獎典禮"]),
    ("黃美芬女士今日出席香港燈籠峰會和潮汐頒獎典禮。", ["潮汐頒獎典禮", "香港燈籠峰會"]),
    ("黃美芬女士今日出席香港燈籠科技展開幕禮。", ["香港燈籠科技展開幕禮"]),
    ("黃美芬女士今日舉辦主題活動。", ["主題活動"]),
    ("黃美芬女士舉辦主題活動。", []),
    ("座談會今日在浪茄燈籠大樓四樓一號會議室舉行，由黃美芬女士分享心得。", []),
    ("黃美芬女士今日在浪茄燈籠大樓宴會廳出席潮汐論壇。", ["潮汐論壇"]),
    ("黃美芬女士不時拜訪祁文博先生，並在佛山舉辦合適的主題活動。", []),
)


@pytest.mark.parametrize(("text", "names"), CHINESE_EVENTS)
def test_a_chinese_event_has_its_whole_name_and_a_practice_none(text: str, names: list[str]) -> None:
    assert sorted(event.label for event in read_text(text, lang="zh").events) == names


INITIATIVES: tuple[tuple[str, list[str]], ...] = (
    ('The Tide Bureau runs the "Save Lanterns" campaign.', ["Save Lanterns"]),
    ('The Tide Bureau runs the scheme "Tides for All".', ["Tides for All"]),
    ('A rehearsal under "Moons for All: A Special Lamp Series" was held.', ["Moons for All: A Special Lamp Series"]),
    ('Under the "one moon, two tides" policy, the Tide Bureau grew.', []),
    ('Mr Bo Lin spoke at the "Save Lanterns" press conference.', []),
    ('The Tide Bureau held the "Think Tides, Think Kites" business promotion event.', ["Think Tides, Think Kites"]),
    ('The Tide Bureau announced a project entitled "Study of Lamps".', ["Study of Lamps"]),
    ('The Tide Bureau announced a song entitled "Study of Lamps".', []),
    ("The Zhuhai Kite Festival was held. The Kite Festival grew.", ["Zhuhai Kite Festival"]),
    ("The Zhuhai Kite Festival was held. The 9th Kite Festival grew.", ["9th Kite Festival", "Zhuhai Kite Festival"]),
    ("The Blueprint for Lamps & Moon Arts Development was published.", ["Blueprint for Lamps & Moon Arts Development"]),
    ("Mr Bo Lin attended the 20th Tide Expo Asia.", ["20th Tide Expo Asia"]),
    ("Mr Bo Lin won the Lantern Design Competition.", ["Lantern Design Competition"]),
    ("Mr Bo Lin attended the Tide Practice Training Course.", ["Tide Practice Training Course"]),
    ("Mr Bo Lin walked on the Tide Golf Course.", []),
    ("Mr Bo Lin attended the third Moon Tide Dialogue.", ["Moon Tide Dialogue"]),
    ("Mr Bo Lin attended the Tide Council Leaders' Informal Dialogue.", []),
    ("Mr Bo Lin attended the Moon Working Group (MWG) Meeting.", []),
    ("The report was made under the Lantern Convention on the Rights of Kites (LCRK).", []),
    ("Mr Bo Lin attended the Lantern Week x Tide Festival 2025.", ["Lantern Week x Tide Festival 2025"]),
    (
        "The Blueprint for Lamp Lore in Primary and Secondary Schools was published.",
        ["Blueprint for Lamp Lore in Primary and Secondary Schools"],
    ),
    ("The Blueprint for Lamp Lore in Foshan was published.", ["Blueprint for Lamp Lore"]),
    ("Mr Bo Lin spoke at the LMTA–KBX Joint Tide Forum.", ["LMTA–KBX Joint Tide Forum"]),
    ("Mr Bo Lin spoke at the LAMPS · Tide Kite Summit.", ["LAMPS · Tide Kite Summit"]),
    ("Mr Bo Lin spoke at the Lantern Tide Summit · Zhuhai.", ["Lantern Tide Summit"]),
    ("Mr Bo Lin spoke at the Business of Tide Asia Forum.", ["Business of Tide Asia Forum"]),
    ("Mr Bo Lin spoke at Business of Lantern Week.", ["Business of Lantern Week"]),
    ("Mr Bo Lin thanked the Athletes of Tide Asia Games.", ["Tide Asia Games"]),
    ("The Gardener of Tide Asia Forum, Mr Bo Lin, spoke.", ["Tide Asia Forum"]),
    (
        "The 9th Lantern Games for Persons with Special Needs began.",
        ["9th Lantern Games for Persons with Special Needs"],
    ),
    ("The Lantern Scheme for Persons with Foshan began.", ["Lantern Scheme for Persons"]),
    ("The Lantern Scheme for Kites with Special Lamps began.", ["Lantern Scheme for Kites"]),
)
BODIES: tuple[tuple[str, list[str]], ...] = (
    ("Mr Bo Lin joined the Administrative Service in 1990.", []),
    ("Mr Bo Lin met members of the Consular Corps.", []),
    ("The plan is good for the Creative Industries.", []),
    ("Mr Bo Lin visited the Old Tide Police Station and the Lantern Activities Centre.", []),
    ("Mr Bo Lin visited the Lantern Arbitration Board International.", ["Lantern Arbitration Board International"]),
    ("Mr Bo Lin attended the Lantern Business Dinner – Partnership for Growth.", []),
    (
        "The Lantern Association for Friendship with Foreign Countries replied.",
        ["Lantern Association for Friendship with Foreign Countries"],
    ),
    ("The delegation of Zhuhai 2020 Lantern Games Tide Olympians arrived.", []),
    ("The Administration of Customs of China replied.", ["Administration of Customs of China"]),
    ("The Commissioner for Lanterns and Creative Industries, Ms Mei Wong, left.", []),
    ("Kites from Foshan and the Chinese Mainland joined the race.", []),
    (
        "The Lantern Museum (LM), the Tide Office and the Moon Bureau replied.",
        ["Lantern Museum", "Moon Bureau", "Tide Office"],
    ),
    ("The Lantern Museum (LM) was opened by the Tide Office.", ["Tide Office"]),
    ('Lantern Board launched a new "One Day Tide Cruise", taking passengers to Foshan.', ["Lantern Board"]),
    (
        "The HKU Faculty of Kites and Porto John A. Quill School of Kites and Moons replied.",
        ["HKU Faculty of Kites", "Porto John A. Quill School of Kites and Moons", "The University of Hong Kong"],
    ),
    ("The 2024 Lantern Council (LC) Tide Assembly met.", ["Lantern Council", "Tide Assembly"]),
    (
        "The 20th Central Committee of the Lantern Union met.",
        ["20th Central Committee of the Lantern Union", "Lantern Union"],
    ),
    ("Mr Bo Lin attended the Foundation Day of the Lantern Board.", ["Lantern Board"]),
    ("Mr Bo Lin visited Institut Lantern in Porto.", ["Institut Lantern"]),
    ("- Section of Tide Drive East outside the Lantern Board will be closed.", ["Lantern Board"]),
    ("Ms Wong signed a Trade Promotion and Kite Protection Agreement with the Lantern Board.", ["Lantern Board"]),
    ("When President Quill visited Foshan, he met the Lantern Board.", ["Lantern Board"]),
    # two bodies side by side
    (
        "The Tide University School of Kites and University College Porto replied.",
        ["Tide University School of Kites", "University College Porto"],
    ),
    (
        "The Tide School of Kites and Lantern University School of Kites and Moons replied.",
        ["Lantern University School of Kites and Moons", "Tide School of Kites"],
    ),
    ("Ms Wong signed it with the Tides and Moons Commission on Porto's part.", ["Tides and Moons Commission"]),
    (
        "The fair was organised by the Tide Office, the Kite City and the Moon Company Limited.",
        ["Kite City", "Moon Company Limited", "Tide Office"],
    ),
    (
        "Ms Mei Wong visited the Tide Office, the Kite City and the Moon Company Limited.",
        ["Moon Company Limited", "Tide Office"],
    ),
    ("The fire in Foshan (Kite Committee) was put out.", ["Kite Committee"]),
    (
        "The Kite Office of the Tides Bureau (TB) left. The Kite Office of the TB came.",
        ["Kite Office of the Tides Bureau", "Tides Bureau"],
    ),
    ("Ms Mei Wong dined with Moon Economic Leaders and the Kite Board.", ["Kite Board"]),
    ("The Marketing and Kite Sub-Committee replied.", ["Marketing and Kite Sub-Committee"]),
)
PEOPLE: tuple[tuple[str, list[str]], ...] = (
    ("The works of artists Ada Wong and Kit Lau were shown.", ["Ada Wong", "Kit Lau"]),
    ("Music by composers Ada Wong, Kit Lau and Mei Chan was heard.", ["Ada Wong", "Kit Lau", "Mei Chan"]),
    ("The artists Tide Moon and Kite Lamp are two ships.", []),
    ("The Dr Bo Lin Foundation and the Dr Ada Pun Museum (APM) replied.", []),
)
NO_PLACES = (
    "The plaque recalls the War, and a ceremony in the War of Kites was attended by Ms Mei Wong.",
    "Ms Mei Wong spoke in Celebration of the moon.",
    "A Zhuhai audience cheered.",
    "The delegation of Zhuhai 2020 Lantern Games Tide Olympians arrived.",
    "They would build a 'Healthy Tide City'.",
    "Growth in Thai culture was told.",
    "Kites came from across Asia, Europe and the Middle East.",
    "The Lantern Moon Tunnel and the Kite Corridor are closed.",
    "The Blueprint for Lamp Lore in Primary and Secondary Schools was published.",
    "The High Tide Court heard the case.",
    "The forum on AI in Education was held.",
)


@pytest.mark.parametrize(("text", "names"), INITIATIVES)
def test_what_goes_on_or_comes_round_is_an_initiative(text: str, names: list[str]) -> None:
    assert list_names(text, "initiative") == names


@pytest.mark.parametrize(("text", "names"), BODIES)
def test_a_grade_a_trade_a_building_and_a_subtitle_are_no_bodies(text: str, names: list[str]) -> None:
    assert list_names(text, "body") == names


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_whose_occupation_is_named_is_somebody_and_a_foundation_is_nobody(text: str, names: list[str]) -> None:
    assert list_names(text, "person") == names


@pytest.mark.parametrize("text", NO_PLACES)
def test_an_adjective_a_slogan_and_a_phrase_are_no_places(text: str) -> None:
    assert list_names(text, "place") == []


def list_names(text: str, kind: str) -> list[str]:
    return sorted(entity.get_name("en") for entity in read_text(text).entities if entity.kind == kind)


@pytest.mark.parametrize(("deed", "name"), WHOLE)
def test_what_an_event_is_of_belongs_to_its_name(deed: str, name: str) -> None:
    assert [event.label for event in read_text(f"Ms Wong Mei-fan {deed} today.").events] == [name]


@pytest.mark.parametrize("behind", BARE)
def test_of_what_nobody_can_tell_an_event_is_not_named(behind: str) -> None:
    text = f"Ms Wong Mei-fan attended the opening ceremony {behind}."
    assert "opening ceremony" in [event.label for event in read_text(text).events]


def test_a_chinese_ceremony_is_not_cut_to_its_head() -> None:
    extraction = read_text("潮汐局今日舉行揭幕典禮，局長黃美芬女士出席。", lang="zh")
    assert [event.label for event in extraction.events] == ["揭幕典禮"]


def test_two_ceremonies_of_one_day_are_two_events() -> None:
    text = "Ms Wong Mei-fan attended the opening ceremony of the Lantern Expo today. She attended the opening of the Tide Museum."
    names = ["opening ceremony of the Lantern Expo", "opening of the Tide Museum"]
    assert sorted(event.label for event in read_text(text).events) == names


def test_a_ceremony_keeps_what_a_later_sentence_says_that_it_is_of() -> None:
    text = "Ms Wong Mei-fan spoke at an opening ceremony today. Mr Bo Lin attended the opening ceremony of the Lantern Expo."
    assert [event.label for event in read_text(text).events] == ["opening ceremony of the Lantern Expo"]


@pytest.mark.parametrize(("deed", "names"), PLACES)
def test_a_place_is_not_cut_at_its_and(deed: str, names: list[str]) -> None:
    extraction = read_text(f"Ms Wong Mei-fan {deed} today.")
    assert sorted(entity.get_name("en") for entity in extraction.entities if entity.kind == "place") == names


KNOWN = Gazetteer(
    things={
        thing.id: thing
        for thing in (
            Thing("body/lantern-bureau", "body", "bureau", (Name("Lantern Bureau", "en", "pref"),)),
            Thing(
                "post/lanterns",
                "post",
                labels=(Name("Director of Lanterns", "en", "pref"),),
                body="body/lantern-bureau",
            ),
            Thing(
                "place/moon-seas", "place", "region", (Name("Moon Seas", "en", "pref"), Name("月海", "zh-Hant", "pref"))
            ),
            Thing("initiative/tide-and-moon", "initiative", labels=(Name("Tide and Moon", "en", "pref"),)),
            Thing("person/lin-bo-known", "person", labels=(Name("Bo Lin", "en", "pref"),), honorific="Mr"),
        )
    },
    holdings={"post/lanterns": (Holding("person/lin-bo-known", "post/lanterns", "2020", None, False, None, ""),)},
    surnames=frozenset({"lin", "wong"}),
    chinese_surnames=frozenset({"黃"}),
)
NAMESAKES = (
    ("The President of the Tide University, Professor Bo Lin, met with Ms Mei Wong.", False),
    ("The Chairman of the Tide Chamber, Mr Bo Lin, met with Ms Mei Wong.", False),
    ("Professor Bo Lin of the Tide University met with Ms Mei Wong.", False),
    (
        "The Chairman of the Judging Panel and the President of the Tide University, Professor Bo Lin, met with Ms Mei Wong.",
        False,
    ),
    ("The Director of Lanterns and Chancellor of the Tide University, Mr Bo Lin, met with Ms Mei Wong.", True),
    ("Mr Bo Lin met with Ms Mei Wong.", True),
    ("Professor Bo Lin (President of the Tide University) met with Ms Mei Wong.", False),
    ("Professor Bo Lin met with Ms Mei Wong.", False),
    ("Dr Bo Lin met with Ms Mei Wong.", True),  # officials become doctors
    ("The Director of Lanterns, Mr Bo Lin, met with Ms Mei Wong.", True),
    ("The Head of the Lantern Bureau, Mr Bo Lin, met with Ms Mei Wong.", True),
    ("The Director of the Moon Bureau, Mr Bo Lin, met with Ms Mei Wong.", True),  # officials change office
)


@pytest.mark.parametrize(("text", "is_known"), NAMESAKES)
def test_a_known_officer_is_nobody_of_another_sort_of_body(text: str, is_known: bool) -> None:
    people = [entity.id for entity in read(text).entities if entity.kind == "person"]
    assert ("person/lin-bo-known" in people) is is_known


def test_a_name_goes_on_over_a_known_one() -> None:
    found = read("Ms Mei Wong attended the second Tide and Moon Forum for Lamp Safety today.")
    assert [event.label for event in found.events] == ["Tide and Moon Forum for Lamp Safety"]


def test_two_of_one_name_are_told_apart_by_honorific_and_body() -> None:
    text = "The Director of Lanterns, Mr Bo Lin, met the President of the Tide University, Professor Bo Lin."
    found = read(text)
    assert {tenure.person for tenure in found.tenures} == {"person/lin-bo-known", "person/bo-lin"}
    assert len(found.events[0].participations) == 2


@pytest.mark.parametrize(("start", "is_next"), [("2024-07-01", True), ("2027-07-01", False)])
def test_of_two_of_one_name_the_next_holder_of_an_office_is_its_designate(start: str, *, is_next: bool) -> None:
    other = Thing("person/other-bo-lin", "person", labels=(Name("Bo Lin", "en", "pref"),), honorific="Mr")
    seat = Holding(other.id, "post/lanterns", start, None, False, None, "")
    gazetteer = Gazetteer(
        things={**KNOWN.things, other.id: other}, holdings={"post/lanterns": (seat,)}, surnames=KNOWN.surnames
    )
    found = read("The Director-designate of Lanterns, Mr Bo Lin, met with Ms Mei Wong.", gazetteer)
    assert (other.id in {entity.id for entity in found.entities}) is is_next


def test_of_two_of_one_name_neither_is_meant_where_nothing_tells_which() -> None:
    other = Thing("person/other-bo-lin", "person", labels=(Name("Bo Lin", "en", "pref"),), honorific="Mr")
    gazetteer = Gazetteer(things={**KNOWN.things, other.id: other}, holdings={}, surnames=KNOWN.surnames)
    found = read("Mr Bo Lin met with Ms Mei Wong.", gazetteer)
    assert [mention.candidates for mention in found.open_mentions] == [("person/lin-bo-known", other.id)]
    assert (found.statements, found.events) == ((), ())


def test_of_two_of_one_name_the_one_is_meant_whom_a_reader_names() -> None:
    other = Thing("person/other-bo-lin", "person", labels=(Name("Bo Lin", "en", "pref"),), honorific="Mr")
    gazetteer = Gazetteer(things={**KNOWN.things, other.id: other}, holdings={}, surnames=KNOWN.surnames)
    release = Release("example", "en", "An example", datetime.fromisoformat(ISSUED), MET_TWICE)
    found = read_extraction(
        release, gazetteer, answers={(1, mark_sentence("Mr Bo Lin met with Ms Mei Wong."), 1, "Bo Lin"): other.id}
    )
    assert found.open_mentions == ()
    met = {(said.sentence, said.subject) for said in found.statements if said.predicate == "gba:metWith"}
    assert {(1, other.id), (2, other.id)} < met
    assert "person/lin-bo-known" not in {entity.id for entity in found.entities}


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("Ms Mei Wong visited the Kite Bureau.", False),
        ("Ms Mei Wong visited Moon Seas. She met the Kite Bureau.", True),
        ("Ms Mei Wong visited the Kite Bureau in Moon Seas.", True),
        ("Ms Mei Wong met the Kite Bureau at the Moon Seas-Porto Kite Bay.", False),  # a name of its own
    ],
)
def test_a_bureau_of_another_government_is_known_only_where_its_place_is_named(text: str, *, is_known: bool) -> None:
    known = (
        Thing(
            "body/moon-kites", "body", "bureau", (Name("Kite Bureau", "en", "pref"),), jurisdiction="place/moon-seas"
        ),
        Thing("place/bay", "place", "region", (Name("Moon Seas-Porto Kite Bay", "en", "pref"),)),
    )
    things = {**KNOWN.things, **{thing.id: thing for thing in known}}
    gazetteer = Gazetteer(things=things, holdings={}, surnames=KNOWN.surnames)
    assert ("body/moon-kites" in {entity.id for entity in read(text, gazetteer).entities}) is is_known


SHORT_FORMS = (
    ("她參觀浪茄七聖燈塔博物館，七聖燈塔博物館去年啟用。", "place", 1),
    ("她參觀七聖燈塔博物館，香港七聖燈塔博物館去年啟用。", "place", 1),
    ("她參觀七聖燈塔博物館，浪茄七聖燈塔博物館去年啟用。", "place", 2),
    ("她參觀浪茄七聖燈塔博物館和海心七聖燈塔博物館，七聖燈塔博物館去年啟用。", "place", 3),
    ("她與海心潮汐研究會和潮汐研究會會面。", "body", 1),
    ("她出席「燈海漫步—夏日潮汐嘉年華」和「夏日潮汐嘉年華」。", "initiative", 1),
    ("她出席「夏日潮汐嘉年華」和「燈海漫步—夏日潮汐嘉年華」。", "initiative", 1),
    ("她出席「夏日潮汐嘉年華」和「海心夏日潮汐嘉年華」。", "initiative", 2),
)


@pytest.mark.parametrize(("text", "kind", "number"), SHORT_FORMS)
def test_a_name_that_ends_one_told_before_is_the_same_thing(text: str, kind: str, number: int) -> None:
    release = Release("example", "zh-Hant", "例", datetime.fromisoformat(ISSUED), text)
    found = [entity for entity in read_extraction(release, KNOWN).entities if entity.kind == kind]
    assert len(found) == number


@pytest.mark.parametrize(
    ("lang", "text", "is_named"),
    [
        ("zh-Hant", "黃美女士歡迎月海的人才。", False),
        ("zh-Hant", "黃美女士昨日訪問月海。", True),
        ("en", "Ms Mei Wong welcomed firms from the Moon Seas.", False),
        ("en", "Ms Mei Wong visited the Moon Seas yesterday.", True),
    ],
)
def test_a_part_of_the_world_is_a_place_only_where_something_happens(lang: str, text: str, is_named: bool) -> None:
    release = Release("example", lang, "An example", datetime.fromisoformat(ISSUED), text)
    found = {entity.id for entity in read_extraction(release, KNOWN).entities}
    assert ("place/moon-seas" in found) is is_named


def test_an_edition_has_the_name_of_what_comes_round() -> None:
    release = Release(
        "example", "zh-Hant", "例", datetime.fromisoformat(ISSUED), "潮汐局今日舉辦第二屆珠海．燈籠高峰論壇。"
    )
    found = [entity for entity in read_extraction(release, KNOWN).entities if entity.kind == "initiative"]
    assert ["珠海．燈籠高峰論壇" in {label.text for label in entity.labels} for entity in found] == [True]

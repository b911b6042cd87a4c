"""The seed release, read by hand: what the graph room is tested on, whatever the extractor can do."""

from __future__ import annotations

from datetime import datetime

from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.sentences import Sentence
from kg.statements import Agreement, Event, Extraction, Indicator, Participation, Statement, Tenure

DAY = "2024-01-08"
TEXTS = (
    "The Chief Secretary for Administration, Mr Chan Kwok-ki, arrived in Guangzhou today (January 8).",
    "Mr Chan and Mr Cheng Fubo attended the signing ceremony of a framework agreement 🤝 on talent.",
    "They witnessed the signing by Ms Li Huanchun and the Secretary for Labour and Welfare, Mr Chris Sun, "
    "on behalf of the two governments, to set up a mechanism.",
    'Mr Chan and Mr Cheng then co-chaired a meeting "under the mechanism".',
    "Also attending was Hong Kong\n\nTalent Engage (HKTE) under the Labour and Welfare Bureau.",
    "Afterwards, Mr Chan met with the Vice-Governor, Mr Zhang Xin; the Acting Mayor is Mr Sun Zhiyang.",
    "Mr Chan will head to Huizhou tomorrow (January 9).",
)
CHAN, CHENG, LI = "person/chan-kwok-ki", "person/cheng-fubo", "person/li-huanchun"
CHRIS, ZHANG, ZHIYANG = "person/chris-sun", "person/zhang-xin", "person/sun-zhiyang"
HKSARG, GUANGDONG, CITY = "body/hksar-government", "body/guangdong-government", "body/guangzhou-government"
LWB, HKTE = "body/labour-and-welfare-bureau", "body/hong-kong-talent-engage"
CS, SLW, MAYOR = "post/hk-chief-secretary-for-administration", "post/hk-slw", "post/guangzhou-mayor"
PACT, MECHANISM = "agreement/talent-co-operation", "mechanism/talent-co-ordination"
GUANGZHOU, HUIZHOU = "place/guangzhou", "place/huizhou"


def make_release(texts: tuple[str, ...]) -> Release:
    issued = datetime.fromisoformat("2024-01-08T20:00+08:00")
    return Release("seed-20240108", "en", "CS in Guangzhou", issued, "  " + "  ".join(texts))


def make_sentences(release: Release, texts: tuple[str, ...]) -> tuple[Sentence, ...]:
    places = [(release.text.index(text), text) for text in texts]
    return tuple(
        Sentence(ordinal, start, start + len(text), " ".join(text.split()))
        for ordinal, (start, text) in enumerate(places, 1)
    )


def make_entity(
    id: str, name: str, *others: str, zh: str = "", body: str | None = None, subkind: str | None = None
) -> Entity:
    labels = [Label(name, "en", True), *(Label(other, "en") for other in others)]
    chinese = [Label(zh, "zh-Hant", True)] if zh else []
    return Entity(id, id.partition("/")[0], (*labels, *chinese), subkind, body=body)


def make_part(owner: str, agent: str, role: str, behalf: str | None = None) -> Participation:
    name = f"participation/{owner.partition('/')[2]}-{agent.partition('/')[2]}-{role.partition(':')[2]}"
    return Participation(name, agent, role, behalf)


def state(subject: str, predicate: str, object: str, sentence: int, node: str | None = None) -> Statement:
    return Statement(subject, predicate, object, sentence, subject, object, "by-hand", node)


def state_parts(owner: Event | Agreement, predicate: str, sentence: int, roles: tuple[str, ...]) -> list[Statement]:
    return [
        state(part.agent, predicate, owner.id, sentence, part.id) for part in owner.participations if part.role in roles
    ]


ENTITIES = (
    make_entity(CHAN, "Chan Kwok-ki", "Mr Chan", zh="陳國基"),
    make_entity(CHENG, "Cheng Fubo"),
    make_entity(LI, "Li Huanchun"),
    make_entity(CHRIS, "Chris Sun", zh="孫玉菡"),
    make_entity(ZHANG, "Zhang Xin"),
    make_entity(ZHIYANG, "Sun Zhiyang"),
    make_entity(
        HKSARG,
        "Government of the Hong Kong Special Administrative Region",
        "HKSAR Government",
        zh="香港特別行政區政府",
        subkind="government",
    ),
    make_entity(GUANGDONG, "People's Government of Guangdong Province", subkind="government"),
    make_entity(CITY, "People's Government of Guangzhou Municipality", subkind="government"),
    make_entity(LWB, "Labour and Welfare Bureau", "LWB", subkind="bureau"),
    make_entity(HKTE, "Hong Kong Talent Engage", "HKTE", subkind="office"),
    make_entity(CS, "Chief Secretary for Administration", zh="政務司司長", body=HKSARG),
    make_entity(SLW, "Secretary for Labour and Welfare", body=LWB),
    make_entity(MAYOR, "Mayor", body=CITY),
    make_entity(PACT, "framework agreement on promoting Guangdong-Hong Kong talent co-operation"),
    make_entity(MECHANISM, "co-ordination mechanism on Guangdong-Hong Kong talent co-operation"),
    make_entity(GUANGZHOU, "Guangzhou", zh="廣州", subkind="city"),
    make_entity(HUIZHOU, "Huizhou", subkind="city"),
)
VISIT = Event(
    "event/visit",
    "gba:visit",
    "gba:done",
    "Visit to Guangzhou",
    "en",
    DAY,
    date_basis="gba:yearFromIssued",
    places=(GUANGZHOU,),
    participations=(make_part("event/visit", CHAN, "gba:participant"),),
)
SIGNING = Event(
    "event/signing",
    "gba:signing",
    "gba:done",
    "Signing ceremony",
    "en",
    DAY,
    date_basis="gba:relativeToIssued",
    participations=tuple(make_part("event/signing", who, "gba:participant") for who in (CHAN, CHENG)),
)
TALKS = Event(
    "event/talks",
    "gba:meeting",
    "gba:done",
    "Inaugural meeting",
    "en",
    DAY,
    date_basis="gba:relativeToIssued",
    theme="building a talent hub and promoting integrated development",
    mechanism=MECHANISM,
    participations=tuple(make_part("event/talks", who, "gba:chair") for who in (CHAN, CHENG)),
)
MEETING = Event(
    "event/meeting",
    "gba:meeting",
    "gba:done",
    "Meeting with Zhang Xin",
    "en",
    DAY,
    date_basis="gba:relativeToIssued",
    participations=tuple(make_part("event/meeting", who, "gba:participant") for who in (CHAN, ZHANG)),
)
PLANNED = Event(
    "event/huizhou",
    "gba:visit",
    "gba:planned",
    "Visit to Huizhou",
    "en",
    "2024-01-09",
    date_basis="gba:yearFromIssued",
    places=(HUIZHOU,),
    participations=(make_part("event/huizhou", CHAN, "gba:participant"),),
)
AGREEMENT = Agreement(
    PACT,
    "gba:done",
    DAY,
    SIGNING.id,
    (HKSARG, GUANGDONG),
    (MECHANISM,),
    (
        make_part(PACT, LI, "gba:signatory", GUANGDONG),
        make_part(PACT, CHRIS, "gba:signatory", HKSARG),
        make_part(PACT, CHAN, "gba:witness"),
        make_part(PACT, CHENG, "gba:witness"),
    ),
    sentences=(3,),
)
TENURES = (
    Tenure("tenure/cs", CHAN, CS, HKSARG, "gba:substantive", DAY),
    Tenure("tenure/slw", CHRIS, SLW, LWB, "gba:substantive", DAY),
    Tenure("tenure/mayor", ZHIYANG, MAYOR, CITY, "gba:acting", DAY),
)
STATEMENTS = (
    state(CHAN, "org:holds", CS, 1, "tenure/cs"),
    state(CHAN, "org:memberOf", HKSARG, 1, "tenure/cs"),
    state(CHAN, "gba:visited", GUANGZHOU, 1, VISIT.participations[0].id),
    *state_parts(VISIT, "gba:participatedIn", 1, ("gba:participant",)),
    *state_parts(SIGNING, "gba:participatedIn", 2, ("gba:participant",)),
    state(CHRIS, "org:holds", SLW, 3, "tenure/slw"),
    *state_parts(AGREEMENT, "gba:signed", 3, ("gba:signatory",)),
    *state_parts(AGREEMENT, "gba:witnessed", 3, ("gba:witness",)),
    state(HKSARG, "gba:partyTo", PACT, 3),
    state(GUANGDONG, "gba:partyTo", PACT, 3),
    state(PACT, "gba:establishes", MECHANISM, 3),
    *state_parts(TALKS, "gba:chaired", 4, ("gba:chair",)),
    *state_parts(TALKS, "gba:participatedIn", 4, ("gba:chair",)),
    state(HKTE, "org:subOrganizationOf", LWB, 5),
    state("indicator/figure", "schema:about", HKTE, 5),
    *state_parts(MEETING, "gba:participatedIn", 6, ("gba:participant",)),
    state(CHAN, "gba:metWith", ZHANG, 6),
    state(ZHANG, "gba:metWith", CHAN, 6),
    state(ZHIYANG, "org:holds", MAYOR, 6, "tenure/mayor"),
    *state_parts(PLANNED, "gba:participatedIn", 7, ("gba:participant",)),
)
RELEASE = make_release(TEXTS)
EXTRACTION = Extraction(
    RELEASE,
    make_sentences(RELEASE, TEXTS),
    ENTITIES,
    TENURES,
    (VISIT, SIGNING, TALKS, MEETING, PLANNED),
    (AGREEMENT,),
    STATEMENTS,
    indicators=(Indicator("indicator/figure", HKTE, "220000", "least", "applications", "en"),),
)

"""Events between two places, by hand: what the counts of activity and of co-operation are tested on."""

from __future__ import annotations

from datetime import UTC, datetime

import pyoxigraph as ox

from kg.graph.claims import claim_from_reference, make_quads
from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.sentences import Sentence
from kg.statements import Agreement, Event, Extraction, Participation, Statement, Tenure

HOME, CITY, OTHER, FAR = "place/harbour", "place/river-city", "place/hill-city", "place/far-city"
GOV, BUREAU, OFFICE, LAB = "body/harbour-government", "body/works", "body/bridges", "body/lab"
LIAISON, TOWN, PROVINCE = "body/liaison-office", "body/river-city-government", "body/province"
HEAD, ENGINEER, GUEST, GOVERNOR, TWICE = (
    f"person/{name}" for name in ("head", "engineer", "guest", "governor", "twice")
)
HEAD_POST, ENGINEER_POST, MAYOR_POST = "post/secretary", "post/engineer", "post/mayor"

# Place: kind, what it lies in.
PLACES = {
    "place/country": ("country", None),
    "place/elsewhere": ("country", None),
    HOME: ("sar", "place/country"),
    "place/pier": ("area", HOME),
    "place/province": ("province", "place/country"),
    CITY: ("municipality", "place/province"),
    "place/river-district": ("district", CITY),
    OTHER: ("municipality", "place/province"),
    FAR: ("city", "place/elsewhere"),
}
# Body: kind, the one above, its place.
BODIES = {
    "body/centre": ("government", None, "place/country"),
    GOV: ("government", None, HOME),
    BUREAU: ("bureau", GOV, HOME),
    OFFICE: ("department", BUREAU, HOME),
    LAB: ("statutory-body", BUREAU, HOME),
    "body/office-in-hill-city": ("office", GOV, OTHER),
    LIAISON: ("office", "body/centre", HOME),
    PROVINCE: ("government", "body/centre", "place/province"),
    TOWN: ("government", PROVINCE, CITY),
    "body/river-park": ("office", TOWN, None),
}
POSTS = {HEAD_POST: BUREAU, ENGINEER_POST: OFFICE, MAYOR_POST: TOWN, "post/chair": LAB}


def make_event(name: str, day: str | None, parts: tuple[Participation, ...], **more: str) -> Event:
    places = (more["place"],) if "place" in more else ()
    visited = (more["visited"],) if "visited" in more else ()
    type_, status = more.get("type", "gba:meeting"), more.get("status", "gba:done")
    return Event(f"event/{name}", type_, status, name, "en", day, places=places, visited=visited, participations=parts)


def take_part(event: str, agent: str, office: str | None = None, behalf: str | None = None) -> Participation:
    return Participation(f"participation/{event}-{agent[7:]}", agent, "gba:participant", behalf, in_office=office)


# One event a line; what each is there for stands in the tests.
EVENTS = (
    make_event("bridge", "2024-01-08", (take_part("bridge", HEAD, HEAD_POST),), place="place/river-district"),
    make_event(
        "talks",
        "2024-01-20",
        (take_part("talks", ENGINEER, ENGINEER_POST), take_part("talks", GUEST, MAYOR_POST)),
        place="place/pier",
    ),
    make_event("tour", "2024-03", (take_part("tour", HEAD, HEAD_POST),), visited="body/river-park", type="gba:visit"),
    make_event(
        "both", "2025-02-01", (take_part("both", HEAD, HEAD_POST), take_part("both", GUEST, MAYOR_POST)), place=OTHER
    ),
    make_event("known", "2025-02-02", (take_part("known", ENGINEER),), place=CITY),
    make_event("behalf", "2025-02-03", (take_part("behalf", TWICE, None, GOV),), place=CITY),
    make_event("unsure", "2025-02-04", (take_part("unsure", TWICE),), place=CITY),
    make_event("abroad", "2025-02-05", (take_part("abroad", HEAD, HEAD_POST),), place=FAR),
    make_event("province", "2025-02-06", (take_part("province", BUREAU), take_part("province", PROVINCE)), place=HOME),
    make_event("liaison", "2025-02-07", (take_part("liaison", LIAISON), take_part("liaison", LAB)), place=CITY),
    make_event("strangers", "2025-02-08", (take_part("strangers", GUEST, MAYOR_POST),), place=CITY),
    make_event("undated", None, (take_part("undated", HEAD, HEAD_POST),), place=CITY),
    make_event("someday", "2025", (take_part("someday", HEAD, HEAD_POST),), place=OTHER, type="gba:visit"),
    make_event("plan", "2025-02-09", (take_part("plan", HEAD, HEAD_POST),), place=CITY, status="gba:planned"),
    make_event("off", "2025-02-10", (take_part("off", HEAD, HEAD_POST),), place=CITY, status="gba:cancelled"),
)
AGREEMENTS = (
    Agreement("agreement/bridge", "gba:done", "2024-01-08", parties=(GOV, TOWN)),
    Agreement("agreement/draft", "gba:planned", "2024-01-09", parties=(GOV, TOWN)),
    Agreement("agreement/old", "gba:done", None, parties=(GOV, TOWN)),
)
TENURES = (
    Tenure("tenure/engineer", ENGINEER, ENGINEER_POST, OFFICE, "gba:substantive", "2025-02-02"),
    Tenure("tenure/twice-1", TWICE, HEAD_POST, BUREAU, "gba:acting", "2025-02-04"),
    Tenure("tenure/twice-2", TWICE, "post/chair", LAB, "gba:substantive", "2025-02-04"),
)


def make_entity(id: str, subkind: str | None = None, body: str | None = None) -> Entity:
    name = id.partition("/")[2].replace("-", " ").title()
    return Entity(id, id.partition("/")[0], (Label(name, "en", True),), subkind, body=body)


def list_entities() -> tuple[Entity, ...]:
    people = [make_entity(id) for id in (HEAD, ENGINEER, GUEST, GOVERNOR, TWICE)]
    places = [make_entity(id, kind) for id, (kind, _) in PLACES.items()]
    bodies = [make_entity(id, kind) for id, (kind, _, _) in BODIES.items()]
    pacts = [make_entity(pact.id) for pact in AGREEMENTS]
    return (*people, *places, *bodies, *pacts, *(make_entity(id, body=body) for id, body in POSTS.items()))


def list_statements() -> tuple[Statement, ...]:
    """Each event is one sentence, and then each agreement; what was not done is claimed as such."""
    parts = [
        Statement(part.agent, "gba:participatedIn", event.id, at, "", "", "by-hand", part.id, status=event.status)
        for at, event in enumerate(EVENTS, start=1)
        for part in event.participations
    ]
    pacts = [
        Statement(body, "gba:partyTo", pact.id, at, "", "", "by-hand", status=pact.status)
        for at, pact in enumerate(AGREEMENTS, start=len(EVENTS) + 1)
        for body in pact.parties
    ]
    return (*parts, *pacts)


def list_grounds() -> list[ox.Quad]:
    """What reference tables say of places and bodies."""
    facts = [(id, "schema:containedInPlace", around) for id, (_, around) in PLACES.items() if around]
    facts += [(id, "org:subOrganizationOf", above) for id, (_, above, _) in BODIES.items() if above]
    facts += [(id, "dct:spatial", place) for id, (_, _, place) in BODIES.items() if place]
    return [quad for fact in facts for quad in claim_from_reference(*fact, row="by hand", source="by hand")]


def make_town_quads() -> list[ox.Quad]:
    texts = [f"Sentence of {thing.id}." for thing in (*EVENTS, *AGREEMENTS)]
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    sentences = tuple(
        Sentence(at, start, start + len(text), text)
        for at, (start, text) in enumerate(zip(starts, texts, strict=True), 1)
    )
    release = Release("towns", "en", "Towns", datetime(2025, 3, 1, tzinfo=UTC), "\n".join(texts))
    extraction = Extraction(
        release, sentences, list_entities(), TENURES, EVENTS, AGREEMENTS, statements=list_statements()
    )
    return [*make_quads([extraction]), *list_grounds()]

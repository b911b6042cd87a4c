"""Two small releases, read by hand: what the views are tested on, whatever the extractor can do."""

from __future__ import annotations

from datetime import UTC, datetime

from kg.graph.claims import make_quads
from kg.graph.graph import Graph
from kg.mentions.entities import Entity, Label
from kg.releases import Release
from kg.sentences import Sentence
from kg.statements import Agreement, Event, Extraction, Participation, Statement, Tenure
from kg.views.names import KINDS

TALENT = (
    "The Chief Secretary for Administration, Mr Chan Kwok-ki, today (January 8) visited Guangzhou.",
    "The framework agreement was signed by the Secretary for Labour and Welfare, Mr Chris Sun, and Ms Li Huanchun.",
    "The signing was witnessed by Mr Chan.",
    "Mr Chan next met with the Vice-Governor, Mr Zhang Xin.",
    "He later met with the Acting Mayor, Mr Sun Zhiyang, <b>joined by</b> Mr Chris Sun.",
    "He will meet Mr Nobody Ng in Huizhou tomorrow (January 9).",
)
BRIEFING = ("The Chief Secretary for Administration, Mr Chan Kwok-ki, met the Mayor, Mr Sun Zhiyang, today (March 3).",)
CHAN, CHRIS, LI = "person/chan-kwok-ki", "person/chris-sun", "person/li-huanchun"
ZHANG, SUN, NG = "person/zhang-xin", "person/sun-zhiyang", "person/nobody-ng"
CS, SLW, MAYOR = "post/cs", "post/slw", "post/mayor-of-guangzhou"
HK, GUANGZHOU, LWB = "body/hksar-government", "body/guangzhou-government", "body/lwb"
PACT = "agreement/talent"
# All that is drawn as a mark; offices are lines to their bodies.
EVERY_KIND = frozenset(KINDS) - {"post"}


def make_release(id: str, day: str, sentences: tuple[str, ...]) -> Release:
    issued = datetime.fromisoformat(f"{day}T20:00").replace(tzinfo=UTC)
    url = f"https://www.info.gov.hk/gia/{id}.htm"
    return Release(id, "en", f"Release of {day}", issued, "\n".join(sentences), url)


def make_sentences(texts: tuple[str, ...]) -> tuple[Sentence, ...]:
    starts = [sum(len(before) + 1 for before in texts[:index]) for index in range(len(texts))]
    pairs = enumerate(zip(starts, texts, strict=True), start=1)
    return tuple(Sentence(ordinal, start, start + len(text), text) for ordinal, (start, text) in pairs)


def make_entity(id: str, *names: str, body: str | None = None) -> Entity:
    langs = ("en", "zh-Hant", "zh-Hans")
    labels = tuple(Label(name, lang, True) for name, lang in zip(names, langs, strict=False))
    return Entity(id, id.partition("/")[0], labels, body=body)


def state(subject: str, predicate: str, object: str, sentence: int, node: str | None = None) -> Statement:
    status = "gba:planned" if "event/ng" in object else "gba:done"
    return Statement(subject, predicate, object, sentence, subject, object, "by-hand", node, status=status)


def meet(event: str, sentence: int, agents: tuple[str, ...]) -> tuple[Statement, ...]:
    parts = [state(agent, "gba:participatedIn", event, sentence, name_part(event, agent)) for agent in agents]
    pairs = [(first, other) for first in agents for other in agents if first != other]
    return (*parts, *(state(first, "gba:metWith", other, sentence) for first, other in pairs))


def name_part(event: str, agent: str) -> str:
    return f"participation/{event.split('/')[1]}-{agent.split('/')[1]}"


def make_meeting(id: str, day: str, agents: tuple[str, ...], *, status: str = "gba:done") -> Event:
    parts = tuple(Participation(name_part(id, agent), agent, "gba:participant") for agent in agents)
    label = f"Meeting of {day}"
    return Event(id, "gba:meeting", status, label, "en", day, places=("place/guangzhou",), participations=parts)


ENTITIES = (
    make_entity(CHAN, "Chan Kwok-ki", "陳國基", "陈国基"),
    make_entity(CHRIS, "Chris Sun", "孫玉菡"),
    make_entity(LI, "Li Huanchun", "李煥春"),
    make_entity(ZHANG, "Zhang Xin", "張新"),
    make_entity(SUN, "Sun Zhiyang", "孫志洋"),
    make_entity(NG, "Nobody Ng"),
    make_entity(HK, "Government of the Hong Kong Special Administrative Region"),
    make_entity(GUANGZHOU, "People's Government of Guangzhou Municipality"),
    make_entity(LWB, "Labour and Welfare Bureau"),
    make_entity("body/other-government", "People's Government of Elsewhere"),
    make_entity(CS, "Chief Secretary for Administration", "政務司司長", body=HK),
    make_entity(SLW, "Secretary for Labour and Welfare", body=LWB),
    make_entity(MAYOR, "Mayor", "市長", body=GUANGZHOU),
    make_entity("post/mayor-of-elsewhere", "Mayor", "市長", body="body/other-government"),
    make_entity("place/guangzhou", "Guangzhou", "廣州"),
    make_entity(PACT, "Framework Agreement on Talent Co-operation"),
)
FIRST = Extraction(
    make_release("sample-20240108", "2024-01-08", TALENT),
    make_sentences(TALENT),
    ENTITIES,
    tenures=(
        Tenure("tenure/cs", CHAN, CS, HK, "gba:substantive", "2024-01-08"),
        Tenure("tenure/slw", CHRIS, SLW, LWB, "gba:substantive", "2024-01-08"),
        Tenure("tenure/acting-mayor", SUN, MAYOR, GUANGZHOU, "gba:acting", "2024-01-08"),
    ),
    events=(
        make_meeting("event/zhang", "2024-01-08", (CHAN, ZHANG)),
        make_meeting("event/sun", "2024-01-08", (CHAN, SUN, CHRIS)),
        make_meeting("event/ng", "2024-01-09", (CHAN, NG), status="gba:planned"),
    ),
    agreements=(
        Agreement(
            PACT,
            "gba:done",
            "2024-01-08",
            parties=(HK, GUANGZHOU),
            participations=(
                Participation("participation/talent-chris", CHRIS, "gba:signatory", HK),
                Participation("participation/talent-li", LI, "gba:signatory"),
                Participation("participation/talent-chan", CHAN, "gba:witness"),
            ),
        ),
    ),
    statements=(
        state(CHAN, "org:holds", CS, 1, "tenure/cs"),
        state(CHAN, "org:memberOf", HK, 1, "tenure/cs"),
        state(CHAN, "gba:visited", "place/guangzhou", 1),
        state(CHRIS, "org:holds", SLW, 2, "tenure/slw"),
        state(CHRIS, "gba:signed", PACT, 2, "participation/talent-chris"),
        state(LI, "gba:signed", PACT, 2, "participation/talent-li"),
        state(HK, "gba:partyTo", PACT, 2),
        state(GUANGZHOU, "gba:partyTo", PACT, 2),
        state(CHAN, "gba:witnessed", PACT, 3, "participation/talent-chan"),
        *meet("event/zhang", 4, (CHAN, ZHANG)),
        *meet("event/sun", 5, (CHAN, SUN, CHRIS)),
        state(SUN, "org:holds", MAYOR, 5, "tenure/acting-mayor"),
        state(CHAN, "gba:participatedIn", "event/ng", 6, name_part("event/ng", CHAN)),
        state(NG, "gba:participatedIn", "event/ng", 6, name_part("event/ng", NG)),
    ),
)
SECOND = Extraction(
    make_release("sample-20250303", "2025-03-03", BRIEFING),
    make_sentences(BRIEFING),
    ENTITIES,
    tenures=(
        Tenure("tenure/cs", CHAN, CS, HK, "gba:substantive", "2025-03-03"),
        Tenure("tenure/mayor", SUN, MAYOR, GUANGZHOU, "gba:substantive", "2025-03-03"),
    ),
    events=(make_meeting("event/later", "2025-03-03", (CHAN, SUN)),),
    statements=(
        state(CHAN, "org:holds", CS, 1, "tenure/cs"),
        state(SUN, "org:holds", MAYOR, 1, "tenure/mayor"),
        *meet("event/later", 1, (CHAN, SUN)),
    ),
)
EXTRACTIONS = (FIRST, SECOND)


def make_graph(*extractions: Extraction) -> Graph:
    """Gives the graph, in memory, of what was read by hand."""
    made = Graph.in_memory()
    made.add(make_quads(extractions))
    return made

"""A release in two languages: the English one as it is read, the Chinese one put together by hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from kg.mentions.entities import Entity, Label
from kg.pipeline import extract_release
from kg.releases import Release
from kg.sentences import split_sentences
from kg.statements import Agreement, EntityMention, Event, Extraction, Participation, Statement, Tenure

ISSUED = datetime.fromisoformat("2024-03-04T12:00+08:00")
DAY = "2024-03-04"
ENGLISH = """The Director of the Harbour Records Office, Mr Chan Tai-man, today (March 4) visited Guangzhou and met \
with the Director of the Guangzhou Lantern Bureau, Ms Ho Hoi-lam.

Mr Chan signed the Memorandum of Understanding on Lantern Exchange with the Chairman of the Pearl Lantern Association \
(PLA), Mr Sun Yiming. The signing was witnessed by Ms Ho.

Mr Chan then visited the Lotus Pavilion. He also met with the President of the Red River Academy, Mr Fabien Robert.
"""
CHINESE = """海港紀錄處處長陳大文今日（三月四日）到訪廣州，與廣州市燈籠局局長何海嵐會面。

陳大文與明珠燈籠協會（PLA）主席孫一鳴簽署《燈籠交流諒解備忘錄》。簽署由何海嵐見證。

陳大文其後參觀蓮花亭。他又與紅河學院院長Fabien Robert會面。
"""
CHAN, HO, SUN, ROBERT = "person/陳大文", "person/何海嵐", "person/孫一鳴", "person/fabien-robert"
OFFICE, BUREAU, CLUB, ACADEMY = "body/海港紀錄處", "body/廣州市燈籠局", "body/明珠燈籠協會", "body/紅河學院"
PACT, PAVILION, GUANGZHOU = "agreement/燈籠交流諒解備忘錄", "place/蓮花亭", "place/guangzhou"
SUBKINDS = {OFFICE: "office", BUREAU: "bureau", CLUB: "association", ACADEMY: "research", GUANGZHOU: "municipality"}
# What somebody who reads the characters aloud would say of the people here.
SOUNDS = {
    ("Chan Tai-man", "陳大文"): 1.0,
    ("Ho Hoi-lam", "何海嵐"): 1.0,
    ("Sun Yiming", "孫一鳴"): 1.0,
    ("Peter Chan", "陳大文"): 0.4,
    ("Peter Chan", "陳小明"): 0.4,
    ("Mary Chan", "陳大文"): 0.4,
    ("Mary Chan", "陳小明"): 0.4,
}


def hear(romanised: str, han: str) -> float:
    """Stands in for the ear."""
    return SOUNDS.get((romanised, han), 0.0)


def make_id(kind: str, *parts: str) -> str:
    return f"{kind}/{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:16]}"


def read_english(text: str = ENGLISH, id: str = "pair-1") -> Extraction:
    return extract_release(Release(id, "en", "Lanterns", ISSUED, text))


def make_entity(id: str, *others: str, body: str | None = None, lang: str = "zh-Hant") -> Entity:
    kind = id.partition("/")[0]
    labels = (Label(_name(id), lang, True), *(Label(other, lang) for other in others))
    return Entity(id, kind, labels, SUBKINDS.get(id), body=body)


def _name(id: str) -> str:
    return {ROBERT: "Fabien Robert", GUANGZHOU: "廣州"}.get(id, id.partition("/")[2].split("-")[0])


def hold(person: str, title: str, body: str) -> Tenure:
    post = f"post/{title}-{body.split('/')[1]}"
    return Tenure(make_id("tenure", person, post), person, post, body, "gba:substantive", DAY)


def hold_event(kind: str, parts: Sequence[tuple[str, str]], *places: str, day: str = DAY) -> Event:
    id = make_id("event", kind, day, *(agent for agent, _ in parts), *places)
    joined = tuple(
        Participation(make_id("participation", id, agent), agent, f"gba:{role}", None, None) for agent, role in parts
    )
    return Event(
        id, f"gba:{kind}", "gba:done", "某事", "zh-Hant", day, day, "gba:statedDate", places, participations=joined
    )


def join(person: str, *others: str) -> list[tuple[str, str]]:
    return [(agent, "participant") for agent in (person, *others)]


def make_chinese(
    tenures: Iterable[Tenure],
    events: Iterable[Event] = (),
    agreements: Iterable[Agreement] = (),
    *,
    things: Iterable[Entity] = (),
    text: str = CHINESE,
    release: Release | None = None,
) -> Extraction:
    """Puts a Chinese extraction together: mentions are where the names stand, statements where the people do."""
    tenures, events, agreements = tuple(tenures), tuple(events), tuple(agreements)
    release = release or Release("pair-1", "zh-Hant", "燈籠", ISSUED, text)
    sentences = split_sentences(text)
    entities = {entity.id: entity for entity in things}
    for tenure in tenures:
        assert tenure.post is not None and tenure.body is not None
        for entity in (make_entity(tenure.person), make_entity(tenure.body)):
            entities.setdefault(entity.id, entity)
        entities.setdefault(tenure.post, make_entity(tenure.post, body=tenure.body))
    mentions = [
        EntityMention(sentence.ordinal, match.start(), match.end(), entity.id)
        for entity in entities.values()
        for match in re.finditer(re.escape(entity.labels[0].text), text)
        for sentence in sentences
        if sentence.start <= match.start() < sentence.end and entity.kind != "post"
    ]
    first = {mention.entity: mention.sentence for mention in reversed(mentions)}
    statements = [
        _state(tenure.person, "org:holds", tenure.post, tenure.id, first.get(tenure.person, 1)) for tenure in tenures
    ]
    statements += [
        _state(part.agent, "gba:participatedIn", event.id, part.id, _find_sentence(event, mentions))
        for event in events
        for part in event.participations
    ]
    return Extraction(
        release,
        sentences,
        tuple(entities[key] for key in sorted(entities)),
        tenures,
        events,
        agreements,
        tuple(statements),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
    )


def _state(subject: str, predicate: str, target: str | None, node: str, sentence: int) -> Statement:
    return Statement(subject, predicate, target or "", sentence, _name(subject), "", "by-hand", node)


def _find_sentence(event: Event, mentions: Iterable[EntityMention]) -> int:
    """The first sentence that names everybody who takes part, else the first that names one of them."""
    told = [{m.sentence for m in mentions if m.entity == part.agent} for part in event.participations]
    return min(set.intersection(*told) or set.union(*told) or {1})


def read_chinese() -> Extraction:
    """The Chinese version of ENGLISH, whose witness is a participant only."""
    signing = hold_event("signing", [(CHAN, "signatory"), (SUN, "signatory"), (HO, "participant")], GUANGZHOU)
    pact = Agreement(
        PACT,
        "gba:done",
        DAY,
        signing.id,
        (OFFICE, CLUB),
        (),
        tuple(
            Participation(make_id("participation", PACT, agent, role), agent, f"gba:{role}")
            for agent, role in ((CHAN, "signatory"), (SUN, "signatory"), (HO, "witness"))
        ),
    )
    return make_chinese(
        [
            hold(CHAN, "處長", OFFICE),
            hold(HO, "局長", BUREAU),
            hold(SUN, "主席", CLUB),
            hold(ROBERT, "院長", ACADEMY),
        ],
        [
            hold_event("visit", join(CHAN), GUANGZHOU),
            hold_event("meeting", join(CHAN, HO), GUANGZHOU),
            signing,
            hold_event("visit", join(CHAN), PAVILION),
            hold_event("meeting", join(CHAN, ROBERT), GUANGZHOU),
        ],
        [pact],
        things=[make_entity(PACT), make_entity(PAVILION), make_entity(GUANGZHOU), make_entity(CLUB, "PLA")],
    )

"""Turns the English and the Chinese extraction of one text into an Alignment: which things of the two are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.gazetteer import Gazetteer
from kg.linking.clues import TIERS, Clue, Key, Tier
from kg.linking.ratings import Rater
from kg.linking.rewriting import Renaming, merge_entities, rename_tenure
from kg.linking.sides import Side, make_side
from kg.mentions.entities import Entity
from kg.statements import Extraction, Participation, Tenure

# By how much the best of several has to be better than the next.
_MARGIN = 0.1
_FEWEST_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Alignment:
    """The new id of each thing that gets one, on either side, and the entities that bear them, with all their names."""

    english: Mapping[str, str]
    chinese: Mapping[str, str]
    entities: Mapping[str, Entity]


def align(english: Extraction, chinese: Extraction, rater: Rater) -> Alignment:
    """Finds what of two versions is one thing. Of two candidates left it takes none, and never one thing twice."""
    one, other = make_side(english, rater.gazetteer), make_side(chinese, rater.gazetteer)
    for thing in (one.entities.keys() & other.entities.keys()) | (one.events.keys() & other.events.keys()):
        _settle(one, other, (thing, thing), thing)
    while _settle_next(one, other, rater):
        continue
    return _finish(one, other, rater.gazetteer)


def is_borne_out(english: Extraction, chinese: Extraction, known: Iterable[str]) -> bool:
    """Tells whether two texts that may be one name the same known things: a third of those of the one with fewer."""
    things = set(known)
    here, there = ({entity.id for entity in one.entities} & things for one in (english, chinese))
    fewer = min(len(here), len(there))
    return fewer > 0 and len(here & there) >= max(1.0, _FEWEST_SHARED * fewer)


def _settle_next(one: Side, other: Side, rater: Rater) -> bool:
    """Settles all that the strongest tier with a result tells; what it tells in two ways is left."""
    for tier in TIERS:
        found = list(dict.fromkeys(_find_pairs(one, other, tier, rater)))
        left, right = [a for a, _ in found], [b for _, b in found]
        sure = [(a, b) for a, b in found if left.count(a) == 1 and right.count(b) == 1]
        for a, b in sure:
            _settle(one, other, (a, b), b if b in rater.gazetteer.things else a)
        if sure:
            return True
    return False


def _settle(one: Side, other: Side, things: tuple[str, str], shared: str) -> None:
    one.settled[things[0]], other.settled[things[1]] = shared, shared


def _find_pairs(one: Side, other: Side, tier: Tier, rater: Rater) -> list[tuple[str, str]]:
    here, there = _group(one, tier.list_clues(one)), _group(other, tier.list_clues(other))
    found: list[tuple[str, str]] = []
    for key, things in here.items():
        rates = {
            (a, b): rater.rate(one, other, a, b)
            for a in things
            for b in there.get(key, ())
            if one.get_family(a) == other.get_family(b)
        }
        found += _choose(rates, tier.least)
    return found


def _group(side: Side, clues: Iterable[Clue]) -> dict[Key, list[str]]:
    groups: defaultdict[Key, dict[str, None]] = defaultdict(dict)
    for thing, key in clues:
        if thing not in side.settled and (thing in side.entities or thing in side.events):
            groups[key][thing] = None
    return {key: list(things) for key, things in groups.items()}


def _choose(rates: dict[tuple[str, str], float], least: float) -> list[tuple[str, str]]:
    """Chooses the pairs of which each is clearly the best for both its members, then of those left over."""
    left = {pair: rate for pair, rate in rates.items() if rate >= least}
    chosen: list[tuple[str, str]] = []
    while left:
        best = [pair for pair in left if _is_clear(pair, left)]
        if not best:
            break
        chosen += best
        taken = {thing for pair in best for thing in (("one", pair[0]), ("other", pair[1]))}
        left = {(a, b): rate for (a, b), rate in left.items() if ("one", a) not in taken and ("other", b) not in taken}
    return chosen


def _is_clear(pair: tuple[str, str], rates: Mapping[tuple[str, str], float]) -> bool:
    rivals = (rate for (a, b), rate in rates.items() if (a, b) != pair and (a == pair[0] or b == pair[1]))
    return max(rivals, default=-1.0) + _MARGIN <= rates[pair]


def _finish(one: Side, other: Side, gazetteer: Gazetteer) -> Alignment:
    """Puts the settled things into new ids, and those of tenures and parts after them."""
    english, chinese = _list_new_ids(one), _list_new_ids(other)
    _align_tenures((one, Renaming(english)), (other, Renaming(chinese)), chinese)
    _align_parts((one, Renaming(english)), (other, Renaming(chinese)), chinese)
    return Alignment(english, chinese, _merge_all(one, other, gazetteer))


def _list_new_ids(side: Side) -> dict[str, str]:
    return {thing: shared for thing, shared in side.settled.items() if thing != shared}


def _merge_all(one: Side, other: Side, gazetteer: Gazetteer) -> dict[str, Entity]:
    """Gives the entity of each new id: the one that had it all along, with the other's names.

    The body of a known post is the one that is known, whatever a text makes of it.
    """
    there = {shared: thing for thing, shared in other.settled.items() if thing in other.entities}
    merged: dict[str, Entity] = {}
    for thing, shared in one.settled.items():
        if thing in one.entities and there.get(shared, thing) != thing:
            pair = _settle_body(one, thing), _settle_body(other, there[shared])
            known, new = pair if thing == shared else pair[::-1]
            merged[shared] = merge_entities(known, replace(new, body=None) if shared in gazetteer.things else new)
    return merged


def _settle_body(side: Side, thing: str) -> Entity:
    entity = side.entities[thing]
    return replace(entity, body=side.settled.get(entity.body, entity.body)) if entity.body is not None else entity


_Named = tuple[Side, Renaming]


def _align_tenures(english: _Named, chinese: _Named, ids: dict[str, str]) -> None:
    """A tenure is the other side's where person, post, capacity and day are; a post may be known by its body only."""
    known = {_describe_tenure(rename_tenure(tenure, english[1])): tenure.id for tenure in _list_tenures(english[0])}
    for tenure in _list_tenures(chinese[0]):
        shared = known.get(_describe_tenure(rename_tenure(tenure, chinese[1])))
        if shared is not None and shared != tenure.id:
            ids[tenure.id] = shared


def _list_tenures(side: Side) -> tuple[Tenure, ...]:
    return side.extraction.tenures


def _describe_tenure(tenure: Tenure) -> tuple[str | None, ...]:
    day = tenure.attested_on or tenure.start or tenure.announced_on
    return tenure.person, tenure.post or tenure.body, tenure.capacity, day


def _align_parts(english: _Named, chinese: _Named, ids: dict[str, str]) -> None:
    """Gives a part in a shared event or agreement the English side's id; its role stays what its own text says."""
    known = {_describe_part(owner, part, english): part.id for owner, part in english[0].parts}
    for owner, part in chinese[0].parts:
        shared = known.get(_describe_part(owner, part, chinese))
        if shared is not None and shared != part.id:
            ids[part.id] = shared


def _describe_part(owner: str, part: Participation, named: _Named) -> tuple[str, ...]:
    """A part in an agreement is told by its role too: one may sign and witness."""
    side, renaming = named
    role = part.role if owner in side.agreements else ""
    return renaming.get(owner), renaming.get(part.agent), role

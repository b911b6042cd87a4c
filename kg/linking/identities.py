"""Turns the pairs of a build into Identities: what is one thing in all its releases, in whatever order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.languages.scripts import has_han, to_simplified
from kg.linking.alignment import Alignment, align, is_borne_out
from kg.linking.namesakes import part_namesakes
from kg.linking.ratings import Rater
from kg.linking.rewriting import Renaming, rename
from kg.linking.shelf import Shelf
from kg.mentions.entities import Entity
from kg.mentions.pairs import Pair, Version, find_pairs, make_version
from kg.releases import Release
from kg.releases.duplicates import make_sheet
from kg.statements import Extraction

# What is told of in its own release only; all else may be named in another one.
_OWN_KINDS = ("event/", "participation/")
# What is called by the meaning of its name, and not by its sound.
_TRANSLATED = ("body/", "place/", "initiative/", "agreement/")


@dataclass(slots=True)
class Identities:
    """What the pairs of a build have taught: ids by release, and those that hold for every release.

    `partners` gives the other version of each release that is aligned, `parted` by text the people who are others than
    those of that id elsewhere. An id that two pairs understand in two ways
    holds in those pairs only.
    """

    own: dict[str, Mapping[str, str]] = field(default_factory=dict)
    learned: dict[str, str] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    partners: dict[str, Version] = field(default_factory=dict)
    parted: dict[str, dict[str, str]] = field(default_factory=dict)
    pairs: int = 0

    def apply(self, extraction: Extraction) -> Extraction:
        """Writes an extraction with the ids that its things have in the whole build."""
        release = self._name_partner(extraction.release)
        ids = self.choose_ids(extraction)
        parted = self.parted.get(self.name_text(extraction), {})
        for entity in extraction.entities if parted else ():
            if (shared := ids.get(entity.id, entity.id)) in parted:
                ids[entity.id] = parted[shared]
        if not ids:
            return extraction if release is extraction.release else replace(extraction, release=release)
        return replace(rename(extraction, Renaming(ids, self.entities)), release=release)

    def name_text(self, extraction: Extraction) -> str:
        """Gives the name that the versions of one text share."""
        partner = self.partners.get(extraction.release.name)
        return min(extraction.release.name, partner.name if partner is not None else extraction.release.name)

    def choose_ids(self, extraction: Extraction) -> dict[str, str]:
        """The ids of the release's own pair come first; one learned elsewhere never makes two of its things one."""
        own = self.own.get(extraction.release.name, {})
        ids = {thing: self.learned.get(shared, shared) for thing, shared in own.items()}
        things = {entity.id for entity in extraction.entities} | {tenure.id for tenure in extraction.tenures}
        taken = {ids.get(thing, thing) for thing in things}
        elsewhere = {thing: self.learned[thing] for thing in sorted(things - ids.keys()) if thing in self.learned}
        for thing, shared in elsewhere.items():
            if shared not in taken:
                ids[thing] = shared
                taken.add(shared)
        return ids

    def _name_partner(self, release: Release) -> Release:
        partner = self.partners.get(release.name)
        return replace(release, counterpart=partner.id) if partner is not None and not release.counterpart else release


def learn_identities(shelf: Shelf, rater: Rater) -> Identities:
    """Aligns every pair on the shelf, in the order of their names, and keeps what they agree on."""
    places, han = _survey(shelf)
    identities = Identities()
    votes: defaultdict[str, set[str]] = defaultdict(set)
    for pair in find_pairs(places):
        english, chinese = (shelf.get(places[version]) for version in (pair.english, pair.chinese))
        if not pair.is_guess or is_borne_out(english, chinese, rater.gazetteer.things):
            _learn_pair(identities, pair, align(english, chinese, rater), votes)
    for thing, shared in votes.items():
        if len(shared) == 1 and thing not in rater.gazetteer.things:
            identities.learned[thing] = next(iter(shared))
    for thing in sorted(votes):
        _unite_translations(identities, thing, sorted(votes[thing]), rater)
    _fold_scripts(identities, han)
    identities.learned = {thing: _follow(identities.learned, thing) for thing in sorted(identities.learned)}
    identities.parted = part_namesakes(shelf, rater, identities.choose_ids, identities.name_text)
    return identities


def _survey(shelf: Shelf) -> tuple[dict[Version, int], dict[str, set[str]]]:
    """Gives the place of each version, and the ids made of Chinese names, by script.

    Of two texts with one name the one that keeps the name counts, whichever was read first.
    """
    firsts: dict[Version, tuple[str, int]] = {}
    han: dict[str, set[str]] = {"zh-Hant": set(), "zh-Hans": set()}
    for place, item in enumerate(shelf):
        if isinstance(item, Extraction):
            version, ranked = make_version(item.release), (make_sheet(item.release).content, place)
            firsts[version] = min(firsts.get(version, ranked), ranked)
            if version.lang in han:
                han[version.lang].update(entity.id for entity in item.entities if has_han(entity.id))
    return {version: place for version, (_, place) in firsts.items()}, han


def _learn_pair(identities: Identities, pair: Pair, found: Alignment, votes: defaultdict[str, set[str]]) -> None:
    identities.pairs += 1
    for version, other, ids in (
        (pair.english, pair.chinese, found.english),
        (pair.chinese, pair.english, found.chinese),
    ):
        # What an English release names as its other version is the one in traditional characters.
        if other.lang != "zh-Hans":
            identities.partners[version.name] = other
        identities.own[version.name] = {**ids, **identities.own.get(version.name, {})}
        for thing, shared in ids.items():
            if not thing.startswith(_OWN_KINDS):
                votes[thing].add(shared)
    for shared, entity in found.entities.items():
        identities.entities.setdefault(shared, entity)


def _unite_translations(identities: Identities, thing: str, shared: list[str], rater: Rater) -> None:
    """What two pairs call by one Chinese name and in English "Korean Ministry" and "Ministry of Korea" is one thing:
    each of these says all that the Chinese one does."""
    entities = [identities.entities.get(own) for own in shared]
    is_name = len(shared) > 1 and has_han(thing) and thing.startswith(_TRANSLATED)
    known = rater.gazetteer.things
    if is_name and all(each and each.id not in known and rater.is_translation(each) for each in entities):
        identities.learned.update(dict.fromkeys([thing, *shared[1:]], shared[0]))


def _fold_scripts(identities: Identities, han: Mapping[str, set[str]]) -> None:
    """A thing that only simplified texts name is the one of that name in traditional characters, where there is one."""
    written: defaultdict[str, set[str]] = defaultdict(set)
    for thing in han["zh-Hant"]:
        written[to_simplified(thing)].add(thing)
    for thing in han["zh-Hans"] - identities.learned.keys() - han["zh-Hant"]:
        same = written[to_simplified(thing)]
        if len(same) == 1:
            identities.learned[thing] = next(iter(same))


def _follow(learned: Mapping[str, str], thing: str) -> str:
    """What was learned may itself have got another id: that of the gazetteer."""
    shared = learned[thing]
    return _follow(learned, shared) if shared in learned and shared != thing else shared

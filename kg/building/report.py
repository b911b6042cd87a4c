"""What a build says at its end: how much was read, what is in the graph, what was skipped and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.building.ledger import Ledger, read_text
from kg.errors import ReleaseError
from kg.graph.changelog import Turnover
from kg.graph.terms import shorten_iri
from kg.linking.packing import unpack
from kg.releases.duplicates import Remark
from kg.vocabulary import Kind
from kg.wording import say_count

# The classes that a reader asks for, in this order, and what he calls them.
_NOUNS = {
    "foaf:Person": ("person", "people"),
    "org:Post": ("office", "offices"),
    "gba:Tenure": ("tenure", "tenures"),
    "org:FormalOrganization": ("body", "bodies"),
    "schema:Event": ("event", "events"),
    "gba:Agreement": ("agreement", "agreements"),
    "gba:Initiative": ("initiative", "initiatives"),
    "schema:Place": ("place", "places"),
}
# The classes of things, by what an id of one begins with.
KIND_CLASSES = {kind.value: kind.class_name for kind in Kind if kind.class_name} | {
    "tenure": "gba:Tenure",
    "indicator": "gba:Indicator",
}


def say_things(things: Mapping[str, int]) -> str:
    """Gives how many people, offices, events ... there are: "5 people, 1 office"."""
    known = [(things[name], nouns) for name, nouns in _NOUNS.items() if name in things]
    return ", ".join(f"{number:,} {nouns[number != 1]}" for number, nouns in known)


def refuse(errors: Sequence[ReleaseError]) -> ReleaseError:
    """Gives the error that says that not one release could be read."""
    if len(errors) == 1:
        return errors[0]
    return ReleaseError(f"no release could be read: {'; '.join(map(str, errors)) or 'none found'}")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a graph is built from, and what the build left open: mentions that two candidates or none are left for.

    `pairs` counts the texts that were read in English and Chinese together; `remarks` say which releases are copies,
    were given another id or hold a sentence too long to be read whole. Of a build that adds to a graph, `added`,
    `changed` and `withdrawn` count the releases that it touched, `skipped` and `remarks` are of these; all else is of
    the whole graph. `things` counts the things of each class, by its prefixed name; `turnovers` those of each kind that
    are new, changed or gone since the build before, None where there was none; `idle` says which decisions and
    corrections of readers change nothing.
    """

    releases: int
    sentences: int
    statements: int
    open_mentions: int
    skipped: tuple[ReleaseError, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pairs: int = 0
    added: int = 0
    withdrawn: int = 0
    is_addition: bool = False
    things: Mapping[str, int] = field(default_factory=dict)
    idle: tuple[str, ...] = ()
    turnovers: tuple[Turnover, ...] | None = None

    def __str__(self) -> str:
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        pairs = f", {say_count(self.pairs, 'pair')} of languages" if self.pairs else ""
        changes = f" ({self.added:,} new, {self.withdrawn:,} withdrawn)" if self.is_addition else ""
        return (
            f"{say_count(self.releases, 'release')}{changes}{skipped}{pairs}, {say_count(self.sentences, 'sentence')}, "
            f"{say_count(self.statements, 'statement')}, {say_count(self.open_mentions, 'mention')} left open"
        )


@dataclass(frozen=True, slots=True)
class Touched:
    """What a build had to do with: the releases from a place on, so many that left, and what was no release at all."""

    first: int
    withdrawn: int
    errors: Sequence[ReleaseError]
    turnovers: tuple[Turnover, ...] | None
    is_addition: bool


def make_report(ledger: Ledger, pairs: int, touched: Touched, idle: Iterable[str] = ()) -> BuildReport:
    """Gives the report of a build that is through."""
    releases, sentences, statements, open_mentions = ledger.list(
        "SELECT count(*), total(sentences), total(statements), total(open_mentions) FROM item WHERE is_written"
    )[0]
    return BuildReport(
        *(releases, int(sentences), int(statements), int(open_mentions)),
        (*touched.errors, *list_broken(ledger, touched.first)),
        tuple(_list_remarks(ledger, touched.first)),
        pairs,
        added=ledger.ask_one("SELECT count(*) FROM item WHERE is_written AND place >= ?", touched.first),
        withdrawn=touched.withdrawn,
        is_addition=touched.is_addition,
        things={
            shorten_iri(name.strip("<>")): things
            for name, things in ledger.iterate("SELECT class, things FROM kind WHERE things > 0 ORDER BY class")
        },
        idle=tuple(idle),
        turnovers=touched.turnovers,
    )


def list_broken(ledger: Ledger, first: int) -> list[ReleaseError]:
    """Gives the errors of all releases that are not in the graph, from a place on."""
    rows = ledger.iterate("SELECT error, naming FROM item WHERE place >= ? ORDER BY place", first)
    found: list[ReleaseError] = []
    for error, packed in rows:
        naming = unpack(packed) if packed else None
        if error is not None:
            found.append(ReleaseError(read_text(error)))
        elif isinstance(naming, ReleaseError):
            found.append(naming)
    return found


def _list_remarks(ledger: Ledger, first: int) -> list[Remark]:
    """Gives what there is to remark of releases, from a place on."""
    found: list[Remark] = []
    for naming, remarks in ledger.iterate(
        "SELECT naming, remarks FROM item WHERE place >= ? AND (naming NOT NULL OR remarks NOT NULL) ORDER BY place",
        first,
    ):
        settled = unpack(naming) if naming else None
        found += [settled] if isinstance(settled, Remark) else []
        found += map(Remark, unpack(remarks) if remarks else ())
    return found

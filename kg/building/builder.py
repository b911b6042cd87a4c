"""Builds a graph on disk out of releases: the whole way on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from kg.addresses import Source
from kg.building.answering import heed_answers
from kg.building.changing import ChangeKeeper
from kg.building.cluster import open_cluster
from kg.building.intake import read_anew, take_in
from kg.building.ledger import Ledger, State, open_ledger, recall_seen
from kg.building.linking import link
from kg.building.pool import Pool, open_pool
from kg.building.reading import Knowledge
from kg.building.registry import Registry
from kg.building.report import BuildReport, Touched, make_report, refuse
from kg.building.ruling import find_corrected, keep_rulings, list_idle
from kg.building.work import Settings, Work
from kg.building.writing import write_all, write_changes
from kg.decisions import find_folder, read_rulings
from kg.errors import StoreError
from kg.files import hash_rules
from kg.graph.correcting import check_corrections
from kg.graph.seal import Seal, read_seal
from kg.graph.store import (
    StoreWriter,
    change_version,
    load_version,
    open_writer,
    refuse_foreign_folder,
    refuse_store,
)
from kg.linking.identities import forget_links
from kg.linking.packing import pack


def build_store(
    paths: Iterable[Source],
    store: Path,
    *,
    replace: bool = False,
    add: bool = False,
    settings: Settings | None = None,
) -> BuildReport:
    """Reads all releases below `paths` into a store on disk; with `replace` it takes the place of the one that lies
    there, which with nothing read stays as it was; with `add` only what is new, has changed or has gone since is done.

    A build that was ended in the middle goes on where it was.

    Raises ReleaseError where not one release could be read, StoreError where the store cannot be written, where another
    build writes it, where one lies there already and neither `replace` nor `add` is given, or where what is to be added
    to has no ledger, or one that is damaged; ClusterError where the cluster that is to read cannot be reached, or reads
    by other rules.
    """
    refuse_foreign_folder(store)
    if not (replace or add):
        refuse_store(store)
    settings = settings or Settings()
    knowledge = Knowledge(general_knowledge=settings.general_knowledge)
    knowledge.get_rater()  # where a table is broken, nothing is begun
    rulings = read_rulings([find_folder(store), *settings.decisions])
    check_corrections(rulings.corrections)
    with open_writer(store, patience=settings.patience) as writer, _open_pool(settings) as pool:
        if not (replace or add):
            refuse_store(store)
        current = writer.find_current()
        if add and current is None:
            refuse_store(store)  # one that is damaged, or that another kg wrote
        path = _find_ledger(writer, current if add else None)
        with open_ledger(path, may_drop=not add or current is None) as ledger:
            work = Work(ledger, pool, knowledge, settings.show, rulings)
            return _build(paths, writer, work, path, keeps_others=add)


def _open_pool(settings: Settings) -> AbstractContextManager[Pool]:
    return open_pool(settings.jobs) if settings.cluster is None else open_cluster(settings.cluster, settings.parts)


def _build(paths: Iterable[Source], writer: StoreWriter, work: Work, path: Path, *, keeps_others: bool) -> BuildReport:
    ledger = work.ledger
    base = _find_base(writer, ledger)
    writer.tidy(path.name)
    rules = f"{hash_rules()} {work.knowledge.general_knowledge}"
    if ledger.get("rules") != rules:
        base = None
        read_anew(work)
        ledger.set("rules", rules)
    if base is None:
        _forget_graph(ledger)
        _recall(ledger, writer, path)
        ledger.set("sent", "")
    ledger.commit()
    first = ledger.ask_one("SELECT coalesce(max(place), 0) FROM item") + 1
    taken = take_in(work, paths, keeps_others=keeps_others)
    if not taken.is_any_good:
        raise refuse(taken.errors)
    heed_answers(work)
    old = {place for (place,) in ledger.iterate(f"SELECT place FROM item WHERE state = {State.LEAVING}")}
    identities, changed = link(work)
    if base is not None:
        changed |= find_corrected(ledger, work.rulings.corrections, writer.path / base.version)
    registry = Registry(ledger, writer.path, work.knowledge.get_rater().gazetteer.things)
    version = None
    keeper = ChangeKeeper(writer, base)
    if base is None:
        version = writer.begin()
        with keeper.compare(version, ledger) as copy:
            load_version(version, copy(write_all(work, version)))
            if (stubs := registry.take_over(version)).added:
                with change_version(version) as change:
                    change(stubs.removed, [line.decode() for line in copy(map(str.encode, stubs.added))])
    elif changed or old:
        version = writer.begin(base)
        with change_version(version) as change, keeper.take_down(version) as take_down:
            for one in registry.follow(write_changes(work, changed)):
                take_down(*change(one.removed, one.added))
                if ledger.get("sent"):
                    lines = (pack(sorted(one.removed)), pack(sorted(one.added)))
                    ledger.write("INSERT INTO unsent (removed, added) VALUES (?, ?)", *lines)
    keep_rulings(ledger, work.rulings.decisions, work.rulings.corrections)
    if version is not None:
        seal = writer.seal(version, path, base)
        ledger.set("seal", seal.write())
        ledger.set("follows", _name_current(writer))
        ledger.commit()
        writer.switch(seal)
    registry.write(is_whole=base is None)
    touched = Touched(first if base else 0, len(old), taken.errors, keeper.turnovers, is_addition=base is not None)
    idle = list_idle(ledger, identities, work.rulings)
    return make_report(ledger, identities.pairs, touched, idle)


def _find_ledger(writer: StoreWriter, base: Seal | None) -> Path:
    """Gives the ledger of the version to add to, else one of a build that never ended, else a new one."""
    if base is None:
        return writer.find_ledger()
    path = writer.path / (base.ledger or "")
    if base.ledger is None or not path.is_file():
        raise StoreError(
            f"{writer.path}: the ledger of this store is missing, without which nothing can be added; "
            "build it anew with `kg build --replace`"
        )
    return path


def _find_base(writer: StoreWriter, ledger: Ledger) -> Seal | None:
    """Gives the version that the ledger was last written for; None where there is none that is whole.

    A build that was ended between the ledger and the store has left a version that does not answer yet: it does then.
    One that was ended before it had removed the old version has left one that does not answer any more.
    """
    seal = read_seal(ledger.get("seal") or b"")
    if seal is None or not writer.is_whole(seal):
        return None
    if seal != writer.find_current():
        if ledger.get("follows") != _name_current(writer):
            return None
        writer.switch(seal)
    return seal


def _name_current(writer: StoreWriter) -> str:
    current = writer.find_current()
    return current.version if current else ""


def _recall(ledger: Ledger, writer: StoreWriter, path: Path) -> None:
    """Takes over who was seen in the texts of the version that answers, where another ledger has that."""
    current = writer.find_current()
    if current is not None and current.ledger is not None and current.ledger != path.name:
        recall_seen(ledger, writer.path / current.ledger)


def _forget_graph(ledger: Ledger) -> None:
    """Begins the graph anew with all that was read, as if nothing had been linked yet."""
    ledger.write(
        "UPDATE packed SET profile = (SELECT text.profile FROM text WHERE text.place = packed.place)"
        " WHERE profile IS NULL"
    )
    forget_links(ledger.database)
    for table in ("tally", "named", "kind", "corrected"):
        ledger.write(f"DELETE FROM {table}")
    ledger.write(f"DELETE FROM item WHERE state = {State.LEAVING}")
    ledger.write(f"UPDATE item SET state = {State.READ}, is_written = 0 WHERE state = {State.LINKED}")

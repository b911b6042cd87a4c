"""Links what the ledger holds: which names are one, which texts are versions of each other, whose ids change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kg.building.ledger import Ledger, State, read_text
from kg.building.reading import PairBatch, align_batch
from kg.building.ruling import list_kept_decisions
from kg.building.work import Work
from kg.linking.identities import Identities, OpenPair
from kg.linking.packing import pack, unpack
from kg.releases.duplicates import Sheet, settle_names

_AT_ONCE = 20


def link(work: Work) -> tuple[Identities, set[int]]:
    """Takes what was read into the identities, and out of them what leaves.

    Gives these, and the places of all releases that are to be finished, again or for the first time.
    """
    ledger = work.ledger
    decisions = work.rulings.decisions
    identities = Identities(ledger.database, work.knowledge.get_rater(), decisions)
    leaving = [place for (place,) in ledger.list(f"SELECT place FROM item WHERE state = {State.LEAVING}")]
    names = _list_names(ledger)
    for place in leaving:
        identities.remove(place)
    for place, profile in ledger.iterate(
        f"SELECT place, profile FROM item JOIN packed USING (place) WHERE state = {State.READ} ORDER BY place"
    ):
        identities.add(place, unpack(profile))
    ledger.write(f"UPDATE packed SET profile = NULL WHERE place IN (SELECT place FROM item WHERE state = {State.READ})")
    _align(work, identities)
    identities.decide_anew(decisions.list_changed(list_kept_decisions(ledger)))
    changed = set(identities.settle())
    changed.update(_settle_names(ledger, names))
    return identities, changed


def _align(work: Work, identities: Identities) -> None:
    pairs = identities.find_open_pairs()
    waiting = iter(pairs)
    batches = iter(lambda: list(islice(waiting, _AT_ONCE)), [])
    at = iter(pairs)
    for found in work.pool.map(align_batch, (_unpack(work, batch) for batch in batches)):
        for alignment in found:
            identities.teach(next(at), alignment)


def _unpack(work: Work, pairs: Iterable[OpenPair]) -> PairBatch:
    def read(place: int) -> bytes:
        packed: bytes = work.ledger.ask_one("SELECT extraction FROM packed WHERE place = ?", place)
        return packed

    return PairBatch(work.knowledge, [(read(pair.english), read(pair.chinese), pair.is_guess) for pair in pairs])


def _list_names(ledger: Ledger) -> list[tuple[str, str]]:
    """Gives the names of what comes and goes that several texts have."""
    return [
        (folded, lang)
        for folded, lang in ledger.iterate(
            f"SELECT DISTINCT folded, lang FROM item AS one WHERE state IN ({State.READ}, {State.LEAVING})"
            " AND EXISTS (SELECT * FROM item AS other WHERE other.folded = one.folded AND other.lang = one.lang"
            " AND other.place <> one.place)"
        )
    ]


def _settle_names(ledger: Ledger, names: Iterable[tuple[str, str]]) -> Iterator[int]:
    """Settles which text keeps a name that several have; gives the places of those for which that has changed."""
    for folded, lang in names:
        rows = ledger.list(
            "SELECT place, release, lang, url, content, origin, counterpart, naming FROM item"
            f" WHERE folded = ? AND lang = ? AND state IN ({State.READ}, {State.LINKED}) ORDER BY place",
            *(folded, lang),
        )
        sheets = [
            Sheet(release, lang, url, content, read_text(origin), counterpart)
            for _, release, lang, url, content, origin, counterpart, _ in rows
        ]
        settled = settle_names(sheets) if len(rows) > 1 else {}
        for at, (place, *_, naming) in enumerate(rows):
            found = settled.get(at)
            if found != (unpack(naming) if naming else None):
                ledger.write("UPDATE item SET naming = ? WHERE place = ?", pack(found) if found else None, place)
                yield place

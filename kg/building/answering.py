"""Reads releases again of whose words readers have said whom they mean, or have taken that back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from kg.building.intake import add_item
from kg.building.ledger import Ledger, State
from kg.building.reading import Batch, Read, read_batch
from kg.building.work import Work
from kg.decisions import Decisions, MentionName, read_mention
from kg.linking.packing import unpack

_AT_ONCE = 20
_IS_READ: Final = f"state IN ({State.READ}, {State.LINKED})"

# The id of who is meant, by the name of the words.
_Said = Mapping[str, str]


def heed_answers(work: Work) -> None:
    """Reads again what was read with other answers than there are now; nothing else is touched."""
    ledger = work.ledger
    known, wanted = _list_known(ledger), _list_wanted(ledger, work.rulings.decisions)
    places = sorted(place for place in {*known, *wanted} if known.get(place) != wanted.get(place))
    batches = (places[at : at + _AT_ONCE] for at in range(0, len(places), _AT_ONCE))
    waiting = iter(places)
    for read in work.pool.map(read_batch, (_make_batch(work, batch, wanted) for batch in batches)):
        for item in read:
            place = next(waiting)
            _replace(ledger, place, item, wanted.get(place, {}))
        ledger.commit()


def list_idle_answers(ledger: Ledger, decisions: Decisions) -> Iterator[str]:
    """Says of each answer for which no release has such words that it does not apply."""
    question = "SELECT EXISTS (SELECT * FROM answered WHERE mention = ? AND person = ? AND is_heeded)"
    for _, row in decisions.list_answers():
        if not ledger.ask_one(question, row.right, row.left):
            yield f"{row.left} and {row.right}: no release has these words and leaves open that they mean the first one"


def _list_known(ledger: Ledger) -> dict[int, _Said]:
    """Gives the answers that each release was read with."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    question = f"SELECT place, mention, person FROM answered JOIN item USING (place) WHERE {_IS_READ}"
    for place, mention, person in ledger.iterate(question):
        found[place][mention] = person
    return dict(found)


def _list_wanted(ledger: Ledger, decisions: Decisions) -> dict[int, _Said]:
    """Gives the answers that each release is to be read with."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for name, row in decisions.list_answers():
        for place in _find_places(ledger, name):
            found[place][row.right] = row.left
    return dict(found)


def _find_places(ledger: Ledger, name: MentionName) -> list[int]:
    """Gives the places of a text and its copies; none where two texts came under that id: which is meant is unknown."""
    rows = ledger.list(
        f"SELECT place, content FROM item WHERE folded = ? AND lang = ? AND release = ? AND {_IS_READ}",
        *(name.release.casefold(), name.lang, name.release),
    )
    return [place for place, _ in rows] if len({content for _, content in rows}) == 1 else []


def _make_batch(work: Work, places: list[int], wanted: Mapping[int, _Said]) -> Batch:
    packed = (work.ledger.ask_one("SELECT extraction FROM packed WHERE place = ?", place) for place in places)
    answers = [
        {name.key: person for mention, person in wanted.get(place, {}).items() if (name := read_mention(mention))}
        for place in places
    ]
    return Batch(work.knowledge, [unpack(one).release for one in packed], answers)


def _replace(ledger: Ledger, place: int, read: Read, said: _Said) -> None:
    """Puts what was read again beside what is in the graph, which is to leave it; or in the place of what is not."""
    source = ledger.ask_one("SELECT source FROM item WHERE place = ?", place)
    ledger.write(f"DELETE FROM item WHERE place = ? AND state <> {State.LINKED}", place)
    ledger.write(f"UPDATE item SET state = {State.LEAVING}, source = NULL WHERE place = ?", place)
    new = add_item(ledger, source, read)
    for mention, person in said.items():
        name = read_mention(mention)
        is_heeded = name is not None and read.heeded.get(name.key) == person
        ledger.write("INSERT INTO answered VALUES (?, ?, ?, ?)", new, mention, person, is_heeded)

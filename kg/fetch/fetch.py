"""Turns an order (which days, languages and words) into pages on disk: first the lists, then what they name."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kg.errors import FetchError
from kg.fetch.archive import Archive, Change, Record
from kg.fetch.client import Client, HostClosedError
from kg.fetch.links import Link, find_feed_links, find_links
from kg.fetch.sources import Edition, Target
from kg.languages.scripts import to_simplified
from kg.releases.dates import HONG_KONG
from kg.wording import say_count

# A page is asked again until an answer came so long after its day: corrections come within days.
RECENT = timedelta(days=7)
# What a run that was cut off asked for just now is not asked for once more; a list is: it may name a new page.
FRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: pages of some editions issued from one day to another, both included.

    Of `match` one must fit the title in the list: all its words stand in it, in any order, in either Chinese script.
    With `again` the server is asked whether what is there has changed, however old it is.
    """

    editions: Sequence[Edition]
    since: date
    until: date
    match: Sequence[str] = ()
    again: bool = False

    def list_days(self) -> Iterator[date]:
        """Gives the days in order."""
        day = self.since
        while day <= self.until:
            yield day
            day += timedelta(days=1)

    def wants(self, title: str) -> bool:
        """Says whether a page of that title is wanted."""
        folded = _fold(title)
        return not self.match or any(all(word in folded for word in _fold(words).split()) for words in self.match)


@dataclass(slots=True)
class FetchReport:
    """How many lists were read, and what became of the pages that they name."""

    lists: int = 0
    named: int = 0
    there: int = 0
    failed: int = 0
    changes: Counter[Change] = field(default_factory=Counter)

    @property
    def kept(self) -> int:
        """How many of the pages are on disk as the site has them."""
        return self.there + sum(self.changes[change] for change in (Change.NEW, Change.CHANGED, Change.SAME))

    def __str__(self) -> str:
        parts = [
            (self.changes[Change.NEW], "new"),
            (self.changes[Change.CHANGED], "changed"),
            (self.changes[Change.SAME], "unchanged"),
            (self.there, "there already"),
            (self.changes[Change.WITHDRAWN], "withdrawn"),
            (self.changes[Change.GONE], "gone"),
            (self.failed, "not fetched"),
        ]
        said = ", ".join(f"{count} {what}" for count, what in parts if count) or "none"
        return f"{say_count(self.lists, 'list')} read, {say_count(self.named, 'page')}: {said}"


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how it goes: `note` a line on what was found or failed, `show` what is done, and how far it is."""

    note: Callable[[str], None]
    show: Callable[[str, int, int], None]


def fetch(order: Order, archive: Archive, client: Client, watch: Watch) -> FetchReport:
    """Fetches what is wanted and not there yet, and gives a report. What fails is noted, and the others go on; what a
    day names is noted as it is found, so that a run that was cut off is finished by the same order."""
    return _Run(order, archive, client, watch).run()


class _Run:
    def __init__(self, order: Order, archive: Archive, client: Client, watch: Watch) -> None:
        self._order = order
        self._archive = archive
        self._client = client
        self._watch = watch
        self._report = FetchReport()
        self._closed: set[str] = set()

    def run(self) -> FetchReport:
        lists = [job for edition in self._order.editions for job in self._list_lists(edition)]
        targets: dict[str, Target] = {}
        for number, (edition, address, day, is_feed) in enumerate(lists):
            self._watch.show("reading lists", number, len(lists))
            targets |= {target.address: target for target in self._find_targets(edition, address, day, is_feed=is_feed)}
        self._report.named = len(targets)
        for number, target in enumerate(targets.values()):
            self._watch.show("fetching pages", number, len(targets))
            self._fetch_page(target)
        return self._report

    def _list_lists(self, edition: Edition) -> Iterator[tuple[Edition, str, date, bool]]:
        """Gives the lists of an edition with the last of their days, and its feeds where these may name such pages."""
        for address, day in edition.list_days(self._order.list_days()).items():
            yield edition, address, day, False
        today = datetime.now(HONG_KONG).date()
        if self._order.until >= today - RECENT:
            for address in edition.feeds:
                yield edition, address, today, True

    def _find_targets(self, edition: Edition, address: str, day: date, *, is_feed: bool) -> Iterator[Target]:
        record = self._bring(address, day, "xml" if is_feed else "html", is_list=True)
        if record is None or record.is_gone:
            return
        try:
            links = self._read_links(record, is_feed=is_feed)
        except FetchError as error:
            self._fail(error)
            return
        self._report.lists += 1
        found = [(target, link.title) for link in links if (target := edition.find_target(link.address))]
        if not found:
            self._watch.note(f"empty: {address}: this list names no page")
        for target, title in found:
            if self._order.since <= target.day <= self._order.until and self._order.wants(title):
                yield target

    def _read_links(self, record: Record, *, is_feed: bool) -> list[Link]:
        content = self._archive.read(record)
        return list((find_feed_links if is_feed else find_links)(content, record.address))

    def _fetch_page(self, target: Target) -> None:
        before = self._archive.get_record(target.address)
        record = self._bring(target.address, target.day, "html")
        if record is None:
            self._report.failed += 1
        elif record is before and not record.is_gone:
            self._report.there += 1
        else:
            self._report.changes[record.change] += 1

    def _bring(self, address: str, day: date, family: str, *, is_list: bool = False) -> Record | None:
        """Gives the record of an address, which is asked unless it was just now, or so late that nothing changes there.
        None where that failed, which is noted."""
        before = self._archive.get_record(address)
        is_known = before is not None and (_is_settled(before, day) or (_is_fresh(before) and not is_list))
        if before is not None and is_known and not self._order.again:
            return before
        try:
            answer = self._client.get(address, family, _make_validators(before))
        except HostClosedError as error:
            if str(error) not in self._closed:
                self._fail(error)
            self._closed.add(str(error))
            return None
        except FetchError as error:
            self._fail(error)
            return None
        record = self._archive.keep(address, answer, is_list=is_list)
        said = _say_change(record, is_list=is_list)
        if said:
            self._watch.note(said)
        return record

    def _fail(self, error: FetchError) -> None:
        self._watch.note(f"skipped: {error}")


def _say_change(record: Record, *, is_list: bool) -> str | None:
    """Gives what is worth a line: that there is no such list or page, or that a page is another one now."""
    answer = f"{record.address}: the server answers {record.status}"
    if is_list:
        return f"no list: {answer}" if record.is_gone else None
    match record.change:
        case Change.GONE:
            return f"gone: {answer}"
        case Change.WITHDRAWN:
            return f"withdrawn: {answer}; {record.file} stays"
        case Change.CHANGED:
            return f"changed: {record.address}"
        case _:
            return None


def _is_settled(record: Record, day: date) -> bool:
    return record.moment.astimezone(HONG_KONG).date() > day + RECENT


def _is_fresh(record: Record) -> bool:
    return timedelta(0) <= datetime.now(HONG_KONG) - record.moment < FRESH


def _make_validators(before: Record | None) -> Mapping[str, str]:
    """Gives the headers by which a server tells that nothing changed; none where nothing is kept."""
    if before is None or before.sha256 is None:
        return {}
    pairs = (("If-None-Match", before.etag), ("If-Modified-Since", before.last_modified))
    return {name: value for name, value in pairs if value}


def _fold(text: str) -> str:
    return to_simplified(unicodedata.normalize("NFKC", text)).casefold()

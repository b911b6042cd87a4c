"""Which day each story was issued on: days from 1997 to 2026 in scattered order, each with as many as a real one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.generator.draws import Draws

_FIRST = datetime.date(1997, 7, 1)
_LAST = datetime.date(2026, 6, 30)
_COUNT = (_LAST - _FIRST).days + 1
# Near the golden section of the count and prime: the first k days lie evenly over all years, whatever k is.
_STEP = 6553
# Texts, each in one language or both: the site had about 47 releases a day in the mean of all years.
_ON_A_WORKDAY = (22, 36)
_ON_A_WEEKEND = (8, 16)
_FIRST_MINUTE, _LAST_MINUTE = 8 * 60, 23 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """When a story was issued, and its number among those of its day."""

    day: datetime.date
    minute: int
    serial: int

    @property
    def issued(self) -> str:
        """Gives the time as the header of a release writes it."""
        return f"{self.day.isoformat()}T{self.minute // 60:02}:{self.minute % 60:02}+08:00"

    def make_id(self, place: int) -> str:
        """Gives the id of the release at this place of the story: 0 for the first language, 1 for the second."""
        return f"P{self.day:%Y%m%d}{self.serial + place:05}"


def list_slots(seed: int) -> Iterator[Slot]:
    """Gives a slot for each story, day after day in scattered order, until every day has had its turn."""
    for number in range(_COUNT):
        day = _FIRST + datetime.timedelta(days=number * _STEP % _COUNT)
        draws = Draws(seed, "day", day)
        count = draws.between(*(_ON_A_WORKDAY if day.weekday() < 5 else _ON_A_WEEKEND))
        step = (_LAST_MINUTE - _FIRST_MINUTE) // count
        serial = draws.between(20, 80)
        for place in range(count):
            yield Slot(day, _FIRST_MINUTE + place * step + draws.between(0, step - 1), serial)
            serial += draws.between(2, 20)

"""What the stages of a build share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.building.ledger import Ledger
from kg.building.pool import Pool
from kg.building.reading import Knowledge

# Is told of a step how much of it is done, and of how much.
Show = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Work:
    """The ledger, what carries the parts out, what helps to read, and who is told how far it is."""

    ledger: Ledger
    pool: Pool
    knowledge: Knowledge
    show: Show


def say_nothing(step: str, done: int, total: int) -> None:
    """Is told how far a build is where nobody asks."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build: with what no source states or without, in how many processes, who is told how far it is, and how
    many seconds to wait for another build of the same store; or on the cluster at an address, and where its workers put
    what they have done."""

    general_knowledge: bool = True
    jobs: int = 1
    show: Show = say_nothing
    patience: float = 10.0
    cluster: str | None = None
    parts: str | None = None

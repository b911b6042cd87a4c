"""What the stages of a build share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.building.ledger import Ledger
from kg.building.pool import Pool
from kg.building.reading import Knowledge
from kg.decisions import Rulings

# Is told of a step how much of it is done, and of how much.
Show = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Work:
    """The ledger, what carries the parts out, what helps to read, who is told how far it is, what readers decided."""

    ledger: Ledger
    pool: Pool
    knowledge: Knowledge
    show: Show
    rulings: Rulings


def say_nothing(step: str, done: int, total: int) -> None:
    """Is told how far a build is where nobody asks."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build: with what no source states or without, in how many processes, who is told how far it is, and how
    many seconds to wait for another build of the same store; or on the cluster at an address, and where its workers put
    what they have done; and the folders with what readers decided, where not only the one beside the store."""

    general_knowledge: bool = True
    jobs: int = 1
    show: Show = say_nothing
    patience: float = 10.0
    cluster: str | None = None
    parts: str | None = None
    decisions: tuple[Path, ...] = ()

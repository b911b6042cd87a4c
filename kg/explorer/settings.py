"""What whoever runs the explorer decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from secrets import token_urlsafe


@dataclass(frozen=True, slots=True)
class Editing:
    """Where what a reader decides is kept, and who that is; `host` is where the explorer listens."""

    folder: Path
    who: str = ""
    host: str = "127.0.0.1"
    token: str = field(default_factory=lambda: token_urlsafe(32), repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of what is asked, and how the explorer speaks of itself.

    `timeout` is how many seconds a question in SPARQL may take, `limit` how many rows its answer may have,
    `largest_body` how many bytes a request may bring. `base` is the address that others reach it at, without a slash at
    its end; empty where each request says it. `workers` is how many questions are answered at one time. With `editing`
    whoever reaches it may decide and correct. Where it `prepares`, what takes long to count is counted before anybody
    asks for it.
    """

    timeout: float = 10.0
    limit: int = 10_000
    largest_body: int = 1024**2
    base: str = ""
    workers: int = 4
    editing: Editing | None = None
    prepares: bool = False
    version: str = field(default_factory=lambda: version("gba-kg"))

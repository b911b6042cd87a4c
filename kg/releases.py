"""Turns a saved page into a Release: its exact text, language and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Release:
    """One press release in one language. Offsets into `text` count code points from its first character."""

    id: str
    lang: str
    title: str
    issued: datetime
    text: str
    url: str | None = None
    counterpart: str | None = None
    origin: str = ""

    @property
    def name(self) -> str:
        """The stem of the files written for this release, such as `seed-20240108.en`."""
        return f"{self.id}.{self.lang}"

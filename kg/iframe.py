"""Turns a page into a Frame: something that a notebook shows below a cell."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole HTML page inside another one, `height` pixels high, cut off from it.

    `rights` are those of a sandboxed frame, such as `allow-scripts`; without any it runs no script.
    """

    page: str
    title: str
    height: int
    rights: str = ""

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="{escape(self.title)}" sandbox="{escape(self.rights)}" srcdoc="{escape(self.page)}" '
            f'style="width: 100%; height: {self.height}px; border: 1px solid #999"></iframe>'
        )

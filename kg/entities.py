"""Decides, for each mention, which thing it names; two candidates left means none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a language (`en`, `zh-Hant`, `zh-Hans`); one preferred label per language, the rest are alternatives."""

    text: str
    lang: str
    is_preferred: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing named in a release: kind is person, body, mechanism, post, place, initiative or agreement.

    `subkind` is the concept of its kind (bureau, university, plan, city ...). `body` is a post's body where known.
    """

    id: str
    kind: str
    labels: tuple[Label, ...]
    subkind: str | None = None
    honorific: str | None = None
    body: str | None = None

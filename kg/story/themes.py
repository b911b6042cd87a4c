"""Tells the theme of an event that a sentence of its own names."""

from __future__ import annotations

from kg.discourse.books import Books
from kg.discourse.scene import Scene
from kg.patterns import get_expression
from kg.story.page import SPOKEN_AT


def note_theme(scene: Scene, books: Books) -> None:
    """ "The theme was "Talent"." is the theme of the event told last."""
    theme = get_expression(scene.story.language, "theme_sentence").search(scene.sentence.text)
    if theme is None:
        return
    for draft in books.events.find_last(scene.sentence.ordinal, SPOKEN_AT):
        draft.theme = draft.theme or theme["theme"].strip()

"""Reads the list of who sits on a board: a line that says as what, and below it a line for each person."""

from __future__ import annotations

from dataclasses import replace

from kg.discourse.books import Books
from kg.discourse.scene import Scene
from kg.discourse.tenure_dates import TenureDates
from kg.discourse.tenures import make_seat, make_tenure, name_office
from kg.mentions.mentions import Mention
from kg.patterns import get_expression
from kg.vocabulary import Capacity, Status

_RULE = "tenure-in-roster"


def read_roster(scene: Scene, books: Books) -> None:
    """Reads a line of a list of members, which a sentence before has announced: what the people below it are on the
    board told of, or one of them. Who was told to sit there before is not told again."""
    story, text = scene.story, scene.sentence.text
    head = get_expression(story.language, "roster_head").fullmatch(text) if story.roster else None
    if head is not None:
        story.seat = head["seat"]
    elif get_expression(story.language, "roster_lead").search(text):
        first = next((n for n, slot in enumerate(scene.row.slots) if slot.mention.kind in ("body", "mechanism")), None)
        story.board = (scene.resolve_slot(first) if first is not None else None) or story.board
        story.roster, story.seat = True, None
    elif not story.roster or story.seat is None or story.board is None:
        return
    elif get_expression(story.language, "roster_rule").fullmatch(text) is None:
        _seat(scene, books, story.board, story.seat)


def _seat(scene: Scene, books: Books, board: str, title: str) -> None:
    story = scene.story
    people = [agent for agents in scene.agents.values() for agent in agents]
    line = get_expression(story.language, "roster_line").fullmatch(scene.row.text)
    if line is None or len(people) != 1:
        story.roster = get_expression(story.language, "roster_end").search(scene.sentence.text) is None
        return
    if any(tenure.person == people[0].id and tenure.body == board for tenure in books.tenures.values()):
        return
    name = story.resolver.entities[board].get_name(story.resolver.lang)
    post = make_seat(story.language, title, name)
    office = name_office(scene, Mention(post), post, None)
    is_new = story.is_effect_to_come and _may_be_new(scene)
    capacity = Capacity.DESIGNATE if is_new else Capacity.SUBSTANTIVE
    dates = TenureDates(capacity, None if is_new else story.issued, story.effect if is_new else None)
    dates = replace(dates, status=Status.PLANNED) if is_new else dates
    tenure = make_tenure(people[0].id, office.post, office.body, dates)
    triple, texts = (people[0].id, "org:holds", office.post), (people[0].text, post.text)
    scene.add_statement(_RULE, triple, texts, node=tenure.id, status=dates.status)
    books.tenures[tenure.id] = tenure


def _may_be_new(scene: Scene) -> bool:
    """Whether a line bears the mark that the release says stands for who is new; without such a mark, whoever is listed
    sits there from the day to come, and may not do so yet."""
    note = get_expression(scene.story.language, "roster_note").search(scene.story.release.text)
    return note is None or note["mark"] in scene.sentence.text

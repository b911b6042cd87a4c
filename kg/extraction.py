"""Turns a release into its Extraction: all that it says, each statement with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from kg.discourse.agreements import finish_agreement, name_behalves, state_agreement
from kg.discourse.books import Books
from kg.discourse.events import Draft, are_listed, finish_event, state_event, unite_events
from kg.discourse.opening import open_scene
from kg.discourse.rosters import read_roster
from kg.discourse.scene import Story
from kg.discourse.trace import Trace
from kg.errors import KgError
from kg.gazetteer import Gazetteer
from kg.grammar import select_rules
from kg.isodates import find_first_day
from kg.languages.choice import GRAMMARS, get_language
from kg.languages.scripts import drop_unseen
from kg.mentions.entities import Entity, Resolver, finish_entities, make_topic
from kg.mentions.people import People
from kg.patterns import get_expression
from kg.releases import Release
from kg.releases.release import make_failure
from kg.scripting import make_reading, restore_script
from kg.sentences import Sentence, split_sentences
from kg.statements import NO_ANSWERS, Agreement, Answers, Event, Extraction, OpenMention, Statement, Tenure
from kg.story.companions import drop_legs_ahead, join_companions
from kg.story.indicators import read_indicators
from kg.story.offices import add_change_of_office
from kg.story.teller import tell_sentence
from kg.story.themes import note_theme
from kg.topics import read_topics

_IN_OFFICE = frozenset({"gba:substantive", "gba:acting"})
# Whose office a release tells has been in it for so long, more often than not.
_RECENT = timedelta(days=366)


def read_extraction(
    release: Release, gazetteer: Gazetteer, trace: Trace | None = None, answers: Answers = NO_ANSWERS
) -> Extraction:
    """Reads one release; the same release, gazetteer and answers of readers, who words mean that may mean several, give
    the same extraction. A trace keeps how English was read.

    Raises ReleaseError, which names the file, where the reader itself fails on it: the others of a run go on.
    """
    try:
        reading = make_reading(release, gazetteer)
        asked = _read(reading, gazetteer, None).open_mentions if answers else ()
        extraction = _read(reading, gazetteer, trace, answers, asked)
        return restore_script(extraction, release, gazetteer.things)
    except KgError:
        raise
    except Exception as error:
        raise make_failure(release, "the reader", error) from error


def _read(
    release: Release,
    gazetteer: Gazetteer,
    trace: Trace | None,
    answers: Answers = NO_ANSWERS,
    asked: Iterable[OpenMention] = (),
) -> Extraction:
    language = get_language(GRAMMARS[release.lang])
    resolver = Resolver(gazetteer, language, language.script, release.issued.date().isoformat(), release.text)
    story = Story(release, resolver, People(resolver), answers=answers)
    story.asked = {mention.key: mention.candidates for mention in asked}
    story.surveyed = language.survey(drop_unseen(release.text), gazetteer.chinese_surnames)
    books = Books(language, trace=trace)
    sentences = split_sentences(release.text)
    for sentence in sentences:
        scene, attested = open_scene(story, sentence, select_rules(sentence.text, language.code))
        for found in attested:
            books.tenures[found.tenure.id] = found.tenure
            add_change_of_office(found, scene, books)
        books.indicators += read_indicators(scene)
        note_theme(scene, books)
        tell_sentence(scene, books)
        read_roster(scene, books)
    return _finish(story, books, sentences)


def _finish(story: Story, books: Books, sentences: tuple[Sentence, ...]) -> Extraction:
    story.people.note_sexes()
    bodies, posts = _list_offices(books)
    for pact in books.agreements.drafts.values():
        name_behalves(pact, bodies)
    events, signed_at = _finish_events(books, posts, story)
    agreements = tuple(_finish_agreements(books, signed_at))
    tenures, statements = _drop_left_offices(books, story.statements)
    return Extraction(
        story.release,
        sentences,
        (*finish_entities(story.resolver.entities.values(), story.resolver.gazetteer), *_list_topics(events)),
        tuple(tenures),
        tuple(events.values()),
        agreements,
        tuple(dict.fromkeys(statements)),
        tuple(story.open_mentions),
        tuple(dict.fromkeys(story.mentions)),
        tuple({indicator.id: indicator for indicator in books.indicators}.values()),
        tuple(story.settled),
    )


def _list_topics(events: Mapping[str, Event]) -> Iterator[Entity]:
    """Gives the topics that the events are about as entities of their own."""
    used = {about for event in events.values() for about in event.about}
    for topic in read_topics():
        if topic.id in used:
            yield make_topic(topic)


def _list_offices(books: Books) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Gives each person's bodies, and the post of each who has one only, and does not only act in it."""
    bodies: dict[str, set[str]] = defaultdict(set)
    posts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for tenure in books.tenures.values():
        if tenure.body is not None:
            bodies[tenure.person].add(tenure.body)
        if tenure.post is not None and tenure.capacity in _IN_OFFICE:
            posts[tenure.person].add((tenure.post, tenure.capacity))
    only = ((person, *next(iter(held))) for person, held in posts.items() if len({post for post, _ in held}) == 1)
    return bodies, {person: post for person, post, _ in only if (post, "gba:acting") not in posts[person]}


def _finish_events(books: Books, posts: Mapping[str, str], story: Story) -> tuple[dict[str, Event], dict[str, str]]:
    """Gives the events by id, and the signing of each agreement. Drafts that turn out to be one event are united."""
    events: dict[str, Event] = {}
    practice, lang = get_expression(story.language, "practice"), story.resolver.lang
    firsts: dict[str, Draft] = {}
    signed_at: dict[str, str] = {}
    join_companions(books)
    drop_legs_ahead(books)
    for draft in books.events.drafts:
        if not draft.parts:  # held, but nobody named took part in it
            continue
        if draft.time is None and not draft.places and draft.about is None and practice.fullmatch(draft.label):
            continue  # 舉辦紀念和教育活動: what somebody does at any time
        held = _list_held(draft, posts, story)
        event = finish_event(draft, lang, held)
        if are_listed(firsts.setdefault(event.id, draft), draft):
            event = finish_event(draft, lang, held, draft.folded)
        events[event.id] = unite_events(events[event.id], event) if event.id in events else event
        state_event(draft, event)
        if books.trace is not None:
            books.trace.events[id(draft)] = event.id
            books.trace.drafts.append(draft)
        if draft.agreement is not None:
            signed_at[draft.agreement] = event.id
    return events, signed_at


def _list_held(draft: Draft, posts: Mapping[str, str], story: Story) -> dict[str, str]:
    """Gives the posts in which people were at an event: an office of today says nothing of what was years ago, unless
    a table does."""
    held = {part.agent.id: posts[part.agent.id] for part in draft.parts if part.agent.id in posts}
    first = find_first_day(draft.time.first) if draft.time is not None and draft.time.first else None
    if first is None or story.release.issued.date() - date.fromisoformat(first) < _RECENT:
        return held
    terms = story.resolver.gazetteer.holdings
    return {
        person: post
        for person, post in held.items()
        if any(term.person == person and term.covers(first) for term in terms.get(post, ()))
    }


def _finish_agreements(books: Books, signed_at: Mapping[str, str]) -> Iterator[Agreement]:
    for identity, pact in books.agreements.drafts.items():
        founded = tuple(dict.fromkeys(books.establishes.get(identity, ())))
        agreement = finish_agreement(pact, signed_at.get(identity), founded)
        state_agreement(pact, agreement)
        yield agreement


def _drop_left_offices(books: Books, statements: Sequence[Statement]) -> tuple[list[Tenure], list[Statement]]:
    """An office that the release says was left is not held as well, though it also says how long it was."""
    left = {(tenure.person, tenure.post) for tenure in books.tenures.values() if tenure.capacity == "gba:former"}
    dropped = {
        tenure.id
        for tenure in books.tenures.values()
        if tenure.capacity == "gba:substantive" and (tenure.person, tenure.post) in left
    }
    return (
        [tenure for tenure in books.tenures.values() if tenure.id not in dropped],
        [statement for statement in statements if statement.elaborated_by not in dropped],
    )

"""Turns a sentence into a Scene: its mentions resolved, its row folded, its subject and its speech found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.discourse.folds import fold_asides
from kg.discourse.newplaces import settle_places
from kg.discourse.scene import Agent, Scene, Story, Trip, count_days, is_told_with
from kg.discourse.seats import note_board, settle_seats
from kg.discourse.subjects import find_leaders, find_speech, find_subject
from kg.discourse.tenure_dates import find_stage
from kg.discourse.tenures import Office, bears_title, fold_titles, name_offices, own_office, state_tenure
from kg.grammar import Rule
from kg.languages.fronts import search_front
from kg.languages.language import Language
from kg.languages.phrase import Phrase
from kg.languages.time import STATED, UNKNOWN_YEAR, Time, turn_ahead
from kg.mentions.mentions import Mention, read_mentions
from kg.mentions.rows import Row, make_row
from kg.noun import noun
from kg.patterns import KIND_MARKS, get_expression, get_expressions, get_words
from kg.sentences import Sentence
from kg.statements import Tenure
from kg.vocabulary import Capacity

_THINGS = frozenset({"body", "mechanism", "place", "initiative"})
_LONGEST_TITLE = 60
_QUOTES = ("'", '"', "‘", "’", "“", "”")
_LONGEST_JOURNEY = 60  # days
_LAST_YEAR = "9999"  # behind which a calendar has no day
_STEM = 5  # letters that "finance" and "Financial" share
_CLAUSES = re.compile("[，。；！？]")  # what somebody says in Chinese


@noun
class Attested:
    """A tenure that a sentence attests, with the person and the rule that read it."""

    tenure: Tenure
    person: Agent
    office: Office
    rule: Rule


def open_scene(story: Story, sentence: Sentence, rules: Sequence[Rule]) -> tuple[Scene, list[Attested]]:
    """Reads one sentence in its story; gives the scene and the tenures it attests.

    `rules` are those that the sentence's words call for.
    """
    language = story.language
    mentions = read_mentions(sentence.text, language, story.resolver.gazetteer, _list_aliases(story, sentence.text))
    times = _fill_years(story, language.read_times(sentence.text, story.release.issued.date()))
    if times:
        mentions = [mention for mention in mentions if not _is_in_time(mention, times)]
        times = [time for time in times if not _is_in_name(time, mentions)]
    mentions = list(settle_places(sentence.text, mentions, language, story.resolver))
    mentions = [settled for mention in mentions if (settled := _settle(sentence, mention, language)) is not None]
    row = make_row(sentence.text, mentions, times, language)
    _add_heading(story, sentence, row)
    if KIND_MARKS["post"] in row.text:
        fold_titles(row, rules)
    _fold_company(row, language)
    scene = Scene(story, sentence, row, times)
    _resolve_things(scene, mentions)
    by_id = {rule.id: rule for rule in rules}
    tenures = _resolve_people(scene, by_id)
    note_board(scene, by_id)
    find_leaders(scene)
    fold_asides(row)
    find_speech(scene)
    find_subject(scene)
    scene.days_before = story.day, story.planned_day
    _note_day(scene)
    _note_journey(scene)
    _note_city(scene)
    return scene, tenures


def _add_heading(story: Story, sentence: Sentence, row: Row) -> None:
    """Puts the person that a line by itself names in front of a sentence below it that begins with a stage of a career
    and names nobody: "何國華", and below it 二○一二年三月至二○一六年五月任局長."""
    language = story.language
    if get_expression(language, "heading_line").fullmatch(row.text) is not None and not story.roster:
        story.heading = row.slots[0].mention
    elif KIND_MARKS["person"] in row.text.partition(KIND_MARKS["post"])[0]:
        story.heading = None
    elif story.heading is not None and get_expression(language, "heading_behind").match(sentence.text) is not None:
        phrase = replace(story.heading.phrase, start=0, end=0)
        row.lead_with(Mention(phrase, story.heading.ids))


def _is_in_time(mention: Mention, times: Sequence[Time]) -> bool:
    """ "昨日（波爾多時間五月十一日）": a place that only tells which clock is meant."""
    phrase = mention.phrase
    return any(time.start <= phrase.start and phrase.end <= time.end for time in times)


def _is_in_name(time: Time, mentions: Sequence[Mention]) -> bool:
    """ "the Dutch Days before the fair": "days before" tells no time there."""
    return any(
        mention.phrase.start < time.end and time.start < mention.phrase.end and mention.kind != "event"
        for mention in mentions
    )


def _fill_years(story: Story, times: Sequence[Time]) -> list[Time]:
    """Gives "that year" the year that the story named last; without one, it stays empty."""
    filled = []
    for time in times:
        if not time.first.startswith(UNKNOWN_YEAR):
            story.year = time.first[:4] if time.basis == STATED else story.year
            filled.append(time)
        elif story.year is not None:
            filled.append(replace(time, first=story.year + time.first[4:], basis=STATED))
        else:
            filled.append(replace(time, first=""))  # a time there is, but nobody knows which
    return filled


def _list_aliases(story: Story, text: str) -> dict[str, str]:
    entities = story.resolver.entities
    pending = dict.fromkeys(story.resolver.pending, "name")
    people = dict.fromkeys(sorted(story.surveyed | story.people.find_named(text)), "person")
    aliases = {alias: entities[entity].kind for alias, entity in story.resolver.aliases.items() if alias in text}
    return people | pending | aliases


def _settle(sentence: Sentence, mention: Mention, language: Language) -> Mention | None:
    """Gives a mention the kind that its surroundings say; none for a place used as an adjective or in a quoted
    title, for somebody in the name of a work, for a class of a contest, nor for an office in a body whose name is cut
    off: "Organising Committee Chairman of the Kite Days"."""
    text, phrase = sentence.text, mention.phrase
    if phrase.kind == "post" and get_expression(language, "cut_title").match(phrase.text):
        return None
    if phrase.kind in ("person", "post") and _is_in_work(text, phrase):
        return None
    if phrase.kind == "body" and get_expression(language, "contest_class").fullmatch(phrase.text):
        return None
    if phrase.kind == "place":
        following = text[phrase.end : phrase.end + 20].split(" ")
        is_adjective = (
            following[0] == ""
            and len(following) > 1
            and following[1].rstrip(".,;)") in language.lexicon.place_adjective_nouns
        )
        is_adjective = (
            is_adjective or search_front(get_expression(language, "attributive"), text, phrase.start) is not None
        )
        is_slogan = (
            not mention.ids and text[phrase.start - 1 : phrase.start] in _QUOTES and text[phrase.end :][:1] in _QUOTES
        )
        return None if is_adjective or is_slogan or _is_in_title(sentence, phrase.start) else mention
    if phrase.kind != "name" or mention.ids or phrase.is_short:
        return mention
    if get_expression(language, "apposition").match(text, phrase.end):
        return Mention(replace(phrase, kind="body"))
    return (
        Mention(replace(phrase, kind="place"))
        if _is_new_place(text, phrase, language) and not _is_in_title(sentence, phrase.start)
        else mention
    )


def _is_in_work(text: str, phrase: Phrase) -> bool:
    """電視劇《縣長趙大河》: whoever the name of a work or document names."""
    opened = text.rfind("《", 0, phrase.start + 1)
    return opened >= 0 and "》" not in text[opened : phrase.start] and "》" in text[phrase.end - 1 :]


def _is_in_title(sentence: Sentence, position: int) -> bool:
    """ "a dinner themed "China in Focus"": a few quoted words are a title, not a speech."""
    return any(
        start <= position < end and end - start < _LONGEST_TITLE and not _CLAUSES.search(sentence.text, start, end)
        for start, end in sentence.quotes
    )


def _is_new_place(text: str, phrase: Phrase, language: Language) -> bool:
    """A new name after "in" is a place ("in Antwerp"), if it is made of plain words."""
    is_plain = phrase.text.replace(" ", "").replace("-", "").isalpha() and len(phrase.text) > 3
    is_word = " " in phrase.text or phrase.text[1:].islower()
    is_phrase = text.startswith(" of ", phrase.end)  # "in Celebration of the moon"
    is_led_to = search_front(get_expression(language, "arriving"), text, phrase.start) is not None
    is_led_to = is_led_to and get_expression(language, "field_name").fullmatch(phrase.text) is None
    return is_plain and is_word and is_led_to and not is_phrase


def _fold_company(row: Row, language: Language) -> None:
    """ "羅淑佩在林建岳陪同下": both did."""
    for pattern in get_expressions(language, "company"):
        for match in reversed(list(pattern.finditer(row.text))):
            if "cut" in pattern.groupindex:
                row.cut([match.span("cut")])
            if "join" in pattern.groupindex:
                row.replace(*match.span("join"), get_words(language, "joiner"))


def _resolve_things(scene: Scene, mentions: Sequence[Mention]) -> None:
    story = scene.story
    for mention in mentions:
        for part in mention.phrase.inner:
            # "Guangdong" in "Government of Guangdong" names the government; in "Consul in Guangdong" it is a place.
            # A post's body is named with the post, where several may share it; one that somebody is sent to is none.
            is_in_name = part.kind == "place" and mention.kind in ("body", "mechanism")
            is_owner = mention.kind == "post" and part.kind != "place" and mention.phrase.of is not None
            if not is_in_name and not is_owner and (part.kind in _THINGS or part.abbreviation):
                story.note_mention(scene.sentence, part, story.resolver.resolve(part))
                if mention.kind == "post":
                    scene.add_nesting(part)
        story.note_mention(scene.sentence, mention.phrase, _resolve_thing(scene, mention))


def _resolve_thing(scene: Scene, mention: Mention) -> str | None:
    """Gives the entity of a mention that stands for itself; agreements and names of unknown kind wait for a clause."""
    story, phrase = scene.story, mention.phrase
    kind, resolver = phrase.kind, story.resolver
    if any(resolver.gazetteer.things[known].is_part_of_world for known in mention.ids):
        return None  # a part of the world is a place only where something happens
    if kind in _THINGS and (not phrase.is_short or phrase.text in resolver.language.lexicon.issuer_names):
        entity = resolver.resolve(phrase, mention.ids)
        scene.add_nesting(phrase)
        story.mechanism = entity if kind == "mechanism" else story.mechanism
        return entity
    if kind in ("name", "event") and (mention.ids or phrase.text in resolver.aliases):
        known = mention.ids[0] if mention.ids else resolver.aliases[phrase.text]
        thing = resolver.gazetteer.things.get(known) or resolver.entities.get(known)
        return resolver.resolve(phrase, mention.ids, kind=thing.kind if thing is not None else "body")
    if kind == "agreement" and not phrase.is_short:
        story.agreement = mention
        return resolver.resolve(phrase, mention.ids) if phrase.abbreviation else None
    if phrase.abbreviation and kind == "name":
        resolver.pending[phrase.abbreviation] = phrase
    return None


def _resolve_people(scene: Scene, rules: dict[str, Rule]) -> list[Attested]:
    tenures: list[Attested] = []
    presented: dict[int, Mention] = {}
    for number, slot in enumerate(scene.row.slots):
        if slot.mention.kind == "post":
            _name_lone_post(scene, slot.mention)
        if slot.mention.kind != "person":
            continue
        settle_seats(scene, slot, rules)
        offices = name_offices(scene, slot, rules)
        bodies = [office.body for office, _ in offices if office.body is not None]
        bodies += _find_affiliation(scene, number) if not offices else []
        full_name = _find_full_name(scene, number)
        if full_name is not None:
            presented[full_name] = slot.mention
        agents = (
            _find_people(scene, slot.mention, tuple(office for office, _ in offices), tuple(bodies))
            if full_name is None
            else ()
        )
        scene.agents[number] = agents
        for agent in agents:
            scene.story.note_mention(scene.sentence, slot.mention.phrase, agent.id)
        if number in presented:
            _note_presented(scene, presented[number], agents if offices else ())
        if len(agents) == 1:
            offices = tuple((_recall_office(scene, agents[0], office), rule) for office, rule in offices)
        for (mention, _), (office, _) in zip(slot.posts, offices, strict=True):
            scene.story.note_mention(scene.sentence, mention.phrase, office.post)
            owner = mention.phrase.of
            if owner is not None and owner.kind in _THINGS and owner.kind != "place":
                scene.story.note_mention(scene.sentence, owner, office.body)
        if len(agents) == 1:
            tenures += [
                Attested(state_tenure(scene, rule, agents[0], office), agents[0], office, rule)
                for office, rule in offices
                if not rule.is_dated or find_stage(scene, office.wording) is not None
            ]
            _remember_subject(scene, agents, slot.mention)
    return tenures


def _find_full_name(scene: Scene, number: int) -> int | None:
    """ "Mr A (Chairman of the Tide Board, Mr Bo A)": where the brackets behind a short name, of whom nobody has been
    told so far, end with a full one, the slot of that."""
    slots, phrase = scene.row.slots, scene.row.slots[number].mention.phrase
    behind = get_expression(scene.story.language, "presentation").match(scene.sentence.text, slots[number].end)
    if behind is None or not phrase.is_short or scene.story.people.resolve(phrase):
        return None
    ends = {slot.end: at for at, slot in enumerate(slots) if at > number and slot.mention.kind == "person"}
    found = ends.get(behind.end("presented"))
    return None if found is None or slots[found].mention.phrase.is_short else found


def _note_presented(scene: Scene, mention: Mention, agents: tuple[Agent, ...]) -> None:
    """Keeps whom the brackets behind a short name present with an office, if it is a part of that name."""
    if len(agents) == 1 and scene.story.people.bears(agents[0].id, mention.phrase):
        scene.story.note_mention(scene.sentence, mention.phrase, agents[0].id)
    else:
        scene.settle(mention, ())


def _recall_office(scene: Scene, person: Agent, office: Office) -> Office:
    """ "the Chief Designer, Mr A" after "the Chief Designer of the Tide Board, Mr A": the same office; else his own.
    市長甲 after 佛山市代市長甲 still only acts."""
    entities = scene.story.resolver.entities
    acting = [
        (post, body)
        for post, body in scene.story.acting.get(person.id, {}).items()
        if post in entities
        and any(label.text != office.text and bears_title(label.text, office.text) for label in entities[post].labels)
    ]
    if len(acting) == 1 and office.body is None and office.capacity is Capacity.SUBSTANTIVE:
        return replace(office, post=acting[0][0], body=acting[0][1], capacity=Capacity.ACTING)
    if office.body is not None or office.post not in entities or entities[office.post].body is not None:
        return office
    held = [entities[post] for post in scene.story.offices.get(person.id, ()) if post in entities]
    owner = get_expression(scene.story.language, "name_owner")
    same = [
        post
        for post in held
        if post.body is not None
        and any(
            label.text.startswith(office.text) and owner.match(label.text, len(office.text)) for label in post.labels
        )
    ]
    recalled = replace(office, post=same[0].id, body=same[0].body) if len(same) == 1 else office
    return own_office(scene, person.id, recalled)


def _name_lone_post(scene: Scene, mention: Mention) -> None:
    """A post without its holder still names its body."""
    owner = mention.phrase.of
    if owner is not None and owner.kind in _THINGS:
        scene.story.resolver.resolve(owner)
        scene.add_nesting(owner)


def _remember_subject(scene: Scene, agents: tuple[Agent, ...], mention: Mention) -> None:
    if not scene.subject and not mention.phrase.head:
        scene.subject = agents


def _find_affiliation(scene: Scene, number: int) -> list[str]:
    """ "Professor Bo Lin of the Tide University": the body he or she is of."""
    slots, language = scene.row.slots, scene.story.language
    following = slots[number + 1] if number + 1 < len(slots) else None
    if following is None or following.mention.kind != "body":
        return []
    between = scene.sentence.text[slots[number].end : following.start]
    body = scene.resolve_slot(number + 1) if get_expression(language, "affiliated").fullmatch(between) else None
    return [body] if body is not None else []


def _find_people(
    scene: Scene, mention: Mention, offices: tuple[Office, ...], bodies: tuple[str, ...]
) -> tuple[Agent, ...]:
    phrase, story = mention.phrase, scene.story
    if phrase.is_short and phrase.head in ("male", "female", "many", "delegation"):
        return scene.recall_answer(mention) or _find_pronoun(scene, mention)
    if phrase.is_short and phrase.head == "chief":
        return _find_chief(scene, phrase)
    posts = tuple(office.post for office in offices)
    held = tuple(office.post for office in offices if office.capacity in (Capacity.SUBSTANTIVE, Capacity.ACTING))
    meant = scene.recall_answer(mention)
    if not meant:
        candidates = story.people.resolve(phrase, posts=posts, bodies=bodies, held=held)
        if len(candidates) == 1:
            return (Agent(candidates[0], phrase.text),)
        meant = scene.settle(mention, candidates)
    for agent in meant:
        story.people.take_in(phrase, agent.id, held)
    return meant


def _find_pronoun(scene: Scene, mention: Mention) -> tuple[Agent, ...]:
    """ "he" is the one man among the last subjects, or in this sentence before it; "they" are all of them, or all
    who just met; 二人 are two."""
    phrase = mention.phrase
    if phrase.head == "delegation":
        return tuple(Agent(agent.id, phrase.text) for agent in scene.story.leaders)
    before = scene.subject or scene.story.subjects
    if phrase.head == "many" and _is_near_company(scene):
        before = scene.story.company
    counted = get_expression(scene.story.language, "counted").match(phrase.text) if phrase.head == "many" else None
    if counted is not None:
        here = {agent.id: agent for agents in scene.agents.values() for agent in agents}
        is_here = scene.sentence.text[phrase.start - 1 : phrase.start] in ("，", "；")  # A與B會面，二人參觀P
        meant = tuple(here.values()) if is_here and len(here) > 1 else before
        is_all = len(meant) == int(scene.story.language.lexicon.counts[counted["count"]])
        return tuple(Agent(agent.id, phrase.text) for agent in meant) if is_all else ()
    if phrase.head == "many":
        group = scene.story.leaders if any(agent.id.startswith("body/") for agent in scene.story.leaders) else ()
        return tuple(Agent(agent.id, phrase.text) for agent in before if len(before) > 1) or group
    genders = (phrase.head, "any")
    fitting = [agent.id for agent in before if scene.story.people.get_gender(agent.id) in genders]
    if len(fitting) > 1 and before[0].id == fitting[0] and scene.story.people.get_gender(fitting[0]) == phrase.head:
        fitting = _drop_unsure(scene, fitting)
    fitting = fitting or [named.id for named in scene.story.people.named if named.gender == phrase.head]
    if len(set(fitting)) == 1:
        return (Agent(fitting[0], phrase.text),)
    return scene.settle(mention, sorted(set(fitting)))


def _is_near_company(scene: Scene) -> bool:
    """Whether those who met in the sentence before may be "they": not where it goes on on another day."""
    story = scene.story
    days = {time.first for time in scene.times if len(time.first) == 10}
    is_other_day = story.company_day is not None and bool(days) and story.company_day not in days
    return story.company_sentence == scene.sentence.ordinal - 1 and not is_other_day


def _find_chief(scene: Scene, phrase: Phrase) -> tuple[Agent, ...]:
    """ "the finance chief": the one of whom an office of that field has been told, such as the Financial Secretary."""
    field, entities = phrase.text.split()[-2][:_STEM], scene.story.resolver.entities
    holders = {
        holder
        for holder, posts in scene.story.offices.items()
        for post in posts
        if post in entities
        for label in entities[post].labels
        if any(word.startswith(field) for word in label.text.lower().split())
    }
    return (Agent(holders.pop(), phrase.text),) if len(holders) == 1 else ()


def _drop_unsure(scene: Scene, fitting: list[str]) -> list[str]:
    """ "Ms A, accompanied by Dr B, visited ...; she ...": who leads and is known to be a woman is meant."""
    return [person for person in fitting if scene.story.people.get_gender(person) != "any"]


def _note_day(scene: Scene) -> None:
    """The story's day is the last one, not after the release, that a sentence names outside speech; plans have
    their own."""
    days = [time for time in scene.times if len(time.first) == 10 and not _is_homecoming(scene, time)]
    if scene.speech_from is not None or not days:
        return
    if get_expression(scene.story.language, "background").search(scene.row.text):
        days = [time for time in days if time.is_today]
    issued = scene.story.issued
    is_planned = get_expression(scene.story.language, "planning").search(scene.row.text) is not None
    is_planned = is_planned or all(time.first > issued for time in days)
    past = [time for time in days if time.first <= issued and time.last is None]
    if is_planned and days:
        scene.story.planned_day = turn_ahead(days[0])
        scene.story.planned_days.add(scene.story.planned_day.first)
    elif past and not is_planned:
        scene.story.day = past[-1]


def _note_journey(scene: Scene) -> None:
    """Keeps the days on which somebody sets out and is back; those of who only goes along are others'."""
    for time in scene.times:
        if len(time.first) == 10 and not is_told_with(scene, time, "companions", "companions_tail"):
            if _is_homecoming(scene, time):
                scene.story.return_days.add(time.ahead or time.first)
            elif is_told_with(scene, time, "leaving", "leaving_tail"):
                first = time.ahead or time.first
                scene.story.leaving_days[first] = _find_last(first, count_days(scene))


def _find_last(first: str, length: int | None) -> str | None:
    """Gives the last of so many days; None for what is no journey."""
    if length is None or not 1 <= length <= _LONGEST_JOURNEY or first[:4] == _LAST_YEAR:
        return None
    return (date.fromisoformat(first) + timedelta(days=length - 1)).isoformat()


def _is_homecoming(scene: Scene, time: Time) -> bool:
    return is_told_with(scene, time, "homecoming", "homecoming_tail")


def _note_city(scene: Scene) -> None:
    """ "In Porto, Mr X will ...": what follows takes place there."""
    match = get_expression(scene.story.language, "in_place").match(scene.row.text)
    if match is None or scene.speech_from is not None or not scene.subject:
        return
    numbers = [*scene.get_slots(match.span("W")), *scene.get_slots(match.span("V"))]
    story = scene.story
    story.city = tuple(entity for number in numbers if (entity := scene.resolve_slot(number)) is not None)
    story.city_sentence = scene.sentence.ordinal
    is_planned = get_expression(story.language, "planning").search(scene.row.text) is not None
    status = "planned" if is_planned else "done"
    story.trips.append(Trip(story.city, status, None, scene.sentence.ordinal, scene.sentence.paragraph, -1))
    day = next((story.city_days[place] for place in story.city if place in story.city_days), None)
    if day is not None and not scene.times:
        is_past = day.first <= story.release.issued.date().isoformat()
        story.day, story.planned_day = (day, story.planned_day) if is_past else (story.day, day)

"""Turns titles next to names into tenures, and folds them so that clauses see only the person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, pairwise

from kg.discourse.joint_titles import WIDEST_GAP, group_posts, is_fitting, share_body, share_fields, share_owner
from kg.discourse.scene import Agent, Scene
from kg.discourse.tenure_dates import Source, TenureDates, Wording, date_tenure
from kg.grammar import Rule
from kg.languages.fronts import search_front
from kg.languages.language import Language
from kg.languages.phrase import Phrase
from kg.mentions.entities import Resolver
from kg.mentions.mentions import Mention
from kg.mentions.rows import Row, Slot
from kg.noun import noun
from kg.patterns import get_expression, get_words
from kg.slugs import fold_name, make_slug
from kg.statements import Tenure
from kg.vocabulary import Capacity

_BODIES = ("body", "mechanism")
_OWNERS = (*_BODIES, "place", "name")
_LEAD_REACH = 60  # characters before a title that say how it is held
_LONGEST_CAREER = 4  # posts that one sentence adds to a person, one after the other


@noun
class Office:
    """A post as one release names it: its entity and body, the words and their places, the capacity of its holder."""

    post: str
    body: str | None
    text: str
    capacity: Capacity
    wording: Wording


def fold_titles(row: Row, rules: Iterable[Rule]) -> None:
    """Folds each title into the person it belongs to; the slot keeps the posts and the rule."""
    for rule in rules:
        for pattern in rule.patterns:
            is_career = "C" in pattern.groups
            for _ in range(_LONGEST_CAREER if is_career else 1):
                matches = list(pattern.finditer(row.text))
                folded = [_fold(row, rule, match) for match in reversed(matches)] if matches else ()
                if not any(folded):
                    break
    _share_seats(row)
    for slot in row.slots:
        titles = [mention.phrase for mention, _ in slot.posts]
        slot.posts = tuple(post for post in slot.posts if not any(_says_more(t, post[0].phrase) for t in titles))


def _share_seats(row: Row) -> None:
    """ "立法會議員甲、乙及丙": who has no title of his own sits there as well."""
    shared = get_expression(row.language, "fellow_title")
    for match in get_expression(row.language, "fellows").finditer(row.text):
        slots = [row.slots[number] for number in row.find_slots(*match.span())]
        for slot, following in pairwise(slots):
            seats = [post for post in slot.posts if shared.fullmatch(post[0].phrase.title)]
            if len(seats) == len(slot.posts) and not following.posts and not following.mention.phrase.head:
                following.posts = tuple(seats)


def _says_more(other: Phrase, title: Phrase) -> bool:
    """ "Commissioner Bo Lin (Commissioner of the Tide Board)": one office, told twice."""
    is_more = other.text.startswith(f"{title.title} ") or (other.title == title.title and other.of is not None)
    return title.of is None and title.text == title.title and is_more and other.capacity == title.capacity


def _fold(row: Row, rule: Rule, match: re.Match[str]) -> bool:
    if len(row.find_slots(*match.span("N"))) > 1:
        return _fold_respective(row, rule, match)
    end = match.end("N")
    number = row.find_slots(end - 2, end)[0]
    slot = row.slots[number]
    title_at = match.start("P")
    near = (row.text, max(0, title_at - _LEAD_REACH), title_at)
    if title_at < end and get_expression(row.language, "given_title").search(*near):
        return False  # "after the Board appointed Mr B as Director, Ms A left": it is another's title
    between = row.text[end : match.start("P")]
    if slot.mention.phrase.head and not get_expression(row.language, "holding").search(between):
        return False  # "Following her election as President, she left": a pronoun is nobody's name
    posts = [row.slots[at] for at in row.find_slots(*match.span("P"))]
    if posts and posts[0].mention.kind == "person":  # 局長A將退休，由B接任: the office that A holds
        held = [mention for mention, _ in posts[0].posts]
        slot.posts += ((held[0], rule.id),) if len(held) == 1 else ()
        return len(held) == 1
    owner = next(iter(row.find_slots(*match.span("B"))), None) if "B" in match.re.groupindex else None
    titles = [post.mention if owner is None else _own(post.mention, row.slots[owner].mention) for post in posts]
    slot.posts += tuple((title, rule.id) for title in titles)
    if rule.is_shared:
        return bool(posts)
    if rule.keeps == "P":  # the title is another's as well: "A will be Director, vice B"
        row.cut([(match.end("P"), match.end())] if match.start("P") < match.start("N") else [])
        return bool(posts)
    slot.start, slot.end = (
        min([slot.start, *(post.start for post in posts)]),
        max([slot.end, *(post.end for post in posts)]),
    )
    cut_from = match.start("C") if "C" in match.re.groupindex and match["C"] else end
    start = match.start() if owner is None else end - 2  # the body stays where it is told of
    in_office = get_expression(row.language, "in_office").search(row.text, max(0, start - _LEAD_REACH), start)
    if title_at < end and in_office is not None:
        start = in_office.start("cut")
    row.cut([(start, end - 2), (cut_from, match.end())])
    return bool(posts)


def _own(title: Mention, body: Mention) -> Mention:
    """ "The X Board is chaired by": a bare title is of the body that the words around it say."""
    owner = title.phrase.of or body.phrase
    return replace(title, phrase=replace(title.phrase, of=owner))


def _fold_respective(row: Row, rule: Rule, match: re.Match[str]) -> bool:
    """ "A and B, Chairman and Vice-Chairman of X respectively": one title each; "the Chairmen of X, A and B": all have
    it; else nothing is known."""
    first, last = match.span("N")
    if rule.is_shared and (end := get_expression(row.language, "shared_end").search(row.text, first, last)) is not None:
        last = end.start()  # 成員是甲和乙，丙則為當然委員: no longer than the clause
    people = [row.slots[at] for at in row.find_slots(first, last)]
    posts = [row.slots[at].mention for at in row.find_slots(*match.span("P"))]
    if len(posts) == 1 and (posts[0].phrase.head not in posts[0].phrase.title or rule.is_shared):
        # "Chairmen", of which the title is "Chairman"; 成員包括甲和乙
        posts *= len(people)
    if len(people) != len(posts) or any(person.mention.phrase.head for person in people):
        return False
    phrases = share_body([mention.phrase for mention in posts], row.language)
    for person, mention, phrase in zip(people, posts, phrases, strict=True):
        person.posts += ((replace(mention, phrase=phrase), rule.id),)
    row.cut([(match.start(), match.start("N")), (match.end("N"), match.end())] if not rule.is_shared else [])
    return True


def name_offices(scene: Scene, slot: Slot, rules: dict[str, Rule]) -> tuple[tuple[Office, Rule], ...]:
    """Gives each title of a slot its post; a shared trailing body is shared out."""
    language = scene.story.language
    shared = [
        share_body([mention.phrase for mention, _ in posts], language) for posts in group_posts(slot, rules, language)
    ]
    phrases = share_fields(list(chain.from_iterable(shared)), language)
    phrases = [_take_owner_behind(scene, slot, phrase) for phrase in _share_common(scene, slot.mention, phrases)]
    offices = []
    for at, ((mention, rule_id), phrase) in enumerate(zip(slot.posts, phrases, strict=True)):
        rule = rules[rule_id]
        own, is_last = _find_own_post(scene, slot.mention, phrase), all(p.of is None for p in phrases[at:])
        title = mention if phrase.of is mention.phrase.of else Mention(mention.phrase)  # no known one as it stands
        office = name_office(scene, title, phrase, rule.capacity, own=own, is_last=is_last)
        wording = Wording(office.wording.office, (slot.mention.phrase.start, slot.mention.phrase.end))
        offices.append((Office(office.post, office.body, office.text, office.capacity, wording), rule))
    return tuple(offices)


def _share_common(scene: Scene, person: Mention, phrases: list[Phrase]) -> list[Phrase]:
    """ "Chief Executive and Chairman of the Tide Board": a title that firms have as well is of the next one's body,
    unless its holder is known to hold the office that is called so."""
    resolver, common = scene.story.resolver, get_expression(scene.story.language, "common_title")
    shared = list(phrases)
    for at, (phrase, following) in enumerate(pairwise(phrases)):
        is_near = 0 <= following.start - phrase.end <= WIDEST_GAP and following.of is not None
        if is_near and phrase.of is None and common.fullmatch(phrase.title):
            posts = resolver.find_ids(phrase.title)
            terms = chain.from_iterable(resolver.gazetteer.holdings.get(post, ()) for post in posts)
            if not any(term.person in person.ids for term in terms):
                shared[at] = share_owner(phrase, following)
    return shared


def _take_owner_behind(scene: Scene, slot: Slot, phrase: Phrase) -> Phrase:
    """ "President Bo Lin of the Tide University": a bare title is of what stands behind its holder's name."""
    slots, language = scene.row.slots, scene.story.language
    following = next((other for other in slots if other.start >= slot.end), None)
    is_full = phrase.of is not None or get_expression(language, "full_title").search(phrase.title) is not None
    if is_full or following is None or phrase.start > slot.mention.phrase.start:
        return phrase
    owner = following.mention.phrase
    between = scene.sentence.text[slot.end : following.start]
    is_town = owner.kind == "place" or (owner.kind == "name" and " " not in owner.text)
    is_governing = get_expression(language, "governing_title").search(phrase.title) is not None
    is_owner = owner.kind in _OWNERS and not owner.is_short and not (is_town and not is_governing)
    if not is_owner or not get_expression(language, "owner_behind").fullmatch(between):
        return phrase
    whole = f"{phrase.text}{between}{owner.text}"
    return replace(phrase, of=owner, text=whole, title=whole if owner.kind == "place" else phrase.title)


def _find_own_post(scene: Scene, person: Mention, phrase: Phrase) -> str | None:
    """ "The Chief Executive, Mr A", who is known as that of Macao and never held the one of Hong Kong: his own."""
    resolver, title = scene.story.resolver, phrase.title
    gazetteer = resolver.gazetteer
    usual = [thing for thing in resolver.find_ids(title) if gazetteer.things[thing].kind == "post"]
    if phrase.of is not None or len(person.ids) != 1 or not usual:
        return None
    holder = person.ids[0]
    if any(term.person == holder for post in usual for term in gazetteer.holdings.get(post, ())):
        return None
    terms = gazetteer.holdings.items()
    held = [gazetteer.things[post] for post, found in terms if any(term.person == holder for term in found)]
    own = [post.id for post in held if any(n.lang == resolver.lang and bears_title(n.text, title) for n in post.labels)]
    return own[0] if len(own) == 1 else None


def bears_title(label: str, title: str) -> bool:
    """Whether a post's name is a title with the name of its body: "Chief Executive of Macao", 潮汐局局長."""
    return label.startswith(f"{title} ") or (not title.isascii() and label.endswith(title))


def name_office(
    scene: Scene,
    mention: Mention,
    phrase: Phrase,
    capacity: str | None,
    *,
    own: str | None = None,
    is_last: bool = True,
) -> Office:
    """Gives a title its post and body; `capacity` overrides what the title itself says, `own` is the post for sure.

    One that others follow which name bodies of their own (not `is_last`) is of no body named before it.
    """
    resolver = scene.story.resolver
    owner = phrase.of
    if owner is not None and owner.kind == "name":
        owner = replace(owner, kind="body")
    body = resolver.resolve(owner) if owner is not None and owner.kind in _BODIES else None
    if owner is not None and body is not None:
        scene.add_nesting(owner)
    if body is None and owner is not None and owner.is_short and owner.head != "thing":
        body = _find_short_owner(scene, phrase, owner)
    is_owned = (owner is None or owner.head == "thing") and _is_owned(scene, phrase)
    if body is None and (owner is None or owner.head == "thing"):
        body = _find_body_within(resolver, phrase, mention.ids) if not is_owned else None
        is_leaning = is_last or is_owned or owner is not None
        body = body or (_find_body_nearby(scene, phrase, is_owned=is_owned) if is_leaning else None)
        body = body or (scene.story.thing if owner is not None else None)
    post = own or _find_post(resolver, phrase, mention.ids if not is_owned else (), body, is_owned=is_owned)
    if own is not None:
        resolver.add(own, "post", phrase.text)
    if phrase.capacity == Capacity.ACTING:
        resolver.add_label(post, phrase.text)
    at = (mention.phrase.start, mention.phrase.end)
    wording = Wording(at if at[0] < at[1] else None)  # a seat that no title is written for stands nowhere
    return Office(post, body, phrase.text, Capacity(capacity or phrase.capacity), wording)


def _find_short_owner(scene: Scene, phrase: Phrase, owner: Phrase) -> str | None:
    """ "潮汐署副署長何國華將升任該署署長": of several bodies that the text calls so, the one last named before it."""
    for number, slot in reversed(list(enumerate(scene.row.slots))):
        if slot.start >= phrase.start:
            continue
        held = [mention.phrase.of for mention, _ in slot.posts if mention.phrase.start < phrase.start]
        bodies = [body for body in held if body is not None and body.kind in _BODIES and not body.is_short]
        if slot.mention.kind in _BODIES and not slot.mention.phrase.is_short:
            if slot.mention.phrase.text.endswith(owner.text):
                return scene.resolve_slot(number)
        elif bodies and bodies[-1].text.endswith(owner.text):
            return scene.story.resolver.resolve(bodies[-1])
    return None


def _find_body_within(resolver: Resolver, phrase: Phrase, ids: tuple[str, ...]) -> str | None:
    """The body of a known post, if the title says its name: 立法會主席 is of 立法會."""
    things = resolver.gazetteer.things
    for body in dict.fromkeys(things[thing].body for thing in ids if things[thing].kind == "post"):
        name = things[body].get_label(resolver.lang) if body is not None else ""
        if name and name in phrase.title:
            return resolver.resolve(Phrase("body", phrase.start, phrase.end, name))
    return None


def _is_owned(scene: Scene, phrase: Phrase) -> bool:
    """ "toured the Moon Hospital and met its Chief Executive": a body's own; "the city's" one is a place's."""
    text, language = scene.sentence.text, scene.story.language
    if search_front(get_expression(language, "owned_title"), text, phrase.start) is None:
        return False
    kinds = (*_BODIES, "name", "place")
    before = [slot for slot in scene.row.slots if slot.end <= phrase.start and slot.mention.kind in kinds]
    return not before or before[-1].mention.kind != "place"


def _find_body_nearby(scene: Scene, phrase: Phrase, *, is_owned: bool) -> str | None:
    """ "visited the X Institute and met with the Vice President, Professor Y": a bare title is of the body named
    last before it."""
    language, text = scene.story.language, scene.sentence.text
    is_served = search_front(get_expression(language, "served"), text, phrase.start) is not None
    is_full = is_served or get_expression(language, "full_title").search(phrase.title) is not None
    is_met_there = search_front(get_expression(language, "met_there"), text, phrase.start) is not None
    is_full = is_full and not (is_met_there and get_expression(language, "house_title").match(phrase.title))
    if not is_owned and (is_full or scene.story.resolver.find_ids(phrase.text)):
        return None
    is_bare = get_expression(language, "bare_title").fullmatch(phrase.title) is not None
    is_bare = is_bare and search_front(get_expression(language, "title_front"), text, phrase.start) is None
    is_bare = is_bare and search_front(get_expression(language, "bare_front"), text, phrase.start) is not None
    before = [n for n, slot in enumerate(scene.row.slots) if slot.end <= phrase.start]
    last = scene.row.slots[before[-1]] if before else None
    tied = get_expression(language, "owner_dash")
    if last is not None and last.mention.kind in _BODIES and tied.fullmatch(text[last.end : phrase.start]):
        return scene.resolve_slot(before[-1], kind="body")  # "our Ministry of Tides – Minister A"
    if get_expression(language, "governing_title").search(phrase.title) is not None:
        return None  # 廣東省委書記黃坤明、省長王偉中: of the place, not of the committee
    for number in reversed(before):
        slot = scene.row.slots[number]
        owners = [mention.phrase.of for mention, _ in slot.posts if mention.phrase.of is not None]
        if slot.mention.phrase.text in scene.story.language.lexicon.issuer_names:
            continue  # "The Government announced the appointment of Ms A as Chairman": not of the Government
        is_owner = phrase.of is not None or slot.mention.phrase.text in scene.story.resolver.aliases
        is_body = slot.mention.kind in _BODIES or (slot.mention.kind == "name" and is_owner)
        is_lone = phrase.of is None and not is_owned
        if is_body and not is_fitting(phrase.title, slot.mention.phrase.text, language):
            continue  # 該館由燈籠基金會營運，館長何國華: not of the foundation
        if is_body and is_lone and not search_front(get_expression(language, "nearby_title"), text, phrase.start):
            return None  # "after the rescue by the Tide Service, President A ...": of whatever
        if (is_body or owners) and not is_bare and not _is_short_for(phrase.title, slot.mention.phrase):
            return None  # 潮汐局局長A感謝東海三院主席B: words that no row knows may be the name of another body
        if is_body:
            return scene.resolve_slot(number, kind="body")
        if owners and not _is_beside(language, text[slot.end : phrase.start], is_owned=is_owned):
            return None  # "the Director of the Tide Board, Mr A; the Chairman, Mr B": of whichever body
        if owners:
            return (
                scene.story.resolver.resolve(replace(owners[-1], kind="body")) if owners[-1].kind != "place" else None
            )
    return None


def _is_beside(language: Language, gap: str, *, is_owned: bool) -> bool:
    """Whether two people with titles are told of together: "Mr A, and the Chairman, Mr B", not "Mr A met the
    Chairman"."""
    return is_owned or get_expression(language, "beside_title").fullmatch(gap) is not None


def _is_short_for(title: str, body: Phrase) -> bool:
    """Whether a title begins with what a body's name ends in: 國際仲裁中心, 與中心主席會面."""
    return any(body.text.endswith(title[:length]) for length in range(2, len(title)))


def _find_post(resolver: Resolver, phrase: Phrase, ids: tuple[str, ...], body: str | None, *, is_owned: bool) -> str:
    title = get_expression(resolver.language, "capacity_prefix").sub("", phrase.title)
    ids = (*ids, *resolver.find_ids(phrase.text), *resolver.find_ids(title))
    ids = ids or resolver.find_written_posts(phrase.text)
    if is_owned:  # "its Chief Executive" is that of the body, or of nobody known
        ids = tuple(thing for thing in ids if body is not None and resolver.gazetteer.things[thing].body == body)
    known = _find_known_post(resolver, title, list(ids), body)
    if known is not None:
        resolver.add(known, "post", phrase.text)
        if phrase.of is not None and not phrase.of.is_short and phrase.of.kind in _BODIES:
            whole = label_post(resolver.language, title, phrase.of.text)
            resolver.add_label(known, title if phrase.of.text in title else whole)
        return known
    title = get_expression(resolver.language, "capacity_suffix").sub("", title)
    if body is None and phrase.of is not None and phrase.of.kind == "place" and phrase.of.text not in title:
        whole = get_words(resolver.language, "placed_post_label").format(title=title, place=phrase.of.text)
        return resolver.add(f"post/{make_slug(whole)}", "post", phrase.text)  # "Suzhou Mayor"
    name = title if body is None else _make_title(resolver, title, body, phrase)
    slug = make_slug(f"{title} {body.split('/')[1]}") if body is not None else make_slug(title)
    post = resolver.add(f"post/{slug}", "post", name)
    if resolver.entities[post].kind != "post" or not resolver.entities[post].labels:
        return post
    if body is not None:
        resolver.seat_post(post, body, name)
    own = phrase.of.abbreviation if phrase.of is not None else None
    if own and phrase.of is not None and phrase.of.text.endswith(own):  # 監察廳廳長 in a list behind 勞工局局長
        resolver.add_label(post, get_words(resolver.language, "post_label").format(title=title, body=own))
    return post


def _make_title(resolver: Resolver, title: str, body: str, phrase: Phrase) -> str:
    label, language = resolver.entities[body].get_name(resolver.lang), resolver.language
    own = phrase.of.text if phrase.of is not None and not phrase.of.is_short and not phrase.of.text.isupper() else label
    bare = get_words(language, "placed_post_label").format(title=title, place=own)
    return bare if bare in phrase.text else label_post(language, title, own)


def label_post(language: Language, title: str, body: str) -> str:
    """The name of a post that is called by its title and its body: "President of the Tide University"."""
    name = get_expression(language, "own_article").sub("", body)
    return get_words(language, "post_label").format(title=title, body=name)


def make_seat(language: Language, title: str, body: str) -> Phrase:
    """Gives the phrase of a seat that no words of the sentence name as such: its title, and the name of its body."""
    text = label_post(language, title, body)
    return Phrase("post", 0, 0, text, head=title, title=title, of=Phrase("body", 0, 0, body))


def _find_known_post(resolver: Resolver, title: str, ids: list[str], body: str | None) -> str | None:
    things = resolver.gazetteer.things
    posts = list(dict.fromkeys(thing for thing in ids if things[thing].kind == "post"))
    if body is not None:
        posts = [post for post in posts if things[post].body in (body, None)] or _list_posts(resolver, title, body)
    return posts[0] if len(posts) == 1 else None


def _list_posts(resolver: Resolver, title: str, body: str) -> list[str]:
    """The known posts of a body that a title names with it: "Chairman" is its "Chairman of the X Board"."""
    own, label = fold_name(title), get_words(resolver.language, "post_label")
    owner = resolver.gazetteer.things.get(body)
    owners = [name.text for name in owner.labels if name.lang == resolver.lang] if owner is not None else []
    whole = {own, *(fold_name(label.format(title=title, body=name)) for name in owners)}
    return [
        thing.id
        for thing in resolver.gazetteer.find_posts(body)
        if any(
            name.lang == resolver.lang
            and (fold_name(name.text) in whole or fold_name(name.text).startswith(f"{own} of "))
            for name in thing.labels
        )
    ]


def own_office(scene: Scene, person: str, office: Office) -> Office:
    """A bare title without a body, "the Chairman, Mr A", is an office of that person: another's may be another one."""
    resolver, language = scene.story.resolver, scene.story.language
    post = resolver.entities.get(office.post)
    is_bare = get_expression(language, "bare_title").fullmatch(office.text) is not None
    is_bare = is_bare and get_expression(language, "full_title").search(office.text) is None
    own = f"{office.post}-{person.partition('/')[2]}"
    if post is None and own in resolver.entities:  # told twice in one sentence
        return replace(office, post=own)
    if office.body is not None or post is None or post.body is not None or not is_bare:
        return office
    if post.id in resolver.gazetteer.things or resolver.gazetteer.find_names(office.text, language.script):
        return office
    if office.capacity is Capacity.ACTING and (told := _find_absent_office(scene, person, post.id, office.text)):
        return replace(office, post=told, body=resolver.entities[told].body)
    resolver.add(own, "post", office.text)
    if all(mention.entity != post.id for mention in scene.story.mentions):
        resolver.forget_post(post.id)
    return replace(office, post=own)


def _find_absent_office(scene: Scene, person: str, bare: str, title: str) -> str | None:
    """他離港期間，副局長乙署任局長: the one office that somebody else was told to hold and whose name ends so."""
    resolver, deputy = scene.story.resolver, get_words(scene.story.language, "deputy")
    held = {post for holder, posts in scene.story.offices.items() if holder != person for post in posts}
    named = {
        post
        for post in held & resolver.entities.keys() - {bare}
        if any(label.text.endswith(title) for label in resolver.entities[post].labels)
        and not any(label.text.endswith(f"{deputy}{title}") for label in resolver.entities[post].labels)
    }
    return named.pop() if len(named) == 1 else None


def state_tenure(scene: Scene, source: Source, person: Agent, office: Office) -> Tenure:
    """Makes the tenure of a person in a post as this sentence tells of it, with its statement."""
    dates = date_tenure(scene, source, office.capacity, office.wording)
    tenure = make_tenure(person.id, office.post, office.body, dates)
    triple, texts = (person.id, "org:holds", office.post), (person.text, office.text)
    scene.add_statement(source.id, triple, texts, node=tenure.id, status=dates.status)
    if dates.capacity is Capacity.ACTING:
        scene.story.acting.setdefault(person.id, {})[office.post] = office.body
    return tenure


def make_tenure(person: str, post: str, body: str | None, dates: TenureDates) -> Tenure:
    """Makes a tenure; its id comes from who, what, in what capacity and when."""
    identity = f"tenure/{_hash(person, post, dates.capacity, *dates.key)}"
    days = (dates.attested_on, dates.start, dates.end, dates.announced_on)
    return Tenure(identity, person, post, body, dates.capacity.term, *days)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

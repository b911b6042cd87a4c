"""Turns the Headline of a scene into one sentence, in each language."""

from __future__ import annotations

from kg.languages.scripts import to_simplified
from kg.phrases import ENGLISH, LANGUAGES, SIMPLIFIED, Phrase, join_phrases, make_phrase, say_phrase
from kg.views.headline import Headline, find_release, make_headline
from kg.views.names import Thing
from kg.views.scene import Node, Scene


def say_headline(scene: Scene) -> Phrase:
    """Gives in one sentence what a scene shows: how much of it, or which release, with its address.

    >>> say_headline(kg.make_scene(kg.open("gba.kg"), kg.Selection(path=("Zhong Nanshan", "John Lee"))))
    'Zhong Nanshan and John Lee: 1 way of 3 steps'
    """
    if scene.selection.release is not None:
        return _say_release(scene)
    headline = make_headline(scene)
    if scene.selection.path:
        return _say_path(scene, headline)
    releases = make_phrase("headline_releases", n=headline.releases)
    first, last = headline.first[:4], headline.last[:4]
    years = make_phrase("years", n=len({first, last}), first=first, last=last)
    if scene.ends:
        return _say_around(scene, headline, releases, years)
    things = make_phrase("headline_things", n=headline.things)
    statements = make_phrase("statements", n=headline.statements)
    return make_phrase(
        "headline_all",
        things=things,
        statements=statements,
        releases=releases,
        years=years,
        latest=scene.latest or headline.last,
    )


def _say_release(scene: Scene) -> Phrase:
    said = {}
    for lang in LANGUAGES:
        source = find_release(scene, lang)
        title = to_simplified(source.title) if lang == SIMPLIFIED else source.title
        about = say_phrase(lang, "headline_release", title=title or source.release, date=source.date)
        said[lang] = join_phrases([about, source.url]).say(lang)
    return Phrase(said.pop(ENGLISH), said)


def _say_path(scene: Scene, headline: Headline) -> Phrase:
    start, end = (_make_phrase(_find_node(scene, end).caption.whole) for end in scene.ends)
    least, most = headline.steps
    key = "headline_steps" if least == most else "headline_step_span"
    steps = make_phrase(key, least=least, n=most)
    return make_phrase(
        "headline_path", start=start, end=end, ways=make_phrase("headline_ways", n=headline.ways), steps=steps
    )


def _say_around(scene: Scene, headline: Headline, releases: Phrase, years: Phrase) -> Phrase:
    node = _find_node(scene, scene.ends[0])
    name = _make_phrase(node.caption.whole)
    if node.office:
        name = make_phrase("in_office", name=name, office=_make_phrase(node.office))
    counted = [make_phrase(f"counted:{kind}", n=count) for kind, count in headline.kinds.items()]
    *front, last = counted or [make_phrase("headline_things", n=0)]
    kinds = make_phrase("headline_list", front=join_phrases(front, by="and"), last=last) if front else last
    if scene.selection.hops > 1:
        kinds = make_phrase("headline_within", kinds=kinds, n=scene.selection.hops)
    return make_phrase("headline_around", name=name, kinds=kinds, releases=releases, years=years)


def _find_node(scene: Scene, thing: Thing) -> Node:
    return next(node for node in scene.nodes if node.thing.id == thing.id)


def _make_phrase(said: tuple[str, ...]) -> Phrase:
    others = dict(zip(LANGUAGES, said, strict=True))
    return Phrase(others.pop(ENGLISH), others)

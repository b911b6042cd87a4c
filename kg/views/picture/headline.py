"""Turns the Headline of a scene into one sentence, in each language."""

from __future__ import annotations

from collections.abc import Mapping

from kg.languages.scripts import to_simplified
from kg.phrases import ENGLISH, LANGUAGES, SIMPLIFIED, Phrase, join_phrases, make_phrase, say_phrase
from kg.views.evidence import Evidence
from kg.views.headline import Headline, find_release, make_headline
from kg.views.labels import say_date
from kg.views.names import Thing
from kg.views.scene import Node, Scene


def say_headline(scene: Scene) -> Phrase:
    """Gives in one sentence what a scene shows: how much of it, or which release, with its address.

    >>> say_headline(kg.make_scene(kg.open("gba.kg"), kg.Selection(path=("Zhong Nanshan", "John Lee"))))
    'Zhong Nanshan and John Lee: 1 way of 3 steps'
    """
    headline = make_headline(scene)
    if scene.selection.release is not None:
        return _say_release(scene, headline)
    if scene.selection.path:
        return _say_path(scene, headline)
    totals = headline.totals
    releases = make_phrase("counted:release", n=totals.releases)
    first, last = totals.first[:4], totals.last[:4]
    years = make_phrase("years", n=len({first, last}), first=first, last=last)
    if scene.ends:
        return _say_around(scene, headline, releases, years)
    things = make_phrase("headline_things", n=totals.things)
    statements = make_phrase("statements", n=totals.statements)
    return make_phrase(
        "headline_all",
        things=things,
        statements=statements,
        releases=releases,
        years=years,
        latest=scene.latest or totals.last,
    )


def name_release(scene: Scene) -> Phrase:
    """Gives the title of the release that a scene shows, in each language that it has; its name if it has none."""
    titles = {lang: find_release(scene, lang).title or _say_id(find_release(scene, lang)) for lang in LANGUAGES}
    return Phrase(titles[ENGLISH], {**titles, SIMPLIFIED: to_simplified(titles[SIMPLIFIED])})


def _say_id(source: Evidence) -> str:
    return source.release.partition("/")[0]


def _say_release(scene: Scene, headline: Headline) -> Phrase:
    statements = make_phrase("statements", n=headline.totals.statements)
    kinds = _say_list([*_say_kinds(headline.kinds), statements])
    said = {}
    for lang in LANGUAGES:
        source = find_release(scene, lang)
        about = say_phrase(
            lang, "headline_release", release=_say_id(source), date=say_date(lang, source.date), kinds=kinds.say(lang)
        )
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
    told = _say_list(_say_kinds(headline.counts))
    said = make_phrase("headline_around", name=name, kinds=told, releases=releases, years=years)
    wider = _say_kinds({kind: n for kind, n in headline.kinds.items() if kind not in ("event", "agreement")})
    if scene.selection.hops == 1 or not wider:
        return said
    return make_phrase("headline_within", said=said, kinds=_say_list(wider), n=scene.selection.hops)


def _say_kinds(counts: Mapping[str, int]) -> list[Phrase]:
    return [make_phrase(f"counted:{kind}", n=count) for kind, count in counts.items()]


def _say_list(counted: list[Phrase]) -> Phrase:
    *front, last = counted or [make_phrase("headline_things", n=0)]
    return make_phrase("headline_list", front=join_phrases(front, by="and"), last=last) if front else last


def _find_node(scene: Scene, thing: Thing) -> Node:
    return next(node for node in scene.nodes if node.thing.id == thing.id)


def _make_phrase(said: tuple[str, ...]) -> Phrase:
    others = dict(zip(LANGUAGES, said, strict=True))
    return Phrase(others.pop(ENGLISH), others)

"""`kg search`: words in names and sentences."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.forms import Form, show_csv, show_json
from kg.cli.options import Store, format_option, lang_option, limit_option, store_option
from kg.cli.output import echo_source
from kg.cli.terminal import echo
from kg.phrases import read_kind, say_phrase
from kg.views.rows import mark_name, say_cell
from kg.views.search import Findings, FoundSentence, search_words

_COLUMNS = ("kind", "id", "text", "lang", "release", "title", "date", "url", "restated")


@click.command()
@click.argument("words", nargs=-1, required=True)
@limit_option(10, "things, and no more sentences,")
@store_option
@format_option("table", "json", "csv")
@lang_option
@click.pass_context
def search(
    ctx: click.Context, words: tuple[str, ...], *, limit: int | None, store: Store, form: Form, lang: str
) -> None:
    """Find things by words of their names, and sentences by their words.

    All WORDS must be there, as whole words in English, in any order; what has no space between (Kwok-ki, a Chinese
    phrase) must stand together. Case, accents and the two Chinese scripts make no difference. Things come first, then
    sentences, each best first (BM25); only sentences that say something in the graph are searched. Exit code 1: nothing
    was found.

    Example: kg search Guangdong talent
    """
    asked = " ".join(words)
    found = search_words(store, asked, limit=limit, lang=lang)
    if form.name == "json":
        show_json({"words": asked, **asdict(found), "sentences": [*map(_to_dict, found.sentences)]})
    elif form.name == "csv":
        things = [(thing.kind, thing.id, thing.name, thing.lang, "", "", "", "", "") for thing in found.things]
        rows = [("sentence", *map(say_cell, _to_dict(sentence).values())) for sentence in found.sentences]
        show_csv(_COLUMNS, [*things, *rows], has_mark=form.has_mark)
    else:
        _show_found(found, asked, lang)
    if found.has_more:
        echo(say_phrase(lang, "more_than_shown", limit=limit), err=True)
    ctx.exit(0 if found.things or found.sentences else 1)


def _to_dict(sentence: FoundSentence) -> dict[str, str | bool]:
    source = sentence.evidence
    where = (source.release, source.title, source.date, source.url, source.restated)
    return dict(zip(_COLUMNS[1:], (source.id, source.text, sentence.lang, *where), strict=True))


def _show_found(found: Findings, asked: str, lang: str) -> None:
    if not (found.things or found.sentences):
        echo(say_phrase(lang, "nothing_holds", words=asked))
    for thing in found.things:
        echo(f"{mark_name(thing.name, thing.lang, lang)}  {read_kind(thing.kind).say(lang)}  ({thing.id})")
    for sentence in found.sentences:
        echo_source(sentence.evidence, lang)

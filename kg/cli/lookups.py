"""`kg who`, `office`, `events`, `path`, `timeline`: questions about things that have a name."""

from __future__ import annotations

import re
from functools import partial
from operator import attrgetter

import click

from kg.cli.forms import Form
from kg.cli.options import Store, all_sentences_option, evidence_format_option, lang_option, store_option
from kg.cli.output import show_lines
from kg.cli.terminal import echo
from kg.graph.graph import Graph
from kg.phrases import LANGUAGES, Phrase, close_verb, join_phrases, make_phrase, name_value, say_phrase
from kg.views.datings import DateKind, say_date
from kg.views.lookup import Line, Meeting, describe_person, list_meetings
from kg.views.names import Thing
from kg.views.offices import Holder, find_holders
from kg.views.paths import Hop, find_path
from kg.views.rows import list_names, say_name
from kg.views.timeline import Moment, tell_timeline
from kg.vocabulary import EventType, Status

# A line for a reader stays a line: who else was there is in JSON and CSV.
_MOST_NAMES = 8


@click.command()
@click.argument("name")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
def who(name: str, *, store: Store, form: Form, all_sentences: bool, lang: str) -> None:
    """Show a person's offices, bodies, events, agreements and people met.

    Between two offices it says for which time nothing is known, which does not say that there was no office.

    NAME may be in any script, with or without titles, honours, hyphens, accents and capitals, with the surname in
    front or behind, or an id. The name of an office ("CS") shows those who held it, that of a body, be it of today or
    of former days, what it came from and what became of it. Of several things that are called
    so each is listed with its id, office and number of sentences.

    Each line says which kind of date it shows: "reported on" is the day of a release that tells of something without
    its day; an office has the start and end that a source states ("from", "until"), or the days it was seen to be held.

    Example: kg who "Chan Kwok-ki"
    """
    portrait = describe_person(Graph.open(store), name, lang=lang)
    is_office = portrait.thing.kind == "post"
    note = make_phrase("is_office") if is_office else ""
    show_lines(
        portrait.lines,
        form,
        kind=Line,
        about=portrait.thing,
        note=note,
        say=partial(_say_known, about=portrait.thing),
        by_section=True,
        is_bare=attrgetter("is_gap"),
        lang=lang,
        all_sentences=all_sentences,
    )


def _say_known(line: Line, *, about: Thing) -> list[str]:
    capacity = name_value(line.capacity) if line.capacity else ""
    if line.is_gap or line.section == "history":
        return [say_date(line.date), line.detail, "" if line.thing == about else say_name(line.thing)]
    return [say_date(line.date), say_name(line.thing), capacity, line.detail, _say_matter(line.matter)]


@click.command()
@click.argument("post")
@click.option("--on", "day", metavar="DATE", required=True, help="The day, such as 2024-01-08.")
@click.option("--strict", is_flag=True, help="Answer only what is proven of that day; else exit code 1.")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
def office(  # noqa: PLR0913
    post: str, *, day: str, strict: bool, store: Store, form: Form, all_sentences: bool, lang: str
) -> None:
    """Show who held an office on a day, and on what basis that is known.

    Proven is what is stated by a source, attested that day, or between two attestations of the same person. Not proven
    is who was announced to act on that day, or to start by then with nobody else seen since; whose start is stated and
    no end known; whose start or end is stated to the month or year only; and the nearest attestation. With --strict
    those are remarks on standard error and no answer.

    A holder counts from the day of the start through that of the end; where another starts on the day of the end, only
    the other counts on it. The date beside the basis is a start ("from"), an end ("until") or a day on which the holder
    was seen ("seen on"). Acting holders are shown as such. Exit code 1: unknown.

    Office and body are found by each name that they had, and called as they were called on the day. Where the body was
    not there yet, or no more, it is said what it came from or what became of it. Of an office that no release names the
    tables of reference answer.

    Example: kg office "Chief Secretary for Administration" --on 2024-01-08
    """
    answer = find_holders(Graph.open(store), post, on=day, lang=lang)
    holders = [holder for holder in answer.holders if holder.is_proven or not strict]
    when = make_phrase("on_day" if holders else "on_day_unknown", day=answer.on)
    note = join_phrases([say_name(answer.body) if answer.body else "", when])
    turned = join_phrases((turn.say() for turn in answer.turns), by="semicolon")
    remarks = {"turned": make_phrase("body_then", body=answer.body.name, turn=turned)} if answer.body and turned else {}
    if not answer.in_graph:
        remarks["in_tables"] = make_phrase("in_tables")
    show_lines(
        holders,
        form,
        kind=Holder,
        about=answer.office,
        note=note,
        remarks=remarks,
        say=_say_holder,
        lang=lang,
        all_sentences=all_sentences,
    )
    for holder in answer.holders:
        if holder not in holders:
            known = join_phrases(_say_holder(holder))
            echo(f"kg: {say_phrase(lang, 'not_proven', known=known)}", err=True)
    click.get_current_context().exit(0 if holders else 1)


def _say_holder(holder: Holder) -> list[str]:
    basis = make_phrase(f"basis:{holder.basis}")
    return [say_name(holder.person), name_value(holder.capacity), basis, say_date(holder.date)]


@click.command()
@click.option("--with", "name", required=True, help="A person or body.")
@click.option("--planned", is_flag=True, help="Show planned and cancelled events too.")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
@click.pass_context
def events(  # noqa: PLR0913
    ctx: click.Context, *, name: str, planned: bool, store: Store, form: Form, all_sentences: bool, lang: str
) -> None:
    """List the events somebody took part in, by date.

    Each line: date, event, type and role, places, the others, what it was about in the words of the release; status
    unless done; its history where it was announced, put off, called off or told of again. Exit code 1: there are none.

    Example: kg events --with "Chan Kwok-ki"
    """
    meetings = list_meetings(Graph.open(store), name, planned=planned, lang=lang)
    note = "" if meetings else make_phrase("no_events", name=name)
    show_lines(
        meetings,
        form,
        kind=Meeting,
        note=note,
        say=_say_meeting,
        get_history=attrgetter("history"),
        lang=lang,
        all_sentences=all_sentences,
    )
    ctx.exit(0 if meetings else 1)


def _say_meeting(meeting: Meeting) -> list[str]:
    is_said = meeting.status == Status.PLANNED and meeting.date is not None and meeting.date.kind is DateKind.PLANNED
    return [
        say_date(meeting.date),
        say_name(meeting.event),
        join_phrases([name_value(meeting.type), meeting.role]),
        make_phrase("in_places", names=list_names(meeting.places)) if meeting.places else "",
        make_phrase("with_others", names=list_names(meeting.others)) if meeting.others else "",
        _say_matter(meeting.matter),
        "" if meeting.status == Status.DONE or is_said else name_value(meeting.status),
    ]


@click.command()
@click.argument("start")
@click.argument("end")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="Look no further than this.")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
def path(  # noqa: PLR0913
    start: str, end: str, *, max_hops: int, store: Store, form: Form, all_sentences: bool, lang: str
) -> None:
    """Show how two things are connected, with the sentence behind each step.

    One shortest path over things done: offices, bodies, events, agreements, meetings. Places
    are not walked through. Exit code 1: no path.

    Example: kg path "Chan Kwok-ki" "Guangzhou Municipal Government"
    """
    hops = find_path(Graph.open(store), start, end, max_hops=max_hops, lang=lang)
    show_lines(hops, form, kind=Hop, say=_say_hop, lang=lang, all_sentences=all_sentences)


def _say_hop(hop: Hop) -> list[str]:
    return [say_name(hop.start), hop.verb, say_name(hop.end), say_date(hop.date) if hop.date else ""]


@click.command()
@click.argument("name")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
@click.pass_context
def timeline(ctx: click.Context, name: str, *, store: Store, form: Form, all_sentences: bool, lang: str) -> None:
    """List all that is known of a thing, by date.

    NAME may be a person, body, office, agreement, initiative, place or event. A fact is one line, whatever tells of it.
    A place shows what took place in it and in the places within it, an initiative the releases that name it. Exit code
    1: nothing is known.

    Example: kg timeline "Chan Kwok-ki"
    """
    told = tell_timeline(Graph.open(store), name, lang=lang)
    note = "" if told.lines else make_phrase("nothing_known")
    show_lines(
        told.lines,
        form,
        kind=Moment,
        about=told.thing,
        note=note,
        say=say_moment,
        is_bare=attrgetter("is_gap"),
        get_history=attrgetter("history"),
        lang=lang,
        all_sentences=all_sentences,
    )
    ctx.exit(0 if told.lines else 1)


def say_moment(moment: Moment) -> list[str]:
    """Gives the words of a line of a timeline."""
    what = list_names(moment.what)
    is_event = moment.section in ("event", "visit")
    type_ = name_value(moment.detail)
    is_named = any(type_.say(lang) in what for lang in LANGUAGES)
    is_plain = moment.section == "visit" or moment.detail == EventType.OTHER or is_named
    others = moment.others if moment.section == "visit" else _leave_named(moment.others, what)
    return [
        say_date(moment.date),
        _name_some(moment.who),
        # Where the thing that the timeline is of stands at the end, it is not named again.
        moment.verb if what else close_verb(moment.verb),
        make_phrase("of_type", name=what, type=type_) if is_event and what and not is_plain else what,
        make_phrase("in_places", names=list_names(moment.where)) if moment.where else "",
        make_phrase("with_others", names=_name_some(others)) if others else "",
        "" if is_event else moment.detail,
        _say_matter(moment.matter),
    ]


def _leave_named(things: tuple[Thing, ...], words: str) -> tuple[Thing, ...]:
    """Leaves out the things whose names stand in the words already; "Li" does not stand in "Liu"."""
    letter = "[A-Za-z]"
    return tuple(thing for thing in things if not re.search(f"(?<!{letter}){re.escape(thing.name)}(?!{letter})", words))


def _name_some(things: tuple[Thing, ...]) -> Phrase:
    """Names several things, of many the first ones and how many there are besides."""
    rest = len(things) - _MOST_NAMES
    if rest <= 1:
        return list_names(things)
    return make_phrase("and_more", names=list_names(things[:_MOST_NAMES]), n=rest)


def _say_matter(matter: str | None) -> str:
    return make_phrase("about_matter", matter=make_phrase("quotation", text=matter)) if matter else ""

"""`kg who`, `office`, `events`, `path`, `timeline`: questions about things that have a name."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import all_sentences_option, evidence_format_option, lang_option, store_option
from kg.cli.output import list_names, say_name, show_lines
from kg.graph.graph import Graph
from kg.views.datings import DateKind, say_date
from kg.views.lookup import Meeting, describe_person, list_meetings
from kg.views.names import Thing
from kg.views.offices import Holder, find_holders
from kg.views.paths import Hop, find_path
from kg.views.timeline import Moment, tell_timeline
from kg.vocabulary import EventType, Status

# A line for a reader stays a line: who else was there is in JSON and CSV.
_MOST_NAMES = 8
# Where the thing that a timeline is of stands at the end, it is not named again.
_OPEN_VERBS = (" of", " to", " in", " at")


@click.command()
@click.argument("name")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
def who(name: str, *, store: Path, form: str, all_sentences: bool, lang: str) -> None:
    """Show a person's offices, bodies, events, agreements and people met.

    NAME may be in any script, with or without titles, hyphens, accents and capitals, or an id. The name of an office
    ("CS") shows those who held it.

    Each line says which kind of date it shows: "reported on" is the day of a release that tells of something without
    its day; an office has the start and end that a source states ("from", "until"), or the days it was seen to be held.

    Example: kg who "Chan Kwok-ki"
    """
    portrait = describe_person(Graph.open(store), name, lang=lang)
    is_office = portrait.thing.kind == "post"
    note = "an office, with those who held it" if is_office else ""
    show_lines(portrait.lines, form, about=portrait.thing, note=note, lang=lang, all_sentences=all_sentences)


@click.command()
@click.argument("post")
@click.option("--on", "day", metavar="DATE", required=True, help="The day, such as 2024-01-08.")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
@click.pass_context
def office(  # noqa: PLR0913
    ctx: click.Context, post: str, *, day: str, store: Path, form: str, all_sentences: bool, lang: str
) -> None:
    """Show who held an office on a day, and on what basis that is known.

    The basis is: stated by a source, attested that day, between two attestations of the same person, announced to
    start on an earlier day with nobody else seen since, or only the nearest attestation, which proves nothing about the
    day. The date beside it is a start ("from"), an end ("until") or a day on which the holder was seen ("seen on").
    Acting holders are shown as such. Exit code 1: unknown.

    Example: kg office "Chief Secretary for Administration" --on 2024-01-08
    """
    answer = find_holders(Graph.open(store), post, on=day, lang=lang)
    place = f"{answer.body.name}, " if answer.body else ""
    note = f"{place}on {answer.on}{'' if answer.holders else ': unknown'}"
    show_lines(
        answer.holders, form, about=answer.office, note=note, say=_say_holder, lang=lang, all_sentences=all_sentences
    )
    ctx.exit(0 if answer.holders else 1)


def _say_holder(holder: Holder) -> list[str]:
    return [say_name(holder.person), holder.capacity, holder.basis, say_date(holder.date)]


@click.command()
@click.option("--with", "name", required=True, help="A person or body.")
@click.option("--planned", is_flag=True, help="Show planned and cancelled events too.")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
@click.pass_context
def events(  # noqa: PLR0913
    ctx: click.Context, *, name: str, planned: bool, store: Path, form: str, all_sentences: bool, lang: str
) -> None:
    """List the events somebody took part in, by date.

    Each line: date, event, type and role, places, the others, what it was about in the words of the release; status
    unless done. Exit code 1: there are none.

    Example: kg events --with "Chan Kwok-ki"
    """
    meetings = list_meetings(Graph.open(store), name, planned=planned, lang=lang)
    show_lines(
        meetings,
        form,
        note="" if meetings else f"no events with {name}",
        say=_say_meeting,
        lang=lang,
        all_sentences=all_sentences,
    )
    ctx.exit(0 if meetings else 1)


def _say_meeting(meeting: Meeting) -> list[str]:
    is_said = meeting.status == Status.PLANNED and meeting.date is not None and meeting.date.kind is DateKind.PLANNED
    return [
        say_date(meeting.date),
        meeting.event,
        f"{meeting.type}, {meeting.role}",
        f"in {list_names(meeting.places)}" if meeting.places else "",
        f"with {list_names(meeting.others)}" if meeting.others else "",
        _say_matter(meeting.matter),
        "" if meeting.status == Status.DONE or is_said else meeting.status,
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
    start: str, end: str, *, max_hops: int, store: Path, form: str, all_sentences: bool, lang: str
) -> None:
    """Show how two things are connected, with the sentence behind each step.

    One shortest path over things done: offices, bodies, events, agreements, meetings. Places
    are not walked through. Exit code 1: no path.

    Example: kg path "Chan Kwok-ki" "Guangzhou Municipal Government"
    """
    hops = find_path(Graph.open(store), start, end, max_hops=max_hops, lang=lang)
    show_lines(hops, form, say=_say_hop, lang=lang, all_sentences=all_sentences)


def _say_hop(hop: Hop) -> list[str]:
    return [say_name(hop.start), hop.verb, say_name(hop.end), say_date(hop.date) if hop.date else ""]


@click.command()
@click.argument("name")
@store_option
@evidence_format_option
@all_sentences_option
@lang_option
@click.pass_context
def timeline(ctx: click.Context, name: str, *, store: Path, form: str, all_sentences: bool, lang: str) -> None:
    """List all that is known of a thing, by date.

    NAME may be a person, body, office, agreement, initiative, place or event. A fact is one line, whatever tells of it.
    A place shows what took place in it and in the places within it, an initiative the releases that name it. Exit code
    1: nothing is known.

    Example: kg timeline "Chan Kwok-ki"
    """
    told = tell_timeline(Graph.open(store), name, lang=lang)
    note = "" if told.lines else "nothing is known of it"
    show_lines(told.lines, form, about=told.thing, note=note, say=_say_moment, lang=lang, all_sentences=all_sentences)
    ctx.exit(0 if told.lines else 1)


def _say_moment(moment: Moment) -> list[str]:
    what = list_names(moment.what)
    is_event = moment.section in ("event", "visit")
    is_plain = moment.section == "visit" or moment.detail == EventType.OTHER or moment.detail in what
    return [
        say_date(moment.date),
        _name_some(moment.who),
        moment.verb if what or not moment.verb.endswith(_OPEN_VERBS) else f"{moment.verb} it",
        f"{what} ({moment.detail})" if is_event and what and not is_plain else what,
        f"in {list_names(moment.where)}" if moment.where else "",
        f"with {_name_some(moment.others)}" if moment.others else "",
        "" if is_event else moment.detail,
        _say_matter(moment.matter),
    ]


def _name_some(things: tuple[Thing, ...]) -> str:
    """Names several things, of many the first ones and how many there are besides."""
    rest = len(things) - _MOST_NAMES
    return f"{list_names(things[:_MOST_NAMES])} and {rest} more" if rest > 1 else list_names(things)


def _say_matter(matter: str | None) -> str:
    return f'about "{matter}"' if matter else ""

"""`kg who`, `office`, `events`, `path`, `timeline`: questions about things that have a name."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import evidence_format_option, lang_option, store_option
from kg.cli.output import list_names, say_name, show_lines
from kg.graph.graph import Graph
from kg.views.lookup import Line, Meeting, describe_person, list_meetings
from kg.views.offices import find_holders
from kg.views.paths import find_path
from kg.views.timeline import tell_timeline
from kg.vocabulary import Status


@click.command()
@click.argument("name")
@store_option
@evidence_format_option
@lang_option
def who(name: str, *, store: Path, form: str, lang: str) -> None:
    """Show a person's offices, bodies, events, agreements and people met.

    NAME may be in any script, with or without titles, honours, hyphens, accents and capitals, with the surname in
    front or behind, or an id. The name of an office ("CS") shows those who held it. Of several things that are called
    so each is listed with its id, office and number of sentences.

    Example: kg who "Chan Kwok-ki"
    """
    portrait = describe_person(Graph.open(store), name, lang=lang)
    is_office = portrait.thing.kind == "post"
    note = "an office, with those who held it" if is_office else ""
    show_lines(portrait.lines, form, about=portrait.thing, note=note, lang=lang)


@click.command()
@click.argument("post")
@click.option("--on", "day", metavar="DATE", required=True, help="The day, such as 2024-01-08.")
@store_option
@evidence_format_option
@lang_option
@click.pass_context
def office(ctx: click.Context, post: str, *, day: str, store: Path, form: str, lang: str) -> None:
    """Show who held an office on a day, and on what basis that is known.

    The basis is: stated by a source, attested that day, between two attestations of the same person, announced to
    start on an earlier day with nobody else seen since, or only the nearest attestation, which proves nothing about the
    day. Acting holders are shown as such. Exit code 1: unknown.

    Example: kg office "Chief Secretary for Administration" --on 2024-01-08
    """
    answer = find_holders(Graph.open(store), post, on=day, lang=lang)
    place = f"{answer.body.name}, " if answer.body else ""
    note = f"{place}on {answer.on}{'' if answer.holders else ': unknown'}"
    show_lines(answer.holders, form, about=answer.office, note=note, lang=lang)
    ctx.exit(0 if answer.holders else 1)


@click.command()
@click.option("--with", "name", required=True, help="A person or body.")
@click.option("--planned", is_flag=True, help="Show planned and cancelled events too.")
@store_option
@evidence_format_option
@lang_option
@click.pass_context
def events(ctx: click.Context, *, name: str, planned: bool, store: Path, form: str, lang: str) -> None:
    """List the events somebody took part in, by date.

    Each line: date, event, type and role, places, the others, what it was about in the words of the release; status
    unless done. Exit code 1: there are none.

    Example: kg events --with "Chan Kwok-ki"
    """
    meetings = list_meetings(Graph.open(store), name, planned=planned, lang=lang)
    show_lines(meetings, form, note="" if meetings else f"no events with {name}", say=_say_meeting, lang=lang)
    ctx.exit(0 if meetings else 1)


def _say_meeting(meeting: Meeting) -> list[str]:
    return [
        meeting.date or "no date",
        meeting.event,
        f"{meeting.type}, {meeting.role}",
        f"in {list_names(meeting.places)}" if meeting.places else "",
        f"with {list_names(meeting.others)}" if meeting.others else "",
        _say_matter(meeting.matter),
        meeting.status if meeting.status != Status.DONE else "",
    ]


@click.command()
@click.argument("start")
@click.argument("end")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="Look no further than this.")
@store_option
@evidence_format_option
@lang_option
def path(start: str, end: str, *, max_hops: int, store: Path, form: str, lang: str) -> None:
    """Show how two things are connected, with the sentence behind each step.

    One shortest path over things done: offices, bodies, events, agreements, meetings. Places
    are not walked through. Exit code 1: no path.

    Example: kg path "Chan Kwok-ki" "Guangzhou Municipal Government"
    """
    show_lines(find_path(Graph.open(store), start, end, max_hops=max_hops, lang=lang), form, lang=lang)


@click.command()
@click.argument("name")
@store_option
@evidence_format_option
@lang_option
def timeline(name: str, *, store: Path, form: str, lang: str) -> None:
    """List all that is known of a thing, by date.

    NAME may be a person, body, office, agreement, initiative or place.

    Example: kg timeline "Chan Kwok-ki"
    """
    told = tell_timeline(Graph.open(store), name, lang=lang)
    show_lines(told.lines, form, about=told.thing, say=_say_line, lang=lang)


def _say_line(line: Line) -> list[str]:
    return [line.date or "no date", f"{line.section}:", say_name(line.thing), line.detail, _say_matter(line.matter)]


def _say_matter(matter: str | None) -> str:
    return f'about "{matter}"' if matter else ""

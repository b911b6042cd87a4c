"""`kg fetch`: pages of the government's sites into a folder."""

from __future__ import annotations

import math
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from kg.cli.progress import show_steps
from kg.cli.terminal import echo
from kg.errors import UsageError
from kg.fetch.archive import open_archive
from kg.fetch.client import open_client
from kg.fetch.fetch import FetchReport, Order, Watch, fetch
from kg.fetch.sources import Edition, read_sources
from kg.isodates import check_date, find_first_day, find_last_day
from kg.releases.dates import HONG_KONG

_POLITE = 10.0  # requests a second that a site may be asked for; a copy of it bears more


@click.command("fetch")
@click.option("--from", "since", metavar="DATE", required=True, help="The first day: 2024-01-08, 2024-01 or 2024.")
@click.option(
    "--to", "until", metavar="DATE", required=True, help="The last day, written likewise; of a year its last."
)
@click.option(
    "--lang",
    "langs",
    metavar="LANG,...",
    default="en,zh-Hant",
    show_default=True,
    help="The languages: en, zh-Hant, zh-Hans. The simplified pages are the traditional ones, turned by a program.",
)
@click.option(
    "--match",
    metavar="WORDS",
    multiple=True,
    help="Only pages whose title in the list has these words; given again, those or these. Each language has its own.",
)
@click.option(
    "--source",
    default="gia",
    show_default=True,
    help="gia: www.info.gov.hk/gia, the press releases; news: news.gov.hk.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("archive"),
    show_default=True,
    help="The folder to keep the pages in.",
)
@click.option(
    "--rate",
    type=click.FloatRange(0.001, 1000),
    default=1.0,
    show_default=True,
    metavar="N",
    help=f"At most N requests a second; more than {_POLITE:.0f} only of a copy (--mirror).",
)
@click.option("--again", is_flag=True, help="Ask again, however old it is, for what is there or was gone.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for a server.",
)
@click.option(
    "--mirror",
    metavar="ADDRESS",
    help="Ask a copy of the sites: at ADDRESS/HOST/PATH for https://HOST/PATH.",
)
@click.option(
    "--sources",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where lists and pages stand, in place of the shipped data/fetch/sources.yaml.",
)
@click.pass_context
def fetch_pages(  # noqa: PLR0913
    ctx: click.Context,
    *,
    since: str,
    until: str,
    langs: str,
    match: tuple[str, ...],
    source: str,
    out: Path,
    rate: float,
    again: bool,
    timeout: float,
    mirror: str | None,
    sources: Path | None,
) -> None:
    """Fetch pages of the government's sites into a folder.

    The lists of the days are read, and each page that they name is kept as the site sends it, below the name of its
    host; kg build reads that folder. What the server said, and when, stands in .fetch/records.jsonl there, and
    what a page was before it changed in .fetch/versions.

    The same command goes on where it was cut off. What is there is not asked for again, unless the last answer came
    within a week after its day, when a page may still be corrected, and more than an hour ago. One request goes at a
    time; robots.txt is obeyed; a server that is busy, or says so, is asked again later, five times at most.

    A page that cannot be fetched is reported and skipped. Exit code 1: not one of them is there now, or there are none.

    The addresses of the lists of news.gov.hk were not seen on the real site; where one is wrong, give a corrected copy
    of data/fetch/sources.yaml with --sources.

    Example: kg fetch --from 2024-01-08 --to 2024-01-09 --match Guangzhou --match 廣州
    """
    editions = _choose_editions(source, langs, sources)
    order = Order(editions, *_read_days(since, until), match=match, again=again)
    if math.isnan(rate) or math.isnan(timeout):
        raise UsageError("--rate and --timeout want a number")
    if rate > _POLITE and mirror is None:
        raise UsageError(
            f"--rate {rate:g}: a site is asked at most {_POLITE:.0f} times a second; only a copy bears more"
        )
    _check_mirror(mirror)
    with (
        open_archive(out) as archive,
        show_steps() as advance,
        open_client(rate, timeout=timeout, mirror=mirror, note=_note) as client,
    ):
        report = fetch(order, archive, client, Watch(_note, advance))
    echo(f"{out}: {report}", err=True)
    _explain_nothing(report, match)
    ctx.exit(0 if report.kept else 1)


def _choose_editions(source: str, langs: str, path: Path | None) -> tuple[Edition, ...]:
    editions = read_sources(path)
    known = [lang for name, lang in editions if name == source]
    if not known:
        names = ", ".join(dict.fromkeys(name for name, _ in editions))
        raise UsageError(f'--source "{source}": there is no such source; there are {names}')
    wanted = dict.fromkeys(lang.strip() for lang in langs.split(","))
    for lang in wanted:
        if lang not in known:
            raise UsageError(f'--lang "{lang}": {source} has no such language; it has {", ".join(known)}')
    return tuple(editions[source, lang] for lang in wanted)


def _read_days(since: str, until: str) -> tuple[date, date]:
    """Gives the first and the last day, which is today where a later one is asked for."""
    first = date.fromisoformat(find_first_day(check_date(since)))
    last = date.fromisoformat(find_last_day(check_date(until)))
    today = datetime.now(HONG_KONG).date()
    if first > last:
        raise UsageError(f"--from {since} lies after --to {until}")
    if first > today:
        raise UsageError(f"--from {since} lies in the future: today is {today} in Hong Kong")
    return first, min(last, today)


def _check_mirror(mirror: str | None) -> None:
    try:
        is_address = mirror is None or (urlsplit(mirror).scheme in ("http", "https") and urlsplit(mirror).hostname)
    except ValueError:
        is_address = False
    if not is_address:
        raise UsageError(f"--mirror {mirror}: no address of http or https")


def _note(text: str) -> None:
    echo(f"kg: {text}", err=True)


def _explain_nothing(report: FetchReport, match: tuple[str, ...]) -> None:
    if report.named:
        return
    if not report.lists:
        _note("not one list of these days could be read")
    else:
        _note("no page of these days has such a title" if match else "the lists name no page of these days")

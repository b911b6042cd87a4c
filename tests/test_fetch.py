"""Fetching: what is asked, what is kept, and what becomes of each way in which a server may fail; a server on loopback
plays the sites."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from asking import Ask
from press_site import GIA, SIMPLIFIED, Reply, Site, make_day, make_feed, make_list, serve

from kg.fetch import client
from kg.releases.dates import HONG_KONG

Fetch = Callable[..., tuple[int, str]]
LIST = f"{GIA}/general/202401/08.htm"
FIRST = f"{GIA}/general/202401/08/P2024010800573p.htm"
SECOND = f"{GIA}/general/202401/08/P2024010800601.htm"
ALL = ("--lang", "en,zh-Hant,zh-Hans")


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(make_day()) as served:
        yield served


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def fetch(site: Site, out: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Fetch:
    """Fetches 8 January 2024 in English, fast, unless asked otherwise; gives the exit code and what was said."""
    monkeypatch.setattr(client, "_FIRST_PAUSE", 0.01)

    def call(*options: str) -> tuple[int, str]:
        given = ["--from", "2024-01-08", "--to", "2024-01-08", "--lang", "en", "--rate", "1000", *options]
        code, printed, said = ask("fetch", *given, "--out", str(out), "--mirror", site.address)
        assert printed == ""
        return code, said

    return call


def read_records(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / ".fetch" / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def list_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def list_kept(out: Path) -> list[str]:
    return [name for name in list_files(out) if not name.startswith(".")]


# What is kept


def test_pages_are_kept_byte_for_byte_below_the_names_of_their_hosts(site: Site, out: Path, fetch: Fetch) -> None:
    code, said = fetch(*ALL)
    assert (code, "3 lists read, 6 pages: 6 new" in said) == (0, True)
    kept = list_kept(out)
    assert kept == sorted(path for path in site.replies if "/P2024" in path)
    assert all((out / name).read_bytes() == site.replies[name][0].content for name in kept)


def test_each_answer_has_a_record(site: Site, out: Path, fetch: Fetch) -> None:
    fetch()
    record = next(record for record in read_records(out) if record["address"] == f"https://{FIRST}")
    content = site.replies[FIRST][0].content
    assert record["sha256"] == sha256(content).hexdigest()
    assert record["etag"] == f'"{record["sha256"][:12]}"'
    assert record["last_modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"
    assert (record["status"], record["bytes"], record["file"], record["change"]) == (200, len(content), FIRST, "new")
    assert datetime.now(UTC) - datetime.fromisoformat(record["time"]) < timedelta(minutes=5)


def test_what_a_folder_holds_is_built_in_three_languages_read_together(
    out: Path, tmp_path: Path, fetch: Fetch, ask: Ask
) -> None:
    fetch(*ALL)
    store = tmp_path / "own.kg"
    code, _, said = ask("build", str(out), "--store", str(store), "--strict")
    assert (code, "6 releases, 4 pairs of languages" in said) == (0, True)
    assert count_people(ask, store) == {"Mei Wong": 3, "Sun Yifan": 3}


def count_people(ask: Ask, store: Path) -> dict[str, int]:
    """Gives how many releases name each person."""
    named = json.loads(ask("list", "people", "--store", str(store), "--format", "json")[1])["lines"]
    return {line["name"]: line["releases"] for line in named if line["releases"]}


def test_pages_of_the_news_site_are_fetched_and_built_likewise(
    out: Path, tmp_path: Path, fetch: Fetch, ask: Ask
) -> None:
    assert "3 lists read, 3 pages: 3 new" in fetch(*ALL, "--source", "news")[1]
    store = tmp_path / "own.kg"
    code, _, said = ask("build", str(out), "--store", str(store), "--strict")
    assert (code, "3 releases, 2 pairs of languages" in said) == (0, True)
    assert count_people(ask, store) == {"Mei Wong": 3, "Sun Yifan": 3}


def test_only_pages_with_these_words_in_their_title_are_asked_for(site: Site, out: Path, fetch: Fetch) -> None:
    assert fetch("--match", "BAY lantern", "--match", "no such word")[0] == 0
    assert len(list_kept(out)) == 2
    assert fetch("--match", "secretary  lantern")[1].count("1 there already") == 1
    site.forget()
    assert fetch("--match", "广州", "--lang", "zh-Hant")[1].count("1 page: 1 new") == 1
    code, said = fetch("--match", "Lanternless")
    assert (code, "no page of these days has such a title" in said) == (1, True)


def test_the_first_and_the_last_day_are_included(site: Site, out: Path, fetch: Fetch) -> None:
    for day in ("06", "07", "09", "10"):
        site.put(
            f"{GIA}/general/202401/{day}.htm", make_list((f"/gia/general/202401/{day}/P202401{day}00001.htm", "T"))
        )
        site.put(f"{GIA}/general/202401/{day}/P202401{day}00001.htm", f"<p>Of the {day}th</p>")
    assert "3 lists read, 4 pages: 4 new" in fetch("--from", "2024-01-07", "--to", "2024-01-09")[1]
    assert {name.split("/")[4] for name in list_kept(out)} == {"07", "08", "09"}


def test_a_link_is_a_page_whichever_way_it_is_written(site: Site, out: Path, fetch: Fetch) -> None:
    folder = "www.info.gov.hk/gia/general/202401/08"
    links = (
        f"https://sc.isd.gov.hk/gb/{folder}/P2024010800001.htm",
        f"http://{folder}/P2024010800002.htm?fontSize=1#top",
        "08/P2024010800003.htm",
        "/gia/general/202401/08/P2024010800004.htm",
        "//www.info.gov.hk/gia/general/202401/08/P2024010800005.htm",
    )
    site.put(f"{SIMPLIFIED}/general/202401/08c.htm", make_list(*((link, "T") for link in links)))
    for number in range(1, 6):
        site.put(f"{SIMPLIFIED}/general/202401/08/P202401080000{number}.htm", "<p>A page</p>")
    assert "5 pages: 5 new" in fetch("--lang", "zh-Hans")[1]
    assert all(name.startswith(SIMPLIFIED) for name in list_kept(out))


# The next run


def test_what_is_there_is_not_asked_for_again(site: Site, fetch: Fetch) -> None:
    fetch()
    site.forget()
    code, said = fetch()
    assert (code, "2 pages: 2 there already" in said, site.asked) == (0, True, [])


def test_what_was_removed_from_the_folder_is_asked_for_again(site: Site, out: Path, fetch: Fetch) -> None:
    fetch()
    (out / FIRST).unlink()
    site.forget()
    assert "1 new, 1 there already" in fetch()[1]
    assert site.list_pages() == [FIRST]
    assert "If-None-Match" not in site.asked[-1][2]


def test_with_again_a_server_is_asked_only_whether_it_changed(site: Site, out: Path, fetch: Fetch) -> None:
    fetch()
    before = list_files(out / "www.info.gov.hk")
    site.forget()
    assert "2 pages: 2 unchanged" in fetch("--again")[1]
    assert site.answered.count(304) == 3
    asked = {path: headers for _, path, headers in site.asked}
    assert asked[FIRST]["If-Modified-Since"] == "Thu, 01 Jan 1970 00:00:00 GMT"
    assert list_files(out / "www.info.gov.hk") == before
    assert read_records(out)[-1]["status"] == 304


def test_a_mark_that_cannot_be_sent_back_is_not(site: Site, fetch: Fetch) -> None:
    for mark in ('"\u00e9"', f'"{"a" * 501}"'):
        site.put(FIRST, Reply("<p>A page</p>", headers={"ETag": mark}))
        fetch("--again")
        assert "2 unchanged" in fetch("--again")[1]
        asked = {path: headers for _, path, headers in site.asked}
        assert ("If-None-Match" in asked[FIRST], "If-None-Match" in asked[SECOND]) == (False, True)


def test_a_day_of_this_week_is_asked_again_and_its_feed_read(site: Site, out: Path, fetch: Fetch) -> None:
    today = datetime.now(HONG_KONG).date()
    day, folder = f"{today:%Y%m}/{today:%d}", f"{GIA}/general/{today:%Y%m/%d}"
    name = f"P{today:%Y%m%d}00001.htm"
    site.put(f"{GIA}/general/{day}.htm", make_list())
    site.put(
        f"{GIA}/rss/general_en.xml",
        make_feed((f"https://{folder}/{name}", "New &amp; good"), ("not://[an address", "Odd")),
    )
    site.put(f"{folder}/{name}", "<p>A page</p>")
    days = ("--from", str(today), "--to", "2100")
    assert "2 lists read, 1 page: 1 new" in fetch(*days, "--match", "new & good")[1]
    site.forget()
    assert "2 lists read, 1 page: 1 there already" in fetch(*days)[1]  # it came just now
    assert site.count()[f"{folder}/{name}"] == 0
    records = out / ".fetch" / "records.jsonl"
    earlier = [record | {"time": (datetime.now(UTC) - timedelta(hours=2)).isoformat()} for record in read_records(out)]
    records.write_text("".join(f"{json.dumps(record)}\n" for record in earlier), encoding="utf-8")
    assert "1 page: 1 unchanged" in fetch(*days)[1]


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(
    site: Site, out: Path, tmp_path: Path, fetch: Fetch, ask: Ask
) -> None:
    fetch()
    old = (out / FIRST).read_bytes()
    site.put(FIRST, old.decode().replace("Mei Wong", "May Wong"))
    code, said = fetch("--again")
    assert (code, f"changed: https://{FIRST}" in said, "1 changed, 1 unchanged" in said) == (0, True, True)
    assert b"May Wong" in (out / FIRST).read_bytes()
    versions = list_files(out / ".fetch" / "versions")
    assert list(versions.values()) == [old]
    assert list(versions) == [f"{FIRST}/{sha256(old).hexdigest()}.htm"]
    assert "2 releases written" in ask("extract", str(out), "--out", str(tmp_path / "out"), "--strict")[2]


def test_a_page_that_is_gone_is_said_to_be_withdrawn_and_its_copy_stays(site: Site, out: Path, fetch: Fetch) -> None:
    fetch()
    site.put(FIRST, Reply("gone", 410))
    code, said = fetch("--again")
    assert (code, f"withdrawn: https://{FIRST}: the server answers 410; {FIRST} stays" in said) == (0, True)
    assert (out / FIRST).is_file()
    assert "1 withdrawn" in fetch()[1]  # nobody is asked again, nor is it told as if it were there
    site.put(FIRST, "<p>It is back</p>")
    assert "1 changed" in fetch("--again")[1]


def test_a_page_that_never_was_there_is_said_to_be_gone(site: Site, fetch: Fetch) -> None:
    del site.replies[FIRST]
    code, said = fetch()
    assert (code, f"gone: https://{FIRST}: the server answers 404" in said, "1 new, 1 gone" in said) == (0, True, True)
    site.forget()
    assert "1 there already, 1 gone" in fetch()[1]
    assert site.asked == []


# Servers that fail


@pytest.mark.parametrize(
    "reply",
    [
        Reply("busy", 503),
        Reply("busy", 429, {"Retry-After": "0"}),
        Reply("busy", 429, {"Retry-After": "soon"}),
        Reply("busy", 429, {"Retry-After": "Mon, 08 Jan 2024 10:00:00 GMT"}),
        Reply("<p>A page that is cut</p>", cut=9),
        Reply("<p>A page that is slow</p>", slow=3),
        Reply("no gzip", headers={"Content-Encoding": "gzip"}),
    ],
)
def test_what_fails_for_a_while_is_asked_again(site: Site, out: Path, fetch: Fetch, reply: Reply) -> None:
    good = site.replies[FIRST][0]
    site.put(FIRST, reply, reply, good)
    code, said = fetch("--timeout", "2")
    assert (code, said.count("asked again in")) == (0, 2)
    assert (site.count()[FIRST], (out / FIRST).read_bytes()) == (3, good.content)


@pytest.mark.parametrize("is_date", [False, True])
def test_a_server_is_left_alone_for_as_long_as_it_asks(site: Site, fetch: Fetch, is_date: bool) -> None:
    moment = (datetime.now(UTC) + timedelta(seconds=3)).replace(microsecond=0)
    good = site.replies[FIRST][0]
    site.put(FIRST, Reply("busy", 429, {"Retry-After": format_datetime(moment, usegmt=True) if is_date else "2"}), good)
    assert fetch()[0] == 0
    first, second = (asked for asked, path, _ in site.asked if path == FIRST)
    if is_date:
        assert second + time.time() - time.monotonic() >= moment.timestamp()
    else:
        assert second - first >= 2.0


def test_a_server_that_wants_to_be_left_alone_for_long_is_not_asked_again_in_this_run(site: Site, fetch: Fetch) -> None:
    site.put(FIRST, Reply("busy", 429, {"Retry-After": "3600"}))
    code, said = fetch()
    assert (code, "wants to be left alone for 3,600 seconds" in said, "2 not fetched" in said) == (1, True, True)
    assert said.count("www.info.gov.hk: wants") == 1
    assert site.list_pages() == [LIST, FIRST]


def test_the_number_of_tries_is_bounded_and_the_other_pages_go_on(site: Site, fetch: Fetch) -> None:
    site.put(FIRST, Reply("broken", 500))
    code, said = fetch()
    assert (code, "1 new, 1 not fetched" in said) == (0, True)
    assert f"skipped: https://{FIRST}: the server answers 500, at 5 tries" in said
    assert (site.count()[FIRST], site.count()[SECOND]) == (5, 1)


def test_a_host_that_fails_at_every_page_is_given_up(site: Site, fetch: Fetch) -> None:
    links = [(f"/gia/general/202401/08/P20240108000{number}.htm", "T") for number in range(10, 30)]
    site.put(LIST, make_list(*links))
    for link, _ in links:
        site.put(f"www.info.gov.hk{link}", Reply("busy", 503))
    code, said = fetch()
    assert (code, "20 not fetched" in said, said.count("skipped:")) == (1, True, 3)
    assert sum("/P2024" in path for path in site.list_pages()) == 15


def test_a_host_that_refuses_us_is_not_pressed(site: Site, fetch: Fetch) -> None:
    links = [(f"/gia/general/202401/08/P20240108000{number}.htm", "T") for number in range(10, 30)]
    site.put(LIST, make_list(*links))
    for link, _ in links:
        site.put(f"www.info.gov.hk{link}", Reply("<p>no</p>", 403))
    code, said = fetch()
    assert (code, "20 not fetched" in said, "failed at 3 pages one after another (the server answers 403)" in said) == (
        1,
        True,
        True,
    )
    assert sum("/P2024" in path for path in site.list_pages()) == 3


def test_the_titles_of_an_old_list_are_read_in_its_encoding(site: Site, fetch: Fetch) -> None:
    old = make_list(("/gia/general/202401/08/P2024010800601.htm", "局長訪問廣州"), other="<p>完</p>")
    declared = old.replace("<title>", "<meta http-equiv=Content-Type content='text/html; charset=big5'><title>")
    site.put(LIST, Reply(declared.encode("big5"), kind="text/html"))
    assert "1 page: 1 new" in fetch("--match", "广州")[1]


def test_without_a_network_one_line_says_so(site: Site, out: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_FIRST_PAUSE", 0.01)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    free = site.address.rpartition(":")[0]
    given = ("--from", "2024-01-08", "--to", "2024-01-08", "--rate", "1000", "--out", str(out))
    code, _, said = ask("fetch", *given, "--mirror", f"{free}:1")
    assert (code, said.count("skipped:")) == (1, 1)
    assert "www.info.gov.hk: may not be asked without its robots.txt" in said
    assert "not one list of these days could be read" in said


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply("%PDF", kind="application/pdf"), "answers with application/pdf, not with html"),
        (Reply("A page", kind=None), "answers with content of no kind"),
        (Reply(""), "answers with nothing"),
        (Reply("<p>no</p>", 403), "the server answers 403"),
        (Reply("", 304), "but it is not there yet"),
        (Reply(b"<p>" + b"a" * 20_000_001), "more than 20 MB"),
        (Reply("", 302, {"Location": "https://elsewhere.example/P2024010800573p.htm"}), "leads to another host"),
        (Reply("", 302, {"Location": "http://[broken"}), "leads to another host"),
        (Reply("", 302), "leads to another host"),
        (Reply("", 302, {"Location": "http://xn--a/P2024010800573p.htm"}), "leads to what is no address"),
        (Reply("", 302, {"Location": "http://x:99999999/P2024010800573p.htm"}), "leads to"),
        (Reply("", 301, {"Location": "/www.info.gov.hk/index.htm"}), "leads to another page"),
        (
            Reply("", 301, {"Location": "/www.info.gov.hk/gia/general/202401/08/P2024010800573p.htm"}),
            "leads on more than",
        ),
    ],
)
def test_what_is_no_page_is_skipped_and_said(site: Site, out: Path, fetch: Fetch, reply: Reply, said: str) -> None:
    site.put(FIRST, reply)
    code, told = fetch()
    assert (code, "1 new, 1 not fetched" in told) == (0, True)
    assert f"skipped: https://{FIRST}: " in told
    assert said in told
    assert not (out / FIRST).exists()


def test_a_page_that_moved_on_its_host_is_followed_and_kept_where_it_was(site: Site, out: Path, fetch: Fetch) -> None:
    target = SECOND.replace("601.htm", "601p.htm")
    site.put(target, site.replies[SECOND][0])
    site.put(SECOND, Reply("", 301, {"Location": f"/{target}"}))
    assert "2 new" in fetch()[1]
    assert (out / SECOND).read_bytes() == site.replies[target][0].content


def test_no_link_leads_out_of_the_folder(site: Site, out: Path, tmp_path: Path, fetch: Fetch) -> None:
    links = [
        "/gia/general/202401/08/../../../../../../etc/P2024010800573.htm",
        "/gia/general/202401/08/..%2f..%2fP2024010800573.htm",
        "/gia/general/202401/08/P2024010800573.htm/../../../x.htm",
        "/gia/general/202401/08/P2024010800573\x00.htm",
        "/gia/general/202401/08/P２０２４０１０８００５７３.htm",
        "/gia/general/202413/08/P2024010800573.htm",
        "file:///etc/passwd",
        "https://evil.example/gia/general/202401/08/P2024010800573.htm",
        "https://www.info.gov.hk@evil.example/gia/general/202401/08/P2024010800573.htm",
        "https://[bad/gia",
        "javascript:alert(1)",
        "/gia/general/202401/08/P" + "2" * 5_000 + ".htm",
    ]
    site.put(LIST, make_list(*((link, "T") for link in links), ("/gia/general/202401/08/P2024010800601.htm", "T")))
    assert "1 page: 1 new" in fetch()[1]
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]
    assert list_kept(out) == [SECOND]


def test_a_list_without_a_page_is_said_to_be_empty(site: Site, fetch: Fetch) -> None:
    """It may be a word that the site is being mended."""
    site.put(LIST, "<p>We are mending this site.</p>")
    code, said = fetch()
    assert (code, f"empty: https://{LIST}: this list names no page" in said) == (1, True)
    assert "the lists name no page of these days" in said


def test_a_list_that_nests_without_end_is_refused(site: Site, fetch: Fetch) -> None:
    site.put(LIST, "<div>" * 100_000)
    code, said = fetch()
    assert (code, "tags stand inside each other; no list of releases does" in said) == (1, True)


@pytest.mark.parametrize(
    "feed",
    ["<rss><item>", "<!DOCTYPE a [<!ENTITY b 'c'>]><rss>&d;</rss>", "<?xml version='1.0' encoding='none'?><rss/>"],
)
def test_a_broken_feed_costs_no_list(site: Site, fetch: Fetch, feed: str) -> None:
    today = datetime.now(HONG_KONG).date()
    site.put(f"{GIA}/rss/general_en.xml", Reply(feed, kind="text/xml"))
    code, said = fetch("--from", str(today), "--to", str(today))
    assert (code, "general_en.xml: not RSS" in said) == (1, True)


# Politeness


def test_a_request_says_who_asks(site: Site, fetch: Fetch) -> None:
    fetch()
    assert {headers["User-Agent"].partition("/")[0] for _, _, headers in site.asked} == {"gba-kg"}


def test_robots_are_asked_first_and_obeyed(site: Site, fetch: Fetch) -> None:
    site.put(
        "www.info.gov.hk/robots.txt",
        Reply("User-agent: *\nAllow: /\n\nUser-agent: GBA-KG # us\nDisallow: /gia/*/08/P*601\n", kind="text/plain"),
    )
    code, said = fetch()
    assert (code, "the robots.txt of www.info.gov.hk forbids" in said, "1 new, 1 not fetched" in said) == (
        0,
        True,
        True,
    )
    assert site.asked[0][1] == "www.info.gov.hk/robots.txt"
    assert SECOND not in site.count()


@pytest.mark.parametrize(("status", "code"), [(404, 0), (403, 0), (503, 1)])
def test_a_host_without_robots_allows_all_and_one_that_fails_to_show_them_nothing(
    site: Site, fetch: Fetch, status: int, code: int
) -> None:
    site.put("www.info.gov.hk/robots.txt", Reply("no", status))
    assert fetch()[0] == code
    assert bool(site.list_pages()) == (code == 0)


def test_requests_keep_the_pause_that_robots_ask_for(site: Site, fetch: Fetch) -> None:
    """A busy machine only makes them longer, but for the first of them."""
    site.put("www.info.gov.hk/robots.txt", Reply("User-agent: *\nCrawl-delay: 0.6\n", kind="text/plain"))
    fetch()
    times = [asked for asked, path, _ in site.asked if "/gia/" in path]
    assert len(times) == 3
    assert times[-1] - times[0] >= 0.7


def test_at_most_so_many_requests_go_a_second(site: Site, fetch: Fetch) -> None:
    """A busy machine only makes them rarer."""
    fetch("--rate", "20", *ALL)
    times = [asked for asked, _, _ in site.asked]
    assert len(times) == 11
    assert times[-1] - times[0] >= 10 / 20 * 0.6
    gaps = {round(later - earlier, 3) for earlier, later in pairwise(times)}
    assert len(gaps) > 1


def test_proxies_of_the_environment_are_used(site: Site, out: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server on loopback plays a proxy: what is asked of it is a whole address."""
    monkeypatch.setenv("http_proxy", site.address)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    for path in list(site.replies):
        site.replies[f"http://copy.example/{path}"] = site.replies[path]
    given = ("--from", "2024-01-08", "--to", "2024-01-08", "--lang", "en", "--rate", "1000", "--out", str(out))
    assert "2 new" in ask("fetch", *given, "--mirror", "http://copy.example")[2]
    monkeypatch.setenv("http_proxy", "no-such-scheme://x")
    code, _, said = ask("fetch", *given, "--mirror", "http://copy.example")
    assert (code, "the proxies that the environment names cannot be used" in said) == (2, True)


# The call


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "2024-01-09"), "--from 2024-01-09 lies after --to 2024-01-08"),
        (("--from", "2090", "--to", "2091"), "lies in the future"),
        (("--from", "8 January"), '"8 January" is no date; write it as 2024-01-08, 2024-01 or 2024'),
        (("--to", "2024-02-30"), '"2024-02-30" is no date'),
        (("--lang", "en,fr"), '--lang "fr": gia has no such language; it has en, zh-Hant, zh-Hans'),
        (("--lang", ""), '--lang "": gia has no such language'),
        (("--source", "blog"), '--source "blog": there is no such source; there are gia, news'),
        (("--rate", "0"), "Invalid value for '--rate'"),
        (("--rate", "nan"), "want a number"),
        (("--mirror", "ftp://x"), "no address of http or https"),
        (("--mirror", "http://[x"), "no address of http or https"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(ask: Ask, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    code, _, told = ask("fetch", "--from", "2024-01-08", "--to", "2024-01-08", "--out", str(tmp_path / "a"), *options)
    assert (code, said in told) == (2, True)
    assert not (tmp_path / "a").exists()


def test_a_real_site_is_not_asked_faster_than_is_polite(ask: Ask, tmp_path: Path) -> None:
    code, _, said = ask("fetch", "--from", "2024", "--to", "2024", "--rate", "11", "--out", str(tmp_path / "a"))
    assert (code, "at most 10 times a second" in said) == (2, True)


def test_addresses_can_be_mended_without_code(site: Site, out: Path, tmp_path: Path, fetch: Fetch) -> None:
    file = tmp_path / "own.yaml"
    edition = {
        "lists": ["https://own.example/{year}-{month}?day={day}"],
        "feeds": [],
        "links": r"https://own\.example/(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<name>\w+)",
        "pages": "https://own.example/{year}/{month}{day}/{name}",
    }
    file.write_text(json.dumps({"own": {"en": edition}}), encoding="utf-8")
    site.put("own.example/2024-01?day=08", make_list(("2024/01/08/a", "T"), ("2024/01/09/b", "Of the next day")))
    site.put("own.example/2024/0108/a", "<p>A page</p>")
    assert "1 page: 1 new" in fetch("--source", "own", "--sources", str(file))[1]
    assert list_kept(out) == ["own.example/2024/0108/a"]
    assert (out / ".fetch/lists/own.example/2024-01%3Fday%3D08").is_file()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"links": "("}, "cannot be read (error"),
        ({"links": "no groups"}, "`links` needs the groups year, month and day"),
        ({"pages": "ftp://x/{name}"}, "no address of http or https"),
        ({"pages": "https://x/{nothing}"}, "KeyError: 'nothing'"),
        ({"lists": "https://x"}, "is no list"),
        ({"feeds": ["https:///x"]}, "names no host"),
    ],
)
def test_a_broken_file_of_addresses_is_named(ask: Ask, tmp_path: Path, change: dict[str, object], said: str) -> None:
    edition: dict[str, object] = {
        "lists": [],
        "feeds": [],
        "links": "https://x/(?P<year>.)(?P<month>.)(?P<day>.)(?P<name>.)",
        "pages": "https://x/{name}",
    }
    file = tmp_path / "own.yaml"
    file.write_text(json.dumps({"own": {"en": edition | change}}), encoding="utf-8")
    given = ("--from", "2024-01-08", "--to", "2024-01-08", "--source", "own", "--lang", "en", "--sources", str(file))
    code, _, told = ask("fetch", *given, "--out", str(tmp_path / "a"))
    assert (code, said in told, str(file) in told) == (1, True, True)


def test_nothing_commands_the_terminal(site: Site, fetch: Fetch) -> None:
    site.put(FIRST, Reply("x", kind="\x1b[31mred"))
    assert not re.search(r"\x1b", fetch()[1])

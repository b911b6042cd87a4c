"""The small parts of fetching: what robots.txt lets through, where an address is kept, which links lead to a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.fetch.places import make_place
from kg.fetch.robots import read_robots
from kg.fetch.sources import read_sources

SITE = "https://www.info.gov.hk"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /", "", False),
        ("Disallow: /a", "/b", True),
        ("Disallow: /a", "/abc/d", False),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.htm", "/a/b.htm?c", False),
        ("Disallow: /*.htm$", "/a/b.htm?c", True),
        ("Disallow: /*.htm$", "/a/b.htm", False),
        ("Disallow: /a*b*c", "/a-c-b", True),
        ("Disallow: /a*b*c", "/a-b-b-c-d", False),
        ("Disallow: /a*bb$", "/ab", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*?", "/a?b=c", False),
        ("Disallow: /%7Eme", "/~me/a", False),
        ("Disallow: /~me", "/%7eme/a", False),
        ("Disallow: /文", "/%E6%96%87", False),
        ("DISALLOW : /a # all of it", "/a", False),
        ("Sitemap: https://x/y\nNoindex: /a\nnonsense", "/a", True),
    ],
)
def test_the_longest_rule_that_fits_decides(rules: str, path: str, allowed: bool) -> None:
    robots = read_robots(f"\ufeffUser-agent: *\r\n{rules}\r\n", "gba-kg")
    assert robots.allow(SITE + path) is allowed


@pytest.mark.parametrize(
    ("content", "allowed", "delay"),
    [
        ("", True, 0),
        ("Disallow: /", True, 0),
        ("User-agent: other\nDisallow: /", True, 0),
        ("User-agent: *\nDisallow: /\n\nUser-agent: GBA-kg\nCrawl-delay: 2", True, 2),
        ("User-agent: *\nCrawl-delay: 9\n\nUser-agent: gba-kg\nDisallow: /", False, 0),
        ("User-agent: other\nUser-agent: gba-kg\nDisallow: /\nCrawl-delay: 1.5", False, 1.5),
        ("User-agent: gba-kg\nCrawl-delay: 1\nUser-agent: other\nDisallow: /", True, 1),
        ("User-agent: gba-kg\nAllow: /\n\nUser-agent: gba-kg\nDisallow: /a\nCrawl-delay: 3", False, 3),
        ("User-agent: *\nCrawl-delay: soon", True, 0),
        ("User-agent: *\nCrawl-delay: -1", True, 0),
        ("User-agent: *\nCrawl-delay: nan", True, 0),
    ],
)
def test_the_groups_of_our_name_count_or_those_of_every_reader(content: str, allowed: bool, delay: float) -> None:
    robots = read_robots(content, "gba-kg")
    assert (robots.allow(f"{SITE}/a"), robots.delay) == (allowed, delay)


def test_a_rule_with_many_stars_takes_no_time() -> None:
    robots = read_robots("User-agent: *\nDisallow: /" + "*a" * 2_000 + "*b$\n", "gba-kg")
    assert robots.allow(f"{SITE}/{'a' * 10_000}")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://www.info.gov.hk/gia/general/202401/08.htm", "www.info.gov.hk/gia/general/202401/08.htm"),
        ("http://host:8000/a", "host%3A8000/a"),
        ("https://host/", "host/index"),
        ("https://host", "host/index"),
        ("https://host/a/?b=../c", "host/a/%3Fb%3D..%2Fc"),
        ("https://host/../.a/./b", "host/%2E./%2Ea/%2E/b"),
        ("https://host//etc/passwd", "host/etc/passwd"),
        ("https://host/a\\..\\b", "host/a%5C..%5Cb"),
        ("https://host/文\x00", "host/%E6%96%87%00"),
    ],
)
def test_an_address_is_kept_below_the_folder(address: str, place: str) -> None:
    assert str(make_place(address)) == place


@pytest.mark.parametrize("address", ["/a/b", "mailto:a", f"https://host/{'a' * 201}", f"https://host/{'文' * 30}"])
def test_an_address_that_no_file_can_be_named_after_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"names no host|too long"):
        make_place(address)


@pytest.mark.parametrize(
    ("source", "lang", "link", "address"),
    [
        ("gia", "en", "www.info.gov.hk/gia/general/202401/08/P2024010800573p.htm", "www.info.gov.hk/gia/general/202401/08/P2024010800573p.htm"),
        ("gia", "en", "www.info.gov.hk/gia/general/200801/08/P200801080123.htm", "www.info.gov.hk/gia/general/200801/08/P200801080123.htm"),
        ("gia", "en", "www.info.gov.hk/gia/general/202401/08.htm", None),
        ("gia", "en", "www.info.gov.hk/gia/general/202401/32/P2024010800573.htm", None),
        ("gia", "en", "sc.isd.gov.hk/gb/www.info.gov.hk/gia/general/202401/08/P2024010800573.htm", None),
        ("gia", "zh-Hans", "www.info.gov.hk/gia/general/202401/08/P2024010800571.htm", "sc.isd.gov.hk/gb/www.info.gov.hk/gia/general/202401/08/P2024010800571.htm"),
        ("news", "en", "www.news.gov.hk/eng/2024/01/20240108/20240108_183015_736.html?type=ticker", "www.news.gov.hk/eng/2024/01/20240108/20240108_183015_736.html"),
        ("news", "en", "www.news.gov.hk/chi/2024/01/20240108/20240108_183015_736.html", None),
        ("news", "en", "www.news.gov.hk/eng/2024/01/20240208/20240108_183015_736.html", None),
        ("news", "zh-Hans", "sc.news.gov.hk/TuniS/www.news.gov.hk/chi/2024/01/20240108/20240108_183015_736.html", "sc.news.gov.hk/TuniS/www.news.gov.hk/chi/2024/01/20240108/20240108_183015_736.html"),
    ],
)  # fmt: skip
def test_a_link_to_a_page_is_known_in_each_language(source: str, lang: str, link: str, address: str | None) -> None:
    target = read_sources()[source, lang].find_target(f"https://{link}")
    assert (target and target.address) == (f"https://{address}" if address else None)


def test_a_list_of_a_month_is_one_for_all_its_days() -> None:
    gia = read_sources()["gia", "en"]
    days = [date(2024, 1, 30), date(2024, 1, 31), date(2024, 2, 1)]
    assert gia.list_days(days[1:]) == {
        f"{SITE}/gia/general/202401/31.htm": date(2024, 1, 31),
        f"{SITE}/gia/general/202402/01.htm": date(2024, 2, 1),
    }
    monthly = replace(gia, lists=("https://host/{year}-{month}",))
    assert monthly.list_days(days) == {
        "https://host/2024-01": date(2024, 1, 31),
        "https://host/2024-02": date(2024, 2, 1),
    }

"""Pages of the news site, and what both sites' pages have in common: words, lists, tables, captions, dates, languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReleaseError
from kg.releases import Release, read_release, read_releases

NAME = "20240108_183015_736"
ADDRESS = f"https://www.news.gov.hk/eng/2024/01/20240108/{NAME}.html"
LEAD = "The Secretary for Lanterns, Ms Mei Wong, met the Mayor of Lantern Bay, Mr Sun Yifan, today."
CHINESE = "燈籠局局長王美今日與海灣市市長孫一帆會面，雙方就燈籠製作和海上運輸交換意見，並簽署了一份合作備忘錄。"


def make_page(body: str, *, head: str = "", lang: str = 'lang="en"', address: str = ADDRESS) -> str:
    """Gives a page of the news site: its menus and a box of other news are around the body."""
    meta = f'<meta property="og:url" content="{address}">' if address else ""
    return (
        f"<!DOCTYPE html><html {lang}><head><title>Secretary meets Mayor - news.gov.hk</title>{meta}{head}</head><body>"
        '<header><p>Text size</p><nav><ul><li><a href="/">Home</a></li></ul></nav></header>'
        f'{body}<div class="related"><p><a href="/x">Another piece of news of the day that has a long title</a></p></div>'
        "<footer><p>Important notices</p><p>Last reviewed</p></footer></body></html>"
    )


def write(folder: Path, page: str, name: str = f"{NAME}.html") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def read(folder: Path, page: str, name: str = f"{NAME}.html") -> Release:
    return read_release(write(folder, page, name))


# A page of the news site


def test_a_page_gives_title_text_moment_language_and_address(tmp_path: Path) -> None:
    body = f"<h1>Secretary meets Mayor</h1><div class='date'>January 8, 2024</div><div class='news-content'><p>{LEAD}</p><p>They had lunch.</p></div>"
    release = read(tmp_path, make_page(body), "saved.html")
    assert (release.title, release.text) == ("Secretary meets Mayor", f"{LEAD}\n\nThey had lunch.")
    assert release.issued.isoformat() == "2024-01-08T18:30:00+08:00"
    assert (release.id, release.lang, release.url) == (NAME, "en", ADDRESS)


@pytest.mark.parametrize("kind", ["news-content", "news_body", "content-detail", "article-content wide", "article"])
def test_a_body_is_found_by_the_name_of_its_class(tmp_path: Path, kind: str) -> None:
    """However much there is in other places."""
    body = f'<div class="{kind}"><p>Short.</p></div><div class="other"><p>{LEAD * 5}</p></div>'
    assert read(tmp_path, make_page(body)).text == "Short."


@pytest.mark.parametrize(
    "body",
    [
        "<div><div><p>{}</p><p>{}</p></div></div>",
        "<main><section><div><p>{}</p></div><div><p>{}</p></div><div><p>and this is said as well, at some length</p></div></section></main>",
        "<table><tr><td><p>{}</p><p>{}</p></td></tr></table>",
    ],
)
def test_without_such_a_name_it_is_where_most_words_stand_in_paragraphs(tmp_path: Path, body: str) -> None:
    text = read(
        tmp_path, make_page(body.format(LEAD, "They had lunch together and spoke about the price of lanterns."))
    ).text
    assert text.startswith(f"{LEAD}\n\nThey had lunch")
    assert "Another piece" not in text
    assert "notices" not in text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div><p>Too few words.</p></div>",
        f"<div><p>{LEAD}</p></div><div><p>{LEAD} Twice.</p></div>",
        f'<div class="article"><p>{LEAD}</p></div><div class="article"><p>{LEAD}</p></div>',
        f"<aside><p>{LEAD}</p></aside>",
        f"<figure><figcaption><p>{LEAD}</p></figcaption></figure>",
    ],
)
def test_a_page_whose_words_may_stand_in_two_places_or_none_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(
        ReleaseError, match=r"20240108_183015_736\.html: it is not clear where on this page its words stand"
    ):
        read(tmp_path, make_page(body))


def test_menus_and_what_stands_below_pictures_are_left_out(tmp_path: Path) -> None:
    body = (
        "<div class='news-content with-photos'>"
        "<figure><img src='a.jpg'><figcaption>Ms Wong (left) with Mr Sun (right).</figcaption></figure>"
        "<p><img src='b.jpg' alt='Mr Sun'></p><div class='photo-caption'>Mr Sun shakes hands.</div>"
        f"<p>{LEAD}</p><div class='Photo_Gallery'><p>Ms Wong, first.</p><p>Ms Wong, second.</p></div>"
        "<form><button>Share</button></form><script>var a = 'Mr Script';</script><p>They had lunch.</p></div>"
    )
    assert read(tmp_path, make_page(body)).text == f"{LEAD}\n\nThey had lunch."


def test_lists_and_tables_are_text(tmp_path: Path) -> None:
    body = (
        f"<div class='news-content'><p>{LEAD} Those attending were:</p>"
        "<ul><li>Mr Lee Tai-man</li><li><p>Ms Ho Siu-ling:</p><ul><li>Mr Au</li><li>Ms Yu</li></ul></li><li>Dr Ng</li></ul>"
        "<table><thead><tr><th>Name</th><th>Office</th></tr></thead><tbody>"
        "<tr><td>Mr Lee</td><td><p>Director</p></td></tr><tr><td>Ms Ho</td><td>Deputy</td></tr></tbody></table></div>"
    )
    assert read(tmp_path, make_page(body)).text == (
        f"{LEAD} Those attending were:\n\nMr Lee Tai-man\nMs Ho Siu-ling:\nMr Au\nMs Yu\nDr Ng\n\n"
        "Name\tOffice\nMr Lee\tDirector\nMs Ho\tDeputy"
    )


@pytest.mark.parametrize(
    "end", ["Ends/Monday, January 8, 2024<br>Issued at HKT 18:30", "Ends", "完", "完／２０２４年１月８日（星期一）"]
)
def test_what_closes_a_release_is_cut(tmp_path: Path, end: str) -> None:
    body = f"<div class='news-content'><p>{LEAD}</p><p>{end}</p><p>NNNN</p></div>"
    assert read(tmp_path, make_page(body)).text == LEAD


def test_title_and_date_above_the_words_are_cut(tmp_path: Path) -> None:
    body = f"<article><h1>Secretary meets Mayor</h1><p>January 8, 2024</p><p>{LEAD}</p></article>"
    assert read(tmp_path, make_page(body)).text == LEAD


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content=" Mayor &amp; Secretary ">', "Mayor & Secretary"),
        ('<meta property="og:title" content="news.gov.hk - Mayor - Secretary">', "Mayor - Secretary"),
        ('<meta property="og:title" content="">', "Secretary meets Mayor"),
    ],
)
def test_a_title_is_without_the_name_of_the_site(tmp_path: Path, head: str, title: str) -> None:
    assert read(tmp_path, make_page(f"<article><p>{LEAD}</p></article>", head=head)).title == title


# Its date


@pytest.mark.parametrize(
    ("name", "shown", "issued"),
    [
        ("20240108/20240108_183015_736", "", "2024-01-08T18:30"),
        ("20240108/20240108_183015_736", "January 9, 2024", "2024-01-08T18:30"),
        ("20240108/20240108_993015", "", "2024-01-08T00:00"),
        ("lanterns", "January 8, 2024", "2024-01-08T00:00"),
        ("lanterns", "2024年1月8日", "2024-01-08T00:00"),
        ("lanterns", "<p>January 8, 2024</p><p>Monday, January 8, 2024 19:30</p>", "2024-01-08T00:00"),
    ],
)
def test_the_address_dates_a_page_or_the_one_day_that_it_shows(
    tmp_path: Path, name: str, shown: str, issued: str
) -> None:
    page = make_page(
        f"<div>{shown}</div><article><p>{LEAD}</p></article>", address=f"https://www.news.gov.hk/eng/{name}.html"
    )
    assert f"{read(tmp_path, page, 'saved.html').issued:%Y-%m-%dT%H:%M}" == issued


@pytest.mark.parametrize("shown", ["", "<p>January 8, 2024</p><p>January 9, 2024</p>", "on January 8, 2024"])
def test_a_page_without_a_date_or_with_two_is_refused(tmp_path: Path, shown: str) -> None:
    page = make_page(f"{shown}<article><p>{LEAD}</p></article>", address="https://www.news.gov.hk/eng/lanterns.html")
    with pytest.raises(ReleaseError, match="neither this page nor its address shows one day as its date"):
        read(tmp_path, page)


# Its address


@pytest.mark.parametrize(
    "start",
    ["<!-- saved from url=(0069){} -->", '<link rel="canonical" href="{}">', "<meta property='og:url' content='{}'>"],
)
def test_a_page_says_in_one_of_three_ways_where_it_stands(tmp_path: Path, start: str) -> None:
    page = f"<!DOCTYPE html><html><head>{start.format(ADDRESS)}<title>T</title></head><body><article><p>{LEAD}</p></article>"
    assert read(tmp_path, page, "saved.html").url == ADDRESS


def test_a_page_that_does_not_say_that_it_is_of_the_site_is_refused(tmp_path: Path) -> None:
    for address in ("", "https://www.news.gov.hk.example/eng/2024/a.html", "https://example.org/?www.news.gov.hk/"):
        with pytest.raises(ReleaseError, match="save its words as text"):
            read(tmp_path, make_page(f"<article><p>{LEAD}</p></article>", address=address))


def test_the_folders_of_a_fetched_page_tell_its_address_and_its_script(tmp_path: Path) -> None:
    """A page that a program turned into simplified characters may still call itself that of the other address."""
    place = f"www.news.gov.hk/chi/2024/01/20240108/{NAME}.html"
    traditional = make_page(
        f"<article><p>{CHINESE}</p></article>", lang='lang="zh-HK"', address="https://www.news.gov.hk/"
    )
    simplified = make_page(
        "<article><p>灯笼局局长王美今日与海湾市市长孙一帆会面。</p></article>",
        lang='lang="zh-HK"',
        address=f"https://{place}",
    )
    write(tmp_path, traditional, place)
    write(tmp_path, simplified, f"sc.news.gov.hk/TuniS/{place}")
    write(tmp_path, make_page(f"<article><p>{LEAD}</p></article>"), place.replace("chi", "eng"))
    found = [one for one in read_releases([tmp_path]) if isinstance(one, Release)]
    assert {(one.id, one.lang, one.url) for one in found} == {
        (NAME, "en", ADDRESS),
        (NAME, "zh-Hant", f"https://{place}"),
        (NAME, "zh-Hans", f"https://sc.news.gov.hk/TuniS/{place}"),
    }


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ('lang="zh-HK"', CHINESE, "zh-Hant"),
        ('lang="zh-HK"', "灯笼局局长王美今日与海湾市市长孙一帆会面，双方就灯笼制作和海上运输交换意见。", "zh-Hans"),
        ('lang="zh-CN"', "王美和孙一帆今日上午在山上。", "zh-Hans"),
        ("", CHINESE, "zh-Hant"),
        ("", LEAD, "en"),
    ],
)
def test_the_language_is_that_of_the_page_and_the_script_that_of_its_characters(
    tmp_path: Path, lang: str, text: str, expected: str
) -> None:
    assert read(tmp_path, make_page(f"<article><p>{text}</p></article>", lang=lang)).lang == expected


# A page of the press release site


def test_captions_in_a_press_release_are_left_out_and_a_page_of_photos_has_the_name_without_its_p(
    tmp_path: Path,
) -> None:
    page = (
        "<html lang='en'><title>Secretary visits Lantern Bay</title><div id='pressrelease'>"
        f"<p>{LEAD}</p><figure><figcaption>Ms Wong.</figcaption></figure><br>Ends/Monday, January 8, 2024</div></html>"
    )
    release = read(tmp_path, page, "www.info.gov.hk/gia/general/202401/08/P2024010800573p.htm")
    assert (release.id, release.text) == ("P2024010800573", LEAD)
    assert release.url == "https://www.info.gov.hk/gia/general/202401/08/P2024010800573p.htm"


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("big5", "big5hkscs", "　　燈籠局局長王美今日在廣州與市長孫一帆會面。"),
        ('"Big5-HKSCS"', "big5hkscs", "　　燈籠局局長王美今日到訪鰂魚涌。"),
        ("gb2312", "gb18030", "　　灯笼局局长王美今日在广州与市长孙一帆会面。"),
        ("iso-8859-1", "cp1252", "Ms Mei Wong\u2019s café \u2013 a Lantern Café."),
        ("utf-8", "utf-8", "Ms Mei Wong\u2019s café."),
    ],
)
def test_an_old_page_is_read_in_the_encoding_that_it_declares(
    tmp_path: Path, charset: str, encoding: str, text: str
) -> None:
    page = f"<html><head><meta http-equiv='Content-Type' content=text/html; charset={charset}><title>T</title></head><body><div id='pressrelease'>{text}</div></body></html>"
    (tmp_path / "P2024010800573.htm").write_bytes(page.encode(encoding))
    assert read_release(tmp_path / "P2024010800573.htm").text == text


def test_a_page_that_is_not_of_the_encoding_it_declares_is_refused(tmp_path: Path) -> None:
    page = (
        "<html><meta charset=big5><title>T</title><div id='pressrelease'>在香港的測試".encode("big5")
        + b"\xff\xff</div>"
    )
    (tmp_path / "P2024010800573.htm").write_bytes(page)
    with pytest.raises(ReleaseError, match="not UTF-8: looks like Big5"):
        read_release(tmp_path / "P2024010800573.htm")


def test_a_press_release_in_simplified_characters_is_known_by_them(tmp_path: Path) -> None:
    page = "<html lang='zh-HK'><title>局长访问广州</title><div id='pressrelease'>　　灯笼局局长王美今日在广州与市长孙一帆会面。</div></html>"
    assert read(tmp_path, page, "P2024010800571.htm").lang == "zh-Hans"

"""Claims about reading releases: each form, each bad input, and that the text stays exactly as it is stored."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kg.errors import ReleaseError
from kg.releases import Release, read_release, read_releases
from kg.releases.dates import find_dateline, find_name_date, parse_date
from kg.releases.release import make_id
from kg.releases.scripts import detect_language, normalise_language

FIXTURES = Path(__file__).parent / "fixtures" / "releases"
SAMPLES = Path(__file__).parent.parent / "data" / "releases"
HEADER = "id: a\nlang: en\ntitle: A title\nissued: 2024-03-01\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_all(path: Path) -> list[Release | ReleaseError]:
    return list(read_releases([path]))


# A text with a header


def test_a_header_gives_everything() -> None:
    release = read_release(FIXTURES / "header.zh-Hans.txt")
    assert (release.id, release.lang, release.name) == ("header-1", "zh-Hans", "header-1.zh-Hans")
    assert release.issued.isoformat() == "2024-03-01T09:05:00+08:00"
    assert (release.url, release.counterpart) == (None, "P2024030100123")
    assert release.text == "　　某局今天设立柜台。\n\n完。\n"


@pytest.mark.parametrize("text", ["One.\n\n\n  Two \n", "\n One.", "One.\r\n\r\nTwo.\r\n", "key: value\n\nTwo."])
def test_the_text_after_a_header_is_not_changed(tmp_path: Path, text: str) -> None:
    assert read_release(write(tmp_path, "a.txt", f"{HEADER}\n{text}")).text == text


def test_line_ends_of_windows_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    content = "\ufeff" + (HEADER + "\nOne.\n\nTwo.\n").replace("\n", "\r\n")
    release = read_release(write(tmp_path, "a.txt", content))
    assert (release.title, release.text) == ("A title", "One.\r\n\r\nTwo.\r\n")


def test_all_samples_are_read() -> None:
    found = read_all(SAMPLES)
    assert [str(error) for error in found if isinstance(error, ReleaseError)] == []
    assert len(found) == len(list(SAMPLES.glob("*.txt")))


# A text without a header


def test_a_dateline_dates_a_plain_text() -> None:
    release = read_release(FIXTURES / "counter.en.txt")
    assert (release.id, release.lang, release.title) == ("counter", "en", "Bureau opens a counter")
    assert release.issued.date().isoformat() == "2024-03-01"
    assert release.text.startswith("Friday, March 1, 2024\n\nA bureau")


def test_a_file_name_dates_a_plain_text_and_its_end_is_cut() -> None:
    release = read_release(FIXTURES / "20240301-kiosk.txt")
    assert release.issued.isoformat() == "2024-03-01T00:00:00+08:00"
    assert release.text == "  A kiosk was opened. It was planned for March 4, 2024."


def test_a_title_with_a_colon_is_no_header(tmp_path: Path) -> None:
    release = read_release(write(tmp_path, "20240301.txt", "Update: a storm\n\nIt has passed."))
    assert (release.title, release.text) == ("Update: a storm", "It has passed.")


# A page


def test_a_page_gives_title_text_date_and_counterpart() -> None:
    release = read_release(FIXTURES / "P2024030100123.htm")
    assert release.title == "Bureau opens a counter & a kiosk"
    assert release.text == (
        "A bureau opened a counter today (March 1).\nIt is on the ground floor.\n\n"
        "The opening was attended by Ms\xa0Example.\n\nfirst\nsecond\n\nA\tB\nC\tD"
    )
    assert release.issued.isoformat() == "2024-03-01T19:30:00+08:00"
    assert (release.id, release.counterpart, release.lang) == ("P2024030100123", "P2024030100122", "en")
    assert release.url == "https://www.info.gov.hk/gia/general/202403/01/P2024030100123.htm"


def test_a_chinese_page_is_read_like_an_english_one() -> None:
    release = read_release(FIXTURES / "P2024030100122.htm")
    assert release.text == "　　某局今日（三月一日）設立櫃位。\n\n　　櫃位位於地下。"
    assert release.issued.isoformat() == "2024-03-01T19:30:00+08:00"
    assert (release.id, release.counterpart, release.lang) == ("P2024030100122", "P2024030100123", "zh-Hant")


def test_a_page_that_nests_without_end_is_refused_and_a_thousand_items_are_read(tmp_path: Path) -> None:
    """A parser takes the square of the depth in time; what ends by itself or was ended counts for nothing."""
    page = "<title>T</title><div id=pressrelease>{}Text.</div>"
    shut = ("<!--" + "<div>" * 5_000 + "-->", "<script>" + "'<b>'" * 5_000 + "</script>")
    deep = ("<b>" * 900, "<li>" * 5_000, "<i>a</i>" * 5_000, "<br>" * 5_000, *shut)
    texts = [read_release(write(tmp_path, "20240301.html", page.format(tags))).text for tags in deep]
    assert all(text.endswith("Text.") for text in texts)
    for tags in ("<b>" * 20_000, "<div></span>" * 20_000, "<TABLE>" * 200_000):
        with pytest.raises(ReleaseError, match="inside each other"):
            read_release(write(tmp_path, "20240301.html", page.format(tags)))


# Records


def test_one_bad_line_of_json_is_reported_and_the_others_go_on() -> None:
    path = FIXTURES / "many.jsonl"
    found = read_all(path)
    releases = [release for release in found if isinstance(release, Release)]
    errors = [str(error) for error in found if isinstance(error, ReleaseError)]
    assert [(release.id, release.text) for release in releases] == [
        ("one", "The first text."),
        ("two", "The second text."),
    ]
    assert releases[1].issued.utcoffset() == timedelta(0)
    assert [error.split(":")[0] for error in errors] == [f"{path}, line {number}" for number in (4, 5, 6)]
    assert "'soon' is not a date" in errors[2]


def test_one_bad_row_of_a_table_is_reported_and_the_others_go_on() -> None:
    path = FIXTURES / "many.csv"
    first, bad, last = read_all(path)
    assert isinstance(first, Release)
    assert (first.title, first.text) == ("One", "The first text,\non two lines.")
    assert first.issued.isoformat() == "2024-03-01T10:15:00+08:00"
    assert str(bad) == f"{path}, line 4: no text; a release needs a text besides its title"
    assert isinstance(last, Release)
    assert last.origin == f"{path}, line 5"


def test_a_list_of_json_objects_is_read(tmp_path: Path) -> None:
    records = [{"title": "A", "date": "2024-03-01", "text": "One."}, {"title": "B", "date": "", "text": "Two."}]
    first, second = read_all(write(tmp_path, "list.json", json.dumps(records)))
    assert isinstance(first, Release)
    assert "item 2: no date" in str(second)


def test_a_record_without_id_or_address_gets_a_stable_id(tmp_path: Path) -> None:
    record = json.dumps({"title": "A", "date": "2024-03-01", "text": "One."})
    first, second = (read_release(write(tmp_path, name, record)) for name in ("a.jsonl", "b.jsonl"))
    assert first.id == second.id
    assert first.id.startswith("20240301-")


# Folders


def test_a_folder_is_walked_in_order_and_other_files_are_skipped() -> None:
    found = read_all(FIXTURES)
    origins = [Path(release.origin.split(",")[0]).name for release in found if isinstance(release, Release)]
    assert origins == sorted(origins)
    assert {"README.md", "other.csv"}.isdisjoint(origins)
    assert not any("other.csv" in str(error) or "README" in str(error) for error in found)


def test_a_folder_without_releases_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "Nothing.")
    write(tmp_path, ".hidden.txt", "Nothing.")
    assert [str(error).removeprefix(str(tmp_path))[:14] for error in read_all(tmp_path)] == [": no releases "]


# Bad input


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\n", "empty file"),
        ("a.jsonl", b"", "empty file"),
        ("a.jsonl", b"\n\n", "no releases in this file"),
        ("a.txt", b"Title\n\nText\x00", "a binary file"),
        (
            "20240301.txt",
            "標題\n\n這是一個在香港的測試".encode("big5"),
            "looks like Big5; convert with iconv -f BIG5 -t UTF-8",
        ),
        ("20240301.txt", "标题\n\n这是一个在香港的测试".encode("gbk"), "looks like GBK"),
        ("20240301.txt", "Title\n\nText".encode("utf-16"), "looks like UTF-16"),
        ("20240301.txt", b"Title\n\nText \xff", "not UTF-8"),
        ("a.txt", b"Title\n\nText", "no date"),
        ("20241301.txt", b"Title\n\nText", "no date"),
        ("20240301.txt", b"Title only\n", "no text"),
        ("a.txt", HEADER.encode() + b"\n \n", "no text"),
        ("a.txt", HEADER.encode(), "a blank line has to stand"),
        ("a.txt", HEADER.encode() + b"no colon here\n\nText", "line 5: bad header"),
        ("a.txt", HEADER.replace("2024-03-01", "yesterday").encode() + b"\nText", "'yesterday' is not a date"),
        ("a.txt", HEADER.replace("en", "fr").encode() + b"\nText", "language 'fr' is not read"),
        ("a.txt", HEADER.replace("A title", "").encode() + b"\nText", "no title"),
        ("a.pdf", b"%PDF-1.7", "unknown format .pdf"),
        ("a.html", b"<html><body>Hello</body></html>", "no #pressrelease"),
        ("a.json", b"{", "not JSON"),
        ("a.csv", b"code,amount\na,1\n", "no columns title and text"),
        ("a.csv", b"title,date,text\nA,2024-03-01,x,y\n", "line 2: more values than columns"),
        ("a.csv", "title,date,text\n標,2024-03-01,題\n".encode("big5"), "not CSV in UTF-8"),
        ("a.jsonl", b'{"title": "A", "date": "2024-03-01", "text": "\\ud800"}', "half a character"),
    ],
)
def test_a_bad_file_is_reported_by_name(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = write(tmp_path, name, content)
    (error,) = read_all(path)
    assert isinstance(error, ReleaseError)
    assert str(error).startswith(str(path))
    assert said in str(error)
    with pytest.raises(ReleaseError):
        read_release(path)


def test_a_missing_path_is_reported(tmp_path: Path) -> None:
    (error,) = read_all(tmp_path / "none.txt")
    assert "none.txt: cannot be read (No such file or directory)" in str(error)


@pytest.fixture
def without_privileges() -> Iterator[None]:
    """Lets a test run as somebody who may not read everything, even where the tests run as root."""
    nobody, me = 65534, os.geteuid()
    if me == 0:
        os.seteuid(nobody)
    yield
    os.seteuid(me)


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = write(tmp_path, "a.txt", HEADER)
    path.chmod(0)
    request.getfixturevalue("without_privileges")
    assert "cannot be read (Permission denied)" in str(read_all(path)[0])


def test_one_release_is_not_read_from_a_folder_or_a_file_with_several() -> None:
    with pytest.raises(ReleaseError, match="a folder"):
        read_release(FIXTURES)
    with pytest.raises(ReleaseError, match="holds 3 releases"):
        read_release(FIXTURES / "many.csv")


# Dates, languages, ids


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-01", "2024-03-01T00:00:00+08:00"),
        ("2024-03-01 19:30", "2024-03-01T19:30:00+08:00"),
        ("2024-03-01T19:30:00Z", "2024-03-01T19:30:00+00:00"),
        ("Friday, March 1, 2024", "2024-03-01T00:00:00+08:00"),
        ("1 March 2024", "2024-03-01T00:00:00+08:00"),
        ("２０２４年３月１日", "2024-03-01T00:00:00+08:00"),
        ("Friday, Marvellous 1, 2024x", None),
        ("2024-02-30", None),
        ("February 30, 2024", None),
        ("", None),
    ],
)
def test_a_date_is_read_in_hong_kong_time(written: str, expected: str | None) -> None:
    issued = parse_date(written)
    assert (issued.isoformat() if issued else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ends/Friday, March 1, 2024\nIssued at HKT 19:30\n\nNNNN", datetime(2024, 3, 1, 19, 30)),
        ("完／２０２４年３月１日（星期五）\n香港時間１９時３０分", datetime(2024, 3, 1, 19, 30)),
        ("完／2024年3月1日（星期五）\n香港时间19时05分", datetime(2024, 3, 1, 19, 5)),
        ("April 2, 2024\n\nEnds/Friday, March 1, 2024", datetime(2024, 3, 1)),
        ("It takes place on\nMarch 4, 2024 at the pier.", None),
        ("on Friday, March 1, 2024, at noon", None),
    ],
)
def test_only_a_line_of_its_own_is_a_dateline(text: str, expected: datetime | None) -> None:
    found = find_dateline(text)
    assert (found.replace(tzinfo=None) if found else None) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("20240108.txt", "2024-01-08"),
        ("P2024010800573.htm", "2024-01-08"),
        ("visit-2024_01_08.txt", "2024-01-08"),
        ("12024010.txt", None),
        ("20241308.txt", None),
    ],
)
def test_a_file_name_may_hold_the_date(name: str, expected: str | None) -> None:
    day = find_name_date(name)
    assert (day.date().isoformat() if day else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bureau opened.", "en"),
        ("A visit to 深圳 by the Secretary for Health and others.", "en"),
        ("醫務衞生局局長出席會議", "zh-Hant"),
        ("医务卫生局局长出席会议 InnoHK", "zh-Hans"),
        ("", "en"),
    ],
)
def test_the_language_shows_in_the_characters(text: str, expected: str) -> None:
    assert detect_language(text) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "en"),
        ("zh_HK", "zh-Hant"),
        ("zh-Hans-CN", "zh-Hans"),
        ("tc", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("fr", None),
    ],
)
def test_language_tags_are_read_in_their_usual_spellings(tag: str, expected: str | None) -> None:
    assert normalise_language(tag, "医务会议") == expected


@pytest.mark.parametrize(
    "raw", ["../../etc/passwd", "/root", ".hidden", "a/b", "a b", "標題", "...", "x" * 300, "a\\b"]
)
def test_an_id_is_safe_as_a_file_name(raw: str) -> None:
    safe = make_id(raw)
    assert safe != raw
    assert len(safe) <= 100
    assert not safe.startswith(".")
    assert set(safe) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def test_different_bad_ids_stay_different() -> None:
    assert make_id("a/b") != make_id("a:b")
    assert make_id("seed-20240108") == "seed-20240108"

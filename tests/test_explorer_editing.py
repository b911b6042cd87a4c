"""`kg serve --edit`: what readers decide and correct on a page, and who may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from explorer import open_explorer
from starlette.testclient import TestClient
from test_growth import write

from kg.building.builder import build_store
from kg.decisions import Decision, Verdict, read_rulings, write_decisions
from kg.explorer.settings import Editing, Settings
from kg.graph.graph import Graph

VISIT = "Mr Aldo Feng, the Mayor of Kitetown, visited the Pearl Tide Laboratory in Guangzhou today (May 3)."
MEETING = "Mr Aldo Fengh, the Mayor of Kitetown, met Ms Rosa Quill in Macao today (May 3)."
OPEN = "Mr Aldo Feng and Mr Sun Zhiyang met Ms Rosa Quill today (May 3). He visited the Pearl Tide Laboratory."
HE = "mention/open/en/2-e4bf58/He"
HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editing")
    write(folder / "r" / "visit.txt", VISIT)
    write(folder / "r" / "meeting.txt", MEETING)
    write(folder / "r" / "open.txt", OPEN)
    build_store([folder / "r"], folder / "x.kg")
    return folder / "x.kg"


@pytest.fixture
def client(store: Path, tmp_path: Path) -> Iterator[TestClient]:
    with open_explorer(store, Settings(timeout=5, workers=1, editing=Editing(tmp_path, "an editor"))) as client:
        client.base_url = HERE
        yield client


def read_token(client: TestClient) -> str:
    match = re.search(r'name="token" value="([^"]+)"', client.get("/review").text)
    assert match is not None
    return match[1]


def test_a_question_is_shown_with_both_sentences_and_answered(client: TestClient, tmp_path: Path) -> None:
    write_decisions(tmp_path, [Decision("person/aldo-feng", HE, Verdict.UNSURE)])
    page = client.get("/review")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["access-control-allow-origin"] == HERE
    assert "names spelt alike" in page.text
    assert "visited the Pearl Tide Laboratory" in page.text
    assert "met Ms Rosa Quill" in page.text
    sent = {
        "what": "pair",
        "left": "person/aldo-feng",
        "right": "person/aldo-fengh",
        "verdict": "same",
        "why": "typing",
    }
    done = client.post("/review", data={**sent, "token": read_token(client)}, headers={"origin": HERE})
    assert (done.status_code, done.headers["location"]) == (303, "/review?done=pair")
    _, row = read_rulings([tmp_path]).decisions.rows
    assert (row.left, row.right, row.who, row.why) == ("person/aldo-feng", "person/aldo-fengh", "an editor", "typing")
    after = client.get("/review?done=pair").text
    assert "It is written down" in after
    assert "Nothing is open" in after


def test_what_is_wrong_is_said_and_what_was_written_stays_in_the_form(client: TestClient, tmp_path: Path) -> None:
    sent = {"what": "correction", "about": "Rosa <Nobody", "field": "skos:prefLabel@en", "why": "x", "source": "y"}
    answer = client.post("/review", data={**sent, "token": read_token(client)})
    assert answer.status_code == 400
    assert 'value="Rosa &lt;Nobody"' in answer.text
    assert 'role="alert"' in answer.text
    assert not list(tmp_path.iterdir())


def test_a_split_and_a_correction_are_written(client: TestClient, tmp_path: Path) -> None:
    token = read_token(client)
    split = {"what": "split", "thing": "Rosa Quill", "releases": "meeting", "token": token}
    assert client.post("/review", data=split).status_code == 303
    wrong = {"about": "Rosa Quill", "field": "skos:prefLabel@en", "new": "Rosa Quille", "why": "x", "source": "y"}
    assert client.post("/review", data={"what": "correction", **wrong, "token": token}).status_code == 303
    rulings = read_rulings([tmp_path])
    assert [row.right for row in rulings.decisions.rows] == ["person/rosa-quill-2", "person/rosa-quill@meeting"]
    assert [row.new for row in rulings.corrections] == ["Rosa Quille"]


def test_whom_words_mean_is_asked_and_written(client: TestClient, tmp_path: Path) -> None:
    page = client.get("/review").text
    asked = page.partition("Who is meant")[2].partition("</section>")[0]
    assert "Mr Aldo Feng and Mr Sun Zhiyang met" in asked
    assert "He visited the Pearl Tide Laboratory." in asked
    assert '<button name="verdict" value="person/sun-zhiyang">It is Sun Zhiyang</button>' in asked
    sent = {"what": "mention", "right": HE, "verdict": "person/rosa-quill", "token": read_token(client)}
    refused = client.post("/review", data=sent)
    assert (refused.status_code, "but not person/rosa-quill" in refused.text) == (400, True)
    unknown = client.post("/review", data={**sent, "right": "mention/<b>"})
    assert (unknown.status_code, "<b>" in unknown.text, "&lt;b&gt;" in unknown.text) == (400, False, True)
    assert client.post("/review", data={**sent, "token": "another"}).status_code == 403
    assert not list(tmp_path.iterdir())
    done = client.post("/review", data={**sent, "verdict": "person/sun-zhiyang", "why": "the host"})
    assert (done.status_code, done.headers["location"]) == (303, "/review?done=mention")
    (row,) = read_rulings([tmp_path]).decisions.rows
    assert (row.left, row.right, row.verdict, row.why) == ("person/sun-zhiyang", HE, "same", "the host")
    assert HE not in client.get("/review").text


def test_that_nobody_knows_whom_words_mean_is_written(client: TestClient, tmp_path: Path) -> None:
    sent = {"what": "mention", "right": HE, "verdict": "unsure", "token": read_token(client)}
    assert client.post("/review", data=sent).status_code == 303
    (row,) = read_rulings([tmp_path]).decisions.rows
    assert (row.right, row.verdict) == (HE, "unsure")
    assert HE not in client.get("/review").text


@pytest.mark.parametrize(
    ("token", "headers"),
    [("", {}), ("another", {}), (None, {"origin": "https://elsewhere.example"}), (None, {"host": "elsewhere.example"})],
)
def test_nobody_else_may_send(client: TestClient, tmp_path: Path, token: str | None, headers: dict[str, str]) -> None:
    sent = {"what": "pair", "left": "person/aldo-feng", "right": "person/aldo-fengh", "verdict": "same"}
    own = read_token(client) if token is None else token
    assert client.post("/review", data={**sent, "token": own}, headers=headers).status_code == 403
    assert not list(tmp_path.iterdir())


def test_without_edit_there_is_no_such_page(store: Path) -> None:
    with open_explorer(store) as client:
        assert client.get("/review").status_code == 404
        assert client.post("/review", data={"what": "pair"}).status_code == 404
        assert "/review" not in client.get("/", headers={"accept": "text/html"}).text
    assert Graph.open(store).ask("ASK { id:person\\/aldo-fengh a foaf:Person }") == [("true",)]

"""The JSON API: each lookup as the command line answers it, described by OpenAPI, its errors as problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import Ask
from explorer import open_explorer
from starlette.testclient import TestClient

PROBLEM = "application/problem+json"
CHIEF = "Chief Secretary for Administration"


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with open_explorer(store) as opened:
        yield opened


@pytest.mark.parametrize(
    ("address", "parameters", "command"),
    [
        ("person", {"name": "chan kwok ki"}, ("who", "chan kwok ki")),
        ("person", {"name": "陈国基", "lang": "zh-Hant"}, ("who", "陈国基", "--lang", "zh-Hant")),
        ("office", {"name": CHIEF, "on": "2024-01-08"}, ("office", CHIEF, "--on", "2024-01-08")),
        ("events", {"with": "Chan Kwok-ki"}, ("events", "--with", "Chan Kwok-ki")),
        ("events", {"with": "Chan Kwok-ki", "planned": True}, ("events", "--with", "Chan Kwok-ki", "--planned")),
        ("path", {"from": "Zhang Xin", "to": "Chris Sun"}, ("path", "Zhang Xin", "Chris Sun")),
        ("timeline", {"name": "Guangzhou"}, ("timeline", "Guangzhou")),
        (
            "rank",
            {"by": "degree", "from": "2024", "top": 3},
            ("rank", "--by", "degree", "--from", "2024", "--top", "3"),
        ),
    ],
)
def test_a_lookup_answers_as_the_command_does(
    client: TestClient, ask: Ask, address: str, parameters: dict[str, Any], command: tuple[str, ...]
) -> None:
    answer = client.get(f"/api/{address}", params=parameters)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    known = json.loads(ask(*command, "--format", "json")[1])
    assert {name: answer.json()[name] for name in ("about", "lines")} == {
        "about": known["about"],
        "lines": known["lines"],
    }
    assert known["lines"]


def test_a_search_answers_with_things_and_sentences(client: TestClient) -> None:
    found = client.get("/api/search", params={"words": "chan kwok ki"}).json()
    assert found["things"][0]["id"] == "person/chan-kwok-ki"
    assert found["sentences"][0]["evidence"]["text"]
    assert client.get("/api/search", params={"words": "?!"}).json() == {
        "things": [],
        "sentences": [],
        "has_more": False,
    }


def test_a_thing_is_shown_with_all_its_sides(client: TestClient, ask: Ask) -> None:
    shown = client.get("/api/show", params={"id": "person/chan-kwok-ki"}).json()
    known = json.loads(ask("show", "person/chan-kwok-ki", "--format", "json")[1])
    assert (shown["thing"], shown["sides"], shown["evidence"]) == (known["about"], known["triples"], known["sentences"])


@pytest.mark.parametrize(
    ("address", "parameters", "status", "said"),
    [
        ("person", {"name": "Nobody Known"}, 404, "Nobody Known"),
        ("person", {"name": "Mayor"}, 404, "Mayor"),
        ("person", {}, 422, "name: "),
        ("person", {"name": "x" * 501}, 422, "name: "),
        ("person", {"name": "Chris Sun", "lang": "fr"}, 422, "lang: "),
        ("office", {"name": CHIEF, "on": "2024-13-01"}, 400, "2024-13-01"),
        ("office", {"name": CHIEF, "on": "yesterday"}, 400, "yesterday"),
        ("path", {"from": "Chris Sun", "to": "Chris Sun"}, 404, "Chris Sun"),
        ("path", {"from": "Chris Sun", "to": "Zhang Xin", "max_hops": 0}, 422, "max_hops: "),
        ("rank", {"by": "fame"}, 422, "by: "),
        ("rank", {"by": "degree", "from": "1900", "to": "1901"}, 404, "1900"),
        ("rank", {"by": "degree", "from": "2024", "to": "2023"}, 404, "2024"),
        ("rank", {"by": "degree", "from": "soon"}, 400, "soon"),
        ("rank", {"by": "degree", "top": 1_000_000}, 422, "top: "),
        ("show", {"id": "person/nobody"}, 404, "person/nobody"),
        ("nothing", {}, 404, "Not Found"),
    ],
)
def test_an_error_is_a_problem(
    client: TestClient, address: str, parameters: dict[str, Any], status: int, said: str
) -> None:
    answer = client.get(f"/api/{address}", params=parameters)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    problem = answer.json()
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert problem["status"] == status
    assert said in problem["detail"]


def test_another_method_is_refused(client: TestClient) -> None:
    answer = client.post("/api/person", params={"name": "Chris Sun"})
    assert (answer.status_code, answer.headers["content-type"], answer.headers["allow"]) == (405, PROBLEM, "GET")


def test_what_commands_a_terminal_is_written_out(client: TestClient) -> None:
    detail = client.get("/api/person", params={"name": "\x1b[31mred\u202e"}).json()["detail"]
    assert "\x1b" not in detail
    assert "\u202e" not in detail


def test_the_api_is_guarded_and_open_as_the_rest(client: TestClient) -> None:
    headers = client.get("/api/person", params={"name": "Chris Sun"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["access-control-allow-origin"] == "*"


def test_openapi_describes_every_lookup_with_typed_answers(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "/api"}]
    assert set(described["paths"]) == {
        f"/{name}" for name in ["person", "office", "events", "timeline", "path", "rank", "search", "show"]
    }
    for path in described["paths"].values():
        answers = path["get"]["responses"]
        assert "$ref" in answers["200"]["content"]["application/json"]["schema"]
        assert {code for code in answers if code != "200"} == {"400", "404", "422", "503"}
        assert all(list(answers[code]["content"]) == [PROBLEM] for code in answers if code != "200")
    line = described["components"]["schemas"]["Line"]["properties"]
    assert line["thing"] == {"$ref": "#/components/schemas/NamedThing"}
    assert line["evidence"]["items"] == {"$ref": "#/components/schemas/Evidence"}


def test_nothing_of_the_api_comes_from_elsewhere(client: TestClient) -> None:
    """The pages on which FastAPI shows an API load their scripts from other sites."""
    for page in ("docs", "redoc"):
        assert client.get(f"/api/{page}").status_code == 404

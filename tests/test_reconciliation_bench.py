"""What the community's test bench for reconciliation services asks of one, asked of `kg serve`: each answer is held to
the schemas of both versions, from another site, by CORS and by JSONP, as browsers and OpenRefine ask."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from explorer import run_explorer
from jsonschema import Draft202012Validator
from reconciliation_schemas import EXTENDED, MANIFESTS, PROPOSED, RESULTS, SUGGESTED, Schema

ORIGIN = {"Origin": "https://bench.example.org"}


@pytest.fixture(scope="module")
def endpoint(store: Path) -> Iterator[str]:
    with run_explorer(store, "--quiet") as (address, _):
        yield f"{address}/reconcile"


@pytest.fixture(scope="module")
def browser() -> Iterator[httpx.Client]:
    """A page of another site."""
    with httpx.Client(headers=ORIGIN, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def manifest(endpoint: str, browser: httpx.Client) -> dict[str, Any]:
    return read(browser.get(endpoint))


def read(answer: httpx.Response) -> dict[str, Any]:
    """Gives the JSON of an answer, which a page of another site may read."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["access-control-allow-origin"] == "*"
    found = answer.json()
    assert isinstance(found, dict)
    return found


def check(content: Any, schema: Schema) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(content)]
    assert not errors


def join(service: dict[str, str]) -> str:
    return service["service_url"] + service["service_path"]


@pytest.mark.parametrize("version", ["0.1", "0.2"])
def test_the_manifest_is_one_of_each_version(manifest: dict[str, Any], version: str) -> None:
    check(manifest, MANIFESTS[version])
    assert version in manifest["versions"]


@pytest.mark.parametrize(
    "query",
    [
        {"query": "Chris Sun"},
        {"query": "Chris Sun", "limit": 3},
        {"query": "Chris Sun", "type": "person", "type_strict": "should"},
        {"query": "Chris Sun", "type": ["person", "body"], "type_strict": "any"},
        {"query": "person/chris-sun"},
        {"query": "陳國基", "properties": [{"pid": "office", "v": "政務司司長"}]},
        {"query": "Chris Sun", "properties": [{"pid": "office", "v": {"id": "post/slw", "name": "SLW"}}]},
        {"query": "Chris Sun", "properties": [{"pid": "body", "v": ["a", {"id": "body/lwb"}, 7, 1.5, True]}]},
        {"properties": [{"pid": "office", "v": "Secretary for Labour and Welfare"}]},
        {"query": "Nobody at all"},
    ],
)
def test_a_query_is_answered_by_post_and_by_get(endpoint: str, browser: httpx.Client, query: dict[str, Any]) -> None:
    batch = json.dumps({"q0": query, "q1": {"query": "Guangzhou"}})
    posted = read(browser.post(endpoint, data={"queries": batch}))
    check(posted, RESULTS)
    assert list(posted) == ["q0", "q1"]
    assert posted == read(browser.get(endpoint, params={"queries": batch}))
    for found in posted.values():
        scores = [each["score"] for each in found["result"]]
        assert scores == sorted(scores, reverse=True)


def test_an_entity_is_found_by_its_name_and_by_its_id(endpoint: str, browser: httpx.Client) -> None:
    for text in ("Chris Sun", "person/chris-sun"):
        found = read(browser.post(endpoint, data={"queries": json.dumps({"q0": {"query": text}})}))
        assert found["q0"]["result"][0]["id"] == "person/chris-sun"


@pytest.mark.parametrize(
    ("about", "prefix", "id"),
    [
        ("entity", "chris s", "person/chris-sun"),
        ("entity", "person/chris-sun", "person/chris-sun"),
        ("type", "per", "person"),
        ("property", "off", "office"),
    ],
)
def test_what_is_typed_is_completed(
    manifest: dict[str, Any], browser: httpx.Client, about: str, prefix: str, id: str
) -> None:
    address = join(manifest["suggest"][about])
    found = read(browser.get(address, params={"prefix": prefix}))
    check(found, SUGGESTED[about])
    assert id in [each["id"] for each in found["result"]]
    check(read(browser.get(address, params={"prefix": prefix, "cursor": 1})), SUGGESTED[about])


def test_a_thing_is_previewed_and_viewed_by_its_encoded_id(manifest: dict[str, Any], browser: httpx.Client) -> None:
    id = quote("person/chris-sun", safe="")
    preview = browser.get(manifest["preview"]["url"].replace("{{id}}", id))
    assert (preview.status_code, preview.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Chris Sun" in preview.text
    assert "x-frame-options" not in preview.headers
    view = browser.get(
        manifest["view"]["url"].replace("{{id}}", id), headers={"Accept": "text/html"}, follow_redirects=True
    )
    assert (view.status_code, "Chris Sun" in view.text) == (200, True)


def test_what_is_known_of_things_is_proposed_and_given(
    manifest: dict[str, Any], endpoint: str, browser: httpx.Client
) -> None:
    propose = join(manifest["extend"]["propose_properties"])
    proposed = read(browser.get(propose, params={"type": "person"}))
    check(proposed, PROPOSED)
    assert proposed["type"] == "person"
    assert [each["id"] for each in proposed["properties"]] == [
        "office",
        "body",
        "name-en",
        "name-zh-Hant",
        "name-zh-Hans",
    ]
    assert len(read(browser.get(propose, params={"type": "person", "limit": 2}))["properties"]) == 2
    ids = ["person/chris-sun", "post/slw", "person/nobody-at-all", "<no> id"]
    asked = json.dumps({"ids": ids, "properties": [{"id": id} for id in ("office", "holder", "name-zh-Hans")]})
    told = read(browser.post(endpoint, data={"extend": asked}))
    check(told, EXTENDED)
    assert told == read(browser.get(endpoint, params={"extend": asked}))
    assert [each["id"] for each in told["meta"]] == ["office", "holder", "name-zh-Hans"]
    assert list(told["rows"]) == ids
    assert told["rows"]["person/chris-sun"] == {
        "office": [{"id": "post/slw", "name": "Secretary for Labour and Welfare"}],
        "holder": [],
        "name-zh-Hans": told["rows"]["person/chris-sun"]["name-zh-Hans"],
    }
    assert told["rows"]["post/slw"]["holder"] == [{"id": "person/chris-sun", "name": "Chris Sun"}]
    assert told["rows"]["person/nobody-at-all"] == {"office": [], "holder": [], "name-zh-Hans": []}


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "[]",
        "{}",
        '{"ids": ["person/x"]}',
        '{"ids": "person/x", "properties": []}',
        '{"ids": [7], "properties": []}',
        '{"ids": [], "properties": [7]}',
        '{"ids": [], "properties": [{"id": "shoe size"}]}',
        '{"ids": [], "properties": [{"id": []}]}',
        '{"ids": [], "properties": {"id": "office"}}',
    ],
)
def test_what_is_asked_of_things_otherwise_is_refused(endpoint: str, browser: httpx.Client, asked: str) -> None:
    assert browser.post(endpoint, data={"extend": asked}).status_code == 400


@pytest.mark.parametrize(
    "path", ["", "/suggest/entity", "/suggest/type", "/suggest/property", "/preview", "/properties"]
)
def test_a_browser_asks_in_advance_whether_another_site_may(endpoint: str, browser: httpx.Client, path: str) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,accept-language"}
    answer = browser.options(endpoint + path, headers=asked)
    assert answer.status_code in (200, 204)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {"GET", "POST"} <= set(re.split(r",\s*", answer.headers["access-control-allow-methods"]))
    allowed = re.split(r",\s*", answer.headers["access-control-allow-headers"].lower())
    assert {"content-type", "accept-language", "x-requested-with"} <= set(allowed)


@pytest.mark.parametrize(
    "path",
    ["?", "?queries=%7B%22q0%22:%7B%22query%22:%22Chris%22%7D%7D&", "/suggest/entity?prefix=chris&", "/properties?"],
)
def test_a_script_of_another_site_gets_what_json_says(endpoint: str, browser: httpx.Client, path: str) -> None:
    answer = browser.get(f"{endpoint}{path}callback=jQuery112_34&_=567")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    wrapped = re.fullmatch(r"/\*\*/jQuery112_34\((.*)\);", answer.text)
    assert wrapped is not None
    assert json.loads(wrapped[1]) == read(browser.get(f"{endpoint}{path}"))


@pytest.mark.parametrize("callback", ["", "alert(1)//", "a b", "<script>", "1", "é", "a" * 101])
def test_a_script_calls_nothing_but_a_function(endpoint: str, browser: httpx.Client, callback: str) -> None:
    answer = browser.get(endpoint, params={"callback": callback})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")

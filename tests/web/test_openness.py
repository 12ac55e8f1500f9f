"""What scripts of other sites may read, and how often one address may ask the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as NoRedisError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]

READ = "Content-Disposition, Deprecation, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Sunset"
OPEN = [
    "/api/v1/",
    "/api/v1/commitments/",
    "/api/v1/commitments/999/",
    "/api/v1/commitments/?year=soon",
    "/en/commitments.csv",
    "/uk/commitments.json",
    "/en/changes.atom",
    "/en/charts/converted.svg",
    "/en/equipment/lines.xlsx",
    "/iati.xml",
    "/as-of/2024-06-30/api/v1/commitments/",
]
CLOSED = ["/en/", "/en/commitments/", "/admin/login/", "/robots.txt", "/sitemap.xml", "/en/report/"]


def at(second: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 11, 22, 12, 0, second, tzinfo=ZoneInfo("Europe/Kyiv")), tick=False)


@pytest.mark.parametrize("address", OPEN)
def test_data_may_be_read_by_scripts_of_any_site(client: Client, address: str) -> None:
    response = client.get(address, headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == READ
    assert not response.has_header("Access-Control-Allow-Credentials")
    assert "Origin" not in response.get("Vary", "")


@pytest.mark.parametrize("address", CLOSED)
def test_pages_may_not_be_read_by_scripts_of_other_sites(client: Client, address: str) -> None:
    for response in (client.get(address), client.options(address, headers={"access-control-request-method": "GET"})):
        assert not [name for name in response.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("address", OPEN)
def test_browser_that_asks_before_it_sends_is_told_what_may_be_sent(client: Client, address: str) -> None:
    response = client.options(
        address,
        headers={
            "origin": "https://elsewhere.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )
    assert (response.status_code, response.content) == (204, b"")
    told = {name: value for name, value in response.headers.items() if name.startswith("Access-Control")}
    assert told == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match",
        "Access-Control-Max-Age": "86400",
        "Access-Control-Expose-Headers": READ,
    }


def test_answer_that_did_not_change_may_be_read_too(client: Client) -> None:
    tag = client.get("/api/v1/")["ETag"]
    response = client.get("/api/v1/", headers={"if-none-match": tag})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (304, "*")


def test_answers_tell_how_many_more_there_are(client: Client, settings: Any) -> None:
    settings.API_RATE = (3, 60)
    told = []
    for second in (0, 10, 59):
        with at(second):
            response = client.get("/api/v1/")
        told.append((response.status_code, response["RateLimit"], response["RateLimit-Policy"]))
    policy = '"default";q=3;w=60'
    assert told == [
        (200, '"default";r=2;t=60', policy),
        (200, '"default";r=1;t=50', policy),
        (200, '"default";r=0;t=1', policy),
    ]


def test_request_too_many_is_refused_until_the_time_is_over(client: Client, settings: Any) -> None:
    settings.API_RATE = (1, 30)
    with at(1):
        assert client.get("/api/v1/").status_code == 200
    with at(10):
        response = client.get("/as-of/2026-11-22/api/v1/commitments/")
    assert (response.status_code, response["Content-Type"]) == (429, "application/problem+json")
    assert response.json() == {
        "type": "/data/#problem-too-many-requests",
        "title": "Too many requests",
        "status": 429,
        "detail": "Wait as many seconds as the header Retry-After says. The header RateLimit tells how many are left.",
        "errors": [],
    }
    names = ("Retry-After", "RateLimit", "RateLimit-Policy", "Cache-Control", "Access-Control-Allow-Origin")
    assert [response[name] for name in names] == ["20", '"default";r=0;t=20', '"default";q=1;w=30', "no-store", "*"]
    with at(30):
        assert client.get("/api/v1/").status_code == 200


def test_refusal_is_told_in_the_language_asked_for(client: Client, settings: Any) -> None:
    settings.API_RATE = (1, 60)
    client.get("/api/v1/")
    assert client.get("/api/v1/", headers={"accept-language": "uk"}).json()["title"] == "Забагато запитів"


def test_each_address_has_a_bound_of_its_own_as_its_proxy_tells_it(client: Client, settings: Any) -> None:
    settings.API_RATE = (1, 60)
    settings.BEHIND_PROXY = True
    asked = ["203.0.113.7", "spoofed, 203.0.113.7", "203.0.113.8", "2001:db8::1", "2001:db8::2"]
    answers = [client.get("/api/v1/", headers={"x-forwarded-for": address}).status_code for address in asked]
    assert answers == [200, 429, 200, 200, 429]


def test_pages_and_what_browsers_ask_before_are_not_counted(client: Client, settings: Any) -> None:
    settings.API_RATE = (1, 60)
    for _ in range(2):
        assert client.get("/en/data/").status_code == 200
        assert client.get("/en/commitments.csv").status_code == 200
        assert client.options("/api/v1/", headers={"access-control-request-method": "GET"}).status_code == 204
    assert client.get("/api/v1/").status_code == 200


def test_nothing_is_bounded_without_a_rate(client: Client, settings: Any) -> None:
    settings.API_RATE = None
    response = client.get("/api/v1/")
    assert not [name for name in response.headers if name.startswith("RateLimit")]


def test_no_address_is_stored(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.API_RATE = (5, 60)
    stored: list[object] = []
    add, put = cache.add, cache.set
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: stored.append(args) or add(*args, **kwargs))
    monkeypatch.setattr(cache, "set", lambda *args, **kwargs: stored.append(args) or put(*args, **kwargs))
    client.get("/api/v1/", REMOTE_ADDR="203.0.113.7")
    assert stored
    assert "203.0.113.7" not in repr(stored)


def test_missing_cache_keeps_nobody_from_the_data(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> Any:
        raise NoRedisError

    settings.API_RATE = (1, 60)
    for name in ("add", "get", "set", "get_or_set"):
        monkeypatch.setattr(cache, name, fail)
    response = client.get("/api/v1/")
    assert (response.status_code, response.has_header("RateLimit")) == (200, False)

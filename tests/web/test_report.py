"""Reporting a mistake: from the words a fact rests on to the staff's desk, without login and within bounds."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from assistance.models import Correction
from assistance.throttling import MOST, address_of, may_send
from tests import factories as make
from tests.web.conftest import World, address
from tests.web.html import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]

TEXT = "The amount is in euros, not in dollars."
THERE = "/en/report/"


def links_to_report(client: Client, there: str) -> list[dict[str, str]]:
    """Return what the report links of a page ask for, those beside facts alone."""
    found = page(client.get(there)).all("a", class_="report-link")
    asked = [urlsplit(link.attributes["href"]) for link in found]
    assert {parts.path for parts in asked} <= {THERE}
    return [{name: values[0] for name, values in parse_qs(parts.query).items()} for parts in asked]


def report(client: Client, asked: dict[str, str] | None = None, **typed: str) -> Any:
    """Send the form that the address with ``asked`` shows."""
    shown = page(client.get(f"{THERE}?{urlencode(asked or {})}"))
    sent = {field.attributes["name"]: field.attributes.get("value", "") for field in shown.all("input")}
    return client.post(THERE, {**sent, "text": TEXT, **typed})


@pytest.mark.parametrize("name", ["commitment", "donor", "equipment", "needs"])
def test_every_fact_with_words_has_a_link_beside_them(client: Client, world: World, name: str) -> None:
    there = world.addresses()[name]
    shown = page(client.get(there))
    asked = links_to_report(client, there)

    assert len(asked) == len(shown.all("figure", class_="passage")) > 0
    assert {each["about"] for each in asked} == {there}


@pytest.mark.walk
def test_every_page_has_a_link_in_its_footer(client: Client, world: World) -> None:
    for name, there in world.addresses().items():
        links = [link.attributes["href"] for link in page(client.get(there)).all("a")]
        assert f"{THERE}?{urlencode({'about': there})}" in links, name


def test_report_is_stored_with_the_claim_and_the_words(client: Client, world: World) -> None:
    commitment = world.commitments[0]
    claim = commitment.claim_links.get().claim
    asked = next(
        each for each in links_to_report(client, address("commitment", commitment)) if each["fact"] == "amount"
    )

    response = report(client, asked, source_url="https://example.org/x", email="reader@example.org")

    assert (response.status_code, response["Location"]) == (
        302,
        f"/en/report/sent/?{urlencode({'about': address('commitment', commitment)})}",
    )
    stored = Correction.objects.get()
    assert (stored.commitment, stored.release, stored.claim) == (commitment, claim.release, claim)
    assert (stored.fact, stored.text, stored.language, stored.status) == ("amount", TEXT, "en", "open")
    assert (stored.source_url, stored.email) == ("https://example.org/x", "reader@example.org")
    assert claim.evidence.get(fact="amount").words in stored.sentence


def test_form_shows_what_it_is_about(client: Client, world: World) -> None:
    asked = links_to_report(client, address("commitment", world.commitments[0]))[0]
    shown = page(client.get(f"/uk/report/?{urlencode(asked)}"))
    release = world.commitments[0].claim_links.get().claim.release

    assert world.commitments[0].title_uk in shown.text
    assert shown.all("q")[0].text == " ".join(release.text[int(asked["start"]) : int(asked["end"])].split())


def test_page_as_a_whole_is_reported_without_words(client: Client) -> None:
    assert report(client, {"about": "/uk/method/"}).status_code == 302
    stored = Correction.objects.get()
    assert (stored.address, stored.sentence, stored.commitment) == ("/uk/method/", "", None)


@pytest.mark.parametrize(
    "about",
    [
        "https://example.org/en/",
        "//example.org/en/",
        "/admin/",
        "/api/v1/",
        "/en/nowhere/",
        "/xx/",
        "javascript:alert(1)",
        "/en/?" + "x" * 600,
        "",
        "en",
    ],
)
def test_address_elsewhere_is_not_believed(client: Client, about: str) -> None:
    shown = page(client.get(THERE, {"about": about}))
    assert report(client, {"about": about}).status_code == 302
    assert Correction.objects.get().address == "/en/"
    assert not [link for link in shown.all("a") if "example.org" in link.attributes["href"].partition("?")[0]]


def test_what_is_not_public_is_told_by_no_answer(client: Client) -> None:
    draft, release = make.CommitmentFactory(title_en="Secret title"), make.ReleaseFactory(text="Secret words.")
    asked = {"about": address("commitment", draft), "release": str(release.pk), "start": "0", "end": "6"}

    assert "Secret" not in client.get(THERE, asked).content.decode()
    report(client, asked)

    stored = Correction.objects.get()
    assert (stored.commitment, stored.release, stored.claim, stored.sentence) == (None, None, None, "")


@pytest.mark.parametrize(
    "span",
    [{"start": "5", "end": "2"}, {"start": "0", "end": "999999"}, {"start": "-1", "end": "4"}, {"start": "x"}, {}],
)
def test_words_that_are_not_there_are_left_out(client: Client, world: World, span: dict[str, str]) -> None:
    asked = {"about": "/en/", "release": str(world.releases[0].pk), "fact": "amount", **span}
    assert report(client, asked).status_code == 302
    assert Correction.objects.get().sentence == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "wrong"}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"source_url": "https://example.org/" + "x" * 500}, "source_url"),
        ({"email": "nobody"}, "email"),
        ({"text": f"{TEXT}\0"}, "text"),
    ],
)
def test_wrong_input_is_named_and_loses_nothing(client: Client, typed: dict[str, str], field: str) -> None:
    response = report(client, {"about": "/en/method/"}, **{"email": "me@example.org", **typed})
    shown = page(response)

    assert response.status_code == 400
    assert not Correction.objects.exists()
    assert shown.all("span", id=f"id_{field}-problem")[0].text
    assert shown.all("input", name="about")[0].attributes["value"] == "/en/method/"
    if "email" not in typed:
        assert shown.all("input", name="email")[0].attributes["value"] == "me@example.org"
    if "text" not in typed:
        assert shown.all("textarea")[0].text == TEXT


def test_machine_that_fills_in_everything_is_thanked_and_not_stored(client: Client) -> None:
    assert report(client, website="https://spam.example").status_code == 302
    assert not Correction.objects.exists()


def test_more_than_a_few_an_hour_from_one_address_are_refused_and_lose_nothing(client: Client) -> None:
    for _ in range(MOST):
        assert report(client).status_code == 302
    response = report(client, email="me@example.org")

    assert response.status_code == 429
    assert page(response).all("textarea")[0].text == TEXT
    assert "in an hour" in page(response).text
    assert Correction.objects.count() == MOST


def test_another_address_may_still_report(client: Client, rf: RequestFactory) -> None:
    for _ in range(MOST + 1):
        may_send(rf.get("/", REMOTE_ADDR="2001:db8:1:2::1"), form="report")
    assert not may_send(rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9"), form="report")
    assert may_send(rf.get("/", REMOTE_ADDR="2001:db8:1:3::1"), form="report")


@pytest.mark.parametrize(("behind", "expected"), [(True, "203.0.113.9/32"), (False, "10.0.0.1/32")])
def test_proxy_is_believed_only_where_there_is_one(
    rf: RequestFactory, settings: Any, behind: bool, expected: str
) -> None:
    settings.BEHIND_PROXY = behind
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9"})
    assert address_of(request) == expected


def test_no_network_address_is_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    add = cache.add

    def watched(*args: Any, **named: Any) -> Any:
        kept.append((args, named))
        return add(*args, **named)

    monkeypatch.setattr(cache, "add", watched)
    report(client)
    assert kept
    assert "127.0.0.1" not in str(kept) + str(Correction.objects.values().get())


def test_form_from_elsewhere_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post(THERE, {"text": TEXT})
    assert response.status_code == 403
    assert not Correction.objects.exists()


def test_form_asks_for_what_it_shows_and_no_more(client: Client, world: World) -> None:
    asked = links_to_report(client, address("commitment", world.commitments[0]))[0]
    for query, number in (({}, 0), ({"about": "/en/method/"}, 0), (asked, 4)):
        with CaptureQueriesContext(connection) as captured:
            client.get(THERE, query)
        assert len(captured) == number, query


def test_thanks_lead_back_to_the_page(client: Client) -> None:
    shown = page(client.get("/en/report/sent/", {"about": "/en/needs/"}))
    assert "/en/needs/" in [link.attributes["href"] for link in shown.all("a") if link.text == "Back to the page"]

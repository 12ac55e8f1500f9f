"""Error pages: in the site's form, in both languages, and without what may be missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.defaults import server_error

from tests.web.conftest import address
from tests.web.html import page


def refuse(*args: object, **kwargs: object) -> Any:
    raise OperationalError("unable to open database file")


@pytest.mark.parametrize(("language", "first", "second"), [("en", "en", "uk"), ("uk", "uk", "en")])
def test_failure_is_told_in_both_languages_without_a_database(
    rf: RequestFactory, language: str, first: str, second: str
) -> None:
    with override(language):
        found = page(server_error(rf.get(f"/{language}/")))

    assert found.all("html")[0].attributes["lang"] == first
    assert found.all("h2")[0].text != found.all("h1")[0].text
    assert found.all("section", lang=second)
    assert [link.attributes["href"] for link in found.all("a")][1:] == [f"/{first}/", f"/{second}/"]


@pytest.mark.django_db
@pytest.mark.parametrize("there", ["/en/", "/uk/commitments/", "/admin/login/", "/en/nowhere/"])
def test_maintenance_answers_every_page_with_503(client: Client, settings: Any, there: str) -> None:
    settings.MAINTENANCE = True

    response = client.get(there)

    assert response.status_code == 503
    assert (response["Retry-After"], response["Cache-Control"]) == ("600", "no-store")
    assert "in about ten minutes" in page(response).text
    assert "через десять хвилин" in page(response).text


def test_maintenance_answers_the_api_in_its_own_shape(client: Client, settings: Any) -> None:
    settings.MAINTENANCE = True

    response = client.get("/api/v1/commitments/")

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "/data/#problem-unavailable",
        "title": "The tracker cannot answer just now",
        "status": 503,
        "detail": "Ask again after as many seconds as the header Retry-After says.",
        "errors": [],
    }


@pytest.mark.django_db
def test_database_that_does_not_answer_makes_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistance.web.overview.completeness", refuse)

    response = client.get("/uk/")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert page(response).all("html")[0].attributes["lang"] == "uk"
    assert "cannot reach its data" in page(response).text


@pytest.mark.django_db
def test_other_faults_stay_faults(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ValueError

    monkeypatch.setattr("assistance.web.overview.completeness", fail)
    client.raise_request_exception = False

    response = client.get("/en/")

    assert response.status_code == 500
    assert "Something went wrong" in page(response).text


@pytest.mark.django_db
def test_page_that_a_list_has_not_leads_to_its_first_page(client: Client) -> None:
    response = client.get(address("commitments"), {"status": "announced", "page": "7"})

    assert response.status_code == 404
    links = [link.attributes["href"] for link in page(response).all("a")]
    assert "/en/commitments/?status=announced" in links


@pytest.mark.django_db
def test_missing_page_offers_a_search_and_is_left_out_of_search_engines(client: Client) -> None:
    found = page(client.get("/uk/nowhere/"))

    assert found.all("form", action="/uk/commitments/")
    assert found.all("input", name="q")
    assert found.all("meta", name="robots")[0].attributes["content"] == "noindex"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was stored"), ("uk", "Нічого не збережено")])
def test_form_without_its_token_is_refused_in_words(language: str, words: str) -> None:
    response = Client(enforce_csrf_checks=True).post(
        "/i18n/setlang/", {"language": "en"}, headers={"accept-language": language}
    )

    assert response.status_code == 403
    assert words in page(response).text

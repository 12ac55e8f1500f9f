"""Every page answers, in both languages, with data and without, and only to those who read."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, permission_denied, server_error

from tests import factories as make
from tests.web.conftest import DETAILS, LANGUAGES, LISTS, World, address
from tests.web.html import page

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

#: Pages that list nothing, so that nothing can be missing from them.
TEXTS = {
    "as-of",
    "changes-between",
    "method",
    "data",
    "worked-examples",
    "accessibility",
    "privacy",
    "report",
    "report_sent",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers(client: Client, world: World, language: str) -> None:
    for name, there in world.addresses().items():
        response = client.get(there.replace("/en/", f"/{language}/", 1))
        assert response.status_code == 200, name
        found = page(response)
        assert found.all("html")[0].attributes["lang"] == language
        assert len(found.all("h1")) == 1
        assert found.all("h1")[0].text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_list_answers_without_data(client: Client, name: str, language: str) -> None:
    response = client.get(address(name, language=language))
    assert response.status_code == 200
    if name not in TEXTS:
        assert page(response).all("p", class_="empty")


@pytest.mark.parametrize("name", DETAILS)
def test_a_page_of_nothing_is_missing(client: Client, name: str) -> None:
    for key in (1, 10**19):
        response = client.get(address(name, key))
        assert response.status_code == 404
        assert "Page not found" in page(response).text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_pages_are_read_only(world: World, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for name, there in world.addresses().items():
        if name != "report":
            assert getattr(client, method)(there).status_code == 405, name


def test_head_answers_without_a_body(client: Client, world: World) -> None:
    response = client.head(address("commitment", world.commitments[0]))
    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize(("accepts", "language"), [("uk,en;q=0.5", "uk"), ("de", "en"), ("en-GB", "en")])
def test_the_root_leads_to_the_reader_s_language(client: Client, accepts: str, language: str) -> None:
    response = client.get("/", headers={"accept-language": accepts})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"
    assert "Accept-Language" in response["Vary"]


def test_the_language_switch_keeps_page_and_query(client: Client, world: World) -> None:
    response = client.get(address("commitments"), {"status": "announced", "q": "японія"})
    links = {link.attributes["hreflang"]: link for link in page(response).all("a") if "hreflang" in link.attributes}
    assert links["uk"].attributes["href"].startswith("/uk/commitments/?status=announced&q=")
    assert links["uk"].text == "Українська"
    assert links["uk"].attributes["lang"] == "uk"
    assert links["en"].attributes["aria-current"] == "true"
    assert page(client.get(links["uk"].attributes["href"])).all("html")[0].attributes["lang"] == "uk"


def test_the_language_switch_of_a_missing_page_leads_to_the_overview(client: Client) -> None:
    response = client.get("/en/nowhere/")
    assert response.status_code == 404
    assert [link.attributes["href"] for link in page(response).all("a", hreflang="uk")] == ["/uk/"]


def test_the_section_is_marked_as_current(client: Client, world: World) -> None:
    found = page(client.get(address("commitment", world.commitments[0])))
    current = [link.text for link in found.all("a") if "aria-current" in link.attributes]
    assert current == ["English", "Commitments"]


def test_error_pages_say_what_to_do(rf: RequestFactory) -> None:
    request = rf.get("/en/")
    for response, status, words in (
        (bad_request(request, ValueError()), 400, "try again"),
        (permission_denied(request, PermissionError()), 403, "load the page again"),
        (server_error(request), 500, "Try again in a few minutes"),
    ):
        assert response.status_code == status
        assert words in page(response).text


def test_a_title_of_the_other_language_says_so(client: Client) -> None:
    commitment = make.CommitmentFactory(public=True, title_en="", title_uk="Генератори")
    heading = page(client.get(address("commitment", commitment)))
    assert [span.text for span in heading.all("span", lang="uk")] == ["Генератори"]
    assert not page(client.get(address("commitment", commitment, "uk"))).all("span", lang="uk")

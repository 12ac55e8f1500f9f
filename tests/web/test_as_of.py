"""The public site as of a date: its address, what it says of itself, and the ways in and out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import clear_script_prefix, get_script_prefix, set_script_prefix

from assistance.models import Commitment, Correction, Release
from assistance.models.moments import asked_moment
from assistance.web import as_of
from tests import factories as make
from tests.web.conftest import World, address, chart_address, embed_address, file_address
from tests.web.html import Page, page

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
#: The day the second of the two commitments of the world was told of, after the first.
FIRST_DAY, SECOND_DAY = date(2026, 1, 1), date(2026, 1, 2)
AT = f"/as-of/{FIRST_DAY}"
RECORDED = f"{AT}/recorded/{TODAY}"
#: Pages that are of no date.
UNDATED = {"as-of", "report", "report_sent", "changes", "changes-between"}


def dated(world: World) -> dict[str, str]:
    """Return the address of every page that can be asked for at a date, without the date."""
    return {name: there for name, there in world.addresses().items() if name not in UNDATED}


def local(found: Page) -> set[str]:
    """Return the addresses of this site that a page links to, loads or sends forms to."""
    named = [
        element.attributes.get(name) or ""
        for element in found.elements
        for name in ("href", "src", "action", "hx-get")
        if element.tag != "link"
    ]
    return {there.removeprefix("http://testserver") for there in named if re.match("/|http://testserver", there)}


def main_of(response: Any) -> str:
    """Return the page without its head and foot, and without the day on which a citation was taken from it."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"accessed on [^.]*|urldate = [^,]*|(?s:.accessed.*?\])", "", main)


def link(found: Page, words: str) -> str:
    (href,) = [link.attributes["href"] for link in found.all("a") if link.text == words]
    return str(href)


@pytest.mark.parametrize(("at", "language"), [(AT, "en"), (RECORDED, "uk")])
def test_every_page_is_there_as_of_a_date_and_says_so(client: Client, world: World, at: str, language: str) -> None:
    for name, there in dated(world).items():
        path = there.replace("/en/", f"/{language}/", 1)
        response = client.get(at + path)
        assert response.status_code == 200, name
        found = page(response)
        (banner,) = found.all("aside", id="times")
        assert ("The tracker as of 1 January 2026:" if language == "en" else "1 січня 2026") in banner.text, name
        today = {link.attributes["href"] for link in found.all("a")}
        assert {path, f"http://testserver{RECORDED}{path}"} <= today, name


def test_reader_stays_in_the_day_on_every_page(client: Client, world: World) -> None:
    for name, there in dated(world).items():
        leaving = {found for found in local(page(client.get(AT + there))) if not found.startswith(f"{AT}/")}
        assert {
            found
            for found in leaving
            if not found.startswith((there, "/en/report/?about=", "/en/as-of/", "/static/", f"{RECORDED}/en/"))
        } == set(), name
        assert there in leaving, name


def test_only_what_was_told_by_the_day_is_shown(client: Client, world: World) -> None:
    first, second = world.commitments
    found = page(client.get(AT + address("commitments")))
    assert [link.text for link in found.all("th", scope="row")] == [first.title]
    assert client.get(AT + address("commitment", second)).status_code == 404
    assert client.get(f"/as-of/{SECOND_DAY}{address('commitment', second)}").status_code == 200


def test_records_of_the_day_are_shown_under_the_permanent_address(client: Client, world: World) -> None:
    first = world.commitments[0]
    there = page(client.get(address("commitment", first)))
    permanent = link(there, "Permanent address of this page").removeprefix("http://testserver")
    assert permanent == f"/as-of/{TODAY}/recorded/{TODAY}{address('commitment', first)}"
    before = client.get(permanent)
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Kyiv")), tick=False):
        first.title_en, first.amount = "Another title", 1
        first.save()
        make.CommitmentClaimFactory(commitment=first, relation="repeats")
        after = client.get(permanent)
        assert "Another title" in client.get(address("commitment", first)).content.decode()
    assert main_of(before) == main_of(after)
    assert "fixed from tomorrow on" in page(before).text
    assert "fixed from tomorrow on" not in page(after).text


@pytest.mark.parametrize("at", [AT, RECORDED])
def test_other_language_is_of_the_same_day(client: Client, world: World, at: str) -> None:
    there = f"{at}/en/commitments/?status=announced"
    found = page(client.get(there))
    assert [link.attributes["href"] for link in found.all("a") if "hreflang" in link.attributes][:2] == [
        there,
        there.replace("/en/", "/uk/"),
    ]
    missing = page(client.get(f"{at}/en/nowhere/"))
    assert f"{at}/uk/" in {link.attributes["href"] for link in missing.all("a")}


def test_address_without_a_language_keeps_the_day(client: Client) -> None:
    make.ReleaseFactory(public=True, published_on=FIRST_DAY)
    for there, leads in (("", "/"), ("/", "/uk/"), ("/commitments/", "/uk/commitments/")):
        response = client.get(AT + there, headers={"accept-language": "uk"})
        assert (response.status_code, response["Location"]) == (302, AT + leads)


def test_page_of_a_day_is_told_to_search_engines_as_that_of_today(client: Client, world: World) -> None:
    there = address("commitment", world.commitments[0])
    heads = []
    for at in ("", AT):
        found = page(client.get(at + there))
        heads.append(
            [
                row.attributes
                for row in found.all("link")
                if row.attributes["rel"] == "canonical" or "hreflang" in row.attributes
            ]
        )
        assert bool(found.all("meta", name="robots", content="noindex")) == bool(at)
    assert heads[0] == heads[1]
    assert "Disallow: /as-of/" in client.get("/robots.txt").content.decode().splitlines()


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("/as-of/2026-13-01", "There is no such day."),
        ("/as-of/20260101", "There is no such day."),
        ("/as-of/tomorrow", "There is no such day."),
        ("/as-of/2026-11-23", "23 November 2026 has not come yet."),
        ("/as-of/2026-01-01/recorded/2026-11-23", "23 November 2026 has not come yet."),
        ("/as-of/2025-12-31", "The earliest release here is of 1 January 2026."),
        ("/as-of/2026-01-01/recorded/x", "There is no such day."),
        ("/as-of/2026-01-01/recorded/2026-11-21", "Our records begin on 22 November 2026."),
    ],
)
def test_wrong_day_is_answered_by_what_to_do(client: Client, world: World, at: str, words: str) -> None:
    response = client.get(f"{at}/en/commitments/")
    assert (response.status_code, response.has_header("Cache-Control")) == (400, False)
    found = page(response)
    (problem,) = found.all("p", role="alert")
    assert words in problem.text
    assert found.all("input", type="date", name="day")
    assert client.get(f"{at}/uk/commitments/").status_code == 400
    answer = client.get(f"{at}/api/v1/commitments/")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["type"] == "/data/#problem-bad-day"
    assert words in answer.json()["detail"]


def test_records_of_before_the_day_are_refused(client: Client, world: World) -> None:
    with time_machine.travel(datetime(2026, 12, 24, tzinfo=ZoneInfo("Europe/Kyiv")), tick=False):
        response = client.get(f"/as-of/2026-12-24/recorded/{TODAY}/en/")
    assert response.status_code == 400
    assert "Records of an earlier day" in page(response).text


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/i18n/setlang/", "/robots.txt", "/sitemap.xml", AT + "/en/"]
)
def test_what_is_of_no_date_is_not_there(client: Client, world: World, path: str) -> None:
    assert client.get(AT + path).status_code == 404


def test_page_that_was_not_known_says_so_and_leads_to_that_of_today(client: Client, world: World) -> None:
    there = address("commitment", world.commitments[1])
    found = page(client.get(f"{AT}{there}?x=1"))
    assert "This page was not known on 1 January 2026, or it is not public." in found.text
    assert link(found, "Look for the page of today") == f"{there}?x=1"
    (robots,) = found.all("meta", name="robots")
    assert robots.attributes["content"] == "noindex"


def test_address_of_another_host_is_led_to_from_nowhere(client: Client, world: World) -> None:
    found = page(client.get(f"{AT}//example.org/"))
    assert not [there for there in local(found) if there.startswith("//")]


def test_mistakes_are_reported_on_the_site_of_today_and_name_the_day(client: Client, world: World) -> None:
    there = address("commitment", world.commitments[0])
    reported = link(page(client.get(AT + there)), "Report a mistake on this page")
    assert reported == f"/en/report/?about={AT.replace('/', '%2F')}{there.replace('/', '%2F')}"
    assert link(page(client.get(reported)), world.commitments[0].title) == AT + there
    facts = {"about": AT + there, "text": "The amount is another one."}
    assert client.post("/en/report/", facts)["Location"].startswith("/en/report/sent/")
    correction = Correction.objects.get()
    assert (correction.address, correction.commitment) == (AT + there, world.commitments[0])


def test_nothing_is_sent_to_a_day_that_is_over(client: Client, world: World) -> None:
    response = client.get(f"{AT}/en/report/?about=/en/")
    assert (response.status_code, response["Location"]) == (302, "/en/report/?about=/en/")
    assert client.post(f"{AT}/en/report/", {"text": "The amount is another one."}).status_code == 405
    assert client.post(f"{AT}/en/commitments/").status_code == 405
    assert not Correction.objects.exists()


def test_form_leads_to_the_page_as_of_the_day(client: Client, world: World) -> None:
    found = page(client.get("/en/commitments/?status=announced"))
    (hidden,) = found.all("input", type="hidden", name="page")
    (day,) = found.all("input", type="date", name="day")
    assert (hidden.attributes["value"], day.attributes["max"]) == ("/en/commitments/?status=announced", "2026-11-22")
    response = client.get("/en/as-of/", {"day": str(FIRST_DAY), "page": hidden.attributes["value"]})
    assert (response.status_code, response["Location"]) == (302, f"{AT}/en/commitments/?status=announced")


@pytest.mark.parametrize("there", ["https://example.org/", "//example.org/", "/admin/", "nowhere"])
def test_form_leads_to_public_pages_alone(client: Client, world: World, there: str) -> None:
    response = client.get("/en/as-of/", {"day": str(FIRST_DAY), "page": there})
    assert response["Location"] == f"{AT}/en/"


def test_form_leads_from_one_day_to_another(client: Client, world: World) -> None:
    response = client.get("/en/as-of/", {"day": str(SECOND_DAY), "page": f"{RECORDED}/en/donors/"})
    assert response["Location"] == f"/as-of/{SECOND_DAY}/en/donors/"


@pytest.mark.parametrize(
    ("day", "words"),
    [("x", "Enter a valid date."), ("", "This field is required."), ("1999-01-01", "earliest release")],
)
def test_wrong_day_in_the_form_is_named_beside_it(client: Client, world: World, day: str, words: str) -> None:
    response = client.get("/en/as-of/", {"day": day, "page": "/en/donors/"})
    assert response.status_code == 400
    found = page(response)
    (problem,) = found.all("span", class_="problem")
    (field,) = found.all("input", type="date")
    assert words in problem.text
    assert field.attributes["aria-describedby"] == problem.attributes["id"]
    assert found.all("input", type="hidden", name="page")[0].attributes["value"] == "/en/donors/"


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("at", [AT, RECORDED])
def test_file_names_the_day(client: Client, world: World, at: str, ending: str) -> None:
    response = client.get(at + file_address("commitments", ending))
    name = "commitments-2026-11-22-as-of-2026-01-01" + ("-recorded-2026-11-22" if at == RECORDED else "")
    assert response["Content-Disposition"] == f'attachment; filename="{name}.{ending}"'
    words = "as of 1 January 2026; " + ("as recorded on 22 November 2026; " if at == RECORDED else "")
    if ending == "csv":
        assert f"{words}everything public" in response.content.decode()
        assert f"http://testserver{at}/en/commitments/" in response.content.decode()


def test_file_has_the_rows_of_the_page(client: Client, world: World) -> None:
    told: dict[str, Any] = json.loads(client.get(RECORDED + file_address("commitments", "json")).content)
    first = world.commitments[0]
    days = {name: told[name] for name in ("known_on", "recorded_on", "count")}
    assert days == {"known_on": "2026-01-01", "recorded_on": "2026-11-22", "count": 1}
    assert [(row["id"], row["address"]) for row in told["rows"]] == [
        (first.pk, f"http://testserver{RECORDED}{address('commitment', first)}")
    ]
    assert "known_on" not in json.loads(client.get(file_address("commitments", "json")).content)


def test_charts_and_what_others_frame_name_the_day(client: Client, world: World) -> None:
    for there in (chart_address("chart-svg", "ladder"), embed_address("ladder"), embed_address("table")):
        assert "as known on 1 January 2026" in client.get(AT + there).content.decode(), there
    response = client.get(AT + chart_address("chart-csv", "ladder"))
    assert response["Content-Disposition"] == 'attachment; filename="assistance-ladder-as-of-2026-01-01.csv"'


def test_interface_for_programs_answers_as_of_the_day(client: Client, world: World) -> None:
    start = client.get(f"{AT}/api/v1/").json()
    assert {there.startswith(f"http://testserver{AT}/api/v1/") for there in start.values()} == {True}
    listed = client.get(f"{AT}/api/v1/commitments/").json()
    assert [row["id"] for row in listed["results"]] == [world.commitments[0].pk]
    assert client.get(f"{AT}/api/v1/commitments/{world.commitments[1].pk}/").status_code == 404


@pytest.mark.parametrize("at", [AT, RECORDED])
def test_queries_do_not_grow_with_the_rows(client: Client, grow: Callable[[World, int], World], at: str) -> None:
    world, counted = grow(World(), 1), []
    for size in (1, 4):
        grow(world, size)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(at + address("commitments")).status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_page_of_a_day_may_be_kept_and_is_not_sent_again(client: Client, world: World) -> None:
    response = client.get(f"{AT}/en/commitments/")
    assert response["Cache-Control"] == "public, max-age=60, must-revalidate"
    again = client.get(f"{AT}/en/commitments/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_everything_is_of_today_again_afterwards(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    client.get(f"{AT}/en/")
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("assistance.web.overview.main_currencies", fail)
        assert client.get(f"{AT}/en/").status_code == 500
    assert (get_script_prefix(), asked_moment(), Commitment.objects.count()) == ("/", None, 2)
    found = page(client.get("/en/"))
    assert not found.all("aside", id="times")
    assert not [there for there in local(found) if there.startswith(AT)]


def test_missing_database_is_no_error_of_ours(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_days: object) -> None:
        raise OperationalError

    monkeypatch.setattr(as_of, "known", fail)
    assert client.get(f"{AT}/en/").status_code == 503
    answer = client.get(f"{AT}/api/v1/")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")


@override_settings(MAINTENANCE=True)
def test_nothing_is_asked_of_the_database_during_maintenance(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{AT}/en/").status_code == 503
    assert len(captured) == 0


def test_site_below_a_path_of_its_own_keeps_it(client: Client, world: World) -> None:
    set_script_prefix("/tracker/")
    try:
        there = local(page(client.get("/as-of/2026-01-01/en/commitments/", SCRIPT_NAME="/tracker")))
        assert get_script_prefix() == "/tracker/"
    finally:
        clear_script_prefix()
    assert "/tracker/as-of/2026-01-01/en/donors/" in there
    assert "/tracker/en/commitments/" in there
    assert not [each for each in there if not each.startswith(("/tracker/", "/static/"))]


def test_overview_counts_of_an_earlier_day_only_what_is_public(client: Client, world: World) -> None:
    make.ReleaseFactory(published_on=FIRST_DAY)
    make.ReleaseFactory(published_on=FIRST_DAY, visibility="withheld")
    found = page(client.get(f"{AT}/en/"))
    terms = {term.text for term in found.all("dt")}
    assert {"Public releases", "Records withheld"} <= terms
    assert not {"Releases read", "Claims decided on"} & terms


def test_day_begins_at_midnight_of_the_site(client: Client, world: World) -> None:
    release = Release.objects.filter(visibility="public").latest("pk")
    release.published_on = None
    release.retrieved_at = datetime(2026, 2, 1, 23, 30, tzinfo=ZoneInfo("Europe/Kyiv"))
    release.save()
    day = date(2026, 2, 1)
    assert client.get(f"/as-of/{day}{address('release', release)}").status_code == 200
    assert client.get(f"/as-of/{day - timedelta(days=1)}{address('release', release)}").status_code == 404

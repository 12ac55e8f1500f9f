"""The page where staff have a report made."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance.interchange.report import typesetting
from tests.factories import UserFactory
from tests.presentation.world import World, small_world
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db

PAGE = "/admin/report/"
ASKED = {"donor": "", "recipient": "", "sector": "", "project": "", "since": "", "until": "", "currency": ""}


@pytest.fixture
def world() -> World:
    return small_world()


def test_report_is_sent_as_a_file_and_nothing_is_written(staff_page: Client, world: World) -> None:
    asked = {**ASKED, "donor": world.japan.pk, "since": "2026-10-01", "until": "2026-10-31", "currency": "EUR"}
    with unchanged():
        answer = staff_page.get(PAGE, {**asked, "language": "uk", "form": "docx"})
    name = "report-japan-from-2026-10-01-to-2026-10-31-as-of-2026-11-22-uk.docx"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    title = docx.Document(BytesIO(answer.content)).paragraphs[0].text
    assert title == "Міжнародна допомога: донор – Японія · 1 жовтня 2026 – 31 жовтня 2026"


@pytest.mark.parametrize(("form", "kind"), [("html", "text/html; charset=utf-8"), ("pdf", "application/pdf")])
@pytest.mark.usefixtures("world")
def test_report_is_sent_in_the_format_asked_for(staff_page: Client, form: str, kind: str) -> None:
    answer = staff_page.get(PAGE, {**ASKED, "language": "en", "form": form})
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Content-Disposition"].startswith("attachment")


def test_form_offers_public_donors_alone_and_takes_one_along(staff_page: Client, world: World) -> None:
    form = staff_page.get(PAGE, {"donor": world.japan.pk}).context["form"]
    assert not form.is_bound
    assert [str(donor) for donor in form.fields["donor"].queryset] == ["Japan", "Norway"]
    text = staff_page.get(PAGE, {"donor": world.japan.pk}).content.decode()
    assert f'<option value="{world.japan.pk}" selected>Japan</option>' in text


def test_page_has_the_scripts_of_its_calendars(staff_page: Client) -> None:
    text = staff_page.get(PAGE).content.decode()
    assert 0 < text.index("admin/js/core.js") < text.index("admin/js/admin/DateTimeShortcuts.js")


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"since": "2026-10-02", "until": "2026-10-01"}, "The last day is before the first one. Change one of them."),
        ({"since": "yesterday"}, "Enter a valid date."),
        ({"donor": "999"}, "Select a valid choice."),
        ({"form": "odt"}, "Select a valid choice."),
        ({"currency": "XAF"}, "Select a valid choice."),
    ],
)
@pytest.mark.usefixtures("world")
def test_what_is_wrongly_asked_for_is_refused(staff_page: Client, asked: dict[str, str], problem: str) -> None:
    answer = staff_page.get(PAGE, {**ASKED, "language": "en", "form": "html", **asked})
    assert answer["Content-Type"].startswith("text/html")
    assert "Content-Disposition" not in answer
    assert problem in answer.content.decode()


@pytest.mark.usefixtures("world")
def test_typesetting_that_is_stopped_is_told_above_the_form(
    staff_page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "SECONDS", 0)
    answer = staff_page.get(PAGE, {**ASKED, "language": "en", "form": "pdf"})
    assert "Typesetting took more than 0 seconds." in answer.content.decode()


@pytest.mark.parametrize(("permission", "status"), [("view_commitment", 200), ("view_release", 403)])
def test_report_is_for_those_who_may_view_commitments(client: Client, permission: str, status: int) -> None:
    client.force_login(UserFactory(staff=True, permissions=[permission]))
    assert client.get(PAGE).status_code == status


def test_report_is_for_staff(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get(PAGE).status_code == 302


def test_front_page_and_donor_lead_to_the_report(admin_page: Client, world: World) -> None:
    assert f'href="{PAGE}"' in admin_page.get("/admin/").content.decode()
    donor = reverse("admin:assistance_donor_change", args=[world.japan.pk])
    assert f'href="{PAGE}?donor={world.japan.pk}"' in admin_page.get(donor).content.decode()

"""Pasting a release, and the page of a stored one."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance.models import Claim, Release, sha256_of
from assistance.vocabulary import Visibility
from tests.admin.pages import one_of_everything, save
from tests.factories import ClaimFactory, ReleaseFactory, TrapFactory
from tests.review.states import unchanged

ADD = "/admin/assistance/release/add/"
TEXT = (
    "Japan hands over generators\r\n\r\n"
    "On 2 November 2026 the Government of Japan handed over 10 generators worth USD 2.5 million "
    "to the State Emergency Service of Ukraine.\r\n"
)


def pasted(client: Client, **values: Any) -> Any:
    return client.post(ADD, {"text": TEXT, "rendition": "original", **values}, follow=True)


def test_paste_stores_the_release_and_lands_on_it(staff_page: Client, staff: User) -> None:
    page = pasted(staff_page)
    release = Release.objects.get()
    assert page.redirect_chain == [(reverse("admin:assistance_release_change", args=[release.pk]), 302)]
    assert "The release is stored." in page.content.decode()
    assert (release.text, release.title) == (TEXT.replace("\r\n", "\n"), "Japan hands over generators")
    assert (release.language, release.visibility) == ("en", Visibility.DRAFT)
    assert release.history.get().history_user == staff
    assert Claim.objects.filter(release=release).exists()


def test_paste_keeps_what_is_said_about_it(staff_page: Client) -> None:
    values = {
        "title": "Generators",
        "publisher": "Embassy",
        "source_url": "https://example.org/1",
        "published": "2026-11-05",
        "language": "en",
        "licence": "CC BY 4.0",
        "rendition": "retelling",
    }
    pasted(staff_page, **values)
    release = Release.objects.get()
    assert (release.title, release.publisher, release.source_url) == ("Generators", "Embassy", "https://example.org/1")
    assert (str(release.published_on), release.licence, release.rendition) == ("2026-11-05", "CC BY 4.0", "retelling")


def test_paste_of_the_same_text_changes_nothing(staff_page: Client) -> None:
    pasted(staff_page)
    with unchanged():
        page = pasted(staff_page)
    assert "stored already" in page.content.decode()


def test_paste_of_a_changed_text_supersedes_the_earlier(staff_page: Client) -> None:
    pasted(staff_page, source_url="https://example.org/1")
    page = pasted(staff_page, source_url="https://example.org/1", text=TEXT + "\nCorrected.")
    assert "takes the place of its earlier version" in page.content.decode()
    assert Release.objects.standing().count() == 1
    for release in Release.objects.all():
        assert staff_page.get(reverse("admin:assistance_release_change", args=[release.pk])).status_code == 200


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": " \n \n"}, "The text is empty."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
        ({"text": "х" * 501}, "larger than 1000 bytes"),
        ({"source_url": "no address"}, "Enter a valid URL."),
        ({"published": "2026-13-01"}, "Enter a valid date."),
        ({"language": "de"}, "Select a valid choice."),
        ({"title": "x" * 501}, "at most 500 characters"),
    ],
)
def test_paste_wrongly_is_a_form_error(staff_page: Client, settings: Any, values: dict[str, str], message: str) -> None:
    settings.RELEASE_MAX_BYTES = 1000
    with unchanged():
        page = pasted(staff_page, publisher="Kept", **values)
    assert page.status_code == 200
    assert message in page.content.decode()
    assert "Kept" in page.content.decode()


def test_paste_needs_permission(onlooker: Client) -> None:
    with unchanged():
        assert onlooker.get(ADD).status_code == 403
        assert pasted(onlooker).status_code == 403


def test_release_page_marks_all_claims_and_traps(staff_page: Client) -> None:
    release = ReleaseFactory()
    claims = [ClaimFactory(release=release, number=number, complete=True) for number in (1, 2)]
    TrapFactory(release=release)
    page = staff_page.get(reverse("admin:assistance_release_change", args=[release.pk])).content.decode()
    for claim in claims:
        assert f'id="claim-{claim.pk}"' in page
        assert reverse("admin:assistance_claim_review", args=[claim.pk]) in page
    assert "fact-amount" in page
    assert "fact-trap" in page


def test_release_text_cannot_be_edited(staff_page: Client) -> None:
    release = ReleaseFactory()
    assert save(staff_page, release, title="New", text="Other", sha256=sha256_of("Other")).status_code == 302
    stored = Release.objects.get()
    assert (stored.title, stored.text, stored.is_intact) == ("New", release.text, True)


def test_release_is_never_deleted(admin_page: Client) -> None:
    release = ReleaseFactory()
    url = reverse("admin:assistance_release_delete", args=[release.pk])
    assert admin_page.post(url, {"post": "yes"}).status_code == 403


def test_release_list_counts_claims_and_those_awaiting(staff_page: Client) -> None:
    one_of_everything()
    waiting = Claim.objects.needing_review().values_list("release", flat=True)
    url = reverse("admin:assistance_release_changelist")
    rows = staff_page.get(url).context["cl"].result_list
    assert {row.pk: row.awaiting or 0 for row in rows} == {row.pk: list(waiting).count(row.pk) for row in rows}
    shown = staff_page.get(url, {"awaiting": "yes"}).context["cl"].result_list
    assert {row.pk for row in shown} == set(waiting)
    rest = staff_page.get(url, {"awaiting": "no"}).context["cl"].result_list
    assert {row.pk for row in rest}.isdisjoint(waiting)


def copy_of_another() -> Release:
    return ReleaseFactory(witness_of=ReleaseFactory(title="The first"), likeness="reprint")


def test_release_page_names_what_it_is_a_copy_of_and_its_copies(staff_page: Client) -> None:
    copy = copy_of_another()
    page = staff_page.get(reverse("admin:assistance_release_change", args=[copy.pk])).content.decode()
    assert "A copy (reprint) of" in page
    assert "The first</a>" in page
    page = staff_page.get(reverse("admin:assistance_release_change", args=[copy.witness_of.pk])).content.decode()
    assert "Stands for its copies and translations:" in page
    assert f"{copy.title}</a>" in page


def test_release_is_made_a_witness_of_its_own_with_a_reason(staff_page: Client, staff: User) -> None:
    copy = copy_of_another()
    address = reverse("admin:assistance_release_part", args=[copy.pk])
    assert address in staff_page.get(reverse("admin:assistance_release_change", args=[copy.pk])).content.decode()
    page = staff_page.post(address, {"reason": "They asked their own people."}, follow=True)
    assert "is a witness of its own now." in page.content.decode()
    assert address not in page.content.decode()
    copy.refresh_from_db()
    assert copy.witness_of is None
    assert copy.history.first().history_change_reason == "They asked their own people."


def test_release_that_is_a_witness_of_its_own_cannot_be_parted(staff_page: Client) -> None:
    release = ReleaseFactory()
    with unchanged():
        page = staff_page.post(reverse("admin:assistance_release_part", args=[release.pk]), {"reason": "No copy."})
    assert "a witness of its own already" in page.content.decode()
    assert staff_page.get(reverse("admin:assistance_release_part", args=[release.pk + 1])).status_code == 404


def test_parting_needs_permission(onlooker: Client) -> None:
    copy = copy_of_another()
    with unchanged():
        page = onlooker.post(reverse("admin:assistance_release_part", args=[copy.pk]), {"reason": "No copy."})
    assert page.status_code == 403

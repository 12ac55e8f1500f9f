"""The page of a stored release, and the list of them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance.models import Claim, Release, sha256_of
from tests.admin.pages import one_of_everything, save
from tests.factories import ClaimFactory, ReleaseFactory, TrapFactory
from tests.review.states import unchanged


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

"""The page on which an earlier state is brought back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance.models import Commitment
from assistance.models.history import write
from tests.admin.pages import address, words
from tests.factories import CommitmentFactory, CommitmentPartyFactory, OrganisationFactory


def test_version_offers_its_restoring_and_a_preview_comes_first(staff_page: Client, staff: User) -> None:
    commitment = CommitmentFactory(title_en="Before")
    version = commitment.history.get()
    commitment.title_en = "After"
    write(commitment, by=staff)
    CommitmentPartyFactory(commitment=commitment, organisation=OrganisationFactory(japan=True))
    url = reverse("admin:assistance_commitment_restore", args=[commitment.pk, version.pk])
    assert url in words(staff_page.get(address(Commitment, "simple_history", commitment.pk, version.pk)))
    page = words(staff_page.get(url))
    assert [told for told in ("<del>After</del>", "<ins>Before</ins>") if told not in page] == []
    commitment.refresh_from_db()
    assert commitment.title_en == "After"
    assert "required" in words(staff_page.post(url, {"reason": ""}))
    assert staff_page.post(url, {"reason": "Typed in error."}).status_code == 302
    commitment.refresh_from_db()
    assert commitment.title_en == "Before"
    assert "Nothing: everything is as it was" in words(staff_page.get(url))


def test_onlooker_is_offered_no_restoring(onlooker: Client) -> None:
    commitment = CommitmentFactory()
    version = commitment.history.get()
    page = words(onlooker.get(address(Commitment, "simple_history", commitment.pk, version.pk)))
    assert "/restore/" not in page
    url = reverse("admin:assistance_commitment_restore", args=[commitment.pk, version.pk])
    assert onlooker.post(url, {"reason": "Wrong."}).status_code == 403


def test_version_of_another_record_is_not_found(staff_page: Client) -> None:
    one, other = CommitmentFactory(), CommitmentFactory()
    url = reverse("admin:assistance_commitment_restore", args=[one.pk, other.history.get().pk])
    assert staff_page.get(url).status_code == 404

"""Answering the mistakes that readers report, and forgetting who they were."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assistance.models import AppendOnlyError, Correction
from assistance.review import ReviewError, answer_correction
from assistance.vocabulary import CorrectionStatus
from tests.admin.pages import words
from tests.factories import ClaimFactory, CommitmentFactory, CorrectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_answer_says_who_when_and_why(staff: User) -> None:
    correction = CorrectionFactory()

    answer_correction(correction, to=CorrectionStatus.REJECTED, reason=" The release says dollars. ", by=staff)

    stored = Correction.objects.get()
    assert (stored.status, stored.answer, stored.handled_by) == ("rejected", "The release says dollars.", staff)
    assert stored.handled_at is not None
    assert not Correction.objects.all().open().exists()


def test_correction_opened_again_keeps_its_answer_in_its_history(staff: User) -> None:
    correction = CorrectionFactory(answered=True)

    answer_correction(correction, to=CorrectionStatus.OPEN, reason="Not mended in Ukrainian.", by=staff)

    stored = Correction.objects.all().open().get()
    assert (stored.answer, stored.handled_by, stored.handled_at) == ("", None, None)
    newest, earlier = stored.history.all()
    assert (newest.history_change_reason, newest.history_user) == ("Not mended in Ukrainian.", staff)
    assert earlier.answer == "Mended."


@pytest.mark.parametrize(("to", "reason"), [("answered", "  "), ("open", "Why not.")])
def test_answer_without_reason_or_change_is_refused(staff: User, to: str, reason: str) -> None:
    correction = CorrectionFactory()
    with pytest.raises(ReviewError):
        answer_correction(correction, to=CorrectionStatus(to), reason=reason, by=staff)
    assert Correction.objects.get().status == "open"


def test_what_a_reader_wrote_is_never_edited() -> None:
    correction = CorrectionFactory()
    with pytest.raises(AppendOnlyError):
        Correction.objects.filter(pk=correction.pk).update(text="All is well.")
    correction.sentence = "Other words."
    with pytest.raises(AppendOnlyError):
        correction.save()
    assert Correction.objects.get().sentence == ""


def test_email_addresses_are_forgotten_in_time_and_are_in_no_history() -> None:
    recently = CorrectionFactory(answered=True, email="a@example.org")
    long_ago = CorrectionFactory(answered=True, email="b@example.org", handled_at=datetime(2026, 8, 23, tzinfo=UTC))
    unanswered = CorrectionFactory(email="c@example.org")
    very_old = CorrectionFactory(email="d@example.org")
    Correction.objects.filter(pk=very_old.pk).update(made_at=datetime(2025, 11, 20, tzinfo=UTC))

    out = StringIO()
    call_command("forget_emails", stdout=out)

    kept = dict(Correction.objects.values_list("pk", "email"))
    assert kept == {recently.pk: "a@example.org", long_ago.pk: "", unanswered.pk: "c@example.org", very_old.pk: ""}
    assert out.getvalue() == "E-mail addresses deleted: 2\n"
    assert not hasattr(recently.history.first(), "email")


def test_email_address_is_forgotten_at_once_when_asked() -> None:
    CorrectionFactory(email="Me@example.org")
    call_command("forget_emails", "--address", "me@example.org", stdout=StringIO())
    assert Correction.objects.get().email == ""


def test_page_of_a_correction_leads_to_record_claim_and_words(staff_page: Client) -> None:
    claim = ClaimFactory()
    commitment = CommitmentFactory(title_en="Generators for Kharkiv", claims=[claim])
    correction = CorrectionFactory(
        commitment=commitment, claim=claim, release=claim.release, fact="amount", sentence="USD 5 million",
        email="me@example.org", address=f"/en/commitments/{commitment.pk}/",
    )  # fmt: skip

    shown = words(staff_page.get(reverse("admin:assistance_correction_change", args=[correction.pk])))

    for part in ("USD 5 million", "me@example.org", reverse("admin:assistance_claim_review", args=[claim.pk]),
                 reverse("admin:assistance_commitment_change", args=[commitment.pk]), correction.address,
                 reverse("admin:assistance_correction_answer", args=[correction.pk])):  # fmt: skip
        assert part in shown


def test_who_may_not_answer_does_not_see_the_address_of_the_reader(client: Client) -> None:
    correction = CorrectionFactory(email="me@example.org")
    client.force_login(UserFactory(staff=True, permissions=["view_correction"]))
    url = reverse("admin:assistance_correction_change", args=[correction.pk])
    assert "me@example.org" not in words(client.get(url))


def test_correction_is_answered_on_its_page(staff_page: Client, staff: User) -> None:
    correction = CorrectionFactory()
    url = reverse("admin:assistance_correction_answer", args=[correction.pk])

    refused = staff_page.post(url, {"status": "answered", "reason": ""})
    assert refused.status_code == 200
    assert Correction.objects.get().status == "open"

    staff_page.post(url, {"status": "answered", "reason": "Mended: euros."})
    stored = Correction.objects.get()
    assert (stored.status, stored.answer, stored.handled_by) == ("answered", "Mended: euros.", staff)


def test_list_is_narrowed_to_open_ones_with_a_fixed_number_of_queries(staff_page: Client) -> None:
    CorrectionFactory(answered=True, text="An answered report.")
    CorrectionFactory(text="An open report of a reader.")
    shown = words(staff_page.get(reverse("admin:assistance_correction_changelist"), {"status__exact": "open"}))
    assert "An open report of a reader." in shown
    assert "An answered report." not in shown

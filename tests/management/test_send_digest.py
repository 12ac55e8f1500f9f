"""The weekly digest: one mail a desk officer, in their language, once a day, and nothing where nothing is to tell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from assistance.models import Commitment, Organisation, StaffProfile
from assistance.review import change_status
from assistance.vocabulary import CommitmentStatus
from tests.factories import (
    ClaimFactory,
    ClaimPartyFactory,
    CommitmentFactory,
    OrganisationFactory,
    SnoozeFactory,
    StaffProfileFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def officer() -> User:
    """Someone who keeps the dossier of Japan and wants mail in English."""
    member = UserFactory(username="olena", staff=True, permissions=["view_commitment", "view_claim"])
    StaffProfileFactory(user=member)
    OrganisationFactory(japan=True, desk_officer=member)
    return member


def late(officer: User, **facts: Any) -> Commitment:
    """Return a commitment of the officer's donor whose day passed yesterday, and of which nothing is new."""
    return CommitmentFactory(
        period_end=TODAY - timedelta(days=1),
        donors=[Organisation.objects.get(desk_officer=officer)],
        claims=[ClaimFactory(release__published_on=TODAY)],
        **facts,
    )


def sent(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """Run the command and return what it prints."""
    call_command("send_digest", *args)
    return capsys.readouterr().out


def test_digest_tells_what_is_due_new_and_changed(
    officer: User, staff: User, capsys: pytest.CaptureFixture[str]
) -> None:
    commitment = late(officer, title_en="Machines for rescuers")
    claim = ClaimPartyFactory().claim
    change_status(commitment, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
    change_status(commitment, to=CommitmentStatus.IN_DELIVERY, by=staff, reason="On its way.")
    assert "Sent: 1" in sent(capsys)
    [told] = mail.outbox
    assert (told.subject, told.to) == ("International assistance: your week to 22 November 2026", ["olena@example.org"])
    page = told.alternatives[0].content
    for words in (
        "Your donors: Japan.",
        "Machines for rescuers",
        "1 day over",
        " ".join(claim.words.split()[:10]),
        f"http://localhost:8000/admin/assistance/claim/{claim.pk}/review/",
        f"http://localhost:8000/admin/assistance/commitment/{commitment.pk}/change/",
        "In delivery",
    ):
        assert words in told.body
        assert words in page
    assert '<html lang="en">' in page


def test_digest_is_in_the_language_of_the_officer_or_the_one_that_is_set(
    officer: User, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    late(officer, title_uk="Машини для рятувальників")
    StaffProfile.objects.all().delete()
    settings.DIGEST_LANGUAGE = "uk"
    sent(capsys)
    assert "Машини для рятувальників" in mail.outbox[0].body
    assert StaffProfile.objects.get().language == "uk"


def test_digest_leaves_out_what_is_not_theirs_and_what_is_put_aside(
    officer: User, capsys: pytest.CaptureFixture[str]
) -> None:
    SnoozeFactory(commitment=late(officer), kind="promise_passed")
    CommitmentFactory(period_end=TODAY - timedelta(days=1), with_donor=True)
    ClaimPartyFactory(name="Norway")
    assert "Nothing" not in sent(capsys)
    assert mail.outbox == []


def test_digest_with_nothing_to_tell_is_not_sent(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing to tell: 1" in sent(capsys)
    assert mail.outbox == []
    assert StaffProfile.objects.get().digest_sent_on is None


def test_digest_goes_out_once_a_day_unless_asked_again(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    late(officer)
    sent(capsys)
    assert "had theirs: 1" in sent(capsys)
    assert len(mail.outbox) == 1
    assert "Sent: 1" in sent(capsys, "--again")
    assert "Sent: 1" in sent(capsys, "--today", "2026-11-29")
    assert len(mail.outbox) == 3
    assert StaffProfile.objects.get().digest_sent_on == date(2026, 11, 29)


def test_dry_run_prints_the_mail_and_sends_none(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    late(officer, title_en="Machines for rescuers")
    printed = sent(capsys, "--dry-run")
    assert "To: olena@example.org" in printed
    assert "Machines for rescuers" in printed
    assert "printed: 1" in printed
    assert mail.outbox == []
    assert StaffProfile.objects.get().digest_sent_on is None


def test_officer_without_an_address_is_named(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    late(officer)
    User.objects.update(email="")
    printed = sent(capsys)
    assert "olena has no address" in printed
    assert "left out: 1" in printed


def test_officer_who_may_not_see_commitments_is_named(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    late(officer)
    officer.user_permissions.clear()
    assert "olena may not see" in sent(capsys)
    assert mail.outbox == []


def test_officer_who_left_gets_no_mail(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    late(officer)
    User.objects.update(is_active=False)
    assert "Sent: 0" in sent(capsys)


def test_digest_that_cannot_be_sent_is_not_noted(
    officer: User, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    late(officer)

    def fail(*args: Any) -> None:
        raise OSError("no route to the mail server")

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    with pytest.raises(OSError, match="no route"):
        sent(capsys)
    assert StaffProfile.objects.get().digest_sent_on is None


def test_day_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="is no day"):
        call_command("send_digest", "--today", "tomorrow")


def test_digest_tells_many_clocks_by_their_number(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(31):
        late(officer)
    sent(capsys)
    assert "and 1 more in the worklist" in mail.outbox[0].body

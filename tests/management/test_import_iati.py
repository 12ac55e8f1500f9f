"""Activities of another publisher into the queue, and never further by themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client

from assistance.models import Claim, Commitment, Release
from assistance.review import propose, reasons_for, reject
from assistance.review.queue import read_queue
from assistance.vocabulary import CommitmentStatus, PartyRole, ReviewReason, Sector
from tests.factories import CommitmentFactory, OrganisationFactory, ReleaseFactory

pytestmark = pytest.mark.django_db

ACTIVITY = """<iati-activity default-currency="USD" last-updated-datetime="2024-05-06T07:08:09Z">
  <iati-identifier>XM-1-{number}</iati-identifier>
  <reporting-org ref="XM-1" type="40"><narrative>Demining Fund</narrative></reporting-org>
  <title><narrative>Clearing fields, part {number}</narrative></title>
  <participating-org role="1" type="10"><narrative>Japan</narrative></participating-org>
  <activity-status code="{status}"/>
  <activity-date type="2" iso-date="2024-01-01"/>
  <recipient-country code="{country}"/>
  <sector code="15250"/>
  <transaction>
    <transaction-type code="2"/><transaction-date iso-date="2024-01-15"/><value>{value}</value>
    <receiver-org type="10"><narrative>State Emergency Service of Ukraine</narrative></receiver-org>
  </transaction>
</iati-activity>"""


def activity(number: int = 1, country: str = "UA", value: str = "4500000", status: int = 2) -> str:
    return ACTIVITY.format(number=number, country=country, value=value, status=status)


def write(path: Path, *activities: str, version: str = "2.03") -> Path:
    path.write_text(f'<iati-activities version="{version}">{"".join(activities)}</iati-activities>')
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fund.xml"


def test_activity_becomes_a_release_with_a_claim_and_nothing_more(
    path: Path, capsys: pytest.CaptureFixture[str], staff: User, client: Client
) -> None:
    write(path, activity(1), activity(2, country="MD"), activity(3))
    call_command("import_iati", path, "--by", staff.username, "--source", "https://example.org/fund.xml")
    assert capsys.readouterr().out == (
        f"{path}: activities: 3; new: 2; superseding: 0; unchanged: 0; not stored: 0; "
        "left out, of other countries: 1; claims for review: 2\n"
    )
    release = Release.objects.get(reference="XM-1-1")
    assert (
        release.title, release.publisher, release.rendition, release.visibility, release.published_on,
        release.source_url, release.history.get().history_user, release.text[:14],
    ) == (
        "Clearing fields, part 1", "Demining Fund", "record", "draft", date(2024, 5, 6),
        "https://example.org/fund.xml", staff, "<iati-activity",
    )  # fmt: skip
    assert Commitment.objects.count() == 0
    assert client.get(f"/en/releases/{release.pk}/").status_code == 404


def test_claim_has_every_fact_with_its_element(path: Path) -> None:
    call_command("import_iati", write(path, activity()))
    claim = Claim.objects.get()
    assert (claim.status, claim.kind, claim.amount, claim.currency, claim.period_start, claim.extractor_version) == (
        "in_delivery", "mixed", Decimal(4_500_000), "USD", date(2024, 1, 1), "iati-1",
    )  # fmt: skip
    assert {(row.fact, row.rule, row.words) for row in claim.evidence.all()} == {
        ("status", "iati.activity-status", '<activity-status code="2"/>'),
        ("kind", "iati.kind-untold", "<title>\n    <narrative>Clearing fields, part 1</narrative>\n  </title>"),
        ("amount", "iati.commitments", "<value>4500000</value>"),
        ("period", "iati.activity-date", '<activity-date iso-date="2024-01-01" type="2"/>'),
    }
    assert [(row.role, row.name) for row in claim.parties.all()] == [
        ("funding", "Japan"),
        ("recipient", "State Emergency Service of Ukraine"),
    ]
    assert [(row.sector, row.words) for row in claim.sectors.all()] == [("demining", '<sector code="15250"/>')]


def test_claims_are_in_the_queue_with_reasons_and_what_they_may_speak_of(path: Path) -> None:
    japan = OrganisationFactory(japan=True)
    known = CommitmentFactory(
        donors=[japan], recipients=[OrganisationFactory(emergency_service=True)], amount=4_500_000, currency="USD",
        status=CommitmentStatus.IN_DELIVERY.value, sectors=[Sector.DEMINING],
    )  # fmt: skip
    call_command("import_iati", write(path, activity()))
    claim = Claim.objects.get()
    assert [reason.kind for reason in read_queue()[claim.pk].reasons] == [ReviewReason.KNOWN]
    assert f"#{known.pk} " in str(reasons_for(claim)[0])
    facts = propose(claim)
    assert (facts.title_en, facts.parties[0].organisation) == ("Clearing fields, part 1", japan)


@pytest.mark.parametrize(("kind", "named"), [(1, True), (2, True), (3, False), (5, False)])
def test_activity_of_a_parent_or_with_children_says_that_money_may_be_told_twice(
    path: Path, kind: int, *, named: bool
) -> None:
    related = f'<related-activity type="{kind}" ref="XM-1-9"/></iati-activity>'
    call_command("import_iati", write(path, activity().replace("</iati-activity>", related)))
    reasons = {reason.kind for reason in reasons_for(Claim.objects.get())}
    assert (ReviewReason.RELATED in reasons) == named


def test_unchanged_activity_adds_nothing_and_a_changed_one_supersedes(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_iati", write(path, activity(1), activity(2)))
    capsys.readouterr()
    changed = activity(2, value="5000000").replace("2024-05-06", "2024-09-09")
    call_command("import_iati", write(path, activity(1).replace("2024-05-06", "2024-09-09"), changed))
    assert "new: 0; superseding: 1; unchanged: 1; not stored: 0; claims for review: 1" in capsys.readouterr().out
    first, second = Release.objects.filter(reference="XM-1-2").order_by("pk")
    assert second.supersedes == first
    waiting = Claim.objects.needing_review().values_list("release__reference", "amount").order_by("amount")
    assert list(waiting) == [("XM-1-1", 4_500_000), ("XM-1-2", 5_000_000)]


def test_activity_that_goes_back_to_an_earlier_version_is_told_of(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in ("1", "2", "1"):
        call_command("import_iati", write(path, activity(value=value)))
    assert "as in an earlier version, while a later one stands; check these in the admin: 1" in capsys.readouterr().out
    assert Claim.objects.needing_review().get().amount == 2


def test_rejected_activity_is_not_proposed_again_while_it_says_the_same(path: Path, staff: User) -> None:
    call_command("import_iati", write(path, activity()))
    reject(Claim.objects.get(), by=staff, reason="Not ours.")
    call_command("import_iati", write(path, activity().replace("Clearing", "Clearing of")))
    assert list(Claim.objects.needing_review()) == []
    call_command("import_iati", write(path, activity(value="1")))
    assert Claim.objects.needing_review().get().amount == 1


def test_activities_of_one_publisher_are_no_copies_of_one_another_nor_of_texts(path: Path) -> None:
    ReleaseFactory(source_url="https://example.org/fund.xml", text=activity(9))
    call_command("import_iati", write(path, activity(1), activity(2)), "--source", "https://example.org/fund.xml")
    assert Release.objects.filter(witness_of__isnull=True, supersedes__isnull=True).count() == 3


def test_activity_that_cannot_be_stored_is_refused_alone(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(path, activity(1).replace("XM-1-1", "XM-1-1" * 50), activity(2))
    with pytest.raises(CommandError, match="1 file"):
        call_command("import_iati", path)
    told = capsys.readouterr()
    assert "XM-1-1 cannot be stored: Ensure this value has at most 255 characters" in told.err
    assert "new: 1; superseding: 0; unchanged: 0; not stored: 1" in told.out
    assert [release.reference for release in Release.objects.all()] == ["XM-1-2"]


def test_activity_that_the_database_refuses_is_stored_not_even_in_part(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("assistance.intake.recording.ClaimSector.objects.bulk_create", refuse)
    with pytest.raises(CommandError):
        call_command("import_iati", write(path, activity()))
    assert "XM-1-1 was refused by the database: disk full" in capsys.readouterr().err
    assert not Release.objects.exists()


def test_broken_file_is_refused_before_anything_of_it_is_stored(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text('<iati-activities version="2.03">' + activity() + "<iati-activity>")
    good = write(tmp_path / "good.xml", activity(2))
    with pytest.raises(CommandError, match="1 file"):
        call_command("import_iati", path, good)
    assert f"{path} is no XML that can be read" in capsys.readouterr().err
    assert [release.reference for release in Release.objects.all()] == ["XM-1-2"]


def test_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError):
        call_command("import_iati", tmp_path / "none.xml")
    assert capsys.readouterr().err == f"{tmp_path / 'none.xml'} cannot be opened: No such file or directory.\n"


def test_old_and_too_long_activities_are_counted(
    path: Path, capsys: pytest.CaptureFixture[str], settings: LazySettings
) -> None:
    settings.RELEASE_MAX_BYTES = 500
    call_command("import_iati", write(path, activity()))
    call_command("import_iati", write(path, activity(), version="1.05"))
    out = capsys.readouterr().out
    assert "left out, longer than RELEASE_MAX_BYTES allows: 1" in out
    assert "left out, in IATI 1, which has other codes; convert the file to 2.03: 1" in out


def test_another_country_is_taken_on_request(path: Path) -> None:
    call_command("import_iati", write(path, activity(country="MD")), "--country", "md")
    assert Claim.objects.get().amount == 4_500_000


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--country", "XX"], "“XX” is no country"), (["--source", "fund"], "“fund” is no address"),
     (["--by", "nobody"], "no user “nobody”")],
)  # fmt: skip
def test_wrong_option_says_what_to_write(path: Path, options: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("import_iati", write(path, activity()), *options)


def test_progress_is_told_while_it_goes_on(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistance.management.commands.import_iati.EVERY", -1)
    call_command("import_iati", write(path, activity(1), activity(2)))
    assert capsys.readouterr().out.splitlines()[:2] == [f"{path}: {number} of 2 activities …" for number in (1, 2)]


def test_party_is_known_by_its_identifier_whatever_its_name(path: Path) -> None:
    undp = OrganisationFactory(undp=True)
    funder = '<participating-org ref="XM-DAC-41114" role="1"><narrative>UNDP, country office</narrative>'
    told = activity().replace('<participating-org role="1" type="10"><narrative>Japan</narrative>', funder)
    CommitmentFactory(donors=[undp], amount=4_500_000, currency="USD", status=CommitmentStatus.IN_DELIVERY.value)
    call_command("import_iati", write(path, told))
    claim = Claim.objects.get()
    assert propose(claim).parties[0].organisation == undp
    assert "same donor, same amount" in str(reasons_for(claim)[0])


def test_parties_of_an_accepted_activity_are_known_ones(path: Path) -> None:
    OrganisationFactory(emergency_service=True)
    call_command("import_iati", write(path, activity()))
    parties = {party.role: party for party in propose(Claim.objects.get()).parties}
    assert parties[PartyRole.RECIPIENT].organisation is not None
    assert parties[PartyRole.FUNDING].organisation is None

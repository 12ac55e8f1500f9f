"""The ledger as an IATI file: valid, and saying no more than was stated."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from assistance.interchange.iati import Publisher, Written, write_activities
from assistance.models import Commitment
from assistance.vocabulary import (
    CommitmentStatus,
    Counting,
    DeliveryStage,
    Hedge,
    ItemCategory,
    ReferenceScheme,
    Region,
    Sector,
    WithheldScope,
)
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatusChangeFactory,
    WithholdingFactory,
)
from tests.interchange.iati_rules import problems

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEST = Publisher(
    ref="XM-TEST-1",
    name="Test Ministry",
    type="10",
    site="https://aid.example.org",
    page=lambda number: f"https://aid.example.org/en/commitments/{number}/",
)


def written() -> tuple[bytes, Written]:
    out = BytesIO()
    report = write_activities(out, Commitment.objects.published(), TEST, at=AT, known_by=TODAY)
    return out.getvalue(), report


def activities() -> list[etree._Element]:
    content, _report = written()
    assert problems(content, TODAY) == []
    return etree.fromstring(content).findall("iati-activity")


def told(**facts: Any) -> Commitment:
    """A public commitment that one public release of 2 November 2026 tells of."""
    claim = ClaimFactory(release=ReleaseFactory(public=True))
    facts = {"donors": [OrganisationFactory()], "claims": [claim], **facts}
    return CommitmentFactory(public=True, **facts)


def transactions(activity: etree._Element) -> list[tuple[str, str, str, str]]:
    return [
        (
            each.find("transaction-type").get("code"),
            each.find("transaction-date").get("iso-date"),
            each.findtext("value"),
            each.find("value").get("currency"),
        )
        for each in activity.iterfind("transaction")
    ]


#: The activity of the first test, with a mark where its number stands.
EXPECTED = Path(__file__).with_name("iati_activity.xml").read_text()


def test_commitment_is_an_activity_with_all_that_is_known_of_it() -> None:
    letter = ReleaseFactory(public=True, title="Letter", source_url="https://example.org/letter.pdf")
    commitment = told(
        title_en="Generators",
        title_uk="Генератори",
        donors=[OrganisationFactory(japan=True)],
        status=CommitmentStatus.AGREED.value,
        with_amount=True,
        amount_upper=Decimal(3_000_000),
        amount_hedge=Hedge.ABOUT.value,
        period_start=date(2026, 12, 1),
        period_end=date(2027, 3, 31),
        implementers=[OrganisationFactory(undp=True)],
        recipients=[OrganisationFactory(emergency_service=True)],
        sectors=[Sector.ENERGY],
        regions=[Region.KHARKIV],
        claims=[ClaimFactory(release=letter)],
    )
    line = EquipmentLineFactory(
        commitment=commitment, name_en="generators", name_uk="генератори", quantity=10, unit="sets",
        category=ItemCategory.GENERATOR_POWER.value,
    )  # fmt: skip
    DeliveryEventFactory(line=line, quantity=4, stage=DeliveryStage.HANDED_OVER.value)
    (activity,) = activities()
    text = etree.tostring(activity, encoding="unicode", pretty_print=True, with_tail=False)
    assert text.splitlines() == EXPECTED.format(number=commitment.pk).splitlines()


AMOUNT = {"with_amount": True}
PLEDGE, COMMITMENT, FUNDS = (("13", "2026-11-02"), ("11", "2026-11-02"), ("1", "2026-11-02"))


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (CommitmentStatus.ANNOUNCED, "1", [PLEDGE]),
        (CommitmentStatus.AGREED, "1", [COMMITMENT]),
        (CommitmentStatus.IN_DELIVERY, "2", [COMMITMENT]),
        (CommitmentStatus.DELIVERED, "3", [COMMITMENT, FUNDS]),
        (CommitmentStatus.COMPLETED, "4", [COMMITMENT, FUNDS]),
        (CommitmentStatus.SUSPENDED, "6", [PLEDGE]),
    ],
)
def test_promise_is_a_pledge_until_it_is_agreed(
    status: CommitmentStatus, code: str, expected: list[tuple[str, str]]
) -> None:
    told(status=status.value, with_amount=True)
    (activity,) = activities()
    assert activity.find("activity-status").get("code") == code
    assert transactions(activity) == [(*each, "2500000.00", "USD") for each in expected]


def test_cancelled_commitment_takes_back_what_it_was_on_the_day_it_was_cancelled() -> None:
    commitment = told(status=CommitmentStatus.CANCELLED.value, with_amount=True)
    for before, after, day in (("announced", "agreed", 10), ("agreed", "cancelled", 20)):
        StatusChangeFactory(
            commitment=commitment, old_status=before, status=after, happened_on=date(2026, 11, day), reason="Told so."
        )
    (activity,) = activities()
    assert transactions(activity) == [
        ("11", "2026-11-02", "2500000.00", "USD"),
        ("11", "2026-11-20", "-2500000.00", "USD"),
    ]


def test_stated_values_of_deliveries_are_incoming_funds_and_one_delivery_counts_once() -> None:
    commitment = told(status=CommitmentStatus.IN_DELIVERY.value)
    line = EquipmentLineFactory(commitment=commitment)
    stage = DeliveryStage.HANDED_OVER.value
    occasion = DeliveryOccasionFactory(line=line, stage=stage)
    valued = {"line": line, "stage": stage, "value": 195_000, "currency": "USD"}
    for _report in range(2):
        DeliveryEventFactory(**valued, occasion=occasion, happened_on=date(2026, 11, 5))
    DeliveryEventFactory(
        **valued | {"value": 7, "currency": "JPY"}, happened_on=None, claim=commitment.claims.get(), note=""
    )
    DeliveryEventFactory(**valued, happened_on=None)
    DeliveryEventFactory(**valued, happened_on=TODAY + timedelta(days=1))
    DeliveryEventFactory(**valued | {"stage": DeliveryStage.SHIPPED.value}, happened_on=date(2026, 11, 5))
    (activity,) = activities()
    assert transactions(activity) == [("1", "2026-11-05", "195000.00", "USD"), ("1", "2026-11-02", "7.00", "JPY")]
    assert activity.xpath("transaction/disbursement-channel/@code") == ["4", "4"]


def test_unknown_number_has_no_value_and_is_never_zero() -> None:
    commitment = told()
    EquipmentLineFactory(commitment=commitment, quantity=None)
    line = EquipmentLineFactory(commitment=commitment, quantity=None)
    DeliveryEventFactory(line=line, quantity=None, stage=DeliveryStage.HANDED_OVER.value)
    contested = EquipmentLineFactory(commitment=commitment, quantity=4)
    occasion = DeliveryOccasionFactory(line=contested, stage=DeliveryStage.HANDED_OVER.value)
    for quantity in (2, 4):
        DeliveryEventFactory(
            line=contested, quantity=quantity, stage=DeliveryStage.HANDED_OVER.value, occasion=occasion,
            counting=Counting.INCREMENT.value,
        )  # fmt: skip
    (activity,) = activities()
    periods = [
        [
            (each.tag, each.get("value"), each.findtext("comment/narrative"))
            for each in indicator.iter("target", "actual")
        ]
        for indicator in activity.iter("indicator")
    ]
    assert periods == [
        [],
        [("actual", None, "At least: some of it came in unknown number.")],
        [("target", "4.00", None), ("actual", "2.00", "Reports of one delivery differ: up to 4.00.")],
    ]


def test_start_that_is_not_known_says_so() -> None:
    told(period_end=date(2026, 10, 1), status=CommitmentStatus.COMPLETED.value)
    (activity,) = activities()
    dates = [(each.get("type"), each.get("iso-date"), len(each)) for each in activity.iterfind("activity-date")]
    assert dates == [("1", "2026-10-01", 2), ("4", "2026-10-01", 0)]
    assert "start-unknown" in activity.xpath("tag/@code")


def test_start_that_is_known_is_actual_once_it_has_begun() -> None:
    told(period_start=date(2026, 10, 1), status=CommitmentStatus.IN_DELIVERY.value)
    told(period_start=date(2027, 10, 1), status=CommitmentStatus.IN_DELIVERY.value)
    dates = [each.find("activity-date").attrib.values() for each in activities()]
    assert dates == [["2", "2026-10-01"], ["1", "2027-10-01"]]


def test_several_sectors_and_regions_share_equally() -> None:
    told(sectors=[Sector.DEMINING, Sector.BORDER, Sector.MEDICAL], regions=[Region.KYIV, Region.ODESA])
    (activity,) = activities()
    assert activity.xpath("sector[@vocabulary='1']/@percentage") == ["33.34", "33.33", "33.33"]
    assert activity.xpath("sector[@vocabulary='1']/@code") == ["15130", "15250", "12191"]
    assert activity.find("activity-scope").get("code") == "5"


def test_unknown_sector_is_unspecified_and_unknown_place_has_no_scope() -> None:
    told()
    (activity,) = activities()
    assert [dict(each.attrib) for each in activity.iterfind("sector")] == [
        {"vocabulary": "1", "code": "99810", "percentage": "100"}
    ]
    assert activity.find("activity-scope") is None


def test_numbers_of_the_project_are_other_identifiers() -> None:
    project = ProjectFactory(with_reference=True)
    told(project=project)
    (activity,) = activities()
    reference = project.references.get()
    assert reference.scheme == ReferenceScheme.ITA_REGISTRATION
    assert activity.xpath("other-identifier/@ref") == [reference.number]
    assert activity.xpath("other-identifier/@type") == ["A9"]


def test_what_is_no_activity_is_left_out_and_counted() -> None:
    told(status=CommitmentStatus.UNDER_CONSIDERATION.value)
    told(claims=[ClaimFactory(release__published_on=None)])
    told(donors=[], recipients=[OrganisationFactory()])
    CommitmentFactory(donors=[OrganisationFactory()], claims=[ClaimFactory()])
    content, report = written()
    assert report == Written(
        activities=0,
        left_out={
            "merely under consideration": 1,
            "neither its start nor a dated release is known": 1,
            "nobody is named who gives, passes on or carries out": 1,
        },
    )
    assert etree.fromstring(content).findall("iati-activity") == []


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    told(title_en="Bell \x07 & <tag>", title_uk="")
    (activity,) = activities()
    assert activity.xpath("title/narrative/text()") == ["Bell  & <tag>"]


@pytest.mark.parametrize(
    ("scope", "path"),
    [
        (WithheldScope.AMOUNT, "transaction"),
        (WithheldScope.PLACE, "location"),
        (WithheldScope.EQUIPMENT, "result"),
    ],
)
def test_withheld_fact_is_not_in_the_file(scope: WithheldScope, path: str) -> None:
    commitment = told(with_amount=True, regions=[Region.SUMY], status=CommitmentStatus.DELIVERED.value)
    line = EquipmentLineFactory(commitment=commitment, quantity=10)
    DeliveryEventFactory(line=line, value=5, currency="USD", stage=DeliveryStage.HANDED_OVER.value)
    assert activities()[0].findall(path)
    WithholdingFactory(commitment=commitment, scope=scope.value)
    (activity,) = activities()
    assert activity.findall(path) == []
    assert b"2500000" not in etree.tostring(activity) or scope != WithheldScope.AMOUNT


def test_queries_do_not_grow_with_the_commitments() -> None:
    counts = []
    for _times in range(2):
        commitment = told(with_amount=True, project=ProjectFactory(with_reference=True))
        DeliveryEventFactory(line=EquipmentLineFactory(commitment=commitment), value=5, currency="USD")
        with CaptureQueriesContext(connection) as captured:
            written()
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_public_file_is_that_of_the_day_asked_for(client: Client) -> None:
    told(title_en="Early", with_amount=True)
    told(title_en="Late", claims=[ClaimFactory(release__public=True, release__published_on=date(2026, 11, 20))])
    titles = {}
    for day in ("", "/as-of/2026-11-03", "/as-of/2026-11-20"):
        response = client.get(f"{day}/iati.xml")
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
        titles[day] = etree.fromstring(response.content).xpath("iati-activity/title/narrative[1]/text()")
    assert titles == {"": ["Early", "Late"], "/as-of/2026-11-03": ["Early"], "/as-of/2026-11-20": ["Early", "Late"]}


def test_public_file_is_there_only_where_somebody_reports(client: Client, settings: LazySettings) -> None:
    assert "/iati.xml" in client.get("/en/data/").content.decode()
    settings.IATI_REPORTING_ORG_REF = ""
    assert client.get("/iati.xml").status_code == 404
    assert "/iati.xml" not in client.get("/en/data/").content.decode()
    assert client.post("/iati.xml").status_code == 405


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("REF", "", "IATI_REPORTING_ORG_REF is not set"),
        ("NAME", "", "IATI_REPORTING_ORG_NAME is not set"),
        ("REF", "UA EDR/1", "“UA EDR/1”, which is no identifier"),
        ("TYPE", "999", "“999”, which is no type"),
    ],
)
def test_command_says_which_setting_is_missing_or_wrong(
    settings: LazySettings, setting: str, value: str, words: str
) -> None:
    setattr(settings, f"IATI_REPORTING_ORG_{setting}", value)
    with pytest.raises(CommandError, match=words):
        call_command("export_iati")


def test_command_writes_the_file_and_tells_what_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(with_amount=True)
    told(status=CommitmentStatus.UNDER_CONSIDERATION.value)
    path = tmp_path / "out.xml"
    call_command("export_iati", "--out", str(path))
    assert capsys.readouterr().err == "Activities: 1\nLeft out, merely under consideration: 1\n"
    assert problems(path.read_bytes(), TODAY) == []
    assert list(tmp_path.iterdir()) == [path]


def test_command_keeps_the_old_file_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.xml"
    path.write_text("old")

    def fail(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistance.management.commands.export_iati.write_activities", fail)
    with pytest.raises(CommandError, match="cannot be written: No space left on device"):
        call_command("export_iati", "--out", str(path))
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]

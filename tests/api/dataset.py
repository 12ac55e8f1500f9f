"""One small public dataset with everything in it, and how the API is expected to write its parts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from assistance.vocabulary import Region, Sector
from tests.factories import (
    ClaimFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    NeedCoverageFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
    StatusChangeFactory,
    TrapFactory,
)

SITE = "http://testserver"
NOW = "2026-11-22T12:00:00+02:00"
PASSAGE = (
    "Japan will hand over 10 generators to the State Emergency Service of Ukraine in Kharkiv region. "
    "The equipment for the energy sector, worth USD 2.5 million, is to come by 31 March 2027."
)


class Everything:
    """Japan gives ten generators through UNDP; two releases say so, four have come, a need is covered in part."""

    def __init__(self) -> None:
        self.japan = OrganisationFactory(japan=True)
        self.undp = OrganisationFactory(undp=True)
        self.service = OrganisationFactory(emergency_service=True)
        self.project = ProjectFactory(
            title_en="Warm winter", title_uk="", with_sector=True, with_place=True, with_reference=True,
            reference__number="5001",
        )  # fmt: skip
        self.release = ReleaseFactory(public=True, title="Statement", number=1)
        self.later = ReleaseFactory(public=True, title="Follow-up", number=2, published_on=date(2026, 11, 12))
        self.first = ClaimFactory(release=self.release, complete=True)
        self.second = ClaimFactory(release=self.later, with_item=True, with_status=True, status="in_delivery")
        self._make_commitment()
        self._make_surroundings()

    def _make_commitment(self) -> None:
        self.commitment = CommitmentFactory(
            public=True, title_en="Generators", title_uk="Генератори", status="in_delivery", project=self.project,
            with_amount=True, period_end=date(2027, 3, 31), note="FOR STAFF ONLY",
            donors=[self.japan], implementers=[self.undp], recipients=[self.service],
            sectors=[Sector.ENERGY], regions=[Region.KHARKIV], claims=[self.first],
        )  # fmt: skip
        CommitmentClaimFactory(commitment=self.commitment, claim=self.second, relation="delivers")
        self.line = EquipmentLineFactory(commitment=self.commitment, claim_item=self.first.items.get())
        self.delivery = DeliveryEventFactory(
            line=self.line, claim_item=self.second.items.get(), claim=self.second, note="", valued=True
        )
        self.shipment = DeliveryEventFactory(line=self.line, shipped=True, quantity=None, happened_on=None)
        StatusChangeFactory(commitment=self.commitment, status="announced", claim=self.first, reason="")
        StatusChangeFactory(
            commitment=self.commitment, old_status="announced", status="in_delivery", happened_on=date(2026, 11, 10)
        )

    def _make_surroundings(self) -> None:
        self.need = NeedFactory(release=self.release, visibility="public")
        NeedCoverageFactory(need=self.need, line=self.line)
        self.total = StatedTotalFactory(release=self.release, visibility="public", donors=[self.japan])
        self.trap = TrapFactory(release=self.release)
        self.rate = ExchangeRateFactory(date=date(2026, 11, 2))

    @property
    def rows(self) -> dict[str, Any]:
        """The row that each list shows first."""
        return {
            "commitments": self.commitment,
            "claims": self.second,
            "donors": self.japan,
            "recipients": self.service,
            "projects": self.project,
            "equipment": self.line,
            "deliveries": self.delivery,
            "releases": self.release,
            "needs": self.need,
            "stated-totals": self.total,
            "rates": self.rate,
        }


def span(words: str, text: str = f"Statement\n\n{PASSAGE}") -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "words": words, "rule": "test.rule"}


def written_japan(data: Everything) -> dict[str, Any]:
    name = {"en": "Japan", "uk": "Японія"}
    return {"id": data.japan.pk, "name": name, "type": "10", "country": "JP", "identifier": None}


def written_link(data: Everything) -> dict[str, Any]:
    return {
        "id": data.commitment.pk,
        "title": {"en": "Generators", "uk": "Генератори"},
        "status": "in_delivery",
        "url": f"{SITE}/en/commitments/{data.commitment.pk}/",
    }


def written_commitment(data: Everything) -> dict[str, Any]:
    """Return the commitment as its list shows it."""
    undp = {
        "id": data.undp.pk,
        "name": {"en": "United Nations Development Programme", "uk": "Програма розвитку ООН"},
        "type": "40",
        "country": None,
        "identifier": "XM-DAC-41114",
    }
    service = {
        "id": data.service.pk,
        "name": {
            "en": "State Emergency Service of Ukraine",
            "uk": "Державна служба України з надзвичайних ситуацій",
        },
        "type": "10",
        "country": "UA",
        "identifier": None,
    }
    return {
        **written_link(data),
        "kind": "equipment",
        "amount": "2500000.00",
        "amount_upper": None,
        "amount_hedge": "exact",
        "currency": "USD",
        "valuation_basis": "stated",
        "period": {"start": None, "end": "2027-03-31"},
        "project": {
            "id": data.project.pk,
            "title": {"en": "Warm winter", "uk": None},
            "url": f"{SITE}/en/projects/{data.project.pk}/",
        },
        "sectors": [{"sector": "energy", "dac_code": "23630"}],
        "places": [{"code": "UA-63", "name": "Kharkiv region"}],
        "parties": [
            {"role": "funding", "iati_role": "1", "organisation": written_japan(data)},
            {"role": "recipient", "iati_role": None, "organisation": service},
            {"role": "implementing", "iati_role": "4", "organisation": undp},
        ],
        "withheld": [],
        "first_reported": "2026-11-02",
        "independent_sources": 2,
        "sources_withheld": False,
        "updated_at": NOW,
    }


def written_source(data: Everything) -> dict[str, Any]:
    """Return the first release as it is named as a source."""
    return {
        "id": data.release.pk,
        "title": "Statement",
        "publisher": "Ministry of Internal Affairs of Ukraine",
        "published_on": "2026-11-02",
        "source_url": "https://example.org/releases/1",
        "url": f"{SITE}/en/releases/{data.release.pk}/",
    }


def fact(name: str, value: str, words: str, **more: Any) -> dict[str, Any]:
    return {"fact": name, "value": value, "role": None, "quantity": None, "unit": None, **more, **span(words)}


def written_claim(data: Everything) -> dict[str, Any]:
    """Return the first report without where it is linked from."""
    return {
        "id": data.first.pk,
        "relation": "first",
        "kind": "equipment",
        "status": "announced",
        "amount": "2500000.00",
        "amount_upper": None,
        "amount_hedge": "exact",
        "currency": "USD",
        "period": {"start": None, "end": "2027-03-31"},
        "passage": span(PASSAGE),
        "decided_evidence": [],
        "evidence": [
            fact("party", "Japan", "Japan", role="funding"),
            fact("status", "announced", "will hand over"),
            fact("item", "generators", "10 generators", quantity="10.00"),
            fact(
                "party",
                "State Emergency Service of Ukraine",
                "State Emergency Service of Ukraine",
                role="recipient",
            ),
            fact("place", "UA-63", "Kharkiv region"),
            fact("sector", "energy", "energy sector"),
            fact("amount", "2500000.00 USD", "USD 2.5 million"),
            fact("period", "../2027-03-31", "by 31 March 2027"),
        ],
    }


def written_line(data: Everything) -> dict[str, Any]:
    """Return the line's account as every list shows it."""
    return {
        "id": data.line.pk,
        "name": {"en": "generators", "uk": "генератори"},
        "category": "generator_power",
        "unit": None,
        "promised": "10.00",
        "shipped": {"known": "4.00", "upper": None, "at_least": True},
        "handed_over": {"known": "4.00", "upper": "4.00", "at_least": False},
        "on_balance": {"known": "0.00", "upper": "0.00", "at_least": False},
        "outstanding": "6.00",
        "outstanding_upper": "6.00",
        "exceeds_promise": False,
    }


def written_deliveries(data: Everything) -> dict[str, Any]:
    """Return the words of the promise and the deliveries, as a whole line shows them."""
    later = f"Follow-up\n\n{PASSAGE}"
    return {
        "evidence": {"claim": data.first.pk, "release": data.release.pk, **span("10 generators")},
        "deliveries": [
            {
                "id": data.delivery.pk,
                "stage": "handed_over",
                "counting": "increment",
                "quantity": "4.00",
                "happened_on": "2026-11-10",
                "value": "195000.00",
                "value_upper": None,
                "value_hedge": "exact",
                "currency": "USD",
                "valuation_basis": "stated",
                "value_scope": "item",
                "reason": None,
                "occasion": None,
                "settled": None,
                "evidence": {"claim": data.second.pk, "release": data.later.pk, **span("10 generators", later)},
            },
            {
                "id": data.shipment.pk,
                "stage": "shipped",
                "counting": "increment",
                "quantity": None,
                "happened_on": None,
                "value": None,
                "value_upper": None,
                "value_hedge": None,
                "currency": None,
                "valuation_basis": None,
                "value_scope": None,
                "reason": "Act of acceptance.",
                "occasion": None,
                "settled": None,
                "evidence": None,
            },
        ],
    }


def written_need(data: Everything) -> dict[str, Any]:
    """Return the need as its release shows it."""
    return {
        "id": data.need.pk,
        "what": {"en": "drones", "uk": "дрони"},
        "category": "drone",
        "quantity": "40.00",
        "unit": None,
        "evidence": span("needs 40 drones", data.release.text),
        "repeats": None,
        "covered": True,
        "account": {
            "state": "part",
            "covered": "10.00",
            "at_least": False,
            "missing": "30.00",
            "asked": 1,
            "first_asked": "2026-11-02",
            "last_asked": "2026-11-02",
        },
        "coverage": [
            {
                "equipment": data.line.pk,
                "name": {"en": "generators", "uk": "генератори"},
                "quantity": str(Decimal("10.00")),
                "stands": True,
                "commitment": written_link(data),
            }
        ],
    }


def written_rungs(**given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the ladder with ``given`` on the rungs of these names and nothing on the others."""
    counted = {
        "under_consideration": False, "announced": True, "agreed": True, "in_delivery": True, "delivered": True,
        "completed": True, "suspended": False, "cancelled": False,
    }  # fmt: skip
    empty = {"count": 0, "without_amount": 0, "withheld": 0, "sums": []}
    return [{"status": name, "counted": flag, **empty, **given.get(name, {})} for name, flag in counted.items()]

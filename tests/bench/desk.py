"""A desk at work, made by the factories: claims that await a decision beside commitments of many donors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, cycle
from random import Random

from assistance.models import Claim, Commitment, Organisation
from assistance.vocabulary import CommitmentStatus, Fact, ItemCategory, OrganisationType, Region, Sector
from tests import factories as make
from tests.bench.texts import releases

#: States that give, each with two bodies; the first ones give most often, as in earnest.
STATES = "US DE GB JP CA FR PL NL NO SE DK IT FI LT LV EE CZ SK ES BE AT CH AU KR IE LU PT RO BG GR".split()
THINGS = {
    "generators": ItemCategory.GENERATOR_POWER,
    "fire engines": ItemCategory.FIRE_RESCUE,
    "metal detectors": ItemCategory.DETECTOR,
    "radios": ItemCategory.IT_COMMS,
    "ambulances": ItemCategory.VEHICLE,
    "helmets": ItemCategory.PROTECTIVE,
    "kitchen sets": ItemCategory.OTHER,
}
LAST_DAY = date(2026, 11, 1)
#: One claim in so many says again what a commitment says.
REPEATED = 5


@dataclass(frozen=True)
class Promise:
    """What a release says: who gives how many of what, worth how much, how surely, and when it was published."""

    donor: Organisation
    number: int
    thing: str
    amount: int
    currency: str
    status: CommitmentStatus
    day: date

    @property
    def passage(self) -> str:
        """The promise in words."""
        return (
            f"{self.donor.name_en} will hand over {self.number} {self.thing} to the State Emergency Service of Ukraine "
            f"in Kharkiv region. The equipment, worth {self.currency} {self.amount:,}, is to come by 31 March 2027."
        )


class Desk:
    """Makes donors, commitments and claims unlike one another, and the same ones every time."""

    def __init__(self, *, commitments: int, waiting: int) -> None:
        self.random = Random(7)
        self.numbers = count(1)
        self.texts = cycle(releases("en", 2000))
        self.service = make.OrganisationFactory(emergency_service=True)
        self.donors = [
            self._donor(f"{name} of {state}", state) for name in ("Government", "Agency") for state in STATES
        ]
        self.officer = make.UserFactory(username="chief", superuser=True)
        promises = [self._promise() for _ in range(commitments)]
        for promise in promises:
            self._commitment(promise)
        for number in range(waiting):
            self._claim(self._promise() if number % REPEATED else self.random.choice(promises))

    def _donor(self, name: str, state: str) -> Organisation:
        kind = OrganisationType.GOVERNMENT.value
        donor: Organisation = make.OrganisationFactory(name_en=name, name_uk=f"{name} (укр.)", type=kind, country=state)
        return donor

    def _promise(self) -> Promise:
        chosen = self.random.choice
        return Promise(
            donor=self.donors[int(self.random.paretovariate(0.7)) % len(self.donors)],
            number=self.random.randint(2, 60),
            thing=chosen(list(THINGS)),
            amount=self.random.randint(1, 400) * 25_000,
            currency=chosen(("USD", "EUR", "GBP")),
            status=chosen(list(CommitmentStatus)),
            day=LAST_DAY - timedelta(days=self.random.randint(0, 1000)),
        )

    def _claim(self, promise: Promise, *, public: bool = False) -> Claim:
        title = f"{promise.thing.capitalize()} from {promise.donor.name_en}"
        text = f"{title}\n\n{promise.passage}\n\n{next(self.texts)}\n\nRelease {next(self.numbers)}"
        claim: Claim = make.ClaimFactory(
            release=make.ReleaseFactory(text=text, public=public, published_on=promise.day),
            words=promise.passage,
            status=promise.status,
            amount=Decimal(promise.amount),
            currency=promise.currency,
            period_end=date(2027, 3, 31),
        )
        for fact, words in (
            (Fact.STATUS, "will hand over"),
            (Fact.AMOUNT, f"{promise.currency} {promise.amount:,}"),
            (Fact.PERIOD, "by 31 March 2027"),
        ):
            make.ClaimEvidenceFactory(claim=claim, fact=fact, words=words)
        donor = promise.donor.name_en
        make.ClaimPartyFactory(claim=claim, name=donor, words=donor, country=promise.donor.country)
        make.ClaimPartyFactory(claim=claim, recipient=True)
        told, kind = f"{promise.number} {promise.thing}", THINGS[promise.thing]
        make.ClaimItemFactory(claim=claim, name=promise.thing, category=kind, quantity=promise.number, words=told)
        make.ClaimPlaceFactory(claim=claim, words="Kharkiv region")
        make.ClaimSectorFactory(claim=claim, sector=Sector.ENERGY, words="equipment")
        return claim

    def _commitment(self, promise: Promise) -> Commitment:
        claim = self._claim(promise, public=True)
        item = claim.items.get()
        commitment: Commitment = make.CommitmentFactory(
            public=True,
            title_en=f"{item.name} from {promise.donor.name_en}".capitalize(),
            status=claim.status,
            amount=claim.amount,
            currency=claim.currency,
            valuation_basis="stated",
            donors=[promise.donor],
            recipients=[self.service],
            sectors=[self.random.choice(list(Sector))],
            regions=[self.random.choice(list(Region))],
            claims=[claim],
            period_end=claim.period_end,
        )
        make.EquipmentLineFactory(
            commitment=commitment, name_en=item.name, category=item.category, quantity=item.quantity, claim_item=item
        )
        make.StatusChangeFactory(commitment=commitment, claim=claim, reason="", made_by=self.officer)
        make.DecisionFactory(claim=claim, commitment=commitment, made_by=self.officer)
        return commitment

"""A small public world: commitments with all that belongs to them, and ways to walk every page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import override

from assistance.models import Commitment, Need, Organisation, Project, Release, StatedTotal
from assistance.models.history import write
from assistance.review import accept, change_status, merge, publish, withhold
from assistance.vocabulary import (
    CommitmentStatus,
    Counting,
    DeliveryStage,
    ItemCategory,
    PartyRole,
    Region,
    Relation,
    Sector,
    Visibility,
)
from assistance.web.chart_pages import SUBJECTS
from assistance.web.embeds import SHAPES
from assistance.web.urls import urlpatterns
from tests import factories as make

LANGUAGES = ("en", "uk")
LISTS = [str(pattern.name) for pattern in urlpatterns if not {"<", "."} & set(str(pattern.pattern))]
DETAILS: dict[str, type[Model]] = {
    "commitment": Commitment,
    "donor": Organisation,
    "recipient": Organisation,
    "project": Project,
    "release": Release,
    "need": Need,
    "donor-timeline": Organisation,
    "recipient-timeline": Organisation,
    "project-timeline": Project,
}
#: The lists that can be downloaded.
DOWNLOADS = ("commitments", "donors", "recipients", "projects", "releases", "equipment", "needs", "changes")
#: The files of one record: how it is cited, by name, and the pages that have such.
CITED: dict[str, type[Model]] = {
    f"{name}-{form}": DETAILS[name] for name in ("commitment", "release") for form in ("bib", "csl")
}
#: The files of charts.
FILES = ("chart-svg", "chart-csv", "chart-twin")
#: The files that have one address each.
SINGLE_FILES = (
    "converted-svg",
    "converted-csv",
    "completeness-csv",
    "equipment-svg",
    "equipment-csv",
    "changes-feed",
    "commitments-feed",
    "overview-twin",
    "places-twin",
    "equipment-overview-twin",
    "converted-twin",
)
#: The records that have their rows as JSON too.
TWINS: dict[str, type[Model]] = {
    f"{name}-twin": DETAILS[name] for name in ("donor", "recipient", "project", "release", "need")
}


@pytest.fixture
def empty_cache() -> Iterator[None]:
    """A part of the cache for this test alone: to clear a cache that workers share would clear it under the others."""
    usual, cache.key_prefix = cache.key_prefix, uuid4().hex
    yield
    cache.key_prefix = usual


@dataclass
class World:
    """What was made, the latest of each kind last."""

    donors: list[Organisation] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)

    def addresses(self) -> dict[str, str]:
        """Return an address for every page, by name; of a page of one thing that of the first made."""
        found = {name: address(name) for name in LISTS}
        found["commitment"] = address("commitment", self.commitments[0])
        found["donor"] = address("donor", self.donors[0])
        found["recipient"] = address("recipient", self.commitments[0].parties.get(role="recipient").organisation)
        found["project"] = address("project", self.projects[0])
        found["release"] = address("release", self.releases[0])
        found["need"] = address("need", self.needs[0])
        found["donor-timeline"] = address("donor-timeline", self.donors[0])
        found["project-timeline"] = address("project-timeline", self.projects[0])
        found["equipment-category"] = category_address("generator_power")
        found["chart"] = chart_address("chart", "donor")
        return found


def address(name: str, row: Model | int | None = None, language: str = "en") -> str:
    """Return the address of a page in ``language``."""
    key = row.pk if isinstance(row, Model) else row
    with override(language):
        return reverse(f"web:{name}", kwargs={} if key is None else {"pk": key})


def chart_address(name: str, subject: str, language: str = "en") -> str:
    """Return the address of a chart's page or file in ``language``."""
    with override(language):
        return reverse(f"web:{name}", args=[subject])


def category_address(category: str, language: str = "en") -> str:
    """Return the address of the page of one category of equipment in ``language``."""
    with override(language):
        return reverse("web:equipment-category", args=[category])


def file_address(name: str, ending: str, language: str = "en") -> str:
    """Return the address of a list as a file in ``language``."""
    with override(language):
        return reverse(f"web:{name}-file", args=[ending])


def record_address(name: str, row: Model | int, ending: str, language: str = "en") -> str:
    """Return the address of one record as a file in ``language``."""
    with override(language):
        return reverse(f"web:{name}-file", args=[row.pk if isinstance(row, Model) else row, ending])


def embed_address(shape: str, language: str = "en") -> str:
    """Return the address of what other sites may frame."""
    with override(language):
        return reverse("web:embed", args=[shape])


def category_addresses(language: str) -> Iterator[str]:
    """Yield the address of the page of every category of equipment, and of its JSON."""
    for category in ItemCategory:
        yield category_address(category, language)
        yield f"{category_address(category, language).rstrip('/')}.json"


def every_address() -> Iterator[str]:
    """Yield every address there is: each list, and a page for every stored row, public or not, in each language."""
    for language in LANGUAGES:
        for shape in SHAPES:
            yield embed_address(shape, language)
        for subject in SUBJECTS:
            for name in ("chart", *FILES):
                yield chart_address(name, subject, language)
        yield from category_addresses(language)
        for name in (*LISTS, *SINGLE_FILES):
            yield address(name, language=language)
        for name in DOWNLOADS:
            yield from (file_address(name, ending, language) for ending in ("csv", "json"))
        for name, model in {**DETAILS, **CITED, **TWINS}.items():
            for row in model._default_manager.all():
                yield address(name, row, language)
        for row in Commitment.objects.all():
            yield from (record_address("commitment", row, ending, language) for ending in ("csv", "json"))


def add_commitment(world: World, number: int) -> None:
    """Add a public commitment with a public release, evidence for every fact, equipment, a need and a total."""
    release = make.ReleaseFactory(public=True, retelling=number % 2 == 1, published_on=date(2026, 1, 1 + number))
    claim = make.ClaimFactory(complete=True, release=release)
    if number % 5 == 0:
        world.donors.append(make.OrganisationFactory(aliases=(f"Giver {number}",)))
    project = make.ProjectFactory(with_sector=True, with_place=True, with_reference=True)
    commitment = make.CommitmentFactory(
        public=True,
        with_amount=True,
        with_recipient=True,
        project=project,
        donors=[world.donors[-1]],
        implementers=[make.OrganisationFactory()],
        sectors=[Sector.ENERGY],
        regions=[Region.KHARKIV],
        claims=[claim],
        period_end=date(2027, 3, 31),
    )
    make.StatusChangeFactory(commitment=commitment, claim=claim, reason="")
    make.DecisionFactory(claim=claim, commitment=commitment, changes={"kind": {"read": "training", "decided": "mixed"}})
    line = make.EquipmentLineFactory(commitment=commitment, claim_item=claim.items.get())
    day = release.published_on
    make.DeliveryEventFactory(line=line, claim=claim, claim_item=claim.items.get(), note="", happened_on=day)
    make.DeliveryEventFactory(line=line, stage=DeliveryStage.SHIPPED, counting=Counting.RUNNING_TOTAL, happened_on=day)
    need = make.NeedFactory(release=release, visibility=Visibility.PUBLIC)
    make.NeedCoverageFactory(need=need, line=line)
    total = make.StatedTotalFactory(release=release, visibility=Visibility.PUBLIC, donors=[world.donors[-1]])
    make.TrapFactory(release=release)
    world.commitments.append(commitment)
    world.releases.append(release)
    world.projects.append(project)
    world.needs.append(need)
    world.totals.append(total)


@pytest.fixture
def grow(db: None) -> Callable[[World, int], World]:
    """Return a function that adds so many commitments to a world."""

    def add(world: World, number: int) -> World:
        for _ in range(number):
            add_commitment(world, len(world.commitments))
        return world

    return add


@pytest.fixture
def world(grow: Callable[[World, int], World]) -> World:
    """Two public commitments with all that belongs to them."""
    return grow(World(), 2)


def noon_of(day: int) -> time_machine.travel:
    """Stop the clock at noon of a day in December 2026."""
    return time_machine.travel(datetime(2026, 12, day, 12, tzinfo=ZoneInfo("Europe/Kyiv")), tick=False)


@dataclass
class Month:
    """A month in which something of every kind happened."""

    commitment: Commitment
    need: Need
    donor: Organisation
    recipient: Organisation


@pytest.fixture
def month(staff: User) -> Iterator[Month]:
    """Return what a month brought, on the evening of its tenth day."""
    with noon_of(1):
        made = accept(
            make.ClaimFactory(complete=True, release__published_on=date(2026, 11, 20)), by=staff, publish=True
        )
    commitment = Commitment.objects.get(pk=made.pk)
    with noon_of(2):
        change_status(
            commitment, to=CommitmentStatus.AGREED, by=staff, reason="Signed in Tokyo.", happened_on=date(2026, 11, 30)
        )
    with noon_of(3):
        commitment.amount = Decimal(3_000_000)
        write(commitment, by=staff)
        commitment.period_end = date(2028, 1, 31)
        write(commitment, by=staff)
    with noon_of(4):
        claim = make.ClaimFactory(complete=True, status="delivered", release__title="Handed over")
        merge(claim, into=commitment, relation=Relation.DELIVERS, by=staff)
    with noon_of(5):
        need = make.NeedFactory()
        publish(need, by=staff)
    with noon_of(6):
        hidden = make.CommitmentFactory(public=True, title_en="Veiled aid", title_uk="Потаємна допомога")
    with noon_of(7):
        withhold(hidden, by=staff, reason="Nobody may know.")
    with noon_of(10):
        yield Month(
            commitment=commitment,
            need=need,
            donor=commitment.parties.get(role=PartyRole.FUNDING).organisation,
            recipient=commitment.parties.get(role=PartyRole.RECIPIENT).organisation,
        )

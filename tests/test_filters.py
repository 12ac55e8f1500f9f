from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model, Sum
from django.http import QueryDict
from django_filters import FilterSet

from assistance import filters
from assistance.models import Commitment, EquipmentLine, Need, Organisation, Project, Release
from assistance.reports import ladder
from assistance.review.search import refresh_search_text
from assistance.vocabulary import PartyRole, Region, Sector
from tests.factories import (
    CommitmentClaimFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    CommitmentPlaceFactory,
    CommitmentSectorFactory,
    EquipmentLineFactory,
    NeedCoverageFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
)

pytestmark = pytest.mark.django_db


def commitments(query: str) -> FilterSet:
    return filters.CommitmentFilter(QueryDict(query), queryset=Commitment.objects.published().newest_first())


def organisations(query: str) -> FilterSet:
    donors = Organisation.objects.published_in_role(PartyRole.FUNDING)
    return filters.OrganisationFilter(QueryDict(query), queryset=donors)


def projects(query: str) -> FilterSet:
    return filters.ProjectFilter(QueryDict(query), queryset=Project.objects.published())


def lines(query: str) -> FilterSet:
    return filters.EquipmentFilter(QueryDict(query), queryset=EquipmentLine.objects.published())


def releases(query: str) -> FilterSet:
    return filters.ReleaseFilter(QueryDict(query), queryset=Release.objects.published())


def needs(query: str) -> FilterSet:
    return filters.NeedFilter(QueryDict(query), queryset=Need.objects.published())


def found(filterset: FilterSet) -> list[Model]:
    assert filterset.is_valid(), filterset.errors
    return list(filterset.qs)


def public(**facts: Any) -> Commitment:
    return CommitmentFactory(public=True, **facts)


def searchable(**facts: Any) -> Commitment:
    commitment = public(**facts)
    refresh_search_text(commitment)
    return commitment


def reported(*days: str, **facts: Any) -> Commitment:
    """Return a commitment that releases of ``days`` speak of, the first of them being the first report."""
    commitment = public(**facts)
    for number, day in enumerate(days):
        relation = "repeats" if number else "first"
        CommitmentClaimFactory(commitment=commitment, relation=relation, claim__release__published_on=day)
    return commitment


# Commitments


@pytest.mark.parametrize(
    "words", ["generators", "GENERATORS mobile", "станції", "СТАНЦІЇ", "japan", "JP-Aid", "clearance"]
)
def test_commitment_search_finds_every_word_in_any_case(words: str) -> None:
    wanted = searchable(
        title_en="Mobile generators",
        title_uk="Пересувні станції",
        donors=[OrganisationFactory(japan=True, aliases=["JP-Aid"])],
        project=ProjectFactory(title_en="Mine clearance"),
    )
    searchable(title_en="Vehicles", title_uk="Авто")
    assert found(commitments(f"q={words}")) == [wanted]


@pytest.mark.parametrize("words", ["generators vehicles", "%25", "_", "nothing"])
def test_commitment_search_without_all_words_finds_none(words: str) -> None:
    searchable(title_en="Mobile generators")
    searchable(title_en="Vehicles")
    assert found(commitments(f"q={words}")) == []


def test_commitment_filter_without_conditions_keeps_all() -> None:
    everything = {public(), public()}
    assert set(found(commitments("q=&project=&year=&has_amount=&order="))) == everything


def by_status() -> tuple[str, Commitment]:
    public(status="announced")
    return "status=agreed", public(status="agreed")


def by_donor() -> tuple[str, Commitment]:
    donor = OrganisationFactory()
    public(recipients=[donor])
    wanted = public(donors=[donor, OrganisationFactory()])
    return f"donor={donor.pk}", wanted


def by_recipient() -> tuple[str, Commitment]:
    service = OrganisationFactory()
    public(donors=[service])
    return f"recipient={service.pk}", public(recipients=[service])


def by_channel() -> tuple[str, Commitment]:
    channel = OrganisationFactory()
    public(donors=[channel], recipients=[channel])
    wanted = public(implementers=[channel, OrganisationFactory()])
    CommitmentPartyFactory(commitment=wanted, organisation=channel, role="extending")
    return f"channel={channel.pk}", wanted


def by_month() -> tuple[str, Commitment]:
    reported("2026-04-01")
    reported("2025-03-31", "2026-03-15")
    return "month=2026-03", reported("2026-03-31", "2026-04-02")


def by_project() -> tuple[str, Commitment]:
    public(with_project=True)
    wanted = public(with_project=True)
    return f"project={wanted.project.pk}", wanted


def by_kind() -> tuple[str, Commitment]:
    public(kind="equipment")
    return "kind=training", public(kind="training")


def by_sector() -> tuple[str, Commitment]:
    public(sectors=[Sector.ENERGY])
    return "sector=demining", public(sectors=[Sector.DEMINING, Sector.ENERGY])


def by_place() -> tuple[str, Commitment]:
    public(regions=[Region.LVIV])
    return "place=UA-63", public(regions=[Region.KHARKIV, Region.LVIV])


def by_item_category() -> tuple[str, Commitment]:
    EquipmentLineFactory(commitment=public(), category="drone")
    wanted = public()
    EquipmentLineFactory.create_batch(2, commitment=wanted, category="vehicle")
    return "item_category=vehicle", wanted


def by_currency() -> tuple[str, Commitment]:
    public(amount=Decimal(1), currency="EUR")
    return "currency=USD", public(amount=Decimal(1), currency="USD")


def by_amount() -> tuple[str, Commitment]:
    public()
    return "has_amount=true", public(with_amount=True)


def by_missing_amount() -> tuple[str, Commitment]:
    public(with_amount=True)
    return "has_amount=false", public()


def by_year() -> tuple[str, Commitment]:
    reported("2024-12-31", "2025-01-01")
    reported("2026-01-01")
    public()
    return "year=2025", reported("2025-12-31", "2026-01-01")


def by_all_at_once() -> tuple[str, Commitment]:
    donor = OrganisationFactory()
    public(donors=[donor])
    public(sectors=[Sector.ENERGY])
    return f"donor={donor.pk}&sector=energy", public(donors=[donor], sectors=[Sector.ENERGY])


COMMITMENT_CASES = [
    by_status, by_donor, by_channel, by_recipient, by_project, by_kind, by_sector, by_place, by_item_category,
    by_currency, by_amount, by_missing_amount, by_year, by_month, by_all_at_once,
]  # fmt: skip


@pytest.mark.parametrize("case", COMMITMENT_CASES)
def test_commitment_filter_keeps_what_matches(case: Callable[[], tuple[str, Commitment]]) -> None:
    query, wanted = case()
    assert found(commitments(query)) == [wanted]


def test_commitment_filter_with_two_values_keeps_either() -> None:
    agreed, announced = public(status="agreed"), public(status="announced")
    public(status="cancelled")
    assert set(found(commitments("status=agreed&status=announced"))) == {agreed, announced}


BAD_COMMITMENT_QUERIES = [
    "status=promised", "donor=0", "donor=x", "recipient=1", "project=x", "kind=money", "sector=war", "place=UA-99",
    "item_category=toy", "currency=XXX", "has_amount=maybe", "has_amount=2", "year=1989", "year=2101", "year=soon",
    "year=2024.5", "month=2024", "month=2024-13", "month=1989-12", "month=2024-06-01", "month=٢٠٢٤-٠٦",
    "order=random", "q=%00",
    *(f"{name}=99999999999999999999" for name in ("donor", "channel", "recipient", "project")),
]  # fmt: skip


@pytest.mark.parametrize("query", BAD_COMMITMENT_QUERIES)
def test_commitment_filter_with_bad_value_names_the_field(query: str) -> None:
    assert list(commitments(query).errors) == [query.partition("=")[0]]


@pytest.mark.parametrize("hidden", ["draft", "withheld"])
@pytest.mark.parametrize("name", ["donor", "recipient", "project"])
def test_commitment_filter_with_choice_of_hidden_commitment_refuses_it(name: str, hidden: str) -> None:
    organisation = OrganisationFactory()
    commitment = CommitmentFactory(
        visibility=hidden, donors=[organisation], recipients=[organisation], with_project=True
    )
    key = commitment.project.pk if name == "project" else organisation.pk
    assert list(commitments(f"{name}={key}").errors) == [name]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", ["early", "late", "later-key", "none"]),
        ("oldest", ["late", "early", "none", "later-key"]),
        ("amount", ["late", "early", "later-key", "none"]),
        ("title", ["early", "late", "later-key", "none"]),
    ],
)
def test_commitment_order_ends_on_the_key_with_the_unknown_last(order: str, expected: list[str]) -> None:
    reported("2026-02-01", title_en="early", amount=Decimal(1), currency="USD")
    reported("2026-03-01", "2026-01-15", title_en="late", amount=Decimal(9), currency="EUR")
    public(title_en="none")
    public(title_en="later-key", amount=Decimal(5), currency="ZWG")
    assert [row.title_en for row in found(commitments(f"order={order}"))] == expected


SUM_QUERIES = [
    "q=", "status=announced", "donor={donor}", "recipient={recipient}", "sector=energy&sector=demining",
    "place=UA-63&place=UA-46", "item_category=vehicle&item_category=drone", "has_amount=true", "currency=USD",
    "year=2026", "month=2026-01", "order=newest", "order=oldest", "order=amount", "order=title",
    "donor={donor}&recipient={recipient}&sector=energy&place=UA-63&item_category=drone&year=2026&order=oldest",
]  # fmt: skip


@pytest.mark.parametrize("query", SUM_QUERIES)
def test_commitment_sums_over_many_related_rows_count_each_once(query: str) -> None:
    donors, recipients = OrganisationFactory.create_batch(2), OrganisationFactory.create_batch(2)
    for _ in range(2):
        commitment = reported(
            "2026-01-01", "2026-02-01", "2026-03-01",
            donors=donors, recipients=recipients, sectors=[Sector.ENERGY, Sector.DEMINING],
            regions=[Region.KHARKIV, Region.LVIV], amount=Decimal(100), currency="USD",
        )  # fmt: skip
        for category in ("vehicle", "drone", "drone"):
            EquipmentLineFactory(commitment=commitment, category=category)
    chosen = commitments(query.format(donor=donors[0].pk, recipient=recipients[0].pk)).qs
    (rung,) = [rung for rung in ladder(chosen).rungs if rung.count]
    assert (rung.count, rung.sums[0].amount) == (2, Decimal(200))
    assert len(chosen) == chosen.count() == 2


@pytest.mark.parametrize("query", SUM_QUERIES[:10])
def test_commitment_filter_alone_joins_nothing_a_sum_could_multiply(query: str) -> None:
    donor, service = OrganisationFactory(), OrganisationFactory()
    commitment = reported(
        "2026-01-01", "2026-02-01",
        donors=[donor], recipients=[service], sectors=[Sector.ENERGY, Sector.DEMINING],
        regions=[Region.KHARKIV, Region.LVIV], amount=Decimal(100), currency="USD",
    )  # fmt: skip
    for category in ("vehicle", "drone"):
        EquipmentLineFactory(commitment=commitment, category=category)
    query = query.format(donor=donor.pk, recipient=service.pk)
    chosen = filters.CommitmentFilter(QueryDict(query), queryset=Commitment.objects.published()).qs
    assert chosen.aggregate(total=Sum("amount"))["total"] == 100


def test_commitment_filter_keeps_the_valuation_basis() -> None:
    stated = CommitmentFactory(public=True, valuation_basis="stated")
    book = CommitmentFactory(public=True, valuation_basis="book")
    CommitmentFactory(public=True)
    assert set(found(commitments("valuation_basis=stated&valuation_basis=book"))) == {stated, book}
    assert list(commitments("valuation_basis=guess").errors) == ["valuation_basis"]


# Organisations


def donor(**facts: Any) -> Organisation:
    organisation = OrganisationFactory(**facts)
    public(donors=[organisation])
    return organisation


@pytest.mark.parametrize("words", ["Japan", "japan", "ЯПОНІЯ", "of japan", "%D1%8F%D0%BF%D0%BE%D0%BD"])
def test_organisation_search_finds_any_of_its_names(words: str) -> None:
    wanted = donor(japan=True, aliases=["Government of Japan"])
    donor(undp=True)
    assert found(organisations(f"q={words}")) == [wanted]


@pytest.mark.parametrize("query", ["type=40", "country=JP", "type=40&country=JP&type=10"])
def test_organisation_filter_keeps_what_matches(query: str) -> None:
    wanted = donor(type="40", country="JP")
    donor(type="11", country="DE")
    assert found(organisations(query)) == [wanted]


@pytest.mark.parametrize("query", ["type=99", "country=XX", "country=jp", "q=%00"])
def test_organisation_filter_with_bad_value_names_the_field(query: str) -> None:
    assert list(organisations(query).errors) == [query.partition("=")[0]]


# Projects


def test_project_filter_keeps_the_sectors_once() -> None:
    wanted, other = ProjectFactory(with_sector=True), ProjectFactory()
    for project in (wanted, wanted, other):
        public(project=project)
    wanted.sectors.create(sector="energy")
    assert found(projects("sector=demining&sector=energy")) == [wanted]


def test_project_filter_with_bad_value_names_the_field() -> None:
    assert list(projects("sector=war").errors) == ["sector"]


# Equipment


def line(category: str = "vehicle", donors: Iterable[Organisation] = (), **facts: Any) -> EquipmentLine:
    return EquipmentLineFactory(category=category, commitment__public=True, commitment__donors=donors, **facts)


def test_equipment_filter_keeps_the_category() -> None:
    wanted = line("drone")
    line("vehicle")
    assert found(lines("category=drone")) == [wanted]


def test_equipment_filter_keeps_the_donor_once() -> None:
    giver, other = OrganisationFactory(), OrganisationFactory()
    wanted = line(donors=[giver, other])
    CommitmentPartyFactory(commitment=line(donors=[other]).commitment, organisation=giver, implementer=True)
    assert found(lines(f"donor={giver.pk}")) == [wanted]
    assert len(found(lines(f"donor={giver.pk}&donor={other.pk}"))) == 2


def test_equipment_filter_keeps_the_commitment() -> None:
    wanted = line()
    line()
    assert found(lines(f"commitment={wanted.commitment.pk}")) == [wanted]


@pytest.mark.parametrize(
    "query",
    ["category=toy", "donor=0", "commitment=x", "commitment=99999999999999999999", "donor=99999999999999999999"],
)
def test_equipment_filter_with_bad_value_names_the_field(query: str) -> None:
    assert list(lines(query).errors) == [query.partition("=")[0]]


def test_equipment_filter_with_hidden_commitment_refuses_it() -> None:
    hidden = CommitmentFactory(donors=[OrganisationFactory()])
    assert list(lines(f"commitment={hidden.pk}").errors) == ["commitment"]


# Releases


@pytest.mark.parametrize(
    "query",
    [
        "publisher=UNDP",
        "language=uk",
        "published_after=2026-06-01",
        "published_after=2026-06-01&published_before=2026-06-01",
    ],
)
def test_release_filter_keeps_what_matches(query: str) -> None:
    wanted = ReleaseFactory(public=True, publisher="UNDP", language="uk", published_on=date(2026, 6, 1))
    ReleaseFactory(public=True, publisher="Ministry", published_on=date(2026, 5, 31))
    ReleaseFactory(public=True, publisher="Ministry", published_on=None)
    assert found(releases(query)) == [wanted]


def test_release_filter_until_a_day_keeps_that_day() -> None:
    wanted = ReleaseFactory(public=True, published_on=date(2026, 6, 1))
    ReleaseFactory(public=True, published_on=date(2026, 6, 2))
    assert found(releases("published_before=2026-06-01")) == [wanted]


@pytest.mark.parametrize(
    "query", ["publisher=Nobody", "language=fr", "published_after=soon", "published_before=2026-13-01"]
)
def test_release_filter_with_bad_value_names_the_field(query: str) -> None:
    assert list(releases(query).errors) == [query.partition("=")[0]]


def test_release_filter_with_publisher_of_hidden_release_refuses_it() -> None:
    ReleaseFactory(publisher="Hidden publisher")
    assert list(releases("publisher=Hidden publisher").errors) == ["publisher"]


# Needs


def test_need_filter_keeps_the_category() -> None:
    wanted = NeedFactory(public=True, category="drone")
    NeedFactory(public=True, category="vehicle")
    assert found(needs("category=drone")) == [wanted]


def test_need_filter_tells_covered_from_open_once() -> None:
    covered, open_ = NeedFactory(public=True), NeedFactory(public=True)
    for _ in range(2):
        NeedCoverageFactory(need=covered, line=line())
    assert found(needs("covered=true")) == [covered]
    assert found(needs("covered=false")) == [open_]


@pytest.mark.parametrize("hidden", ["draft", "withheld"])
def test_need_filter_with_coverage_by_hidden_commitment_takes_it_as_open(hidden: str) -> None:
    need = NeedFactory(public=True)
    NeedCoverageFactory(need=need, line__commitment__visibility=hidden)
    assert found(needs("covered=true")) == []
    assert found(needs("covered=false")) == [need]


def test_need_filter_tells_how_far_it_is_covered_by_what_stands() -> None:
    is_open, part, full, vague, cancelled = (NeedFactory(public=True) for _ in range(5))
    for need, quantity in ((part, 10), (full, 40), (vague, None)):
        NeedCoverageFactory(need=need, line=line(), quantity=quantity)
    NeedCoverageFactory(need=cancelled, line=line(commitment__status="cancelled"), quantity=40)
    assert set(found(needs("coverage=open"))) == {is_open, cancelled}
    assert found(needs("coverage=part")) == [part]
    assert found(needs("coverage=covered")) == [full]
    assert found(needs("coverage=unknown")) == [vague]
    assert set(found(needs("coverage=part&coverage=covered"))) == {part, full}


def test_need_filter_tells_what_was_asked_again() -> None:
    again, once = NeedFactory(public=True), NeedFactory(public=True)
    repeated = NeedFactory(public=True, repeats=again)
    NeedFactory(repeats=once)
    assert set(found(needs("asked_again=true"))) == {again, repeated}
    assert found(needs("asked_again=false")) == [once]


@pytest.mark.parametrize("query", ["category=toy", "covered=perhaps", "covered=2"])
def test_need_filter_with_bad_value_names_the_field(query: str) -> None:
    assert list(needs(query).errors) == [query.partition("=")[0]]


def test_filters_of_sectors_and_places_without_joins_keep_rows_single() -> None:
    commitment = public()
    CommitmentSectorFactory(commitment=commitment, sector="energy")
    CommitmentSectorFactory(commitment=commitment, sector="demining")
    CommitmentPlaceFactory(commitment=commitment, region="UA-63")
    CommitmentPlaceFactory(commitment=commitment, region="UA-46")
    assert found(commitments("sector=energy&sector=demining&place=UA-63&place=UA-46")) == [commitment]

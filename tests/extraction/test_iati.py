"""What an IATI activity says: rows of XML and the finding they make."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistance.extraction import Claim, read_activity
from assistance.vocabulary import CommitmentStatus, Hedge, ItemCategory, Kind, PartyRole, Region, Sector

DAY = date(2024, 5, 6)
REPORTING = '<reporting-org ref="XM-9" type="40"><narrative>Fund</narrative></reporting-org>'
UA = '<recipient-country code="UA"/>'
OWN = 'vocabulary="99" vocabulary-uri="https://aid.example.org/en/method/"'


def claim_in(*elements: str, country: str = UA, attributes: str = 'default-currency="USD"') -> Claim:
    (claim,) = read_activity(
        text_of(*elements, country=country, attributes=attributes), country="UA", published=DAY
    ).found.claims
    return claim


def text_of(*elements: str, country: str = UA, attributes: str = 'default-currency="USD"') -> str:
    inner = "".join((REPORTING, "<title><narrative>Сітки &amp; grids</narrative></title>", country, *elements))
    return f"<iati-activity {attributes}>{inner}</iati-activity>"


def transaction(kind: int, value: str, *inner: str, currency: str = "") -> str:
    told = f' currency="{currency}"' if currency else ""
    return f'<transaction><transaction-type code="{kind}"/><value{told}>{value}</value>{"".join(inner)}</transaction>'


def org(role: int, name: str, kind: str = "10", other: str = "") -> str:
    names = f'<narrative xml:lang="uk">{other}</narrative>' if other else ""
    names += f'<narrative xml:lang="en">{name}</narrative>'
    return f'<participating-org role="{role}" type="{kind}">{names}</participating-org>'


def test_every_fact_stands_on_its_element() -> None:
    party = '<participating-org role="1"><narrative>Японія</narrative></participating-org>'
    status, value = '<activity-status code="2"/>', "<value>4500000</value>"
    text = text_of(party, status, transaction(2, "4500000"))
    claim = read_activity(text, country="UA", published=DAY).found.claims[0]
    assert claim.parties[0].span.words(text) == party
    assert claim.status.span.words(text) == status
    assert claim.amount is not None
    assert claim.amount.span.words(text) == value


@pytest.mark.parametrize(
    ("elements", "first", "last"),
    [
        ([], "<title>", "</title>"),
        (["<description/>", org(1, "Japan"), org(4, "UNDP")], "<title>", 'en">Japan</narrative></participating-org>'),
        (["<description>" + "a" * 20_000 + "</description>", org(1, "Japan")], "<title>", "</title>"),
        ([transaction(2, "5")], "<reporting-org", "</title>"),
    ],
)
def test_passage_runs_from_the_title_to_the_donors(elements: list[str], first: str, last: str) -> None:
    text = text_of(*elements)
    words = read_activity(text, country="UA", published=DAY).found.claims[0].span.words(text)
    assert words.startswith(first)
    assert words.endswith(last)


def test_title_publisher_and_day_are_those_of_the_activity() -> None:
    read = read_activity(text_of(), country="UA", published=DAY)
    assert (read.publisher, read.found.title, read.found.language, read.found.published, read.found.version) == (
        "Fund", "Сітки & grids", "en", DAY, "iati-1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("elements", "status", "rule"),
    [
        (['<activity-status code="2"/>'], CommitmentStatus.IN_DELIVERY, "iati.activity-status"),
        (['<activity-status code="3"/>'], CommitmentStatus.DELIVERED, "iati.activity-status"),
        (['<activity-status code="4"/>'], CommitmentStatus.COMPLETED, "iati.activity-status"),
        (['<activity-status code="5"/>'], CommitmentStatus.CANCELLED, "iati.activity-status"),
        (['<activity-status code="6"/>'], CommitmentStatus.SUSPENDED, "iati.activity-status"),
        (['<activity-status code="1"/>', transaction(2, "5")], CommitmentStatus.AGREED, "iati.transaction-type"),
        (['<activity-status code="1"/>', transaction(11, "5")], CommitmentStatus.AGREED, "iati.transaction-type"),
        (['<activity-status code="1"/>', transaction(13, "5")], CommitmentStatus.ANNOUNCED, "iati.transaction-type"),
        (['<activity-status code="1"/>'], CommitmentStatus.UNDER_CONSIDERATION, "iati.pipeline"),
        (['<activity-status code="99"/>'], CommitmentStatus.UNDER_CONSIDERATION, "iati.pipeline"),
        ([], CommitmentStatus.UNDER_CONSIDERATION, "iati.pipeline"),
        (['<activity-status code="1"/>', f'<tag code="status-announced" {OWN}/>'],
         CommitmentStatus.ANNOUNCED, "iati.status-tag"),
        (['<activity-status code="2"/>', '<tag code="status-announced" vocabulary="99"/>'],
         CommitmentStatus.IN_DELIVERY, "iati.activity-status"),
    ],
)  # fmt: skip
def test_status_is_what_codes_and_transactions_tell(elements: list[str], status: CommitmentStatus, rule: str) -> None:
    claim = claim_in(*elements)
    assert (claim.status.value, claim.status.rule) == (status, rule)


SUMS = [
    ([transaction(2, "100.50"), transaction(2, "50")], "150.50", "USD", Hedge.EXACT),
    ([transaction(2, "100"), transaction(2, "-40"), transaction(3, "7")], "60", "USD", Hedge.EXACT),
    ([transaction(2, "100"), transaction(11, "90")], "100", "USD", Hedge.EXACT),
    ([transaction(12, "100", currency="JPY"), transaction(3, "5")], "100", "JPY", Hedge.EXACT),
    ([transaction(3, "100"), transaction(3, "5")], "105", "USD", Hedge.AT_LEAST),
    ([transaction(4, "100"), transaction(8, "5")], "100", "USD", Hedge.AT_LEAST),
]


@pytest.mark.parametrize(("elements", "value", "currency", "hedge"), SUMS)
def test_amount_is_the_sum_of_the_firmest_transactions(
    elements: list[str], value: str, currency: str, hedge: Hedge
) -> None:
    amount = claim_in(*elements).amount
    assert amount is not None
    assert (amount.value, amount.currency, amount.hedge) == (Decimal(value), currency, hedge)


@pytest.mark.parametrize(
    "elements",
    [
        [],
        [transaction(2, "5"), transaction(2, "5", currency="EUR")],
        [transaction(2, "5"), transaction(2, "about five")],
        [transaction(2, "5"), transaction(2, "NaN")],
        [transaction(2, "9" * 18)],
        [transaction(2, "1e999999")],
        [transaction(2, "5", currency="XXX")],
        [transaction(2, "-5")],
        [transaction(2, "0.001")],
        ["<transaction><transaction-type code='2'/></transaction>"],
        ["<budget><value>500</value></budget>"],
    ],
)
def test_amount_that_is_untold_unclear_or_of_two_currencies_is_none(elements: list[str]) -> None:
    assert claim_in(*elements).amount is None


def test_amount_without_any_currency_is_none() -> None:
    assert claim_in(transaction(2, "5"), attributes="").amount is None


def test_cancelled_activity_tells_what_was_called_off() -> None:
    amount = claim_in('<activity-status code="5"/>', transaction(11, "500"), transaction(11, "-500")).amount
    assert amount is not None
    assert amount.value == 500


@pytest.mark.parametrize(
    "country",
    [UA + '<recipient-country code="MD"/>', UA + '<recipient-region code="89"/>', ""],
)
def test_of_several_countries_only_transactions_of_this_one_count(country: str) -> None:
    claim = claim_in(transaction(2, "5"), transaction(2, "7", UA), country=country)
    assert claim.amount is not None
    assert claim.amount.value == 7
    assert claim_in(transaction(2, "5"), country=country).amount is None


def named(claim: Claim) -> list[tuple[str, str]]:
    return [(party.role.value, party.name) for party in claim.parties]


def test_parties_are_those_in_roles_and_receivers_without_one() -> None:
    receiver = "<receiver-org type='10'><narrative>SES</narrative></receiver-org>"
    partner = "<receiver-org><narrative>UNDP</narrative></receiver-org>"
    claim = claim_in(
        org(1, "Japan", other="Японія"), org(1, "Japan"), org(2, "MoFA"), org(3, "JICA"), org(4, "UNDP", "40"),
        org(9, "Nobody"), transaction(2, "5", receiver), transaction(3, "5", receiver), transaction(3, "5", partner),
    )  # fmt: skip
    assert named(claim) == [
        ("funding", "Japan"), ("accountable", "MoFA"), ("extending", "JICA"), ("implementing", "UNDP"),
        ("recipient", "SES"),
    ]  # fmt: skip
    assert claim.parties[0].type == "10"


def test_name_in_another_language_is_an_alias_and_an_identifier_stands_in_for_a_name() -> None:
    both = org(1, "Japan", other="Японія").replace("<participating-org ", '<participating-org ref="XM-DAC-701" ')
    claim = claim_in(both, '<participating-org role="4" ref="XM-DAC-41114" type="x"/>')
    assert [(party.name, party.aliases, party.type) for party in claim.parties] == [
        ("Japan", ("Японія", "XM-DAC-701"), "10"),
        ("XM-DAC-41114", (), None),
    ]
    assert claim_in('<participating-org role="4"/>').parties == ()


PROVIDER = "<provider-org><narrative>Giver</narrative></provider-org>"


@pytest.mark.parametrize(
    ("elements", "donors"),
    [
        ([transaction(1, "5", PROVIDER)], ["Giver"]),
        ([transaction(2, "5")], ["Fund"]),
        ([transaction(2, "5", PROVIDER)], ["Giver"]),
        ([transaction(11, "5")], []),
        ([org(1, "Japan"), transaction(2, "5", PROVIDER)], ["Japan"]),
        ([], []),
    ],
)
def test_without_a_funder_those_who_provide_are_donors(elements: list[str], donors: list[str]) -> None:
    claim = claim_in(*elements)
    assert [party.name for party in claim.parties if party.role is PartyRole.FUNDING] == donors


def test_secondary_reporter_is_no_donor() -> None:
    text = text_of(transaction(2, "5")).replace("<reporting-org ", '<reporting-org secondary-reporter="1" ')
    assert read_activity(text, country="UA", published=DAY).found.claims[0].parties == ()


@pytest.mark.parametrize(
    ("elements", "sectors"),
    [
        (['<sector code="15250"/>'], [Sector.DEMINING]),
        (['<sector vocabulary="1" code="12220"/>', '<sector vocabulary="2" code="122"/>'], [Sector.MEDICAL]),
        (['<sector vocabulary="2" code="231"/>', '<sector code="43010"/>'], [Sector.ENERGY, Sector.OTHER]),
        (['<sector code="15130"/>'], [Sector.OTHER]),
        (['<sector vocabulary="10" code="4"/>'], []),
        (['<sector vocabulary="1" code="15130"/>', f'<sector {OWN} code="border"/>'], [Sector.BORDER]),
        ([transaction(2, "5", '<sector code="74020"/>')], [Sector.FIRE_RESCUE]),
        (['<sector code="15250"/>', transaction(2, "5", '<sector code="74020"/>')], [Sector.DEMINING]),
        ([], []),
    ],
)
def test_sectors_are_those_of_dac_or_our_own(elements: list[str], sectors: list[Sector]) -> None:
    assert [each.value for each in claim_in(*elements).sectors] == sectors


def day(kind: int, iso: str) -> str:
    return f'<activity-date type="{kind}" iso-date="{iso}"/>'


@pytest.mark.parametrize(
    ("elements", "start", "end"),
    [
        ([day(1, "2024-01-01"), day(2, "2024-02-01"), day(3, "2025-01-01")], date(2024, 2, 1), date(2025, 1, 1)),
        ([day(1, "2024-01-01"), day(4, "2024-06-01"), day(3, "2025-01-01")], date(2024, 1, 1), date(2024, 6, 1)),
        ([day(1, "2024-01-01T00:00:00Z"), day(3, "soon")], date(2024, 1, 1), None),
        ([f'<tag code="start-unknown" {OWN}/>', day(1, "2024-01-01"), day(3, "2025-01-01")], None, date(2025, 1, 1)),
    ],
)
def test_period_is_from_actual_or_planned_days(elements: list[str], start: date | None, end: date | None) -> None:
    period = claim_in(*elements).period
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("elements", [[], [day(1, "soon")], [day(1, "2025-01-01"), day(3, "2024-01-01")]])
def test_period_that_is_untold_or_turned_round_is_none(elements: list[str]) -> None:
    assert claim_in(*elements).period is None


def indicator(title: str, *inner: str, measure: str = "1") -> str:
    told = f"<title><narrative>{title}</narrative></title>{''.join(inner)}"
    return f'<result><indicator measure="{measure}">{told}</indicator></result>'


def target(value: str, inner: str = "") -> str:
    return f'<period><target value="{value}">{inner}</target></period>'


OURS = '<reference vocabulary="99" code="drone" indicator-uri="https://aid.example.org/en/method/"/>'


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (indicator("Number of ambulances procured", target("12")), ("medical", Decimal(12), None)),
        (indicator("Generators", target("4", '<dimension name="unit" value="sets"/>')),
         ("generator_power", Decimal(4), "sets")),
        (indicator("Eyes in the sky", OURS, target("3")), ("drone", Decimal(3), None)),
        (indicator("Generators"), ("generator_power", None, None)),
        (indicator("Generators", target("many")), ("generator_power", None, None)),
        (indicator("Generators", target("1e30")), ("generator_power", None, None)),
        (indicator("Generators", target("-1")), ("generator_power", None, None)),
        (indicator("Generators", target("1"), target("2")), ("generator_power", None, None)),
    ],
)  # fmt: skip
def test_item_is_what_an_indicator_counts_and_an_unclear_number_is_unknown(
    element: str, expected: tuple[str, Decimal | None, str | None]
) -> None:
    (item,) = claim_in(element).items
    assert (item.category, item.quantity, item.unit) == (ItemCategory(expected[0]), *expected[1:])


@pytest.mark.parametrize(
    "element",
    [
        indicator("Number of people trained on demining machines", target("12")),
        indicator("Bus and trolleybus commercial speed", target("17")),
        indicator("Number of bus passengers", target("17")),
        indicator("Generators", target("12"), measure="2"),
        indicator("Kilometres of road", target("12")),
        "<result><indicator measure='1'/></result>",
    ],
)
def test_indicator_of_anything_else_is_no_item(element: str) -> None:
    assert claim_in(element).items == ()


def location(name: str, ref: str = "") -> str:
    return f'<location ref="{ref}"><name><narrative>{name}</narrative></name></location>'


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Kharkivska", Region.KHARKIV),
        ("Chernivetska oblast", Region.CHERNIVTSI),
        ("Dnipropetrovsk", Region.DNIPROPETROVSK),
        ("Lviv", Region.LVIV),
        ("Kyivska", Region.KYIV),
        ("Kyiv City", Region.KYIV_CITY),
        ("Рівненська область", Region.RIVNE),
        ("Kharkiv and Sumy regions", None),
        ("Rajshahi", None),
    ],
)
def test_region_is_told_by_its_name_in_either_language(name: str, region: Region | None) -> None:
    (place,) = claim_in(location(name)).places
    assert place.region == region


def test_places_bear_the_region_that_name_or_number_tells() -> None:
    told = (
        location("Kharkiv Oblast"),
        location("Харківська область"),
        location("Somewhere"),
        location("East", "UA-59"),
    )
    places = [(place.name, place.region) for place in claim_in(*told, "<location/>").places]
    assert places == [("Kharkiv Oblast", Region.KHARKIV), ("Somewhere", None), ("East", Region.SUMY)]
    both = UA + '<recipient-country code="MD"/>'
    assert [place.region for place in claim_in(*told, country=both).places] == [Region.KHARKIV, Region.SUMY]


@pytest.mark.parametrize(
    ("elements", "kind", "rule"),
    [
        ([f'<tag code="kind-training" {OWN}/>'], Kind.TRAINING, "iati.kind-tag"),
        ([transaction(3, "5", '<disbursement-channel code="4"/>')], Kind.EQUIPMENT, "iati.disbursement-channel"),
        (['<default-aid-type code="D02"/>'], Kind.SERVICES, "iati.aid-type"),
        (['<default-aid-type code="C01"/>'], Kind.MIXED, "iati.kind-untold"),
        ([], Kind.MIXED, "iati.kind-untold"),
    ],
)
def test_kind_is_told_by_channel_or_type_of_aid(elements: list[str], kind: Kind, rule: str) -> None:
    found = claim_in(*elements).kind
    assert (found.value, found.rule) == (kind, rule)


@pytest.mark.parametrize("text", ["", "no xml", "<a>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_element_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"XML|document type"):
        read_activity(text, country="UA", published=None)

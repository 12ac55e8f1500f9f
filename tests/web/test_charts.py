"""Charts: the same figures as drawing, table and file, in words, reachable, and never of what is outside every sum."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as some

from assistance.models import Commitment, Organisation
from assistance.presentation.charts import group_drawing, group_rows, ladder_drawing
from assistance.presentation.drawing import WIDTH, Bar, marks_of
from assistance.reports import groups, ladder, totals
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus
from tests import factories as make
from tests.web.conftest import LANGUAGES, address, chart_address
from tests.web.html import Page, page

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def japan() -> Organisation:
    """Japan, which promised USD 30 and EUR 5, agreed on USD 20 and merely considers USD 900."""
    japan = make.OrganisationFactory(japan=True)
    for status, amount, currency in (
        ("announced", 10, "USD"),
        ("announced", 20, "USD"),
        ("announced", 5, "EUR"),
        ("agreed", 20, "USD"),
        ("under_consideration", 900, "USD"),
        ("cancelled", 70, "USD"),
    ):
        make.CommitmentFactory(public=True, status=status, amount=amount, currency=currency, donors=[japan])
    make.CommitmentFactory(public=True, status="delivered", donors=[japan])
    return japan


def marks(found: Page) -> list[str]:
    """Return what the marks of the charts on a page say."""
    return [link.attributes["aria-label"] for link in found.all("a", class_="mark")]


def table(client: Client, subject: str, query: str = "", language: str = "en") -> list[dict[str, str]]:
    """Return the rows of a chart's file."""
    response = client.get(chart_address("chart-csv", subject, language) + query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_ladder_in_a_currency_tells_each_rung_and_what_it_holds(japan: Organisation) -> None:
    drawing = ladder_drawing(ladder(Commitment.objects.published()), currency="USD")
    assert [mark.words for mark in drawing.marks] == [
        "Completed: none stated",
        "Delivered: none stated",
        "In delivery: none stated",
        "Agreed: USD 20; in 1 commitment",
        "Announced: USD 30; in 2 commitments",
        "Under consideration: USD 900; in 1 commitment; outside every sum",
        "Cancelled: USD 70; in 1 commitment; outside every sum",
    ]
    assert drawing.rails is not None
    assert len(drawing.rails.rungs) == 5
    assert all(mark.y > drawing.rails.foot for mark in drawing.marks[5:])


def test_ladder_of_commitments_tells_those_without_an_amount(japan: Organisation) -> None:
    drawing = ladder_drawing(ladder(Commitment.objects.published()))
    words = [mark.words for mark in drawing.marks]
    assert "Delivered: 1 commitment; 1 with no amount stated" in words
    assert "Suspended: 0 commitments; outside every sum" in words
    assert len(words) == len(CommitmentStatus)


def test_group_s_bar_holds_only_what_is_promised_or_given(japan: Organisation) -> None:
    rows = group_rows(groups(totals(Commitment.objects.published(), by="donor")), by="donor")
    (mark,) = group_drawing(rows, by="donor").marks
    assert mark.words == (
        "Japan: 5 commitments; Announced: 3; Agreed: 1; Delivered: 1; "
        "outside every sum: Under consideration: 1; Cancelled: 1"
    )
    assert [segment.status for segment in mark.segments] == ["announced", "agreed", "delivered"]
    (mark,) = group_drawing(rows, by="donor", currency="USD").marks
    assert mark.words == "Japan: USD 50; Announced: USD 30; Agreed: USD 20"
    assert [segment.status for segment in mark.segments] == ["announced", "agreed"]


def test_groups_with_most_come_first_and_years_in_their_order() -> None:
    few, many = make.OrganisationFactory(name_en="A few"), make.OrganisationFactory(name_en="Many")
    for donors, status in (([few], "announced"), ([many], "announced"), ([many], "agreed"), ([], "announced")):
        make.CommitmentFactory(public=True, donors=donors, status=status)
    for _ in range(3):
        make.CommitmentFactory(public=True, donors=[few], status="under_consideration")
    rows = group_rows(groups(totals(Commitment.objects.published(), by="donor")), by="donor")
    assert [row.name for row in rows] == ["Many", "A few", "Donor not named"]


@pytest.mark.parametrize("subject", ["ladder", "donor"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_figures_stand_in_drawing_table_and_file(
    client: Client, japan: Organisation, language: str, subject: str
) -> None:
    there = chart_address("chart", subject, language)
    found = page(client.get(f"{there}?currency=USD"))
    drawn = "\n".join(marks(found))
    listed = found.all("table")[0].text
    filed = table(client, subject, "?currency=USD", language)
    assert [row["amount"] for row in filed if row["in_sums"] == "yes"] == ["30", "20"]
    for row in filed:
        figure = f"USD {row['amount']}" if language == "en" else f"{row['amount']} USD"
        assert figure in listed
        assert (f"{row['status_name']}: {figure}" in drawn) == (subject == "ladder" or row["in_sums"] == "yes")
    alone = client.get(chart_address("chart-svg", subject, language) + "?currency=USD")
    assert [link.get("aria-label") for link in ElementTree.fromstring(alone.content).iter(f"{SVG}a")][:-1] == marks(
        found
    )


def test_file_of_a_chart_counts_what_states_no_amount(client: Client, japan: Organisation) -> None:
    rows = table(client, "donor")
    assert sum(int(row["commitments"]) for row in rows) == Commitment.objects.count()
    assert [(row["status"], row["amount"], row["commitments"]) for row in rows if row["amounts"] == "not stated"] == [
        ("delivered", "", "1")
    ]
    assert {(row["group"], row["name"]) for row in rows} == {(str(japan.pk), "Japan")}


def test_drawing_alone_has_title_source_and_whole_addresses(client: Client, japan: Organisation) -> None:
    response = client.get(chart_address("chart-svg", "ladder"))
    assert response["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(response.content)
    assert root.find(f"{SVG}title").text == "How many commitments stand on each rung"  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text  # type: ignore[union-attr]
    links = [link.attrib["href"] for link in root.iter(f"{SVG}a")]
    assert all(link.startswith("http://testserver/en/") for link in links)
    assert "as known on 22 November 2026" in " ".join("".join(root.itertext()).split())
    assert not [element for element in root.iter() if "style" in element.attrib or element.tag == f"{SVG}style"]


@pytest.mark.parametrize("name", ["chart-svg", "chart-csv"])
def test_file_is_sent_again_only_when_it_changed(client: Client, japan: Organisation, name: str) -> None:
    there = chart_address(name, "ladder")
    tag = client.get(there)["ETag"]
    assert client.get(there, headers={"if-none-match": tag}).status_code == 304
    make.CommitmentFactory(public=True)
    assert client.get(there, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("name", ["chart", "chart-svg", "chart-csv"])
def test_chart_that_is_not_there_is_missing(client: Client, japan: Organisation, name: str) -> None:
    assert client.get(chart_address(name, "mood")).status_code == 404
    assert client.get(chart_address(name, "ladder") + "?currency=XAF").status_code == 404


def test_overview_draws_the_currencies_stated_most_and_tells_how_many_groups_there_are(
    client: Client, japan: Organisation
) -> None:
    found = page(client.get(address("overview")))
    assert [chart.text for chart in found.all("h3")][:7] == [
        "Commitments by rung", "Rungs in USD", "Rungs in EUR", "By donor", "By recipient", "By sector",
        "By year of the first report",
    ]  # fmt: skip
    assert "Announced: USD 30; in 2 commitments" in marks(found)
    assert "Recipient not named: 5 commitments" in [words.split("; ")[0] for words in marks(found)]


def test_overview_tells_publishers_and_the_share_decided(client: Client) -> None:
    releases = [make.ReleaseFactory(publisher=name) for name in ("A", "A", "B")]
    for number in range(8):
        claim = make.ClaimFactory(release=releases[0], number=number + 1)
        if number < 5:
            make.DecisionFactory(claim=claim, commitment=make.CommitmentFactory())
    told = client.get(address("overview")).context["completeness"]
    assert (told.releases_read, told.publishers, told.claims_decided, told.claims_waiting) == (3, 2, 5, 3)
    assert told.share_decided == 62


@settings(deadline=None)
@given(some.lists(some.tuples(some.text(max_size=120), some.decimals(0, 10**13, places=2)), min_size=1, max_size=5))
def test_bars_stay_within_the_drawing_and_apart(rows: list[tuple[str, Decimal]]) -> None:
    bars = [
        Bar(
            label=label,
            figure="USD 1",
            note="",
            words="w",
            href="#",
            parts=tuple((s.value, value) for s in FIRM_STATUSES),
        )
        for label, value in rows
    ]
    drawn = marks_of(bars, y=0, longest=max(bar.length for bar in bars) or Decimal(1))
    assert all(segment.x + segment.width <= WIDTH for mark in drawn for segment in mark.segments)
    assert all(len(text.text) <= 40 for mark in drawn for text in mark.texts)
    assert [later.y - earlier.y for earlier, later in pairwise(drawn)] == [mark.height for mark in drawn[:-1]]

"""The page of changes: day by day, record by record, with the words each rests on, narrowed and downloaded."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import Commitment
from assistance.review.visibility import publish, withdraw
from tests import factories as make
from tests.web.conftest import Month, address, file_address
from tests.web.html import Page, page

pytestmark = pytest.mark.django_db


def sentences(found: Page) -> list[str]:
    """Return the sentences of the changes in their order."""
    return [each.text for each in found.all("p", class_="change")]


def test_page_tells_what_changed_day_by_day(client: Client, month: Month) -> None:
    found = page(client.get(address("changes")))
    assert [heading.text for heading in found.all("h3")] == [
        f"Recorded on {day} December 2026" for day in (7, 5, 4, 3, 2, 1)
    ]
    assert sentences(found) == [
        "Withheld from now on A commitment is withheld. Whose it is, is not told.",
        "Became public Needed: 40.",
        "Delivery reported Handed over: generators, 10. Worth USD 2,500,000 (stated by the donor).",
        "Amount changed Before: USD 2,500,000. Now: USD 3,000,000.",
        "Period changed Before: until 31 March 2027. Now: until 31 January 2028.",
        "Moved up the ladder From “Announced” to “Agreed”.",
        "Became public Recorded as “Announced”: USD 2,500,000.",
    ]
    text = found.text
    assert "Happened: 30 November 2026" in text
    assert "Told: 20 November 2026 (Ministry of Internal Affairs of Ukraine)" in text
    assert "Grounds recorded by staff: Signed in Tokyo." in text
    assert "Veiled" not in text
    assert "Nobody may know" not in text


def test_page_speaks_ukrainian(client: Client, month: Month) -> None:
    found = page(client.get(address("changes", language="uk")))
    assert found.all("h2")[0].text == "7 змін"
    assert sentences(found)[-2:] == [
        "Угору драбиною Було «Оголошено», стало «Погоджено».",
        "Оприлюднено Записано зі статусом «Оголошено»: 2 500 000 USD.",
    ]


def test_unit_fits_the_number_in_the_reader_s_language(client: Client, staff: User) -> None:
    publish(make.NeedFactory(quantity=2, unit="tonnes"), by=staff)
    assert sentences(page(client.get(address("changes", language="uk")))) == ["Оприлюднено Потрібно: 2 тонни."]


def test_change_opens_the_words_it_rests_on(client: Client, month: Month) -> None:
    found = page(client.get(address("changes"), {"kind": "delivery"}))
    (quoted,) = found.all("blockquote")
    assert "10 generators" in quoted.text
    assert [mark.text for mark in found.all("mark")] == ["10 generators"]
    claim = month.commitment.claims.get(link__relation="delivers")
    assert [link.attributes["href"] for link in found.all("a") if link.text == "Handed over"] == [
        f"{address('release', claim.release_id)}#item-{claim.items.get().pk}"
    ]


def test_record_is_named_once_for_changes_that_follow_one_another(client: Client, month: Month) -> None:
    found = page(client.get(address("changes"), {"recorded_after": "2026-12-03", "recorded_before": "2026-12-03"}))
    (heading,) = found.all("h4")
    assert heading.text == "Japan: generators"
    assert len(sentences(found)) == 2


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"kind": ["amount", "up"]}, ["amount", "up"]),
        ({"donor": "donor"}, ["delivery", "amount", "period", "up", "added"]),
        ({"recipient": "recipient", "kind": "added"}, ["added"]),
        ({"donor": "other"}, ["added"]),
        ({"item_category": "drone"}, ["added"]),
        ({"item_category": "generator_power"}, ["delivery", "amount", "period", "up", "added"]),
        ({"commitment": "commitment", "recorded_after": "2026-12-03"}, ["delivery", "amount", "period"]),
        ({"recorded_before": "2026-12-01"}, ["added"]),
        ({"kind": "withheld"}, ["withheld"]),
    ],
)
def test_changes_are_narrowed(
    client: Client, month: Month, query: dict[str, str | list[str]], kinds: list[str]
) -> None:
    other = make.CommitmentFactory(donors=[make.OrganisationFactory()], public=True)
    keys = {
        "donor": month.donor.pk,
        "recipient": month.recipient.pk,
        "commitment": month.commitment.pk,
        "other": other.parties.get().organisation_id,
    }
    asked = {name: keys.get(str(value), value) for name, value in query.items()}
    rows = client.get(file_address("changes", "json"), asked).json()["rows"]
    assert [row["kind_code"] for row in rows] == kinds
    response = client.get(address("changes"), asked)
    assert response.context["page"].paginator.count == len(kinds)
    assert len(sentences(page(response))) == len(kinds)


def test_filters_chosen_can_be_taken_away_and_stand_in_the_address(client: Client, month: Month) -> None:
    asked = {"kind": ["up", "amount"], "donor": month.donor.pk, "recorded_after": "2026-12-02"}
    found = page(client.get(address("changes"), asked))
    chosen = [(link.text, link.attributes["href"]) for link in found.all("a") if "Take away" in link.text]
    donor = f"donor={month.donor.pk}"
    assert chosen == [
        (
            "Take away: Kind of change: Moved up the ladder",
            f"/en/changes/?kind=amount&{donor}&recorded_after=2026-12-02",
        ),
        ("Take away: Kind of change: Amount changed", f"/en/changes/?kind=up&{donor}&recorded_after=2026-12-02"),
        ("Take away: Donor: Japan", "/en/changes/?kind=up&kind=amount&recorded_after=2026-12-02"),
        ("Take away: Recorded from: 2 December 2026", f"/en/changes/?kind=up&kind=amount&{donor}"),
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [({"kind": "miracle"}, "miracle"), ({"donor": "12345"}, "12345"), ({"recorded_after": "soon"}, "valid date")],
)
def test_a_bad_filter_is_named_and_nothing_is_told(
    client: Client, month: Month, query: dict[str, str], words: str
) -> None:
    response = client.get(address("changes"), query)
    assert response.status_code == 400
    found = page(response)
    assert [words in problem.text for problem in found.all("span", class_="problem")] == [True]
    assert sentences(found) == []


def test_pages_hold_25_changes(client: Client) -> None:
    make.CommitmentFactory.create_batch(27, public=True)
    first = page(client.get(address("changes")))
    assert (len(sentences(first)), first.all("h2")[0].text) == (25, "27 changes")
    assert [link.attributes["href"] for link in first.all("a", rel="next")] == ["?page=2"]
    assert len(sentences(page(client.get(address("changes"), {"page": 2})))) == 2
    assert len(sentences(page(client.get(address("changes"), {"size": 50})))) == 27


def test_file_tells_days_figures_and_words_apart(client: Client, month: Month) -> None:
    rows = {row["kind_code"]: row for row in client.get(file_address("changes", "json")).json()["rows"]}
    amount, step, gone = rows["amount"], rows["up"], rows["withheld"]
    assert (amount["amount_before"], amount["amount"], amount["currency"]) == ("2500000.00", "3000000.00", "USD")
    assert (amount["recorded_on"], amount["happened_on"], amount["told_on"]) == ("2026-12-03", None, None)
    assert (step["status_before"], step["status"], step["happened_on"]) == ("announced", "agreed", "2026-11-30")
    assert (step["donors"], step["address"]) == (
        ["Japan"],
        f"http://testserver{address('commitment', month.commitment)}",
    )
    assert rows["delivery"]["release"] == "Handed over"
    told = {name for name, value in gone.items() if value not in (None, [])}
    assert told == {"id", "words", "recorded_on", "recorded_at", "kind_code", "kind", "subject"}


def test_records_that_are_public_no_longer_are_not_put_together(client: Client, staff: User, month: Month) -> None:
    withdraw(make.CommitmentFactory(public=True), by=staff, reason="In doubt.")
    withdraw(make.CommitmentFactory(public=True), by=staff, reason="In doubt.")
    found = page(client.get(address("changes"), {"kind": "withdrawn"}))
    assert [heading.text for heading in found.all("h4")] == ["Public no longer"] * 2


def test_stated_total_is_told_as_firmly_as_it_is_stated(client: Client, staff: User) -> None:
    publish(make.StatedTotalFactory(hedge="at_least", scope_en="all aid since 2022"), by=staff)
    found = page(client.get(address("changes")))
    assert [heading.text for heading in found.all("h4")] == ["All aid since 2022"]
    assert sentences(found) == [
        "Became public A release states this total: at least USD 12,000,000,000. It is added to nothing."
    ]


def test_overview_tells_the_latest_and_leads_to_all(client: Client, month: Month) -> None:
    found = page(client.get(address("overview")))
    assert sentences(found)[0].startswith("Delivery reported Handed over: generators, 10.")
    links = {link.attributes["href"] for link in found.all("a")}
    assert {"/en/changes/", "/en/changes.atom", "/en/commitments/"} <= links


def test_records_lead_to_their_changes(client: Client, month: Month) -> None:
    project = make.ProjectFactory()
    Commitment.objects.filter(pk=month.commitment.pk).update(project=project)
    queries = {
        address("commitment", month.commitment): f"commitment={month.commitment.pk}",
        address("donor", month.donor): f"donor={month.donor.pk}",
        address("recipient", month.recipient): f"recipient={month.recipient.pk}",
        address("project", project): f"project={project.pk}",
        "/en/equipment/generator_power/": "item_category=generator_power",
    }
    for there, query in queries.items():
        found = page(client.get(there))
        links = [link.attributes["href"] for link in found.all("a")]
        assert f"/en/changes/?{query}" in links, there
        assert f"/en/changes.atom?{query}" in links, there
        feeds = [link.attributes["href"] for link in found.all("link", type="application/atom+xml")]
        assert feeds == [f"/en/changes.atom?{query}"], there
        assert len(sentences(page(client.get(f"/en/changes/?{query}")))) == 5, there


def test_status_reason_is_not_shown_while_something_is_withheld(client: Client, staff: User, month: Month) -> None:
    make.WithholdingFactory(commitment=month.commitment, amount=True)
    text = page(client.get(address("changes"))).text
    assert "Signed in Tokyo." not in text
    assert "Moved up the ladder From “Announced” to “Agreed”." in text
    assert "Recorded as “Announced”; its amount is withheld." in text
    assert "Amount: withheld (security)." in text
    assert "2,500,000" not in text

"""Deciding on a claim through its page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance.models import Claim, Commitment, DeliveryEvent, Organisation
from assistance.review import accept, reject
from assistance.vocabulary import CommitmentStatus, Outcome, PartyRole, Relation, Visibility
from tests.admin.pages import (
    address,
    review_url,
    typed,
    words,
)
from tests.factories import (
    ClaimFactory,
    ClaimPartyFactory,
    CommitmentFactory,
    OrganisationFactory,
    ProjectFactory,
    UserFactory,
)
from tests.review.states import unchanged


def test_page_marks_the_words_of_each_fact(staff_page: Client, claim: Claim) -> None:
    other = ClaimFactory(release=claim.release, number=claim.number + 1, words="needs 40 drones")
    page = words(staff_page.get(review_url(claim)))
    for fact in ("amount", "status", "party", "item", "place", "period", "passage", "other"):
        assert f"fact-{fact}" in page
    assert f'id="claim-{claim.pk}"' in page
    assert f'id="claim-{other.pk}"' in page


def test_page_tells_why_a_person_should_look(staff_page: Client) -> None:
    claim = ClaimFactory(status=CommitmentStatus.UNDER_CONSIDERATION.value)
    page = words(staff_page.get(review_url(claim)))
    assert "The assistance is only being considered." in page
    assert "No donor is named." in page


def test_page_offers_spare_rows_without_script(staff_page: Client, claim: Claim) -> None:
    forms = staff_page.get(review_url(claim)).context["forms"]
    assert len(forms.proposed.parties.forms) == claim.parties.count() + 2
    assert len(forms.proposed.items.forms) == claim.items.count() + 2


def test_page_of_unknown_claim_is_not_found(staff_page: Client) -> None:
    assert staff_page.get(reverse("admin:assistance_claim_review", args=[404])).status_code == 404


def test_accept_as_proposed_changes_no_fact(staff_page: Client, staff: User, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    answer = staff_page.post(review_url(claim), typed(page, _accept=""), follow=True)
    decision = claim.decisions.get()
    assert (decision.outcome, decision.changes, decision.made_by) == (Outcome.ACCEPTED, {}, staff)
    commitment = Commitment.objects.get()
    assert (commitment.title_en, commitment.amount) == ("Japan: generators", Decimal(2_500_000))
    assert commitment.visibility == Visibility.DRAFT
    assert reverse("admin:assistance_commitment_change", args=[commitment.pk]) in words(answer)


def test_accept_with_everything_changed(staff_page: Client, claim: Claim) -> None:
    undp, project = OrganisationFactory(undp=True), ProjectFactory()
    page = staff_page.get(review_url(claim))
    sent = typed(
        page,
        facts__title_en="Warm winter",
        facts__title_uk="Тепла зима",
        facts__kind="mixed",
        facts__status="agreed",
        facts__amount="3000000.50",
        facts__currency="eur",
        facts__amount_hedge="about",
        facts__amount_upper="4000000",
        facts__valuation_basis="agreement",
        facts__period_start="2026-12-01",
        facts__period_end="2027-02-28",
        facts__project=str(project.pk),
        facts__sectors=["energy", "shelter"],
        facts__regions=["UA-63", "UA-12"],
        parties__1__DELETE="on",
        parties__2__role="implementing",
        parties__2__organisation=str(undp.pk),
        parties__3__role="recipient",
        parties__3__name_en="City of Kharkiv",
        parties__3__name_uk="Харків",
        parties__3__type="11",
        parties__3__country="ua",
        items__0__quantity="",
        items__1__name_uk="котли",
        items__1__category="generator_power",
        items__1__quantity="3",
        items__1__unit="sets",
        accept__reason="The embassy said so.",
        _accept="",
    )
    staff_page.post(review_url(claim), sent)
    commitment = Commitment.objects.get()
    assert (commitment.title_en, commitment.title_uk, commitment.kind) == ("Warm winter", "Тепла зима", "mixed")
    assert (commitment.status, commitment.amount, commitment.currency) == ("agreed", Decimal("3000000.50"), "EUR")
    assert (commitment.amount_hedge, commitment.amount_upper) == ("about", Decimal(4_000_000))
    assert (commitment.valuation_basis, commitment.project) == ("agreement", project)
    assert [str(commitment.period_start), str(commitment.period_end)] == ["2026-12-01", "2027-02-28"]
    assert {row.sector for row in commitment.sectors.all()} == {"energy", "shelter"}
    assert {row.region for row in commitment.places.all()} == {"UA-63", "UA-12"}
    city = Organisation.objects.get(name_uk="Харків")
    assert (city.type, city.country) == ("11", "UA")
    assert [(party.role, party.organisation.name_en) for party in commitment.parties.all()] == [
        (PartyRole.FUNDING, "Japan"),
        (PartyRole.IMPLEMENTING, undp.name_en),
        (PartyRole.RECIPIENT, "City of Kharkiv"),
    ]
    lines = commitment.equipment.values_list("name_en", "name_uk", "quantity", "unit")
    assert list(lines) == [("generators", "", None, ""), ("", "котли", Decimal(3), "sets")]
    decision = claim.decisions.get()
    assert decision.reason == "The embassy said so."
    assert decision.changes["amount"] == {"read": "2500000", "decided": "3000000.5"}
    assert set(decision.changes) >= {"status", "kind", "currency", "parties", "lines", "sectors", "period_end"}


def test_accept_and_make_public_links_the_public_page(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    answer = staff_page.post(review_url(claim), typed(page, _accept_publish=""), follow=True)
    commitment = Commitment.objects.get()
    assert commitment.visibility == Visibility.PUBLIC
    assert reverse("web:commitment", args=[commitment.pk]) in words(answer)


WRONG = {
    "no title": ({"facts__title_en": "", "facts__title_uk": ""}, "Give a title"),
    "no currency": ({"facts__currency": ""}, "An amount needs its currency"),
    "unknown currency": ({"facts__currency": "XXX"}, "no ISO 4217"),
    "no number": ({"facts__amount": "four"}, "Enter a number"),
    "amount of zero": ({"facts__amount": "0"}, "above zero"),
    "upper end below the amount": ({"facts__amount_upper": "1"}, "above its lower end"),
    "end before start": ({"facts__period_start": "2028-01-01"}, "before the start"),
    "unknown project": ({"facts__project": "4711"}, "Select a valid choice"),
    "party without a name": ({"parties__2__role": "funding"}, "Choose an organisation, name a new one"),
    "party without a role": ({"parties__2__name_en": "Norway"}, "This field is required"),
    "party of no country": ({"parties__2__name_en": "X", "parties__2__country": "QQ"}, "no ISO 3166-1"),
    "item without a name": ({"items__0__name_en": ""}, "Name the item"),
    "item below zero": ({"items__0__quantity": "-1"}, "greater than or equal to 0"),
}


@pytest.mark.parametrize(("changes", "message"), WRONG.values(), ids=WRONG)
def test_accept_of_wrong_facts_says_so_and_keeps_what_was_typed(
    staff_page: Client, claim: Claim, changes: dict[str, str], message: str
) -> None:
    page = staff_page.get(review_url(claim))
    sent = typed(page, accept__reason="Typed at length.", **changes, _accept="")
    with unchanged():
        answer = staff_page.post(review_url(claim), sent)
    assert answer.status_code == 200
    assert "Nothing was decided yet" in words(answer)
    assert message in words(answer)
    assert "Typed at length." in words(answer)
    kept = answer.context["forms"].proposed.facts.data
    assert {name: kept[name] for name in sent} == {
        name: value[-1] if isinstance(value, list) else value for name, value in sent.items()
    }


def test_accept_of_a_name_that_belongs_to_another_says_so(staff_page: Client, claim: Claim) -> None:
    OrganisationFactory(undp=True)
    page = staff_page.get(review_url(claim))
    row = {"parties__2__role": "funding", "parties__2__name_en": "New", "parties__2__name_uk": "ПРООН"}
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, **row, _accept=""))
    assert "already belongs to" in words(answer)


def test_check_decides_nothing_and_adds_rows(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, facts__title_en="Kept", _check=""))
    forms = answer.context["forms"]
    assert len(forms.proposed.parties.forms) == claim.parties.count() + 4
    assert "Kept" in words(answer)
    assert "Nothing was decided yet" in words(answer)


def test_enter_in_a_field_decides_nothing(staff_page: Client, claim: Claim) -> None:
    """A browser presses the first button of the form."""
    page = words(staff_page.get(review_url(claim)))
    buttons = page[page.index("side-facts") :].split('type="submit"')
    assert 'name="_check"' in buttons[1][:40]


def test_merge_into_a_likely_match(staff_page: Client, staff: User, claim: Claim) -> None:
    known = accept(ClaimFactory(complete=True), by=staff)
    page = staff_page.get(review_url(claim))
    assert [match.commitment for match in page.context["candidates"]] == [known]
    donors = [party.organisation for party in known.parties.filter(role="funding")]
    newer = CommitmentFactory(donors=donors)
    choices = staff_page.get(review_url(claim)).context["forms"].merge["target"]
    assert [str(choice.data["value"]) for choice in choices] == [str(known.pk), str(newer.pk)]
    sent = typed(page, merge__target=str(known.pk), merge__relation="repeats", merge__reason="Same.", _merge="")
    answer = staff_page.post(review_url(claim), sent, follow=True)
    decision = claim.decisions.get()
    assert (decision.outcome, decision.commitment, decision.relation) == (Outcome.MERGED, known, Relation.REPEATS)
    assert decision.reason == "Same."
    assert f"#{known.pk}" in words(answer)


def test_merge_by_number_with_a_new_status(staff_page: Client, staff: User, claim: Claim) -> None:
    known = accept(ClaimFactory(with_item=True), by=staff)
    page = staff_page.get(review_url(claim))
    sent = typed(page, merge__number=str(known.pk), merge__relation="delivers", merge__status="delivered", _merge="")
    staff_page.post(review_url(claim), sent)
    known.refresh_from_db()
    assert known.status == CommitmentStatus.DELIVERED
    assert DeliveryEvent.objects.get().claim == claim


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"merge__relation": "repeats"}, "Choose the commitment"),
        ({"merge__number": "4711", "merge__relation": "repeats"}, "no commitment of this number"),
        ({"merge__number": "KNOWN"}, "Say what the claim is"),
        ({"merge__number": "KNOWN", "merge__relation": "first"}, "Select a valid choice"),
        ({"merge__number": "KNOWN", "merge__relation": "tops_up"}, "Only a stated amount"),
    ],
    ids=["no commitment", "unknown number", "no relation", "as first report", "refused"],
)
def test_merge_wrongly_says_so_and_keeps_what_was_typed(
    staff_page: Client, staff: User, claim: Claim, changes: dict[str, str], message: str
) -> None:
    known = accept(ClaimFactory(with_item=True), by=staff)
    given = {name: str(known.pk) if value == "KNOWN" else value for name, value in changes.items()}
    page = staff_page.get(review_url(claim))
    with unchanged():
        answer = staff_page.post(
            review_url(claim), typed(page, merge__reason="Long.", facts__title_en="Own title", **given, _merge="")
        )
    assert message in words(answer)
    assert "Long." in words(answer)
    assert "Own title" in words(answer)


def test_reject_with_a_reason(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    staff_page.post(review_url(claim), typed(page, reject__reason="It counts fires.", _reject=""))
    assert claim.decisions.get().outcome == Outcome.REJECTED


def test_reject_without_a_reason_keeps_the_facts_typed(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, facts__title_en="Own title", _reject=""))
    assert "Rejecting needs a reason" in words(answer)
    assert "Own title" in words(answer)


def test_reopen_with_a_reason_returns_to_the_claim(staff_page: Client, staff: User, claim: Claim) -> None:
    commitment = accept(claim, by=staff, publish=True)
    page = staff_page.get(review_url(claim))
    assert 'name="_accept"' not in words(page)
    answer = staff_page.post(review_url(claim), typed(page, reopen__reason="Wrong amount.", _reopen=""))
    assert answer.headers["Location"] == review_url(claim)
    commitment.refresh_from_db()
    assert commitment.visibility == Visibility.DRAFT
    assert 'name="_accept"' in words(staff_page.get(review_url(claim)))


def test_reopen_without_a_reason_is_refused(staff_page: Client, staff: User, claim: Claim) -> None:
    reject(claim, by=staff, reason="No.")
    page = staff_page.get(review_url(claim))
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, _reopen=""))
    assert "Reopening needs a reason" in words(answer)


def test_second_to_decide_is_told_and_loses_nothing(staff_page: Client, staff: User, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    reject(claim, by=UserFactory(username="colleague"), reason="No assistance.")
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, facts__title_en="Typed at length", _accept=""))
    assert "decided already (Rejected by colleague)" in words(answer)
    assert "Typed at length" in words(answer)
    assert 'name="_reopen"' in words(answer)


@pytest.fixture
def decider(client: Client, db: None) -> Client:
    """The browser of staff who may decide on claims, and no more than that needs."""
    permissions = ["decide_claim", "view_claim", "view_release"]
    client.force_login(UserFactory(staff=True, permissions=permissions))
    return client


def test_decider_may_look_up_what_the_page_asks_for(decider: Client, claim: Claim) -> None:
    japan, commitment, project = OrganisationFactory(japan=True), CommitmentFactory(), ProjectFactory()
    assert decider.get(review_url(claim)).status_code == 200
    query = {"app_label": "assistance", "model_name": "commitmentparty", "field_name": "organisation", "term": "japan"}
    offered = decider.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in offered] == [str(japan.pk)]
    for record in (commitment, project):
        page = decider.get(address(type(record), "changelist"), {"_popup": "1", "_to_field": "id"})
        assert list(page.context["cl"].result_list) == [record]


def test_decider_looks_up_and_changes_nothing(decider: Client) -> None:
    for record in (OrganisationFactory(), CommitmentFactory(), ProjectFactory()):
        assert decider.get(address(type(record), "change", record.pk)).status_code == 200
        with unchanged():
            assert decider.post(address(type(record), "change", record.pk), {"title_en": "x"}).status_code == 403
        assert decider.get(address(type(record), "add")).status_code == 403


@pytest.mark.parametrize("decided", [False, True])
def test_page_says_that_reasons_are_internal(staff_page: Client, staff: User, claim: Claim, decided: bool) -> None:
    if decided:
        reject(claim, by=staff, reason="No.")
    page = words(staff_page.get(review_url(claim)))
    described = ["id_reopen-reason"] if decided else ["id_accept-reason", "id_merge-reason", "id_reject-reason"]
    for name in described:
        assert f'id="{name}_helptext">For staff only; never shown in public.<' in page
        assert f'aria-describedby="{name}_helptext"' in page


def test_page_links_each_fact_to_its_words(staff_page: Client, claim: Claim) -> None:
    page = words(staff_page.get(review_url(claim)))
    rows = [*claim.evidence.all(), *claim.parties.all(), *claim.items.all(), *claim.places.all(), *claim.sectors.all()]
    names = {"claimevidence": "evidence", "claimparty": "party", "claimitem": "item", "claimplace": "place"}
    for row in rows:
        name = names.get(str(row._meta.model_name), "sector")
        assert page.count(f'href="#{name}-{row.pk}"') == 1
        assert page.count(f'id="{name}-{row.pk}"') == 1


def test_party_named_twice_stands_once_with_both_its_words(staff_page: Client, claim: Claim) -> None:
    again = ClaimPartyFactory(claim=claim, role="funding", name="Japan", start=claim.start, end=claim.start + 5)
    parties = staff_page.get(review_url(claim)).context["forms"].proposed.parties
    assert len([form for form in parties if form.initial.get("role") == PartyRole.FUNDING]) == 1
    assert f"party-{again.pk}" in [read.anchor for read in parties[0].read_in]

"""A withheld fact leaks nowhere: every public address is walked; those that tell it do so again once that is lifted."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from assistance.interchange.report import FORMATS
from assistance.models import Commitment, Release
from assistance.models.history import write
from assistance.presentation.asked import Asked
from assistance.presentation.report_file import report_file
from assistance.reports import GROUPINGS, Days
from assistance.review import change_status, lift, merge, publish, refresh_search_text, withhold, withhold_fact
from assistance.review.visibility import withdraw
from assistance.vocabulary import (
    CommitmentStatus,
    ItemCategory,
    Region,
    Relation,
    Sector,
    WithheldManner,
    WithheldScope,
)
from assistance.web.sitemaps import SITEMAPS
from tests.factories import (
    ClaimEvidenceFactory,
    ClaimFactory,
    ClaimItemFactory,
    ClaimPlaceFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    DecisionFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    NeedCoverageFactory,
    NeedFactory,
    OrganisationFactory,
    ReleaseFactory,
    StatedTotalFactory,
    StatusChangeFactory,
    TrapFactory,
)
from tests.interchange.packages import records_of
from tests.web.conftest import LANGUAGES, address, every_address, file_address

pytestmark = pytest.mark.django_db

AMOUNT, CURRENCY, PLACE, ITEM, NUMBER = 7_654_321, "XAF", "Sumy region", "zyxwators", 314_159
TEXT = (
    "Statement\n\nJapan will hand over 314159 zyxwators to the State Emergency Service of Ukraine in Sumy region, "
    "worth XAF 7654321.\n\nThe service still needs 40 drones. Since 2022 Japan has given USD 12 billion in all. "
    "Last year there were 340 fires.\n"
)
SECRETS = {
    WithheldScope.AMOUNT: re.compile(r"7.?654.?321"),
    WithheldScope.PLACE: re.compile(r"Sumy|Сумськ|UA-59"),
    WithheldScope.EQUIPMENT: re.compile(r"zyxwator|зиксватор|314.?159", re.IGNORECASE),
}
ORDERS = ("newest", "oldest", "amount", "title")
FILE_QUERIES = ("hxl=1", "layout=kiel")


def told_in(text: str, number: int, published: date) -> Any:
    """Return a claim of a public release that tells all three facts."""
    release = ReleaseFactory(public=True, text=f"{number} {text}", published_on=published)
    claim = ClaimFactory(release=release, words=text.split("\n\n")[1], amount=AMOUNT, currency=CURRENCY)
    ClaimEvidenceFactory(claim=claim, fact="amount", words="XAF 7654321")
    ClaimEvidenceFactory(claim=claim, fact="status", words="will hand over")
    ClaimItemFactory(claim=claim, name=ITEM, quantity=NUMBER, words="314159 zyxwators")
    ClaimPlaceFactory(claim=claim, name=PLACE, region=Region.SUMY, words="Sumy region")
    return claim


@pytest.fixture
def commitment(staff: User) -> Commitment:
    """A public commitment told by two releases, with everything that could tell its facts."""
    first, second = told_in(TEXT, 1, date(2026, 11, 2)), told_in(TEXT, 2, date(2026, 11, 9))
    japan = OrganisationFactory(japan=True)
    commitment = CommitmentFactory(
        title_en="Aid to rescuers", title_uk="Допомога рятувальникам", amount=AMOUNT, currency=CURRENCY,
        amount_upper=AMOUNT, donors=[japan], recipients=[OrganisationFactory(emergency_service=True)],
        sectors=[Sector.ENERGY], regions=[Region.SUMY], claims=[first], with_project=True,
    )  # fmt: skip
    CommitmentClaimFactory(commitment=commitment, claim=second, relation="tops_up")
    changes = {
        "amount": {"read": "7654321", "decided": "7654321"},
        "regions": {"read": [], "decided": ["UA-59"]},
        "lines": {"before": [], "after": [{"name": ITEM, "quantity": "314159", "unit": ""}]},
    }
    DecisionFactory(claim=first, commitment=commitment, changes=changes)
    line = EquipmentLineFactory(
        commitment=commitment, name_en=ITEM, name_uk="зиксватори", quantity=NUMBER, claim_item=first.items.get(),
        category=ItemCategory.OTHER,
    )  # fmt: skip
    DeliveryEventFactory(
        line=line,
        claim=second,
        claim_item=second.items.get(),
        quantity=NUMBER,
        note="",
        value=AMOUNT,
        currency=CURRENCY,
    )
    DeliveryEventFactory(
        line=line, claim=first, quantity=NUMBER, note="", value=AMOUNT, currency=CURRENCY, value_scope="batch"
    )
    DeliveryEventFactory(line=line, quantity=NUMBER, note="314159 zyxwators for Sumy, XAF 7654321.")
    need = NeedFactory(public=True)
    NeedCoverageFactory(need=need, line=line, quantity=NUMBER)
    StatusChangeFactory(commitment=commitment, reason="XAF 7654321 and 314159 zyxwators for Sumy region.")
    StatusChangeFactory(
        commitment=commitment, old_status="announced", status=CommitmentStatus.AGREED, claim=second, reason=""
    )
    StatedTotalFactory(release=first.release, visibility="public", donors=[japan])
    TrapFactory(release=first.release, words="XAF 7654321")
    copy = ReleaseFactory(public=True, text=f"Copy. {TEXT}", witness_of=first.release, likeness="same_text")
    ReleaseFactory(public=True, text=f"Later. {TEXT}", supersedes=copy)
    ReleaseFactory(public=True, text=f"Corrected. {TEXT}", supersedes=second.release)
    refresh_search_text(commitment)
    publish(commitment, by=staff)
    return commitment


def without_empty_places(html: str) -> str:
    """Return a page or file without the regions that nothing names: a map has a tile for every region there is."""
    nobody = r'<p class="unnamed">.*?</p>|<a class="mark"(?:(?!</a>).)*>–</text>.*?</a>'
    return re.sub(nobody, "", html, flags=re.DOTALL)


def every_answer(client: Client, at: str = "", languages: Sequence[str] = LANGUAGES) -> dict[str, str]:
    """Return what every public address answers, pages in ``languages`` and API, in every order.

    ``at`` is the date that they begin with, if any.
    """
    pages = [*every_address()]
    pages += [
        f"{address('commitments', language=language)}?order={order}" for language in LANGUAGES for order in ORDERS
    ]
    pages += [f"{address('changes-between', language=language)}?to=2026-11-22" for language in LANGUAGES]
    pages += [
        f"{file_address('commitments', 'csv', language)}?{query}" for language in LANGUAGES for query in FILE_QUERIES
    ]
    pages = [there for there in pages if there.startswith(tuple(f"/{language}/" for language in languages))]
    answers = {at + there: without_empty_places(client.get(at + there).content.decode()) for there in pages}
    files = ["/iati.xml", "/robots.txt", "/sitemap.xml", *(f"/sitemap-{name}.xml" for name in SITEMAPS)]
    answers |= {at + there: client.get(at + there).content.decode() for there in files}
    answers[f"{at}/datapackage.zip"] = records_of(b"".join(client.get(f"{at}/datapackage.zip")))
    waiting = [f"{at}/api/v1/", *(f"{at}/api/v1/commitments/?order={order}" for order in ORDERS)]
    waiting += [f"{at}/api/v1/reports/totals/?by={by}" for by in GROUPINGS]
    waiting += [f"{at}/api/v1/reports/equipment/?by={by}" for by in ("item", "donor")]
    waiting += [f"{at}/api/v1/reports/{report}" for report in ("silent/?days=1", "totals/?in=EUR&rates_of=2026-11-01")]
    while waiting:
        there = waiting.pop()
        if there in answers or "schema" in there:
            continue
        response = client.get(there)
        if response.status_code == HTTPStatus.FOUND:
            # What compares two days is of none: below a date it leads to the one of today.
            continue
        answers[there] = response.content.decode()
        waiting += re.findall(rf'"http://testserver({at}/api/v1/[^"]*)"', answers[there])
        if "results" in response.json():
            list_ = there.partition("?")[0]
            waiting += [f"{list_}{row['id']}/" for row in response.json()["results"]]
    return answers


def leaks(answers: dict[str, str], secret: re.Pattern[str]) -> list[str]:
    """Return the addresses whose answers hold ``secret``."""
    return [there for there, text in answers.items() if secret.search(text)]


@pytest.mark.walk
@pytest.mark.parametrize("manner", WithheldManner)
@pytest.mark.parametrize("scope", SECRETS)
def test_withheld_fact_shows_at_no_address(
    client: Client, staff: User, commitment: Commitment, scope: WithheldScope, manner: WithheldManner
) -> None:
    telling = [*(address("commitment", commitment, language) for language in LANGUAGES)]
    telling += [f"/api/v1/commitments/{commitment.pk}/"]
    held = withhold_fact(commitment, scope=scope, manner=manner, by=staff, reason="Asked for.")
    # What is told less exactly is held back by the same rows as what is hidden: one language shows it.
    languages = LANGUAGES if manner == WithheldManner.HIDDEN else LANGUAGES[:1]
    answers = every_answer(client, languages=languages)
    assert leaks(answers, SECRETS[scope]) == []
    if manner == WithheldManner.HIDDEN and scope == WithheldScope.AMOUNT:
        assert leaks(answers, re.compile(CURRENCY)) == []
    assert {there for there in telling if not there.startswith("/uk/") or "uk" in languages} <= set(answers)
    lift(held, by=staff, reason="No longer.")
    assert leaks({there: client.get(there).content.decode() for there in telling}, SECRETS[scope]) == telling


@pytest.fixture
def changed(commitment: Commitment, staff: User) -> Commitment:
    """The commitment, of which everything changed after it became public, in words that tell all three facts."""
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        for amount in (Decimal(1), Decimal(AMOUNT)):
            stored = Commitment.objects.get(pk=commitment.pk)
            stored.amount = amount
            stored.amount_upper = None
            write(stored, by=staff)
        line = commitment.equipment.get()
        DeliveryEventFactory(line=line, quantity=NUMBER, note="For Sumy.", value=AMOUNT, currency=CURRENCY)
        told = "XAF 7654321 and 314159 zyxwators for Sumy region."
        change_status(Commitment.objects.get(pk=commitment.pk), to=CommitmentStatus.CANCELLED, by=staff, reason=told)
        merge(told_in(TEXT, 3, date(2026, 11, 20)), into=stored, relation=Relation.REPEATS, by=staff)
    return commitment


def every_change(client: Client, commitment: Commitment) -> dict[str, str]:
    """Return what the addresses answer that tell of changes, in both languages."""
    asked = ["", f"?commitment={commitment.pk}", "?item_category=other", "?kind=amount&kind=delivery&kind=release"]
    names = [("changes", query) for query in asked] + [("changes-feed", query) for query in asked]
    names += [("overview", ""), ("commitments-feed", ""), ("commitments-feed", "?item_category=other")]
    there = [address(name, language=language) + query for name, query in names for language in LANGUAGES]
    there += [file_address("changes", ending, language) for ending in ("csv", "json") for language in LANGUAGES]
    return {each: client.get(each).content.decode() for each in there}


@pytest.mark.walk
@pytest.mark.parametrize("manner", WithheldManner)
@pytest.mark.parametrize("scope", SECRETS)
def test_withheld_fact_is_in_no_change(
    client: Client, staff: User, changed: Commitment, scope: WithheldScope, manner: WithheldManner
) -> None:
    always = [address(name, language=language) for name in ("changes", "changes-feed") for language in LANGUAGES]

    def told() -> list[str]:
        return leaks({there: client.get(there).content.decode() for there in always}, SECRETS[scope])

    assert told() == always
    held = withhold_fact(
        Commitment.objects.get(pk=changed.pk), scope=scope, manner=manner, by=staff, reason="Asked for."
    )
    assert leaks(every_change(client, changed), SECRETS[scope]) == []
    lift(held, by=staff, reason="No longer.")
    assert told() == always


@pytest.mark.parametrize("taken", [withhold, withdraw])
def test_record_that_is_public_no_longer_is_named_in_no_change(
    client: Client, staff: User, changed: Commitment, taken: Callable[..., object]
) -> None:
    names = re.compile("Aid to rescuers|Допомога рятувальникам|zyxwator|7.?654.?321|Sumy")
    assert all(names.search(client.get(address(name)).content.decode()) for name in ("changes", "changes-feed"))
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        taken(Commitment.objects.get(pk=changed.pk), by=staff, reason="Asked for.")
        changes = client.get(file_address("changes", "json")).json()["rows"]
        assert changes[0]["kind_code"] in {"withheld", "withdrawn"}
        assert changes[0]["record_id"] is None
        found = every_change(client, changed)
    assert leaks(found, names) == []


#: Dates at which both releases had told the facts, the second time as our records stand today.
DATES = ("/as-of/2026-11-20", "/as-of/2026-11-20/recorded/2026-11-22")


@pytest.mark.walk
@pytest.mark.parametrize(("at", "language"), [*zip(DATES, LANGUAGES, strict=True)])
def test_facts_withheld_today_show_at_no_date(
    client: Client, staff: User, commitment: Commitment, at: str, language: str
) -> None:
    there = f"{at}/api/v1/commitments/{commitment.pk}/"
    assert all(secret.search(client.get(there).content.decode()) for secret in SECRETS.values())
    for scope in SECRETS:
        withhold_fact(commitment, scope=scope, by=staff, reason="Asked for.")
    answers = every_answer(client, at, [language])
    assert [page for page, text in answers.items() for secret in SECRETS.values() if secret.search(text)] == []
    assert "Aid to rescuers" in answers[there]


@pytest.mark.walk
@pytest.mark.parametrize(("visibility", "at", "language"), [("draft", DATES[0], "uk"), ("withheld", DATES[1], "en")])
def test_record_that_is_not_public_today_shows_at_no_date(
    client: Client, staff: User, commitment: Commitment, visibility: str, at: str, language: str
) -> None:
    secret = re.compile("Aid to rescuers|Допомога рятувальникам|zyxwators")
    assert secret.search(client.get(at + address("commitment", commitment)).content.decode())
    commitment.visibility = visibility
    write(commitment, by=staff)
    Release.objects.update(visibility=visibility)
    assert leaks(every_answer(client, at, [language]), secret) == []


def every_report() -> dict[str, str]:
    """Return what reports hold: of all in each format, of the days that told the facts in each language."""
    days = Days(since=date(2026, 11, 1), until=date(2026, 11, 30))
    asked = [(Asked(), form, "uk") for form in FORMATS]
    asked += [(Asked(days=days, to="EUR"), "html", language) for language in LANGUAGES]
    return {
        f"{each.days} {form} {language}": text_of(report_file(each, form=form, language=language).content, form)
        for each, form, language in asked
    }


def text_of(content: bytes, form: str) -> str:
    """Return what ``content`` holds as text."""
    if form == "html":
        return content.decode()
    if form == "pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    parts = zipfile.ZipFile(BytesIO(content))
    return unescape(" ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")))


@pytest.mark.walk
@pytest.mark.parametrize("manner", WithheldManner)
@pytest.mark.parametrize("scope", SECRETS)
def test_withheld_fact_is_in_no_report(
    staff: User, commitment: Commitment, scope: WithheldScope, manner: WithheldManner
) -> None:
    held = withhold_fact(commitment, scope=scope, manner=manner, by=staff, reason="Asked for.")
    reports = every_report()
    assert leaks(reports, SECRETS[scope]) == []
    if manner == WithheldManner.HIDDEN and scope == WithheldScope.AMOUNT:
        assert leaks(reports, re.compile(CURRENCY)) == []
    assert leaks(reports, re.compile("Aid to rescuers|Допомога рятувальникам")) == list(reports)
    lift(held, by=staff, reason="No longer.")
    assert leaks(every_report(), SECRETS[scope]) == list(reports)


NARROWED = {
    WithheldScope.AMOUNT: ("currency=XAF", "has_amount=true", "has_amount=false"),
    WithheldScope.PLACE: ("place=UA-59",),
    WithheldScope.EQUIPMENT: ("item_category=other", "q=zyxwators", "q=зиксватори", "q=aid+zyxwators"),
}


@pytest.mark.parametrize(("scope", "query"), [(scope, query) for scope, asked in NARROWED.items() for query in asked])
def test_withheld_fact_is_found_by_no_filter(
    client: Client, staff: User, commitment: Commitment, scope: WithheldScope, query: str
) -> None:
    there = f"/api/v1/commitments/?{query}"
    found = client.get(there).json()["count"]
    assert found == (query != "has_amount=false")
    held = withhold_fact(commitment, scope=scope, by=staff, reason="Asked for.")
    assert client.get(there).json()["count"] == 0
    assert client.get(f"/api/v1/commitments/?q=aid+{'japan'}").json()["count"] == 1
    lift(held, by=staff, reason="No longer.")
    assert client.get(there).json()["count"] == found


def test_withheld_amount_is_counted_and_in_no_sum(client: Client, staff: User, commitment: Commitment) -> None:
    CommitmentFactory(public=True, with_amount=True)
    withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    for by in ("status", "donor", "currency"):
        rows = client.get(f"/api/v1/reports/totals/?by={by}").json()["rows"]
        assert sum(row["withheld"] for row in rows) == 1
        assert sum(row["without_amount"] for row in rows) == 0
        assert [entry["amount"] for row in rows for entry in row["sums"]] == ["2500000.00"]
    ladder = client.get(address("overview")).context["ladder"]
    assert [(rung.count, rung.withheld) for rung in ladder.rungs if rung.count] == [(2, 1)]
    assert client.get("/api/v1/commitments/").json()["withheld"]["amounts"] == 1
    assert "the amount is withheld: it is in no sum" in client.get(address("commitments")).content.decode()


def test_page_tells_what_is_withheld_why_until_when_and_what_instead(
    client: Client, staff: User, commitment: Commitment
) -> None:
    for scope in SECRETS:
        withhold_fact(
            commitment, scope=scope, manner=WithheldManner.COARSENED, by=staff, reason="Asked for.",
            public_reason="security", until=date(2027, 3, 1),
        )  # fmt: skip
    text = " ".join(re.sub(r"<[^>]+>", " ", client.get(address("commitment", commitment)).content.decode()).split())
    assert text.count("withheld (security), until 1 March 2027") == 3
    for words in ("from XAF 5,000,000 to XAF 10,000,000", "North of Ukraine", "Other items"):
        assert words in text
    assert "Asked for." not in text
    entry = {"scope": "amount", "manner": "coarsened", "reason": "security", "until": "2027-03-01"}
    bounds = {"told": ["5000000", "10000000"], "currency": "XAF"}
    answer = client.get(f"/api/v1/commitments/{commitment.pk}/").json()
    assert answer["withheld"][0] == entry | bounds
    assert (answer["amount"], answer["currency"], answer["places"], answer["equipment"]) == (None, None, [], [])


def test_sources_that_are_not_shown_are_counted_and_nothing_is_called_a_decision_of_staff_for_that(
    client: Client, staff: User, commitment: Commitment
) -> None:
    neighbour = CommitmentFactory(
        public=True, donors=[OrganisationFactory(undp=True)], sectors=[Sector.ENERGY], kind="equipment",
        claims=[ClaimFactory(release=commitment.claims.first().release, number=50)],
    )  # fmt: skip
    shown = {each: client.get(f"/api/v1/commitments/{each.pk}/").json() for each in (commitment, neighbour)}
    assert [(row["independent_sources"], row["sources_withheld"]) for row in shown.values()] == [(2, False), (1, False)]
    assert "decided by staff" in client.get(address("commitment", neighbour)).content.decode()
    withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    for each, number in ((commitment, 2), (neighbour, 1)):
        row = client.get(f"/api/v1/commitments/{each.pk}/").json()
        assert (row["independent_sources"], row["sources_withheld"], row["claims"]) == (number, True, [])
        text = client.get(address("commitment", each)).content.decode()
        assert f"Independent sources: <strong>{number}</strong>" in " ".join(text.split())
        assert "counted here, but not shown meanwhile" in text
        assert "decided by staff" not in text
    assert "not all words can be opened" in text


def test_status_that_rests_on_a_release_not_shown_tells_so(client: Client, staff: User, commitment: Commitment) -> None:
    claim = ClaimFactory(release=commitment.claims.first().release, number=50)
    neighbour = CommitmentFactory(public=True, claims=[claim])
    StatusChangeFactory(commitment=neighbour, claim=claim, reason="")
    withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    text = client.get(address("commitment", neighbour)).content.decode()
    assert "Grounds: a release that is not shown while something it tells is withheld." in text
    assert "taken back later" not in text


def test_withheld_fact_shows_again_on_the_day(client: Client, staff: User, commitment: Commitment) -> None:
    held = withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.", until=date(2027, 3, 1))
    assert client.get(f"/api/v1/commitments/{commitment.pk}/").json()["amount"] is None
    held.until = date(2026, 11, 22)
    held.save()
    assert Decimal(client.get(f"/api/v1/commitments/{commitment.pk}/").json()["amount"]) == AMOUNT

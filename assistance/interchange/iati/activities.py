"""One public commitment as an IATI activity, its elements in the order that the schema wants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from lxml import etree

from assistance.interchange.iati.elements import LANGUAGE, add, add_organisation, narrate, narrate_in_both
from assistance.interchange.iati.publisher import Publisher
from assistance.interchange.iati.results import add_results
from assistance.interchange.iati.transactions import add_transaction, transactions_of
from assistance.interchange.public.tables import word
from assistance.models import Claim, Commitment, CommitmentClaim, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import (
    DAC_PURPOSE,
    IATI_ACTIVITY_STATUS,
    IATI_ORGANISATION_ROLE,
    CommitmentStatus,
    Hedge,
    Kind,
    Language,
    PartyRole,
    ReferenceScheme,
    Region,
    Sector,
    ValuationBasis,
)
from assistance.vocabulary.iati import DAC, KIND_TAG, OWN, START_UNKNOWN, STATUS_TAG, DateType

#: How many commitments are in memory at once.
AT_ONCE = 200

#: ActivityScope, LocationReach, LocationClass and DocumentCategory in use.
ONE_REGION, SEVERAL_REGIONS = "6", "5"
WHERE_IT_HAPPENS, ADMINISTRATIVE = "1", "1"
ACTIVITY_PAGE = "A12"
#: OtherIdentifierType: the reporting organisation's own number, and any other.
OTHER_NUMBER = "A9"
UNSPECIFIED_SECTOR = DAC_PURPOSE[Sector.OTHER]
HUNDRED = Decimal(100)
CENT = Decimal("0.01")

BEGUN = (CommitmentStatus.IN_DELIVERY, CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED)
ENDED = (CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED)


def fetched(commitments: CommitmentQuerySet) -> Iterator[Commitment]:
    """Yield ``commitments``, fetched for the public, in order of their numbers, with all that an activity tells."""
    whole = (
        commitments.with_parties()
        .newest_first()
        .prefetch_related(
            "status_changes",
            "project__references",
            Prefetch("equipment", EquipmentLine.objects.published().with_deliveries()),
            Prefetch(
                "claim_links",
                CommitmentClaim.objects.filter(claim__in=Claim.objects.published())
                .select_related("claim__release")
                .defer("claim__release__text"),
            ),
        )
    )
    keys = iter(list(commitments.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(keys, AT_ONCE)):
        yield from whole.filter(pk__in=some).order_by("pk")


def why_not(commitment: Commitment) -> str:
    """Return why ``commitment`` cannot be an activity; empty where it can."""
    if _told_from(commitment) is None:
        return "neither its start nor a dated release is known"
    if not commitment.organisations_in(*IATI_ORGANISATION_ROLE):
        return "nobody is named who gives, passes on or carries out"
    return ""


def activity_of(commitment: Commitment, publisher: Publisher, *, known_by: date) -> etree._Element:
    """Return ``commitment``, one that ``fetched`` yields, as an activity that tells nothing after ``known_by``."""
    activity = etree.Element("iati-activity", {LANGUAGE: Language.ENGLISH.value})
    add(activity, "iati-identifier").text = publisher.identifier(commitment.pk)
    reporting = add(activity, "reporting-org", ref=publisher.ref, type=publisher.type, secondary_reporter="1")
    narrate(reporting, publisher.name)
    narrate(add(activity, "title"), commitment.title_en, commitment.title_uk)
    narrate_in_both(add(activity, "description", type="1"), lambda: _described(commitment))
    for party in commitment.parties.all():
        if role := IATI_ORGANISATION_ROLE.get(PartyRole(party.role)):
            add_organisation(activity, "participating-org", party.organisation, role=role)
    _add_references(activity, commitment)
    add(activity, "activity-status", code=IATI_ACTIVITY_STATUS[CommitmentStatus(commitment.status)])
    start, end = _add_dates(activity, commitment, known_by)
    _add_places(activity, commitment)
    _add_sectors(activity, commitment, publisher)
    _add_tags(activity, commitment, publisher)
    for transaction in transactions_of(commitment, known_by=known_by):
        add_transaction(activity, commitment, transaction)
    _add_documents(activity, commitment, publisher)
    add_results(activity, commitment, glossary=publisher.glossary, start=start, end=end)
    return activity


def _told_from(commitment: Commitment) -> date | None:
    """Return the day it starts on, else that of the first report, or its end if that is earlier; None if unknown."""
    first: date | None = commitment.first_reported  # type: ignore[attr-defined]
    if commitment.period_start or first is None:
        return commitment.period_start
    return min(first, commitment.period_end or first)


def _described(commitment: Commitment) -> str:
    """Return in the active language what has no element of its own, such as how firm the amount is."""
    told = {
        _("Status"): word(CommitmentStatus, commitment.status),
        _("Kind"): word(Kind, commitment.kind),
        _("Recipients"): "; ".join(each.name for each in commitment.organisations_in(PartyRole.RECIPIENT)),
        _("Project"): commitment.project.title if commitment.project else "",
    }
    if commitment.amount is not None:
        to = f" – {commitment.amount_upper}" if commitment.amount_upper is not None else ""
        told[_("Amount")] = f"{commitment.currency} {commitment.amount}{to}"
        told[_("How firm the amount is")] = word(Hedge, commitment.amount_hedge)
        told[_("Valuation basis")] = word(ValuationBasis, commitment.valuation_basis)
    return "; ".join(f"{name}: {value}" for name, value in told.items() if value)


def _add_references(activity: etree._Element, commitment: Commitment) -> None:
    """Add the numbers its project is known by, each under the name of its scheme."""
    for reference in commitment.project.references.all() if commitment.project else ():
        other = add(activity, "other-identifier", ref=reference.number, type=OTHER_NUMBER)
        scheme = str(reference.scheme)
        narrate_in_both(add(other, "owner-org"), lambda scheme=scheme: word(ReferenceScheme, scheme))  # type: ignore[misc]


def _add_dates(activity: etree._Element, commitment: Commitment, known_by: date) -> tuple[date, date]:
    """Add when it starts and ends, and return the days that results are told from and to.

    Nothing actual is in the future. A start must stand there: where it is unknown the day of the first report does,
    and says so. A result whose end is unknown is told up to ``known_by``.
    """
    start, end = commitment.period_start, commitment.period_end
    told_from = _told_from(commitment) or known_by
    begun = start and start <= known_by and commitment.status in BEGUN
    element = add(
        activity,
        "activity-date",
        type=DateType.ACTUAL_START if begun else DateType.PLANNED_START,
        iso_date=told_from.isoformat(),
    )
    if start is None:
        narrate_in_both(element, lambda: _("The start is not known: this is the day of the first report."))
    if end is not None:
        ended = end <= known_by and commitment.status in ENDED
        add(
            activity,
            "activity-date",
            type=DateType.ACTUAL_END if ended else DateType.PLANNED_END,
            iso_date=end.isoformat(),
        )
    return told_from, end or max(known_by, told_from + timedelta(days=1))


def _add_places(activity: etree._Element, commitment: Commitment) -> None:
    """Add country and regions. Regions stand by name, and by ISO 3166-2 as our own number: IATI has no list of them."""
    regions = [Region(place.region) for place in commitment.places.all()]
    if regions:
        add(activity, "activity-scope", code=SEVERAL_REGIONS if len(regions) > 1 else ONE_REGION)
    add(activity, "recipient-country", code="UA", percentage="100")
    for region in regions:
        location = add(activity, "location", ref=region.value)
        add(location, "location-reach", code=WHERE_IT_HAPPENS)
        narrate_in_both(add(location, "name"), lambda region=region: word(Region, region))  # type: ignore[misc]
        add(location, "location-class", code=ADMINISTRATIVE)


def _add_sectors(activity: etree._Element, commitment: Commitment, publisher: Publisher) -> None:
    """Add its sectors by DAC's codes and by ours, in equal shares, as nobody states any; unspecified where unknown."""
    sectors = [Sector(row.sector) for row in commitment.sectors.all()]
    shares = _shares(len(sectors))
    for sector, share in zip(sectors, shares, strict=True):
        add(activity, "sector", vocabulary=DAC, code=DAC_PURPOSE[sector], percentage=share)
    for sector, share in zip(sectors, shares, strict=True):
        own = add(
            activity,
            "sector",
            vocabulary=OWN,
            vocabulary_uri=publisher.glossary,
            code=sector.value,
            percentage=share,
        )
        narrate_in_both(own, lambda sector=sector: word(Sector, sector))  # type: ignore[misc]
    if not sectors:
        add(activity, "sector", vocabulary=DAC, code=UNSPECIFIED_SECTOR, percentage="100")


def _shares(number: int) -> list[str]:
    """Return ``number`` equal percentages that add up to 100; the first takes what is left over."""
    if not number:
        return []
    share = (HUNDRED / number).quantize(CENT)
    return [str(HUNDRED - share * (number - 1)), *[str(share)] * (number - 1)]


def _add_tags(activity: etree._Element, commitment: Commitment, publisher: Publisher) -> None:
    """Add what IATI has no code for: the rung of our ladder, the kind, and that the start is unknown."""
    tags = {
        STATUS_TAG + commitment.status: lambda: word(CommitmentStatus, commitment.status),
        KIND_TAG + commitment.kind: lambda: word(Kind, commitment.kind),
    }
    if commitment.period_start is None:
        tags[START_UNKNOWN] = lambda: _("Start unknown")
    for code, words in tags.items():
        tag = add(activity, "tag", code=code, vocabulary=OWN, vocabulary_uri=publisher.glossary)
        narrate_in_both(tag, words)


def _add_documents(activity: etree._Element, commitment: Commitment, publisher: Publisher) -> None:
    """Add the tracker's page, and each release that speaks of it and has an address."""
    page = _add_document(activity, publisher.page(commitment.pk))
    narrate(add(page, "title"), commitment.title_en, commitment.title_uk)
    add(page, "category", code=ACTIVITY_PAGE)
    releases = {link.claim.release_id: link.claim.release for link in commitment.claim_links.all()}
    for release in releases.values():
        if not release.source_url:
            continue
        document = _add_document(activity, release.source_url)
        in_ukrainian = release.language == Language.UKRAINIAN
        narrate(add(document, "title"), *(("", release.title) if in_ukrainian else (release.title, "")))
        add(document, "category", code=ACTIVITY_PAGE)
        add(document, "language", code=release.language)
        if release.published_on:
            add(document, "document-date", iso_date=release.published_on.isoformat())


def _add_document(activity: etree._Element, address: str) -> etree._Element:
    is_pdf = address.lower().endswith(".pdf")
    return add(activity, "document-link", url=address, format="application/pdf" if is_pdf else "text/html")

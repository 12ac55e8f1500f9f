"""One activity as a claim: its facts are codes and values that stand there, so nothing of it is guessed from prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistance.extraction.findings import (
    Claim,
    Extraction,
    KindMention,
    Party,
    Period,
    SectorMention,
    Span,
    StatusMention,
)
from assistance.extraction.iati.codes import KINDS, sector_of
from assistance.extraction.iati.elements import LANGUAGE, Element, parse
from assistance.extraction.iati.parties import parties_of
from assistance.extraction.iati.sums import amount_of, span_over, type_of
from assistance.extraction.iati.things import items_of, places_of
from assistance.vocabulary import CommitmentStatus, Kind, Language, PartyRole, Sector
from assistance.vocabulary.iati import (
    COMMITMENTS,
    DAC,
    GLOSSARY,
    KIND_TAG,
    OWN,
    PLEDGES,
    START_UNKNOWN,
    STATUS_OF_ACTIVITY,
    STATUS_TAG,
    DateType,
)

VERSION = "iati-1"
#: How many characters the passage of a claim may have.
LONGEST_PASSAGE = 10_000
#: SectorVocabulary 2: the categories of DAC's purposes.
DAC_CATEGORY = "2"
#: Goods that come in kind (DisbursementChannel).
IN_KIND = {"3", "4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What an activity says: the publisher's name, and one claim with all its facts."""

    publisher: str
    found: Extraction


@dataclass(frozen=True, slots=True)
class _Told:
    """An activity as it is read: its ``transactions`` that go to the country alone, its ``tags`` of a tracker."""

    root: Element
    language: str
    alone: bool
    transactions: Sequence[Element]
    tags: dict[str, Element]


def read_activity(text: str, *, country: str, published: date | None) -> Activity:
    """Return what the activity in ``text`` says about assistance to ``country``. Raises ``ValueError`` for no XML.

    Of one that goes to several countries only what is told of this one alone is read: sums of its own transactions.
    """
    root = parse(text)
    language = root.get(LANGUAGE) or Language.ENGLISH.value
    alone = _countries_of(root) == {country} and root.first("recipient-region") is None
    told = _Told(
        root=root,
        language=language,
        alone=alone,
        transactions=[each for each in root.all("transaction") if alone or country in _countries_of(each)],
        tags={each.code: each for each in root.all("tag") if _is_own(each)},
    )
    title = root.first("title")
    names = title.narratives(language) if title else []
    reporting = root.first("reporting-org")
    return Activity(
        publisher=next(iter(reporting.narratives(language) or [reporting.get("ref")]), "") if reporting else "",
        found=Extraction(
            title=names[0] if names else _identifier(root),
            language=language if language in set(Language) else Language.ENGLISH.value,
            published=published,
            sentences=tuple(each.span for each in root.children),
            claims=(_claim(told),),
            needs=(),
            stated_totals=(),
            traps=(),
            version=VERSION,
        ),
    )


def _identifier(root: Element) -> str:
    found = root.first("iati-identifier")
    return found.text if found else ""


def _countries_of(element: Element) -> set[str]:
    return {each.code.upper() for each in element.all("recipient-country")}


def _is_own(element: Element) -> bool:
    """Return whether a tag or sector is a word of a tracker like this one, which names the page that explains it."""
    return element.get("vocabulary") == OWN and element.get("vocabulary-uri").endswith(GLOSSARY)


def _claim(told: _Told) -> Claim:
    status = _status(told)
    amount = amount_of(told.root, told.transactions, cancelled=status.value is CommitmentStatus.CANCELLED)
    places = places_of(told.root, told.language)
    parties = parties_of(told.root, told.transactions, told.language)
    return Claim(
        span=_passage(told.root, parties),
        rule="iati.activity",
        kind=_kind(told),
        status=status,
        parties=parties,
        amount=amount,
        items=items_of(told.root, told.language),
        sectors=tuple(_sectors(told)),
        places=places if told.alone else tuple(place for place in places if place.region),
        period=_period(told),
    )


def _passage(root: Element, parties: Sequence[Party]) -> Span:
    """Return the part that says what it is and who gives: from the title to the donors, unless they stand far off."""
    title = (root.first("title") or root).span
    span = span_over([title, *(party.span for party in parties if party.role is PartyRole.FUNDING)])
    return span if span.end - span.start <= LONGEST_PASSAGE else title


def _status(told: _Told) -> StatusMention:
    """Return the tracker's own word, else the code of the activity; 1 is what its transactions make of it.

    An activity in the pipeline is agreed where something is committed, announced where something is pledged, and
    otherwise merely identified.
    """
    for code, tag in told.tags.items():
        if code.removeprefix(STATUS_TAG) in set(CommitmentStatus):
            value = CommitmentStatus(code.removeprefix(STATUS_TAG))
            return StatusMention(span=tag.span, rule="iati.status-tag", value=value)
    status = told.root.first("activity-status")
    if status and status.code in STATUS_OF_ACTIVITY:
        return StatusMention(span=status.span, rule="iati.activity-status", value=STATUS_OF_ACTIVITY[status.code])
    for types, value in ((COMMITMENTS, CommitmentStatus.AGREED), (PLEDGES, CommitmentStatus.ANNOUNCED)):
        for transaction in told.transactions:
            if type_of(transaction) in types:
                return StatusMention(span=transaction.span, rule="iati.transaction-type", value=value)
    span = (status or told.root.first("title") or told.root).span
    return StatusMention(span=span, rule="iati.pipeline", value=CommitmentStatus.UNDER_CONSIDERATION)


def _kind(told: _Told) -> KindMention:
    """Return the tracker's own word, else what comes in kind or by the type of aid; a project may be of any kind."""
    for code, tag in told.tags.items():
        if code.removeprefix(KIND_TAG) in set(Kind):
            return KindMention(span=tag.span, rule="iati.kind-tag", value=Kind(code.removeprefix(KIND_TAG)))
    for transaction in told.transactions:
        channel = transaction.first("disbursement-channel")
        if channel and channel.code in IN_KIND:
            return KindMention(span=channel.span, rule="iati.disbursement-channel", value=Kind.EQUIPMENT)
    for aid in told.root.all("default-aid-type"):
        if aid.code in KINDS:
            return KindMention(span=aid.span, rule="iati.aid-type", value=KINDS[aid.code])
    span = (told.root.first("default-aid-type") or told.root.first("title") or told.root).span
    return KindMention(span=span, rule="iati.kind-untold", value=Kind.MIXED)


def _sectors(told: _Told) -> Iterator[SectorMention]:
    """Yield each sector once: by the tracker's own words, else by DAC's codes, of the activity or its transactions."""
    every = [*told.root.all("sector")] or [each for one in told.transactions for each in one.all("sector")]
    own = [each for each in every if _is_own(each) and each.code in set(Sector)]
    found: dict[Sector, SectorMention] = {}
    for each in own:
        found.setdefault(
            Sector(each.code), SectorMention(span=each.span, rule="iati.sector-own", value=Sector(each.code))
        )
    for each in () if own else every:
        if each.code and (each.get("vocabulary") or DAC) in {DAC, DAC_CATEGORY}:
            sector = sector_of(each.code)
            found.setdefault(sector, SectorMention(span=each.span, rule="iati.sector-dac", value=sector))
    yield from found.values()


def _period(told: _Told) -> Period | None:
    """Return from when to when it runs, actual days before planned ones; None where it would end before it starts."""
    dates = {each.get("type"): each for each in told.root.all("activity-date") if _day(each)}
    if START_UNKNOWN in told.tags:
        dates.pop(DateType.PLANNED_START, None)
    start = dates.get(DateType.ACTUAL_START) or dates.get(DateType.PLANNED_START)
    end = dates.get(DateType.ACTUAL_END) or dates.get(DateType.PLANNED_END)
    named = [each for each in (start, end) if each]
    first, last = (_day(each) if each else None for each in (start, end))
    if not named or (first and last and first > last):
        return None
    return Period(span=span_over(each.span for each in named), rule="iati.activity-date", start=first, end=last)


def _day(element: Element) -> date | None:
    try:
        return date.fromisoformat(element.get("iso-date")[:10])
    except ValueError:
        return None

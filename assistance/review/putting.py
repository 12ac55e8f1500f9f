"""Writing a record as a whole, over what is there or anew: what an import does, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from assistance.models import (
    Commitment,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    DeliveryEvent,
    EquipmentLine,
    ExchangeRate,
    Organisation,
    Project,
)
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError
from assistance.review.holding import check, hold
from assistance.review.search import refresh_search_text
from assistance.review.statuses import change_status
from assistance.vocabulary import CommitmentStatus, Hedge, PartyRole, ValuationBasis, ValueScope

R = TypeVar("R", bound=Model)


@transaction.atomic
def put_rate(
    existing: ExchangeRate | None,
    *,
    by: User,
    why: str = "",
    currency: str,
    target: str,
    date: date | None,
    rate: Decimal | None,
    source: str,
) -> ExchangeRate:
    """Write these facts over ``existing``, or as a new rate where that is None.

    Raises ``ReviewError`` where they cannot stand.
    """
    facts = {"currency": currency, "target": target, "date": date, "rate": rate, "source": source}
    return _put(existing or ExchangeRate(), facts, by=by, why=why)


@transaction.atomic
def put_line(
    existing: EquipmentLine | None,
    *,
    by: User,
    why: str = "",
    commitment: Commitment | None = None,
    name_en: str,
    name_uk: str,
    category: str,
    quantity: Decimal | None,
    unit: str,
    due_on: date | None,
) -> EquipmentLine:
    """Write these facts over ``existing``, or as a new line of ``commitment`` where that is None.

    ``quantity`` None is unknown. Raises ``ReviewError`` where the facts cannot stand.
    """
    facts = {
        "name_en": name_en,
        "name_uk": name_uk,
        "category": category,
        "quantity": quantity,
        "unit": unit,
        "due_on": due_on,
    }
    written = _put(existing or EquipmentLine(commitment=commitment), facts, by=by, why=why)
    refresh_search_text(written.commitment)
    return written


@transaction.atomic
def put_delivery(
    existing: DeliveryEvent | None,
    *,
    by: User,
    why: str = "",
    line: EquipmentLine | None = None,
    stage: str,
    counting: str,
    quantity: Decimal | None,
    happened_on: date | None,
    claim_id: int | None,
    note: str,
    notice_published_on: date | None,
    cleared_on: date | None,
    report_filed_on: date | None,
    value: Decimal | None = None,
    currency: str = "",
    value_hedge: str = Hedge.EXACT.value,
    value_upper: Decimal | None = None,
    valuation_basis: str = ValuationBasis.UNKNOWN.value,
    value_scope: str = ValueScope.ITEM.value,
) -> DeliveryEvent:
    """Write these facts over ``existing``, or as a new one on ``line`` where that is None.

    Raises ``ReviewError`` where the facts cannot stand, and where the claim is another than the one its words are of.
    """
    record = existing or DeliveryEvent(line=line)
    if record.claim_item is not None and record.claim_item.claim_id != claim_id:
        raise ReviewError(_("The delivery rests on words of another claim. Change its claim on its own page."))
    facts = {
        "stage": stage,
        "counting": counting,
        "quantity": quantity,
        "happened_on": happened_on,
        "claim_id": claim_id,
        "note": note,
        "notice_published_on": notice_published_on,
        "cleared_on": cleared_on,
        "report_filed_on": report_filed_on,
        "value": value,
        "currency": currency,
        "value_hedge": value_hedge,
        "value_upper": value_upper,
        "valuation_basis": valuation_basis,
        "value_scope": value_scope,
    }
    return _put(record, facts, by=by, why=why)


@transaction.atomic
def put_commitment(
    existing: Commitment | None,
    *,
    by: User,
    why: str = "",
    title_en: str,
    title_uk: str,
    kind: str,
    amount: Decimal | None,
    currency: str,
    amount_hedge: str,
    amount_upper: Decimal | None,
    valuation_basis: str,
    period_start: date | None,
    period_end: date | None,
    project: Project | None,
    note: str,
    parties: Mapping[PartyRole, Sequence[Organisation]],
    sectors: Sequence[str],
    regions: Sequence[str],
    status: str = "",
    grounds: str = "",
) -> Commitment:
    """Write these facts over ``existing``, or as a new one where that is None, and return it.

    A new one gets ``status`` with ``grounds`` as its reason; that of a known one is left alone. Rows that stay the same
    are not written. Raises ``ReviewError`` where the facts cannot stand or a new commitment has no grounds.
    """
    if existing is None and not grounds.strip():
        raise ReviewError(_("A new commitment needs grounds: say how you know of it."))
    facts = {
        "title_en": title_en,
        "title_uk": title_uk,
        "kind": kind,
        "amount": amount,
        "currency": currency,
        "amount_hedge": amount_hedge if amount is not None else Hedge.EXACT.value,
        "amount_upper": amount_upper,
        "valuation_basis": valuation_basis,
        "period_start": period_start,
        "period_end": period_end,
        "project": project,
        "note": note,
    }
    record = _put(existing or Commitment(status=status), facts, by=by, why=why)
    if existing is None:
        # The version just stored has the status already; a second one would differ in nothing.
        record.skip_history_when_saving = True  # type: ignore[attr-defined]
        change_status(record, to=CommitmentStatus(status), by=by, reason=grounds)
        del record.skip_history_when_saving  # type: ignore[attr-defined]
    _put_parties(record, parties, by=by, why=why)
    _put_words(record.sectors, CommitmentSector, "sector", sectors, commitment=record, by=by, why=why)
    _put_words(record.places, CommitmentPlace, "region", regions, commitment=record, by=by, why=why)
    refresh_search_text(record)
    return record


def _put(record: R, facts: Mapping[str, Any], *, by: User, why: str) -> R:
    """Write ``facts`` over ``record``, held against others; raise ``ReviewError`` where they cannot stand."""
    if record.pk is not None:
        hold(record)
    for name, value in facts.items():
        setattr(record, name, value)
    check(record, exclude=("search_text",) if isinstance(record, Commitment) else ())
    write(record, by=by, why=why)
    return record


def _put_parties(
    commitment: Commitment, parties: Mapping[PartyRole, Sequence[Organisation]], *, by: User, why: str
) -> None:
    wanted = {(organisation.pk, role.value) for role, several in parties.items() for organisation in several}
    there = set()
    for row in CommitmentParty.objects.filter(commitment=commitment):
        if (row.organisation_id, row.role) in wanted:
            there.add((row.organisation_id, row.role))
        else:
            erase(row, by=by, why=why)
    for role, several in parties.items():
        for organisation in several:
            if (organisation.pk, role.value) not in there:
                there.add((organisation.pk, role.value))
                write(CommitmentParty(commitment=commitment, organisation=organisation, role=role), by=by, why=why)


def _put_words(
    rows: Any, model: type[Model], field: str, words: Sequence[str], *, commitment: Commitment, by: User, why: str
) -> None:
    for row in rows.exclude(**{f"{field}__in": words}):
        erase(row, by=by, why=why)
    there = set(rows.values_list(field, flat=True))
    for word in dict.fromkeys(words):
        if word not in there:
            write(model(**{"commitment": commitment, field: word}), by=by, why=why)

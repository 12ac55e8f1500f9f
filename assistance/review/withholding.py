"""Holding back: the whole of a record, or one kind of fact of a commitment, for a reason and until a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import chain

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from assistance.models import Commitment, DeliveryEvent, Need, Release, StatedTotal, Withholding
from assistance.models.history import write
from assistance.review.errors import ReviewError, require_reason
from assistance.vocabulary import Region, WithheldManner, WithheldScope, WithholdingReason, normalise_name

NUMBER = re.compile(r"(\d[\d\s.,]*)(thousand|million|billion|тис|млн|млрд|мільйон|мільярд)?")
#: Numbers of so many digits may be anything: two machines, 2024.
SMALL = 4
#: Longer names of regions lose their ending where they are looked for.
STEM = 5

#: What staff make public and may withhold.
Publishable = Commitment | Need | StatedTotal | Release


def hold_back(
    record: Publishable,
    *,
    by: User,
    reason: str,
    public_reason: WithholdingReason,
    until: date | None,
    scope: WithheldScope = WithheldScope.RECORD,
    manner: WithheldManner = WithheldManner.HIDDEN,
) -> Withholding:
    """Write down that ``scope`` of ``record`` is held back; what held the same back before gives way to it.

    Raises ``ReviewError`` without a reason, and for a day that has come already.
    """
    require_reason(reason, _("Withholding needs a reason. Give one."))
    if until is not None and until <= timezone.localdate():
        raise ReviewError(_("It would end before it begins. Give a day after today, or none."))
    close(record, scope=scope, by=by, why=_("Withheld anew: %(reason)s") % {"reason": reason.strip()})
    withholding = Withholding(
        **{type(record).objects.all().target: record},
        scope=scope,
        manner=manner,
        public_reason=public_reason,
        reason=reason.strip(),
        until=until,
        made_by=by,
    )
    write(withholding, by=by, why=reason)
    return withholding


def close(record: Publishable, *, scope: WithheldScope, by: User, why: str) -> None:
    """Lift what holds ``scope`` of ``record`` back, if anything does or did until its end."""
    for withholding in record.withholdings.unlifted().of(scope):
        withholding.lifted_by, withholding.lifted_at, withholding.lift_reason = by, timezone.now(), why
        write(withholding, by=by, why=why)


def reopen_withholding(withholding: Withholding, *, by: User, why: str) -> None:
    """Let ``withholding`` hold again, for the reason and until the day it was made with."""
    withholding.lifted_by, withholding.lifted_at, withholding.lift_reason = None, None, ""
    write(withholding, by=by, why=why)


def require_untold(commitment: Commitment, scope: WithheldScope) -> None:
    """Raise ``ReviewError`` where ``commitment`` has no ``scope`` to withhold, or its title tells it."""
    telling = _words_of(commitment, scope)
    if not telling:
        raise ReviewError(_("There is nothing of the kind to withhold: this commitment states none."))
    for title in (commitment.title_en, commitment.title_uk):
        told = next((words for words, tells in telling.items() if tells(normalise_name(title))), None)
        if told:
            raise ReviewError(_("The title tells it: “%(words)s”. Change the title first.") % {"words": told})


def _words_of(commitment: Commitment, scope: WithheldScope) -> dict[str, Callable[[str], bool]]:
    """Return what would tell ``scope`` of ``commitment``, each with whether a folded text holds it."""
    if scope == WithheldScope.AMOUNT:
        deliveries = DeliveryEvent.objects.filter(line__commitment=commitment)
        delivered = chain.from_iterable(deliveries.values_list("value", "value_upper"))
        amounts = filter(None, (commitment.amount, commitment.amount_upper, *delivered))
        return {f"{amount:f}": partial(_states, digits=_digits(f"{amount:f}")) for amount in amounts}
    if scope == WithheldScope.PLACE:
        labels = [Region(row.region).label for row in commitment.places.all()]
        names = {name for label in labels for name in (label, _in_ukrainian(label))}
        return {name: partial(_holds, words=_stem(name)) for name in names}
    lines = commitment.equipment.values_list("name_en", "name_uk")
    names = {name for line in lines for name in line if name}
    return {name: partial(_holds, words=normalise_name(name)) for name in names}


def _holds(text: str, words: str) -> bool:
    return words in text


def _states(text: str, digits: str) -> bool:
    """Return whether a number of ``text`` has these ``digits``; a single one tells a sum only where it is large."""
    return any(
        _digits(number) == digits and (len(digits) > 1 or bool(scale) or len(re.sub(r"\D", "", number)) > SMALL)
        for number, scale in NUMBER.findall(text)
    )


def _digits(number: str) -> str:
    """Return the digits that count in ``number``: “4.5”, “4,5 ” and “4 500 000.00” are alike."""
    return re.sub(r"\D", "", number).strip("0")


def _stem(name: str) -> str:
    """Return the first word of a region's name without the ending that Ukrainian declension changes."""
    word = normalise_name(name).split()[0]
    return word[:-2] if len(word) > STEM else word


def _in_ukrainian(label: str) -> str:
    with override("uk"):
        return _(label)

"""What a report contains and what it leaves out, in plain words, so that it travels with the figures."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALL_TOTALS: Promise = _(
    "Public commitments, each counted once. What goes from a donor through a channel to a recipient is one commitment "
    "with all three, and counts where it enters the country: a release that repeats it, or tells a part of it or one "
    "hop of the chain, is linked to it and adds nothing; only one that tops it up does. Every sum is of one currency "
    "and one status; currencies are never added. Rows with counted false are merely considered, suspended or "
    "cancelled: leave them out of what was promised or given. Commitments without a stated amount are counted in "
    "without_amount, those with an amount that is withheld in withheld, and both are in no sum."
)

OF_GROUPING: dict[str, Promise] = {
    "donor": _("Joint donors form a group of their own, named together in parts. Rows without parts have no donor."),
    "channel": _(
        "The channel is who extends or carries out what the donor gives; several form a group of their own, named "
        "together in parts. Rows without parts name no channel. The rows add up to those by donor."
    ),
    "recipient": _("Joint recipients form a group of their own, named in parts. Rows without parts have no recipient."),
    "status": _("Rows climb the ladder of certainty."),
    "kind": _("The kind is the form that the assistance takes."),
    "sector": _("A commitment of several sectors stands in the group of exactly those. Rows without parts have none."),
    "item_category": _(
        "A commitment with equipment of several categories stands in the group of exactly those, with its whole "
        "amount. Rows without parts name no equipment, or it is withheld."
    ),
    "place": _("A commitment to several regions stands in the group of exactly those. Rows without parts have none."),
    "year": _("The year is that of the first release that spoke of the commitment. Rows without parts have no date."),
    "month": _("The month is that of the first release that spoke of the commitment. Rows without parts have no date."),
    "currency": _("Rows without parts state no amount."),
}


EQUIPMENT: Promise = _(
    "Equipment of public commitments, unit by unit: units are never added. Lines that are promised or given are added"
    " up; those merely considered, suspended or cancelled are counted in outside and in nothing else. Numbers that "
    "nobody stated are counted as unknown, never as 0. Joint donors form a group of their own. Several reports of one"
    " delivery count once, as a range where they contradict one another. Equipment that is withheld is left out."
)
NEEDS: Promise = _(
    "Public needs, each once however often it was asked, unit by unit: units are never added. Only equipment of "
    "public commitments that are promised or given covers anything. Numbers that nobody stated are counted as "
    "unknown."
)
DELIVERIES: Promise = _(
    "Public commitments beside what of them came. Amounts are those stated for the whole; what came is told in lines "
    "of equipment, since most reports of deliveries state no value. Where one is stated it stands in values, by "
    "delivery: such values are added neither to one another, as several reports may tell of the same goods, nor to "
    "amounts. Commitments without lines name no equipment, or it is withheld."
)
SILENT: Promise = _(
    "Public commitments that are announced, agreed or in delivery, and of which no public release, no delivery and no"
    " change of status tells anything for so many days. What nothing public gives a day for is left out."
)
OVERDUE: Promise = _(
    "Public commitments that are announced, agreed or in delivery, and whose end, their project's end or the day of "
    "an item of which not all has come is over. What is only considered or suspended is no promise; what nobody gave "
    "a day for is left out."
)
COMPLETENESS: Promise = _(
    "What the figures leave out: silence may mean that nobody has read or decided yet. Of drafts nothing is told but "
    "how many there are."
)
BETWEEN: Promise = _(
    "Public commitments as releases published by each of the two days tell them, by our records of today or of the "
    "day records_of. Sums are of one currency and one status each. The moves account for every difference: what was "
    "not known before, stands at another status, or has another amount. What is withheld today is so on both days."
)


def note_of(by: str) -> str:
    """Return the note for totals grouped ``by`` one of the groupings."""
    return f"{ALL_TOTALS} {OF_GROUPING[by]}"

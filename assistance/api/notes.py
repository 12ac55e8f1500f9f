"""What a table of totals contains, in plain words, so that it travels with the figures."""

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


def note_of(by: str) -> str:
    """Return the note for totals grouped ``by`` one of the groupings."""
    return f"{ALL_TOTALS} {OF_GROUPING[by]}"

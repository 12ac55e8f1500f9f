"""Naming and merging organisations."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Commitment, Organisation, OrganisationAlias
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError
from assistance.review.holding import check, hold
from assistance.review.merging import hold_both, lacking, leave_behind, require_reason_to_merge
from assistance.review.search import refresh_search_texts
from assistance.vocabulary import OrganisationType, normalise_name


@transaction.atomic
def create_organisation(
    *,
    by: User,
    name_en: str = "",
    name_uk: str = "",
    type: str = "",  # noqa: A002 - the field's name
    country: str = "",
    identifier: str | None = None,
    aliases: tuple[str, ...] = (),
) -> Organisation:
    """Return a new organisation with all its names as aliases.

    Raises ``ReviewError`` without a name, and if one of the names already belongs to another.
    """
    organisation = Organisation(
        name_en=name_en,
        name_uk=name_uk,
        type=type or OrganisationType.OTHER,
        country=country,
        identifier=identifier,
    )
    check(organisation)
    write(organisation, by=by)
    name_organisation(organisation, by=by, aliases=aliases)
    return organisation


@transaction.atomic
def put_organisation(
    existing: Organisation | None,
    *,
    by: User,
    why: str = "",
    name_en: str,
    name_uk: str,
    type: str,  # noqa: A002 - the field's name
    country: str,
    identifier: str | None,
    aliases: tuple[str, ...],
) -> Organisation:
    """Write these facts over ``existing``, or as a new one where that is None, and return it.

    ``aliases`` are all the names it goes by beside its official ones; official names that it loses stay as aliases.
    Raises ``ReviewError`` without a name, and if one of the names already belongs to another.
    """
    record = existing or Organisation()
    official = {normalise_name(record.name_en), normalise_name(record.name_uk)}
    if existing is not None:
        hold(record)
    record.name_en, record.name_uk, record.type = name_en, name_uk, type
    record.country, record.identifier = country, identifier or None
    check(record)
    write(record, by=by, why=why)
    kept = official | {normalise_name(name) for name in (name_en, name_uk, *aliases)}
    for alias in record.aliases.exclude(normalised__in=kept):
        erase(alias, by=by, why=why)
    name_organisation(record, by=by, why=why, aliases=aliases)
    refresh_search_texts(Commitment.objects.filter(parties__organisation=record).distinct())
    return record


@transaction.atomic
def name_organisation(organisation: Organisation, *, by: User, why: str = "", aliases: tuple[str, ...] = ()) -> None:
    """Record the organisation's names and ``aliases`` among the names it goes by; those it has already stay.

    Raises ``ReviewError`` if one of them already belongs to another organisation.
    """
    for name in (organisation.name_en, organisation.name_uk, *aliases):
        normalised = normalise_name(name)
        if not normalised:
            continue
        taken = OrganisationAlias.objects.filter(normalised=normalised).select_related("organisation").first()
        if taken is None:
            alias = OrganisationAlias(organisation=organisation, name=name.strip(), normalised=normalised)
            write(alias, by=by, why=why)
        elif taken.organisation_id != organisation.pk:
            raise ReviewError(
                _("“%(name)s” already belongs to %(other)s. Merge the two, or give another name.")
                % {"name": name, "other": taken.organisation}
            )


@transaction.atomic
def merge_organisations(*, kept: Organisation, duplicate: Organisation, by: User, reason: str) -> Organisation:
    """Move every link and name of ``duplicate`` to ``kept``; ``duplicate`` stays behind, marked as merged.

    Raises ``ReviewError`` without a reason, and where ``require_mergeable_organisations`` does.
    """
    require_reason_to_merge(reason)
    hold_both(kept, duplicate)
    require_mergeable_organisations(kept=kept, duplicate=duplicate)
    _move_identity(kept, duplicate, by, reason)
    for alias in duplicate.aliases.all():
        alias.organisation = kept
        write(alias, by=by, why=reason)
    _move_parties(kept, duplicate, by, reason)
    for thanks in duplicate.thanks.all():
        thanks.donor = kept
        write(thanks, by=by, why=reason)
    for total in duplicate.stated_totals.all():
        total.donors.add(kept)
        total.donors.remove(duplicate)
    leave_behind(duplicate, kept, by=by, why=reason)
    refresh_search_texts(Commitment.objects.filter(parties__organisation=kept).distinct())
    return kept


def require_mergeable_organisations(*, kept: Organisation, duplicate: Organisation) -> None:
    """Raise ``ReviewError`` for one with itself, one merged before, and two with identifiers of their own."""
    if kept.pk == duplicate.pk:
        raise ReviewError(_("An organisation cannot be merged with itself. Choose another one."))
    if kept.merged_into_id or duplicate.merged_into_id:
        raise ReviewError(_("One of the two was merged before. Choose the organisation it was merged into."))
    if kept.identifier and duplicate.identifier:
        raise ReviewError(
            _("Both bear an identifier, %(kept)s and %(duplicate)s. Remove the wrong one first.")
            % {"kept": kept.identifier, "duplicate": duplicate.identifier}
        )


def filled_in_organisation(*, kept: Organisation, duplicate: Organisation) -> dict[str, Any]:
    """Return what ``kept`` lacks of identifier, country, type and desk officer and ``duplicate`` has, by field."""
    names = ("identifier", "country", "desk_officer")
    filled = lacking(kept, duplicate, names)
    if kept.type == OrganisationType.OTHER != duplicate.type:
        filled["type"] = duplicate.type
    return filled


def _move_identity(kept: Organisation, duplicate: Organisation, by: User, why: str) -> None:
    filled = filled_in_organisation(kept=kept, duplicate=duplicate)
    if duplicate.identifier:
        duplicate.identifier = None
        write(duplicate, by=by, why=why)
    for name, value in filled.items():
        setattr(kept, name, value)
    write(kept, by=by, why=why)


def _move_parties(kept: Organisation, duplicate: Organisation, by: User, why: str) -> None:
    for party in duplicate.party_in.select_related("commitment"):
        if kept.party_in.filter(commitment=party.commitment, role=party.role).exists():
            erase(party, by=by, why=why)
        else:
            party.organisation = kept
            write(party, by=by, why=why)

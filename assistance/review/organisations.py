"""Naming and merging organisations."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Commitment, Organisation, OrganisationAlias
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError
from assistance.review.holding import check, hold
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
def merge_organisations(*, kept: Organisation, duplicate: Organisation, by: User) -> Organisation:
    """Move every link and name of ``duplicate`` to ``kept``; ``duplicate`` stays behind, marked as merged.

    Raises ``ReviewError`` for an organisation with itself or one that was merged before.
    """
    if kept.pk == duplicate.pk:
        raise ReviewError(_("An organisation cannot be merged with itself. Choose another one."))
    for organisation in sorted((kept, duplicate), key=lambda organisation: organisation.pk):
        hold(organisation)
    if kept.merged_into_id or duplicate.merged_into_id:
        raise ReviewError(_("One of the two was merged before. Choose the organisation it was merged into."))
    _move_identity(kept, duplicate, by)
    for alias in duplicate.aliases.all():
        alias.organisation = kept
        write(alias, by=by)
    _move_parties(kept, duplicate, by)
    for thanks in duplicate.thanks.all():
        thanks.donor = kept
        write(thanks, by=by)
    for total in duplicate.stated_totals.all():
        total.donors.add(kept)
        total.donors.remove(duplicate)
    for earlier in duplicate.merged_here.all():
        earlier.merged_into = kept
        write(earlier, by=by)
    duplicate.merged_into = kept
    write(duplicate, by=by)
    refresh_search_texts(Commitment.objects.filter(parties__organisation=kept).distinct())
    return kept


def _move_identity(kept: Organisation, duplicate: Organisation, by: User) -> None:
    """Give ``kept`` the identifier, country, type and desk officer it lacks.

    Raises ``ReviewError`` where two identifiers collide.
    """
    if kept.identifier and duplicate.identifier:
        raise ReviewError(
            _("Both bear an identifier, %(kept)s and %(duplicate)s. Remove the wrong one first.")
            % {"kept": kept.identifier, "duplicate": duplicate.identifier}
        )
    identifier = kept.identifier or duplicate.identifier
    if duplicate.identifier:
        duplicate.identifier = None
        write(duplicate, by=by)
    kept.identifier = identifier
    kept.country = kept.country or duplicate.country
    kept.desk_officer = kept.desk_officer or duplicate.desk_officer
    if kept.type == OrganisationType.OTHER:
        kept.type = duplicate.type
    write(kept, by=by)


def _move_parties(kept: Organisation, duplicate: Organisation, by: User) -> None:
    for party in duplicate.party_in.select_related("commitment"):
        if kept.party_in.filter(commitment=party.commitment, role=party.role).exists():
            erase(party, by=by)
        else:
            party.organisation = kept
            write(party, by=by)

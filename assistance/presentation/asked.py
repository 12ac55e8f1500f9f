"""What a report is asked about: donor, recipient, sector, project and days, found by what people call them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from assistance.models import Commitment, EquipmentLine, Need, NeedCoverage, Organisation, Project, Release
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.needs import NeedQuerySet
from assistance.reports import Days, targets
from assistance.vocabulary import Language, OrganisationType, PartyRole, Sector, normalise_name

T = TypeVar("T")
#: Every number of as many digits fits the 64 bits of a key.
KEY_DIGITS = 18
#: How many are named to choose from.
NAMED = 30


class AskedError(ValueError):
    """What is asked for is not there, or may be several things; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a report is about: public commitments of all that is named here. ``to`` is a currency to convert into."""

    donor: Organisation | None = None
    recipient: Organisation | None = None
    sector: Sector | None = None
    project: Project | None = None
    days: Days = field(default_factory=Days)
    to: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it is about less than everything."""
        return any(part is not None for part in (self.donor, self.recipient, self.sector, self.project))

    def commitments(self) -> CommitmentQuerySet:
        """Return the public commitments it is about, whatever the days."""
        found = Commitment.objects.published()
        for organisation, role in ((self.donor, PartyRole.FUNDING), (self.recipient, PartyRole.RECIPIENT)):
            if organisation:
                theirs = Commitment.objects.filter(parties__organisation=organisation, parties__role=role)
                found = found.filter(pk__in=theirs.order_by().values("pk"))
        if self.sector:
            of_sector = Commitment.objects.filter(sectors__sector=self.sector.value)
            found = found.filter(pk__in=of_sector.order_by().values("pk"))
        return found.filter(project=self.project) if self.project else found

    def needs(self) -> NeedQuerySet:
        """Return the public needs of its days, each once; of less than everything those that it covers."""
        told = Need.objects.published().filter(release__in=Release.objects.published())
        needs = told.asked_first(among=told)
        if self.days.since:
            needs = needs.filter(release__published_on__gte=self.days.since)
        if self.days.until:
            needs = needs.filter(release__published_on__lte=self.days.until)
        if not self.narrowed:
            return needs
        lines = EquipmentLine.objects.published().filter(commitment__in=self.commitments().order_by().values("pk"))
        covering = NeedCoverage.objects.filter(line__in=lines.order_by().values("pk"))
        return needs.filter(pk__in=covering.standing(among=lines).order_by().values("need"))


def days_between(since: date | None, until: date | None) -> Days:
    """Return the days; raise ``AskedError`` where the last one is before the first."""
    if since and until and until < since:
        raise AskedError(_("The last day is before the first one. Change one of them."))
    return Days(since=since, until=until)


def currency_called(code: str) -> str:
    """Return the currency to convert into, empty for none; raise ``AskedError`` for one there are no rates of."""
    asked, known = code.strip().upper(), targets()
    if asked and asked not in known:
        words = _("There are no rates of %(code)s. There are some of: %(codes)s.")
        raise AskedError(words % {"code": code, "codes": ", ".join(known) or "–"})
    return asked


def party_called(name: str, role: PartyRole) -> Organisation:
    """Return the organisation of a public commitment in ``role`` by country code, number or name.

    A country code names the state. Raises ``AskedError`` for none, and for several, naming them.
    """
    asked = name.strip()
    public = Organisation.objects.published_in_role(role)
    found = list(_by_key(public, asked))
    if not found and len(asked) == 2:
        found = list(public.filter(country=asked.upper()))
        states = [each for each in found if each.type == OrganisationType.GOVERNMENT]
        found = states if len(states) == 1 else found
    found = found or list(public.filter(pk__in=Organisation.objects.named(asked).values("pk")))
    return _the_one(found or list(public.name_holding(asked)), asked, public)


def project_called(name: str) -> Project:
    """Return the project of a public commitment by number or title; raise ``AskedError`` as ``party_called`` does."""
    asked, public = name.strip(), Project.objects.published()
    found = list(_by_key(public, asked))
    found = found or list(public.filter(Q(title_en__iexact=asked) | Q(title_uk__iexact=asked)))
    return _the_one(found or list(public.filter(Q(title_en__icontains=asked) | Q(title_uk=asked))), asked, public)


def sector_called(name: str) -> Sector:
    """Return the sector by its code or by its word in either language; raise ``AskedError`` for none."""
    asked = normalise_name(name)
    for sector in Sector:
        if asked in {normalise_name(word) for word in (sector.value, *_in_both(sector.label))}:
            return sector
    words = _("There is no sector “%(name)s”. There are: %(codes)s.")
    raise AskedError(words % {"name": name, "codes": ", ".join(sector.value for sector in Sector)})


def _in_both(text: str) -> Iterable[str]:
    for language in Language:
        with override(language.value):
            yield _(text)


def _by_key(rows: Iterable[T], asked: str) -> Iterable[T]:
    if asked.isascii() and asked.isdigit() and len(asked) <= KEY_DIGITS:
        yield from rows.filter(pk=int(asked))  # type: ignore[attr-defined]


def _the_one(found: list[T], asked: str, rows: Iterable[T]) -> T:
    if len(found) == 1:
        return found[0]
    if found:
        words = _("“%(name)s” may be several: %(found)s. Name one by its number.")
        raise AskedError(words % {"name": asked, "found": _named(found)})
    words = _("Nothing public is called “%(name)s” here. There are: %(found)s.")
    raise AskedError(words % {"name": asked, "found": _named(list(rows)[:NAMED]) or "–"})


def _named(rows: Iterable[object]) -> str:
    return "; ".join(f"{getattr(row, 'pk', '')} {row}" for row in rows)

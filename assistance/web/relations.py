"""How a commitment hangs together with further reports, with other commitments and with needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistance.models import Claim, Commitment, CommitmentClaim, EquipmentLine, Need, NeedCoverage, Release
from assistance.reports import NeedAccount, need_account
from assistance.templatetags.figures import quantity
from assistance.vocabulary import Relation
from assistance.web.needs import public_needs

#: What it changes that staff linked a claim in this relation: the reason that is told in public.
EFFECTS: dict[Relation, Promise] = {
    Relation.REPEATS: _("The same is told again. It counts once, with the first report, and nothing is added."),
    Relation.PART_OF: _("A part of it is told. The part is counted with the whole, so nothing is added."),
    Relation.TOPS_UP: _("More is given. The sum it states was added to the amount."),
    Relation.DELIVERS: _("Something of it came. That stands with the equipment; the amount stays as it was."),
    Relation.CONTRADICTS: _("Something else is told. The amount stays as first reported, and both reports are shown."),
    Relation.CANCELS: _("It is called off. From then on its amount is in no sum."),
}


@dataclass(frozen=True, kw_only=True)
class Further:
    """The claims beside the first report that staff linked in one ``relation``, and what that changes."""

    relation: Relation
    effect: str | Promise
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Covering:
    """A need that equipment of a commitment covers. ``of_known`` tells whether it is known how much of the need."""

    need: Need
    account: NeedAccount
    coverage: NeedCoverage

    @property
    def of_known(self) -> bool:
        """Whether both numbers are known and count the same unit."""
        known = self.coverage.quantity is not None and self.need.quantity is not None
        return known and self.coverage.line.unit == self.need.unit

    @property
    def given(self) -> str:
        """What is given, with its unit."""
        return f"{quantity(self.coverage.quantity)} {self.coverage.line.unit}".strip()

    @property
    def asked_for(self) -> str:
        """What is asked for, with its unit."""
        return f"{quantity(self.need.quantity)} {self.need.unit}".strip()


@dataclass(frozen=True, kw_only=True)
class Related:
    """Another public commitment, and what it has in common with the one looked at."""

    commitment: Commitment
    same_project: bool
    needs: tuple[Need, ...]
    releases: tuple[Release, ...]


def further_reports(claims: Sequence[Claim]) -> list[Further]:
    """Return the claims of a commitment beside its first report, by what staff decided that they are to it."""
    by_relation: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_relation[claim.link.relation].append(claim)
    return [
        Further(relation=relation, effect=effect, claims=tuple(by_relation[relation]))
        for relation, effect in EFFECTS.items()
        if by_relation[relation]
    ]


def needs_covered(commitment: Commitment) -> list[Covering]:
    """Return the public needs that public equipment of ``commitment`` covers, in two queries."""
    rows = NeedCoverage.objects.filter(line__commitment=commitment, line__in=EquipmentLine.objects.published())
    coverage = list(rows.select_related("line__commitment"))
    found = public_needs().with_public_accounts().select_related("release").in_bulk([row.need_id for row in coverage])
    return [
        Covering(need=found[row.need_id], account=need_account(found[row.need_id]), coverage=row)
        for row in coverage
        if row.need_id in found
    ]


def related_to(commitment: Commitment, claims: Sequence[Claim], covered: Sequence[Covering]) -> list[Related]:
    """Return the other public commitments of its project, told in its releases, or covering its needs.

    ``claims`` are its public claims, ``covered`` the needs it covers. Takes a fixed number of queries.
    """
    releases = _by_release(commitment, {claim.release_id: claim.release for claim in claims})
    needs = _by_need(commitment, {each.need.pk: each.need for each in covered})
    tied = Q(pk__in={*releases, *needs})
    if commitment.project_id:
        tied |= Q(project=commitment.project_id)
    others = Commitment.objects.published().filter(tied).exclude(pk=commitment.pk).newest_first()
    return [
        Related(
            commitment=other,
            same_project=other.project_id is not None and other.project_id == commitment.project_id,
            needs=tuple(needs[other.pk]),
            releases=tuple(releases[other.pk]),
        )
        for other in others
    ]


def _by_release(commitment: Commitment, releases: dict[int, Release]) -> defaultdict[int, list[Release]]:
    """Return by commitment those of ``releases`` that public claims of it stand in."""
    public = Claim.objects.published().filter(release__in=releases)
    links = CommitmentClaim.objects.filter(claim__in=public).exclude(commitment=commitment)
    found: defaultdict[int, list[Release]] = defaultdict(list)
    for other, release in links.order_by("pk").values_list("commitment", "claim__release").distinct():
        if releases[release] not in found[other]:
            found[other].append(releases[release])
    return found


def _by_need(commitment: Commitment, needs: dict[int, Need]) -> defaultdict[int, list[Need]]:
    """Return by commitment those of ``needs`` that public equipment of it covers as well."""
    rows = NeedCoverage.objects.filter(need__in=needs, line__in=EquipmentLine.objects.published())
    found: defaultdict[int, list[Need]] = defaultdict(list)
    for other, need in rows.exclude(line__commitment=commitment).values_list("line__commitment", "need").order_by("pk"):
        if needs[need] not in found[other]:
            found[other].append(needs[need])
    return found

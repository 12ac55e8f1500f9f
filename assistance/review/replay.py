"""Replaying decisions that staff took elsewhere, kept as data, through the same doors as in the admin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from assistance.models import (
    Claim,
    Commitment,
    Need,
    OrganisationAlias,
    Project,
    ProjectReference,
    ProjectSector,
    Release,
    StatedTotal,
)
from assistance.models.history import write
from assistance.review.decisions import accept, merge, reject
from assistance.review.deliveries import propose_value, with_value
from assistance.review.errors import ReviewError
from assistance.review.needs import cover_need, link_needs
from assistance.review.occasions import group_reports, settle_delivery
from assistance.review.organisations import create_organisation
from assistance.review.replay_rows import (
    Row,
    claims_quoting,
    day_of,
    delivery_of,
    facts_of,
    line_called,
    organisation_called,
)
from assistance.review.visibility import publish
from assistance.vocabulary import (
    CommitmentStatus,
    DeliveryStage,
    Relation,
    Sector,
    Visibility,
    normalise_name,
)


@dataclass
class Replay:
    """One run: who decides, the releases by their file's stem, and the commitments and projects by key so far."""

    by: User
    releases: Mapping[str, Release]
    commitments: dict[str, Commitment] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    done: int = 0
    skipped: int = 0


@transaction.atomic
def replay(data: Mapping[str, list[Row]], *, releases: Mapping[str, Release], by: User) -> Replay:
    """Write ``data`` whole or not at all; what was decided before is left as it is.

    A rejection of what is no longer read as a claim has nothing left to do.

    ``data`` holds lists of rows under ``organisations``, ``projects``, ``decisions``, ``same_deliveries``, ``needs``
    and ``stated_totals``, in the form that ``docs/decisions-file.md`` describes. Raises ``ReviewError`` naming the row
    that cannot be replayed.
    """
    run = Replay(by=by, releases=releases)
    steps = {
        "organisations": _organisation,
        "projects": _project,
        "decisions": _decision,
        "same_deliveries": _same_delivery,
        "needs": _need,
        "stated_totals": _stated_total,
    }
    for name, step in steps.items():
        for number, row in enumerate(data.get(name, []), start=1):
            try:
                changed = step(run, row)
            except (ReviewError, KeyError, ValueError) as error:
                raise ReviewError(
                    f"{name}, row {number} ({row.get('quote') or row.get('key', '')}): {error}"
                ) from error
            run.done += changed
            run.skipped += not changed
    return run


def _organisation(run: Replay, row: Row) -> bool:
    names = [row.get("name_en", ""), row.get("name_uk", ""), *row.get("aliases", [])]
    folded = [normalise_name(name) for name in names if name]
    if OrganisationAlias.objects.filter(normalised__in=folded).exists():
        return False
    create_organisation(by=run.by, **{**row, "aliases": tuple(row.get("aliases", ()))})
    return True


def _project(run: Replay, row: Row) -> bool:
    known = Project.objects.filter(title_en=row.get("title_en", ""), title_uk=row.get("title_uk", "")).first()
    if known:
        run.projects[row["key"]] = known.merged_into or known
        return False
    plain = ("title_en", "title_uk", "description_en", "description_uk")
    project = Project(
        **{name: row[name] for name in plain if name in row},
        start=day_of(row.get("start")),
        end=day_of(row.get("end")),
    )
    write(project, by=run.by)
    for sector in row.get("sectors", []):
        write(ProjectSector(project=project, sector=Sector(sector)), by=run.by)
    for reference in row.get("references", []):
        write(ProjectReference(project=project, **reference), by=run.by)
    run.projects[row["key"]] = project
    return True


def _decision(run: Replay, row: Row) -> bool:
    fitting = claims_quoting(run.releases[row["release"]], row["quote"])
    if not fitting and row["decision"] == "reject":
        return False
    if len(fitting) != 1:
        raise ReviewError(f"{len(fitting)} claims fit the quote; choose words that one of them alone rests on")
    (claim,) = fitting
    if claim.decisions.exists():
        link = getattr(claim, "link", None)
        if link is not None and "key" in row:
            run.commitments[row["key"]] = link.commitment
        return False
    decide = {"accept": _accept, "merge": _merge, "reject": _reject}[row["decision"]]
    decide(run, claim, row)
    return True


def _accept(run: Replay, claim: Claim, row: Row) -> None:
    facts = facts_of(claim, row.get("facts", {}))
    if "project" in row:
        facts = facts.with_changes(project=run.projects[row["project"]])
    run.commitments[row["key"]] = accept(
        claim, by=run.by, facts=facts, reason=row.get("reason", ""), publish=row.get("publish", True)
    )


def _merge(run: Replay, claim: Claim, row: Row) -> None:
    into = run.commitments[row["into"]]
    deliveries = None
    if "deliveries" in row:
        facts = [delivery_of(into, claim, delivery) for delivery in row["deliveries"]]
        deliveries = with_value(facts, propose_value(claim, alone=len(facts) == 1))
    merge(
        claim,
        into=into,
        relation=Relation(row["relation"]),
        by=run.by,
        reason=row.get("reason", ""),
        status=CommitmentStatus(row["status"]) if "status" in row else None,
        deliveries=deliveries,
    )


def _reject(run: Replay, claim: Claim, row: Row) -> None:
    reject(claim, by=run.by, reason=row["reason"])


def _same_delivery(run: Replay, row: Row) -> bool:
    line = line_called(run.commitments[row["commitment"]], row["line"])
    stage = DeliveryStage(row.get("stage", DeliveryStage.HANDED_OVER))
    releases = [run.releases[name] for name in row["reports"]]
    reports = list(line.deliveries.filter(stage=stage, claim__release__in=releases))
    if any(report.occasion_id for report in reports):
        return False
    occasion = group_reports(reports, by=run.by, reason=row["reason"])
    if "settled" in row:
        settled = row["settled"]
        settle_delivery(occasion, quantity=Decimal(settled["quantity"]), by=run.by, reason=settled["reason"])
    return True


def _need(run: Replay, row: Row) -> bool:
    need = _stated_there(run.releases[row["release"]].needs.all(), row)
    if not isinstance(need, Need) or need.visibility != Visibility.DRAFT:
        run.needs |= {row["key"]: need} if isinstance(need, Need) and "key" in row else {}
        return False
    _set(need, row, "what_en", "what_uk", "category")
    write(need, by=run.by)
    for covering in row.get("covered_by", []):
        line = line_called(run.commitments[covering["commitment"]], covering["line"])
        quantity = Decimal(covering["quantity"]) if "quantity" in covering else None
        cover_need(need, line=line, quantity=quantity, by=run.by)
    if "key" in row:
        run.needs[row["key"]] = need
    if "repeats" in row:
        link_needs(need, first=run.needs[row["repeats"]], by=run.by, reason=row["reason"])
    publish(need, by=run.by)
    return True


def _stated_total(run: Replay, row: Row) -> bool:
    total = _stated_there(run.releases[row["release"]].stated_totals.all(), row)
    if not isinstance(total, StatedTotal) or total.visibility != Visibility.DRAFT:
        return False
    _set(total, row, "scope_en", "scope_uk")
    total.period_start, total.period_end = day_of(row.get("period_start")), day_of(row.get("period_end"))
    write(total, by=run.by)
    total.donors.set([organisation_called(name) for name in row.get("donors", [])])
    publish(total, by=run.by)
    return True


def _stated_there(rows: Any, row: Row) -> Need | StatedTotal:
    """Return the one of ``rows`` whose words hold the quote; where several do, the need that was ``read`` so."""
    fitting: list[Need | StatedTotal] = [found for found in rows if row["quote"] in found.words]
    if len(fitting) > 1 and "read" in row:
        names = {row["read"], row["what_en"]}
        fitting = [found for found in fitting if isinstance(found, Need) and {found.what_en, found.what_uk} & names]
    if len(fitting) != 1:
        raise ReviewError(f"{len(fitting)} of what the release states fit the quote")
    return fitting[0]


def _set(record: Need | StatedTotal, row: Row, *names: str) -> None:
    for name in names:
        if name in row:
            setattr(record, name, row[name])

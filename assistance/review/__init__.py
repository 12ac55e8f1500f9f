"""Where a claim becomes public fact: everything that staff decide is written here."""

from assistance.models.history import write
from assistance.review.adding import add_accepted_claim, add_claim, subject_of
from assistance.review.bulk import Outcome, edit_commitment, in_bulk, try_in_bulk, undo_in_bulk
from assistance.review.corrections import answer_correction
from assistance.review.decisions import accept, merge, reject, reopen
from assistance.review.deliveries import DeliveryFact, DeliveryValue, propose_deliveries, require_one_unit
from assistance.review.drafts import is_draft
from assistance.review.errors import ReviewError
from assistance.review.facts import CommitmentFacts, LineFact, PartyFact, propose
from assistance.review.matching import Match, matches, matches_for
from assistance.review.needs import (
    Stock,
    allotted,
    cover_need,
    covering_candidates,
    link_needs,
    require_stock,
    similar_needs,
    unlink_need,
)
from assistance.review.occasions import group_reports, part_report, reopen_settlement, settle_delivery
from assistance.review.organisations import (
    create_organisation,
    filled_in_organisation,
    merge_organisations,
    name_organisation,
    put_organisation,
    require_mergeable_organisations,
)
from assistance.review.preview import MergePreview, preview_merge
from assistance.review.projects import filled_in_project, merge_projects, require_mergeable_projects
from assistance.review.putting import put_commitment, put_delivery, put_line, put_rate
from assistance.review.queue import MOST_READ, Standing, by_urgency, neighbours, read_queue, standings, twice_first
from assistance.review.reasons import Reason, reasons_by_claim, reasons_for, rejections_before
from assistance.review.restoring import Restoration, listed, restoration, restore
from assistance.review.search import refresh_search_text, refresh_search_texts
from assistance.review.seen import (
    OutdatedError,
    require_claim_as_seen,
    require_commitment_as_seen,
    version_of_claim,
    version_of_commitment,
)
from assistance.review.snoozing import snooze, wake
from assistance.review.statuses import change_status
from assistance.review.visibility import lift, publish, withhold, withhold_fact
from assistance.review.witnesses import part_witnesses
from assistance.review.words import ChosenWords, Stretch, find_words

__all__ = [
    "MOST_READ",
    "ChosenWords",
    "CommitmentFacts",
    "DeliveryFact",
    "DeliveryValue",
    "LineFact",
    "Match",
    "MergePreview",
    "Outcome",
    "OutdatedError",
    "PartyFact",
    "Reason",
    "Restoration",
    "ReviewError",
    "Standing",
    "Stock",
    "Stretch",
    "accept",
    "add_accepted_claim",
    "add_claim",
    "allotted",
    "answer_correction",
    "by_urgency",
    "change_status",
    "cover_need",
    "covering_candidates",
    "create_organisation",
    "edit_commitment",
    "filled_in_organisation",
    "filled_in_project",
    "find_words",
    "group_reports",
    "in_bulk",
    "is_draft",
    "lift",
    "link_needs",
    "listed",
    "matches",
    "matches_for",
    "merge",
    "merge_organisations",
    "merge_projects",
    "name_organisation",
    "neighbours",
    "part_report",
    "part_witnesses",
    "preview_merge",
    "propose",
    "propose_deliveries",
    "publish",
    "put_commitment",
    "put_delivery",
    "put_line",
    "put_organisation",
    "put_rate",
    "read_queue",
    "reasons_by_claim",
    "reasons_for",
    "refresh_search_text",
    "refresh_search_texts",
    "reject",
    "rejections_before",
    "reopen",
    "reopen_settlement",
    "require_claim_as_seen",
    "require_commitment_as_seen",
    "require_mergeable_organisations",
    "require_mergeable_projects",
    "require_one_unit",
    "require_stock",
    "restoration",
    "restore",
    "settle_delivery",
    "similar_needs",
    "snooze",
    "standings",
    "subject_of",
    "try_in_bulk",
    "twice_first",
    "undo_in_bulk",
    "unlink_need",
    "version_of_claim",
    "version_of_commitment",
    "wake",
    "withhold",
    "withhold_fact",
    "write",
]

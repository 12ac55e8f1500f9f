"""Figures: functions from a queryset to frozen rows. They only read, and never add two currencies."""

from assistance.reports.between import Between, Move, Narrow, RungDifference, SumDifference, between
from assistance.reports.changes import PublicChanges, changes_asked_for, changes_of, changes_of_all
from assistance.reports.clocks import Clock, clocks, rule_of
from assistance.reports.completeness import Completeness, completeness
from assistance.reports.conversion import (
    Converted,
    ConvertedAmount,
    ConvertedRung,
    ConvertedSum,
    Quote,
    Stated,
    converted,
    converted_amounts,
    converted_into,
    converted_rungs,
    targets,
)
from assistance.reports.days import DayError, TwoDays, problem_with, two_days
from assistance.reports.delivered import Delivered, DeliveredGroup, ValuedDelivery, by_giver, delivered
from assistance.reports.desk import AgeRow, Event, Lately, QualityRow, lately, queue_by_age, reading_quality, share_of
from assistance.reports.digest import Digest, desk_officers, digest
from assistance.reports.dossier import Dossier, Promise, dossier
from assistance.reports.duplicates import (
    Suspect,
    Suspects,
    possible_duplicates_of_organisations,
    possible_duplicates_of_projects,
)
from assistance.reports.equipment import Arrived, Balance, all_handed_over, balance, balances
from assistance.reports.facets import FACETS, facet_counts
from assistance.reports.items import (
    ItemGroup,
    ItemName,
    Tally,
    Wanted,
    accounts_of,
    by_category,
    by_donor,
    by_item,
)
from assistance.reports.ladder import Ladder, Rung, ladder, ladders_by_party
from assistance.reports.measured import TOLD, Measured, measured
from assistance.reports.money import CurrencySum
from assistance.reports.narrative import Arrival, AskedNeed, Days, Entry, Item, Late, Narrative, Step, narrative
from assistance.reports.need_totals import NeedTotals, need_totals
from assistance.reports.needs import NeedAccount, need_account
from assistance.reports.one_currency import InOneCurrency, default_target, in_one_currency
from assistance.reports.places import RegionRow, region_rows
from assistance.reports.public_change import PublicChange
from assistance.reports.public_clocks import OverduePromise, SilentPromise, overdue_promises, silent_promises
from assistance.reports.questions import Asked, Question
from assistance.reports.sources import Source
from assistance.reports.stated import StatedRow, stated_totals
from assistance.reports.totals import GROUPINGS, IN_TIME, OVERVIEW, Group, TotalsRow, breakdowns, groups, totals
from assistance.reports.values import StatedValue, stated_values
from assistance.reports.withheld import Withheld, withheld, withheld_beside

__all__ = [
    "FACETS",
    "GROUPINGS",
    "IN_TIME",
    "OVERVIEW",
    "TOLD",
    "AgeRow",
    "Arrival",
    "Arrived",
    "Asked",
    "AskedNeed",
    "Balance",
    "Between",
    "Clock",
    "Completeness",
    "Converted",
    "ConvertedAmount",
    "ConvertedRung",
    "ConvertedSum",
    "CurrencySum",
    "DayError",
    "Days",
    "Delivered",
    "DeliveredGroup",
    "Digest",
    "Dossier",
    "Entry",
    "Event",
    "Group",
    "InOneCurrency",
    "Item",
    "ItemGroup",
    "ItemName",
    "Ladder",
    "Late",
    "Lately",
    "Measured",
    "Move",
    "Narrative",
    "Narrow",
    "NeedAccount",
    "NeedTotals",
    "OverduePromise",
    "Promise",
    "PublicChange",
    "PublicChanges",
    "QualityRow",
    "Question",
    "Quote",
    "RegionRow",
    "Rung",
    "RungDifference",
    "SilentPromise",
    "Source",
    "Stated",
    "StatedRow",
    "StatedValue",
    "Step",
    "SumDifference",
    "Suspect",
    "Suspects",
    "Tally",
    "TotalsRow",
    "TwoDays",
    "ValuedDelivery",
    "Wanted",
    "Withheld",
    "accounts_of",
    "all_handed_over",
    "balance",
    "balances",
    "between",
    "breakdowns",
    "by_category",
    "by_donor",
    "by_giver",
    "by_item",
    "changes_asked_for",
    "changes_of",
    "changes_of_all",
    "clocks",
    "completeness",
    "converted",
    "converted_amounts",
    "converted_into",
    "converted_rungs",
    "default_target",
    "delivered",
    "desk_officers",
    "digest",
    "dossier",
    "facet_counts",
    "groups",
    "in_one_currency",
    "ladder",
    "ladders_by_party",
    "lately",
    "measured",
    "narrative",
    "need_account",
    "need_totals",
    "overdue_promises",
    "possible_duplicates_of_organisations",
    "possible_duplicates_of_projects",
    "problem_with",
    "queue_by_age",
    "reading_quality",
    "region_rows",
    "rule_of",
    "share_of",
    "silent_promises",
    "stated_totals",
    "stated_values",
    "targets",
    "totals",
    "two_days",
    "withheld",
    "withheld_beside",
]

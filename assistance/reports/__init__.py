"""Figures: functions from a queryset to frozen rows. They only read, and never add two currencies."""

from assistance.reports.clocks import Clock, clocks, rule_of
from assistance.reports.desk import AgeRow, Event, Lately, QualityRow, lately, queue_by_age, reading_quality, share_of
from assistance.reports.digest import Digest, desk_officers, digest
from assistance.reports.dossier import Dossier, Promise, dossier
from assistance.reports.equipment import Arrived, Balance, all_handed_over, balance, balances
from assistance.reports.ladder import Ladder, Rung, ladder, ladders_by_party
from assistance.reports.money import CurrencySum
from assistance.reports.needs import NeedAccount, need_account
from assistance.reports.questions import Asked, Question
from assistance.reports.stated import StatedRow, stated_totals
from assistance.reports.totals import GROUPINGS, TotalsRow, totals
from assistance.reports.withheld import Withheld, withheld, withheld_beside

__all__ = [
    "GROUPINGS",
    "AgeRow",
    "Arrived",
    "Asked",
    "Balance",
    "Clock",
    "CurrencySum",
    "Digest",
    "Dossier",
    "Event",
    "Ladder",
    "Lately",
    "NeedAccount",
    "Promise",
    "QualityRow",
    "Question",
    "Rung",
    "StatedRow",
    "TotalsRow",
    "Withheld",
    "all_handed_over",
    "balance",
    "balances",
    "clocks",
    "desk_officers",
    "digest",
    "dossier",
    "ladder",
    "ladders_by_party",
    "lately",
    "need_account",
    "queue_by_age",
    "reading_quality",
    "rule_of",
    "share_of",
    "stated_totals",
    "totals",
    "withheld",
    "withheld_beside",
]

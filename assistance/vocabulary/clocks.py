"""Clocks: what runs out on a promise or a delivery, and the rule each of them follows.

The two legal clocks bind those who receive, not those who give: Resolution No. 153 of the Cabinet of Ministers of
15 February 2002, paragraph 44, and its Resolution No. 927 of 5 September 2023.
"""

from assistance.vocabulary.labels import Word, gettext_noop
from assistance.vocabulary.words import CommitmentStatus

#: Days that a recipient has to publish what it took on its balance.
PROPERTY_NOTICE_DAYS = 10

#: Days from customs clearance within which the use of a humanitarian load is reported.
HUMANITARIAN_REPORT_DAYS = 90


class ClockKind(Word):
    """What a clock measures."""

    PROMISE_PASSED = "promise_passed", gettext_noop("Promised date passed")
    SILENT = "silent", gettext_noop("Nothing heard")
    ENDING = "ending", gettext_noop("End is near")
    PROPERTY_NOTICE = "property_notice", gettext_noop("Property notice within 10 days")
    HUMANITARIAN_REPORT = "humanitarian_report", gettext_noop("Humanitarian report within 90 days")


#: The rule of each clock in words. ``%(days)d`` stands where the number of days is a setting.
CLOCK_RULES: dict[ClockKind, str] = {
    ClockKind.PROMISE_PASSED: gettext_noop(
        "The day promised for the whole, or for an item of which not all has come, is over; the commitment is neither "
        "delivered, completed nor cancelled."
    ),
    ClockKind.SILENT: gettext_noop(
        "Announced, agreed or in delivery, and for %(days)d days or more no release, no delivery, no change of status."
    ),
    ClockKind.ENDING: gettext_noop(
        "The commitment or its project ends in %(days)d days or less, and it is neither delivered, completed nor "
        "cancelled."
    ),
    ClockKind.PROPERTY_NOTICE: gettext_noop(
        "The recipient publishes what it received within 10 calendar days of taking it on its balance "
        "(Cabinet of Ministers, Resolution No. 153 of 2002, paragraph 44)."
    ),
    ClockKind.HUMANITARIAN_REPORT: gettext_noop(
        "The recipient reports on a humanitarian load within 90 days of customs clearance, or the load counts as "
        "unaccounted for (Cabinet of Ministers, Resolution No. 927 of 2023)."
    ),
}

#: Clocks that run on a delivery; the others run on a commitment.
DELIVERY_CLOCKS = (ClockKind.PROPERTY_NOTICE, ClockKind.HUMANITARIAN_REPORT)

#: Statuses after which nothing more is expected.
CLOSED_STATUSES = (CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED, CommitmentStatus.CANCELLED)

#: Statuses in which something should be heard from time to time.
AWAITED_STATUSES = (CommitmentStatus.ANNOUNCED, CommitmentStatus.AGREED, CommitmentStatus.IN_DELIVERY)

"""Words of the staff's front page."""

from assistance.vocabulary.labels import Word, gettext_noop


class QueueAge(Word):
    """How long a claim has waited: each span ends where the next one begins."""

    TODAY = "today", gettext_noop("Today")
    WEEK = "week", gettext_noop("In the last 7 days")
    MONTH = "month", gettext_noop("In the last 30 days")
    OLDER = "older", gettext_noop("Earlier")


class Reading(Word):
    """What staff made of what was read, as a measure of the reading."""

    UNCHANGED = "unchanged", gettext_noop("Accepted as read")
    CHANGED = "changed", gettext_noop("Accepted with a change")
    MERGED = "merged", gettext_noop("Merged")
    REJECTED = "rejected", gettext_noop("Rejected")


class Happening(Word):
    """What staff did to the ledger."""

    DECISION = "decision", gettext_noop("Decision")
    STATUS = "status", gettext_noop("Change of status")
    PUBLICATION = "publication", gettext_noop("Made public")


class CorrectionStatus(Word):
    """What became of a mistake that a reader reported."""

    OPEN = "open", gettext_noop("Open")
    ANSWERED = "answered", gettext_noop("Answered: mended or explained")
    REJECTED = "rejected", gettext_noop("Rejected: the page stays as it is")

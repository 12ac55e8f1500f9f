"""Codes of IATI 2.03 that are written and read, and what the tracker says there in words of its own.

Source: the code lists TransactionType, ActivityDateType, DisbursementChannel, SectorVocabulary and TagVocabulary.
"""

from enum import StrEnum

from assistance.vocabulary.labels import Word, gettext_noop
from assistance.vocabulary.words import CommitmentStatus

VERSION = "2.03"


class TransactionType(StrEnum):
    """What a transaction is; a provider reports outgoing ones, a recipient incoming ones."""

    INCOMING_FUNDS = "1"
    OUTGOING_COMMITMENT = "2"
    DISBURSEMENT = "3"
    EXPENDITURE = "4"
    INCOMING_COMMITMENT = "11"
    OUTGOING_PLEDGE = "12"
    INCOMING_PLEDGE = "13"


#: Transactions that promise, those that commit in writing, and those by which money or goods have gone.
PLEDGES = (TransactionType.OUTGOING_PLEDGE, TransactionType.INCOMING_PLEDGE)
COMMITMENTS = (TransactionType.OUTGOING_COMMITMENT, TransactionType.INCOMING_COMMITMENT)
SPENDING = (TransactionType.DISBURSEMENT, TransactionType.EXPENDITURE, TransactionType.INCOMING_FUNDS)


class DateType(StrEnum):
    """What happens on the date of an activity."""

    PLANNED_START = "1"
    ACTUAL_START = "2"
    PLANNED_END = "3"
    ACTUAL_END = "4"


#: The vocabulary of sectors, tags and indicators that is the publisher's own, and that of DAC's 5-digit purposes.
OWN = "99"
DAC = "1"

#: What the address of the tracker's own vocabulary ends with: the page that explains its words.
GLOSSARY = "/en/method/"

#: The tracker's tags: its status and kind behind these words, and that the start which stands there is not known.
STATUS_TAG = "status-"
KIND_TAG = "kind-"
START_UNKNOWN = "start-unknown"

#: The status of activities whose code stands for one status alone; 1 may be merely identified, promised or agreed.
STATUS_OF_ACTIVITY: dict[str, CommitmentStatus] = {
    "2": CommitmentStatus.IN_DELIVERY,
    "3": CommitmentStatus.DELIVERED,
    "4": CommitmentStatus.COMPLETED,
    "5": CommitmentStatus.CANCELLED,
    "6": CommitmentStatus.SUSPENDED,
}


class LeftOut(Word):
    """Why an activity of a file is not taken in."""

    OTHER_COUNTRY = "other_country", gettext_noop("Of other countries")
    OLD_VERSION = "old_version", gettext_noop("In IATI 1, which has other codes; convert the file to 2.03")
    NO_IDENTIFIER = "no_identifier", gettext_noop("Without an identifier")
    TOO_LONG = "too_long", gettext_noop("Longer than RELEASE_MAX_BYTES allows")

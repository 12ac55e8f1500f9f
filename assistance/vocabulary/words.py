"""The words that extraction and the ledger agree on.

Status words and kinds are those of the annotated releases; party roles, organisation types and the codes beside them
are IATI 2.03 (OrganisationRole, OrganisationType, ActivityStatus).
"""

from assistance.vocabulary.labels import Word, gettext_noop


class CommitmentStatus(Word):
    """How sure a commitment is, in the order of the ladder; the last two stand beside it."""

    UNDER_CONSIDERATION = "under_consideration", gettext_noop("Under consideration")
    ANNOUNCED = "announced", gettext_noop("Announced")
    AGREED = "agreed", gettext_noop("Agreed")
    IN_DELIVERY = "in_delivery", gettext_noop("In delivery")
    DELIVERED = "delivered", gettext_noop("Delivered")
    COMPLETED = "completed", gettext_noop("Completed")
    SUSPENDED = "suspended", gettext_noop("Suspended")
    CANCELLED = "cancelled", gettext_noop("Cancelled")


#: Statuses whose amounts are promised or given, so may enter a sum: neither merely considered nor called off.
FIRM_STATUSES = (
    CommitmentStatus.ANNOUNCED,
    CommitmentStatus.AGREED,
    CommitmentStatus.IN_DELIVERY,
    CommitmentStatus.DELIVERED,
    CommitmentStatus.COMPLETED,
)

#: IATI 2.03 ActivityStatus for each status.
IATI_ACTIVITY_STATUS: dict[CommitmentStatus, str] = {
    CommitmentStatus.UNDER_CONSIDERATION: "1",
    CommitmentStatus.ANNOUNCED: "1",
    CommitmentStatus.AGREED: "1",
    CommitmentStatus.IN_DELIVERY: "2",
    CommitmentStatus.DELIVERED: "3",
    CommitmentStatus.COMPLETED: "4",
    CommitmentStatus.CANCELLED: "5",
    CommitmentStatus.SUSPENDED: "6",
}


class Kind(Word):
    """What form the assistance takes."""

    FINANCIAL = "financial", gettext_noop("Financial")
    EQUIPMENT = "equipment", gettext_noop("Equipment")
    TRAINING = "training", gettext_noop("Training")
    SERVICES = "services", gettext_noop("Services")
    MIXED = "mixed", gettext_noop("Mixed")


class PartyRole(Word):
    """What a party does in a commitment: the four IATI roles, and the recipient, who has none in IATI."""

    FUNDING = "funding", gettext_noop("Donor")
    ACCOUNTABLE = "accountable", gettext_noop("Accountable")
    EXTENDING = "extending", gettext_noop("Extending")
    IMPLEMENTING = "implementing", gettext_noop("Implementer")
    RECIPIENT = "recipient", gettext_noop("Recipient")


#: Who hands a sum on between those who give it and those who get it.
CHANNEL_ROLES = (PartyRole.EXTENDING, PartyRole.IMPLEMENTING)

#: IATI 2.03 OrganisationRole; a recipient is a transaction's receiver there, not a role.
IATI_ORGANISATION_ROLE: dict[PartyRole, str] = {
    PartyRole.FUNDING: "1",
    PartyRole.ACCOUNTABLE: "2",
    PartyRole.EXTENDING: "3",
    PartyRole.IMPLEMENTING: "4",
}


class OrganisationType(Word):
    """IATI 2.03 OrganisationType; the stored value is the code."""

    GOVERNMENT = "10", gettext_noop("Government")
    LOCAL_GOVERNMENT = "11", gettext_noop("Local government")
    OTHER_PUBLIC = "15", gettext_noop("Other public sector")
    INTERNATIONAL_NGO = "21", gettext_noop("International NGO")
    NATIONAL_NGO = "22", gettext_noop("National NGO")
    REGIONAL_NGO = "23", gettext_noop("Regional NGO")
    PARTNER_COUNTRY_NGO = "24", gettext_noop("NGO of the partner country")
    PUBLIC_PRIVATE = "30", gettext_noop("Public-private partnership")
    MULTILATERAL = "40", gettext_noop("Multilateral")
    FOUNDATION = "60", gettext_noop("Foundation")
    PRIVATE = "70", gettext_noop("Private sector")
    PRIVATE_PROVIDER_COUNTRY = "71", gettext_noop("Private sector in the provider country")
    PRIVATE_RECIPIENT_COUNTRY = "72", gettext_noop("Private sector in the recipient country")
    PRIVATE_THIRD_COUNTRY = "73", gettext_noop("Private sector in a third country")
    ACADEMIC = "80", gettext_noop("Academic or research body")
    OTHER = "90", gettext_noop("Other organisation")


class ItemCategory(Word):
    """Classes of equipment, as in the annotated releases."""

    VEHICLE = "vehicle", gettext_noop("Vehicles")
    DEMINING_MACHINE = "demining_machine", gettext_noop("Demining machines")
    DETECTOR = "detector", gettext_noop("Detectors")
    DRONE = "drone", gettext_noop("Drones")
    ENGINEERING_MACHINE = "engineering_machine", gettext_noop("Engineering machines")
    FIRE_RESCUE = "fire_rescue", gettext_noop("Fire and rescue equipment")
    GENERATOR_POWER = "generator_power", gettext_noop("Generators and power equipment")
    MEDICAL = "medical", gettext_noop("Medical equipment and supplies")
    PROTECTIVE = "protective", gettext_noop("Protective equipment")
    IT_COMMS = "it_comms", gettext_noop("IT and communications")
    WEAPON_AMMO = "weapon_ammo", gettext_noop("Weapons and ammunition")
    SHELTER_SUPPLY = "shelter_supply", gettext_noop("Shelter and supplies")
    OTHER = "other", gettext_noop("Other items")


class Relation(Word):
    """What a claim is to the commitment it is linked with."""

    FIRST = "first", gettext_noop("First report")
    REPEATS = "repeats", gettext_noop("Repeats")
    PART_OF = "part_of", gettext_noop("Part of")
    TOPS_UP = "tops_up", gettext_noop("Tops up")
    DELIVERS = "delivers", gettext_noop("Delivers")
    CANCELS = "cancels", gettext_noop("Cancels")
    CONTRADICTS = "contradicts", gettext_noop("Contradicts")


class Outcome(Word):
    """What staff made of a claim."""

    ACCEPTED = "accepted", gettext_noop("Accepted")
    MERGED = "merged", gettext_noop("Merged")
    REJECTED = "rejected", gettext_noop("Rejected")
    REOPENED = "reopened", gettext_noop("Reopened")


class Visibility(Word):
    """Who may see a record: only what is public shows outside the admin."""

    DRAFT = "draft", gettext_noop("Draft")
    PUBLIC = "public", gettext_noop("Public")
    WITHHELD = "withheld", gettext_noop("Withheld")


class WithheldScope(Word):
    """What of a record is held back: all of it, or one kind of fact of a commitment."""

    RECORD = "record", gettext_noop("Whole record")
    AMOUNT = "amount", gettext_noop("Amount")
    PLACE = "place", gettext_noop("Places")
    EQUIPMENT = "equipment", gettext_noop("Equipment")


class WithheldManner(Word):
    """How a fact is held back: not told at all, or told less exactly."""

    HIDDEN = "hidden", gettext_noop("Hidden")
    COARSENED = "coarsened", gettext_noop("Told less exactly")


class WithholdingReason(Word):
    """Why something is held back, as the public is told."""

    SECURITY = "security", gettext_noop("Security")
    DONOR = "donor", gettext_noop("The donor's request")
    PROCUREMENT = "procurement", gettext_noop("A procurement under way")
    PERSONAL_DATA = "personal_data", gettext_noop("Personal data")
    EMBARGO = "embargo", gettext_noop("Not to be published yet")
    OTHER = "other", gettext_noop("Another reason")


class DeliveryStage(Word):
    """How far equipment has come."""

    SHIPPED = "shipped", gettext_noop("Shipped")
    HANDED_OVER = "handed_over", gettext_noop("Handed over")
    ON_BALANCE = "on_balance", gettext_noop("On the recipient's balance")


class Counting(Word):
    """Whether a delivered quantity adds to the earlier ones or states all so far."""

    INCREMENT = "increment", gettext_noop("Increment")
    RUNNING_TOTAL = "running_total", gettext_noop("Running total")


class Hedge(Word):
    """How firmly a number is stated; the number itself is kept as written."""

    EXACT = "exact", gettext_noop("Exactly")
    ABOUT = "about", gettext_noop("About")
    AT_LEAST = "at_least", gettext_noop("At least")
    UP_TO = "up_to", gettext_noop("Up to")


class ValuationBasis(Word):
    """What an amount rests on; a value without its basis cannot be compared."""

    STATED = "stated", gettext_noop("Stated by the donor")
    AGREEMENT = "agreement", gettext_noop("Agreement")
    CUSTOMS = "customs", gettext_noop("Customs declaration")
    PRICE_LIST = "price_list", gettext_noop("Price list")
    REPLACEMENT = "replacement", gettext_noop("Replacement cost")
    BOOK = "book", gettext_noop("Book value")
    UNKNOWN = "unknown", gettext_noop("Unknown")


class ValueScope(Word):
    """What the value of a delivery is that of: one release may name one sum for several items."""

    ITEM = "item", gettext_noop("This item alone")
    BATCH = "batch", gettext_noop("All items of its release together")


class CoverState(Word):
    """How far a need is covered by equipment that stands promised."""

    OPEN = "open", gettext_noop("Open")
    PART = "part", gettext_noop("Part covered")
    UNKNOWN = "unknown", gettext_noop("Covered, how much is unknown")
    COVERED = "covered", gettext_noop("Covered in full")


class Progress(Word):
    """How far an item has come of what was promised."""

    ALL = "all", gettext_noop("All handed over")
    PART = "part", gettext_noop("Handed over in part")
    UNKNOWN = "unknown", gettext_noop("Some, number unknown")
    NONE = "none", gettext_noop("None reported")


class Rendition(Word):
    """Whether a stored text is the publisher's own, our retelling of its facts, or a record of its data."""

    ORIGINAL = "original", gettext_noop("Original text")
    RETELLING = "retelling", gettext_noop("Retelling in our own words")
    RECORD = "record", gettext_noop("Record of a publisher's data (IATI)")


class Likeness(Word):
    """How a release is the same witness as another one: what one of them says proves no more than the other."""

    SAME_TEXT = "same_text", gettext_noop("Same text")
    REPRINT = "reprint", gettext_noop("Reprint")
    TRANSLATION = "translation", gettext_noop("Translation")


class Language(Word):
    """Languages the extractor reads and the site speaks."""

    ENGLISH = "en", gettext_noop("English")
    UKRAINIAN = "uk", gettext_noop("Ukrainian")


class Fact(Word):
    """The facts of a claim, each of which rests on words of its own."""

    STATUS = "status", gettext_noop("Status")
    AMOUNT = "amount", gettext_noop("Amount")
    PARTY = "party", gettext_noop("Party")
    ITEM = "item", gettext_noop("Item")
    KIND = "kind", gettext_noop("Kind")
    SECTOR = "sector", gettext_noop("Sector")
    PLACE = "place", gettext_noop("Place")
    PERIOD = "period", gettext_noop("Period")


class TrapReason(Word):
    """Why a number or a sum in a release is not assistance."""

    STATISTIC = "statistic", gettext_noop("Counts people, events or facilities, not assistance")
    LOSS = "loss", gettext_noop("Counts losses or crimes")
    NEED = "need", gettext_noop("Says what is needed, not what is given")
    OWN_SPENDING = "own_spending", gettext_noop("Ukraine's own spending or stock")
    OUTWARD = "outward", gettext_noop("Help that Ukraine gives to others")
    THIRD_COUNTRY = "third_country", gettext_noop("Help between other countries")
    OTHER_CURRENCY = "other_currency", gettext_noop("The same sum in another currency")
    SHARE = "share", gettext_noop("A share, a rate or a comparison")
    SPECIFICATION = "specification", gettext_noop("A model, calibre, size or capacity")
    DATE_OR_TIME = "date_or_time", gettext_noop("A date, a time or a duration")
    NO_GIVING = "no_giving", gettext_noop("Nobody is said to give it")


class ReviewReason(Word):
    """Why a claim needs a person, in the order of what matters most."""

    CORRECTS = "corrects", gettext_noop("Corrects an earlier text")
    KNOWN = "known", gettext_noop("Looks like a known commitment")
    REJECTED_BEFORE = "rejected_before", gettext_noop("Rejected before")
    NO_DONOR = "no_donor", gettext_noop("No donor")
    DONOR_ELSEWHERE = "donor_elsewhere", gettext_noop("Donor named outside the passage")
    NO_RECIPIENT = "no_recipient", gettext_noop("No recipient")
    NO_ITEM = "no_item", gettext_noop("Equipment without an item")
    NOTHING_TO_COUNT = "nothing_to_count", gettext_noop("Neither amount nor item")
    RELATED = "related", gettext_noop("Parent or child activity")
    TWO_CURRENCIES = "two_currencies", gettext_noop("Amount in two currencies")
    HEDGED_AMOUNT = "hedged_amount", gettext_noop("Amount not exact")
    HEDGED_QUANTITY = "hedged_quantity", gettext_noop("Quantity not exact")
    CONSIDERED = "considered", gettext_noop("Only being considered")
    CALLED_OFF = "called_off", gettext_noop("Called off or suspended")
    NO_DATE = "no_date", gettext_noop("Release without a date")


class ReferenceScheme(Word):
    """Where a project's reference number comes from."""

    ITA_REGISTRATION = "ita_registration", gettext_noop("Registration card of international technical assistance")
    DONOR = "donor", gettext_noop("Donor's number")
    IMPLEMENTER = "implementer", gettext_noop("Implementer's number")
    AGREEMENT = "agreement", gettext_noop("Agreement number")
    OTHER = "other", gettext_noop("Other number")


class RunState(Word):
    """How far an import in the background is."""

    WAITING = "waiting", gettext_noop("Waiting")
    RUNNING = "running", gettext_noop("Being read")
    DONE = "done", gettext_noop("Finished")
    FAILED = "failed", gettext_noop("Broken off")
    CANCELLED = "cancelled", gettext_noop("Cancelled")


class FileOutcome(Word):
    """What became of one file of an import."""

    WAITING = "waiting", gettext_noop("Not read yet")
    STORED = "stored", gettext_noop("Stored")
    UNCHANGED = "unchanged", gettext_noop("Stored already")
    SUPERSEDES = "supersedes", gettext_noop("Stored, supersedes an earlier text")
    REFUSED = "refused", gettext_noop("Refused")
    NOT_READ = "not_read", gettext_noop("Not read")

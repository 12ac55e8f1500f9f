"""Rows for tests: valid as they come, unlike one another, and varied by traits.

A release's text is one of two short statements, so that every claim, need and total stands on words that are really
there. Where a test gives a text of its own, evidence falls back on the first line of it unless ``words`` are given;
words that the text lacks raise ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import factory
from django.contrib.auth.models import Permission, User
from django.db import models
from django.utils import timezone
from factory.django import DjangoModelFactory, Password

from assistance.models import (
    ApiToken,
    ApiTokenUse,
    BulkChange,
    Claim,
    ClaimEvidence,
    ClaimItem,
    ClaimParty,
    ClaimPlace,
    ClaimSector,
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    Correction,
    DecidedEvidence,
    Decision,
    DeliveryEvent,
    DeliveryOccasion,
    DeliverySettlement,
    EquipmentLine,
    ExchangeRate,
    FetchedAddress,
    ImportRun,
    ImportRunItem,
    Need,
    NeedCoverage,
    Organisation,
    OrganisationAlias,
    Project,
    ProjectPlace,
    ProjectReference,
    ProjectSector,
    Release,
    SavedFilter,
    Snooze,
    Source,
    StaffProfile,
    StatedTotal,
    StatusChange,
    Thanks,
    Trap,
    Withholding,
    sha256_of,
)
from assistance.vocabulary import (
    BulkAction,
    ClockKind,
    CommitmentStatus,
    Counting,
    DeliveryStage,
    Fact,
    FetchOutcome,
    FileOutcome,
    Hedge,
    ItemCategory,
    Kind,
    Language,
    OrganisationType,
    Outcome,
    PartyRole,
    ReferenceScheme,
    Region,
    Relation,
    Rendition,
    RunState,
    Sector,
    SourceKind,
    TrapReason,
    ValuationBasis,
    Visibility,
    WithheldScope,
    WithholdingReason,
    normalise_name,
)

M = TypeVar("M", bound=models.Model)

PASSWORD = "a long enough password"

#: What a release says by default, and within it the words each piece of evidence rests on.
PASSAGES = {
    Language.ENGLISH: (
        "Japan will hand over 10 generators to the State Emergency Service of Ukraine in Kharkiv region. "
        "The equipment for the energy sector, worth USD 2.5 million, is to come by 31 March 2027."
    ),
    Language.UKRAINIAN: (
        "Японія передасть 10 генераторів Державній службі України з надзвичайних ситуацій у Харківській області. "
        "Обладнання для енергетики вартістю 2,5 млн доларів США надійде до 31 березня 2027 року."
    ),
}
OTHER_WORDS = {
    Language.ENGLISH: (
        "The service still needs 40 drones. Since 2022 Japan has given USD 12 billion in all. "
        "Last year there were 340 fires in the region."
    ),
    Language.UKRAINIAN: (
        "Служба ще потребує 40 дронів. З 2022 року Японія надала загалом 12 млрд доларів США. "
        "Торік у регіоні сталося 340 пожеж."
    ),
}
EVIDENCE_WORDS = {
    Fact.STATUS: ("will hand over", "передасть"),
    Fact.AMOUNT: ("USD 2.5 million", "2,5 млн доларів США"),
    Fact.KIND: ("equipment", "Обладнання"),
    Fact.PERIOD: ("by 31 March 2027", "до 31 березня 2027 року"),
}


def first_found(text: str, candidates: Iterable[str]) -> str:
    """Return the first of ``candidates`` that stands in ``text``, else the first line of ``text``."""
    return next((words for words in candidates if words in text), text.strip().split("\n")[0])


def place_of(words: str, text: str, after: int = 0) -> int:
    """Return where ``words`` start in ``text``, at or after ``after`` if they are there; ValueError if nowhere."""
    found = text.find(words, after)
    return found if found >= 0 else text.index(words)


def said(*candidates: str) -> factory.LazyAttribute:
    """Declare ``words`` as the first of ``candidates`` in the release's text."""
    return factory.LazyAttribute(lambda row: first_found(row.release.text, candidates))


def said_in_claim(*candidates: str) -> factory.LazyAttribute:
    """Declare ``words`` as the first of ``candidates`` in the claim's passage, else the passage itself."""
    return factory.LazyAttribute(lambda row: next((w for w in candidates if w in row.claim.words), row.claim.words))


class Rows(DjangoModelFactory[M]):
    """Base of the factories: what is generated afterwards is never followed by a second save."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


class ReleaseEvidence(Rows[M]):
    """Base of rows that stand on words of their ``release``."""

    class Meta:
        abstract = True

    start = factory.LazyAttribute(lambda row: place_of(row.words, row.release.text))
    end = factory.LazyAttribute(lambda row: row.start + len(row.words))
    rule = "test.rule"


class ClaimFact(Rows[M]):
    """Base of rows that stand on words of their ``claim``'s release."""

    class Meta:
        abstract = True

    start = factory.LazyAttribute(lambda row: place_of(row.words, row.claim.release.text, after=row.claim.start))
    end = factory.LazyAttribute(lambda row: row.start + len(row.words))
    rule = "test.rule"


class UserFactory(Rows[User]):
    """A person who may sign in with ``PASSWORD``; ``permissions`` are code names of this app's permissions."""

    class Meta:
        model = User

    class Params:
        staff = factory.Trait(is_staff=True)
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = Password(PASSWORD)

    @factory.post_generation
    def permissions(self, create: bool, extracted: Iterable[str] | None, **kwargs: Any) -> None:
        """Grant the permissions named."""
        if create and extracted:
            names = list(extracted)
            found = Permission.objects.filter(content_type__app_label="assistance", codename__in=names)
            assert len(found) == len(names), f"Some of {names} are no permissions of this app."
            self.user_permissions.add(*found)


class OrganisationAliasFactory(Rows[OrganisationAlias]):
    """One more name of an organisation."""

    class Meta:
        model = OrganisationAlias

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    name = factory.Sequence(lambda n: f"Alias {n}")
    normalised = factory.LazyAttribute(lambda alias: normalise_name(alias.name))


class OrganisationFactory(Rows[Organisation]):
    """An organisation that goes by its names and by the ``aliases`` given."""

    class Meta:
        model = Organisation

    class Params:
        japan = factory.Trait(name_en="Japan", name_uk="Японія", type=OrganisationType.GOVERNMENT.value, country="JP")
        undp = factory.Trait(
            name_en="United Nations Development Programme",
            name_uk="Програма розвитку ООН",
            type=OrganisationType.MULTILATERAL.value,
            identifier="XM-DAC-41114",
            aliases=("UNDP", "ПРООН"),
        )
        emergency_service = factory.Trait(
            name_en="State Emergency Service of Ukraine",
            name_uk="Державна служба України з надзвичайних ситуацій",
            type=OrganisationType.GOVERNMENT.value,
            country="UA",
            aliases=("SES", "ДСНС"),
        )

    name_en = factory.Sequence(lambda n: f"Organisation {n}")
    name_uk = factory.Sequence(lambda n: f"Організація {n}")
    type = OrganisationType.OTHER.value

    aliases: Iterable[str] = ()

    @classmethod
    def _build(cls, model_class: type[Organisation], *args: Any, aliases: Iterable[str] = (), **kwargs: Any) -> Any:
        return super()._build(model_class, *args, **kwargs)

    @classmethod
    def _create(
        cls, model_class: type[Organisation], *args: Any, aliases: Iterable[str] = (), **kwargs: Any
    ) -> Organisation:
        organisation = super()._create(model_class, *args, **kwargs)
        names = {normalise_name(name): name for name in (organisation.name_en, organisation.name_uk, *aliases)}
        for normalised, name in names.items():
            if normalised:
                OrganisationAliasFactory(organisation=organisation, name=name, normalised=normalised)
        return organisation


class ReleaseFactory(Rows[Release]):
    """A release in English, not yet public, with a text no other has."""

    class Meta:
        model = Release

    class Params:
        public = factory.Trait(visibility=Visibility.PUBLIC.value)
        withheld = factory.Trait(visibility=Visibility.WITHHELD.value)
        ukrainian = factory.Trait(language=Language.UKRAINIAN.value, publisher="Міністерство внутрішніх справ України")
        retelling = factory.Trait(rendition=Rendition.RETELLING.value, licence="CC0-1.0")
        number = factory.Sequence(int)

    publisher = "Ministry of Internal Affairs of Ukraine"
    language = Language.ENGLISH.value
    published_on = date(2026, 11, 2)
    title = factory.LazyAttribute(
        lambda release: (
            f"Заява {release.number}" if release.language == Language.UKRAINIAN else f"Statement {release.number}"
        )
    )
    source_url = factory.LazyAttribute(lambda release: f"https://example.org/releases/{release.number}")
    licence = "CC BY 4.0"
    rendition = Rendition.ORIGINAL.value
    text = factory.LazyAttribute(
        lambda release: (
            f"{release.title}\n\n{PASSAGES[Language(release.language)]}\n\n{OTHER_WORDS[Language(release.language)]}\n"
        )
    )
    sha256 = factory.LazyAttribute(lambda release: sha256_of(release.text))
    retrieved_at = datetime(2026, 11, 3, 9, tzinfo=UTC)


class ClaimEvidenceFactory(ClaimFact[ClaimEvidence]):
    """Where the claim's status stands, or another single-valued ``fact``."""

    class Meta:
        model = ClaimEvidence

    claim = factory.SubFactory("tests.factories.ClaimFactory")
    fact = Fact.STATUS.value
    words = factory.LazyAttribute(
        lambda row: next((w for w in EVIDENCE_WORDS.get(Fact(row.fact), ()) if w in row.claim.words), row.claim.words)
    )


class ClaimPartyFactory(ClaimFact[ClaimParty]):
    """The donor a claim names; trait ``recipient`` for the other side."""

    class Meta:
        model = ClaimParty

    class Params:
        recipient = factory.Trait(
            role=PartyRole.RECIPIENT.value,
            name="State Emergency Service of Ukraine",
            country="UA",
            words=said_in_claim(
                "State Emergency Service of Ukraine", "Державній службі України з надзвичайних ситуацій"
            ),
        )

    claim = factory.SubFactory("tests.factories.ClaimFactory")
    role = PartyRole.FUNDING.value
    name = "Japan"
    type = OrganisationType.GOVERNMENT.value
    country = "JP"
    words = said_in_claim("Japan", "Японія")


class ClaimItemFactory(ClaimFact[ClaimItem]):
    """Ten generators; trait ``uncounted`` for an item without a number."""

    class Meta:
        model = ClaimItem

    class Params:
        uncounted = factory.Trait(quantity=None)

    claim = factory.SubFactory("tests.factories.ClaimFactory")
    name = "generators"
    category = ItemCategory.GENERATOR_POWER.value
    quantity = Decimal(10)
    words = said_in_claim("10 generators", "10 генераторів")


class ClaimPlaceFactory(ClaimFact[ClaimPlace]):
    """The region a claim names."""

    class Meta:
        model = ClaimPlace

    claim = factory.SubFactory("tests.factories.ClaimFactory")
    name = "Kharkiv region"
    region = Region.KHARKIV.value
    words = said_in_claim("Kharkiv region", "Харківській області")


class ClaimSectorFactory(ClaimFact[ClaimSector]):
    """The sector a claim speaks of."""

    class Meta:
        model = ClaimSector

    claim = factory.SubFactory("tests.factories.ClaimFactory")
    sector = Sector.ENERGY.value
    words = said_in_claim("energy sector", "енергетики")


class ClaimFactory(ReleaseEvidence[Claim]):
    """A bare claim of announced equipment; each trait adds a fact along with its evidence."""

    class Meta:
        model = Claim

    class Params:
        with_status = factory.Trait(
            status_row=factory.RelatedFactory(ClaimEvidenceFactory, "claim", fact=Fact.STATUS.value)
        )
        with_amount = factory.Trait(
            amount=Decimal(2_500_000),
            currency="USD",
            amount_row=factory.RelatedFactory(ClaimEvidenceFactory, "claim", fact=Fact.AMOUNT.value),
        )
        with_period = factory.Trait(
            period_end=date(2027, 3, 31),
            period_row=factory.RelatedFactory(ClaimEvidenceFactory, "claim", fact=Fact.PERIOD.value),
        )
        with_party = factory.Trait(party=factory.RelatedFactory(ClaimPartyFactory, "claim"))
        with_recipient = factory.Trait(recipient=factory.RelatedFactory(ClaimPartyFactory, "claim", recipient=True))
        with_item = factory.Trait(item=factory.RelatedFactory(ClaimItemFactory, "claim"))
        with_place = factory.Trait(place=factory.RelatedFactory(ClaimPlaceFactory, "claim"))
        with_sector = factory.Trait(sector=factory.RelatedFactory(ClaimSectorFactory, "claim"))
        complete = factory.Trait(
            with_status=True,
            with_amount=True,
            with_period=True,
            with_party=True,
            with_recipient=True,
            with_item=True,
            with_place=True,
            with_sector=True,
        )

    release = factory.SubFactory(ReleaseFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = Kind.EQUIPMENT.value
    status = CommitmentStatus.ANNOUNCED.value
    amount_hedge = Hedge.EXACT.value
    extractor_version = "test"
    words = said(*PASSAGES.values())


class TrapFactory(ReleaseEvidence[Trap]):
    """A number of a release that counts fires."""

    class Meta:
        model = Trap

    release = factory.SubFactory(ReleaseFactory)
    reason = TrapReason.STATISTIC.value
    words = said("340 fires", "340 пожеж")


class ProjectFactory(Rows[Project]):
    """A project; traits add a sector, a place and a reference number."""

    class Meta:
        model = Project

    class Params:
        with_sector = factory.Trait(sector=factory.RelatedFactory("tests.factories.ProjectSectorFactory", "project"))
        with_place = factory.Trait(place=factory.RelatedFactory("tests.factories.ProjectPlaceFactory", "project"))
        with_reference = factory.Trait(
            reference=factory.RelatedFactory("tests.factories.ProjectReferenceFactory", "project")
        )

    title_en = factory.Sequence(lambda n: f"Project {n}")
    title_uk = factory.Sequence(lambda n: f"Проєкт {n}")
    start = date(2026, 1, 1)
    end = date(2027, 12, 31)


class ProjectSectorFactory(Rows[ProjectSector]):
    """A sector of a project."""

    class Meta:
        model = ProjectSector

    project = factory.SubFactory(ProjectFactory)
    sector = Sector.DEMINING.value


class ProjectPlaceFactory(Rows[ProjectPlace]):
    """A region of a project."""

    class Meta:
        model = ProjectPlace

    project = factory.SubFactory(ProjectFactory)
    region = Region.KHARKIV.value


class ProjectReferenceFactory(Rows[ProjectReference]):
    """A project's registration card."""

    class Meta:
        model = ProjectReference

    project = factory.SubFactory(ProjectFactory)
    scheme = ReferenceScheme.ITA_REGISTRATION.value
    number = factory.Sequence(lambda n: f"{5000 + n}")


class CommitmentPartyFactory(Rows[CommitmentParty]):
    """A donor in a commitment; traits for the other usual roles."""

    class Meta:
        model = CommitmentParty

    class Params:
        recipient = factory.Trait(role=PartyRole.RECIPIENT.value)
        implementer = factory.Trait(role=PartyRole.IMPLEMENTING.value)

    commitment = factory.SubFactory("tests.factories.CommitmentFactory")
    organisation = factory.SubFactory(OrganisationFactory)
    role = PartyRole.FUNDING.value


class CommitmentSectorFactory(Rows[CommitmentSector]):
    """A sector of a commitment."""

    class Meta:
        model = CommitmentSector

    commitment = factory.SubFactory("tests.factories.CommitmentFactory")
    sector = Sector.ENERGY.value


class CommitmentPlaceFactory(Rows[CommitmentPlace]):
    """A region of a commitment."""

    class Meta:
        model = CommitmentPlace

    commitment = factory.SubFactory("tests.factories.CommitmentFactory")
    region = Region.KHARKIV.value


class CommitmentClaimFactory(Rows[CommitmentClaim]):
    """The first report of a commitment; a claim made for a public commitment has a public release."""

    class Meta:
        model = CommitmentClaim

    commitment = factory.SubFactory("tests.factories.CommitmentFactory")
    claim = factory.SubFactory(
        ClaimFactory,
        release__visibility=factory.LazyAttribute(
            lambda release: (
                Visibility.PUBLIC.value
                if release.factory_parent.factory_parent.commitment.visibility == Visibility.PUBLIC
                else Visibility.DRAFT.value
            )
        ),
    )
    relation = Relation.FIRST.value


class StatusChangeFactory(Rows[StatusChange]):
    """The first status of a commitment, on a person's word; trait ``reported`` rests it on a claim."""

    class Meta:
        model = StatusChange

    class Params:
        reported = factory.Trait(claim=factory.SubFactory(ClaimFactory), reason="")

    commitment = factory.SubFactory("tests.factories.CommitmentFactory")
    status = factory.SelfAttribute("commitment.status")
    reason = "The embassy confirmed it."
    made_by = factory.SubFactory(UserFactory, staff=True)


class EquipmentLineFactory(Rows[EquipmentLine]):
    """Ten generators promised; traits leave the number open or rest the line on a claim's item."""

    class Meta:
        model = EquipmentLine

    class Params:
        uncounted = factory.Trait(quantity=None)
        with_evidence = factory.Trait(claim_item=factory.SubFactory(ClaimItemFactory))

    commitment = factory.SubFactory("tests.factories.CommitmentFactory")
    name_en = "generators"
    name_uk = "генератори"
    category = ItemCategory.GENERATOR_POWER.value
    quantity = Decimal(10)


class DeliveryEventFactory(Rows[DeliveryEvent]):
    """Four more handed over, on a person's word; trait ``reported`` rests it on a claim and its item.

    Trait ``valued`` says what it was worth.
    """

    class Meta:
        model = DeliveryEvent

    class Params:
        shipped = factory.Trait(stage=DeliveryStage.SHIPPED.value)
        on_balance = factory.Trait(stage=DeliveryStage.ON_BALANCE.value)
        running_total = factory.Trait(counting=Counting.RUNNING_TOTAL.value)
        valued = factory.Trait(value=Decimal(195_000), currency="USD", valuation_basis=ValuationBasis.STATED.value)
        reported = factory.Trait(
            claim_item=factory.SubFactory(ClaimItemFactory), claim=factory.SelfAttribute("claim_item.claim"), note=""
        )

    line = factory.SubFactory(EquipmentLineFactory)
    stage = DeliveryStage.HANDED_OVER.value
    counting = Counting.INCREMENT.value
    quantity = Decimal(4)
    happened_on = date(2026, 11, 10)
    note = "Act of acceptance."


class DeliveryOccasionFactory(Rows[DeliveryOccasion]):
    """A handover that several reports tell of; the reports come with ``DeliveryEventFactory(occasion=…)``."""

    class Meta:
        model = DeliveryOccasion

    line = factory.SubFactory(EquipmentLineFactory)
    stage = DeliveryStage.HANDED_OVER.value
    reason = "One ceremony."
    made_by = factory.SubFactory(UserFactory, staff=True)


class DeliverySettlementFactory(Rows[DeliverySettlement]):
    """Settled as four; trait ``taken_back`` takes that back."""

    class Meta:
        model = DeliverySettlement

    class Params:
        taken_back = factory.Trait(quantity=None, reason="In doubt again.")

    occasion = factory.SubFactory(DeliveryOccasionFactory)
    quantity = Decimal(4)
    reason = "The act of acceptance says four."
    made_by = factory.SubFactory(UserFactory, staff=True)


class CommitmentFactory(Rows[Commitment]):
    """A draft commitment of announced equipment; traits and lists add what belongs to it.

    ``donors``, ``recipients`` and ``implementers`` take organisations, ``sectors`` and ``regions`` words of the
    vocabulary, ``claims`` claims, of which the first is the first report and the others repeat it.
    """

    class Meta:
        model = Commitment

    class Params:
        public = factory.Trait(visibility=Visibility.PUBLIC.value)
        withheld = factory.Trait(visibility=Visibility.WITHHELD.value)
        with_amount = factory.Trait(
            amount=Decimal(2_500_000), currency="USD", valuation_basis=ValuationBasis.STATED.value
        )
        with_project = factory.Trait(project=factory.SubFactory(ProjectFactory))
        with_donor = factory.Trait(donor=factory.RelatedFactory(CommitmentPartyFactory, "commitment"))
        with_recipient = factory.Trait(
            recipient=factory.RelatedFactory(CommitmentPartyFactory, "commitment", recipient=True)
        )
        with_sector = factory.Trait(sector=factory.RelatedFactory(CommitmentSectorFactory, "commitment"))
        with_place = factory.Trait(place=factory.RelatedFactory(CommitmentPlaceFactory, "commitment"))
        with_claim = factory.Trait(link=factory.RelatedFactory(CommitmentClaimFactory, "commitment"))
        with_line = factory.Trait(line=factory.RelatedFactory(EquipmentLineFactory, "commitment"))
        with_status_change = factory.Trait(step=factory.RelatedFactory(StatusChangeFactory, "commitment"))
        complete = factory.Trait(
            with_amount=True,
            with_project=True,
            with_donor=True,
            with_recipient=True,
            with_sector=True,
            with_place=True,
            with_claim=True,
            with_line=True,
            with_status_change=True,
        )

    title_en = factory.Sequence(lambda n: f"Commitment {n}")
    title_uk = factory.Sequence(lambda n: f"Зобов'язання {n}")
    kind = Kind.EQUIPMENT.value
    status = CommitmentStatus.ANNOUNCED.value

    @factory.post_generation
    def donors(self, create: bool, extracted: Iterable[Organisation] | None, **kwargs: Any) -> None:
        """Add donors."""
        for organisation in extracted or ():
            CommitmentPartyFactory(commitment=self, organisation=organisation)

    @factory.post_generation
    def recipients(self, create: bool, extracted: Iterable[Organisation] | None, **kwargs: Any) -> None:
        """Add recipients."""
        for organisation in extracted or ():
            CommitmentPartyFactory(commitment=self, organisation=organisation, recipient=True)

    @factory.post_generation
    def implementers(self, create: bool, extracted: Iterable[Organisation] | None, **kwargs: Any) -> None:
        """Add those who carry it out."""
        for organisation in extracted or ():
            CommitmentPartyFactory(commitment=self, organisation=organisation, implementer=True)

    @factory.post_generation
    def sectors(self, create: bool, extracted: Iterable[Sector] | None, **kwargs: Any) -> None:
        """Add sectors."""
        for sector in extracted or ():
            CommitmentSectorFactory(commitment=self, sector=sector.value)

    @factory.post_generation
    def regions(self, create: bool, extracted: Iterable[Region] | None, **kwargs: Any) -> None:
        """Add regions."""
        for region in extracted or ():
            CommitmentPlaceFactory(commitment=self, region=region.value)

    @factory.post_generation
    def claims(self, create: bool, extracted: Iterable[Claim] | None, **kwargs: Any) -> None:
        """Link claims."""
        for position, claim in enumerate(extracted or ()):
            relation = Relation.REPEATS if position else Relation.FIRST
            CommitmentClaimFactory(commitment=self, claim=claim, relation=relation.value)


class DecisionFactory(Rows[Decision]):
    """A claim accepted as the first report of a commitment; traits for every outcome."""

    class Meta:
        model = Decision

    class Params:
        accepted = factory.Trait(outcome=Outcome.ACCEPTED.value)
        merged = factory.Trait(outcome=Outcome.MERGED.value, relation=Relation.REPEATS.value)
        rejected = factory.Trait(
            outcome=Outcome.REJECTED.value, commitment=None, relation="", reason="It counts fires, not assistance."
        )
        reopened = factory.Trait(
            outcome=Outcome.REOPENED.value, commitment=None, relation="", reason="The embassy says otherwise."
        )

    claim = factory.SubFactory(ClaimFactory)
    outcome = Outcome.ACCEPTED.value
    commitment = factory.SubFactory(CommitmentFactory)
    relation = Relation.FIRST.value
    made_by = factory.SubFactory(UserFactory, staff=True)


class CorrectionFactory(Rows[Correction]):
    """A mistake that a reader reported; ``answered`` by staff."""

    class Meta:
        model = Correction

    class Params:
        answered = factory.Trait(
            status="answered",
            answer="Mended.",
            handled_by=factory.SubFactory(UserFactory),
            handled_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        )

    address = "/en/"
    text = "The amount is in euros, not in dollars."
    language = "en"


class DecidedEvidenceFactory(Rows[DecidedEvidence]):
    """The first words of the passage, chosen by staff as those of the amount."""

    class Meta:
        model = DecidedEvidence

    decision = factory.SubFactory(DecisionFactory)
    fact = Fact.AMOUNT.value
    start = factory.LazyAttribute(lambda row: row.decision.claim.start)
    end = factory.LazyAttribute(lambda row: row.start + 5)
    words = factory.LazyAttribute(lambda row: row.decision.claim.release.text[row.start : row.end])


class SavedFilterFactory(Rows[SavedFilter]):
    """Drafts among the commitments."""

    class Meta:
        model = SavedFilter

    owner = factory.SubFactory("tests.factories.UserFactory", staff=True)
    listed = "assistance.commitment"
    name = factory.Sequence(lambda n: f"Drafts {n}")
    query = "visibility__exact=draft"


class ApiTokenFactory(Rows[ApiToken]):
    """A token of a superuser with every scope, that nobody used yet; trait ``revoked``."""

    class Meta:
        model = ApiToken

    class Params:
        revoked = factory.Trait(
            revoked_at=factory.LazyFunction(timezone.now), revoked_by=factory.SelfAttribute("owner")
        )

    owner = factory.SubFactory(UserFactory, superuser=True)
    name = factory.Sequence(lambda n: f"Importer {n}")
    may_submit = may_read = may_decide = True
    prefix = factory.Sequence(lambda n: f"{n:08x}")
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class ApiTokenUseFactory(Rows[ApiTokenUse]):
    """A release that was sent."""

    class Meta:
        model = ApiTokenUse

    token = factory.SubFactory(ApiTokenFactory)
    method = "POST"
    path = "/api/v1/staff/releases/"
    status = 201
    address = "192.0.2.7/32"


class SnoozeFactory(Rows[Snooze]):
    """A silent commitment put aside for a month; trait ``of_delivery`` for a legal clock."""

    class Meta:
        model = Snooze

    class Params:
        of_delivery = factory.Trait(
            kind=ClockKind.PROPERTY_NOTICE.value,
            commitment=None,
            delivery=factory.SubFactory(DeliveryEventFactory, on_balance=True),
        )

    kind = ClockKind.SILENT.value
    commitment = factory.SubFactory(CommitmentFactory)
    until = date(2026, 12, 22)
    reason = "The embassy answers after its budget is voted."
    made_by = factory.SubFactory(UserFactory, staff=True)


class NeedFactory(ReleaseEvidence[Need]):
    """Forty drones that nobody has promised; a public need has a public release."""

    class Meta:
        model = Need

    class Params:
        public = factory.Trait(visibility=Visibility.PUBLIC.value, release__visibility=Visibility.PUBLIC.value)
        withheld = factory.Trait(visibility=Visibility.WITHHELD.value)

    release = factory.SubFactory(ReleaseFactory)
    what_en = "drones"
    what_uk = "дрони"
    category = ItemCategory.DRONE.value
    quantity = Decimal(40)
    words = said("needs 40 drones", "потребує 40 дронів")


class NeedCoverageFactory(Rows[NeedCoverage]):
    """A line that covers ten of what is needed."""

    class Meta:
        model = NeedCoverage

    need = factory.SubFactory(NeedFactory)
    line = factory.SubFactory(EquipmentLineFactory)
    quantity = Decimal(10)


class StatedTotalFactory(ReleaseEvidence[StatedTotal]):
    """What Japan has given in all, as the release says; a public total has a public release."""

    class Meta:
        model = StatedTotal

    class Params:
        public = factory.Trait(visibility=Visibility.PUBLIC.value, release__visibility=Visibility.PUBLIC.value)
        withheld = factory.Trait(visibility=Visibility.WITHHELD.value)

    release = factory.SubFactory(ReleaseFactory)
    amount = Decimal(12_000_000_000)
    currency = "USD"
    scope_en = "since 2022"
    scope_uk = "з 2022 року"
    words = said("USD 12 billion", "12 млрд доларів США")

    @factory.post_generation
    def donors(self, create: bool, extracted: Iterable[Organisation] | None, **kwargs: Any) -> None:
        """Name the donors."""
        if create and extracted:
            self.donors.add(*extracted)


class StaffProfileFactory(Rows[StaffProfile]):
    """Someone who wants mail in English."""

    class Meta:
        model = StaffProfile

    user = factory.SubFactory(UserFactory, staff=True)
    language = Language.ENGLISH.value


class ThanksFactory(Rows[Thanks]):
    """Thanks given at a handover."""

    class Meta:
        model = Thanks

    donor = factory.SubFactory(OrganisationFactory)
    given_on = date(2026, 11, 12)
    occasion_en = "Handover of generators"
    occasion_uk = "Передання генераторів"
    by_whom = "Deputy Minister"
    made_by = factory.SubFactory(UserFactory, staff=True)


class ExchangeRateFactory(Rows[ExchangeRate]):
    """Hryvnias for a dollar, each on a day of its own."""

    class Meta:
        model = ExchangeRate

    currency = "USD"
    target = "UAH"
    date = factory.Sequence(lambda n: date(2020, 1, 1) + timedelta(days=n))
    rate = Decimal("41.25")
    source = "National Bank of Ukraine"


class WithholdingFactory(Rows[Withholding]):
    """The whole of a commitment withheld without an end; traits for facts of it, an end to come, over or lifted."""

    class Meta:
        model = Withholding

    class Params:
        amount = factory.Trait(scope=WithheldScope.AMOUNT.value)
        place = factory.Trait(scope=WithheldScope.PLACE.value)
        equipment = factory.Trait(scope=WithheldScope.EQUIPMENT.value)
        dated = factory.Trait(until=date(2027, 3, 1))
        ended = factory.Trait(until=date(2026, 11, 22))
        lifted = factory.Trait(
            lifted_by=factory.SubFactory(UserFactory, staff=True),
            lifted_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
            lift_reason="The donor agreed.",
        )

    commitment = factory.SubFactory(CommitmentFactory)
    scope = WithheldScope.RECORD.value
    public_reason = WithholdingReason.SECURITY.value
    reason = "The police asked for it."
    made_by = factory.SubFactory(UserFactory, staff=True)


class SourceFactory(Rows[Source]):
    """A feed that nobody has asked for yet."""

    class Meta:
        model = Source

    class Params:
        listing = factory.Trait(kind=SourceKind.LIST.value, address="", addresses="https://example.org/1\n")

    title = factory.Sequence(lambda n: f"Feed {n}")
    address = factory.Sequence(lambda n: f"https://example.org/feeds/{n}")


class FetchedAddressFactory(Rows[FetchedAddress]):
    """A page of a source that was stored; ``refused`` is one that was not."""

    class Meta:
        model = FetchedAddress

    class Params:
        refused = factory.Trait(
            outcome=FetchOutcome.REFUSED.value,
            reason="cannot be had: the host answers with status %(status)s. Open the address in a browser.",
            details={"status": 404},
            release=None,
        )

    address = factory.Sequence(lambda n: f"https://example.org/fetched/{n}")
    source = factory.SubFactory(SourceFactory)
    asked_at = factory.LazyFunction(timezone.now)
    outcome = FetchOutcome.STORED.value
    release = factory.SubFactory(ReleaseFactory)


class ImportRunFactory(Rows[ImportRun]):
    """An import of one file that waits."""

    class Meta:
        model = ImportRun

    class Params:
        running = factory.Trait(
            state=RunState.RUNNING.value, started_at=factory.LazyFunction(timezone.now), worker="a worker"
        )
        done = factory.Trait(
            state=RunState.DONE.value,
            started_at=factory.LazyFunction(timezone.now),
            finished_at=factory.LazyFunction(timezone.now),
        )
        failed = factory.Trait(
            state=RunState.FAILED.value,
            started_at=factory.LazyFunction(timezone.now),
            finished_at=factory.LazyFunction(timezone.now),
        )

    source = factory.Sequence(lambda n: f"release-{n}.txt")
    started_by = factory.SubFactory(UserFactory)
    total = 1


class ImportRunItemFactory(Rows[ImportRunItem]):
    """A file that waits to be read, in a run of its own; ``stored`` and ``refused`` are what may become of one."""

    class Meta:
        model = ImportRunItem

    class Params:
        stored = factory.Trait(
            outcome=FileOutcome.STORED.value, release=factory.SubFactory(ReleaseFactory), claims=2, content=None
        )
        refused = factory.Trait(
            outcome=FileOutcome.REFUSED.value,
            reason="is larger than %(most)s bytes. Split it, or raise RELEASE_MAX_BYTES.",
            details={"most": 1000},
            content=None,
        )

    run = factory.SubFactory(ImportRunFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda item: f"release-{item.position}.txt")
    content = factory.LazyAttribute(lambda item: f"Release {item.position}\n\n{PASSAGES[Language.ENGLISH]}\n".encode())


class BulkChangeFactory(Rows[BulkChange]):
    """A run that edited nothing yet; trait ``undone`` undoes it."""

    class Meta:
        model = BulkChange

    class Params:
        undone = factory.Trait(
            undone_by=factory.SelfAttribute("made_by"), undone_at=datetime(2026, 11, 21, 9, tzinfo=UTC)
        )

    action = BulkAction.EDIT.value
    reason = "One project by now."
    made_by = factory.SubFactory(UserFactory, staff=True)

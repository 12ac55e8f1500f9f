"""A small world to report on: what Japan promised and gave, and others beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistance.interchange.report import Report
from assistance.models import Commitment, Organisation, Release
from assistance.presentation.asked import Asked
from assistance.reports import Days
from assistance.vocabulary import Sector
from tests import factories as make

OCTOBER = Days(since=date(2026, 10, 1), until=date(2026, 10, 31))


@dataclass(frozen=True, kw_only=True)
class World:
    """Japan's generators, told of in October and in part handed over, and what it only considers."""

    japan: Organisation
    generators: Commitment
    considered: Commitment

    @property
    def october(self) -> Asked:
        """Japan in October."""
        return Asked(donor=self.japan, days=OCTOBER, to="EUR")


def small_world(*, title: str = "Generators for rescuers") -> World:
    """Return the world; a draft, another donor and an older commitment are in it too."""
    japan, norway = make.OrganisationFactory(japan=True), make.OrganisationFactory(name_en="Norway")
    service = make.OrganisationFactory(emergency_service=True)
    make.ExchangeRateFactory(currency="EUR", target="USD", date=date(2026, 10, 5), rate=Decimal("1.25"))
    promised = "Japan will give 10 generators worth USD 4,500,000.25."
    first = _release(date(2026, 10, 5), "Japan promises generators", promised, "Clothes are considered.")
    came = _release(date(2026, 10, 20), "Four generators came", "Four of the generators were handed over.")
    generators = make.CommitmentFactory(
        pk=1, public=True, title_en=title, title_uk=f"{title} (укр)", status="in_delivery",
        amount=Decimal("4500000.25"), currency="USD", donors=[japan], recipients=[service], sectors=[Sector.ENERGY],
        claims=[make.ClaimFactory(release=first, words=promised)],
        period_end=date(2026, 11, 1),
    )  # fmt: skip
    handed_over = make.ClaimFactory(release=came, words="Four of the generators were handed over.")
    make.CommitmentClaimFactory(commitment=generators, claim=handed_over, relation="delivers")
    make.StatusChangeFactory(
        commitment=generators, old_status="announced", status="in_delivery", claim=handed_over, reason=""
    )
    line = make.EquipmentLineFactory(commitment=generators)
    make.DeliveryEventFactory(line=line, claim=handed_over, note="", happened_on=date(2026, 10, 19))
    asking = _release(date(2026, 10, 2), "The service asks for drones", "The service needs 40 drones.")
    need = make.NeedFactory(public=True, release=asking, quantity=10, unit="", words="needs 40 drones")
    make.NeedCoverageFactory(need=need, line=line, quantity=10)
    considered = make.CommitmentFactory(
        pk=2, public=True, title_en="Winter clothes", title_uk="Зимовий одяг", status="under_consideration",
        donors=[japan], claims=[make.ClaimFactory(release=first, number=2, words="Clothes are considered.")],
    )  # fmt: skip
    old = _release(date(2026, 1, 5), "Japan promises boats", "Japan will give boats.")
    make.CommitmentFactory(
        pk=3, public=True, title_en="Boats", title_uk="Човни", status="agreed", donors=[japan],
        claims=[make.ClaimFactory(release=old, words="Japan will give boats.")],
    )  # fmt: skip
    make.CommitmentFactory(pk=4, title_en="Draft of Japan", status="agreed", donors=[japan])
    other = make.ClaimFactory(
        release=_release(date(2026, 10, 6), "Norway gives", "Norway gives aid."), words="Norway gives aid."
    )
    make.CommitmentFactory(
        pk=5, public=True, title_en="Norwegian aid", status="agreed", donors=[norway], claims=[other],
        amount=Decimal(77), currency="NOK",
    )  # fmt: skip
    return World(japan=japan, generators=generators, considered=considered)


def _release(day: date, title: str, *words: str) -> Release:
    text = "\n\n".join([title, *words])
    return make.ReleaseFactory(
        public=True, published_on=day, title=title, text=text, source_url="https://example.org/news"
    )


def lines_of(report: Report) -> list[str]:
    """Return all that ``report`` tells, line by line, with the numbers of footnotes in brackets."""
    lines = [report.title, report.mark, *(sentence.text for sentence in report.covers)]
    for section in report.sections:
        lines.append(f"# {section.title}")
        lines += [f"{each.text}{_mark(each.note)}" for each in section.sentences]
        lines += [f"({picture.title})" for picture in section.pictures]
        for table in section.tables:
            lines.append(f"| {table.caption} | {' | '.join(table.labels)}")
            lines += [" | ".join(f"{each.text}{_mark(each.note)}" for each in row) for row in table.shown()]
    return lines


def notes_of(report: Report) -> list[str]:
    """Return the footnotes of ``report`` as readers see them."""
    return [
        f"[{note.number}] {note.text}"
        + "; ".join(
            each.line if each.again else f"{each.line}, {each.address}: {each.words}" for each in note.quotations
        )
        for note in report.notes
    ]


def _mark(note: object) -> str:
    return f"[{getattr(note, 'number', '')}]" if note else ""

"""What the charts show: the ladder of certainty and its breakdowns, as drawings and as the rows they are drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assistance.presentation.drawing import RAILS, Bar, Drawing, Mark, Rails, Text, heading_of, keys_of, marks_of
from assistance.reports import IN_TIME, ConvertedRung, CurrencySum, Group, ItemGroup, Ladder, Rung, TotalsRow
from assistance.templatetags.figures import money, quantity
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus, Progress

#: The groupings that have a chart: title of the chart, heading of its first column, and its unknown group.
GROUPED: dict[str, tuple[Promise, Promise, Promise]] = {
    "donor": (gettext_lazy("By donor"), gettext_lazy("Donor"), gettext_lazy("Donor not named")),
    "channel": (gettext_lazy("By channel"), gettext_lazy("Channel"), gettext_lazy("Channel not named")),
    "recipient": (gettext_lazy("By recipient"), gettext_lazy("Recipient"), gettext_lazy("Recipient not named")),
    "kind": (gettext_lazy("By kind"), gettext_lazy("Kind"), gettext_lazy("Kind not stated")),
    "sector": (gettext_lazy("By sector"), gettext_lazy("Sector"), gettext_lazy("Sector not stated")),
    "item_category": (
        gettext_lazy("By item category"),
        gettext_lazy("Item category"),
        gettext_lazy("No equipment named"),
    ),
    "place": (gettext_lazy("By place"), gettext_lazy("Place"), gettext_lazy("Place not told")),
    "year": (gettext_lazy("By year of the first report"), gettext_lazy("Year"), gettext_lazy("Year not known")),
    "month": (gettext_lazy("By month of the first report"), gettext_lazy("Month"), gettext_lazy("Month not known")),
}

_PARTS: tuple[tuple[tuple[CommitmentStatus, ...], Promise | None], ...] = (
    (tuple(reversed(FIRM_STATUSES)), None),
    ((CommitmentStatus.UNDER_CONSIDERATION,), gettext_lazy("Promised by nobody yet: outside every sum")),
    (
        (CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED),
        gettext_lazy("Suspended or cancelled: outside every sum"),
    ),
)

#: How the bars of equipment are filled: fuller the further an item has come.
_FILLED = {
    Progress.ALL: CommitmentStatus.DELIVERED,
    Progress.PART: CommitmentStatus.IN_DELIVERY,
    Progress.UNKNOWN: CommitmentStatus.AGREED,
    Progress.NONE: CommitmentStatus.ANNOUNCED,
}


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A group with the name it is shown by and the anchor of its row in the table."""

    group: Group
    name: str
    anchor: str


def ladder_drawing(ladder: Ladder, *, currency: str = "") -> Drawing:
    """Draw ``ladder``: how many commitments stand on each rung or, with ``currency``, what they amount to in it."""
    title = _("How many commitments stand on each rung")
    short = _("Commitments by rung")
    if currency:
        title = _("What stands on each rung in %(currency)s") % {"currency": currency}
        short = _("Rungs in %(currency)s") % {"currency": currency}
    bars = {rung.status: _rung_bar(rung, currency) for rung in ladder.rungs}
    return _rungs_drawing(bars, name=currency.lower() or "count", title=title, short=short, currency=currency)


def converted_drawing(
    rungs: Mapping[CommitmentStatus, ConvertedRung], *, to: str, rates_of: date | None = None
) -> Drawing:
    """Draw what stands on each rung, converted into ``to`` at the rates of the days or of the day ``rates_of``."""
    title = _("What stands on each rung, converted to %(currency)s at the rate of the day") % {"currency": to}
    if rates_of:
        words = _("What stands on each rung, converted to %(currency)s at the rates of %(day)s")
        title = words % {"currency": to, "day": date_format(rates_of, "j E Y")}
    short = _("Converted to %(currency)s") % {"currency": to}
    bars = {status: _converted_bar(rung, to) for status, rung in rungs.items()}
    return _rungs_drawing(bars, name=f"in-{to.lower()}", title=title, short=short, currency=to)


def _rungs_drawing(
    bars: Mapping[CommitmentStatus, Bar], *, name: str, title: str, short: str, currency: str
) -> Drawing:
    """Return the rungs from the top down; of what is outside every sum, with ``currency``, those with an amount."""
    longest = max((bar.length for bar in bars.values()), default=Decimal()) or Decimal(1)
    marks: list[Mark] = []
    headings: list[Text] = []
    y, rails = 0, None
    for statuses, heading in _PARTS:
        shown = [bars[status] for status in statuses if heading is None or not currency or bars[status].length]
        if heading is not None and shown:
            headings += heading_of(str(heading), y=y)
            y = headings[-1].y + 8
        drawn = marks_of(shown, y=y, longest=longest, left=RAILS)
        if heading is None:
            rails = _rails(drawn)
        marks += drawn
        y += sum(mark.height for mark in drawn) + (10 if drawn else 0)
    return Drawing(
        name=f"ladder-{name}",
        title=title,
        short=short,
        about=_("Rungs from completed at the top down to announced; what is outside every sum stands apart below."),
        height=y,
        marks=tuple(marks),
        texts=tuple(headings),
        rails=rails,
        currency=currency,
    )


def _rails(marks: Sequence[Mark]) -> Rails:
    rungs = tuple(mark.segments[0].y + 6 if mark.segments else mark.y + 24 for mark in marks)
    return Rails(top=marks[0].y, foot=marks[-1].y + marks[-1].height, rungs=rungs)


def _rung_bar(rung: Rung, currency: str) -> Bar:
    label = _(rung.status.label)
    query = {"status": rung.status.value, **({"currency": currency} if currency else {})}
    stated = sum_in(rung.sums, currency) if currency else None
    figure, note = commitments(rung.count), _untold(rung)
    if currency:
        figure, note = _figure(stated), _in_commitments(stated.count) if stated else ""
    words = "; ".join(filter(None, (f"{label}: {figure}", note, "" if rung.counted else _("outside every sum"))))
    return Bar(
        label=label,
        figure=figure,
        note=note,
        words=words,
        href=f"{reverse('web:commitments')}?{urlencode(query)}",
        parts=((rung.status.value, (stated.amount if stated else Decimal()) if currency else Decimal(rung.count)),),
    )


def _converted_bar(rung: ConvertedRung, to: str) -> Bar:
    label = _(rung.status.label)
    figure = money(rung.amount, to) if rung.count else _("none converted")
    notes = [_in_commitments(rung.count)] if rung.count else []
    if rung.unconverted:
        told = ngettext("%(count)s not converted", "%(count)s not converted", rung.unconverted)
        notes.append(told % {"count": rung.unconverted})
    outside = "" if rung.counted else _("outside every sum")
    return Bar(
        label=label,
        figure=figure,
        note="; ".join(notes),
        words="; ".join(filter(None, [f"{label}: {figure}", *notes, outside])),
        href=f"{reverse('web:commitments')}?{urlencode({'status': rung.status.value})}",
        parts=((rung.status.value, rung.amount),),
    )


def sum_in(sums: Iterable[CurrencySum], currency: str) -> CurrencySum | None:
    """Return the sum in ``currency``, None where nothing is stated in it."""
    return next((entry for entry in sums if entry.currency == currency), None)


def _figure(stated: CurrencySum | None) -> str:
    return money(stated.amount, stated.currency) if stated else _("none stated")


def _in_commitments(count: int) -> str:
    return ngettext("in %(count)s commitment", "in %(count)s commitments", count) % {"count": count}


def commitments(count: int) -> str:
    """Return ``count`` commitments in words."""
    return ngettext("%(count)s commitment", "%(count)s commitments", count) % {"count": count}


def _untold(row: Rung | TotalsRow) -> str:
    """Return in words how many of a row's commitments are in no sum, nothing where all are."""
    told = []
    if row.without_amount:
        words = ngettext("%(count)s with no amount stated", "%(count)s with no amount stated", row.without_amount)
        told.append(words % {"count": row.without_amount})
    if row.withheld:
        words = ngettext("%(count)s with its amount withheld", "%(count)s with their amounts withheld", row.withheld)
        told.append(words % {"count": row.withheld})
    return "; ".join(told)


def group_rows(groups: Iterable[Group], *, by: str) -> list[GroupRow]:
    """Return ``groups`` with names: years and months in order, else those with most that is promised or given first."""
    rows = [
        GroupRow(
            group=group,
            name="; ".join(name for _key, name in group.parts) or str(GROUPED[by][2]),
            anchor=f"{by}-{'-'.join(key for key, _name in group.parts) or 'unknown'}",
        )
        for group in groups
    ]
    return rows if by in IN_TIME else sorted(rows, key=lambda row: (-row.group.firm, -row.group.count))


def group_drawing(
    rows: Sequence[GroupRow], *, by: str, currency: str = "", page: str = "", short: bool = False
) -> Drawing:
    """Draw what is promised or given in each group, by status; with ``currency``, what it amounts to in it.

    ``page`` is the address of the page with the table that holds these rows; ``short`` leaves the fillings' keys out.
    """
    bars = [_group_bar(row, currency, page) for row in rows]
    longest = max((bar.length for bar in bars), default=Decimal()) or Decimal(1)
    marks = marks_of(bars, y=0, longest=longest)
    height = sum(mark.height for mark in marks)
    occurring = {status for bar in bars for status, value in bar.parts if value}
    words = [(status.value, _(status.label)) for status in FIRM_STATUSES if status.value in occurring]
    keys, texts = keys_of(words, y=height + 4)
    return Drawing(
        name=f"{by}-{currency.lower() or 'count'}",
        title=_group_title(by, currency),
        short=str(GROUPED[by][0]),
        about=_("Bars hold what is promised or given, by status. What is outside every sum is told in words."),
        height=height + 10 + 20 * ((len(words) + 1) // 2),
        marks=marks,
        texts=texts,
        keys=keys,
        currency=currency,
    )


def _group_title(by: str, currency: str) -> str:
    title = str(GROUPED[by][0])
    if currency:
        return _("%(title)s: what is promised or given, in %(currency)s") % {"title": title, "currency": currency}
    return _("%(title)s: how many commitments are promised or given") % {"title": title}


def _group_bar(row: GroupRow, currency: str, page: str) -> Bar:
    firm = [each for each in row.group.rows if each.counted]
    parts = [(each.status, _amount_of(each, currency) if currency else Decimal(each.count)) for each in firm]
    total = sum((value for _status, value in parts), Decimal())
    figure = _told(total, currency) if currency else commitments(row.group.firm)
    split = [f"{_(status.label)}: {_told(value, currency)}" for status, value in parts if value]
    outside = _outside(row.group, currency)
    return Bar(
        label=row.name,
        figure=figure,
        note=outside,
        words="; ".join(filter(None, [f"{row.name}: {figure}", *split, outside])),
        href=f"{page}#{row.anchor}",
        parts=tuple((status.value, value) for status, value in parts),
    )


def _told(value: Decimal, currency: str) -> str:
    if not currency:
        return quantity(value)
    return money(value, currency) if value else _("none stated")


def _amount_of(row: TotalsRow, currency: str) -> Decimal:
    stated = sum_in(row.sums, currency)
    return stated.amount if stated else Decimal()


def _outside(group: Group, currency: str) -> str:
    """Return in words what of ``group`` is outside every sum; nothing where there is none or amounts are asked for."""
    told = [f"{_(row.status.label)}: {row.count}" for row in group.rows if not row.counted]
    return _("outside every sum: %(rows)s") % {"rows": "; ".join(told)} if told and not currency else ""


def progress_drawing(groups: Sequence[ItemGroup]) -> Drawing:
    """Draw how many entries of each category of ``groups`` have come how far; what has none is left out."""
    bars = [_progress_bar(group) for group in groups if group.lines]
    marks = marks_of(bars, y=0, longest=max((bar.length for bar in bars), default=Decimal(1)))
    height = sum(mark.height for mark in marks)
    keys, texts = keys_of([(_FILLED[step].value, _(step.label)) for step in Progress], y=height + 4)
    return Drawing(
        name="equipment",
        title=_("Equipment by category: how far the entries have come"),
        short=_("How far equipment has come"),
        about=_("Bars hold the entries that are promised or given, those of which most has come first."),
        height=height + 50,
        marks=marks,
        texts=texts,
        keys=keys,
    )


def _progress_bar(group: ItemGroup) -> Bar:
    label = _(group.category_word.label)
    figure = ngettext("%(count)s entry", "%(count)s entries", group.lines) % {"count": group.lines}
    split = [f"{_(step.label)}: {count}" for step, count in group.progress if count]
    return Bar(
        label=label,
        figure=figure,
        note="",
        words="; ".join([f"{label}: {figure}", *split]),
        href=reverse("web:equipment-category", args=[group.category]),
        parts=tuple((_FILLED[step].value, Decimal(count)) for step, count in group.progress),
    )

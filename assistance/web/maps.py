"""The tile map of Ukraine: one square a region, each roughly where the region lies."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assistance.presentation.drawing import Drawing, Mark, Text
from assistance.reports import RegionRow
from assistance.vocabulary import Region

SIDE = 40
STEP = 43
#: From so many commitments on, a tile is covered so far, in hundredths; the number stands in it anyhow.
SHADES = ((10, 36), (5, 28), (2, 20), (1, 12), (0, 0))

#: Column and row of each region's tile, and what stands in it: its whole name is told beside and in the table.
TILES: dict[Region, tuple[int, int, Promise]] = {
    Region.VOLYN: (1, 0, gettext_lazy("Vol.")),
    Region.RIVNE: (2, 0, gettext_lazy("Riv.")),
    Region.ZHYTOMYR: (3, 0, gettext_lazy("Zhyt.")),
    Region.KYIV_CITY: (4, 0, gettext_lazy("Kyiv")),
    Region.CHERNIHIV: (5, 0, gettext_lazy("Chrh.")),
    Region.SUMY: (6, 0, gettext_lazy("Sumy")),
    Region.LVIV: (0, 1, gettext_lazy("Lviv")),
    Region.TERNOPIL: (1, 1, gettext_lazy("Tern.")),
    Region.KHMELNYTSKYI: (2, 1, gettext_lazy("Khm.")),
    Region.VINNYTSIA: (3, 1, gettext_lazy("Vin.")),
    Region.KYIV: (4, 1, gettext_lazy("Kyiv r.")),
    Region.POLTAVA: (5, 1, gettext_lazy("Polt.")),
    Region.KHARKIV: (6, 1, gettext_lazy("Khar.")),
    Region.LUHANSK: (7, 1, gettext_lazy("Luh.")),
    Region.ZAKARPATTIA: (0, 2, gettext_lazy("Zak.")),
    Region.IVANO_FRANKIVSK: (1, 2, gettext_lazy("Iv.-Fr.")),
    Region.CHERNIVTSI: (2, 2, gettext_lazy("Chrv.")),
    Region.CHERKASY: (3, 2, gettext_lazy("Chrk.")),
    Region.KIROVOHRAD: (4, 2, gettext_lazy("Kir.")),
    Region.DNIPROPETROVSK: (5, 2, gettext_lazy("Dnip.")),
    Region.DONETSK: (6, 2, gettext_lazy("Don.")),
    Region.ODESA: (3, 3, gettext_lazy("Odesa")),
    Region.MYKOLAIV: (4, 3, gettext_lazy("Myk.")),
    Region.KHERSON: (5, 3, gettext_lazy("Khers.")),
    Region.ZAPORIZHZHIA: (6, 3, gettext_lazy("Zap.")),
    Region.SEVASTOPOL: (4, 4, gettext_lazy("Sev.")),
    Region.CRIMEA: (5, 4, gettext_lazy("Crim.")),
}


def map_drawing(regions: Sequence[RegionRow]) -> Drawing:
    """Draw the map: in each tile how many commitments that are promised or given name the region."""
    return Drawing(
        name="map",
        title=_("How many commitments promised or given name each region"),
        short=_("Map of regions"),
        about=_(
            "One square a region, roughly where it lies. A commitment to several regions counts in each of them, so "
            "the numbers must not be added up."
        ),
        height=5 * STEP,
        marks=tuple(_tile(row) for row in sorted(regions, key=lambda row: TILES[row.region][1::-1])),
    )


def _tile(row: RegionRow) -> Mark:
    column, line, short = TILES[row.region]
    x, y = 1 + column * (STEP - 1), 1 + line * STEP
    middle = x + SIDE // 2
    return Mark(
        words="; ".join(words_of(row)),
        href=f"{reverse('web:commitments')}?{urlencode({'place': row.region.value})}",
        x=x,
        y=y,
        width=SIDE,
        height=SIDE,
        texts=(
            Text(x=middle, y=y + 14, text=str(short), kind="tile", anchor="middle"),
            Text(x=middle, y=y + 31, text=str(row.firm) if row.count else "–", kind="count", anchor="middle"),
        ),
        shade=next(shade for least, shade in SHADES if row.firm >= least),
    )


def words_of(row: RegionRow) -> list[str]:
    """Return in words what a tile counts."""
    if not row.count:
        return [_("%(region)s: no public commitment names it") % {"region": _(row.region.label)}]
    told = ngettext("%(count)s promised or given", "%(count)s promised or given", row.firm) % {"count": row.firm}
    words = [f"{_(row.region.label)}: {told}"]
    if row.count > row.firm:
        outside = row.count - row.firm
        told = ngettext("%(count)s outside every sum", "%(count)s outside every sum", outside)
        words.append(told % {"count": outside})
    if row.together:
        told = ngettext(
            "%(count)s of them names other regions too", "%(count)s of them name other regions too", row.together
        )
        words.append(told % {"count": row.together})
    return words

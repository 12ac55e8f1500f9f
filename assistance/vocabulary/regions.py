"""First-level regions of Ukraine, ISO 3166-2:UA, and the parts of the country they lie in."""

from assistance.vocabulary.labels import Word, gettext_noop


class Region(Word):
    """The 27 regions; the stored value is the ISO 3166-2 code."""

    VINNYTSIA = "UA-05", gettext_noop("Vinnytsia region")
    VOLYN = "UA-07", gettext_noop("Volyn region")
    LUHANSK = "UA-09", gettext_noop("Luhansk region")
    DNIPROPETROVSK = "UA-12", gettext_noop("Dnipropetrovsk region")
    DONETSK = "UA-14", gettext_noop("Donetsk region")
    ZHYTOMYR = "UA-18", gettext_noop("Zhytomyr region")
    ZAKARPATTIA = "UA-21", gettext_noop("Zakarpattia region")
    ZAPORIZHZHIA = "UA-23", gettext_noop("Zaporizhzhia region")
    IVANO_FRANKIVSK = "UA-26", gettext_noop("Ivano-Frankivsk region")
    KYIV_CITY = "UA-30", gettext_noop("Kyiv")
    KYIV = "UA-32", gettext_noop("Kyiv region")
    KIROVOHRAD = "UA-35", gettext_noop("Kirovohrad region")
    SEVASTOPOL = "UA-40", gettext_noop("Sevastopol")
    CRIMEA = "UA-43", gettext_noop("Crimea")
    LVIV = "UA-46", gettext_noop("Lviv region")
    MYKOLAIV = "UA-48", gettext_noop("Mykolaiv region")
    ODESA = "UA-51", gettext_noop("Odesa region")
    POLTAVA = "UA-53", gettext_noop("Poltava region")
    RIVNE = "UA-56", gettext_noop("Rivne region")
    SUMY = "UA-59", gettext_noop("Sumy region")
    TERNOPIL = "UA-61", gettext_noop("Ternopil region")
    KHARKIV = "UA-63", gettext_noop("Kharkiv region")
    KHERSON = "UA-65", gettext_noop("Kherson region")
    KHMELNYTSKYI = "UA-68", gettext_noop("Khmelnytskyi region")
    CHERKASY = "UA-71", gettext_noop("Cherkasy region")
    CHERNIHIV = "UA-74", gettext_noop("Chernihiv region")
    CHERNIVTSI = "UA-77", gettext_noop("Chernivtsi region")


class CountryPart(Word):
    """Parts of Ukraine, for places that are told less exactly."""

    NORTH = "north", gettext_noop("North of Ukraine")
    EAST = "east", gettext_noop("East of Ukraine")
    SOUTH = "south", gettext_noop("South of Ukraine")
    WEST = "west", gettext_noop("West of Ukraine")
    CENTRE = "centre", gettext_noop("Centre of Ukraine")


_REGIONS = {
    CountryPart.NORTH: (Region.KYIV_CITY, Region.KYIV, Region.ZHYTOMYR, Region.CHERNIHIV, Region.SUMY),
    CountryPart.EAST: (Region.KHARKIV, Region.DONETSK, Region.LUHANSK),
    CountryPart.SOUTH: (
        Region.ODESA, Region.MYKOLAIV, Region.KHERSON, Region.ZAPORIZHZHIA, Region.CRIMEA, Region.SEVASTOPOL,
    ),
    CountryPart.WEST: (
        Region.VOLYN, Region.ZAKARPATTIA, Region.IVANO_FRANKIVSK, Region.LVIV, Region.RIVNE, Region.TERNOPIL,
        Region.KHMELNYTSKYI, Region.CHERNIVTSI,
    ),
    CountryPart.CENTRE: (
        Region.VINNYTSIA, Region.DNIPROPETROVSK, Region.KIROVOHRAD, Region.POLTAVA, Region.CHERKASY,
    ),
}  # fmt: skip

#: The part of the country that each region lies in.
PART_OF: dict[Region, CountryPart] = {region: part for part, regions in _REGIONS.items() for region in regions}

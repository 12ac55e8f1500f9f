"""Sectors of the tracker and the OECD DAC CRS purpose codes they are reported under."""

from assistance.vocabulary.labels import Word, gettext_noop


class Sector(Word):
    """Sectors, as in the annotated releases."""

    DEMINING = "demining", gettext_noop("Humanitarian demining")
    POLICING = "policing", gettext_noop("Policing")
    BORDER = "border", gettext_noop("Border management")
    FIRE_RESCUE = "fire_rescue", gettext_noop("Fire and rescue services")
    ENERGY = "energy", gettext_noop("Energy")
    MEDICAL = "medical", gettext_noop("Medical services")
    CYBER = "cyber", gettext_noop("Cyber security and IT")
    SHELTER = "shelter", gettext_noop("Shelter and repair")
    TRAINING = "training", gettext_noop("Training")
    OTHER = "other", gettext_noop("Other sectors")


#: DAC 5-digit purpose code for each sector. There is none for border management: 15130 names it in its description.
DAC_PURPOSE: dict[Sector, str] = {
    Sector.DEMINING: "15250",
    Sector.POLICING: "15132",
    Sector.BORDER: "15130",
    Sector.FIRE_RESCUE: "15133",
    Sector.ENERGY: "23630",
    Sector.MEDICAL: "12191",
    Sector.CYBER: "22040",
    Sector.SHELTER: "72010",
    Sector.TRAINING: "43010",
    Sector.OTHER: "99810",
}

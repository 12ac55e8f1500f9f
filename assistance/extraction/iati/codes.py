"""Codes of IATI and OECD DAC in the words of the tracker."""

from __future__ import annotations

from assistance.vocabulary import DAC_PURPOSE, Kind, PartyRole, Sector
from assistance.vocabulary.words import IATI_ORGANISATION_ROLE

ROLES: dict[str, PartyRole] = {code: role for role, code in IATI_ORGANISATION_ROLE.items()}

#: The purposes that say no more than that the sector is another: 43010 is of several sectors, 99810 of none.
_UNTELLING = {Sector.TRAINING, Sector.OTHER, Sector.BORDER}

#: By what a DAC purpose or category begins with, the longest beginning first; our own purposes go before.
BEGINNINGS: dict[str, Sector] = {
    **{code: sector for sector, code in DAC_PURPOSE.items() if sector not in _UNTELLING},
    "74020": Sector.FIRE_RESCUE,
    "73010": Sector.SHELTER,
    "72011": Sector.MEDICAL,
    "12": Sector.MEDICAL,
    "23": Sector.ENERGY,
}

#: Kinds by AidType: budget support and pooled funds are money, experts are services, scholarships training.
KINDS: dict[str, Kind] = {
    "A01": Kind.FINANCIAL, "A02": Kind.FINANCIAL, "B01": Kind.FINANCIAL, "B02": Kind.FINANCIAL, "B03": Kind.FINANCIAL,
    "B021": Kind.FINANCIAL, "B022": Kind.FINANCIAL, "B031": Kind.FINANCIAL, "B032": Kind.FINANCIAL,
    "B033": Kind.FINANCIAL, "B04": Kind.FINANCIAL, "F01": Kind.FINANCIAL, "D01": Kind.SERVICES, "D02": Kind.SERVICES,
    "E01": Kind.TRAINING, "E02": Kind.TRAINING,
}  # fmt: skip


def sector_of(purpose: str) -> Sector:
    """Return the sector that a DAC purpose (5 digits) or category (3 digits) is of."""
    for length in range(len(purpose), 1, -1):
        if found := BEGINNINGS.get(purpose[:length]):
            return found
    return Sector.OTHER

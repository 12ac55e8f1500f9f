"""Who reports: the organisation that runs the tracker, by its settings. Without them there is no file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from assistance.vocabulary import OrganisationType
from assistance.vocabulary.iati import GLOSSARY

#: What an organisation's identifier looks like: an agency's code and a number, without the signs IATI forbids.
IDENTIFIER = re.compile(r"[A-Z0-9]+-[^\s/&|?]+")


class NoPublisherError(RuntimeError):
    """Raised where the settings do not say who reports; the text says which variable to set."""


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """The reporting organisation: ``ref`` is its identifier, ``type`` IATI's code, ``name`` its name in English.

    ``site`` is what the site's addresses begin with, and ``page`` the address of a commitment's page by its number.
    """

    ref: str
    name: str
    type: str
    site: str
    page: Callable[[int], str]

    @property
    def glossary(self) -> str:
        """The address that names and explains the tracker's own words."""
        return self.site + GLOSSARY

    def identifier(self, number: int) -> str:
        """Return the identifier of the activity that the commitment of ``number`` is."""
        return f"{self.ref}-{number}"


def publisher(*, site: str, page: Callable[[int], str]) -> Publisher:
    """Return who reports. Raises ``NoPublisherError`` where a setting is missing or wrong."""
    ref, name, kind = (
        settings.IATI_REPORTING_ORG_REF,
        settings.IATI_REPORTING_ORG_NAME,
        settings.IATI_REPORTING_ORG_TYPE,
    )
    if not ref or not name:
        missing = "IATI_REPORTING_ORG_NAME" if ref else "IATI_REPORTING_ORG_REF"
        raise NoPublisherError(
            f"{missing} is not set. An IATI file names who reports: set IATI_REPORTING_ORG_REF to the organisation's "
            "identifier, such as UA-EDR-12345678, and IATI_REPORTING_ORG_NAME to its name in English."
        )
    if not IDENTIFIER.fullmatch(ref):
        raise NoPublisherError(
            f"IATI_REPORTING_ORG_REF is “{ref}”, which is no identifier of an organisation. Write one such as "
            "UA-EDR-12345678, without spaces and without / & | ?."
        )
    if kind not in {each.value for each in OrganisationType}:
        raise NoPublisherError(
            f"IATI_REPORTING_ORG_TYPE is “{kind}”, which is no type of IATI's. Write one such as 10 for a government."
        )
    return Publisher(ref=ref, name=name, type=kind, site=site.rstrip("/"), page=page)

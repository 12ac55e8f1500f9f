"""How two spellings of one name are told to be the same."""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—"), "-")


def normalise_name(name: str) -> str:
    """Return ``name`` in the form that is compared: NFKC, case folded, one apostrophe, one dash, single spaces."""
    plain = unicodedata.normalize("NFKC", name.translate(_APOSTROPHES | _DASHES))
    return re.sub(r"\s+", " ", plain).strip().casefold()

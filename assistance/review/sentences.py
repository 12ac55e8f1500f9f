"""How far apart two places of a release are, in sentences."""

from __future__ import annotations

import re

#: An end of a sentence: its stop and what closes it, then a capital or a number; or the end of a line.
_END = re.compile(r"(?P<before>\w*)[.!?…][\"»”’)\]]*\s+(?=[\"«“„(\[]?[A-ZА-ЯҐЄІЇ0-9])|\s*\n\s*")

#: Short forms after which a sentence goes on, besides single letters.
_SHORT = frozenset(
    "mr mrs ms dr prof gen col capt st no vs approx ім вул просп обл млн млрд тис грн дол див рис".split()
)


def sentences_between(text: str, first: int, second: int) -> int:
    """Return how many sentences end between the places ``first`` and ``second`` of ``text``; 0 within one sentence."""
    ends = _END.finditer(text, max(first - 1, 0), min(second + 1, len(text)))
    return sum(1 for end in ends if not _goes_on(end["before"]))


def _goes_on(word: str | None) -> bool:
    return word is not None and ((len(word) == 1 and word.isalpha()) or word.lower() in _SHORT)

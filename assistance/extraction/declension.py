"""Cases of the Ukrainian nouns for those who receive, derived from the nominative in ``lexicon/nouns_uk.toml``."""

from collections.abc import Iterator
from functools import cache

from assistance.extraction.wordlists import section

_BODIES = ("genitive", "dative", "nominative", "genitive", "dative", "locative", "locative")
_PEOPLE = ("genitive", "dative", "locative")
_GENITIVE_PLURAL = 3


@cache
def forms(strength: str) -> tuple[tuple[str, str], ...]:
    """Return the phrases of the "strong" or the "weak" nouns, each with a case that it may be."""
    return tuple(form for kind in ("bodies", "people") for entry in section("nouns_uk", strength, kind)
                 for form in _forms(entry, kind))  # fmt: skip


def _forms(entry: str, kind: str) -> Iterator[tuple[str, str]]:
    noun, _, behind = entry.partition("+")
    word, *irregular = noun.split()
    table, cases = ("endings", _BODIES) if kind == "bodies" else ("plurals", _PEOPLE)
    endings = section("nouns_uk", table)
    ending = max((one for one in endings if word.endswith(one)), key=len)
    stem, tail = word.removesuffix(ending), f" {behind}" if behind else ""
    yield word + tail, "nominative"
    plural = _GENITIVE_PLURAL if kind == "bodies" else 0
    for index, (case, new) in enumerate(zip(cases, endings[ending].split(), strict=True)):
        form = irregular[0] if irregular and index == plural else stem + new.replace("-", "")
        yield form + tail, case

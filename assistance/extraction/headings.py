"""Givers that head what follows: "Denmark." or «Литва:» alone, before the sentences about what each of them gave."""

from dataclasses import dataclass, replace

from assistance.extraction import casting
from assistance.extraction.casting import Cast
from assistance.extraction.reading import Said
from assistance.extraction.text import Source

_SIGNS = frozenset(".:!?\"'")


@dataclass(frozen=True, slots=True)
class Heading:
    """Who gives what the sentences after the one with ``number`` tell, down to the paragraph ``until``."""

    cast: Cast
    number: int
    until: int


def heading(source: Source, said: Said) -> Heading | None:
    """Return what a sentence heads that is nothing but the names of givers; None where it says more."""
    sentence = said.sentence
    named = {at for one in said.parties for at in range(one.first, one.last)}
    words = [at for at in range(sentence.first, sentence.last) if source.tokens[at].text not in _SIGNS]
    if not words or not named.issuperset(words) or source.plain[sentence.end - 1] in "!?":
        return None
    cast = casting.cast([replace(one, context="plain") if one.context == "place" else one for one in said.parties])
    if not cast.donors or cast.recipients:
        return None
    alone = source.paragraphs[sentence.paragraph][1] == sentence.end
    return Heading(replace(cast, firm=True), said.number, sentence.paragraph + alone)

"""The base form of a word, so that «генератори» finds «генераторів» and “generators” finds “generator”."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy

from assistance.vocabulary.names import normalise_name

#: Words keep their apostrophe and hyphen.
WORD = re.compile(r"\w+(?:['-]\w+)*")
CYRILLIC = re.compile(r"[а-яіїєґ]")

#: What a word and its base form have in common says enough from this many letters on.
STEM_LETTERS = 3
#: An ending has at most as many letters; a base form that differs in more is another word.
ENDING_LETTERS = 3
#: The letters that Ukrainian endings begin with; at most two of them are left off.
ENDINGS = frozenset("аеєиіїоуюяйь")


@cache
def _lemmatizer() -> Lemmatizer:
    """Return the one that knows the forms; it reads its word lists when first asked, once a process.

    The lists stay packed, 10 MB instead of 90: a look-up takes 40 microseconds instead of 6, and ``lemma`` keeps it.
    """
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))


@lru_cache(maxsize=20_000)
def lemma(token: str) -> str:
    """Return the base form of ``token``, folded as names are; of a word it does not know, the word."""
    word = normalise_name(token)
    if not word.replace("-", "").replace("'", "").isalpha():
        return word
    return normalise_name(_lemmatizer().lemmatize(word, lang="uk" if CYRILLIC.search(word) else "en"))


def lemmas(text: str) -> list[str]:
    """Return the base forms of the words of ``text``, each once, in order."""
    return list(dict.fromkeys(lemma(word) for word in WORD.findall(normalise_name(text))))


def stem(token: str) -> str:
    """Return what the forms of ``token`` have in common, folded; the whole word where that is too little."""
    word, base = normalise_name(token), lemma(token)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, base, strict=False))
    common = "".join(letter for letter, _other in same)
    for _ in range(2):
        if len(common) > STEM_LETTERS and common[-1] in ENDINGS:
            common = common[:-1]
    return common if len(common) >= max(STEM_LETTERS, len(base) - ENDING_LETTERS) else word

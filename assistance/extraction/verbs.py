"""The verbs of giving in all their forms: derived from the compact tables ``verbs_en`` and ``verbs_uk``."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from assistance.extraction.phrases import Phrasebook, Word
from assistance.extraction.wordlists import section, words_of

_DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]|(?:qu|equ)i[pt]")
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_SOFTENED = (
    ("ст", "щ"), ("д", "дж"), ("т", "ч"), ("с", "ш"), ("з", "ж"), ("б", "бл"), ("п", "пл"), ("в", "вл"), ("м", "мл"),
    ("ф", "фл"),
)  # fmt: skip
_HUSHING = "жчшщ"
_LABIAL = "бпвмф"
#: What "will" and the like lead to, which make a plan of any verb after them.
PLAN = "any.future"
_ADJECTIVE = "ий а е і ого ої ому ій у им ою их ими".split()
_NOUN = "ня ню ням ні".split()


class Form(NamedTuple):
    """One form of a verb. ``kind`` is its class, ``lemma`` its name in the lists.

    ``tags`` tell what the form may be: in English "base", "s", "past", "part", "ing"; in Ukrainian "inf", "past",
    "impersonal", "adjective", "future", "present"; "noun" in both. ``particles`` are the words that complete it.
    """

    kind: str
    lemma: str
    tags: frozenset[str]
    particles: tuple[str, ...] = ()
    also_noun: bool = False


def forms_of(low: str) -> tuple[Form, ...]:
    """Return what a word in small letters may be of verbs of giving; nothing for any other word."""
    return _forms("uk" if low[0] >= "\u0400" else "en").get(low, ())


@cache
def _forms(language: str) -> dict[str, tuple[Form, ...]]:
    """Return every single word that is a form of a verb of giving; those of a language are derived when it is read."""
    found: dict[str, list[Form]] = {}
    tags: dict[tuple[str, str, str, tuple[str, ...]], set[str]] = {}
    nouns: set[tuple[str, str]] = set()
    for word, kind, lemma, tag, particles, also_noun in _ukrainian() if language == "uk" else _english():
        tags.setdefault((word, kind, lemma, particles), set()).add(tag)
        if also_noun:
            nouns.add((word, lemma))
    for (word, kind, lemma, particles), told in tags.items():
        form = Form(kind, lemma, frozenset(told), particles, (word, lemma) in nouns)
        found.setdefault(word, []).append(form)
    return {word: tuple(sorted(every, key=lambda one: -len(one.particles))) for word, every in found.items()}


def _english() -> Iterator[tuple[str, str, str, str, tuple[str, ...], bool]]:
    for kind, entries in section("verbs_en", "verbs").items():
        for entry in entries:
            words = entry.split()
            particles = tuple(word[1:] for word in words if word.startswith("+"))
            particles = tuple(piece for one in particles for piece in one.split("_"))
            own = [word for word in words if not word.startswith("+")]
            base, noun = own[0].rstrip("~"), own[0].endswith("~")
            past = own[1:2] or _regular(base)
            part = own[2:] or past
            lemma = " ".join((base, *particles))
            yield base, kind, lemma, "base", particles, noun
            yield _third(base), kind, lemma, "s", particles, noun
            yield from ((word, kind, lemma, "past", particles, False) for word in past)
            yield from ((word, kind, lemma, "part", particles, False) for word in part)
            yield from ((word, kind, lemma, "ing", particles, False) for word in _gerunds(base))


def _third(base: str) -> str:
    if base.endswith(_SIBILANT):
        return f"{base}es"
    return f"{base[:-1]}ies" if base[-1] == "y" and base[-2] not in "aeiou" else f"{base}s"


def _regular(base: str) -> list[str]:
    if base.endswith("e"):
        return [f"{base}d"]
    if base[-1] == "y" and base[-2] not in "aeiou":
        return [f"{base[:-1]}ied"]
    return [f"{stem}ed" for stem in _stems(base)]


def _gerunds(base: str) -> list[str]:
    if base.endswith("e") and not base.endswith("ee"):
        return [f"{base[:-1]}ing"]
    return [f"{stem}ing" for stem in _stems(base)]


def _stems(base: str) -> list[str]:
    """Return a verb as it stands before "-ed" and "-ing"; one in "-el" is written both ways."""
    if base in words_of("verbs_en", "doubled") or _DOUBLED.fullmatch(base):
        return [base + base[-1]]
    return [base, base + "l"] if base.endswith("el") else [base]


def _ukrainian() -> Iterator[tuple[str, str, str, str, tuple[str, ...], bool]]:
    for kind, entries in section("verbs_uk", "verbs").items():
        for entry in entries:
            perfective, _, imperfective = entry.partition("|")
            for words, tag in ((perfective.split(), "future"), (imperfective.split(), "present")):
                if words:
                    yield from ((word, kind, words[0], sort, (), False) for word, sort in _conjugated(words, tag))


def _conjugated(words: list[str], tag: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of one Ukrainian verb; ``tag`` is what its present forms mean."""
    told = dict(word.split("=") for word in words if "=" in word)
    own = [word for word in words if "=" not in word]
    reflexive = own[0].endswith("ся")
    infinitive = own[0].removesuffix("ся")
    yield own[0], "inf"
    for word, sort in _active(infinitive, [word.removesuffix("ся") for word in own[1:]], tag, told.get("past")):
        yield from ((f"{word}{tail}", sort) for tail in _reflexive(word, sort, alone=reflexive))
    stem = told.get("part") or _participle(infinitive)
    if stem != "-" and not reflexive:
        yield f"{stem}о", "impersonal"
        yield from ((f"{stem}{ending}", "adjective") for ending in _ADJECTIVE)
    noun = f"{infinitive[:-2]}н" if infinitive.endswith("увати") else stem
    if noun.endswith("н") and "noun" not in told:
        yield from ((f"{noun}{ending}", "noun") for ending in _NOUN)


def _active(infinitive: str, present: list[str], tag: str, past: str | None) -> Iterator[tuple[str, str]]:
    """Yield past and present, and of an imperfective verb the future in "-ме"."""
    stem = infinitive[:-2]
    masculine, rest = past.split(",") if past else (f"{stem}в", f"{stem}л")
    if rest != "-":
        yield masculine, "past"
        yield from ((f"{rest}{ending}", "past") for ending in "аои")
    if present:
        yield present[0], tag
        yield present[1] if len(present) > 1 else _plural(present[0]), tag
        yield _first_plural(present[0]), tag
    if tag == "present":
        yield from ((f"{infinitive}{ending}", "future") for ending in ("ме", "муть", "мемо"))


def _reflexive(word: str, sort: str, *, alone: bool) -> tuple[str, ...]:
    """Return the endings that make a form reflexive, or also leave it as it is."""
    tails = ("ся", "сь") if word[-1] in "аеоиую" and sort == "past" else ("ся",)
    if word.endswith(("є", "е")) and sort != "past":
        tails = ("ться",)
    return tails if alone else ("", *tails)


def _plural(third: str) -> str:
    """Return the third person plural for a third singular: "надає" → "надають", "виділить" → "виділять"."""
    if third.endswith("ить"):
        stem = third[:-3]
        if stem[-1] in _LABIAL:
            return f"{stem}лять"
        return f"{stem}ать" if stem[-1] in _HUSHING else f"{stem}ять"
    return f"{third[:-1]}ють" if third.endswith("є") else f"{third[:-1]}уть"


def _first_plural(third: str) -> str:
    """Return what "we" do for a third singular: "надає" → "надаємо", "виділить" → "виділимо"."""
    if third.endswith("сть"):
        return f"{third[:-3]}мо"
    return f"{third[:-2]}мо" if third.endswith("ить") else f"{third}мо"


def _participle(infinitive: str) -> str:
    """Return the stem of the participle: "надати" → "надан", "оплатити" → "оплачен", "скасувати" → "скасован"."""
    stem = infinitive[:-2]
    if stem.endswith("ува") and not stem.endswith(("овува", "чува", "джува", "щува", "кува")):
        return f"{stem[:-3]}ован"
    if stem.endswith(("а", "я")):
        return f"{stem}н"
    if stem.endswith(("и", "і")):
        stem = stem[:-1]
        soft = next((stem[: -len(old)] + new for old, new in _SOFTENED if stem.endswith(old)), stem)
        return f"{soft}ен"
    return "-"


@cache
def fixed() -> Phrasebook[str]:
    """Return the phrases that tell a class and a mood by themselves: "ship.ongoing"; those that tell none: "none"."""
    entries: list[tuple[str, list[str]]] = [(PLAN, section("moods", "plans"))]
    for name in ("verbs_en", "verbs_uk"):
        entries.append(("none", section(name, "idle")))
        entries += section(name, "phrases").items()
        entries += [(f"{kind}.noun", phrases) for kind, phrases in section(name, "nouns").items()]
    told = [(phrase, key) for key, phrases in entries for phrase in phrases]
    return Phrasebook(told, words_of("moods", "passed_over"))


def acts(tokens: Sequence[Word], index: int) -> bool:
    """Tell whether the word at ``index`` is a form of a verb of giving, and no noun."""
    every = forms_of(tokens[index].low)
    return any(not form.also_noun and form.tags != {"noun"} for form in every)

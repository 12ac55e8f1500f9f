"""Why a release reads as it does: each sentence with its mentions, what became of it, and the rule behind each step.

For people who check or mend the extractor. It adds no rule of its own; what it tells, ``engine.extract`` decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assistance.extraction import casting, dates, engine, items, reading, traps
from assistance.extraction.cues import ALONE
from assistance.extraction.findings import Extraction, Finding, Span, Trap
from assistance.extraction.numerals import numerals
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of
from assistance.vocabulary import TrapReason

#: What the rules by which claims are made say.
CLAIM_RULES = {
    "assemble.named": "who gives is named with it",
    "assemble.continued": "it goes on with the claim before, whose givers it takes",
    "assemble.referred": "its words refer to givers named before",
    "assemble.pronoun": "“it” stands for who is named in the sentence before",
    "assemble.leading": "its givers are those the release is about",
    "assemble.told-after": "a later sentence names who gives",
    "assemble.paid-by": "a sentence close by says whose money it is",
    "assemble.unnamed": "partners give who are not named",
    "assemble.sums-up": "its words say that it sums up many gifts",
}


class Fate(Enum):
    """What became of a sentence; the value is a phrase for a person."""

    CLAIM = "told in a claim"
    NEED = "told as a need"
    TOTAL = "a total over many gifts"
    TITLE = "title: makes no claim where there is a body"
    FURNITURE = "part of the page, not of the text"
    BARRED = "barred"
    BARRED_BY_TITLE = "left out, since the title is barred"
    REPEATED = "tells a sum again that a claim has"
    NOTHING = "tells of no assistance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One mention: what kind it is, its words, what they were taken for, and the rule."""

    kind: str
    span: Span
    words: str
    meaning: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceTrace:
    """One sentence, numbered from 1.

    ``claims`` are the numbers of the claims it went into; ``bars`` the words that bar it, and ``barrier`` the reason;
    ``lacks`` what a claim would have needed; ``traps`` the numbers in it that were not counted.
    """

    number: int
    span: Span
    words: str
    fate: Fate
    claims: tuple[int, ...] = ()
    mentions: tuple[Trace, ...] = ()
    barrier: TrapReason | None = None
    bars: str = ""
    lacks: tuple[str, ...] = ()
    traps: tuple[Trap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTrace:
    """One claim, numbered from 1 as in ``Extraction.claims``: its rule, and the numbers of its sentences."""

    number: int
    rule: str
    means: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What was found, and how each sentence was read."""

    found: Extraction
    sentences: tuple[SentenceTrace, ...]
    claims: tuple[ClaimTrace, ...]


def explain(
    text: str, *, title: str | None = None, published: date | None = None, language: str | None = None
) -> Explanation:
    """Return what ``extract`` finds in ``text`` with the arguments given, and why. No input raises."""
    found = engine.extract(text, title=title, published=published, language=language)
    source = Source(text)
    told = reading.read(source, found.language, numerals(source, found.language))
    sentences = tuple(_sentence(source, said, told, found) for said in told)
    claims = tuple(
        ClaimTrace(
            number=number,
            rule=claim.rule,
            means=CLAIM_RULES.get(claim.rule, ""),
            sentences=tuple(one.number for one in sentences if number in one.claims),
        )
        for number, claim in enumerate(found.claims, start=1)
    )
    return Explanation(found=found, sentences=sentences, claims=claims)


def _sentence(source: Source, said: Said, told: Sequence[Said], found: Extraction) -> SentenceTrace:
    span = source.span(said.sentence.start, said.sentence.end)
    claims = tuple(number for number, claim in enumerate(found.claims, start=1) if _holds(claim, span))
    fate = Fate.CLAIM if claims else _fate(source, said, told, found)
    return SentenceTrace(
        number=said.number + 1,
        span=span,
        words=span.words(source.raw),
        fate=fate,
        claims=claims,
        mentions=tuple(sorted(_mentions(source, said), key=lambda trace: trace.span)),
        barrier=said.barrier,
        bars=_bars(source, said),
        lacks=_lacks(said) if fate is Fate.NOTHING else (),
        traps=tuple(trap for trap in found.traps if span.start <= trap.span.start < span.end),
    )


def _holds(finding: Finding, span: Span) -> bool:
    return finding.span.start <= span.start and span.end <= finding.span.end


def _fate(source: Source, said: Said, told: Sequence[Said], found: Extraction) -> Fate:
    """Return what became of a sentence that stands in no claim."""
    span = source.span(said.sentence.start, said.sentence.end)
    heading = [one for one in told if one.sentence.paragraph == 0]
    kinds = {(money.amount.value, money.amount.currency) for money in said.moneys}
    claimed = {(claim.amount.value, claim.amount.currency) for claim in found.claims if claim.amount}
    body = any(one.sentence.paragraph for one in told)
    tests = (
        (Fate.NEED, any(_holds(need, span) for need in found.needs)),
        (Fate.TOTAL, any(_holds(total, span) for total in found.stated_totals)),
        (Fate.FURNITURE, said.sentence.paragraph in traps.furniture(source)),
        (Fate.TITLE, body and said.sentence.paragraph == 0 and source.plain.startswith(found.title.strip()[:40])),
        (Fate.BARRED, said.barrier is not None),
        (Fate.BARRED_BY_TITLE, any(one.barrier not in (None, TrapReason.LOSS) for one in heading)),
        (Fate.REPEATED, bool(kinds & claimed)),
    )
    return next((fate for fate, holds in tests if holds), Fate.NOTHING)


def _bars(source: Source, said: Said) -> str:
    """Return the words that bar a sentence."""
    if said.barrier is None:
        return ""
    for path in (("barriers",), ("others", "places")):
        for match in phrases_of("traps", *path).find(source.tokens, said.sentence.first, said.sentence.last):
            return source.span_of(match.first, match.last).words(source.raw)
    return ""


def _lacks(said: Said) -> tuple[str, ...]:
    """Return what a claim needs and this sentence does not have of its own."""
    cast = casting.cast(said.parties)
    needed = (
        ("a word of giving", said.cues),
        ("a sum, things or a training", said.moneys or said.things or "training" in said.nouns),
        ("somebody who gives", cast.donors),
        ("a word for aid, or somebody who receives", said.nouns or cast.recipients),
    )
    return tuple(what for what, there in needed if not there)


def _mentions(source: Source, said: Said) -> Iterator[Trace]:
    yield from _parties(source, said)
    for money in said.moneys:
        amount = money.amount
        upper = f" to {amount.upper:,f}" if amount.upper is not None else ""
        second = "; repeats the sum before it in another currency" if money.second else ""
        meaning = f"{amount.currency} {amount.value:,f}{upper} ({amount.hedge.value}){second}"
        yield _trace(source, "sum", amount.span, meaning, amount.rule)
    for thing in said.things:
        item = items.as_item(source, thing)
        many = f"{item.quantity:,f}" if item.quantity is not None else "quantity unknown"
        unit = f" {item.unit}" if item.unit else ""
        rule = f"{item.rule}, {thing.quantity.rule}" if thing.quantity else item.rule
        meaning = f"{' '.join(item.name.split())}: {many}{unit} ({item.hedge.value}), {item.category.value}"
        yield _trace(source, "thing", item.span, f"{meaning}{'; says little alone' if thing.weak else ''}", rule)
    for cue in said.cues:
        span = source.span_of(cue.first, cue.last)
        negated = "; negated, so not counted" if cue.negated else ""
        weak = "; decides nothing beside a verb of giving" if cue.rank >= ALONE else ""
        yield _trace(source, "status", span, f"{cue.value.value}{negated}{weak}", cue.rule)
    for place in said.places:
        meaning = f"{place.name}{f' ({place.region.value})' if place.region else ''}"
        yield _trace(source, "place", place.span, meaning, place.rule)
    period = dates.period(source, said.sentence)
    if period is not None:
        yield _trace(source, "period", period.span, f"{period.start or '…'} to {period.end or '…'}", period.rule)


def _parties(source: Source, said: Said) -> Iterator[Trace]:
    """Yield the parties of a sentence, each with what the words around it make of it."""
    cast = casting.cast(said.parties)
    roles: dict[Mention, str] = {}
    for role, mentions in (
        ("gives", cast.donors), ("carries", cast.implementers), ("receives", cast.recipients),
        ("is helped instead of Ukraine", cast.abroad),
    ):  # fmt: skip
        for mention in mentions:
            roles.setdefault(mention, role)
    for mention in said.parties:
        span = source.span(mention.start, mention.end)
        again = any(one.who.key == mention.who.key for one in roles)
        role = roles.get(mention, "named again" if again else "plays no part here")
        meaning = f"{mention.who.name}: {mention.who.form}, context “{mention.context}”, {role}"
        yield _trace(source, "party", span, meaning, mention.rule)


def _trace(source: Source, kind: str, span: Span, meaning: str, rule: str) -> Trace:
    return Trace(kind=kind, span=span, words=span.words(source.raw), meaning=meaning, rule=rule)

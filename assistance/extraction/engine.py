"""The order of the steps from text to findings."""

from collections.abc import Sequence
from datetime import date

from assistance.extraction import assemble, casting, dates, discourse, needs, reading, traps
from assistance.extraction.drafts import Draft
from assistance.extraction.findings import Claim, Extraction, Need, Party, StatedTotal, Trap
from assistance.extraction.numerals import numerals
from assistance.extraction.reading import Said
from assistance.extraction.text import Source, language_of
from assistance.extraction.traps import Ground
from assistance.vocabulary import PartyRole, TrapReason

VERSION = "0.4.0"


def extract(
    text: str, *, title: str | None = None, published: date | None = None, language: str | None = None,
) -> Extraction:  # fmt: skip
    """Return what a release says. No input raises.

    ``text`` is the whole release; without ``title`` its first line is the title. All spans are offsets into ``text``.
    """
    source = Source(text)
    tongue = language or language_of(source.plain)
    day = published or dates.published(source)
    numbers = numerals(source, tongue)
    told = reading.read(source, tongue, numbers)
    heading, body = _parts(source, told, title)
    found = _drafts(source, heading, body)
    claims, stated = _findings(source, told, found)
    claimed = {number for draft in found for number in range(draft.clause.said.number, draft.until + 1)}
    wanted = needs.find(source, body, claimed)
    return Extraction(
        title=title if title is not None else _first_line(source),
        language=tongue,
        published=day,
        sentences=tuple(source.span(sentence.start, sentence.end) for sentence in source.sentences),
        claims=claims,
        needs=wanted,
        stated_totals=stated,
        traps=traps.find(source, numbers, _ground(source, told, claims, wanted, stated), _second_sums(told)),
        version=VERSION,
    )


def _parts(source: Source, told: Sequence[Said], title: str | None) -> tuple[list[Said], list[Said]]:
    """Part the title from the body, and leave out what belongs to the page."""
    aside = traps.furniture(source)
    rest = [said for said in told if said.sentence.paragraph not in aside]
    if title is not None and not source.plain.startswith(title.strip()[:40]):
        return [], rest
    heading = [said for said in rest if said.sentence.paragraph == 0]
    body = [said for said in rest if said.sentence.paragraph != 0]
    return (heading, body) if body else ([], heading)


def _drafts(source: Source, heading: Sequence[Said], body: Sequence[Said]) -> list[Draft]:
    """Return the claims of the body; where the title already tells that no help comes to Ukraine, none."""
    if any(said.barrier not in (None, TrapReason.LOSS) or casting.goes_abroad(said) for said in heading):
        return []
    return discourse.drafts(source, body, heading)


def _findings(
    source: Source, told: Sequence[Said], found: Sequence[Draft]
) -> tuple[tuple[Claim, ...], tuple[StatedTotal, ...]]:
    """Part the claims from the sums that a release states over many of them."""
    shared = assemble.setting(source, told, found)
    made = [(assemble.claim(source, draft, shared), assemble.is_total(source, draft)) for draft in found]
    return (
        tuple(claim for claim, over_many in made if not over_many),
        tuple(_total(claim) for claim, over_many in made if over_many),
    )


def _total(claim: Claim) -> StatedTotal:
    if claim.amount is None:
        raise ValueError("a total needs a sum")

    def of(role: PartyRole) -> tuple[Party, ...]:
        return tuple(party for party in claim.parties if party.role is role)

    return StatedTotal(
        span=claim.span, rule="assemble.total", amount=claim.amount, donors=of(PartyRole.FUNDING),
        implementers=of(PartyRole.IMPLEMENTING), recipients=of(PartyRole.RECIPIENT),
    )  # fmt: skip


def _ground(
    source: Source, told: Sequence[Said], claims: Sequence[Claim], wanted: Sequence[Need], stated: Sequence[StatedTotal]
) -> Ground:
    """Return what tells the numbers that findings rest on from the rest; a sum told again elsewhere is used too."""
    sums = {(one.amount.value, one.amount.currency) for one in claims if one.amount}
    sums |= {(total.amount.value, total.amount.currency) for total in stated}
    every = [money.amount for said in told for money in said.moneys]
    used = [amount.span for amount in every if (amount.value, amount.currency) in sums]
    used += [claim.amount.span for claim in claims if claim.amount]
    used += [item.span for claim in claims for item in claim.items if item.quantity is not None]
    used += [claim.period.span for claim in claims if claim.period]
    barred = {
        source.span(said.sentence.start, said.sentence.end): said.barrier for said in told if said.barrier is not None
    }
    reasons = {**barred, **{need.span: TrapReason.NEED for need in wanted}}
    return Ground(used, [amount.span for amount in every], list(reasons.items()))


def _second_sums(told: Sequence[Said]) -> list[Trap]:
    return [
        Trap(
            span=one.amount.span,
            rule="traps.second-currency",
            reason=TrapReason.OTHER_CURRENCY,
            amount=one.amount,
        )
        for said in told
        for one in said.moneys
        if one.second
    ]


def _first_line(source: Source) -> str:
    if not source.paragraphs:
        return ""
    start, end, _ = source.paragraphs[0]
    return source.span(start, end).words(source.raw)

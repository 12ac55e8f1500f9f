"""Commitments a claim may speak of, the likeliest first, with a score and the reasons; nothing is merged by it.

Every commitment that shares a giver, a channel, a giving state, a sum or a text with the claim is compared with it
(``matching_known``); what the two have in common adds up to the score (``matching_signs``), and the first rule that
holds tells what the claim is to it (``matching_rules``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment, Release
from assistance.review.matching_known import Known, keys_to_compare, known_commitments
from assistance.review.matching_rules import relation_of
from assistance.review.matching_sides import Side, sides_of
from assistance.review.matching_signs import Sign, in_order, signs_of, time_apart
from assistance.vocabulary import Relation

#: Scores are from 0 to this. From ``LIKELY`` on a claim says itself that it looks like a known commitment; below
#: ``FAINT`` nothing is offered; and of one claim no more than ``OFFERED`` are.
FULL, LIKELY, FAINT, OFFERED = 100, 60, 25, 10


@dataclass(frozen=True, kw_only=True)
class Match:
    """A commitment the claim may speak of.

    ``relation`` is what the claim probably is to it, None where it is probably new all the same. ``score`` is from 0
    to 100; ``reasons`` are phrases such as “same donor”, in the reader's language.
    """

    commitment: Commitment
    relation: Relation | None
    score: int
    reasons: list[str]
    corrects: bool = False

    @property
    def is_likely(self) -> bool:
        """Whether the claim should not be accepted before somebody compared the two."""
        return self.corrects or (self.relation is not None and self.score >= LIKELY)

    @property
    def suggestion(self) -> str:
        """What the claim probably is to the commitment, in a word of the reader's language."""
        return _(self.relation.label) if self.relation else _("Probably new")

    @property
    def sentence(self) -> str:
        """The match as staff read it: which commitment, and what speaks for it."""
        return _("Looks like commitment #%(number)d (%(title)s): %(reasons)s.") % {
            "number": self.commitment.pk,
            "title": self.commitment.title,
            "reasons": ", ".join(self.reasons),
        }

    @property
    def summary(self) -> str:
        """The suggestion, the score and the reasons in one line, to stand beside the commitment."""
        told = {"suggestion": self.suggestion, "score": self.score, "reasons": ", ".join(self.reasons)}
        return capfirst(_("%(suggestion)s (%(score)d of 100): %(reasons)s") % told)


def matches_for(claim: Claim) -> list[Match]:
    """Return what ``claim`` may speak of, the likeliest first; expects it as ``matches`` does."""
    return matches([claim])[claim.pk]


def matches(claims: Sequence[Claim]) -> dict[int, list[Match]]:
    """Return what each of ``claims`` may speak of, by its key, the likeliest first, ties in the order of the ledger.

    In a fixed number of queries where they were fetched ``with_facts()`` and with the traps of their releases.
    Neither the commitment a claim is linked with nor the one it left behind when it was reopened is among them.
    """
    sides = sides_of(claims, _earlier_texts(claims))
    candidates = keys_to_compare(sides)
    known = known_commitments(set().union(*candidates.values()))
    ranked = {key: _ranked(key, side, {one: known[one] for one in candidates[key]}) for key, side in sides.items()}
    wanted = {number for rows in ranked.values() for number, _score, _signs in rows}
    commitments = Commitment.objects.in_bulk(wanted)
    return {
        key: [
            _match(commitments[number], sides[key], known[number].side, score, signs) for number, score, signs in rows
        ]
        for key, rows in ranked.items()
    }


def _ranked(key: int, side: Side, known: Mapping[int, Known]) -> list[tuple[int, int, list[Sign]]]:
    """Return number, score and signs of the commitments worth showing."""
    found = []
    for number, one in known.items():
        if key in one.made_by:
            continue
        signs = signs_of(side, one.side)
        score = min(sum([sign.weight for sign in signs]), FULL)
        if score >= FAINT:
            found.append((number, score, signs))
    best = sorted(found, key=lambda row: (-row[1], row[0]))[:OFFERED]
    return [(number, score, in_order(signs)) for number, score, signs in best]


def _match(commitment: Commitment, claim: Side, known: Side, score: int, signs: list[Sign]) -> Match:
    words = [str(sign.words) for sign in signs if sign.words]
    apart = time_apart(claim, known)
    return Match(
        commitment=commitment,
        relation=relation_of(claim, known, signs),
        score=score,
        reasons=[*words, apart] if apart else words,
        corrects=Sign.CORRECTS in signs,
    )


def _earlier_texts(claims: Sequence[Claim]) -> dict[int, frozenset[int]]:
    """Return, by the key of each claim, all releases that its own one supersedes, in one query."""
    chain = dict(Release.objects.filter(supersedes__isnull=False).values_list("pk", "supersedes"))
    earlier = {}
    for claim in claims:
        texts = []
        older = claim.release.supersedes_id
        while older is not None:
            texts.append(older)
            older = chain.get(older)
        earlier[claim.pk] = frozenset(texts)
    return earlier

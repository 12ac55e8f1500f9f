"""An explanation as text for a person at a terminal: sentence by sentence, then claim by claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistance.extraction.explain import ClaimTrace, Explanation, Fate, SentenceTrace
from assistance.management.printing import INDENT, one_line


def describe_steps(name: str, text: str, why: Explanation) -> str:
    """Return how each sentence of ``text`` was read, which claim it went into, and what was not counted and why."""
    lines = [f"{name}: how it was read (version {why.found.version}, language {why.found.language})"]
    rules = {claim.number: claim.rule for claim in why.claims}
    for sentence in why.sentences:
        lines += _sentence_lines(text, sentence, rules)
    lines += [_claim_line(claim) for claim in why.claims] or ["  No claim was made."]
    return "\n".join(lines) + "\n"


def _sentence_lines(text: str, sentence: SentenceTrace, rules: Mapping[int, str]) -> Iterator[str]:
    yield f"  [{sentence.number}] {one_line(sentence.words)}"
    for mention in sentence.mentions:
        yield f"{INDENT}{mention.kind}: “{one_line(mention.words)}” = {mention.meaning} ({mention.rule})"
    for trap in sentence.traps:
        yield f"{INDENT}not counted: “{one_line(trap.span.words(text))}” – {trap.reason.label} ({trap.rule})"
    yield f"{INDENT}→ {_fate(sentence, rules)}"


def _fate(sentence: SentenceTrace, rules: Mapping[int, str]) -> str:
    words = sentence.fate.value
    if sentence.fate is Fate.CLAIM:
        words = ", ".join(f"claim {number} ({rules[number]})" for number in sentence.claims)
    elif sentence.lacks:
        words = f"{words}; without {', without '.join(sentence.lacks)}"
    if sentence.barrier is not None:
        overruled = "" if sentence.fate is Fate.BARRED else "words that could bar it: "
        because = f"“{one_line(sentence.bars)}” – {sentence.barrier.label}"
        words = f"{words}{'; ' if overruled else ': '}{overruled}{because}"
    return words


def _claim_line(claim: ClaimTrace) -> str:
    means = f", {claim.means}" if claim.means else ""
    sentences = ", ".join(map(str, claim.sentences)) or "none whole"
    return f"  Claim {claim.number} from sentence {sentences} ({claim.rule}{means})"

"""A release read sentence by sentence: what each adds to the claims that those before it have told."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction import casting, clauses, drafting, headings, labels, merging, referring, status
from assistance.extraction.casting import Cast
from assistance.extraction.clauses import Clause
from assistance.extraction.cues import ALONE
from assistance.extraction.drafts import TOTAL, Draft, Known
from assistance.extraction.findings import StatusMention
from assistance.extraction.headings import Heading
from assistance.extraction.known import HOME
from assistance.extraction.money import Money
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source, language_of
from assistance.extraction.wordlists import phrases_of, section
from assistance.vocabulary import TrapReason

_LEAD = 4
_OPENING = 3
_INTRODUCED = 2
_DETAILED = 5
_REMEMBERED = 12
_SENDING = frozenset({"give", "hand", "send", "ship"})


def drafts(source: Source, told: Sequence[Said], heading: Sequence[Said]) -> list[Draft]:
    """Return the claims that the sentences ``told`` make; ``heading`` tells whom the release is about."""
    discourse = Discourse(source, told, heading)
    for said in told:
        discourse.read(said)
    found = discourse.found
    return [made for made in found if drafting.is_worth(made, found)]


class Discourse:
    """What the sentences read so far have told: the drafts, who was last named, and what still waits for its giver."""

    def __init__(self, source: Source, told: Sequence[Said], heading: Sequence[Said]) -> None:
        self.found: list[Draft] = []
        self._source = source
        self._about = drafting.leading([*heading, *told])
        self._paying = referring.paying(source, told)
        ukrainian = language_of(source.plain) == "uk"
        self._at_home = ukrainian or any(_names_home(source, said) for said in [*heading, *told[:_LEAD]])
        self._at_home = self._at_home or _comes_home_first(source, told)
        self._elsewhere = any(_is_elsewhere(source, said) for said in [*heading, *told[:_OPENING]])
        self._last, self._last_at = Cast(), -1
        self._receivers: tuple[Mention, ...] = ()
        self._pools: tuple[Mention, ...] = ()
        self._pools_at = -1
        self._waiting: Clause | None = None
        self._intro: Said | None = None
        self._opening: StatusMention | None = None
        self._sealed: StatusMention | None = None
        self._sealed_at = -1
        self._heading: Heading | None = None

    def read(self, said: Said) -> None:
        """Take in one sentence."""
        if not self._at_home and not _names_home(self._source, said):
            return
        if self._elsewhere and not _comes_home(said):
            return
        if self.found and (stopped := referring.stopped(self._source, said, self.found[-1])):
            self.found[-1] = stopped
            return
        if self._is_headed(said) or self._tells_receiver(said):
            return
        answered = self._tells_giver(said)
        self._tells_carrier(said)
        if self._goes_on_with_list(said):
            return
        heard = answered or self._tells_receivers(said) or self._claims(said)
        if not heard and self.found and _counts_what_was_named(said, self.found[-1]):
            self.found[-1] = merging.listed(self._source, self.found[-1], said)
            heard = True
        if not heard:
            self._note_agreement(said)
        self._waiting = None if heard else _without_giver(self._source, said)
        if self.found:
            self.found[-1] = referring.confirmed(self._source, said, self.found[-1])
        self._note_parties(said)

    def _is_headed(self, said: Said) -> bool:
        """Note who heads what comes next, and where that ends; tell whether a sentence is such a heading."""
        if self._heading is not None and said.sentence.paragraph > self._heading.until:
            self._heading = None
        found = headings.heading(self._source, said)
        if found is not None:
            self._heading, self._waiting = found, None
            self._last, self._last_at = found.cast, said.number
        return found is not None

    def _tells_receiver(self, said: Said) -> bool:
        """Take a line that only names who receives what was told right before it."""
        receivers = labels.receivers(self._source, said)
        last = self.found[-1] if self.found else None
        if not receivers or last is None or said.number - last.until > 1:
            return False
        self.found[-1] = replace(last, cast=replace(last.cast, recipients=receivers), until=said.number)
        return True

    def _tells_giver(self, said: Said) -> bool:
        """Take a sentence that names who gave what was told right before it."""
        givers = referring.told_of(self._source, said, self.found[-1] if self.found else None)
        if givers is None:
            return False
        if self._waiting is not None:
            told = status.settle(self._source, said.cues)
            if told is not None:
                merging.add(self._source, self.found, referring.pending(self._waiting, givers, told, said))
            return told is not None
        last = self.found[-1] if self.found else None
        if last is None or last.bare or not 0 < said.number - last.until <= 1:
            return False
        for index in range(max(len(self.found) - _REMEMBERED, 0), len(self.found)):
            if self.found[index].clause.said is last.clause.said:
                self.found[index] = referring.given_by(self._source, self.found[index], givers, said)
        return True

    def _tells_carrier(self, said: Said) -> None:
        """Take a sentence that names who carries what was told before it."""
        last = self.found[-1] if self.found else None
        carriers = referring.carriers(self._source, said, last) if last is not None else ()
        if not carriers or last is None or not 0 < said.number - last.until <= _DETAILED:
            return
        self.found[-1] = referring.confirmed(self._source, said, last)
        ours = {one.who.key for one in last.cast.donors}
        for index in range(max(len(self.found) - _REMEMBERED, 0), len(self.found)):
            made = self.found[index]
            near = said.number - made.until <= _DETAILED
            if near and ours == {one.who.key for one in made.cast.donors}:
                self.found[index] = referring.carried_by(made, carriers, said)

    def _tells_receivers(self, said: Said) -> bool:
        """Take a sentence that names who gets what was told right before it."""
        last = self.found[-1] if self.found else None
        if last is None or not 0 < said.number - last.until <= _INTRODUCED:
            return False
        received = referring.received(self._source, said, last)
        self.found[-1] = received or last
        return received is not None

    def _goes_on_with_list(self, said: Said) -> bool:
        """Take a line of a list that only names more of what the draft that opens the list is about."""
        if not said.sentence.bullet:
            self._intro = said
            opens = self._source.plain[said.sentence.end - 1] == ":"
            self._opening = status.settle(self._source, said.cues) if opens else None
            return False
        headed = self._heading is not None and bool(self.found) and self.found[-1].until < self._heading.number
        if headed or not self.found or not _is_line_of(said, self.found[-1], self._intro):
            return False
        last = self.found[-1]
        if last.bare and self._opening is not None and not status.yields(self._opening):
            last = replace(last, status=self._opening)
        self.found[-1] = merging.listed(self._source, last, said)
        return True

    def _claims(self, said: Said) -> bool:
        """Take the claims of a sentence; tell whether there were any."""
        before, reached = len(self.found), self.found[-1].until if self.found else -1
        for clause in clauses.cut(self._source, said):
            previous = self.found[-1] if self.found else None
            heading = self._heading
            if previous and heading and previous.until < heading.number:
                previous = None
            known = Known(
                heading.cast if heading else self._about, self._last, self._last_at, self._receivers, previous,
                self._paying, self._whole(clause.money), self._opening,
                self._sealed if said.number - self._sealed_at <= _LEAD else None,
                right_after=said.number == self._sealed_at + 1, headed=heading is not None,
                entrusted=self._entrusted(),
                pools=self._pools if said.number - self._pools_at <= _INTRODUCED else (),
            )  # fmt: skip
            made = drafting.draft(self._source, clause, known)
            for each in drafting.apportioned(self._source, made) if made is not None else ():
                merging.add(self._source, self.found, self._with_carriers(each))
        return len(self.found) > before or (bool(self.found) and self.found[-1].until != reached)

    def _entrusted(self) -> dict[str, tuple[Mention, ...]]:
        """Return for whom those carry who were told to carry before, by the key of each."""
        return {
            carrier.who.key: made.cast.donors
            for made in self.found[-_REMEMBERED:] if made.cast.donors for carrier in made.cast.implementers
        }  # fmt: skip

    def _with_carriers(self, made: Draft) -> Draft:
        """Return a line of a list with those who carry all of it, as the sentence opening the list tells."""
        said, intro = made.clause.said, self._intro
        if self._heading is not None and _all_among(made.cast.donors, self._heading.cast.donors):
            made = referring.carried_by(made, self._heading.cast.implementers, said)
        if not said.sentence.bullet or intro is None or self._source.plain[intro.sentence.end - 1] != ":":
            return made
        return referring.carried_by(made, casting.cast(intro.parties).implementers, said)

    def _whole(self, part: Money | None) -> Draft | None:
        """Return the sum last told that ``part`` may be a part of: one of those the release is about, else any."""
        ours = {one.who.key for one in self._about.donors}
        sums = [
            made for made in self.found[-_REMEMBERED:]
            if made.money is not None and made.rule != TOTAL and not _exceeds(part, made.money)
        ]  # fmt: skip
        leading = [made for made in sums if ours & {one.who.key for one in made.cast.donors}]
        known = leading or sums
        return known[-1] if known else None

    def _note_agreement(self, said: Said) -> None:
        """Keep what a sentence seals without telling what: "They signed a grant agreement"."""
        told = status.settle(self._source, said.cues)
        content = said.things or said.moneys or said.barrier is not None
        if told is None or told.rule != "status.past-agree" or content:
            return
        if casting.cast(said.parties).donors:
            self._sealed, self._sealed_at = told, said.number

    def _note_parties(self, said: Said) -> None:
        named = casting.cast(said.parties)
        if pools := tuple(one for one in said.parties if casting.are_pools([one])):
            self._pools, self._pools_at = pools, said.number
        close = tuple(one for one in named.recipients if one.who.key != HOME)
        self._receivers = close or (self._receivers if said.sentence.bullet else ())
        if named.firm and named.donors:
            self._last, self._last_at = named, said.number


def _all_among(some: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """Tell whether all of ``some`` are among ``others``."""
    return {one.who.key for one in some} <= {one.who.key for one in others}


def _exceeds(part: Money | None, whole: Money) -> bool:
    """Tell whether a sum is larger than another in the same currency, so that it is no part of it."""
    return part is not None and part.amount.currency == whole.amount.currency and part.amount.value > whole.amount.value


def _without_giver(source: Source, said: Said) -> Clause | None:
    """Return the one clause of a sentence that tells of sums or things, but not who gave them."""
    content = said.moneys or len(said.things) > 1 or any(one.quantity for one in said.things)
    if not content or said.barrier is not None:
        return None
    parts = clauses.cut(source, said)
    return parts[0] if len(parts) == 1 else None


def _is_line_of(said: Said, last: Draft, intro: Said | None) -> bool:
    """Tell whether a line of a list only names more of what the draft ``last`` is about."""
    if not said.things or said.moneys or casting.cast(said.parties).firm or intro is None:
        return False
    if last.rule == TOTAL or any(cue.rank < ALONE and cue.value is not last.status.value for cue in said.cues):
        return False
    heading = casting.cast(intro.parties)
    ours = {one.who.key for one in last.cast.donors}
    if intro.number > last.until and heading.firm and ours.isdisjoint(one.who.key for one in heading.donors):
        return False
    return intro.number - last.until <= _INTRODUCED


def _counts_what_was_named(said: Said, last: Draft) -> bool:
    """Tell whether a sentence that tells no giving counts what the draft before it only names."""
    counted = sum(one.quantity is not None and one.quantity.rule != "quantities.article" for one in said.things)
    uncounted = bool(last.things) and all(one.quantity is None for one in last.things)
    near = said.number - last.until <= _DETAILED
    return counted > 1 and uncounted and near and said.barrier is None and not said.moneys


def _is_elsewhere(source: Source, said: Said) -> bool:
    """Tell whether a release that opens so is about help to others: Ukraine's own, or after a disaster in a state."""
    if said.barrier in (TrapReason.OUTWARD, TrapReason.THIRD_COUNTRY):
        return True
    abroad = any(one.who.form in ("name", "adjective") and one.who.key != HOME for one in said.parties)
    disaster = phrases_of("traps", "disasters", "words").every(source.tokens, said.sentence.first, said.sentence.last)
    return (abroad and any(disaster) and not said.places) or _sets_out_abroad(said)


def _sets_out_abroad(said: Said) -> bool:
    """Tell whether something is sent to another state by nobody abroad, and nobody in Ukraine receives."""
    moves = any(cue.kind in _SENDING for cue in said.cues)
    receiving = [one for one in said.parties if one.context in ("to", "gets")]
    home = any(one.who.key == HOME or casting.is_body(one) for one in receiving)
    abroad = any(one.who.form == "name" for one in receiving)
    return moves and abroad and not home and not casting.cast(said.parties).donors


def _comes_home_first(source: Source, told: Sequence[Said]) -> bool:
    """Tell whether the first place that a release names where something may be given is one in Ukraine."""
    for said in told:
        receiving = any(casting.is_body(one) and one.context in ("to", "gets", "plain") for one in said.parties)
        if receiving and _names_home(source, said):
            return True
        if any(one.who.form in ("name", "capital", "adjective") and one.who.key != HOME for one in said.parties):
            return False
    return False


def _comes_home(said: Said) -> bool:
    """Tell whether Ukraine is named, or one of its bodies stands where those who receive stand."""
    named = any(one.who.key == HOME and one.context in ("to", "gets", "plain") for one in said.parties)
    return named or any(casting.is_body(one) and one.context in ("to", "gets") for one in said.parties)


def _names_home(source: Source, said: Said) -> bool:
    """Tell whether a sentence names Ukraine, a place in it, or one of its bodies."""
    bodies = [one for one in said.parties if casting.is_body(one)]
    if said.places or any(not source.words_of(one.first, one.last).islower() for one in bodies):
        return True
    tokens = source.tokens[said.sentence.first : said.sentence.last]
    return any(token.low.startswith(tuple(section("traps", "home", "words"))) for token in tokens)

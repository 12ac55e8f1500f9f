"""Who takes part in an activity, by the roles it tells and by the two ends of its transactions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistance.extraction.findings import Party
from assistance.extraction.iati.codes import ROLES
from assistance.extraction.iati.elements import Element
from assistance.extraction.iati.sums import type_of
from assistance.vocabulary import OrganisationType, PartyRole, normalise_name
from assistance.vocabulary.iati import TransactionType

#: Transactions that promise or give, as either side reports them: each tells who provides.
INCOMING = (TransactionType.INCOMING_PLEDGE, TransactionType.INCOMING_COMMITMENT, TransactionType.INCOMING_FUNDS)
OUTGOING = (TransactionType.OUTGOING_PLEDGE, TransactionType.OUTGOING_COMMITMENT, TransactionType.DISBURSEMENT)

_TYPES = {each.value: each for each in OrganisationType}


def parties_of(activity: Element, transactions: Sequence[Element], language: str) -> tuple[Party, ...]:
    """Return the parties, each once in a role, in the order of the text.

    Without a funding organisation those who provide its transactions fund it. Those who receive and have no role are
    recipients.
    """
    found = {_key(each): each for each in _in_roles(activity, language)}
    if not any(each.role is PartyRole.FUNDING for each in found.values()):
        for giver in _givers(activity, transactions, language):
            found.setdefault(_key(giver), giver)
    known = {name for _role, name in found}
    for receiver in _at_the_end(transactions, "receiver-org", PartyRole.RECIPIENT, language):
        if normalise_name(receiver.name) not in known:
            found.setdefault(_key(receiver), receiver)
    return tuple(sorted(found.values(), key=lambda each: each.span))


def _key(party: Party) -> tuple[PartyRole, str]:
    return party.role, normalise_name(party.name)


def _in_roles(activity: Element, language: str) -> Iterator[Party]:
    for organisation in activity.all("participating-org"):
        role = ROLES.get(organisation.get("role"))
        if role is not None:
            yield from _party(organisation, role, "iati.participating-org", language)


def _givers(activity: Element, transactions: Sequence[Element], language: str) -> Iterator[Party]:
    """Yield who provides; of an outgoing transaction that names nobody it is the reporting organisation itself."""
    incoming = [each for each in transactions if type_of(each) in INCOMING]
    outgoing = [each for each in transactions if type_of(each) in OUTGOING]
    yield from _at_the_end([*incoming, *outgoing], "provider-org", PartyRole.FUNDING, language)
    reporting = activity.first("reporting-org")
    if reporting is None or reporting.get("secondary-reporter") in {"1", "true"}:
        return
    if any(each.first("provider-org") is None for each in outgoing):
        yield from _party(reporting, PartyRole.FUNDING, "iati.reporting-org", language)


def _at_the_end(transactions: Sequence[Element], end: str, role: PartyRole, language: str) -> Iterator[Party]:
    for transaction in transactions:
        for organisation in transaction.all(end):
            yield from _party(organisation, role, f"iati.{end}", language)


def _party(organisation: Element, role: PartyRole, rule: str, language: str) -> Iterator[Party]:
    """Yield the party by its first name, its others and its identifier being aliases; nothing where it has none."""
    names = [*organisation.narratives(language), organisation.get("ref")]
    names = list(dict.fromkeys(filter(None, names)))
    if names:
        yield Party(
            span=organisation.span, rule=rule, name=names[0], role=role, type=_TYPES.get(organisation.get("type")),
            aliases=tuple(names[1:]),
        )  # fmt: skip

"""A claim in the making, and what it may take from what was told before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistance.extraction.casting import Cast
from assistance.extraction.clauses import Clause
from assistance.extraction.findings import StatusMention
from assistance.extraction.money import Money
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.things import Thing

#: The rule of a draft whose words say that its sum is made up of many commitments.
TOTAL = "assemble.sums-up"


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making. ``bare`` where it names neither sum nor thing, so that it needs what follows.

    ``points`` where its words go on with what was told before; ``cued`` where it has a status of its own; ``gives``
    where a verb of giving or receiving leads its words. ``money`` is what it is worth, told here or right after.
    """

    clause: Clause
    until: int
    cast: Cast
    status: StatusMention
    things: tuple[Thing, ...]
    bare: bool
    points: bool
    cued: bool
    rule: str
    more: tuple[Said, ...] = field(default=())
    money: Money | None = None
    gives: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a clause may borrow: the donors the release is about, those last named and where, and the draft before.

    ``paying`` are those whose money it is said to be, by the number of the sentence; ``whole`` is the sum last told
    that parts may be parts of; ``opening`` the status that the sentence opening a list tells; ``sealed``
    that of an agreement told shortly before, ``right_after`` whether in the sentence before. ``headed`` where the
    donors head the paragraph. ``entrusted`` tells for whom those carry who were told to carry before;
    ``pools`` are funds of many named shortly before.
    """

    leading: Cast
    last: Cast
    last_at: int
    receivers: tuple[Mention, ...]
    previous: Draft | None
    paying: Mapping[int, Cast]
    whole: Draft | None = None
    opening: StatusMention | None = None
    sealed: StatusMention | None = None
    right_after: bool = False
    entrusted: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    headed: bool = False
    pools: tuple[Mention, ...] = ()

"""What staff may do, in steps: each role may do all that the roles before it may."""

from __future__ import annotations

from assistance.vocabulary.labels import Word, gettext_noop


class Role(Word):
    """A step of trust. The order is that of the members; a role's group bears its value as its name."""

    READER = "reader", gettext_noop("Reader: looks at everything, changes nothing")
    EDITOR = "editor", gettext_noop("Editor: adds releases and edits drafts")
    REVIEWER = "reviewer", gettext_noop("Reviewer: decides on claims, edits public records too")
    PUBLISHER = "publisher", gettext_noop("Publisher: makes records public and withholds them")
    ADMINISTRATOR = "administrator", gettext_noop("Administrator: everything, users and roles among it")

    @property
    def up_to_here(self) -> list[Role]:
        """The roles whose rights this one has: all before it, and itself."""
        roles = list(Role)
        return roles[: roles.index(self) + 1]


class Scope(Word):
    """What a token of the API may do, within what its owner may."""

    SUBMIT = "submit", gettext_noop("Submit releases")
    QUEUE = "queue", gettext_noop("Read the queue")
    DECIDE = "decide", gettext_noop("Decide on claims")

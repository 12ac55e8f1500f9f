"""Where releases are fetched from, and what becomes of an address that is asked for."""

from assistance.vocabulary.labels import Word, gettext_noop


class SourceKind(Word):
    """How a source names its pages."""

    FEED = "feed", gettext_noop("A feed (RSS or Atom)")
    LIST = "list", gettext_noop("A list of addresses")


class FetchOutcome(Word):
    """What became of an address when it was asked for last."""

    STORED = "stored", gettext_noop("Stored")
    SUPERSEDES = "supersedes", gettext_noop("Stored, supersedes an earlier text")
    UNCHANGED = "unchanged", gettext_noop("Unchanged")
    REFUSED = "refused", gettext_noop("Refused")
    FAILED = "failed", gettext_noop("Not reached, asked again the next time")

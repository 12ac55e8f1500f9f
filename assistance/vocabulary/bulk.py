"""What is done to many records at once."""

from assistance.vocabulary.labels import Word, gettext_noop


class BulkAction(Word):
    """One run over many records."""

    PUBLISH = "publish", gettext_noop("Made public")
    WITHHOLD = "withhold", gettext_noop("Withheld")
    EDIT = "edit", gettext_noop("Edited")

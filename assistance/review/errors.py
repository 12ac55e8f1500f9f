"""Why a decision cannot be taken, in words that say what to do instead."""


class ReviewError(ValueError):
    """A decision was refused; nothing was changed. The message is for the person who made it."""

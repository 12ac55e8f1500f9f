"""Why a decision cannot be taken, in words that say what to do instead."""


class ReviewError(ValueError):
    """A decision was refused; nothing was changed. The message is for the person who made it."""


def require_reason(reason: str, words: str) -> None:
    """Raise ``ReviewError`` with ``words`` where ``reason`` is blank."""
    if not reason.strip():
        raise ReviewError(words)

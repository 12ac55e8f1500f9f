"""Lists of addresses as people write them."""

from __future__ import annotations

import re

from assistance.fetching.errors import FetchError
from assistance.fetching.network import whole
from assistance.vocabulary.labels import gettext_noop

_COMMENT = re.compile(r"(?:^|\s)#.*")
_WRONG_LINE = gettext_noop(
    "has on line %(line)s “%(words)s”, which is no address of a page. "
    "Write one whole address a line; “#” opens a comment."
)
_EMPTY = gettext_noop("names no address. Write one whole address a line; “#” opens a comment.")


def listed(text: str) -> list[str]:
    """Return the addresses in ``text``, one a line, each once; ``#`` opens a comment.

    Raises ``FetchError`` with the line where one is no address, or where there is none.
    """
    found: dict[str, None] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        words = _COMMENT.sub("", line).strip()
        if not words:
            continue
        try:
            found[whole(words)] = None
        except FetchError as error:
            raise FetchError(_WRONG_LINE, line=number, words=words[:100]) from error
    if not found:
        raise FetchError(_EMPTY)
    return list(found)

"""What a reader gives, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistance.vocabulary.labels import gettext_noop

TOO_MUCH_MEMORY = gettext_noop("takes too much memory to read. Save its text in a .txt file.")

#: A text, a number, or a refusal within a refusal: its reason and its details.
Detail = str | int | tuple[str, dict[str, Any]] | list[Any]


class DocumentError(ValueError):
    """A file could not be read as a release; the message says why and what to do.

    ``reason`` is the message as the catalogues have it, with ``%(name)s`` where ``details`` go: texts, numbers, or a
    refusal of their own as the pair of both. Whoever shows it can thus translate it.
    """

    def __init__(self, reason: str, **details: Detail) -> None:
        super().__init__(told(reason, details))
        self.reason = reason
        self.details = details


def told(reason: str, details: dict[str, Detail], translate: Callable[[str], str] = str) -> str:
    """Return ``reason`` with its ``details``, put into another language by ``translate``."""
    words = {
        name: detail if isinstance(detail, str | int) else told(detail[0], detail[1], translate)
        for name, detail in details.items()
    }
    return translate(reason) % words if words else translate(reason)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The text of a file, its title on the first line where the file tells one, and what else the file tells of it.

    Empty or None is what the file does not tell. Every place in a finding counts characters of this ``text``.
    """

    text: str
    title: str | None = None
    publisher: str = ""
    source_url: str = ""
    published: date | None = None

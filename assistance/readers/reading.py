"""What a reader gives, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class DocumentError(ValueError):
    """A file could not be read as a release; the message says why and what to do."""


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

"""The forms a list can be asked for in, by ``Accept`` or by ``?format=``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer

from assistance.api.parameters import choice, refuse


class FileRenderer(BaseRenderer):
    """A file that its view writes itself: only what it is called is said here."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        """Refuse: there is nothing to render."""
        raise NotImplementedError


class Csv(FileRenderer):
    """The table of a list, for spreadsheets and programs."""

    media_type = "text/csv"
    format = "csv"


class Xlsx(FileRenderer):
    """The table of a list, with a sheet that explains its columns."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"


class Ndjson(FileRenderer):
    """The rows of a list as they stand in JSON, one a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"


RENDERERS = [JSONRenderer, Csv, Xlsx, Ndjson]
#: The media types of those that are files.
FILES = {each.media_type for each in RENDERERS if issubclass(each, FileRenderer)}

FORMAT = choice(
    "format",
    [str(each.format) for each in RENDERERS],
    "The form of the answer, before the header `Accept`. All but `json` are the whole list as it is narrowed, sent "
    "while it is made: `csv` and `xlsx` have the columns of the pages' files, `ndjson` has a row of `results` a line.",
    default="json",
)


HXL = choice(
    "hxl",
    ["1"],
    "With `1`, `csv` and `xlsx` have a second row: the hashtag of each column in the Humanitarian Exchange Language. "
    "Other forms stay as they are.",
)


class Negotiation(DefaultContentNegotiation):
    """Chooses the form; refuses a ``format`` there is not as any other wrong parameter."""

    def filter_renderers(self, renderers: Iterable[Any], format: str) -> Any:  # noqa: A002 - its name there
        """Return the renderers of ``format``; raise ``WrongParameterError`` where there is none."""
        offered: Mapping[str, Any] = {each.format: each for each in renderers}
        if format not in offered:
            refuse(FORMAT.name, format, list(offered))
        return [offered[format]]

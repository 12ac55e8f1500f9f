"""Columns: what stands in each, how its cells are read and written, and what an import may do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from assistance.interchange.cells import Cell, CellError, as_day, as_number, as_text
from assistance.models.validation import validate_country, validate_currency
from assistance.vocabulary import Word

#: Longer word lists are not repeated in a message: the dictionary has them.
_FEW = 16


class Use(Enum):
    """What an import may do with a column."""

    EDITED = auto()
    #: Given when a record is added; afterwards it has a door of its own.
    ONCE = auto()
    #: There to be read.
    SHOWN = auto()


class Column(Field):  # type: ignore[misc]
    """A column of a resource. ``about`` explains it to people; ``elsewhere`` says where else it is changed.

    ``read`` takes the value from a record where that is no attribute of the column's name.
    """

    def __init__(
        self,
        widget: Widget,
        about: str | Promise,
        *,
        use: Use = Use.EDITED,
        elsewhere: str | Promise = "",
        read: Callable[[Any], Any] | None = None,
        attribute: str | None = None,
    ) -> None:
        super().__init__(attribute=attribute, widget=widget)
        self.about = about
        self.use = use
        self.elsewhere = elsewhere
        self.read = read

    def get_value(self, instance: Any) -> Any:
        """Return the column's value of a record."""
        if self.read is not None:
            return self.read(instance)
        return getattr(instance, self.attribute or self.column_name)

    def explained(self) -> str:
        """Return what stands in the column, and when an import heeds it."""
        use = {Use.ONCE: _("Given when a record is added."), Use.SHOWN: _("Only shown.")}.get(self.use, "")
        return f"{self.about} {'' if self.column_name == 'id' else use}".strip()

    def codes(self) -> str:
        """Return the codes that the column takes with their words; nothing where it takes no codes."""
        words: type[Word] | None = getattr(self.widget, "words", None)
        return "; ".join(f"{word.value} – {gettext(word.label)}" for word in words) if words else ""

    def same(self, one: Any, other: Any) -> bool:
        """Return whether two values mean the same."""
        return bool(self.widget.same(one, other))


class Text(Widget):  # type: ignore[misc]
    """Text, taken as it is where nothing was changed, else without the blanks around it."""

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the text; refuse a day, which a spreadsheet made of something else."""
        if isinstance(value, date):
            raise CellError(_("The spreadsheet has made a day of this text. Format the cell as text."))
        return as_text(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return the text."""
        return value or None

    def same(self, one: Any, other: Any) -> bool:
        """Compare; how lines end does not count, nor do blanks around the text."""
        return bool(_one_way(one) == _one_way(other))


def _one_way(text: Any) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class Code(Text):
    """A word of the vocabulary, by its code; an empty cell is ``empty``."""

    def __init__(self, words: type[Word], *, empty: str = "") -> None:
        super().__init__()
        self.words = words
        self.empty = empty

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the code; refuse what is none."""
        code = super().clean(value).strip()
        return _known_code(code, self.words) if code else self.empty


class Checked(Text):
    """A code in capital letters that ``validate`` knows."""

    def __init__(self, validate: Callable[[str], None]) -> None:
        super().__init__()
        self.validate = validate

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the code in capital letters; refuse what is none."""
        code = super().clean(value).strip().upper()
        if code:
            try:
                self.validate(code)
            except ValidationError as error:
                raise CellError(" ".join(error.messages)) from error
        return code


def currency_code() -> Checked:
    """Return the widget of an ISO 4217 code."""
    return Checked(validate_currency)


def country_code() -> Checked:
    """Return the widget of an ISO 3166-1 code."""
    return Checked(validate_country)


class Number(Text):
    """A decimal number; empty where it is unknown."""

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Decimal | None:
        """Return the number, None where the cell is empty."""
        if isinstance(value, date):
            raise CellError(_("The spreadsheet has made a day of this number. Format the cell as a number."))
        return as_number(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return the number."""
        number: Cell = value
        return number

    def same(self, one: Any, other: Any) -> bool:
        """Compare numbers: 2.50 is 2.5, unknown is not zero."""
        return bool(one == other)


class Key(Number):
    """The number of a record."""

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the number, None where the cell is empty; refuse what is no whole number above zero."""
        if isinstance(value, str):
            value = value.strip().removeprefix("#")
        number = super().clean(value)
        if number is None:
            return None
        if number != int(number) or not 0 < number < 2**63:
            raise CellError(_("“%(text)s” is no number of a record.") % {"text": as_text(value)})
        return int(number)


class Day(Number):
    """A day; empty where it is unknown."""

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the day, None where the cell is empty."""
        return as_day(value)


class Codes(Text):
    """Words of the vocabulary, by their codes, several of them separated by semicolons."""

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the codes, each once."""
        parts = (part.strip() for part in super().clean(value).split(";"))
        return tuple(dict.fromkeys(_known_code(part, self.words) for part in parts if part))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return the codes in one text."""
        return "; ".join(value) or None

    def same(self, one: Any, other: Any) -> bool:
        """Compare; their order does not count."""
        return set(one) == set(other)


def _known_code(code: str, words: type[Word]) -> str:
    codes = [word.value for word in words]
    if code in codes:
        return code
    if code.lower() in codes or code.upper() in codes:
        return code.lower() if code.lower() in codes else code.upper()
    listed = ", ".join(codes) if len(codes) <= _FEW else _("see the list of columns")
    raise CellError(_("“%(code)s” is no code of this column. The codes: %(codes)s.") % {"code": code, "codes": listed})


def joined(names: Iterable[str]) -> str:
    """Return names in one text, separated by semicolons; a name that holds one stands in quotation marks."""
    return "; ".join(
        '"' + name.replace('"', '""') + '"' if ";" in name or name.startswith('"') else name for name in names
    )


def id_column() -> Column:
    """Return the column that tells which record a row is."""
    return Column(
        Key(), gettext_lazy("Number of the record. Empty to add one."), read=lambda record: record.pk, use=Use.SHOWN
    )

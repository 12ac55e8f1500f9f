"""The words that codes stand for, in both languages, as a table of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from assistance.interchange.package.fields import Table, text
from assistance.vocabulary import Word


def lists_in(tables: Iterable[Table]) -> dict[str, type[Word]]:
    """Return the lists of words that fields of ``tables`` are from, by name and in the order of the names."""
    found = [field.words for table in tables for field in table.fields if field.words is not None]
    return {words.__name__: words for words in sorted(found, key=lambda words: words.__name__)}


def codes_of(tables: Iterable[Table]) -> Table:
    """Return the table of all codes that stand in ``tables``."""
    lists = lists_in(tables)

    def rows() -> Iterator[tuple[str, Word]]:
        for name, words in lists.items():
            yield from ((name, word) for word in sorted(words))

    return Table(
        name="codes",
        about=_("What the codes mean, list by list; the description of a field names its list."),
        rows=rows,
        key=("list", "code"),
        fields=(
            text("list", _("Name of the list."), lambda row: row[0], required=True),
            text("code", _("The code."), lambda row: row[1].value, required=True),
            text("label_en", _("What it means, in English."), lambda row: _label(row[1], "en"), required=True),
            text("label_uk", _("What it means, in Ukrainian."), lambda row: _label(row[1], "uk"), required=True),
        ),
    )


def _label(word: Word, language: str) -> str:
    with override(language):
        return gettext(word.label)

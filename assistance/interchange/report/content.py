"""A report in words, as every format writes it: sentences, charts and tables, and what each figure rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistance.interchange.cells import Cell


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """Words of a release in their ``language``, and the release; ``line`` names both it and the record ``of``.

    Where an earlier footnote quotes the same, ``line`` says which: readers are not shown address and words ``again``.
    """

    of: str
    line: str
    again: bool
    publisher: str
    title: str
    day: str
    address: str
    words: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """A footnote: ``number`` counts from 1 in the order of reading."""

    number: int
    text: str
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A paragraph and the footnote it rests on; without one it tells how the report is made."""

    text: str
    note: Note | None = None


@dataclass(frozen=True, kw_only=True)
class Field:
    """A cell: what a reader is shown, and the value a program reads. A workbook holds ``value`` alone."""

    text: str
    value: Cell = None
    note: Note | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: ``name`` is the same in every language, ``meaning`` goes into the dictionary.

    One without a ``label`` is for programs alone.
    """

    name: str
    label: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under their columns; ``name`` is that of its sheet. Every row has a field for each column."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]

    @property
    def labels(self) -> list[str]:
        """The headings that a reader is shown."""
        return [column.label for column in self.columns if column.label]

    def shown(self) -> Iterator[list[Field]]:
        """Yield of each row the fields that a reader is shown."""
        for row in self.rows:
            yield [field for column, field in zip(self.columns, row, strict=True) if column.label]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart as SVG that stands alone, with what is read to those who do not see it; its table stands beside it."""

    title: str
    about: str
    svg: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part under a heading, read in this order: sentences, charts, tables."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Words:
    """What formats need beside the content: the heading of the sources, and the way back from one."""

    sources: str
    back: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole report in one language; ``mark`` stands on every page, ``stamp`` says what it was known by."""

    title: str
    language: str
    mark: str
    stamp: str
    covers: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    words: Words

    @property
    def notes(self) -> list[Note]:
        """Every footnote, in the order of reading."""
        return [note for part in self._parts() if (note := part.note)]

    @property
    def tables(self) -> list[Table]:
        """Every table, in the order of reading."""
        return [table for section in self.sections for table in section.tables]

    def _parts(self) -> Iterator[Sentence | Field]:
        yield from self.covers
        for section in self.sections:
            yield from section.sentences
            for table in section.tables:
                for row in table.rows:
                    yield from row

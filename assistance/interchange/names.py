"""Columns that name other records: organisations by any of their names, projects by title or number."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell, CellError
from assistance.interchange.columns import Text, joined
from assistance.models import Organisation, OrganisationAlias, Project
from assistance.vocabulary import normalise_name


def parted(text: str) -> list[str]:
    """Return the names that ``joined`` put into ``text``; blanks around them and empty ones are dropped."""
    flat = " ".join(text.split())
    parts = next(csv.reader([flat], delimiter=";", skipinitialspace=True), [])
    return [part.strip() for part in parts if part.strip()]


def official_name(organisation: Organisation) -> str:
    """Return the name an organisation is exported under, whatever language the reader has."""
    return organisation.name_en or organisation.name_uk


class Names(Text):
    """Names as such, several of them separated by semicolons; compared spelling differences aside."""

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the names, each once."""
        names = parted(super().clean(value))
        return tuple({normalise_name(name): name for name in reversed(names)}.values())[::-1]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return the names in one text."""
        return joined(value) or None

    def same(self, one: Any, other: Any) -> bool:
        """Compare; neither order nor spelling count."""
        return {normalise_name(name) for name in one} == {normalise_name(name) for name in other}


class Organisations(Names):
    """Organisations by any of their names, several of them separated by semicolons."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Organisation] | None = None

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the organisations, each once; refuse a name nobody goes by."""
        found = {}
        for name in super().clean(value):
            organisation = self._by_name().get(normalise_name(name))
            if organisation is None:
                raise CellError(
                    _("No organisation goes by the name “%(name)s”. Correct it, or add the organisation first.")
                    % {"name": name}
                )
            found[organisation.pk] = organisation
        return tuple(found.values())

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return their names in one text."""
        return joined(official_name(organisation) for organisation in value) or None

    def same(self, one: Any, other: Any) -> bool:
        """Compare; the order does not count."""
        return {organisation.pk for organisation in one} == {organisation.pk for organisation in other}

    def _by_name(self) -> dict[str, Organisation]:
        """Return every organisation in use by each of its names, fetched once."""
        if self._known is None:
            aliases = OrganisationAlias.objects.filter(organisation__merged_into__isnull=True)
            self._known = {alias.normalised: alias.organisation for alias in aliases.select_related("organisation")}
        return self._known


class ProjectNamed(Text):
    """A project by its title in either language; by its number, such as #12, where several share the title."""

    def __init__(self) -> None:
        super().__init__()
        self._projects: dict[int, Project] | None = None
        self._titled: dict[str, set[int]] = defaultdict(set)

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the project, None where the cell is empty; refuse a title that is nobody's or several's."""
        text = super().clean(value).strip()
        if not text:
            return None
        projects = self._by_key()
        number = text.removeprefix("#")
        if text.startswith("#") and number.isdecimal() and int(number) in projects:
            return projects[int(number)]
        keys = self._titled.get(normalise_name(text), set())
        if len(keys) > 1:
            numbers = ", ".join(f"#{key}" for key in sorted(keys))
            raise CellError(
                _("Several projects have the title “%(title)s”. Write the number of one: %(numbers)s.")
                % {"title": text, "numbers": numbers}
            )
        if not keys:
            raise CellError(
                _("No project has the title “%(title)s”. Correct it, or add the project first.") % {"title": text}
            )
        return projects[next(iter(keys))]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return the title, or the number where the title does not tell which project is meant."""
        if value is None:
            return None
        self._by_key()
        title = value.title_en or value.title_uk
        return title if self._titled[normalise_name(title)] == {value.pk} else f"#{value.pk}"

    def same(self, one: Any, other: Any) -> bool:
        """Compare the records."""
        return bool(one == other)

    def _by_key(self) -> dict[int, Project]:
        """Return every project by its number, fetched once, with their titles at hand.

        The number and the titles of one that was merged lead to the one it was merged into.
        """
        if self._projects is None:
            self._projects = {}
            for project in Project.objects.select_related("merged_into"):
                standing = self._projects[project.pk] = project.merged_into or project
                for title in filter(None, (project.title_en, project.title_uk)):
                    self._titled[normalise_name(title)].add(standing.pk)
        return self._projects

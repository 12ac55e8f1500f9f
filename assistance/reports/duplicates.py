"""Organisations and projects that may be one and the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from assistance.models import CommitmentParty, Organisation, OrganisationAlias, Project, ProjectReference
from assistance.models.bilingual import in_reader_language
from assistance.vocabulary import Named, Resemblance, Titled, alike_organisations, alike_projects


@dataclass(frozen=True)
class Suspect:
    """Another record that may be the same: its key, its name in the reader's language, and why."""

    key: int
    name: str
    why: Resemblance


#: By the key of a record, those that may be the same; one without any is left out.
Suspects = Mapping[int, list[Suspect]]


def possible_duplicates_of_organisations() -> Suspects:
    """Return the organisations in use that may be one, in two queries; drafts are among them."""
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in OrganisationAlias.objects.order_by("pk").values_list("organisation", "name"):
        names[key].append(name)
    rows = Organisation.objects.current().order_by("pk")
    found = list(rows.values_list("pk", "name_en", "name_uk", "country", "identifier"))
    named = [
        Named(key, tuple(dict.fromkeys((*filter(None, (english, ukrainian)), *names[key]))), country, identifier or "")
        for key, english, ukrainian, country, identifier in found
    ]
    titles = {key: in_reader_language(english, ukrainian) for key, english, ukrainian, *_rest in found}
    return _by_key(alike_organisations(named), titles)


def possible_duplicates_of_projects() -> Suspects:
    """Return the projects in use that may be one, in three queries; drafts are among them."""
    numbers: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for key, scheme, number in ProjectReference.objects.order_by("pk").values_list("project", "scheme", "number"):
        numbers[key].add((scheme, number))
    parties: dict[int, set[int]] = defaultdict(set)
    in_projects = CommitmentParty.objects.filter(commitment__project__isnull=False).order_by()
    for key, organisation in in_projects.values_list("commitment__project", "organisation").distinct():
        parties[key].add(organisation)
    found = list(Project.objects.current().order_by("pk").values_list("pk", "title_en", "title_uk"))
    titled = [
        Titled(key, {"en": english, "uk": ukrainian}, frozenset(numbers[key]), frozenset(parties[key]))
        for key, english, ukrainian in found
    ]
    return _by_key(
        alike_projects(titled), {key: in_reader_language(english, ukrainian) for key, english, ukrainian in found}
    )


def _by_key(pairs: Mapping[tuple[int, int], Resemblance], names: Mapping[int, str]) -> Suspects:
    found: dict[int, list[Suspect]] = defaultdict(list)
    for (one, other), why in sorted(pairs.items()):
        found[one].append(Suspect(other, names[other], why))
        found[other].append(Suspect(one, names[one], why))
    return dict(found)

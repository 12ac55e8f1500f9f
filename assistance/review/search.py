"""The text a commitment is found by."""

from collections.abc import Iterable

from assistance.models import Commitment
from assistance.models.held_back import FOUND_BY, found_by
from assistance.vocabulary import lemmas, normalise_name


def refresh_search_text(commitment: Commitment) -> None:
    """Write anew what a search for ``commitment`` looks at: its titles, items, parties and project.

    Parties stand there with all their names, the project with the titles of those that were merged into it too.
    It is read from what is stored, whatever ``commitment`` was fetched with. The text is folded here because a database
    without ICU folds Latin letters only. The base forms of its words stand after it, each between spaces: no database
    knows those of Ukrainian.
    """
    named = Commitment.objects.select_related("project").prefetch_related(*FOUND_BY)
    stored = named.get(pk=commitment.pk)
    items = [name for line in stored.equipment.all() for name in (line.name_en, line.name_uk) if name]
    said = "\n".join(dict.fromkeys([*found_by(stored), *items]))
    text = f"{normalise_name(said)} \N{EM DASH} {' '.join(lemmas(said))} "
    Commitment.objects.filter(pk=commitment.pk).update(search_text=text)
    commitment.search_text = text


def refresh_search_texts(commitments: Iterable[Commitment]) -> None:
    """Write anew the search texts of ``commitments``: a name or a title that several of them share has changed."""
    for commitment in commitments:
        refresh_search_text(commitment)

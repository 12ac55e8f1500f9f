"""The text a commitment is found by."""

from collections.abc import Iterable

from assistance.models import Commitment, OrganisationAlias
from assistance.vocabulary import lemmas, normalise_name


def refresh_search_text(commitment: Commitment) -> None:
    """Write anew what a search for ``commitment`` looks at: titles, project, all names of its parties, its items.

    The text is folded here because a database without ICU folds Latin letters only. The base forms of its words stand
    after it, each between spaces: no database knows those of Ukrainian.
    """
    names = OrganisationAlias.objects.filter(organisation__party_in__commitment=commitment)
    lines = commitment.equipment.values_list("name_en", "name_uk")
    parts = [commitment.title_en, commitment.title_uk, *names.values_list("name", flat=True).distinct()]
    if commitment.project:
        parts += [commitment.project.title_en, commitment.project.title_uk]
    parts += [name for line in lines for name in line]
    said = "\n".join(dict.fromkeys(filter(None, parts)))
    text = f"{normalise_name(said)} \N{EM DASH} {' '.join(lemmas(said))} "
    Commitment.objects.filter(pk=commitment.pk).update(search_text=text)
    commitment.search_text = text


def refresh_search_texts(commitments: Iterable[Commitment]) -> None:
    """Write anew the search texts of ``commitments``: a name or a title that several of them share has changed."""
    for commitment in commitments:
        refresh_search_text(commitment)

"""Names and titles in English and Ukrainian: at least one, and the other shown where one is missing."""

from django.db import models
from django.utils.translation import get_language


def in_reader_language(english: str, ukrainian: str) -> str:
    """Return the text in the active language, or in the other one where it is missing."""
    if (get_language() or "en").startswith("uk"):
        return ukrainian or english
    return english or ukrainian


def one_language_given(english: str, ukrainian: str, name: str) -> models.CheckConstraint:
    """Return the constraint that the fields ``english`` and ``ukrainian`` are not both empty."""
    return models.CheckConstraint(condition=~models.Q(**{english: "", ukrainian: ""}), name=name)

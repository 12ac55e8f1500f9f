"""Vocabulary as Django choices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from assistance.vocabulary import Word


def choices_of(words: type[Word]) -> list[tuple[str, Promise]]:
    """Return ``(value, translatable label)`` pairs in the order of the vocabulary."""
    return [(word.value, gettext_lazy(word.label)) for word in words]

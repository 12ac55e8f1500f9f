"""Words and names for the reader: labels of the vocabulary, and names that say which language they are in."""

from __future__ import annotations

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assistance.models import Commitment, Organisation
from assistance.vocabulary import Language, PartyRole, Word

register = template.Library()


@register.filter
def label(word: Word) -> str:
    """Return the label of a vocabulary word in the reader's language."""
    return _(word.label)


@register.filter
def bilingual(record: Model, field: str) -> SafeString:
    """Return ``record``'s text in ``field`` (as ``title`` for ``title_en`` and ``title_uk``), fit for HTML.

    Where only the other language has it, that text stands in a span that says so.
    """
    other = Language.ENGLISH if _reader_language() == Language.UKRAINIAN else Language.UKRAINIAN
    text = getattr(record, f"{field}_{_reader_language().value}")
    if text:
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', other.value, getattr(record, f"{field}_{other.value}"))


@register.filter
def foreign(language: str) -> SafeString:
    """Return the ``lang`` attribute that text in ``language`` needs on this page, or nothing."""
    return format_html('lang="{}"', language) if language != _reader_language() else format_html("{}", "")


def _reader_language() -> Language:
    return Language.UKRAINIAN if (get_language() or "en").startswith("uk") else Language.ENGLISH


@register.filter
def in_role(commitment: Commitment, role: str) -> list[Organisation]:
    """Return the organisations that bear ``role`` in ``commitment``, in order."""
    return commitment.organisations_in(PartyRole(role))

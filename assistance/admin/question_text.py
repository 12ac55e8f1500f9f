"""The questions of a dossier in words, in the active language."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.reports import Asked, Question
from assistance.templatetags.figures import quantity

TEXTS = {
    Asked.DECISION: gettext_lazy("It is under consideration. Has a decision been taken, and if not, when will it be?"),
    Asked.SIGNATURE: gettext_lazy("It is announced. Is there an agreement, or when will one be signed?"),
    Asked.RESUMPTION: gettext_lazy("It is suspended. What does going on depend on?"),
    Asked.NEW_DATE: gettext_lazy("It was promised by %(day)s. What is the new date?"),
    Asked.NEW_DATE_OF_ITEMS: gettext_lazy("Promised by %(day)s and still to come: %(items)s. What is the new date?"),
    Asked.SILENCE: gettext_lazy("Nothing was heard of it since %(day)s. How does it stand?"),
    Asked.NEXT: gettext_lazy("It ends on %(day)s. What comes after it?"),
    Asked.REST: gettext_lazy("Outstanding: %(items)s, %(number)s. When will the rest come?"),
    Asked.PROMISED_NUMBER: gettext_lazy("How many are promised: %(items)s?"),
    Asked.ARRIVED_NUMBER: gettext_lazy("How many were handed over: %(items)s?"),
    Asked.WHICH_NUMBER: gettext_lazy("Reports differ on what was handed over: %(items)s, %(number)s. Which is right?"),
    Asked.AMOUNT: gettext_lazy("No amount was stated. What is it worth?"),
    Asked.WHICH_REPORT: gettext_lazy("Releases contradict one another on it. Which one is right?"),
}


def between(least: Decimal | None, most: Decimal | None) -> str:
    """Return a number, or the span it lies in where reports contradict one another."""
    if least == most:
        return quantity(least)
    return _("%(lower)s to %(upper)s") % {"lower": quantity(least), "upper": quantity(most)}


def in_words(question: Question) -> str:
    """Return ``question`` as a sentence or two."""
    return str(TEXTS[question.asked]) % {
        "items": ", ".join(str(line) for line in question.lines),
        "number": _number(question),
        "day": date_format(question.day, "j E Y") if question.day else "",
    }


def _number(question: Question) -> str:
    units = {line.unit for line in question.lines if line.unit}
    return " ".join([between(question.least, question.most), *units])

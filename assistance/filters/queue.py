"""What the queue of claims can be narrowed by, for programs of staff."""

from __future__ import annotations

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from assistance.models import Claim, Release
from assistance.models.choices import choices_of
from assistance.vocabulary import CommitmentStatus, Kind, Language


class QueueFilter(filters.FilterSet):
    """Claims that await a decision, by what they say and by the release that makes them."""

    kind = filters.MultipleChoiceFilter(choices=choices_of(Kind), label=_("Kind"))
    status = filters.MultipleChoiceFilter(choices=choices_of(CommitmentStatus), label=_("Status"))
    release = filters.ModelChoiceFilter(queryset=Release.objects.all(), label=_("Release"))
    language = filters.ChoiceFilter(choices=choices_of(Language), field_name="release__language", label=_("Language"))
    recorded_after = filters.DateFilter(field_name="recorded_at", lookup_expr="date__gte", label=_("Came in from"))
    recorded_before = filters.DateFilter(field_name="recorded_at", lookup_expr="date__lte", label=_("Came in until"))

    class Meta:
        model = Claim
        fields: list[str] = []

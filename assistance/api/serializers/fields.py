"""Fields shared by all subjects."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, extend_schema_field
from rest_framework import serializers

from assistance.vocabulary import Word


class WordField(serializers.Field[Any, Any, str | None, Any]):
    """A word of a vocabulary, as stored; null where it is empty."""

    def __init__(self, words: type[Word], **kwargs: Any) -> None:
        self.words = words
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:
        """Return the stored value."""
        return str(value) or None


class WordFieldSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Describes each vocabulary once, under its own name."""

    target_class = WordField

    def get_name(self) -> str:
        """Return the vocabulary's name, told apart from that of a serializer."""
        return f"{self.target.words.__name__}Word"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        """Return the words with their labels."""
        words = list(self.target.words)
        lines = [f"* `{word.value}` - {word.label}" for word in words]
        return {"type": "string", "enum": [word.value for word in words], "description": "\n".join(lines)}


class TextOrNull(serializers.CharField):
    """Text; null where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:  # type: ignore[override]
        """Return the text."""
        return str(value) or None


class NumberField(serializers.DecimalField):
    """An amount or a quantity as a string with two decimals; null where it is unknown, never zero for it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=None, decimal_places=2, read_only=True, **kwargs)


class BothLanguages(serializers.Serializer[Model]):
    """A text in English and Ukrainian; null in the language it is missing in."""

    en = TextOrNull()
    uk = TextOrNull()


@extend_schema_field(BothLanguages)
class InBothLanguages(serializers.Field[Any, Any, dict[str, str | None], Any]):
    """The fields ``<name>_en`` and ``<name>_uk`` of the row as one object."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        self.name = name
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, value: Any) -> dict[str, str | None]:
        """Return the text in each language."""
        return {code: getattr(value, f"{self.name}_{code}") or None for code in ("en", "uk")}


@extend_schema_field(OpenApiTypes.URI)
class PageField(serializers.Field[Any, Any, str, Any]):
    """The address of the row's public page, in the reader's language."""

    def __init__(self, page: str, **kwargs: Any) -> None:
        self.page = page
        super().__init__(read_only=True, source="pk", **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the whole address."""
        address: str = self.context["request"].build_absolute_uri(reverse(f"web:{self.page}", args=[value]))
        return address


@extend_schema_field(OpenApiTypes.URI)
class ListField(serializers.Field[Any, Any, str, Any]):
    """The address of the API's list ``view``, narrowed to the row by the filter ``name``."""

    def __init__(self, view: str, name: str, **kwargs: Any) -> None:
        self.view, self.name = view, name
        super().__init__(read_only=True, source="pk", **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the whole address."""
        path = f"{reverse(f'api:{self.view}')}?{urlencode({self.name: value})}"
        address: str = self.context["request"].build_absolute_uri(path)
        return address

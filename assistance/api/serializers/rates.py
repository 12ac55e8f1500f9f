"""Exchange rates."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assistance.api.shapes import Row


class RateField(serializers.DecimalField):
    """A rate as a string with eight decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=None, decimal_places=8, read_only=True, **kwargs)


class RateSerializer(Row):
    """On ``date`` one unit of ``currency`` was worth ``rate`` units of ``target``, says ``source``."""

    id = serializers.IntegerField(source="pk", read_only=True)
    currency = serializers.CharField(read_only=True)
    target = serializers.CharField(read_only=True)
    date = serializers.DateField(read_only=True)
    rate = RateField()
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]

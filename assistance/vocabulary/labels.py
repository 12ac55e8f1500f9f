"""The base of every word list: a ``StrEnum`` whose members carry a label for people."""

from enum import StrEnum
from typing import Self


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the translation catalogue without translating it: this floor knows no Django."""
    return message


class Word(StrEnum):
    """A stored value with its English label; the label is the key to its translation.

    Members are written ``NAME = "value", gettext_noop("Label")``.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member; calling the class with a value alone looks the member up, as with any enum."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

"""Rows by the words of their names: in either language, and in whatever form a word is asked for."""

from __future__ import annotations

import re

from django.db import models

from assistance.vocabulary import normalise_name, stem

#: The signs that stand for one another in names, as ``normalise_name`` folds them.
SAME = {"'": "['’ʼ‘`´]", "-": "[-‐‑‒–—]", " ": r"\s+"}
#: An ending of a word has at most as many letters.
ENDING = r"\w{0,3}"


def holding(words: str, *fields: str) -> models.Q:
    """Return the condition that each of ``words`` stands in one of ``fields``, in this form of it or another."""
    every = models.Q()
    for word in normalise_name(words).split():
        form = rf"{_spelt(word)}|(^|\W){_spelt(stem(word))}{ENDING}($|\W)"
        every &= models.Q(*((f"{field}__iregex", form) for field in fields), _connector=models.Q.OR)
    return every


def named(name: str, english: str, ukrainian: str) -> models.Q:
    """Return the condition that a row is called ``name``: in English, or in Ukrainian where it has no English name."""
    same = rf"^\s*{_spelt(normalise_name(name))}\s*$"
    return models.Q(**{f"{english}__iregex": same}) | models.Q(**{english: "", f"{ukrainian}__iregex": same})


def _spelt(text: str) -> str:
    """Return the pattern of ``text``, folded, in any of its spellings."""
    return "".join(SAME.get(letter) or re.escape(letter) for letter in text)

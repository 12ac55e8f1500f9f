"""Reads the word lists under ``lexicon/``: each file once, each list in the form its rules need."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from assistance.extraction.phrases import Phrasebook


@cache
def table(name: str) -> dict[str, Any]:
    """Return the word list ``lexicon/<name>.toml`` as it is written."""
    return tomllib.loads(files("assistance.extraction").joinpath("lexicon", f"{name}.toml").read_text("utf-8"))


def section(name: str, *path: str) -> Any:
    """Return one entry of a word list, by the keys that lead to it."""
    entry: Any = table(name)
    for key in path:
        entry = entry[key]
    return entry


@cache
def words_of(name: str, *path: str) -> frozenset[str]:
    """Return a list of plain words as a set."""
    return frozenset(section(name, *path))


@cache
def phrases_of(name: str, *path: str) -> Phrasebook[str]:
    """Return a list of phrase patterns, or a table of such lists, as one phrasebook.

    Each phrase leads to the key its list stands under (for a bare list, the last key of ``path``).
    """
    entry = section(name, *path)
    lists = entry if isinstance(entry, dict) else {(path or (name,))[-1]: entry}
    adverbs = frozenset(table(name).get("passed_over", ()))
    return Phrasebook([(phrase, key) for key, phrases in lists.items() for phrase in phrases], adverbs)

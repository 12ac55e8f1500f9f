"""Reading in a process of its own that is stopped at set bounds, so that no file holds up the tracker."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from assistance.readers.reading import DocumentError, Reading
from assistance.vocabulary.labels import gettext_noop

_ROOT = Path(__file__).resolve().parents[2]
_STOPPED = gettext_noop("takes too much time or memory to read. Save its text in a .txt file.")
_FAILED = gettext_noop("made its reader fail (code %(code)s). Save its text in a .txt file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How long a file may take (seconds of computing, thrice that by the clock), how much memory and text."""

    seconds: int = 20
    memory: int = 768 * 2**20
    pages: int = 300
    characters: int = 1_000_000


def read_apart(kind: str, data: bytes, bounds: Bounds) -> Reading:
    """Return what the reader ``kind`` ("html" or "pdf") makes of ``data`` in a process of its own.

    Raises ``DocumentError`` with the reader's reason, or where the process was stopped at ``bounds``.
    """
    command = [sys.executable, "-B", "-s", "-m", f"assistance.readers.{kind}_worker", json.dumps(asdict(bounds))]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, run by our own interpreter
            command, input=data, capture_output=True, timeout=3 * bounds.seconds, cwd=_ROOT, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(_STOPPED) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        if done.returncode < 0:
            raise DocumentError(_STOPPED) from error
        raise DocumentError(_FAILED, code=done.returncode) from error
    if "refused" in answer:
        raise DocumentError(answer["refused"], **answer["details"])
    published = answer.pop("published")
    return Reading(**answer, published=date.fromisoformat(published) if published else None)

"""What a process does in which a page or a PDF is read: bytes come in, one JSON object goes out."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from assistance.readers.bounded import Bounds
from assistance.readers.reading import TOO_MUCH_MEMORY, DocumentError, Reading
from assistance.vocabulary.labels import gettext_noop

_DAMAGED = gettext_noop("is damaged (%(problem)s). Save its text in a .txt file.")


def answer_with(read: Callable[[bytes, Bounds], Reading]) -> None:
    """Read standard input with ``read``, within the bounds of the first argument, and print the reading or why not."""
    bounds = Bounds(**json.loads(sys.argv[1]))
    limit(bounds)
    try:
        answer = as_json(read(sys.stdin.buffer.read(), bounds))
    except DocumentError as error:
        answer = _refusal(error)
    except (MemoryError, RecursionError):
        answer = _refusal(DocumentError(TOO_MUCH_MEMORY))
    except Exception as error:
        answer = _refusal(DocumentError(_DAMAGED, problem=type(error).__name__))
    sys.stdout.write(json.dumps(answer))


def _refusal(error: DocumentError) -> dict[str, Any]:
    return {"refused": error.reason, "details": error.details}


def limit(bounds: Bounds) -> None:
    """Bound this process: its computing time, its memory, and no files written."""
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading with its day as ISO 8601."""
    return asdict(reading) | {"published": reading.published.isoformat() if reading.published else None}

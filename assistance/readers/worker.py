"""What a process does in which a page or a PDF is read: bytes come in, one JSON object goes out."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from assistance.readers.bounded import Bounds
from assistance.readers.reading import DocumentError, Reading


def answer_with(read: Callable[[bytes, Bounds], Reading]) -> None:
    """Read standard input with ``read``, within the bounds of the first argument, and print the reading or why not."""
    bounds = Bounds(**json.loads(sys.argv[1]))
    limit(bounds)
    try:
        answer = as_json(read(sys.stdin.buffer.read(), bounds))
    except DocumentError as error:
        answer = {"refused": str(error)}
    except (MemoryError, RecursionError):
        answer = {"refused": "takes too much memory to read. Save its text in a .txt file."}
    except Exception as error:
        answer = {"refused": f"is damaged ({type(error).__name__}). Save its text in a .txt file."}
    sys.stdout.write(json.dumps(answer))


def limit(bounds: Bounds) -> None:
    """Bound this process: its computing time, its memory, and no files written."""
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading with its day as ISO 8601."""
    return asdict(reading) | {"published": reading.published.isoformat() if reading.published else None}

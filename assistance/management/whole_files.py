"""Files that are written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open ``path`` to write bytes: what was there before stays until the new file is finished."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w+b") as out:
            yield out
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

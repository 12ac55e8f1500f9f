"""An answer of each operation, as the schema shows it, out of the demo: written by ``make examples``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def example_of(operation: str) -> Any:
    """Return the example that is kept of ``operation``, None where none is."""
    file = HERE / f"{operation}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

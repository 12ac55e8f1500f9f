"""The process that typesets. Run by ``typesetting`` alone, by its path, so that it loads nothing of the tracker."""

from __future__ import annotations

import json
import sys
from typing import Any

import typst


def main() -> None:
    """Read template, format and content from standard input; write what they make to standard output.

    A text may hold letters that the fonts Typst brings have not. The standard refuses such a document, so it is then
    made without its seal, with what fonts the machine has.
    """
    asked = json.load(sys.stdin)
    try:
        made = compiled(asked, standards=asked["standards"], bundled_fonts_only=True)
    except typst.TypstError:
        made = compiled(asked, standards=[], bundled_fonts_only=False)
    sys.stdout.buffer.write(made if isinstance(made, bytes) else made[0])


def compiled(asked: dict[str, Any], *, standards: Any, bundled_fonts_only: bool) -> Any:
    """Return the document, or its pages."""
    return typst.compile(
        asked["template"].encode(),
        format=asked["format"],
        ppi=asked["ppi"],
        pdf_standards=standards,
        sys_inputs={"content": asked["content"]},
        ignore_system_fonts=bundled_fonts_only,
    )


if __name__ == "__main__":
    main()

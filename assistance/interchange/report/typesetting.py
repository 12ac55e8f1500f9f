"""Typesetting with Typst in a process of its own that is stopped at set bounds, with the fonts that Typst brings.

What is typeset comes as data beside a template of ours, so that no text is taken for markup.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

_HERE = Path(__file__).parent
_WORKER = _HERE / "typeset.py"
#: Seconds by the clock that a document may take.
SECONDS = 60
#: Pixels of an inch of a chart: sharp on paper.
_PPI = 288
#: PDF for everybody: tagged, with a title, a language and words beside every picture.
_STANDARD = "ua-1"


class TypesettingError(RuntimeError):
    """A document could not be typeset; the message says what to do."""


def pdf_of(content: dict[str, Any]) -> bytes:
    """Return the report ``content`` as tagged PDF; raise ``TypesettingError`` where it takes too long or fails."""
    return _made("report.typ", "pdf", content, standards=[_STANDARD])


def png_of(svg: str, *, width: int) -> bytes:
    """Return the chart ``svg``, ``width`` units wide, as PNG; raise ``TypesettingError`` as ``pdf_of`` does."""
    return _made("chart.typ", "png", {"svg": svg, "width": width}, standards=[])


def _made(template: str, form: str, content: dict[str, Any], *, standards: list[str]) -> bytes:
    asked = {
        "template": (_HERE / template).read_text(encoding="utf-8"),
        "format": form,
        "ppi": _PPI,
        "standards": standards,
        "content": json.dumps(content),
    }
    with tempfile.TemporaryDirectory() as empty:  # Typst reads no file that is not below the folder it runs in
        try:
            done = subprocess.run(  # noqa: S603 - our own script, run by our own interpreter
                [sys.executable, "-B", "-I", str(_WORKER)],
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=SECONDS,
                cwd=empty,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            words = _("Typesetting took more than %(seconds)d seconds. Ask for fewer days, or for XLSX or HTML.")
            raise TypesettingError(words % {"seconds": SECONDS}) from error
    if done.returncode:
        reason = (done.stderr.decode(errors="replace").strip().splitlines() or ["–"])[-1]
        raise TypesettingError(_("Typesetting failed: %(reason)s. Ask for XLSX or HTML.") % {"reason": reason})
    return done.stdout

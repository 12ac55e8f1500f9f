"""The process in which a page is read. Run by ``bounded`` alone."""

from __future__ import annotations

from assistance.readers.html import read_html
from assistance.readers.worker import answer_with

if __name__ == "__main__":
    answer_with(lambda data, _bounds: read_html(data))

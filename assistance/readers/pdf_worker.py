"""The process in which a PDF is read. Run by ``bounded`` alone."""

from __future__ import annotations

from assistance.readers.pdf import read_pdf
from assistance.readers.worker import answer_with

if __name__ == "__main__":
    answer_with(lambda data, bounds: read_pdf(data, pages=bounds.pages, characters=bounds.characters))

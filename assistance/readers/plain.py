"""Plain text: UTF-8 as it stands."""

from __future__ import annotations

from assistance.readers.reading import DocumentError
from assistance.vocabulary.labels import gettext_noop


def read_plain(data: bytes) -> str:
    """Return ``data`` as text, a byte-order mark and carriage returns aside.

    Raises ``DocumentError`` if it is empty, binary or not UTF-8.
    """
    if data.startswith(b"%PDF-"):
        raise DocumentError(gettext_noop("is a PDF. Give it a name that ends in .pdf."))
    if b"\0" in data:
        raise DocumentError(gettext_noop("is a binary file. Save its text as UTF-8 in a .txt file."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            gettext_noop("is not UTF-8 (byte %(byte)s). Save it again as UTF-8."), byte=error.start
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError(gettext_noop("is empty. Put the release's text into it, its title on the first line."))
    return text

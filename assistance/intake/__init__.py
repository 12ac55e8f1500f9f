"""How releases come in: the one place where extraction meets the database."""

from assistance.intake.documents import DocumentError, ReleaseDocument, read_document, read_text, release_files
from assistance.intake.recording import Recording, Stored, record_release

__all__ = [
    "DocumentError",
    "Recording",
    "ReleaseDocument",
    "Stored",
    "read_document",
    "read_text",
    "record_release",
    "release_files",
]

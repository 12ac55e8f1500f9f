"""How releases come in: the one place where extraction meets the database."""

from assistance.intake.documents import ReleaseDocument, read_document, read_text, release_files
from assistance.intake.recording import Recording, Stored, is_stored, record_release
from assistance.readers import DocumentError

__all__ = [
    "DocumentError",
    "Recording",
    "ReleaseDocument",
    "Stored",
    "is_stored",
    "read_document",
    "read_text",
    "record_release",
    "release_files",
]

"""A release read and stored while others may store too: each is whole, and a clash is tried once more."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, transaction

from assistance.extraction import Extraction, extract
from assistance.intake.documents import ReleaseDocument
from assistance.intake.recording import Recording, is_stored, record_release
from assistance.readers import DocumentError
from assistance.vocabulary.labels import gettext_noop


def findings_in(document: ReleaseDocument) -> Extraction | None:
    """Return what is found in ``document``, None where its text is stored already.

    Raises ``DocumentError`` where the extractor fails. This takes long and is done outside of any transaction.
    """
    if is_stored(document):
        return None
    try:
        return extract(document.text, title=document.title, published=document.published, language=document.language)
    except Exception as error:
        raise DocumentError(
            gettext_noop("cannot be read by the extractor (%(problem)s). Report it with the file."), problem=repr(error)
        ) from error


def store(document: ReleaseDocument, found: Extraction | None, *, by: User) -> Recording:
    """Store ``document``; a second time where somebody else stored the same text, or its next version, meanwhile.

    Raises ``DocumentError`` where it cannot be stored; nothing of it is then.
    """
    try:
        with transaction.atomic():
            return record_release(document, by=by, found=found)
    except IntegrityError:
        pass
    try:
        with transaction.atomic():
            return record_release(document, by=by, found=found)
    except (IntegrityError, DataError) as error:
        raise DocumentError(gettext_noop("was refused by the database: %(problem)s"), problem=str(error)) from error

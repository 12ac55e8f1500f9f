"""How releases come in: the one place where extraction meets the database."""

from assistance.intake.activities import activities_in, record_activities
from assistance.intake.archives import too_large, unpacked
from assistance.intake.documents import (
    READ_AT_ONCE,
    ReleaseDocument,
    document_of,
    filled_in,
    read_document,
    read_text,
    release_files,
)
from assistance.intake.fetch_orders import order_fetch
from assistance.intake.fetching import (
    Fetched,
    FetchReport,
    Visit,
    fetch_address,
    fetch_list,
    fetch_source,
    new_visitor,
)
from assistance.intake.folders import files_below, import_roots
from assistance.intake.incoming import IncomingFile, is_litter, paired
from assistance.intake.recording import Recording, Stored, is_stored, record_release
from assistance.intake.runs import RunError, cancel_run, resume_run, start_run
from assistance.intake.working import read_run, work_on
from assistance.readers import Bounds, DocumentError, heaviest, told

__all__ = [
    "READ_AT_ONCE",
    "Bounds",
    "DocumentError",
    "FetchReport",
    "Fetched",
    "IncomingFile",
    "Recording",
    "ReleaseDocument",
    "RunError",
    "Stored",
    "Visit",
    "activities_in",
    "cancel_run",
    "document_of",
    "fetch_address",
    "fetch_list",
    "fetch_source",
    "files_below",
    "filled_in",
    "heaviest",
    "import_roots",
    "is_litter",
    "is_stored",
    "new_visitor",
    "order_fetch",
    "paired",
    "read_document",
    "read_run",
    "read_text",
    "record_activities",
    "record_release",
    "release_files",
    "resume_run",
    "start_run",
    "told",
    "too_large",
    "unpacked",
    "work_on",
]

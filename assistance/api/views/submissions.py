"""Releases that programs of staff send: they come in as they do by an import."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api.errors import TooLargeError, WrongContentError
from assistance.api.serializers.submissions import (
    FileSerializer,
    SubmissionSerializer,
    TextSerializer,
    WaitingSerializer,
)
from assistance.api.views.staff import StaffView
from assistance.intake import (
    READ_AT_ONCE,
    Bounds,
    DocumentError,
    IncomingFile,
    Recording,
    ReleaseDocument,
    RunError,
    Stored,
    document_of,
    heaviest,
    is_stored,
    paired,
    record_release,
    start_run,
    told,
)
from assistance.vocabulary import Scope

#: How long reading one file may take, in seconds of computing: somebody waits for it.
AT_ONCE = Bounds(seconds=5)
#: How many bytes JSON takes for a byte of text at most, and how many all that is said beside a release.
ESCAPED, BESIDE = 6, 100_000
#: What a text is called where it comes without a file.
TEXT = "release.txt"


class Submissions(StaffView):
    """Takes a release into the queue, exactly as one that is imported."""

    scope = Scope.SUBMIT
    parser_classes = [JSONParser, MultiPartParser]
    errors = {
        413: "More was sent than a release may have.",
        415: "What was sent is neither JSON nor a form with a file.",
        422: "The release cannot be read or stored; nothing of it is stored. `errors` names fields that are wrong.",
    }

    @extend_schema(
        operation_id="staff_releases_create",
        request={"application/json": TextSerializer, "multipart/form-data": FileSerializer},
        responses={
            201: OpenApiResponse(SubmissionSerializer, description="The release is stored."),
            200: OpenApiResponse(SubmissionSerializer, description="The same text is stored already: nothing changed."),
            202: OpenApiResponse(WaitingSerializer, description="The text is long and is read in the background."),
        },
    )
    def post(self, request: Request) -> Response:
        """Store a release with the claims, needs and totals found in it; the claims await a decision then.

        The same text again changes nothing. A changed text from the same `source_url` supersedes the stored one.
        """
        file = self._sent(request)
        try:
            document = document_of(
                file.name, file.content, sidecar=file.sidecar, max_bytes=settings.RELEASE_MAX_BYTES, bounds=AT_ONCE
            )
            if len(document.text) > READ_AT_ONCE and not is_stored(document):
                return self._read_later(file)
            return self._answer(self._recorded(document))
        except DocumentError as error:
            raise _refusal(error) from error

    def _sent(self, request: Request) -> IncomingFile:
        """Return what was sent as a file with its sidecar; raise where it cannot be one."""
        most = heaviest("release.pdf", max_bytes=settings.RELEASE_MAX_BYTES)
        as_file = request.content_type.startswith("multipart/")
        bound = (most if as_file else ESCAPED * settings.RELEASE_MAX_BYTES) + BESIDE
        if int(request.META.get("CONTENT_LENGTH") or 0) > bound:
            raise TooLargeError(_("At most %(most)d bytes are taken.") % {"most": bound})
        serializer = (FileSerializer if as_file else TextSerializer)(data=request.data)
        if not serializer.is_valid():
            raise WrongContentError(_as_one(serializer.errors))
        said = dict(serializer.validated_data)
        upload: UploadedFile[bytes] | None = said.pop("file", None)
        name, content = (upload.name or "", upload.read()) if upload else (TEXT, said.pop("text").encode())
        beside = {key: str(value) for key, value in said.items()}
        sidecar = IncomingFile(name=str(PurePosixPath(name).with_suffix(".json")), content=json.dumps(beside).encode())
        file = paired([IncomingFile(name=name, content=content), sidecar])[0]
        if file.refusal:
            raise _refusal(file.refusal)
        return file

    def _recorded(self, document: ReleaseDocument) -> Recording:
        """Store ``document``; where somebody stores the same text at the same moment, theirs is told."""
        try:
            return record_release(document, by=self.by, why=self.why)
        except IntegrityError:
            if not is_stored(document):
                raise
            return record_release(document, by=self.by)

    def _answer(self, recording: Recording) -> Response:
        status = 200 if recording.outcome == Stored.UNCHANGED else 201
        return Response(SubmissionSerializer(recording, context={"request": self.request}).data, status=status)

    def _read_later(self, file: IncomingFile) -> Response:
        source = f"{self.token.name} (aat_{self.token.prefix}): {file.name}"
        try:
            run = start_run([file], source=source, by=self.by)
        except RunError as error:
            raise WrongContentError([str(error)]) from error
        return Response(WaitingSerializer(run, context={"request": self.request}).data, status=202)


def _refusal(error: DocumentError) -> WrongContentError:
    """Return the refusal of a release as a sentence in the reader's language."""
    problem = told(error.reason, error.details, _)
    return WrongContentError([_("The release %(problem)s") % {"problem": problem}])


def _as_one(errors: Any) -> Any:
    """Return what is wrong with the whole of what was sent as a sentence, else what is wrong by field."""
    return errors.get("non_field_errors", errors) if isinstance(errors, dict) else errors

"""Files as they come in from a browser: which are releases, which say more about one, which are neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistance.readers import SUFFIXES, DocumentError
from assistance.vocabulary.labels import gettext_noop

SIDECAR = ".json"
#: What systems leave in folders, which is nobody's release.
LITTER = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, kw_only=True)
class IncomingFile:
    """A file as it comes in: what it and its sidecar hold, where on the server it lies, or why it is refused unread."""

    name: str
    content: bytes = b""
    sidecar: bytes | None = None
    path: Path | None = None
    refusal: DocumentError | None = None


def paired(files: Iterable[IncomingFile]) -> list[IncomingFile]:
    """Return the releases among ``files`` in order of name, each with the sidecar of its name.

    What is neither a release nor a sidecar of one is refused. So is a release with a sidecar where either is there
    twice, as from two folders whose names the browser left out: nobody knows which belong together.
    """
    ordered = sorted(files, key=lambda file: file.name)
    beside = [file for file in ordered if _suffix(file) == SIDECAR]
    releases = [file for file in ordered if _suffix(file) != SIDECAR]
    twice = {name for name, number in Counter(file.name for file in ordered).items() if number > 1}
    sidecars = {_stem(file): file for file in beside}
    stems = {_stem(file) for file in releases}
    return [
        *(_with_sidecar(file, sidecars.get(_stem(file)), twice) for file in releases),
        *(refused(file.name, LONELY_SIDECAR) for file in beside if _stem(file) not in stems),
    ]


LONELY_SIDECAR = gettext_noop("is a sidecar (.json) without a release of the same name.")
OF_NO_KIND = gettext_noop("is of no kind that is read. Give a text (.txt), a page (.html, .htm) or a PDF.")
AMBIGUOUS = gettext_noop("is there twice, or its sidecar is. Import such folders one at a time, or packed as ZIP.")


def refused(name: str, reason: str) -> IncomingFile:
    """Return a file that is refused for ``reason`` before it is read."""
    return IncomingFile(name=name, refusal=DocumentError(reason))


def _with_sidecar(file: IncomingFile, sidecar: IncomingFile | None, twice: set[str]) -> IncomingFile:
    if file.refusal is not None:
        return file
    if _suffix(file) not in SUFFIXES:
        return refused(file.name, OF_NO_KIND)
    if sidecar is None:
        return file
    if twice & {file.name, sidecar.name}:
        return refused(file.name, AMBIGUOUS)
    if sidecar.refusal is not None:
        return IncomingFile(name=file.name, refusal=wrong_sidecar(sidecar.name, sidecar.refusal))
    return IncomingFile(name=file.name, content=file.content, sidecar=sidecar.content)


def wrong_sidecar(name: str, error: DocumentError) -> DocumentError:
    """Return the refusal of a release whose sidecar, called ``name``, is refused for ``error``."""
    return DocumentError(
        gettext_noop("has a sidecar %(name)s that %(problem)s"), name=name, problem=(error.reason, error.details)
    )


def is_litter(name: str) -> bool:
    """Tell whether the file called ``name``, with its folders, is hidden or left there by a system."""
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return hidden or path.name.lower() in LITTER


def _suffix(file: IncomingFile) -> str:
    return PurePosixPath(file.name).suffix.lower()


def _stem(file: IncomingFile) -> str:
    return str(PurePosixPath(file.name).with_suffix(""))

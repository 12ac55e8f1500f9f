"""IATI activities files: one activity after the other, each as a text of its own, in memory that does not grow.

Files come from strangers. Document types and entities are refused, nothing is fetched, and what stands between the
ends of two activities may not be longer than ``MOST_BYTES``; libxml2 bounds the depth (256) and each text (10 MB).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from lxml import etree

from assistance.readers.reading import DocumentError
from assistance.vocabulary import LeftOut
from assistance.vocabulary.labels import gettext_noop

ACTIVITY = "iati-activity"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: What stands between the elements of an activity: a blank line, so that each is a paragraph of the text.
BETWEEN = "\n\n  "

#: What may be read before an activity has to end.
MOST_BYTES = 16_000_000


@dataclass(frozen=True, kw_only=True)
class ActivityText:
    """An activity as a text: XML indented by two spaces, each element a paragraph, attributes in order of their names.

    Comments, other namespaces and the time of the last change are not in it, so it is the same as long as nothing that
    IATI tells changes. ``published`` is the day of that change, else the day the file was generated.
    """

    text: str
    identifier: str
    published: date | None


class _Bounded:
    """A file that is read up to ``MOST_BYTES`` and no further until ``go_on`` is called."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.taken = file, 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, as a file does."""
        self.taken += size
        if self.taken > MOST_BYTES:
            raise DocumentError(
                gettext_noop("has more than %(most)s bytes without the end of an activity. Check that it is IATI."),
                most=MOST_BYTES,
            )
        return self.file.read(size)

    def go_on(self) -> None:
        """Allow the bytes of one more activity."""
        self.taken = 0


def count_activities(file: BinaryIO) -> int:
    """Return how many activities there are in ``file``, read to its end so that a broken one is known beforehand.

    Raises ``DocumentError`` where it is no XML, bears a document type, or holds no activity.
    """
    number = sum(1 for _activity in _activities(file))
    if not number:
        raise DocumentError(gettext_noop("holds no iati-activity. Give a file of activities, not of organisations."))
    return number


def read_activities(file: BinaryIO, *, country: str, max_characters: int) -> Iterator[ActivityText | LeftOut]:
    """Yield each activity of ``file`` that goes to ``country`` (ISO 3166-1 alpha-2), or why it is left out."""
    for activity in _activities(file):
        yield _read(activity, country, max_characters)


def _activities(file: BinaryIO) -> Iterator[etree._Element]:
    bounded = _Bounded(file)
    try:
        events = etree.iterparse(
            bounded, events=("start", "end"), tag=f"{{*}}{ACTIVITY}", resolve_entities=False, no_network=True,
            load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False,
        )  # fmt: skip
        for event, activity in events:
            if event == "start":
                _refuse_document_type(activity)
                continue
            yield activity
            _forget(activity)
            bounded.go_on()
    except etree.XMLSyntaxError as error:
        raise DocumentError(
            gettext_noop("is no XML that can be read: %(problem)s. Get the file again."), problem=str(error)
        ) from error


def _refuse_document_type(activity: etree._Element) -> None:
    if activity.getroottree().docinfo.internalDTD is not None:
        raise DocumentError(gettext_noop("bears a document type, which IATI has none of. It is refused."))


def _forget(activity: etree._Element) -> None:
    """Free the activity, and whatever stood before it."""
    activity.clear()
    parent = activity.getparent()
    while parent is not None and activity.getprevious() is not None:
        del parent[0]


def _read(activity: etree._Element, country: str, max_characters: int) -> ActivityText | LeftOut:
    if country not in _countries(activity):
        return LeftOut.OTHER_COUNTRY
    if _is_old(activity):
        return LeftOut.OLD_VERSION
    identifier = " ".join((activity.findtext("{*}iati-identifier") or "").split())
    if not identifier:
        return LeftOut.NO_IDENTIFIER
    published = _day_of(activity)
    text = _text_of(activity)
    if len(text) > max_characters:
        return LeftOut.TOO_LONG
    return ActivityText(text=text, identifier=identifier, published=published)


def _countries(activity: etree._Element) -> set[str]:
    """Return the countries it names for itself or for one of its transactions."""
    named = (*activity.iterfind("{*}recipient-country"), *activity.iterfind("{*}transaction/{*}recipient-country"))
    return {each.get("code", "").strip().upper() for each in named}


def _is_old(activity: etree._Element) -> bool:
    """Return whether it is written in IATI 1.0x, which has other codes and no narratives; untold, its title tells."""
    parent = activity.getparent()
    told = [activity.get("version"), None if parent is None else parent.get("version")]
    told += [str(value) for name, value in activity.attrib.items() if etree.QName(name).localname == "version"]
    version = next((each.strip() for each in told if each), None)
    if version:
        return version.startswith("1")
    return activity.find("{*}title/{*}narrative") is None


def _day_of(activity: etree._Element) -> date | None:
    parent = activity.getparent()
    told = [activity.get("last-updated-datetime"), None if parent is None else parent.get("generated-datetime")]
    for each in filter(None, told):
        try:
            return date.fromisoformat(each.strip()[:10])
        except ValueError:
            continue
    return None


def _text_of(activity: etree._Element) -> str:
    """Return it as a text; what it inherits of the language is written into it."""
    parent, own = activity.getparent(), etree.QName(activity).namespace
    language = activity.get(LANGUAGE) or (None if parent is None else parent.get(LANGUAGE))
    _strip(activity, own)
    if "last-updated-datetime" in activity.attrib:
        del activity.attrib["last-updated-datetime"]
    if language:
        activity.set(LANGUAGE, language)
    for element in activity.iter():
        ordered = sorted(element.attrib.items())
        element.attrib.clear()
        element.attrib.update(ordered)
    etree.cleanup_namespaces(activity)
    etree.indent(activity)
    for child in list(activity)[:-1]:
        child.tail = BETWEEN
    return etree.tostring(activity, encoding="unicode", with_tail=False)


def _strip(activity: etree._Element, own: str | None) -> None:
    """Take away what is of another namespace than IATI's elements here, and the space around texts."""
    for element in list(activity.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).namespace != own:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        element.tag = etree.QName(element).localname
        element.text = (element.text or "").strip() or None
        element.tail = None
        for name in list(element.attrib):
            if etree.QName(name).namespace and name != LANGUAGE:
                del element.attrib[name]

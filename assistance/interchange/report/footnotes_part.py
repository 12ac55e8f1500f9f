"""Footnotes of a DOCX, which python-docx does not write: a part of their own, with what Word wants beside it."""

from __future__ import annotations

import re
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from assistance.interchange.documents import WORD_LANGUAGES
from assistance.interchange.report.content import Note, Quotation

_PART = PackURI("/word/footnotes.xml")
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TEXT, _REFERENCE = "Footnote Text", "Footnote Reference"
#: The lines above footnotes: Word wants both, under numbers that no footnote has.
_SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}
#: Characters that XML has not.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    """Return ``text`` without characters that a DOCX cannot hold."""
    return _NOT_IN_XML.sub("", text)


class Footnotes:
    """The footnotes of ``file``, a document of python-docx: ``refer`` to each where it stands, then ``attach`` all."""

    def __init__(self, file: Any, language: str) -> None:
        self._file, self._language = file, language
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        self._part = XmlPart(_PART, _CONTENT_TYPE, root, file.part.package)
        for number, kind in _SEPARATORS.items():
            self._add(number, _element("w:p", _element("w:r", OxmlElement(f"w:{kind}"))), type=kind)
        text = file.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = file.styles["Normal"], Pt(8)
        file.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER).font.superscript = True

    def refer(self, paragraph: Any, note: Note) -> None:
        """Put the mark of ``note`` at the end of ``paragraph``, and write it."""
        run = paragraph.add_run(style=_REFERENCE)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(note.number))
        run._r.append(mark)
        self._add(str(note.number), self._paragraph(note))

    def attach(self) -> None:
        """Make the footnotes part of the document."""
        self._file.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        named = OxmlElement("w:footnotePr")
        for number in _SEPARATORS:
            separator = OxmlElement("w:footnote")
            separator.set(qn("w:id"), number)
            named.append(separator)
        self._file.settings.element.find(qn("w:compat")).addprevious(named)

    def _add(self, number: str, paragraph: Any, **attributes: str) -> None:
        footnote = _element("w:footnote", paragraph)
        footnote.set(qn("w:id"), number)
        for name, value in attributes.items():
            footnote.set(qn(f"w:{name}"), value)
        self._part.element.append(footnote)

    def _paragraph(self, note: Note) -> Any:
        style, reference = OxmlElement("w:pStyle"), OxmlElement("w:rStyle")
        style.set(qn("w:val"), self._file.styles[_TEXT].style_id)
        reference.set(qn("w:val"), self._file.styles[_REFERENCE].style_id)
        mark = _element("w:r", _element("w:rPr", reference), OxmlElement("w:footnoteRef"))
        paragraph = _element("w:p", _element("w:pPr", style), mark, self._run(" "))
        if note.text:
            paragraph.append(self._run(note.text))
        for position, quotation in enumerate(note.quotations):
            paragraph.extend([self._run("; ")] if position else [])
            paragraph.extend(self._quotation(quotation))
        return paragraph

    def _quotation(self, quotation: Quotation) -> list[Any]:
        line = self._run(quotation.line)
        if quotation.again:
            return [line]
        words = self._run(quotation.words, language=quotation.language, italic=True)
        if not quotation.address:
            return [line, self._run(": "), words]
        link = _element("w:hyperlink", self._run(quotation.address))
        link.set(qn("r:id"), self._part.relate_to(quotation.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return [line, self._run(", "), link, self._run(": "), words]

    def _run(self, text: str, *, language: str = "", italic: bool = False) -> Any:
        written, spoken = OxmlElement("w:t"), OxmlElement("w:lang")
        written.text = printable(text)
        written.set(qn("xml:space"), "preserve")
        spoken.set(qn("w:val"), WORD_LANGUAGES[language or self._language])
        properties = _element("w:rPr", *([OxmlElement("w:i")] if italic else []), spoken)
        return _element("w:r", properties, written)


def _element(name: str, *children: Any) -> Any:
    element = OxmlElement(name)
    element.extend(children)
    return element

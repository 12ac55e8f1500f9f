"""How the elements of an activity are made: of text that XML can hold, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import override
from lxml import etree

from assistance.models import Organisation
from assistance.vocabulary import Language

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: Characters that XML 1.0 has no way to write.
NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Add an element to ``parent`` and return it; an underscore in an attribute's name stands for a hyphen."""
    written = {key.replace("_", "-"): legal(value) for key, value in attributes.items()}
    return etree.SubElement(parent, name, written)


def narrate(parent: etree._Element, english: str, ukrainian: str = "") -> etree._Element:
    """Add the text in the languages it is there in; English is the activity's own. Return ``parent``."""
    for language, text in ((Language.ENGLISH, english), (Language.UKRAINIAN, ukrainian)):
        if text:
            narrative = etree.SubElement(parent, "narrative", {LANGUAGE: language.value})
            narrative.text = legal(text)
    return parent


def narrate_in_both(parent: etree._Element, words: Callable[[], str]) -> etree._Element:
    """Add what ``words`` returns in each language. Return ``parent``."""
    told = []
    for language in (Language.ENGLISH, Language.UKRAINIAN):
        with override(language.value):
            told.append(words())
    return narrate(parent, *told)


def add_organisation(
    parent: etree._Element, name: str, organisation: Organisation, /, **attributes: str
) -> etree._Element:
    """Add an element that names ``organisation``, with its identifier where it has one."""
    ref = {"ref": organisation.identifier} if organisation.identifier else {}
    element = add(parent, name, **ref, **attributes, type=organisation.type)
    return narrate(element, organisation.name_en, organisation.name_uk)

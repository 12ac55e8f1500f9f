"""The same page in the other languages of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import get_script_prefix
from django.utils.translation import get_language, get_language_info

from assistance.templatetags.as_of import in_language, path_of

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    """A language by its own name, with the address of this page in it."""

    code: str
    name: str
    address: str
    current: bool


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Return a link for each language, keeping page, query and date.

    It leads to the overview where the page has no other address.
    """
    request = context.get("request")
    here = path_of(request) if request else "/"
    active, prefix = get_language(), get_script_prefix().rstrip("/")
    links = []
    for code, _name in settings.LANGUAGES:
        there = in_language(here, code)
        links.append(
            LanguageLink(
                code=code,
                name=get_language_info(code)["name_local"],
                address=prefix + (f"/{code}/" if there == here and code != active else there),
                current=code == active,
            )
        )
    return links


@register.simple_tag
def other_language() -> str:
    """Return the code of the site's language that is not the active one."""
    codes = [code for code, _name in settings.LANGUAGES]
    return next(code for code in codes if code != get_language())

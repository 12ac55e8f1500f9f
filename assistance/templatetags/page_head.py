"""What the head of a page tells about it: title and description, its own address, the same page in other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assistance.templatetags.as_of import in_language, site_of

register = template.Library()

#: The page whose address is that of its language alone.
OVERVIEW = "web:overview"
#: The languages as the Open Graph protocol names them.
LOCALES = {"en": "en_GB", "uk": "uk_UA"}


@dataclass(frozen=True, kw_only=True)
class PageHead:
    """Whole addresses: ``address`` of the page, ``others`` by language code, ``card`` of its picture when shared.

    ``twin`` is that of the same rows as JSON, empty where the page shows none.
    """

    address: str
    twin: str
    others: dict[str, str]
    card: str
    locale: str


class Captured(template.Node):
    """Blocks whose text stands in several places of a page."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> SafeString:
        """Set the variable; show nothing."""
        text = " ".join(self.nodelist.render(context).split())
        context[self.name] = mark_safe(text)  # noqa: S308 - it was escaped when it was rendered
        return SafeString()


@register.tag
def captured(parser: Parser, token: Token) -> Captured:
    """``{% captured as name %}…{% endcaptured %}``: keep what is rendered, with single spaces, in ``name``."""
    parts = token.split_contents()
    if len(parts) != 3 or parts[1] != "as":
        raise template.TemplateSyntaxError("Write {% captured as name %}.")
    nodelist = parser.parse(("endcaptured",))
    parser.delete_first_token()
    return Captured(nodelist, parts[2])


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> PageHead | None:
    """Return the addresses of the page; None where it is shown in the place of another, as to staff in a preview.

    They are those of today, whatever date is asked about. Of the query the page of a list is kept and nothing else:
    however a list is narrowed, it is one list.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return None
    active = get_language() or settings.LANGUAGE_CODE
    number = request.GET.get("page", "")
    here = request.path_info + (f"?page={number}" if number.isdecimal() and number != "1" else "")
    others = {code: in_language(here, code) for code, _name in settings.LANGUAGES}
    others["x-default"] = here.replace(f"/{active}/", "/", 1)
    whole = {code: request.build_absolute_uri(site_of(request) + there) for code, there in others.items()}
    return PageHead(
        address=request.build_absolute_uri(site_of(request) + here),
        twin=_twin_of(request),
        others=whole,
        card=request.build_absolute_uri(static(f"web/card-{active}.png")),
        locale=LOCALES[active],
    )


def _twin_of(request: HttpRequest) -> str:
    """Return the whole address of the JSON of the page, empty where there is none."""
    there = request.path_info.rstrip("/")
    there += "/overview.json" if request.resolver_match and request.resolver_match.view_name == OVERVIEW else ".json"
    try:
        resolve(there)
    except Resolver404:
        return ""
    return request.build_absolute_uri(get_script_prefix().rstrip("/") + there)

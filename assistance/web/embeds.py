"""The ladder as a picture and as a table, made to stand within other sites: the only pages that may be framed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from assistance.models.moments import asked_day
from assistance.web.chart_pages import LADDER, chart_of

TABLE = "table"
SHAPES = (LADDER, TABLE)


def framable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let any site show ``view`` within a frame. It must be read only and know no visitor."""
    from_anywhere = cast("Callable[..., Any]", csp_replace({"frame-ancestors": ["*"]}))
    return cast("Callable[..., HttpResponse]", xframe_options_exempt(from_anywhere(view)))


@framable
def show(request: HttpRequest, shape: str) -> HttpResponse:
    """Show the ladder in one of ``SHAPES``, the picture in the currency that ``?currency=`` asks for."""
    if shape not in SHAPES:
        raise Http404(_("There is no such chart."))
    context = {"chart": chart_of(request, LADDER), "as_table": shape == TABLE, "today": asked_day()}
    return render(request, "web/embed.html", context)

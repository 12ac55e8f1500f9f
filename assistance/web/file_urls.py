"""The addresses of files that are the same in every language, so have none in their address."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from assistance.web import iati
from assistance.web.delivery import kept

app_name = "files"

urlpatterns = [path("iati.xml", csrf_exempt(require_safe(kept(iati.show))), name="iati")]

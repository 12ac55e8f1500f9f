"""The addresses of what is the same in every language, so has none in its address."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from assistance.web import api_docs, iati, packages
from assistance.web.delivery import kept

app_name = "files"

urlpatterns = [
    path("iati.xml", csrf_exempt(require_safe(kept(iati.show))), name="iati"),
    path("api/docs/", csrf_exempt(require_safe(api_docs.show)), name="api-docs"),
    path("datapackage.zip", csrf_exempt(require_safe(packages.show)), name="datapackage"),
]

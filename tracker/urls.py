"""The addresses: public pages by language, the admin, the API."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from assistance.admin.site import site as staff
from assistance.web.sitemaps import SITEMAPS, robots

pages = {"sitemaps": SITEMAPS}

handler400 = "assistance.web.errors.not_understood"
handler404 = "assistance.web.errors.not_found"
handler500 = "assistance.web.errors.failed"

urlpatterns = [
    path("admin/", staff.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("assistance.api.urls")),
    path("", include("assistance.web.file_urls")),
    path("robots.txt", csrf_exempt(require_safe(robots)), name="robots"),
    path(
        "sitemap.xml",
        csrf_exempt(require_safe(sitemaps.index)),
        {**pages, "sitemap_url_name": "sitemap_of"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", csrf_exempt(require_safe(sitemaps.sitemap)), pages, name="sitemap_of"),
    *i18n_patterns(path("", include("assistance.web.urls"))),
]

"""The addresses: public pages by language, the admin, the API."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from assistance.admin.site import site as staff

urlpatterns = [
    path("admin/", staff.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("assistance.api.urls")),
    *i18n_patterns(path("", include("assistance.web.urls"))),
]

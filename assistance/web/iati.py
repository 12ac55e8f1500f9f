"""The public commitments as an IATI activities file, for whoever runs the tracker to register."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from assistance.interchange.iati import NoPublisherError, publisher, write_activities
from assistance.models import Commitment
from assistance.models.moments import asked_moment


def show(request: HttpRequest) -> HttpResponse:
    """Return the file, of the day that is asked about; 404 where the settings do not say who reports."""

    def page(number: int) -> str:
        with override("en"):
            return request.build_absolute_uri(reverse("web:commitment", args=[number]))

    try:
        reporting = publisher(site=settings.SITE_URL, page=page)
    except NoPublisherError as error:
        raise Http404(_("Whoever runs this tracker has not set up its IATI file.")) from error
    asked, out = asked_moment(), BytesIO()
    known_by = asked.day if asked else timezone.localdate()
    write_activities(out, Commitment.objects.published(), reporting, at=timezone.localtime(), known_by=known_by)
    return HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8")

"""The weekly digest as a mail: composed, sent, and noted as sent."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from assistance.models import StaffProfile
from assistance.models.history import write
from assistance.reports import Digest

#: Clocks that are told one by one; the others are in the worklist.
TOLD = 30


def language_of(officer: User) -> str:
    """Return the language that mail to ``officer`` is written in."""
    profile = StaffProfile.objects.filter(user=officer).first()
    return profile.language if profile else settings.DIGEST_LANGUAGE


def compose(digest: Digest, *, language: str) -> EmailMultiAlternatives:
    """Return ``digest`` as a mail in ``language``, as plain text with HTML beside it."""
    with override(language):
        title = _("International assistance: your week to %(day)s") % {"day": date_format(digest.today, "j E Y")}
        context = {
            "title": title,
            "language": language,
            "digest": digest,
            "donors": ", ".join(str(donor) for donor in digest.donors),
            "clocks": digest.clocks[:TOLD],
            "more": len(digest.clocks[TOLD:]),
            "site": settings.SITE_URL.rstrip("/"),
        }
        text = render_to_string("mail/digest.txt", context)
        page = render_to_string("mail/digest.html", context).lstrip()
    mail = EmailMultiAlternatives(subject=title, body=text, to=[digest.officer.email])
    mail.attach_alternative(page, "text/html")
    return mail


@transaction.atomic
def send_once(mail: EmailMultiAlternatives, officer: User, *, today: date, again: bool) -> bool:
    """Send ``mail`` and note the day; return whether it went out. A second one on a day wants ``again``.

    The officer's profile is held meanwhile, so that two runs at once send one mail. Where sending fails nothing is
    noted, and the next run tries anew.
    """
    StaffProfile.objects.get_or_create(user=officer, defaults={"language": settings.DIGEST_LANGUAGE})
    profile = StaffProfile.objects.select_for_update().get(user=officer)
    if profile.digest_sent_on == today and not again:
        return False
    profile.digest_sent_on = today
    write(profile, by=officer, why="Digest sent.")
    mail.send()
    return True

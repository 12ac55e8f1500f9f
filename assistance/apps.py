"""The Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    """International-assistance commitments."""

    name = "assistance"
    verbose_name = _("International assistance")
    default_auto_field = "django.db.models.BigAutoField"

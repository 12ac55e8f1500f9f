"""Exchange rates, dated and with their source."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.validation import validate_currency

#: The sources that imports name.
ECB = "European Central Bank, euro reference rates"
NBU = "National Bank of Ukraine"


class ExchangeRate(models.Model):
    """On ``date``, one unit of ``currency`` was worth ``rate`` units of ``target``, says ``source``."""

    currency = models.CharField(_("currency"), max_length=3, validators=[validate_currency])
    target = models.CharField(_("in units of"), max_length=3, validators=[validate_currency])
    date = models.DateField(_("date"))
    rate = models.DecimalField(_("rate"), max_digits=20, decimal_places=8)
    source = models.CharField(_("source"), max_length=255)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-date", "currency", "target", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "target", "date", "source"], name="rate_once_a_day_and_source"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_above_zero"),
            models.CheckConstraint(
                condition=~models.Q(currency=models.F("target")), name="rate_between_two_currencies"
            ),
            models.CheckConstraint(
                condition=~models.Q(currency="") & ~models.Q(target="") & ~models.Q(source=""),
                name="rate_names_currencies_and_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency}/{self.target} {self.date}"

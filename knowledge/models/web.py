"""What happens on the website, in numbers without anybody behind them."""

from django.db import models


class WebDay(models.Model):
    """How often one thing happened on one day: a page shown, a step reached, a page found useful."""

    day = models.DateField("dag")
    subject = models.CharField("waarover", max_length=20)
    step = models.CharField("wat", max_length=120)
    times = models.PositiveIntegerField("keer", default=0)

    class Meta:
        verbose_name = "dagcijfer van de website"
        verbose_name_plural = "dagcijfers van de website"
        ordering = ["-day", "subject", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "subject", "step"], name="web_day_once", violation_error_message="Deze dag bestaat al."
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.step}, {self.day:%d/%m/%Y}"


class PageRemark(models.Model):
    """What somebody missed on a page; nothing says who."""

    page = models.CharField("pagina", max_length=120)
    text = models.CharField("wat ontbreekt", max_length=400)
    given_on = models.DateField("gegeven op")
    handled_on = models.DateField("verwerkt op", null=True, blank=True)

    class Meta:
        verbose_name = "opmerking bij een pagina"
        verbose_name_plural = "opmerkingen bij pagina's"
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.page}, {self.given_on:%d/%m/%Y}"

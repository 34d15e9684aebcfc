"""What the retention runner did. The journal itself is kept in the audit log table."""

from django.db import models


class RetentionRun(models.Model):
    """One policy carried out (or tried out) on one day."""

    policy = models.CharField("regel", max_length=100)
    ran_at = models.DateTimeField("uitgevoerd op", auto_now_add=True)
    dry_run = models.BooleanField("alleen geteld", default=False)
    affected = models.PositiveIntegerField("aantal rijen")

    class Meta:
        verbose_name = "opschoning"
        verbose_name_plural = "opschoningen"
        ordering = ["-ran_at", "pk"]

    def __str__(self) -> str:
        return f"{self.policy}: {self.affected}"

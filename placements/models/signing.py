"""Signatures, and the short codes people sign with."""

from django.db import models

from placements.enums import Party, SignMethod
from placements.models.agreement import Agreement


class Signature(models.Model):
    """One party signed this text. `fingerprint` is the SHA-256 of the text, so that a later change shows."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures", verbose_name="overeenkomst")
    party = models.CharField("partij", max_length=10, choices=Party)
    name = models.CharField("naam", max_length=120)
    method = models.CharField("hoe", max_length=10, choices=SignMethod)
    sent_to = models.CharField("code gestuurd naar", max_length=120, blank=True)
    noted_by = models.CharField("genoteerd door", max_length=120, blank=True)
    fingerprint = models.CharField("vingerafdruk", max_length=64)
    signed_at = models.DateTimeField("getekend op")

    class Meta:
        verbose_name = "handtekening"
        verbose_name_plural = "handtekeningen"
        ordering = ["agreement", "signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"],
                name="signature_once",
                violation_error_message="Deze partij tekende al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()}: {self.name}"


class SignCode(models.Model):
    """A code on its way to somebody who wants to sign; only its hash is stored."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sign_codes", verbose_name="overeenkomst")
    party = models.CharField("partij", max_length=10, choices=Party)
    method = models.CharField("hoe", max_length=10, choices=SignMethod)
    sent_to = models.CharField("gestuurd naar", max_length=120)
    hash = models.CharField("controlegetal", max_length=64)
    fingerprint = models.CharField("vingerafdruk", max_length=64)
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    expires_at = models.DateTimeField("vervalt op")

    class Meta:
        verbose_name = "tekencode"
        verbose_name_plural = "tekencodes"
        ordering = ["-expires_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"],
                name="sign_code_once",
                violation_error_message="Voor deze partij is al een code verstuurd.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} ({self.get_method_display()})"

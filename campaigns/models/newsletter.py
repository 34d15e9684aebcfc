"""Newsletters, who asked for them, and one row for each address that gets one."""

from django.conf import settings
from django.db import models

from campaigns.enums import Audience, DeliveryState, NewsletterState, SubscriberState
from core.db import PublicModel, StateLog


class Subscriber(PublicModel):
    """An address that asked for newsletters; nothing is sent before it confirmed from its own mailbox."""

    email = models.EmailField("e-mailadres", unique=True)
    role = models.CharField("wie ben je", max_length=12, choices=Audience, default=Audience.EVERYONE)
    subregion = models.ForeignKey(
        "catalogue.Subregion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="subregio"
    )
    programmes = models.ManyToManyField(
        "catalogue.Programme", blank=True, related_name="+", verbose_name="opleidingen"
    )
    state = models.CharField("status", max_length=10, choices=SubscriberState, default=SubscriberState.PENDING)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    ended_at = models.DateTimeField("gestopt op", null=True, blank=True)
    soft_bounces = models.PositiveSmallIntegerField("keren tijdelijk onbestelbaar", default=0)
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "abonnee"
        verbose_name_plural = "abonnees"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
                name="subscriber_confirmed_has_date",
                violation_error_message="Een bevestigd adres heeft een datum.",
            )
        ]

    def __str__(self) -> str:
        return self.email


class NewsletterQuerySet(models.QuerySet["Newsletter"]):
    def public(self) -> "NewsletterQuerySet":
        """What anybody may read on the web: everything that began to leave."""
        return self.exclude(state=NewsletterState.DRAFT)


class Newsletter(PublicModel):
    """One newsletter and how far it is. An empty list of roles, sub-regions or programmes means everybody."""

    slug = models.SlugField("webnaam", max_length=120, unique=True)
    title = models.CharField("titel", max_length=160)
    summary = models.CharField("in één zin", max_length=240)
    body = models.TextField("tekst", help_text="Met eenvoudige opmaak: ## kop, **vet**, [woorden](https://adres).")
    roles = models.JSONField("voor wie", default=list, blank=True)
    subregions = models.ManyToManyField("catalogue.Subregion", blank=True, related_name="+", verbose_name="subregio's")
    programmes = models.ManyToManyField(
        "catalogue.Programme", blank=True, related_name="+", verbose_name="opleidingen"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    state = models.CharField("status", max_length=10, choices=NewsletterState, default=NewsletterState.DRAFT)
    total = models.PositiveIntegerField("adressen", default=0, editable=False)
    done = models.PositiveIntegerField("gedaan", default=0, editable=False)
    piece_at = models.DateTimeField("laatste deel", null=True, blank=True, editable=False)
    started_at = models.DateTimeField("begonnen op", null=True, blank=True, editable=False)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True, editable=False)
    is_demo = models.BooleanField("voorbeeld", default=False, editable=False)

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        verbose_name = "nieuwsbrief"
        verbose_name_plural = "nieuwsbrieven"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(started_at__isnull=False),
                name="newsletter_left_has_date",
                violation_error_message="Een nieuwsbrief die vertrok, heeft een datum.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(finished_at__isnull=False),
                name="newsletter_sent_has_date",
                violation_error_message="Een verstuurde nieuwsbrief heeft een einddatum.",
            ),
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")),
                name="newsletter_done_within_total",
                violation_error_message="Er kan niet meer vertrekken dan er adressen zijn.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NewsletterLog(StateLog):
    """One move of a newsletter."""

    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="log", verbose_name="nieuwsbrief")

    class Meta:
        verbose_name = "stap van een nieuwsbrief"
        verbose_name_plural = "stappen van een nieuwsbrief"
        ordering = ["newsletter", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} → {self.to_words}"


class Delivery(models.Model):
    """One newsletter for one address, of which only a fingerprint is kept: the promise of exactly once."""

    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="deliveries", verbose_name="nieuwsbrief")
    subscriber = models.ForeignKey(
        Subscriber, models.SET_NULL, null=True, related_name="deliveries", verbose_name="abonnee"
    )
    address_key = models.CharField("kenmerk van het adres", max_length=64)
    state = models.CharField("status", max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    left_at = models.DateTimeField("vertrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "zending"
        verbose_name_plural = "zendingen"
        ordering = ["newsletter", "pk"]
        indexes = [models.Index(fields=["newsletter", "state"], name="delivery_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "address_key"],
                name="delivery_once",
                violation_error_message="Dit adres krijgt deze nieuwsbrief al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.newsletter}: {self.get_state_display()}"

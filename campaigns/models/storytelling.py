"""Testimonials of people who agreed, and what colleagues write for the web."""

import datetime as dt
import secrets
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models

from campaigns.enums import Audience, PostKind, PostState, TestimonialState
from core.db import PublicModel


class OwnStorage(FileSystemStorage):
    """The folder of the settings as it is now; only our own pages hand out what is in it."""

    @property
    def location(self) -> str:
        """The folder."""
        return str(Path(settings.PRIVATE_ROOT).resolve())


def own_storage() -> FileSystemStorage:
    """Return the folder for files that only a page of ours hands out."""
    return OwnStorage(base_url=None)


def random_name(_row: models.Model, name: str) -> str:
    """Return a name that says nothing and cannot be guessed; only the kind of file stays."""
    return f"campagnes/{secrets.token_hex(16)}{PurePath(name).suffix.lower()}"


class TestimonialQuerySet(models.QuerySet["Testimonial"]):
    def shown_on(self, day: dt.date) -> "TestimonialQuerySet":
        """What may be on the web on a day: published, and agreed until then. The date counts, not a nightly task."""
        return self.filter(state=TestimonialState.PUBLISHED, consent_until__gte=day)


class Testimonial(PublicModel):
    """What somebody tells about dual learning, shown as long as that person agrees."""

    name = models.CharField("naam zoals op het web", max_length=120)
    role = models.CharField("wie", max_length=120, help_text="Bijvoorbeeld: leert lasser duaal in Roeselare.")
    quote = models.TextField("in eigen woorden", max_length=1200)
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.LEARNERS)
    programmes = models.ManyToManyField(
        "catalogue.Programme", blank=True, related_name="+", verbose_name="opleidingen"
    )
    is_ambassador = models.BooleanField("is ambassadeur", default=False)
    email = models.EmailField(
        "e-mailadres", blank=True, help_text="Staat nooit op het web: voor de link om te stoppen."
    )
    photo = models.FileField("foto", storage=own_storage, upload_to=random_name, blank=True)
    photo_text = models.CharField("wat er op de foto staat", max_length=160, blank=True)
    video_link = models.URLField("link naar een video", blank=True)
    consent_by = models.CharField(
        "toestemming van", max_length=120, help_text="Onder 18 jaar geeft ook een ouder toestemming."
    )
    consent_on = models.DateField("toestemming gegeven op")
    consent_until = models.DateField("toestemming tot en met")
    state = models.CharField("status", max_length=10, choices=TestimonialState, default=TestimonialState.DRAFT)
    is_demo = models.BooleanField("voorbeeld", default=False, editable=False)

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        verbose_name = "getuigenis"
        verbose_name_plural = "getuigenissen en ambassadeurs"
        ordering = ["-consent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent_until__gte=models.F("consent_on")),
                name="testimonial_consent_order",
                violation_error_message="De toestemming eindigt niet voor ze begint.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | models.Q(quote="", name="", photo="", email=""),
                name="testimonial_withdrawn_is_empty",
                violation_error_message="Van een ingetrokken getuigenis blijft niets over.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Ingetrokken getuigenis"


class PostQuerySet(models.QuerySet["Post"]):
    def shown_on(self, day: dt.date) -> "PostQuerySet":
        """What is on the web on a day."""
        until = models.Q(expires_on=None) | models.Q(expires_on__gt=day)
        return self.filter(until, state=PostState.PUBLISHED, publish_on__lte=day)


class Post(PublicModel):
    """News, a story or a page for one door, written by a colleague who stays its owner."""

    slug = models.SlugField("webnaam", max_length=120, unique=True)
    kind = models.CharField("soort", max_length=10, choices=PostKind, default=PostKind.NEWS)
    audience = models.CharField("voor welke deur", max_length=12, choices=Audience, default=Audience.EVERYONE)
    title = models.CharField("titel", max_length=160)
    summary = models.CharField("in één zin", max_length=240)
    body = models.TextField("tekst", help_text="Met eenvoudige opmaak: ## kop, **vet**, [woorden](https://adres).")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="eigenaar")
    publish_on = models.DateField("op het web vanaf")
    expires_on = models.DateField("van het web op", null=True, blank=True)
    facts_until = models.DateField(
        "bedragen en regels kloppen tot en met",
        null=True,
        blank=True,
        help_text="Verplicht als er bedragen of regels in staan. De eigenaar krijgt op tijd een seintje.",
    )
    warned_for = models.DateField("verwittigd voor", null=True, blank=True, editable=False)
    state = models.CharField("status", max_length=10, choices=PostState, default=PostState.DRAFT)
    is_demo = models.BooleanField("voorbeeld", default=False, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten en pagina's"
        ordering = ["-publish_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on=None) | models.Q(expires_on__gt=models.F("publish_on")),
                name="post_order",
                violation_error_message="Een bericht gaat pas van het web nadat het erop stond.",
            )
        ]

    def __str__(self) -> str:
        return self.title

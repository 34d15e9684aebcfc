"""What a company asks for that nobody offers near it."""

import datetime as dt

from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from companies.enums import WishState
from companies.models.company import Company
from core.db import PublicModel


class ProgrammeWishQuerySet(models.QuerySet["ProgrammeWish"]):
    def counting(self, today: dt.date) -> "ProgrammeWishQuerySet":
        """Confirmed wishes that nobody answered and that are not over."""
        return self.filter(state=WishState.OPEN, expires_on__gt=today)

    def same_as(self, wish: "ProgrammeWish") -> "ProgrammeWishQuerySet":
        """Other open wishes for the same programme and place, of the same address or the same company."""
        same = models.Q(email=wish.email)
        if wish.company_id is not None:
            same |= models.Q(company=wish.company_id)
        known = {"programme": wish.programme_id, "municipality": wish.municipality_id, "state": WishState.OPEN}
        return self.filter(same, **known).exclude(pk=wish.pk)


class ProgrammeWish(PublicModel):
    """A company would take learners of a programme that no school offers near it.

    It counts once its address confirmed it. `contact_shared_at` is the yes to schools seeing whom to call; without it
    only counts leave this table. A stopped or replaced wish keeps no name.
    """

    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="wishes", verbose_name="opleiding"
    )
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.PROTECT, related_name="wishes", verbose_name="gemeente"
    )
    company = models.ForeignKey(
        Company, models.SET_NULL, null=True, blank=True, related_name="wishes", verbose_name="bedrijf in het portaal"
    )
    state = models.CharField("status", max_length=8, choices=WishState, default=WishState.ASKED)
    learners = models.PositiveSmallIntegerField("hoeveel lerenden")
    from_on = models.DateField("vanaf")
    company_name = models.CharField("naam van het bedrijf", max_length=200, blank=True)
    contact_name = models.CharField("contact", max_length=120, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    phone = PhoneNumberField("telefoon", blank=True)
    contact_shared_at = models.DateTimeField("scholen mogen contact nemen sinds", null=True, blank=True)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    expires_on = models.DateField("loopt af op", null=True, blank=True)
    ended_on = models.DateField("voorbij sinds", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced", verbose_name="vervangen door"
    )
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = ProgrammeWishQuerySet.as_manager()

    class Meta:
        verbose_name = "wens voor een opleiding"
        verbose_name_plural = "wensen voor opleidingen"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["programme", "state"], name="wish_programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "programme", "municipality"],
                condition=models.Q(state="asked"),
                name="wish_asked_once",
                violation_error_message="Deze wens wacht al op een bevestiging.",
            ),
            models.UniqueConstraint(
                fields=["email", "programme", "municipality"],
                condition=models.Q(state="open"),
                name="wish_open_once",
                violation_error_message="Deze wens telt al mee.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("open", "offered", "expired"))
                | models.Q(confirmed_at__isnull=False, expires_on__isnull=False),
                name="wish_confirmed_has_dates",
                violation_error_message="Een bevestigde wens heeft een datum en een einde.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("asked", "open"), ended_on=None)
                | ~models.Q(state__in=("asked", "open")) & models.Q(ended_on__isnull=False),
                name="wish_ended_has_date",
                violation_error_message="Een wens die voorbij is, heeft een datum.",
            ),
            models.CheckConstraint(
                condition=models.Q(learners__gte=1),
                name="wish_learners",
                violation_error_message="Vraag minstens één lerende.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} in {self.municipality}"

"""Recognitions and workplaces: both are one establishment and one programme."""

import datetime as dt

from django.db import models

from accounts.actor import Actor
from companies.enums import (
    Availability,
    CompanyState,
    FiledBy,
    MentorState,
    RecognitionState,
    WakeReason,
    WorkplaceState,
)
from companies.models.company import Establishment
from core.db import PublicModel


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def valid_on(self, day: dt.date) -> "RecognitionQuerySet":
        """Recognitions that hold on a day."""
        return self.filter(state=RecognitionState.RECOGNISED, valid_from__lte=day, valid_until__gte=day)

    def visible_to(self, actor: Actor) -> "RecognitionQuerySet":
        """Recognition files of the companies an actor may open."""
        return self if actor.is_staff else self.filter(establishment__company__in=actor.companies)

    def late(self, today: dt.date) -> "RecognitionQuerySet":
        """Files that wait for a next step after the day it was due."""
        return self.filter(state__in=RecognitionState.WAITING, due_on__lt=today)


class Recognition(PublicModel):
    """The recognition of one establishment for one programme, as mirrored from the official counter."""

    establishment = models.ForeignKey(
        Establishment, models.CASCADE, related_name="recognitions", verbose_name="vestiging"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="recognitions", verbose_name="opleiding"
    )
    state = models.CharField("status", max_length=12, choices=RecognitionState, default=RecognitionState.PREPARING)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    origin = models.CharField("herkomst van de status", max_length=120, blank=True)
    state_on = models.DateField("status op", null=True, blank=True)
    due_on = models.DateField("volgende stap tegen", null=True, blank=True)
    submitted_on = models.DateField("ingediend op", null=True, blank=True)
    visit_on = models.DateField("bezoek op", null=True, blank=True)
    renewal_filed_on = models.DateField("verlenging gevraagd op", null=True, blank=True)
    filed_by = models.CharField("wie dient in", max_length=8, choices=FiledBy, default=FiledBy.COMPANY)
    checked_on = models.DateField("lijst nagekeken op", null=True, blank=True)
    checked_rules = models.JSONField("regels van toen", default=dict, blank=True)
    reminded_of = models.CharField("laatst herinnerd aan", max_length=40, blank=True, default="", editable=False)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = "erkenning"
        verbose_name_plural = "erkenningen"
        ordering = ["establishment", "programme"]
        indexes = [models.Index(fields=["programme", "state"], name="recognition_programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "programme"],
                name="recognition_once",
                violation_error_message="Deze vestiging heeft al een erkenning voor deze opleiding.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="recognised")
                | models.Q(valid_from__isnull=False, valid_until__isnull=False),
                name="recognition_has_dates",
                violation_error_message="Een erkenning heeft een begin- en een einddatum.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="visit") | models.Q(visit_on__isnull=False),
                name="recognition_visit_has_date",
                violation_error_message="Een gepland bezoek heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment}: {self.programme}"


class WorkplaceQuerySet(models.QuerySet["Workplace"]):
    def open(self) -> "WorkplaceQuerySet":
        """Workplaces of active companies that are not withdrawn."""
        return self.filter(
            state=WorkplaceState.OPEN,
            establishment__closed_on=None,
            establishment__company__state=CompanyState.ACTIVE,
        )

    def proposable(self, confirmed_since: dt.datetime) -> "WorkplaceQuerySet":
        """Open workplaces with a green light that was confirmed recently enough."""
        return self.open().filter(
            availability__in=Availability.PROPOSABLE, availability_confirmed_at__gte=confirmed_since
        )

    def with_place(self) -> "WorkplaceQuerySet":
        """Workplaces with company, municipality and programme loaded."""
        return self.select_related("programme", "establishment__company", "establishment__municipality")

    def visible_to(self, actor: Actor) -> "WorkplaceQuerySet":
        """Workplaces an actor may manage."""
        return self if actor.is_staff else self.filter(establishment__company__in=actor.companies)


class Workplace(PublicModel):
    """What an establishment offers for one programme: places, times, conditions and a traffic light."""

    establishment = models.ForeignKey(
        Establishment, models.CASCADE, related_name="workplaces", verbose_name="vestiging"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="workplaces", verbose_name="opleiding"
    )
    state = models.CharField("status", max_length=10, choices=WorkplaceState, default=WorkplaceState.OPEN)
    places = models.PositiveSmallIntegerField("plaatsen", default=1)
    mentor = models.CharField("mentor", max_length=5, choices=MentorState, default=MentorState.LATER)
    availability = models.CharField("beschikbaar", max_length=14, choices=Availability, default=Availability.MAYBE)
    availability_confirmed_at = models.DateTimeField("beschikbaarheid bevestigd op", null=True, blank=True)
    availability_reason = models.CharField(
        "waarom dit jaar niet", max_length=20, choices=WakeReason, blank=True, default=""
    )
    available_from = models.DateField("beschikbaar vanaf", null=True, blank=True)
    about = models.TextField("wat je er doet", max_length=500, blank=True)
    minimum_age = models.PositiveSmallIntegerField("minimumleeftijd", null=True, blank=True)
    days_per_week = models.PositiveSmallIntegerField("dagen per week", default=3)
    shift_start = models.TimeField("begin van de werkdag", null=True, blank=True)
    shift_end = models.TimeField("einde van de werkdag", null=True, blank=True)
    languages = models.JSONField("talen op de werkvloer", default=list, blank=True)
    required_licences = models.JSONField("wat je moet hebben", default=list, blank=True)
    gear = models.JSONField("veilige uitrusting", default=list, blank=True)
    accessibility = models.JSONField("wat er kan", default=list, blank=True)
    activities = models.ManyToManyField(
        "catalogue.Activity", blank=True, related_name="workplaces", verbose_name="activiteiten"
    )
    withdrawn_reason = models.CharField("reden van intrekking", max_length=200, blank=True)

    objects = WorkplaceQuerySet.as_manager()

    class Meta:
        verbose_name = "leerwerkplek"
        verbose_name_plural = "leerwerkplekken"
        ordering = ["establishment", "programme"]
        indexes = [models.Index(fields=["programme", "state"], name="workplace_programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "programme"],
                name="workplace_once",
                violation_error_message="Deze vestiging heeft al een leerwerkplek voor deze opleiding.",
            ),
            models.CheckConstraint(
                condition=models.Q(days_per_week__gte=1, days_per_week__lte=5),
                name="workplace_days",
                violation_error_message="Kies 1 tot 5 dagen per week.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} bij {self.establishment}"

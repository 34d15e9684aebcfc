"""A learner: what matters for matching. Names and numbers live in `ContactDetails`."""

from django.conf import settings
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from accounts.actor import Actor
from core import names
from core.codes import new_code
from core.db import PublicModel
from learners.enums import CaseState, Channel, Moment, OwnCompany, Readiness, Situation, Who


class LearnerQuerySet(models.QuerySet["Learner"]):
    def visible_to(self, actor: Actor) -> "LearnerQuerySet":
        """Learners an actor may see: staff all, a director the school's, a coach their own, a visitor by code."""
        if actor.is_staff or actor.is_system:
            return self
        own = models.Q(pk__in=actor.learners) | models.Q(school__in=actor.director_of)
        if actor.user_id is not None:
            own |= models.Q(school__in=actor.coach_of, coach=actor.user_id)
        return self.filter(own)

    def to_locate(self) -> "LearnerQuerySet":
        """Learners with an open case whose municipality nobody knows: they cannot be matched."""
        return self.filter(municipality=None, case__state__in=CaseState.OPEN)

    def with_case(self) -> "LearnerQuerySet":
        """Learners with contact, case, programme, school and municipality loaded."""
        return self.select_related(
            "contact", "case", "case__owner", "programme", "school", "municipality__subregion", "coach"
        )


class Learner(PublicModel):
    """Somebody who looks for a programme or a workplace. Birth is kept by year and month only."""

    code = models.CharField("dossiercode", max_length=9, unique=True, default=new_code, editable=False)
    birth_year = models.PositiveSmallIntegerField("geboortejaar")
    birth_month = models.PositiveSmallIntegerField("geboortemaand", null=True, blank=True)
    first_grade_done = models.BooleanField("eerste graad klaar", null=True, blank=True)
    postal_code = models.CharField("postcode", max_length=10, blank=True)
    municipality = models.ForeignKey(
        "catalogue.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="learners",
        verbose_name="gemeente",
    )
    situation = models.CharField("situatie", max_length=20, choices=Situation)
    school = models.ForeignKey(
        "schools.School", models.SET_NULL, null=True, blank=True, related_name="learners", verbose_name="school"
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coached_learners",
        verbose_name="trajectbegeleider",
    )
    programme = models.ForeignKey(
        "catalogue.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="learners",
        verbose_name="opleiding",
    )
    interests = models.JSONField("studiedomeinen", default=list, blank=True)
    own_company = models.CharField("eigen bedrijf", max_length=5, choices=OwnCompany, default=OwnCompany.NO)
    own_company_name = models.CharField("naam van dat bedrijf", max_length=200, blank=True)
    modes = models.JSONField("vervoermiddelen", default=list, blank=True)
    max_minutes = models.PositiveSmallIntegerField("hoogstens onderweg (minuten)", default=45)
    earliest_start = models.TimeField("ten vroegste op het werk", null=True, blank=True)
    languages = models.JSONField("talen", default=list, blank=True)
    licences = models.JSONField("rijbewijzen en attesten", default=list, blank=True)
    accessibility = models.JSONField("wat nodig is", default=list, blank=True)
    barriers = models.JSONField("wat het moeilijk maakt", default=list, blank=True)
    wanted_activities = models.ManyToManyField(
        "catalogue.Activity", blank=True, related_name="wanted_by", verbose_name="wil graag leren"
    )
    start_on = models.DateField("wil beginnen op", null=True, blank=True)
    clock_started_on = models.DateField("zoektermijn begonnen op", null=True, blank=True)
    clock_pauses = models.JSONField("pauzes van de zoektermijn", default=list, blank=True, editable=False)
    week_at_school = models.CharField("dagen op school", max_length=7, blank=True)
    week_at_work = models.CharField("dagen op de werkplek", max_length=7, blank=True)
    readiness = models.CharField(
        "advies van de klassenraad", max_length=12, choices=Readiness, default=Readiness.UNKNOWN
    )
    readiness_on = models.DateField("datum van het advies", null=True, blank=True)
    readiness_source = models.CharField("bron van het advies", max_length=120, blank=True)
    may_promote = models.BooleanField("mag in een hoger niveau", default=True)
    promote_reason = models.CharField(
        "reden om dichter bij huis te blijven",
        max_length=300,
        blank=True,
        help_text="Wie minder lang wil reizen dan iedereen aanvaardt, stijgt niet naar een hoger niveau. "
        "Noteer hier de reden als die er is. Dan stijgt de lerende wel.",
    )
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = "lerende"
        verbose_name_plural = "lerenden"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(birth_month=None) | models.Q(birth_month__gte=1, birth_month__lte=12),
                name="learner_birth_month",
                violation_error_message="Kies een maand van januari tot december.",
            ),
            models.CheckConstraint(
                condition=models.Q(readiness="unknown") | models.Q(readiness_on__isnull=False),
                name="learner_readiness_dated",
                violation_error_message="Een advies van de klassenraad heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ContactDetails(models.Model):
    """Who the learner is and how to reach them; wiping this row wipes the person."""

    learner = models.OneToOneField(Learner, models.CASCADE, related_name="contact", verbose_name="lerende")
    first_name = models.CharField("voornaam", max_length=80)
    last_name = models.CharField("naam", max_length=80, blank=True)
    search_text = models.CharField("zoektekst", max_length=300, editable=False, db_index=True)
    phone = PhoneNumberField("gsm", blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    language = models.CharField("taal van de mails", max_length=5, default="nl")
    prefer = models.CharField("liefst via", max_length=12, choices=Channel, default=Channel.CALL)
    moment = models.CharField("liefst wanneer", max_length=12, choices=Moment, default=Moment.ANY)
    filled_by = models.CharField("ingevuld door", max_length=10, choices=Who, default=Who.LEARNER)
    helper_name = models.CharField("naam ouder of begeleider", max_length=120, blank=True)
    helper_phone = PhoneNumberField("telefoon ouder of begeleider", blank=True)
    helper_email = models.EmailField("e-mail ouder of begeleider", blank=True)

    class Meta:
        verbose_name = "contactgegevens"
        verbose_name_plural = "contactgegevens"
        ordering = ["search_text", "pk"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name."""
        return names.full_name(self.first_name, self.last_name)

    @property
    def short_name(self) -> str:
        """First name and initial, such as 'Yoran B.': what a partner sees without the tick for the name."""
        return f"{self.first_name} {self.last_name[:1]}{'.' if self.last_name else ''}".strip()

    @property
    def initials(self) -> str:
        """Initials such as 'Y. B.': what a school list shows."""
        return names.initials(self.first_name, self.last_name)

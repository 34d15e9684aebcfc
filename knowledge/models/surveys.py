"""Surveys: questions as data, who was asked, and answers that say nothing about who gave them."""

import uuid

from django.conf import settings
from django.db import models

from core.db import PublicModel, StateLog
from knowledge.survey_enums import LISTS, QuestionKind, SurveyAim, SurveyAudience, SurveyState


def _new_key() -> str:
    return uuid.uuid4().hex


def _needs(audience: str, field: str) -> models.Q:
    return ~models.Q(audience=audience) | models.Q(**{f"{field}__isnull": False})


class SurveyQuerySet(models.QuerySet["Survey"]):
    def running(self) -> "SurveyQuerySet":
        """Surveys that take answers."""
        return self.filter(state=SurveyState.OPEN)


class Survey(PublicModel):
    """A short list of questions for one audience, with a last day. `series` ties it to earlier and later copies."""

    title = models.CharField("titel", max_length=140)
    aim = models.CharField("wat wil je weten", max_length=12, choices=SurveyAim, default=SurveyAim.SATISFACTION)
    intro = models.CharField(
        "waarom vraag je dit", max_length=400, help_text="Eén of twee zinnen. Ze staan in de mail en boven de vragen."
    )
    audience = models.CharField("aan wie", max_length=12, choices=SurveyAudience)
    item = models.ForeignKey(
        "campaigns.AgendaItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name="activiteit",
    )
    course = models.ForeignKey(
        "knowledge.Course", models.SET_NULL, null=True, blank=True, related_name="surveys", verbose_name="vorming"
    )
    group = models.ForeignKey(
        "expertise.NetworkGroup", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="groep"
    )
    since = models.DateField(
        "geholpen sinds", null=True, blank=True, help_text="Alleen voor de pool: wie vanaf deze dag hulp kreeg."
    )
    addresses = models.TextField(
        "adressen", blank=True, help_text="Alleen voor een eigen lijst: één e-mailadres per regel."
    )
    is_anonymous = models.BooleanField(
        "zonder naam", default=True, help_text="Zonder naam weet niemand wie wat antwoordde, ook wij niet."
    )
    closes_on = models.DateField("laatste dag om te antwoorden")
    state = models.CharField("status", max_length=10, choices=SurveyState, default=SurveyState.DRAFT)
    opened_at = models.DateTimeField("opengezet op", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True, editable=False)
    invited = models.PositiveIntegerField("adressen gevraagd", default=0, editable=False)
    series = models.UUIDField("reeks", default=uuid.uuid4, editable=False, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="eigenaar"
    )
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "bevraging"
        verbose_name_plural = "bevragingen"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=SurveyState.DRAFT) | models.Q(opened_at__isnull=False),
                name="survey_opened",
                violation_error_message="Een bevraging die loopt, heeft een eerste dag.",
            ),
            models.CheckConstraint(
                condition=models.Q(state=SurveyState.CLOSED, closed_at__isnull=False)
                | ~models.Q(state=SurveyState.CLOSED) & models.Q(closed_at=None),
                name="survey_closed",
                violation_error_message="Alleen een afgesloten bevraging heeft een dag van afsluiten.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SurveyQuestion(models.Model):
    """One question. `key` stays the same in a copy, so that answers can be compared over the years."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions", verbose_name="bevraging")
    key = models.CharField("sleutel", max_length=32, default=_new_key, editable=False)
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    text = models.CharField("vraag", max_length=200)
    kind = models.CharField("soort antwoord", max_length=8, choices=QuestionKind, default=QuestionKind.GOOD)
    options = models.TextField("antwoorden om uit te kiezen", blank=True, help_text="Eén per regel, minstens twee.")
    required = models.BooleanField("moet een antwoord hebben", default=False)

    class Meta:
        verbose_name = "vraag van een bevraging"
        verbose_name_plural = "vragen van een bevraging"
        ordering = ["survey", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "key"],
                name="survey_question_once",
                violation_error_message="Deze vraag staat er al.",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=sorted(LISTS)) | ~models.Q(options=""),
                name="survey_question_options",
                violation_error_message="Geef de antwoorden om uit te kiezen, één per regel.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> list[str]:
        """The answers to choose from, without empty lines and doubles."""
        lines = (line.strip()[:120] for line in self.options.splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class SurveyInvitation(PublicModel):
    """One address that is asked, once. It knows that there is an answer, never which one."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations", verbose_name="bevraging")
    address_key = models.CharField("vingerafdruk van het adres", max_length=64, editable=False)
    email = models.EmailField("e-mailadres")
    language = models.CharField("taal van de mails", max_length=5, editable=False)
    asked_at = models.DateTimeField("gevraagd op")
    reminders = models.PositiveSmallIntegerField("herinneringen", default=0)
    reminded_at = models.DateTimeField("herinnerd op", null=True, blank=True)
    has_answered = models.BooleanField("antwoordde", default=False)
    has_declined = models.BooleanField("wil niet antwoorden", default=False)

    class Meta:
        verbose_name = "gevraagd adres"
        verbose_name_plural = "gevraagde adressen"
        ordering = ["survey", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "address_key"],
                name="survey_invitation_once",
                violation_error_message="Dit adres is al gevraagd.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.public_id}"


class SurveyResponse(models.Model):
    """One filled in list. `invitation` is empty when answers are without a name."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses", verbose_name="bevraging")
    invitation = models.OneToOneField(
        SurveyInvitation, models.SET_NULL, null=True, blank=True, related_name="response", verbose_name="adres"
    )
    given_on = models.DateField("gegeven op")

    class Meta:
        verbose_name = "ingevulde bevraging"
        verbose_name_plural = "ingevulde bevragingen"
        ordering = ["survey", "pk"]

    def __str__(self) -> str:
        return f"{self.survey}: {self.given_on:%d/%m/%Y}"


class SurveyAnswer(models.Model):
    """The answer to one question: a number, ja of nee, the place of a choice, or words."""

    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="answers", verbose_name="ingevuld")
    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="answers", verbose_name="vraag")
    value = models.CharField("antwoord", max_length=600)

    class Meta:
        verbose_name = "antwoord op een vraag"
        verbose_name_plural = "antwoorden op vragen"
        ordering = ["question", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "value"],
                name="survey_answer_once",
                violation_error_message="Dit antwoord staat er al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value[:40]}"


class SurveyLog(StateLog):
    """One step of a survey."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="log", verbose_name="bevraging")

    class Meta:
        verbose_name = "stap van een bevraging"
        verbose_name_plural = "stappen van een bevraging"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"

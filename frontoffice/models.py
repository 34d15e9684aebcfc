"""Questions asked from any page."""

from django.conf import settings
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from companies.enums import SpokenLanguage
from core.codes import new_code
from core.db import PublicModel
from frontoffice.enums import QuestionState, Topic


class Question(PublicModel):
    """A question of a visitor, with a promise of when somebody answers."""

    code = models.CharField("code", max_length=9, unique=True, default=new_code, editable=False)
    once_key = models.CharField("formulier", max_length=64, unique=True, editable=False)
    topic = models.CharField("gaat over", max_length=20, choices=Topic)
    body = models.TextField("vraag", max_length=2000)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
    phone = PhoneNumberField("telefoon", blank=True)
    language = models.CharField(
        "taal van de vrager", max_length=5, choices=SpokenLanguage, default=SpokenLanguage.DUTCH
    )
    school = models.ForeignKey(
        "schools.School", models.SET_NULL, null=True, blank=True, related_name="questions", verbose_name="school"
    )
    page = models.CharField("gesteld op pagina", max_length=200, blank=True)
    state = models.CharField("status", max_length=10, choices=QuestionState, default=QuestionState.NEW)
    promised_by = models.DateTimeField("beloofd voor")
    answer = models.TextField("antwoord", blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="wie volgt op"
    )
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["promised_by", "pk"]

    def __str__(self) -> str:
        return f"Vraag {self.code}"

"""Closed lists of the front desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class Topic(SpokenChoices):
    LEARNER = "lerende", _("Een opleiding of leerwerkplek")
    COMPANY = "bedrijf", _("Mijn bedrijf")
    SCHOOL = "school", _("Mijn school")
    REFERRAL = "doorverwijzing", _("Een jongere doorverwijzen")
    OTHER = "andere", _("Iets anders")


class QuestionState(TextChoices):
    NEW = "new", "Nieuw"
    ANSWERED = "answered", "Beantwoord"
    CLOSED = "closed", "Afgesloten"


QUESTION_MOVES: dict[str, frozenset[str]] = {
    QuestionState.NEW: frozenset({QuestionState.ANSWERED, QuestionState.CLOSED}),
    QuestionState.ANSWERED: frozenset({QuestionState.CLOSED, QuestionState.NEW}),
    QuestionState.CLOSED: frozenset({QuestionState.NEW}),
}


class DeskKind(TextChoices):
    """Where somebody's own work is; the label is the title of the choice."""

    STAFF = "staff", "Beheer van het Steunpunt"
    SCHOOL = "school", "Mijn school"
    COMPANY = "company", "Mijn bedrijf"
    PARTNER = "partner", "Mijn doorverwijzingen"
    LEARNER = "learner", "Het dossier dat ik met een code opende"

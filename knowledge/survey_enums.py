"""Closed lists of surveys."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class SurveyState(TextChoices):
    DRAFT = "draft", "Ontwerp"
    OPEN = "open", "Loopt"
    CLOSED = "closed", "Afgesloten"


SURVEY_MOVES: dict[str, frozenset[str]] = {
    SurveyState.DRAFT: frozenset({SurveyState.OPEN}),
    SurveyState.OPEN: frozenset({SurveyState.CLOSED}),
    SurveyState.CLOSED: frozenset(),
}


class SurveyAim(TextChoices):
    """What a survey is made to know."""

    SATISFACTION = "tevreden", "Tevredenheid"
    EFFECT = "effect", "Effect: hielp het?"
    BOTTLENECKS = "knelpunten", "Knelpunten"


class SurveyAudience(TextChoices):
    """Who is asked. The first three grow while the survey runs: who was helped later, is asked later."""

    VISITORS = "bezoekers", "Wie naar een activiteit kwam"
    FOLLOWERS = "deelnemers", "Wie een vorming volgde"
    POOL = "pool", "Wie hulp kreeg van de pool van expertise"
    SCHOOLS = "scholen", "Mensen van scholen met een account"
    COMPANIES = "bedrijven", "Mensen van bedrijven met een account"
    PARTNERS = "partners", "Doorverwijzers en partners met een account"
    GROUP = "groep", "Een groep uit het netwerk"
    LIST = "lijst", "Adressen die je zelf plakt"


GROWING = frozenset({SurveyAudience.VISITORS, SurveyAudience.FOLLOWERS, SurveyAudience.POOL})


class QuestionKind(TextChoices):
    GOOD = "goed", "Hoe goed (1 tot 5)"
    AGREE = "akkoord", "Akkoord of niet (1 tot 5)"
    YES_NO = "janee", "Ja of nee"
    ONE = "een", "Eén antwoord uit een lijst"
    MANY = "meer", "Meer antwoorden uit een lijst"
    TEXT = "tekst", "Open antwoord"


SCALES = frozenset({QuestionKind.GOOD, QuestionKind.AGREE})
LISTS = frozenset({QuestionKind.ONE, QuestionKind.MANY})


class GoodScale(SpokenChoices):
    FIVE = "5", _("Heel goed")
    FOUR = "4", _("Goed")
    THREE = "3", _("Gewoon")
    TWO = "2", _("Niet zo goed")
    ONE = "1", _("Slecht")


class AgreeScale(SpokenChoices):
    FIVE = "5", _("Helemaal akkoord")
    FOUR = "4", _("Eerder akkoord")
    THREE = "3", _("Tussenin")
    TWO = "2", _("Eerder niet akkoord")
    ONE = "1", _("Helemaal niet akkoord")


class YesNo(SpokenChoices):
    YES = "ja", _("Ja")
    NO = "nee", _("Nee")

"""Surveys in the demonstration: one that is over, the same one now, and one about an activity."""

import datetime as dt

from accounts.actor import Actor
from frontoffice.demo.plan import World
from knowledge.models import Survey, SurveyAnswer, SurveyInvitation, SurveyQuestion, SurveyResponse
from knowledge.services import surveys
from knowledge.survey_enums import QuestionKind, SurveyAim, SurveyAudience

TITLE = "Hoe werkten we dit jaar samen?"
INTRO = "Eén keer per jaar vragen we wat we beter kunnen doen voor wie met ons werkt."
QUESTIONS = (
    ("Hoe goed hielpen we je dit jaar?", QuestionKind.GOOD, "", True),
    ("Je weet bij wie je terechtkunt met een vraag.", QuestionKind.AGREE, "", False),
    ("Waar loop je op vast?", QuestionKind.MANY, "Een werkplek vinden\nPapierwerk\nVervoer\nMentoren vinden", False),
    ("Wat doen we best anders?", QuestionKind.TEXT, "", False),
)
YEAR_AGO = (("4 3 4 5 3 4 2 4 3", "4 4 3 2 4 3 4 5 3"), ("1 2", "1", "2 3", "1 4", "1", "2", "1 3", "1 2", "4"))
NOW = (("5 4 4 5 4 3 5 4 4 5", "4 5 4 4 3 5 4 4 5 4"), ("1", "2", "1 2", "1", "4", "1 2", "1", "2", "1 2", "1"))
WORDS = ("Sneller terugbellen.", "Meer uitleg over het verlof van een lerende.", "Vaker langskomen op school.")
PLACES = 14


def build_surveys(world: World, actor: Actor) -> int:
    """Make three surveys. Returns how many."""
    first = Survey.objects.create(
        title=TITLE, aim=SurveyAim.BOTTLENECKS, intro=INTRO, audience=SurveyAudience.LIST, addresses=_list("vroeger"),
        closes_on=world.today + dt.timedelta(days=20), owner_id=actor.user_id, is_demo=True,
    )  # fmt: skip
    for position, (text, kind, options, required) in enumerate(QUESTIONS, start=1):
        SurveyQuestion.objects.create(
            survey=first, position=position, text=text, kind=kind, options=options, required=required
        )
    second = surveys.copy_survey(actor=actor, survey=first)
    Survey.objects.filter(pk=second.pk).update(addresses=_list("nu"))
    for survey, (scales, choices) in ((first, YEAR_AGO), (second, NOW)):
        surveys.open_survey(actor=actor, survey=survey)
        surveys.ask_piece(survey_id=survey.pk)
        _answer(survey, scales, choices, world.today)
    surveys.close_survey(actor=actor, survey=first)
    ago = world.now - dt.timedelta(days=360)
    Survey.objects.filter(pk=first.pk).update(
        opened_at=ago, closed_at=ago + dt.timedelta(days=21), closes_on=(ago + dt.timedelta(days=20)).date()
    )
    return 2


def _list(name: str) -> str:
    return "\n".join(f"{name}{number}@voorbeeldschool.example" for number in range(1, PLACES + 1))


def _answer(survey: Survey, scales: tuple[str, ...], choices: tuple[str, ...], today: dt.date) -> None:
    good, known, stuck, words = survey.questions.order_by("position")
    asked = list(SurveyInvitation.objects.filter(survey=survey).order_by("pk")[: len(choices)])
    for place, chosen in enumerate(choices):
        response = SurveyResponse.objects.create(survey=survey, given_on=today)
        said = [(good, scales[0].split()[place]), (known, scales[1].split()[place])]
        said += [(stuck, value) for value in chosen.split()]
        said.append((words, WORDS[place % len(WORDS)]))
        SurveyAnswer.objects.bulk_create(
            SurveyAnswer(response=response, question=question, value=value) for question, value in said
        )
    SurveyInvitation.objects.filter(pk__in=[one.pk for one in asked]).update(has_answered=True)


def wipe_surveys() -> None:
    """Remove the examples."""
    Survey.objects.filter(is_demo=True).delete()

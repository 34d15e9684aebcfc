"""How long names and words in the knowledge corner are kept."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from knowledge.models import (
    PageRemark,
    Participant,
    Survey,
    SurveyAnswer,
    SurveyInvitation,
    ToolReview,
    Trainer,
    UnansweredSearch,
)

NOBODY = "gewist"


def _given_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(given_on__lt=before)


def _followed_before(rows: Rows, before: dt.date) -> Rows:
    over = rows.filter(updated_at__date__lt=before, course__state__in=("done", "dropped"))
    return over.exclude(name=NOBODY)


def _forget_participants(rows: Rows) -> int:
    """Keep the certificate and its hours for the figures, without the person."""
    found = list(rows)
    for row in found:
        row.name, row.email, row.organisation, row.mentor = NOBODY, f"{row.public_id}@gewist.invalid", "", None
    Participant.objects.bulk_update(found, ["name", "email", "organisation", "mentor"])
    return len(found)


def _taught_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(course__state__in=("done", "dropped"), course__updated_at__date__lt=before).exclude(
        name__in=("", NOBODY)
    )


def _forget_trainers(rows: Rows) -> int:
    return rows.update(name=NOBODY)


def _searched_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(last_on__lt=before)


def _survey_closed_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(survey__closed_at__date__lt=before)


def _list_closed_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(closed_at__date__lt=before).exclude(addresses="")


def _forget_lists(rows: Rows) -> int:
    return rows.update(addresses="")


def _worded_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(question__kind="tekst", response__given_on__lt=before)


POLICIES = (
    RetentionPolicy(
        key="knowledge.survey_addresses",
        model=SurveyInvitation,
        purpose="Om elk adres een bevraging één keer te sturen en aan wie niet antwoordde te herinneren.",
        rule="retention-survey-address",
        due=_survey_closed_before,
    ),
    RetentionPolicy(
        key="knowledge.survey_lists",
        model=Survey,
        purpose="Om een bevraging te sturen naar adressen die een collega plakte.",
        rule="retention-survey-address",
        due=_list_closed_before,
        action=_forget_lists,
    ),
    RetentionPolicy(
        key="knowledge.survey_words",
        model=SurveyAnswer,
        purpose="Om te leren uit wat mensen schrijven; daarna blijven alleen de cijfers.",
        rule="retention-knowledge",
        due=_worded_before,
    ),
    RetentionPolicy(
        key="knowledge.participants",
        model=Participant,
        purpose="Om een attest opnieuw te kunnen geven; daarna blijven alleen de uren voor de cijfers.",
        rule="retention-knowledge",
        due=_followed_before,
        action=_forget_participants,
    ),
    RetentionPolicy(
        key="knowledge.trainers",
        model=Trainer,
        purpose="Om te weten wie een vorming gaf en hem of haar opnieuw te vragen.",
        rule="retention-knowledge",
        due=_taught_before,
        action=_forget_trainers,
    ),
    RetentionPolicy(
        key="knowledge.remarks",
        model=PageRemark,
        purpose="Om pagina's te verbeteren met wat bezoekers misten, en om dat in het jaarverslag te tellen.",
        rule="retention-knowledge",
        due=_given_before,
    ),
    RetentionPolicy(
        key="knowledge.searches",
        model=UnansweredSearch,
        purpose="Om te schrijven wat bezoekers zochten en niet vonden.",
        rule="retention-knowledge",
        due=_searched_before,
    ),
    RetentionPolicy(
        key="knowledge.reviews",
        model=ToolReview,
        purpose="Om te tonen wat gebruikers van een hulpmiddel vinden, zolang dat nog iets zegt.",
        rule="retention-knowledge",
        due=_given_before,
    ),
)

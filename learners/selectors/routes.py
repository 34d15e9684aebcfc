"""What the route rules need to know about a stored learner."""

from collections.abc import Collection

from catalogue.models import Programme
from learners.models import Learner
from learners.rules.ages import Birth
from learners.rules.answers import IntakeAnswers
from learners.rules.routes import RouteAnswers


def dual_exists_in(domains: Collection[str]) -> bool:
    """Return whether a current dual programme exists in one of these study domains."""
    return Programme.objects.current().filter(study_domain__in=domains).exists()


def answers_of(learner: Learner) -> RouteAnswers:
    """Return the answers that decide the route, as they stand now on the learner's file."""
    intake = learner.intakes.order_by("created_at").first()
    knows = bool(learner.programme_id or learner.interests)
    return RouteAnswers(
        who=intake.who if intake else "",
        birth=Birth(learner.birth_year, learner.birth_month),
        situation=learner.situation,
        first_grade_done=learner.first_grade_done,
        readiness=learner.readiness,
        knows_field=knows,
        dual_in_fields=bool(learner.programme_id) or not knows or dual_exists_in(learner.interests),
        own_company=learner.own_company,
    )


def answers_from(intake: IntakeAnswers) -> RouteAnswers:
    """Return the answers that decide the route, as an intake gave them."""
    knows = bool(intake.programme_id or intake.fields)
    return RouteAnswers(
        who=intake.who,
        birth=intake.birth,
        situation=intake.situation,
        first_grade_done=intake.first_grade_done,
        readiness=intake.readiness,
        knows_field=knows,
        dual_in_fields=bool(intake.programme_id) or not knows or dual_exists_in(intake.fields),
        own_company=intake.own_company,
    )

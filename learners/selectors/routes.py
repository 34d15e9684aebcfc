"""What the route rules need to know about a stored learner."""

from collections.abc import Collection

from catalogue.enums import VariantKind
from catalogue.models import Programme
from learners.enums import Readiness
from learners.models import Learner
from learners.rules.ages import Birth
from learners.rules.answers import IntakeAnswers
from learners.rules.routes import RouteAnswers


def dual_exists_in(domains: Collection[str]) -> bool:
    """Return whether a current dual programme exists in one of these study domains."""
    return Programme.objects.current().filter(study_domain__in=domains).exists()


def broad_run_ups_in(domains: Collection[str]) -> tuple[str, ...]:
    """Return the names of the broad run-ups (one cluster each) in these study domains."""
    found = Programme.objects.current().filter(study_domain__in=domains, variants__kind=VariantKind.RUN_UP_BROAD)
    return tuple(found.order_by("search_text").values_list("name", flat=True).distinct())


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
        programme=learner.programme.name if learner.programme else "",
        clusters=_clusters(learner.readiness, learner.interests),
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
        programme=_programme_name(intake.programme_id),
        clusters=_clusters(intake.readiness, intake.fields),
    )


def _clusters(readiness: str, domains: Collection[str]) -> tuple[str, ...]:
    """Only who is advised a run-up needs to know which broad ones exist."""
    return broad_run_ups_in(domains) if readiness == Readiness.WILLING and domains else ()


def _programme_name(programme_id: int | None) -> str:
    row = Programme.objects.filter(pk=programme_id).values_list("name", flat=True).first() if programme_id else None
    return row or ""

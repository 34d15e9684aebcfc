"""What the pages of programme requests read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.actor import Actor
from accounts.models import User
from catalogue.models import Programme
from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value, rules_in_force
from learners.enums import CaseState
from learners.models import Learner
from research import rules_request as rules
from research.models import DossierPaper, ForumAdvice, ProgrammeRequest, Reconciliation, RequestFigure
from research.request_enums import FigureKey, PaperState, RequestState
from research.selectors import dossier_figures as dossier_figures  # noqa: PLC0414 - fills the registry
from research.selectors import dossier_known as dossier_known  # noqa: PLC0414 - fills the registry
from research.selectors import dossier_near as dossier_near  # noqa: PLC0414 - fills the registry
from research.selectors.dossier_scope import SITE
from research.selectors.rule_book import NORM, RULES
from schools.enums import SchoolRole
from schools.models import Campus, Membership, School

# The fields of a programmatieaanvraag before any advice. Only the school can tell these. It also chooses its campus and
# the programme; what is official about them the portal fills in. For the last two of the figures below (what fits beside
# it, what must be taught at school) the portal makes a draft that the school changes or keeps.
OWN = ("kind", "start_year", "expected_1", "expected_2", "expected_3", "teacher_needs")
COUNTED = (
    FigureKey.SCHOOL, FigureKey.CAMPUS, FigureKey.NIS, FigureKey.CODE, FigureKey.LEVEL, FigureKey.NORM,
    FigureKey.INTERESTED, FigureKey.WAITING, FigureKey.ACTIVE, FigureKey.ASLEEP, FigureKey.GREEN, FigureKey.WISHES,
    FigureKey.SHORTAGE, FigureKey.VACANCIES, FigureKey.LEAVERS, FigureKey.SAME_NEAR, FigureKey.SIMILAR_NEAR,
    FigureKey.FILL_NEAR, FigureKey.COVERAGE, FigureKey.SECTOR, FigureKey.FORUM, FigureKey.DEADLINE,
    FigureKey.DECISION_BY, FigureKey.COUNT_DAY, FigureKey.OVERLAP, FigureKey.GAPS,
)  # fmt: skip
DRAFTS = {"complementarity": FigureKey.OVERLAP, "equipment": FigureKey.GAPS}


@dataclass(frozen=True, slots=True)
class Term:
    """The dates of a request; None when the rule is not filled in."""

    until: dt.date | None
    decision_by: dt.date | None
    norm: int | None
    days_late: int


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One move, in words."""

    label: str
    at: dt.datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Everything the page and the paper of a request show."""

    request: ProgrammeRequest
    figures: list[RequestFigure]
    advices: list[ForumAdvice]
    term: Term
    under_norm: list[int]
    filled: rules.Filled
    paper: DossierPaper | None
    comparison: Reconciliation | None

    @property
    def advice(self) -> ForumAdvice | None:
        """The newest version of the advice of the forum."""
        return self.advices[0] if self.advices else None

    @property
    def steps_taken(self) -> list[StepTaken]:
        """How the request came to where it is, newest first."""
        return [
            StepTaken(str(RequestState(row.to_state).label), row.at, row.actor_label, row.reason)
            for row in self.request.log.all()
        ]

    @property
    def is_frozen(self) -> bool:
        """Whether the figures are kept as they were sent."""
        return self.request.state not in RequestState.BEFORE_SENT


def requests_for(actor: Actor) -> QuerySet[ProgrammeRequest]:
    """Return the requests an actor may read, newest school year first."""
    return ProgrammeRequest.objects.visible_to(actor).with_names().order_by("-start_year", "campus", "pk")


def requests_of_school(actor: Actor, school: School) -> QuerySet[ProgrammeRequest]:
    """Return the requests of one school."""
    return requests_for(actor).filter(campus__school=school)


def request_by(actor: Actor, public_id: UUID) -> QuerySet[ProgrammeRequest]:
    """Return the request with this id, as far as the actor may read it (zero or one row)."""
    own = Prefetch("figures", RequestFigure.objects.order_by("pk"))
    rows = (
        ProgrammeRequest.objects.visible_to(actor)
        .with_names()
        .select_related("programme__partnership", "reconciliation")
    )
    return rows.prefetch_related(own, "advices", "outside_advices", "log").filter(public_id=public_id)


def may_write(actor: Actor, request: ProgrammeRequest) -> bool:
    """Tell whether the actor fills in for the school (or is a colleague of the Steunpunt)."""
    return actor.is_staff or request.campus.school_id in actor.schools


def term_of(request: ProgrammeRequest, today: dt.date) -> Term:
    """Return the dates that hold for a request (at most 4 queries)."""
    month, day = _rule("deadline-month", today), _rule("deadline-day", today)
    until = rules.deadline(request.start_year, month, day) if month and day else None
    months = _rule("decision-months", today)
    start = request.sent_on or until
    decision_by = rules.months_later(start, months) if start and months else None
    norm = _rule(SITE, today, NORM)
    return Term(until, decision_by, norm, rules.days_late(request.state, today, until, decision_by))


def _rule(scope: str, today: dt.date, key: str = RULES) -> int | None:
    try:
        return int(rule_value(key, scope, on=today))
    except RuleMissing:
        return None


def request_page(request: ProgrammeRequest, today: dt.date) -> RequestPage:
    """Return the page of a request that was read with `request_by`."""
    order = {key: at for at, key in enumerate(FigureKey.values)}
    figures = sorted(request.figures.all(), key=lambda row: order.get(row.key, len(order)))
    term = term_of(request, today)
    return RequestPage(
        request=request,
        figures=figures,
        advices=sorted(request.advices.all(), key=lambda row: -row.version),
        term=term,
        under_norm=rules.under_norm(request.expected(), term.norm),
        filled=filled_of(figures),
        paper=DossierPaper.objects.defer("content").filter(request=request).first(),
        comparison=getattr(request, "reconciliation", None),
    )


def filled_of(figures: Iterable[RequestFigure]) -> rules.Filled:
    """Return how many fields of a request the portal filled in itself. A figure with a reason instead does not count,
    nor does a nought with nothing to compare it with.
    """
    there = {row.key for row in figures if not row.missing and not row.is_bare}
    return rules.Filled(sum(key in there for key in COUNTED), len(COUNTED) + len(OWN))


def drafts_of(request: ProgrammeRequest) -> dict[str, str]:
    """Return what the portal proposes for fields of the school that are still empty."""
    told = {row.key: row.text for row in request.figures.all() if not row.missing}
    return {name: told[key] for name, key in DRAFTS.items() if key in told and not getattr(request, name)}


def campuses_of(school: School) -> QuerySet[Campus]:
    """Return the campuses of a school by name."""
    return Campus.objects.filter(school=school).select_related("municipality").order_by("name", "pk")


def programmes_to_ask() -> QuerySet[Programme]:
    """Return the programmes that may be asked for, by name."""
    return Programme.objects.current().order_by("name", "pk")


def start_years(today: dt.date) -> list[str]:
    """Return the school years that can be asked for. Raises `RuleMissing` when the deadline is not filled in."""
    month, day = (int(rule_value(RULES, scope, on=today)) for scope in ("deadline-month", "deadline-day"))
    return rules.start_years(today, month, day)


def warning_days(today: dt.date) -> list[int]:
    """Return how many days before its deadline a draft reminds its school; none when nobody filled that in."""
    rows = rules_in_force((RULES,), on=today).filter(scope__startswith="warn-")
    return sorted({row.scope: int(row.value) for row in rows}.values())


def counting_day(request: ProgrammeRequest, today: dt.date) -> dt.date:
    """Return from which day a started programme is compared with its request. Raises `RuleMissing`."""
    month, day = (int(rule_value(RULES, scope, on=today)) for scope in ("count-month", "count-day"))
    return rules.counting_day(request.start_year, month, day)


def enrolled_now(request: ProgrammeRequest) -> int:
    """Count the learners of the programme at the school, as the portal knows them."""
    here = Learner.objects.filter(school=request.campus.school_id, programme=request.programme_id)
    return here.exclude(case__state=CaseState.CLOSED).count()


def directors_of(request: ProgrammeRequest) -> list[User]:
    """Return the active directors of the school of a request."""
    rows = Membership.objects.filter(
        school=request.campus.school_id, role=SchoolRole.DIRECTOR, user__is_active=True
    ).select_related("user")
    return [row.user for row in rows.order_by("pk")]


def requests_to_watch() -> QuerySet[ProgrammeRequest]:
    """Return the requests that wait for somebody."""
    return ProgrammeRequest.objects.open().with_names().order_by("pk")


def paper_by(actor: Actor, public_id: UUID) -> QuerySet[DossierPaper]:
    """Return the finished paper of a request the actor may read."""
    seen = ProgrammeRequest.objects.visible_to(actor).filter(public_id=public_id)
    return DossierPaper.objects.filter(request__in=seen, state=PaperState.READY).select_related("request")


def stuck_papers(before: dt.datetime) -> list[int]:
    """Return the papers that no worker finished in time."""
    return list(DossierPaper.objects.stuck(before).order_by("pk").values_list("pk", flat=True))

"""Following a learner up on one agreement: visits, evaluations and how far the training plan is."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from placements.enums import AgreementState, Party, PlanPlace
from placements.follow_enums import EvaluationSide, EvaluationState, Grade, ProofState, VisitState
from placements.models import Agreement, Evaluation, EvaluationRound, EvaluationScore, PlanLine, Proof, Visit
from placements.rules import follow as rules
from placements.selectors.attitudes import attitudes

SIDE_OF = {Party.COMPANY: EvaluationSide.MENTOR, Party.SCHOOL: EvaluationSide.COACH}


@dataclass(frozen=True, slots=True)
class ProgressPart:
    """How far the training plan is: the lines, the parts of the bar, and how many activities were shown."""

    lines: tuple[rules.Line, ...]
    shares: tuple[rules.Share, ...]
    shown: int

    @property
    def total(self) -> int:
        """How many activities the plan has."""
        return len(self.lines)

    @property
    def has_scores(self) -> bool:
        """Whether anybody gave a score."""
        return any(line.given for line in self.lines)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One moment of evaluation: who handed in, and which sides this visitor fills in."""

    round: EvaluationRound
    handed_in: tuple[Evaluation, ...]
    mine: tuple[EvaluationSide, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The sides that did not hand in."""
        given = {row.side for row in self.handed_in}
        return tuple(str(side.label) for side in EvaluationSide if side not in given)

    @property
    def todo(self) -> tuple[EvaluationSide, ...]:
        """The sides of this visitor that did not hand in."""
        given = {row.side for row in self.handed_in}
        return tuple(side for side in self.mine if side not in given)


@dataclass(frozen=True, slots=True)
class FollowPage:
    """Everything the page of following up shows; `may` holds the verbs of this visitor."""

    progress: ProgressPart
    visits: tuple[Visit, ...]
    rounds: tuple[RoundLine, ...]
    proofs_waiting: int
    may: frozenset[str]

    @property
    def is_asked(self) -> bool:
        """Whether a moment of evaluation runs: one at a time."""
        return any(line.round.state == EvaluationState.ASKED for line in self.rounds)


def sides_of(parties: Iterable[Party]) -> tuple[EvaluationSide, ...]:
    """Return for which sides these parties evaluate: the company as mentor, the school as coach."""
    return tuple(SIDE_OF[party] for party in (Party.COMPANY, Party.SCHOOL) if party in frozenset(parties))


def progress_part(agreement: Agreement, plan: Iterable[PlanLine]) -> ProgressPart:
    """Return how far the plan is (1 query): of each side the newest score of an activity counts."""
    rows = EvaluationScore.objects.filter(
        evaluation__round__agreement=agreement, evaluation__replaced_at=None, activity__isnull=False
    ).exclude(evaluation__round__state=EvaluationState.CANCELLED)
    newest: dict[int, dict[str, rules.Given]] = {}
    order = ("evaluation__round__last_day", "evaluation__handed_in_at", "pk")
    for activity, side, grade, moment in rows.order_by(*order).values_list(
        "activity", "evaluation__side", "grade", "evaluation__handed_in_at"
    ):
        given = rules.Given(EvaluationSide(side), Grade(grade), timezone.localtime(moment).date())
        newest.setdefault(activity, {})[side] = given
    lines = rules.lines_of(
        ((line.activity_id, line.activity.text) for line in plan),
        {key: tuple(sides.values()) for key, sides in newest.items()},
    )
    shares = rules.shares_of(lines)
    return ProgressPart(lines, shares, shares[0].count)


def follow_page(agreement: Agreement, parties: frozenset[Party], plan: Iterable[PlanLine]) -> FollowPage:
    """Return the page (5 queries). A visit's note is for the school and the Steunpunt: the page leaves it out otherwise."""
    sides = sides_of(parties)
    proofs = Proof.objects.filter(agreement=agreement, state=ProofState.ASKED).count() if parties else 0
    return FollowPage(
        progress=progress_part(agreement, plan),
        visits=tuple(agreement.visits.exclude(state=VisitState.CANCELLED).order_by("-visit_on", "-pk")),
        rounds=tuple(RoundLine(row, tuple(getattr(row, "counting", ())), sides) for row in rounds_of(agreement)),
        proofs_waiting=proofs,
        may=follow_verbs(agreement, parties),
    )


def follow_verbs(agreement: Agreement, parties: frozenset[Party]) -> frozenset[str]:
    """Return what these parties may do: the school visits and asks, school and company evaluate, the company confirms."""
    verbs = set[str]()
    if Party.SCHOOL in parties:
        verbs.add("note_visit")
        if agreement.state in AgreementState.BINDING:
            verbs |= {"plan_visit", "ask_evaluation"}
    if Party.COMPANY in parties and agreement.state in (*AgreementState.BINDING, AgreementState.ENDED):
        verbs.add("confirm")
    return frozenset(verbs)


def rounds_of(agreement: Agreement) -> QuerySet[EvaluationRound]:
    """Return the moments of evaluation of an agreement with what counts, newest first (2 queries)."""
    counting = Evaluation.objects.filter(replaced_at=None).order_by("side")
    rows = EvaluationRound.objects.filter(agreement=agreement, state__in=EvaluationState.READABLE)
    return rows.prefetch_related(Prefetch("evaluations", counting, to_attr="counting")).order_by("-last_day", "-pk")


def visit_of(agreement: Agreement, public_id: uuid.UUID) -> Visit | None:
    """Return one visit of an agreement."""
    return agreement.visits.filter(public_id=public_id).first()


def round_of(agreement: Agreement, public_id: uuid.UUID) -> EvaluationRound | None:
    """Return one moment of evaluation of an agreement."""
    return EvaluationRound.objects.filter(agreement=agreement, public_id=public_id).first()


def round_by(public_id: uuid.UUID) -> EvaluationRound | None:
    """Return the moment of evaluation behind a mailed link, with what its page shows."""
    rows = EvaluationRound.objects.select_related(
        "agreement__learner__contact", "agreement__workplace__establishment__company", "agreement__programme"
    )
    return rows.filter(public_id=public_id, agreement__learner__contact__isnull=False).first()


def counting_of(row: EvaluationRound, side: EvaluationSide) -> Evaluation | None:
    """Return what a side handed in and still counts."""
    return Evaluation.objects.filter(round=row, side=side, replaced_at=None).first()


def evaluated_lines(agreement: Agreement, side: EvaluationSide) -> list[PlanLine]:
    """Return the activities a side scores: the mentor what is learned at work, the coach all (1 query)."""
    lines = agreement.plan.select_related("activity").order_by("position", "pk")
    if side == EvaluationSide.MENTOR:
        lines = lines.filter(place__in=PlanPlace.AT_WORK)
    return list(lines)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One thing that was scored, with the words of each side in the order of `EvaluationSide`; empty when not scored."""

    label: str
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was handed in for one moment, side beside side."""

    evaluations: tuple[Evaluation, ...]
    activities: tuple[ResultRow, ...]
    attitudes: tuple[ResultRow, ...]
    replaced: tuple[Evaluation, ...]


def results_of(row: EvaluationRound) -> Results:
    """Return the scores of a moment, side beside side (2 queries)."""
    known = list(Evaluation.objects.filter(round=row).order_by("side", "version"))
    scores = EvaluationScore.objects.filter(evaluation__round=row, evaluation__replaced_at=None)
    words: dict[Any, dict[str, str]] = {}
    labels = dict(attitudes())
    texts: dict[int, str] = {}
    for score in scores.select_related("evaluation", "activity").order_by("activity__code", "pk"):
        key = score.activity_id or score.attitude
        words.setdefault(key, {})[score.evaluation.side] = str(score.get_grade_display())
        if score.activity is not None:
            texts[score.activity.pk] = score.activity.text
    return Results(
        evaluations=tuple(one for one in known if one.replaced_at is None),
        activities=tuple(_result(text, words[key]) for key, text in texts.items()),
        attitudes=tuple(_result(gettext(labels.get(key, key)), words[key]) for key in words if isinstance(key, str)),
        replaced=tuple(one for one in known if one.replaced_at is not None),
    )


def _result(label: str, words: dict[str, str]) -> ResultRow:
    return ResultRow(label, tuple(words.get(side, "") for side in EvaluationSide))


def last_evaluated_until(agreement: Agreement) -> dt.date | None:
    """Return until which day the last evaluation reached; None when there was none."""
    rows = EvaluationRound.objects.filter(agreement=agreement, state__in=EvaluationState.READABLE)
    found: dt.date | None = rows.aggregate(last=Max("last_day"))["last"]
    return found

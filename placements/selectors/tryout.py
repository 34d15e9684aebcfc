"""Reads about try-out days: one page for each side, what the night looks at, and what they bring."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.actor import Actor
from learners.models import Learner
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from placements.enums import AgreementState, TryOutResult, TryOutSide, TryOutState
from placements.models import Agreement, TryOut, TryOutAnswer
from placements.rules import tryout as rules
from placements.rules.tryout import Share

PAIR = {"learner": OuterRef("learner"), "workplace": OuterRef("workplace")}


@dataclass(frozen=True, slots=True)
class TryOutPage:
    """The days for one side: what can be done now, and whether this side answered afterwards."""

    row: TryOut
    side: TryOutSide
    may: frozenset[str]
    answered: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How often try-outs end in an agreement, and how often agreements break off with and without one before."""

    converted: Share
    broken_with: Share
    broken_without: Share
    results: tuple[tuple[str, Share], ...]


def page_of(row: TryOut, side: TryOutSide) -> TryOutPage:
    """Return the page of the days for a side (1 query)."""
    state, staff = row.state, side == TryOutSide.STAFF
    answered = set(TryOutAnswer.objects.filter(try_out=row).values_list("side", flat=True))
    pair = side in TryOutSide.PAIR
    verbs = {
        "accept": state == TryOutState.ASKED and (staff or side == rules.answers_first(row.asked_by)),
        "confirm": state == TryOutState.SCHOOL and (staff or side == TryOutSide.SCHOOL),
        "cancel": state in TryOutState.BEFORE and (pair or staff or state != TryOutState.ASKED),
        "answer": state == TryOutState.REVIEW and pair and side not in answered,
    }
    return TryOutPage(row, side, frozenset(verb for verb, may in verbs.items() if may), side in answered)


def side_of(actor: Actor, row: TryOut) -> TryOutSide:
    """Return for which side an actor who may see the days speaks."""
    if actor.is_staff:
        return TryOutSide.STAFF
    if row.learner_id in actor.learners:
        return TryOutSide.LEARNER
    if row.workplace.establishment.company_id in actor.companies:
        return TryOutSide.COMPANY
    return TryOutSide.SCHOOL


def proposal_to_try(actor: Actor, code: str) -> tuple[Proposal, TryOutSide] | None:
    """Return the introduction with this code and the side that asks; None when the actor may not ask there."""
    rows = Proposal.objects.with_pair().visible_to(actor).filter(code=code, state=ProposalState.INTRODUCED)
    row = rows.first()
    if row is None:
        return None
    if actor.is_staff:
        return row, TryOutSide.STAFF
    if row.learner_id in actor.learners:
        return row, TryOutSide.LEARNER
    if row.workplace.establishment.company_id in actor.companies:
        return row, TryOutSide.COMPANY
    if row.learner.school_id in actor.director_of | actor.coach_of:
        return row, TryOutSide.SCHOOL
    return None


def asked_days(proposal: Proposal) -> TryOut | None:
    """Return the days that are asked or planned already at the place of an introduction, None when there are none."""
    return TryOut.objects.live().filter(learner=proposal.learner_id, workplace=proposal.workplace_id).first()


def to_try(proposals: Iterable[Proposal]) -> frozenset[str]:
    """Return the codes of the introductions where days can still be asked (1 query, none without introductions).

    Not where days are asked already, and not where everybody signed: trying out comes before that.
    """
    codes = [row.code for row in proposals if row.state == ProposalState.INTRODUCED]
    rows = Proposal.objects.filter(code__in=codes).exclude(Exists(TryOut.objects.live().filter(**PAIR)))
    rows = rows.exclude(Exists(Agreement.objects.binding().filter(**PAIR)))
    return frozenset(rows.values_list("code", flat=True)) if codes else frozenset()


def with_days(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return proposals with `days`, the id of try-out days of the pair that are not over, and `agreed`: all signed."""
    days = TryOut.objects.live().filter(**PAIR).values("public_id")[:1]
    return rows.annotate(days=Subquery(days), agreed=Exists(Agreement.objects.binding().filter(**PAIR)))


def company_may_try(actor: Actor, proposal: Proposal) -> bool:
    """Whether a reader of the company (not only somebody with its link) can ask for days here."""
    return proposal.workplace.establishment.company_id in actor.companies and bool(to_try([proposal]))


def proposal_at_place(actor: Actor, workplace_id: int) -> str:
    """Return the code of the introduction of a learner that speaks here with a place, where days can be asked; or ""."""
    if not actor.learners:
        return ""
    rows = Proposal.objects.filter(learner__in=actor.learners, workplace=workplace_id)
    return next(iter(sorted(to_try(rows.filter(state=ProposalState.INTRODUCED)))), "")


def try_out_for(actor: Actor, public_id: uuid.UUID) -> QuerySet[TryOut]:
    """Return the days an actor may see."""
    return TryOut.objects.with_all().visible_to(actor).filter(public_id=public_id)


def try_out_by(public_id: uuid.UUID) -> TryOut | None:
    """Return the days behind a mailed link."""
    return TryOut.objects.with_all().filter(public_id=public_id).first()


def with_try_outs(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Return the learners with `try_out`: the public id of the days that are asked or planned now."""
    live = TryOut.objects.live().filter(learner=OuterRef("pk")).order_by("-pk")
    return learners.annotate(try_out=Subquery(live.values("public_id")[:1]))


def over(today: dt.date) -> QuerySet[TryOut]:
    """Return the planned days that are over."""
    return TryOut.objects.filter(state=TryOutState.PLANNED, last_day__lt=today).order_by("pk")


def unanswered(today: dt.date) -> QuerySet[TryOut]:
    """Return the questions nobody answered in time, or whose first day passed."""
    waiting = (TryOutState.ASKED, TryOutState.SCHOOL)
    late = Q(state_due_on__lt=today) | Q(first_day__lt=today)
    return TryOut.objects.filter(late, state__in=waiting).order_by("pk")


def unreviewed(today: dt.date) -> QuerySet[TryOut]:
    """Return the days after which not both answered in time."""
    return TryOut.objects.filter(state=TryOutState.REVIEW, state_due_on__lt=today).order_by("pk")


def figures(smallest: int) -> Figures:
    """Return what try-out days bring (4 queries). A share of a small group is hidden; without rows it is unknown."""
    done = TryOut.objects.filter(state=TryOutState.DONE)
    signed = Agreement.objects.filter(signed_at__isnull=False)
    after = signed.filter(
        learner=OuterRef("learner"),
        workplace__establishment=OuterRef("workplace__establishment"),
        signed_at__date__gte=OuterRef("first_day"),
    )
    outcomes = list(done.annotate(signed=Exists(after)).values_list("result", "signed"))
    before = done.filter(
        learner=OuterRef("learner"),
        workplace__establishment=OuterRef("workplace__establishment"),
        first_day__lte=OuterRef("signed_at__date"),
    )
    began = signed.filter(state__in=(*AgreementState.BINDING, AgreementState.ENDED))
    rows = list(began.annotate(tried=Exists(before)).values_list("tried", "end_cause"))
    broken = {tried: [bool(cause) for was, cause in rows if was == tried] for tried in (True, False)}
    results = [result for result, _signed in outcomes]
    return Figures(
        converted=rules.share_of(sum(made for _result, made in outcomes), len(outcomes), smallest),
        broken_with=rules.share_of(sum(broken[True]), len(broken[True]), smallest),
        broken_without=rules.share_of(sum(broken[False]), len(broken[False]), smallest),
        results=tuple(
            (str(label), rules.share_of(results.count(value), len(results), smallest))
            for value, label in TryOutResult.choices
        ),
    )

"""What a company or a learner finds on the own desk or page: agreements and try-out days, with what waits for them."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from placements.enums import AgreementState, MeetingState, Party, TryOutSide, TryOutState
from placements.follow_enums import EvaluationSide, EvaluationState, ProofState
from placements.models import (
    Agreement,
    Evaluation,
    EvaluationRound,
    Meeting,
    MomentTick,
    Proof,
    Signature,
    TryOut,
    TryOutAnswer,
)
from placements.rules.tryout import answers_first

KEPT = (*AgreementState.LIVE, AgreementState.ENDED)
MEETING = ("public_id", "kind", "state", "starts_at", "minutes", "place", "label")


@dataclass(frozen=True, slots=True)
class OwnAgreement:
    """One agreement for one of its parties; `todos` are what waits for this party: the words and the address."""

    agreement: Agreement
    todos: tuple[tuple[str, str], ...]
    meetings: tuple[Meeting, ...] = ()

    @property
    def is_ended(self) -> bool:
        """Whether it is over."""
        return self.agreement.state == AgreementState.ENDED


@dataclass(frozen=True, slots=True)
class OwnTryOut:
    """Try-out days for one side; `waits` when this side has to say something; `code` is of their introduction."""

    public_id: uuid.UUID
    code: str
    learner: str
    company: str
    first_day: dt.date
    days: int
    state: str
    waits: bool


def agreements_of_companies(company_ids: Iterable[int]) -> list[OwnAgreement]:
    """Return the agreements of these companies that are not over, what waits for the company first (1 query)."""
    rows = Agreement.objects.live().filter(
        workplace__establishment__company__in=list(company_ids), learner__contact__isnull=False
    )
    of_row = {"agreement": OuterRef("pk")}
    by_mentor = Evaluation.objects.filter(round=OuterRef("pk"), side=EvaluationSide.MENTOR, replaced_at=None)
    rounds = EvaluationRound.objects.filter(state=EvaluationState.ASKED, **of_row).exclude(Exists(by_mentor))
    found = _with_place(rows).annotate(
        signed=Exists(Signature.objects.filter(party=Party.COMPANY, **of_row)),
        to_tick=Exists(_to_tick(Party.COMPANY)),
        to_evaluate=Exists(rounds),
        to_confirm=Exists(Proof.objects.filter(state=ProofState.ASKED, **of_row)),
    )
    own = [OwnAgreement(row, _todos_of_company(row)) for row in found]
    return sorted(own, key=lambda one: not one.todos)


def agreements_of_learner(learner_id: int, now: dt.datetime) -> list[OwnAgreement]:
    """Return the agreements of a learner with their appointments to come, what waits for the learner first (1 query)."""
    rows = _with_place(Agreement.objects.filter(learner=learner_id, state__in=KEPT)).annotate(
        signed=Exists(Signature.objects.filter(party=Party.LEARNER, agreement=OuterRef("pk"))),
        next=FilteredRelation("meetings", condition=_to_come(now)),
        **{f"next_{name}": F(f"next__{name}") for name in MEETING},
    )
    found: dict[int, tuple[Agreement, list[Meeting]]] = {}
    for row in rows:
        first, meetings = found.setdefault(row.pk, (row, []))
        if row.next_public_id is not None and row.state in AgreementState.LIVE:  # type: ignore[attr-defined]
            meetings.append(Meeting(agreement=first, **{name: getattr(row, f"next_{name}") for name in MEETING}))
    own = [OwnAgreement(row, _sign(row, Party.LEARNER), tuple(meetings)) for row, meetings in found.values()]
    return sorted(own, key=lambda one: (not one.todos, one.is_ended))


def appointments_of(own: Iterable[OwnAgreement]) -> list[Meeting]:
    """Return the appointments of these agreements: first the ones to choose a moment for, then the next one."""
    found = [meeting for one in own for meeting in one.meetings]
    return sorted(found, key=lambda one: one.starts_at.timestamp() if one.starts_at else 0.0)


def _to_come(now: dt.datetime) -> Q:
    """Whether an appointment is still to choose or to come (or began a moment ago)."""
    recent = Q(meetings__starts_at__gte=now - dt.timedelta(hours=8))
    return Q(meetings__state=MeetingState.ASKED) | Q(meetings__state=MeetingState.SET) & recent


def try_outs_of_companies(company_ids: Iterable[int]) -> list[OwnTryOut]:
    """Return the try-out days at these companies that are not over, what waits for the company first (1 query)."""
    rows = TryOut.objects.filter(workplace__establishment__company__in=list(company_ids))
    return _try_outs(rows, TryOutSide.COMPANY)


def try_outs_of_learner(learner_id: int) -> list[OwnTryOut]:
    """Return the try-out days of a learner that are not over, what waits for the learner first (1 query)."""
    return _try_outs(TryOut.objects.filter(learner=learner_id), TryOutSide.LEARNER)


def try_outs_for_school(learner_id: int) -> list[OwnTryOut]:
    """Return the try-out days of a learner of the school that are not over, what the school must look at first (1 query)."""
    return _try_outs(TryOut.objects.filter(learner=learner_id), TryOutSide.SCHOOL)


def _with_place(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    loaded = rows.select_related("learner__contact", "programme", "workplace__establishment__company")
    return loaded.order_by("state_due_on", "-starts_on", "pk")


def _to_tick(party: Party) -> QuerySet[Meeting]:
    """Return the proposed moments of an agreement of which this party ticked none."""
    ticked = MomentTick.objects.filter(moment__meeting=OuterRef("pk"), party=party)
    asked = Meeting.objects.filter(agreement=OuterRef("pk"), state=MeetingState.ASKED).exclude(proposed_by=party)
    return asked.exclude(Exists(ticked))


def _todos_of_company(row: Agreement) -> tuple[tuple[str, str], ...]:
    todos = list(_sign(row, Party.COMPANY))
    if row.state == AgreementState.DRAFT:
        todos.append((_("Vul het deel van het bedrijf in"), _address("company_part", row)))
    if row.to_tick:  # type: ignore[attr-defined]
        todos.append((_("Kruis aan wat past"), _address("agreement", row)))
    if row.state in AgreementState.BINDING and row.to_evaluate:  # type: ignore[attr-defined]
        todos.append((_("Vul de evaluatie in"), _address("follow", row)))
    if row.state in AgreementState.BINDING and row.to_confirm:  # type: ignore[attr-defined]
        todos.append((_("Bevestig wat de lerende kan"), _address("proofs", row)))
    return tuple(todos)


def _sign(row: Agreement, party: Party) -> tuple[tuple[str, str], ...]:
    if row.state != AgreementState.SIGNING or row.signed:  # type: ignore[attr-defined]
        return ()
    return ((_("Teken"), _address("sign", row, party.value)),)


def _address(name: str, row: Agreement, *args: str) -> str:
    return reverse(f"placements:{name}", args=[row.public_id, *args])


def _try_outs(rows: QuerySet[TryOut], side: TryOutSide) -> list[OwnTryOut]:
    answered = TryOutAnswer.objects.filter(try_out=OuterRef("pk"), side=side)
    found = rows.filter(state__in=TryOutState.LIVE, learner__contact__isnull=False).select_related(
        "learner__contact", "proposal", "workplace__establishment__company"
    )
    own = [
        OwnTryOut(
            public_id=row.public_id,
            code=row.proposal.code if row.proposal else "",
            learner=row.learner.contact.first_name,
            company=row.workplace.establishment.company.name,
            first_day=row.first_day,
            days=row.days,
            state=row.get_state_display(),
            waits=_waits(row, side),
        )
        for row in found.annotate(answered=Exists(answered)).order_by("first_day", "pk")
    ]
    return sorted(own, key=lambda one: not one.waits)


def _waits(row: TryOut, side: TryOutSide) -> bool:
    if side == TryOutSide.SCHOOL:
        return row.state == TryOutState.SCHOOL
    if row.state == TryOutState.REVIEW:
        return not row.answered  # type: ignore[attr-defined]
    return row.state == TryOutState.ASKED and answers_first(row.asked_by) == side

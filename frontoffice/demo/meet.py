"""Made-up appointments, messages, answers to "hoe gaat het?" and try-out days."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from core.states import MoveRefused
from frontoffice.demo.plan import World
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from placements.enums import (
    AgreementState,
    MeetingKind,
    Party,
    PulseAnswer,
    PulseSide,
    TryOutGoOn,
    TryOutLiked,
    TryOutSide,
)
from placements.models import Agreement, TryOut
from placements.services import planner, pulse, thread, tryout
from schools.models import School

MOST, TRY_OUTS, SILENT_DAYS = 12, 9, 5
KEYS = uuid.UUID("6b1d9c54-7a0e-4f0e-9a53-5d1c2b7e0f11")
ANSWERS = (PulseAnswer.GOOD, PulseAnswer.MIXED, PulseAnswer.GOOD, PulseAnswer.BAD)
MESSAGES = (
    (Party.SCHOOL, "Kom je vrijdag langs de zij-ingang? Daar staat de mentor je op te wachten."),
    (Party.COMPANY, "Dat is goed. Breng je veiligheidsschoenen mee."),
)


def play(world: World, actor: Actor) -> int:
    """Let the parties of running agreements meet, write and tell how it goes. Returns how many."""
    rows = Agreement.objects.with_all().filter(state=AgreementState.RUNNING).order_by("pk")[:MOST]
    for number, agreement in enumerate(rows):
        _meet(world, actor, agreement, number)
        _tell(agreement, number)
    return len(rows)


def play_try_outs(world: World, actor: Actor, school: School) -> int:
    """Ask days to look around for introductions, each a step further than the one before; of `school` first.

    Returns how many.
    """
    rows = Proposal.objects.with_pair().filter(state=ProposalState.INTRODUCED, learner__school__isnull=False)
    free = rows.exclude(learner__in=Agreement.objects.values("learner"))
    chosen = sorted(free.order_by("pk"), key=lambda row: row.learner.school_id != school.pk)[:TRY_OUTS]
    return sum(_try_out(world, actor, proposal, number) for number, proposal in enumerate(chosen))


def _meet(world: World, actor: Actor, agreement: Agreement, number: int) -> None:
    first = timezone.make_aware(dt.datetime.combine(world.today, dt.time(14))) + dt.timedelta(
        days=8 - world.today.weekday()
    )
    meeting = planner.propose_meeting(
        actor=actor,
        agreement=agreement,
        party=Party.SCHOOL,
        kind=(MeetingKind.EVALUATION, MeetingKind.OTHER)[number % 2],
        moments=[first + dt.timedelta(days=days) for days in range(3)],
        minutes=45,
        place=str(agreement.workplace.establishment.company),
    )
    chosen = meeting.moments.order_by("starts_at").first()
    if number % 3 != 2 and chosen:
        planner.tick_moments(actor=actor, meeting=meeting, party=Party.COMPANY, suiting=[chosen.pk])
    if number % 3 == 0 and chosen:
        planner.choose_moment(actor=actor, meeting=meeting, moment_id=chosen.pk)
    for party, text in MESSAGES[: number % 3]:
        key = uuid.uuid5(KEYS, f"{agreement.pk} {party}")
        thread.write_message(actor=SYSTEM, agreement=agreement, party=party, text=text, once_key=key)


def _tell(agreement: Agreement, number: int) -> None:
    for turn, side in enumerate(PulseSide):
        asked = pulse.ask_pulse(agreement=agreement, side=side, week=1, silent_days=SILENT_DAYS)
        if asked and number % 5 != 4:
            pulse.answer_pulse(actor=SYSTEM, pulse=asked, answer=ANSWERS[(number + turn) % len(ANSWERS)])


def _try_out(world: World, actor: Actor, proposal: Proposal, number: int) -> bool:
    first = world.today + dt.timedelta(days=7 - world.today.weekday())
    try:
        made = tryout.ask_try_out(
            actor=actor, proposal=proposal, asked_by=TryOutSide.STAFF, first_day=first, days=2,
            starts=dt.time(9), ends=dt.time(16), with_whom="De mentor", brings="Stevige schoenen en je boterhammen",
        )  # fmt: skip
    except (ValidationError, MoveRefused):
        return False
    if number % 4 > 0:
        tryout.accept_try_out(actor=actor, try_out=made)
    if number % 4 > 1:
        tryout.confirm_try_out(actor=actor, try_out=made)
    if number % 4 == 3:
        _over(world, actor, made)
    return True


def _over(world: World, actor: Actor, row: TryOut) -> None:
    """Put the days in last week and let both sides answer."""
    day = world.today - dt.timedelta(days=3)
    TryOut.objects.filter(pk=row.pk).update(first_day=day, last_day=day + dt.timedelta(days=1), state_due_on=day)
    row = tryout.ask_review(actor=actor, try_out=row)
    for side in TryOutSide.PAIR:
        tryout.answer_try_out(
            actor=actor, try_out=row, side=TryOutSide(side), liked=TryOutLiked.GOOD, goes_on=TryOutGoOn.YES
        )

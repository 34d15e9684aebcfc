"""Reads of the talks with partners: the list of a year, the page that prepares and reports."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.actor import Actor
from accounts.models import PartnerOrganisation
from actionplan.enums import FoundingKind, TalkState
from actionplan.models import Action, Commitment, FoundingItem, Talk, TalkScore
from actionplan.selectors.people import partners
from learners.enums import ReferralOutcome
from learners.models import Referral


@dataclass(frozen=True, slots=True)
class PartnerYear:
    """A partner with the talk of a year, None when there is none."""

    partner: PartnerOrganisation
    talk: Talk | None


@dataclass(frozen=True, slots=True)
class Referred:
    """How many hand-overs a partner got in a year, how many it answered and took up."""

    sent: int
    answered: int
    taken_up: int


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What prepares a talk and reports on it. `before` is the talk of the year before, with what was agreed then."""

    talk: Talk
    actions: list[Action]
    referred: Referred
    scores: list[TalkScore]
    commitments: list[Commitment]
    before: Talk | None
    scores_before: list[TalkScore]
    open_before: list[Commitment]


TAKEN_UP = (
    ReferralOutcome.ACCEPTED,
    ReferralOutcome.ACCEPTED_LATER,
    ReferralOutcome.ALREADY_FOLLOWED,
    ReferralOutcome.FINISHED,
)


def partner_years(year: int) -> list[PartnerYear]:
    """Return every active partner with its talk of a year (two queries)."""
    talks = {talk.partner_id: talk for talk in Talk.objects.filter(year=year)}
    return [PartnerYear(partner, talks.get(partner.pk)) for partner in partners()]


def talks_of_partners_of(actor: Actor) -> QuerySet[Talk]:
    """Return the talks with the actor's own organisations, newest first, with scores and commitments (three queries)."""
    scores = TalkScore.objects.select_related("factor").order_by("factor__number")
    agreed = Commitment.objects.select_related("action").order_by("due_on", "pk")
    return (
        Talk.objects.filter(partner__in=actor.partners)
        .select_related("partner")
        .prefetch_related(Prefetch("scores", scores), Prefetch("commitments", agreed))
        .order_by("-year", "partner__name", "pk")
    )


def partner_by(public_id: uuid.UUID) -> QuerySet[PartnerOrganisation]:
    """Return an active partner (zero or one row)."""
    return partners().filter(public_id=public_id)


def talk_by(public_id: uuid.UUID) -> QuerySet[Talk]:
    """Return a talk with its partner (zero or one row)."""
    return Talk.objects.select_related("partner").filter(public_id=public_id)


def commitment_by(public_id: uuid.UUID) -> QuerySet[Commitment]:
    """Return a commitment with its talk (zero or one row)."""
    return Commitment.objects.select_related("talk__partner", "action").filter(public_id=public_id)


def factors_to_score() -> list[FoundingItem]:
    """Return the five factors of 5.1, on which partner and Steunpunt score."""
    return list(FoundingItem.objects.filter(kind=FoundingKind.CRITICAL_FACTOR).order_by("number"))


def talk_page(talk: Talk) -> TalkPage:
    """Return what prepares a talk and reports on it."""
    partner = talk.partner
    earlier = Talk.objects.filter(partner=partner, year__lt=talk.year, state=TalkState.HELD).order_by("-year").first()
    actions = Action.objects.of_current_plan().filter(partners=partner).order_by("number", "pk")
    open_before = Commitment.objects.filter(talk__partner=partner, talk__year__lt=talk.year, state="open")
    return TalkPage(
        talk=talk,
        actions=list(actions),
        referred=_referred(partner, talk.year),
        scores=_scores(talk),
        commitments=list(talk.commitments.select_related("action").order_by("due_on", "pk")),
        before=earlier,
        scores_before=_scores(earlier) if earlier else [],
        open_before=list(open_before.select_related("talk", "action").order_by("due_on", "pk")),
    )


def _scores(talk: Talk) -> list[TalkScore]:
    return list(talk.scores.select_related("factor").order_by("factor__number"))


def _referred(partner: PartnerOrganisation, year: int) -> Referred:
    rows = list(Referral.objects.filter(partner=partner, created_at__year=year).values_list("outcome", flat=True))
    answered = [outcome for outcome in rows if outcome]
    return Referred(len(rows), len(answered), len([one for one in answered if one in TAKEN_UP]))


def talks_to_note(today: dt.date) -> QuerySet[Talk]:
    """Return the talks whose day is over and of which nobody wrote how they went."""
    return Talk.objects.filter(state=TalkState.PLANNED, planned_on__lt=today).select_related("partner")


def late_commitments(today: dt.date) -> QuerySet[Commitment]:
    """Return the commitments that should have been kept."""
    return Commitment.objects.late(today).select_related("talk__partner")

"""Pure questions about proposals and rounds. Terms are dated rules and weights a published profile, never from here.

What we decided, in one place:

- A human approves every proposal. The next best after a "no" is therefore made at once, but as a draft.
- A learner has at most `open_per_learner` open proposals. A workplace never has more live proposals (draft, open or
  introduced) than it has places, and an establishment never more than the learners it can take at once. An agreement
  fills a place from its first draft until it is over, with or without a proposal before it.
- The company is asked after the learner agreed to share: in the intake, or by saying yes to this proposal.
  It sees initials, programme, municipality and start; the first name and the contact follow when both said yes.
- Other open proposals stay open during an introduction, because an introduction may still fail. They are withdrawn
  when the learner has a place or the case is closed.
- A place that loses its recognition loses its drafts and open proposals; a light on "dit jaar niet" does the same,
  except where the company said yes already. What was proposed afterwards was a colleague's own choice and stays.
  An introduction stays too: names are known, so a colleague calls (it is on the work list).
- Nobody answers: one reminder after `reminder_days`, a colleague calls after `answer_days`, and after `grace_days`
  more the proposal expires and the next best is made.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from companies.enums import Availability, RecognitionState
from core.verdict import YES, Verdict, no
from matchmaking.enums import Answer, ProposalState, RoundState


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of proposals, in days unless the name says otherwise (dated rules `proposal-term` and
    `open-proposals-max`).
    """

    open_per_learner: int
    answer_days: int
    reminder_days: int
    grace_days: int
    link_days: int


@dataclass(frozen=True, slots=True)
class Load:
    """What is already going on around a pair; the proposal itself is not counted."""

    open_of_learner: int
    live_of_workplace: int
    live_of_establishment: int
    places: int
    max_learners: int
    workplace_open: bool
    case_open: bool
    asked_this_month: int = 0
    most_a_month: int | None = None


def may_open(load: Load, terms: Terms) -> Verdict:
    """Tell whether a draft may be proposed to the learner."""
    reasons = []
    if not load.case_open:
        reasons.append("De lerende zoekt geen plek meer.")
    if not load.workplace_open:
        reasons.append("Deze leerwerkplek is ondertussen niet meer beschikbaar.")
    if load.open_of_learner >= terms.open_per_learner:
        reasons.append(f"De lerende heeft al {load.open_of_learner} open voorstellen.")
    if load.live_of_workplace >= load.places or load.live_of_establishment >= load.max_learners:
        reasons.append("Voor elke plaats van deze leerwerkplek loopt al een voorstel of een overeenkomst.")
    if load.most_a_month is not None and load.asked_this_month >= load.most_a_month:
        reasons.append(
            f"Dit bedrijf wil hoogstens {load.most_a_month} voorstellen per maand en kreeg er deze maand al "
            f"{load.asked_this_month}. Keur dit volgende maand goed, of vraag het aan het bedrijf."
        )
    return no(*reasons) if reasons else YES


def may_ask_company(*, learner_answer: str, consent_share: bool) -> bool:
    """Tell whether the company may see the initials of the learner."""
    return consent_share or learner_answer == Answer.YES


LOST = (RecognitionState.REFUSED, *RecognitionState.ENDED)


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """What a workplace says now, and since when. No recognition file: an empty state."""

    availability: str
    availability_since: dt.datetime | None
    recognition: str
    recognition_since: dt.datetime | None


def still_stands(place: PlaceNow, *, proposed_at: dt.datetime, company_answer: str) -> Verdict:
    """Tell whether a draft or open proposal still makes sense after its workplace changed."""
    reasons = []
    if place.recognition in LOST and _after(place.recognition_since, proposed_at):
        reasons.append("Het bedrijf is niet meer erkend voor deze opleiding.")
    refuses = place.availability == Availability.NOT_THIS_YEAR and company_answer != Answer.YES
    if refuses and _after(place.availability_since, proposed_at):
        reasons.append("Het bedrijf neemt dit jaar geen lerende meer.")
    return no(*reasons) if reasons else YES


def _after(moment: dt.datetime | None, proposed_at: dt.datetime) -> bool:
    return moment is not None and moment > proposed_at


SILENCE = dt.timedelta(minutes=5)
"""A working round gives a sign of life many times a minute; after this it is taken for dead."""
ATTEMPTS = 3
OVER = {
    ProposalState.INTRODUCED: "Jullie zeiden allebei ja. Bel ons als er iets verandert.",
    ProposalState.EXPIRED: "De termijn om te antwoorden is voorbij. Bel ons als je het nog wil.",
    ProposalState.WITHDRAWN: "Dit voorstel is ingetrokken. Je hoeft niets meer te doen.",
    ProposalState.DRAFT: "Dit voorstel is nog niet goedgekeurd.",
    ProposalState.DECLINED: "Dit voorstel is al afgesloten.",
}


def may_answer(*, state: str, given: str, answer: str) -> Verdict:
    """Tell whether a side may give this answer. The same answer twice is fine; a yes may become a no while open."""
    if given == answer or (state == ProposalState.OPEN and given != Answer.NO):
        return YES
    return no(OVER.get(ProposalState(state), OVER[ProposalState.DECLINED]))


def due_on(today: dt.date, terms: Terms) -> dt.date:
    """Return the day before which both sides are asked to answer."""
    return today + dt.timedelta(days=terms.answer_days)


def may_remind(*, due: dt.date, reminded: bool, today: dt.date, terms: Terms) -> bool:
    """Tell whether the one reminder is due and still makes sense."""
    remind_from = due - dt.timedelta(days=terms.answer_days - terms.reminder_days)
    return not reminded and remind_from <= today <= due


def is_overdue(due: dt.date | None, today: dt.date) -> bool:
    """Tell whether a colleague should call."""
    return due is not None and today > due


def has_expired(due: dt.date, today: dt.date, terms: Terms) -> bool:
    """Tell whether an unanswered proposal is over."""
    return today > due + dt.timedelta(days=terms.grace_days)


def may_publish(*, state: str, blocking: int | None, infeasible: int | None) -> Verdict:
    """Tell whether the proposals of a round may be approved: only behind a clean certificate."""
    if state not in (RoundState.READY, RoundState.PUBLISHED):
        return no("Deze ronde is niet klaar om goed te keuren.")
    if blocking is None or infeasible is None:
        return no("Het controleresultaat van deze ronde ontbreekt. Start de ronde opnieuw.")
    if blocking or infeasible:
        return no(
            f"De controle vond {blocking} koppels die beter kunnen en {infeasible} die niet mogen. "
            "Keur deze ronde niet goed en start een nieuwe."
        )
    return YES


def is_silent(heartbeat: dt.datetime | None, now: dt.datetime) -> bool:
    """Tell whether a running round gave no sign of life for too long."""
    return heartbeat is None or now - heartbeat > SILENCE


def may_retry(failures: int) -> bool:
    """Tell whether a round that lost its worker may run again by itself."""
    return failures < ATTEMPTS


def scopes_overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Tell whether two rounds could hold the same learner; a scope is (sub-region, programme), None means all."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def may_rise(*, allowed: bool, max_minutes: int, standard: int, reason: str) -> bool:
    """Tell whether a learner may be asked again at a higher level: never by shortening the own list without a reason.

    `standard` are the minutes on the road that everybody accepts; less needs a reason that a colleague noted.
    """
    return allowed and (max_minutes >= standard or bool(reason.strip()))


def is_disadvantaged(barriers: Collection[str], counted: Collection[str]) -> bool:
    """Tell whether the learner named a barrier that the Steunpunt gives points for."""
    return not set(counted).isdisjoint(barriers)

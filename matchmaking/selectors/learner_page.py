"""What a learner sees: proposals with their reasons, and live suggestions when there is nothing to answer."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.rules import RuleMissing, TravelTableMissing
from companies.models import CompanyContact, Workplace
from companies.rules import age_sentence
from core.clock import today as current_day
from learners.models import Learner
from matchmaking import engine, sentences
from matchmaking.adapters import Scope, Values, proposal_values, take_snapshot
from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors.terms import NoWeights, current_profile
from matchmaking.selectors.travel import notes_of, travel_notes

SHOWN = 3
LOOK_AT = 50


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A workplace with its score (0 to 100, `points` out of 1000) in parts. No contact data."""

    company: str
    municipality: str
    about: str
    score: int
    points: int
    parts: list[sentences.PartInWords]
    journey: str
    start: dt.date | None
    days_per_week: int
    age: str
    is_demo: bool
    workplace: str


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal as its learner sees it; `contacts` only once both said yes."""

    proposal: Proposal
    place: PlaceCard
    may_answer: bool
    sentence: str
    contacts: list[CompanyContact]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Live suggestions; `sentence` says why there are none."""

    places: list[PlaceCard]
    sentence: str
    travel_date: dt.date | None
    is_estimate: bool


def proposals_for(learner: Learner) -> list[ProposalCard]:
    """Return the approved proposals of a learner, what waits for an answer first (at most 3 queries)."""
    approved = Proposal.objects.filter(learner=learner).exclude(state=ProposalState.DRAFT).with_pair()
    rows = sorted(approved.order_by("-created_at", "-pk"), key=_rank)
    if not rows:
        return []
    notes, contacts = travel_notes(), _contacts(rows)
    return [_proposal_card(row, notes, contacts) for row in rows]


def suggestions_for(learner: Learner, *, without: int = 0) -> Suggestions:
    """Return the best places of this moment that were not proposed yet, at most three minus `without`.

    Nothing is stored: the same facts give the same list, and a changed fact shows at once.
    """
    if learner.programme_id is None:
        return _none(_("Kies eerst een opleiding. Dan tonen we de plekken die daarbij passen."))
    if learner.municipality_id is None:
        return _none(_("We kennen je gemeente niet. Geef ons je postcode door, dan rekenen we de reistijd uit."))
    day = current_day()
    try:
        profile = current_profile(day)
        snapshot = take_snapshot(Scope.of_learner(learner, day), profile)
    except (NoWeights, RuleMissing, TravelTableMissing):
        return _none(_("We kunnen nu geen plekken uitrekenen. Bel ons, dan zoeken we samen."))
    packed = engine.pack(snapshot.problem)
    row = snapshot.learner_row(learner.pk)
    fresh = [
        one
        for one in engine.shortlist(packed, row, k=LOOK_AT)
        if (learner.pk, snapshot.site_ids[one.site]) not in snapshot.had_turn
    ][: max(0, SHOWN - without)]
    notes = notes_of(snapshot.travel)
    rows = Workplace.objects.with_place().in_bulk([snapshot.workplace_ids[one.offer] for one in fresh])
    cards = []
    for one in fresh:
        values = proposal_values(packed, row, one.offer)
        cards.append(_place_card(learner, rows[snapshot.workplace_ids[one.offer]], values, notes, day))
    said = "" if cards else _("Er is nu geen andere plek binnen jouw bereik. We zoeken er zelf een en bellen je.")
    return Suggestions(cards, said, min((note.data_date for note in notes.values()), default=None), _estimated(notes))


def _none(sentence: str) -> Suggestions:
    return Suggestions([], sentence, None, is_estimate=False)


def _estimated(notes: Mapping[str, sentences.TravelNote]) -> bool:
    return any(note.is_estimate for note in notes.values())


def _rank(row: Proposal) -> int:
    order = (ProposalState.INTRODUCED, ProposalState.OPEN)
    return order.index(ProposalState(row.state)) if row.state in order else len(order)


def _contacts(rows: list[Proposal]) -> dict[int, list[CompanyContact]]:
    """Contact people per company, only of introductions."""
    companies = {row.workplace.establishment.company_id for row in rows if row.state == ProposalState.INTRODUCED}
    found: dict[int, list[CompanyContact]] = {}
    if companies:
        for contact in CompanyContact.objects.filter(company__in=companies, email_confirmed_at__isnull=False):
            found.setdefault(contact.company_id, []).append(contact)
    return found


def _proposal_card(
    row: Proposal, notes: Mapping[str, sentences.TravelNote], contacts: Mapping[int, list[CompanyContact]]
) -> ProposalCard:
    values = Values(
        learner_score=row.learner_score,
        site_score=row.site_score,
        minutes=row.minutes,
        mode=row.mode,
        parts=row.parts,
    )
    introduced = row.state == ProposalState.INTRODUCED
    return ProposalCard(
        proposal=row,
        place=_place_card(row.learner, row.workplace, values, notes, current_day()),
        may_answer=row.state == ProposalState.OPEN and row.learner_answer != Answer.YES,
        sentence=status_sentence(row),
        contacts=contacts.get(row.workplace.establishment.company_id, []) if introduced else [],
    )


def status_sentence(row: Proposal) -> str:
    """Where a proposal stands, told to the learner."""
    if row.state == ProposalState.OPEN:
        if row.learner_answer == Answer.YES:
            return _("Jij zei ja. We wachten op het bedrijf.")
        return _("Laat ons weten of je deze plek wil.")
    told = {
        ProposalState.INTRODUCED: _("Jullie zeiden allebei ja. Maak nu kennis."),
        ProposalState.EXPIRED: _("Er kwam geen antwoord op tijd. Wil je het nog? Bel ons."),
        ProposalState.WITHDRAWN: _("Dit voorstel geldt niet meer."),
    }
    if row.state == ProposalState.DECLINED and row.learner_answer == Answer.NO:
        return _("Jij zei nee. We zoeken verder.")
    return told.get(ProposalState(row.state), _("Het bedrijf kan nu niet. We zoeken verder."))


def _place_card(
    learner: Learner,
    workplace: Workplace,
    values: Values,
    notes: Mapping[str, sentences.TravelNote],
    day: dt.date,
) -> PlaceCard:
    establishment, moment = workplace.establishment, workplace.availability_confirmed_at
    minutes, mode, points = values["minutes"], values["mode"], values["learner_score"]
    return PlaceCard(
        company=establishment.company.name,
        municipality=establishment.municipality.name,
        about=workplace.about,
        score=round(points / 10),
        points=points,
        parts=sentences.parts_in_words(values["parts"], minutes, mode, notes),
        journey=sentences.journey(minutes, mode, notes),
        start=sentences.start_of(learner, workplace),
        days_per_week=workplace.days_per_week,
        age=age_sentence(timezone.localdate(moment) if moment else None, day),
        is_demo=establishment.company.is_demo,
        workplace=str(workplace.public_id),
    )

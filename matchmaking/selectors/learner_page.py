"""What a learner sees: proposals with their reasons, and live suggestions when there is nothing to answer."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.rules import RuleMissing, TravelTableMissing
from companies.models import CompanyContact, Workplace
from companies.rules import age_sentence
from core import clock
from learners.enums import CaseState
from learners.models import ContactDetails, Learner
from matchmaking import engine, sentences
from matchmaking.adapters import Scope, Snapshot, Values, proposal_values, take_snapshot
from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors import people
from matchmaking.selectors.terms import NoWeights, current_profile
from matchmaking.selectors.travel import notes_of, travel_notes

log = logging.getLogger(__name__)
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

    @property
    def is_live(self) -> bool:
        """True while the place can still become the learner's."""
        return self.proposal.state in (ProposalState.OPEN, ProposalState.INTRODUCED)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Live suggestions, at most three; `sentence` says why there are none."""

    places: list[PlaceCard]
    sentence: str
    notes: dict[str, sentences.TravelNote] | None = None

    @property
    def is_estimate(self) -> bool:
        """True when a journey on the list may be an estimate."""
        return any(note.is_estimate for note in (self.notes or {}).values())

    @property
    def travel_date(self) -> dt.date | None:
        """The age of the oldest travel table."""
        return min((note.data_date for note in (self.notes or {}).values()), default=None)

    def first(self, number: int) -> "Suggestions":
        """Return the same with at most so many places."""
        return replace(self, places=self.places[:number])


@dataclass(frozen=True, slots=True)
class MatchesPage:
    """Everything on the page of a learner."""

    live: list[ProposalCard]
    over: list[ProposalCard]
    suggestions: Suggestions
    contact: ContactDetails | None


def proposals_for(
    learner: Learner, notes: Mapping[str, sentences.TravelNote] | None = None, *, with_contacts: bool = True
) -> list[ProposalCard]:
    """Return the approved proposals of a learner, what waits for an answer first.

    1 query, 1 more for the travel `notes` when they are not given, 1 more when there is an introduction whose
    contacts are shown.
    """
    approved = Proposal.objects.filter(learner=learner).exclude(state=ProposalState.DRAFT).with_pair()
    rows = sorted(approved.order_by("-created_at", "-pk"), key=_rank)
    if not rows:
        return []
    known, contacts = travel_notes() if notes is None else notes, _contacts(rows) if with_contacts else {}
    return [_proposal_card(row, known, contacts) for row in rows]


def card_of(proposal: Proposal) -> ProposalCard:
    """Return one proposal (read `with_pair`) as its learner sees it."""
    return _proposal_card(proposal, travel_notes(), _contacts([proposal]))


def page_of(learner: Learner) -> MatchesPage:
    """Return the whole page: live proposals, fresh suggestions up to three together, and what is over."""
    suggestions = suggestions_for(learner)
    cards = proposals_for(learner, suggestions.notes)
    live = [card for card in cards if card.proposal.state in ProposalState.LIVE]
    over = [card for card in cards if card.proposal.state not in ProposalState.LIVE]
    waiting = [card for card in live if card.proposal.state == ProposalState.OPEN]
    return MatchesPage(live, over, suggestions.first(max(0, SHOWN - len(waiting))), people.contact_of(learner))


def suggestions_for(learner: Learner) -> Suggestions:
    """Return the three best places of this moment that were not proposed yet.

    Nothing is stored: the same facts give the same list, and a changed fact shows at once.
    """
    if learner.case.state in (CaseState.PLACED, CaseState.CLOSED):
        return Suggestions([], _("We zoeken nu niet meer voor jou. Wil je toch een andere plek? Bel of mail ons."))
    if learner.programme_id is None:
        return Suggestions([], _("Kies eerst een opleiding. Dan tonen we de plekken die daarbij passen."))
    if learner.municipality_id is None:
        return Suggestions([], _("We kennen je gemeente niet. Geef ons je postcode door."))
    day = clock.today()
    try:
        snapshot = take_snapshot(Scope.of_learner(learner, day), current_profile(day), learner=learner)
    except (NoWeights, RuleMissing, TravelTableMissing):
        log.exception("no suggestions: reference data are missing")
        return Suggestions([], _("We kunnen nu geen plekken uitrekenen. Bel ons, dan zoeken we samen."))
    notes = notes_of(snapshot.travel)
    cards = _fresh(learner, snapshot, notes, day)
    said = "" if cards else _("Er is nu geen andere plek binnen jouw bereik. Wij zoeken verder en bellen je.")
    return Suggestions(cards, said, notes)


def _fresh(
    learner: Learner, snapshot: Snapshot, notes: Mapping[str, sentences.TravelNote], day: dt.date
) -> list[PlaceCard]:
    packed, row = engine.pack(snapshot.problem), snapshot.learner_row(learner.pk)
    best = [
        one
        for one in engine.shortlist(packed, row, k=LOOK_AT)
        if (learner.pk, snapshot.site_ids[one.site]) not in snapshot.had_turn
    ][:SHOWN]
    places = Workplace.objects.with_place().in_bulk([snapshot.workplace_ids[one.offer] for one in best])
    return [
        _place_card(
            learner,
            places[snapshot.workplace_ids[one.offer]],
            proposal_values(packed, row, one.offer),
            notes,
            day,
        )
        for one in best
    ]


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
        place=_place_card(row.learner, row.workplace, values, notes, clock.today()),
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

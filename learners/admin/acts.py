"""What a colleague can do on the page of a case: one form and one service each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.actor import Actor
from core.states import can_move
from learners.admin import clock_acts
from learners.admin.agreement_acts import begin_agreement, can_begin
from learners.enums import CASE_MOVES, CaseState
from learners.forms import clock, desk
from learners.forms.appointments import AppointmentForm
from learners.models import Case
from learners.services import appointments, cases, contact, interviews, referrals
from learners.services import clock as service

Run = Callable[..., object]
OPEN = frozenset(CaseState.OPEN)
OPEN_OR_PLACED = frozenset({*CaseState.OPEN, CaseState.PLACED})


@dataclass(frozen=True, slots=True)
class Act:
    """`target` is the state it leads to; `sources` narrows from where; without both it is possible while not closed.

    `key` is the letter that does it on the desk.

    `fits` looks at the case itself: there is no pause to end where none goes on.
    """

    slug: str
    label: str
    run: Run
    form: type[forms.Form] = desk.NothingForm
    target: str = ""
    sources: frozenset[str] = frozenset()
    hint: str = ""
    key: str = ""
    fits: Callable[[Case], bool] = lambda _case: True

    @property
    def at_once(self) -> bool:
        """Whether a click is enough: such an act is a button; the others open a page that asks or explains more."""
        return bool(self.key) and self.form is desk.NothingForm

    def possible(self, state: str) -> bool:
        """Whether the button shows on a case in this state."""
        if self.sources and state not in self.sources:
            return False
        if self.target:
            return can_move(CASE_MOVES, state, self.target)
        return bool(self.sources) or state != CaseState.CLOSED


ACTS: tuple[Act, ...] = (
    Act("neem", "Ik neem dit dossier", contact.take_case, hint="Jij wordt de vaste contactpersoon van de lerende.",
        key="o"),
    Act("gesprek", "Noteer een gesprek", contact.note_contact, desk.TalkForm, key="c"),
    Act("niet-bereikt", "Niet bereikt", contact.note_no_answer, key="n",
        hint="De lerende leest dat je probeerde te bellen en wanneer je opnieuw belt."),
    Act("afspraak", "Maak een afspraak", appointments.make_appointment, AppointmentForm,
        hint="De lerende krijgt een mail. Zonder e-mailadres bel je zelf."),
    Act("zoek", "Zoek een plek", cases.start_matching, target=CaseState.MATCHING,
        sources=frozenset({CaseState.CONTACTED, CaseState.PARKED, CaseState.REFERRED}),
        hint="De lerende doet mee met de volgende ronde."),
    Act("kennismaking", "Noteer een kennismaking", cases.introduce_case, target=CaseState.INTRODUCED),
    Act("zoek-verder", "Kennismaking liep af: zoek verder", cases.end_introduction,
        sources=frozenset({CaseState.INTRODUCED})),
    Act("overeenkomst", "Begin een overeenkomst", begin_agreement, sources=frozenset(CaseState.MET), fits=can_begin,
        hint="Met het bedrijf van de laatste kennismaking. Het bedrijf krijgt een mail om zijn deel in te vullen."),
    Act("geplaatst", "Heeft een plek", cases.place_case, target=CaseState.PLACED, hint="De zoektermijn stopt."),
    Act("plek-kwijt", "Werkplek kwijt", clock_acts.report_lost, clock.LostForm,
        hint="De zoektermijn begint opnieuw en we zoeken meteen een andere plek."),
    Act("toch-niet-kwijt", "Melding terugnemen", clock_acts.undo_lost, fits=clock_acts.can_undo,
        hint="Alleen kort na de melding. Alles staat dan weer zoals ervoor."),
    Act("termijn", "Begin de zoektermijn", service.start_clock, clock.StartForm, sources=OPEN),
    Act("pauze", "Zet de teller stil", service.pause_clock, clock.PauseForm, sources=OPEN, fits=clock_acts.runs),
    Act("pauze-voorbij", "Laat de teller weer lopen", service.end_pause, clock.EndPauseForm, sources=OPEN,
        fits=clock_acts.stands_still),
    Act("week", "Week van de lerende", service.set_week, clock.WeekForm, sources=OPEN_OR_PLACED),
    Act("gesprek-bedrijf", "Noteer een gesprek bij een bedrijf", interviews.record_interview, clock.InterviewForm),
    Act("verwijs", "Verwijs door", referrals.refer_learner, desk.ReferForm, target=CaseState.REFERRED, key="f"),
    Act("terug", "Neem terug van de partner", cases.take_back_case, sources=frozenset({CaseState.REFERRED})),
    Act("wacht", "Laat wachten", cases.park_case, desk.ParkForm, target=CaseState.PARKED, key="p"),
    Act("hervat", "Neem weer op", cases.resume_case, sources=frozenset({CaseState.PARKED})),
    Act("advies", "Advies van de klassenraad", contact.record_advice, desk.AdviceForm, sources=OPEN_OR_PLACED),
    Act("route", "Kies een andere route", cases.change_route, desk.RouteForm, sources=OPEN_OR_PLACED),
    Act("notitie", "Schrijf een notitie", contact.add_note, desk.NoteForm, sources=frozenset(CaseState.values)),
    Act("wijs-toe", "Wijs toe aan een collega", contact.assign_owner, desk.OwnerForm),
    Act("sluit", "Sluit af", cases.close_case, desk.CloseForm, target=CaseState.CLOSED),
    Act("heropen", "Heropen", cases.reopen_case, sources=frozenset({CaseState.CLOSED})),
)  # fmt: skip
BY_SLUG = {act.slug: act for act in ACTS}


def acts_for(case: Case) -> list[Act]:
    """Return what is possible now, in the order of the work."""
    return [act for act in ACTS if act.possible(case.state) and act.fits(case)]


def run_act(act: Act, *, actor: Actor, case: Case, clean: dict[str, Any]) -> object:
    """Call the service of an act. Raises `MoveRefused` or `ValidationError`."""
    return act.run(actor=actor, case=case, **clean)

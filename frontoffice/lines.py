"""How a row of the work queue reads: who, what, since when, and where to open it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.template.defaultfilters import date as date_text
from django.utils import timezone

from actionplan.models import Action, Commitment, Talk
from campaigns.models import Post
from catalogue.models import SchoolYear
from companies.models import Company, EstablishmentTransfer, HelpRequest, JoinRequest, PlaceReport, Recognition
from core.ui.actions import resolve
from expertise.models import Expert, ExpertiseRequest, MeetingAction, PolicySignal
from frontoffice.models import Question
from knowledge.models import Article
from learners.models import BreakOff, CallTry, Case, ClockPause, Referral
from mailing.models import OutboxMail, OutboxSms
from matchmaking.models import MatchRound, Proposal, Prospect
from placements.models import PulseTask, Sharing, WatchedTerm
from research.models import SpotFollowUp


@dataclass(frozen=True, slots=True)
class Line:
    """One row on the screen."""

    title: str
    detail: str
    when: str
    url: str
    late: bool


def row_url(row: Model) -> str:
    """Return the address of a row on the staff site, or an empty string when its table is not there.

    What belongs to a case opens the case, because there the work is done.
    """
    if isinstance(row, (BreakOff, CallTry)):
        row = row.case
    elif isinstance(row, ClockPause):
        row = row.learner.case
    elif isinstance(row, Action):
        return resolve("actionplan:action", row.public_id)
    elif isinstance(row, Talk):
        return resolve("actionplan:talk", row.public_id)
    elif isinstance(row, Commitment):
        return resolve("actionplan:talk", row.talk.public_id)
    elif isinstance(row, SpotFollowUp):
        return resolve("research:follow_up", row.public_id)
    return resolve(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", row.pk)


def _moment(value: dt.datetime | None) -> str:
    return date_text(timezone.localtime(value), "j F, G.i") if value else ""


def _day(value: dt.date | None) -> str:
    return date_text(value, "j F Y") if value else ""


def _learner_name(learner: Any) -> str:
    contact = getattr(learner, "contact", None)
    return contact.full_name if contact else learner.code


def _case(case: Case) -> tuple[str, str, str]:
    learner = case.learner
    parts = [learner.code, learner.programme.name if learner.programme else "", str(case.owner or "nog niemand")]
    if case.state_due_on:
        when = f"opvolgen tegen {_day(case.state_due_on)}"
    elif learner.clock_started_on and case.contacted_at:
        when = f"zonder werkplek sinds {_day(learner.clock_started_on)}"
    else:
        when = f"beloofd vóór {_moment(case.promised_by)}"
    return _learner_name(learner), ", ".join(part for part in parts if part), when


def _call_try(row: CallTry) -> tuple[str, str, str]:
    details = f"poging {row.number}, {row.case.owner or 'nog niemand'}"
    return _learner_name(row.case.learner), details, f"bellen vóór {_moment(row.ends_at)}"


def _question(question: Question) -> tuple[str, str, str]:
    return question.name, question.get_topic_display(), f"beloofd vóór {_moment(question.promised_by)}"


def _help(request: HelpRequest) -> tuple[str, str, str]:
    who = request.establishment.company.name if request.establishment else f"{request.name}, {request.phone}"
    about = request.programme or (request.scan and request.scan.municipality)
    return who, f"{request.get_kind_display()}: {about}", f"beloofd vóór {_moment(request.promised_by)}"


def _referral(referral: Referral) -> tuple[str, str, str]:
    return _learner_name(referral.case.learner), str(referral.partner), f"verwacht tegen {_day(referral.due_on)}"


def _proposal(proposal: Proposal) -> tuple[str, str, str]:
    if proposal.introduced_at:
        when = f"kennismaking sinds {_day(timezone.localdate(proposal.introduced_at))}"
    elif proposal.answer_due_on:
        when = f"antwoord tegen {_day(proposal.answer_due_on)}"
    else:
        when = _moment(proposal.created_at)
    place = f"{proposal.workplace.programme} bij {proposal.workplace.establishment.company}"
    return _learner_name(proposal.learner), place, when


def _prospect(prospect: Prospect) -> tuple[str, str, str]:
    words = "nieuwe mogelijkheid" if prospect.fresh == 1 else "nieuwe mogelijkheden"
    return _learner_name(prospect.learner), f"{prospect.fresh} {words}", f"geteld op {_moment(prospect.counted_at)}"


def _break_off(row: BreakOff) -> tuple[str, str, str]:
    owner = str(row.case.owner or "nog niemand")
    detail = f"{row.get_cause_display()}; wil: {row.get_wish_display().lower()}; {owner}"
    return (
        _learner_name(row.case.learner),
        detail,
        f"laatste dag {_day(row.ended_on)}, gemeld {_moment(row.created_at)}",
    )


def _pause(pause: ClockPause) -> tuple[str, str, str]:
    return _learner_name(pause.learner), "de teller staat stil", f"sinds {_day(pause.first_day)}"


def _school_year(year: SchoolYear) -> tuple[str, str, str]:
    detail = "Vul het volgende schooljaar en zijn vakanties aan. Anders kunnen we de lesdagen niet tellen."
    return f"Na {year.name} kennen we geen kalender", detail, f"laatste schooldag {_day(year.last_day)}"


def _company(company: Company) -> tuple[str, str, str]:
    sector = str(company.sector) if company.sector else "sector nog niet gekend"
    return company.name, sector, f"geregistreerd op {_moment(company.created_at)}"


def _join(request: JoinRequest) -> tuple[str, str, str]:
    return request.name, str(request.company), f"gevraagd op {_moment(request.created_at)}"


def _recognition(file: Recognition) -> tuple[str, str, str]:
    place = f"{file.programme} in {file.establishment}"
    return (
        file.establishment.company.name,
        f"{place}: {file.get_state_display().lower()}",
        f"tegen {_day(file.due_on)}" if file.due_on else f"eindigt op {_day(file.valid_until)}",
    )


def _report(report: PlaceReport) -> tuple[str, str, str]:
    place = report.page.workplace
    where = f"{place.programme} bij {place.establishment.company}"
    return str(report.get_reason_display()), where, f"beloofd vóór {_moment(report.promised_by)}"


def _transfer(transfer: EstablishmentTransfer) -> tuple[str, str, str]:
    words = f"van {transfer.from_company} naar {transfer.to_company}"
    return str(transfer.establishment), words, f"gevraagd op {_moment(transfer.created_at)}"


def _sharing(row: Sharing) -> tuple[str, str, str]:
    return _learner_name(row.learner), str(row.programme), f"tegen {_day(row.state_due_on)}"


def _watched(row: WatchedTerm) -> tuple[str, str, str]:
    company = row.agreement.workplace.establishment.company.name
    detail = f"{company}, {_learner_name(row.agreement.learner)}, overeenkomst {row.agreement.code}"
    return row.get_term_display(), detail, f"laatste dag was {_day(row.last_day)}"


def _pulse_task(row: PulseTask) -> tuple[str, str, str]:
    company = row.agreement.workplace.establishment.company.name
    return _learner_name(row.agreement.learner), f"{company}: {row}", f"bel tegen {_day(row.state_due_on)}"


def _action(row: Action) -> tuple[str, str, str]:
    owner = row.owner.full_name if row.owner else "nog niemand draagt ze"
    return str(row), owner, f"klaar tegen {_day(row.due_on)}"


def _post(row: Post) -> tuple[str, str, str]:
    return row.title, f"{row.get_kind_display()}, {row.owner}", f"kloppen tot en met {_day(row.facts_until)}"


def _article(row: Article) -> tuple[str, str, str]:
    owner = row.owner.full_name if row.owner else "nog geen eigenaar"
    return row.title, f"{row.get_kind_display()}, {owner}", f"nakijken tegen {_day(row.review_by)}"


def _talk(row: Talk) -> tuple[str, str, str]:
    return row.partner.name, f"contactmoment {row.year}", f"was gepland op {_day(row.planned_on)}"


def _commitment(row: Commitment) -> tuple[str, str, str]:
    return row.text, row.talk.partner.name, f"tegen {_day(row.due_on)}"


def _spot(row: SpotFollowUp) -> tuple[str, str, str]:
    return str(row), str(row.get_spot_display()), f"klaar tegen {_day(row.due_on)}"


def _mail(mail: OutboxMail) -> tuple[str, str, str]:
    return mail.subject, mail.to, _moment(mail.created_at)


def _text_message(message: OutboxSms) -> tuple[str, str, str]:
    # a text message may hold a code: who gets it and what went wrong is enough
    return message.to, message.error or message.get_state_display(), _moment(message.created_at)


def _round(row: MatchRound) -> tuple[str, str, str]:
    scope = ", ".join(str(part) for part in (row.subregion, row.programme) if part) or "heel de provincie"
    progress = f"{row.progress_done} van {row.progress_total} stappen" if row.progress_total else "begint zo"
    return str(row), f"{row.get_state_display()}, {scope}", progress


def _pool_request(row: ExpertiseRequest) -> tuple[str, str, str]:
    when = f"opvolgen tegen {_day(row.due_on)}" if row.due_on else f"beloofd vóór {_moment(row.promised_by)}"
    return row.asker, row.get_topic_display(), when


def _expert(row: Expert) -> tuple[str, str, str]:
    return row.name, row.get_kind_display(), f"{row.hours_bought.normalize():f} uur gekocht"


def _meeting_action(row: MeetingAction) -> tuple[str, str, str]:
    who = str(row.contact or row.colleague or "nog niemand")
    return row.what, f"{row.meeting}, {who}", f"tegen {_day(row.due_on)}"


def _policy_signal(row: PolicySignal) -> tuple[str, str, str]:
    return row.title, row.get_state_display(), f"opvolgen tegen {_day(row.due_on)}"


READERS: dict[type[Model], Callable[[Any], tuple[str, str, str]]] = {
    Action: _action,
    Talk: _talk,
    Commitment: _commitment,
    SpotFollowUp: _spot,
    CallTry: _call_try,
    BreakOff: _break_off,
    Case: _case,
    ClockPause: _pause,
    SchoolYear: _school_year,
    Question: _question,
    HelpRequest: _help,
    Referral: _referral,
    Proposal: _proposal,
    Prospect: _prospect,
    Company: _company,
    JoinRequest: _join,
    Recognition: _recognition,
    PlaceReport: _report,
    EstablishmentTransfer: _transfer,
    PulseTask: _pulse_task,
    Sharing: _sharing,
    WatchedTerm: _watched,
    OutboxMail: _mail,
    OutboxSms: _text_message,
    Post: _post,
    Article: _article,
    MatchRound: _round,
    ExpertiseRequest: _pool_request,
    Expert: _expert,
    MeetingAction: _meeting_action,
    PolicySignal: _policy_signal,
}


def line_of(row: Any) -> Line:
    """Return how a row of a work list reads (the row comes from `work_rows`, with `is_late`)."""
    title, detail, when = READERS[type(row)](row)
    return Line(title, detail, when, row_url(row), bool(row.is_late))

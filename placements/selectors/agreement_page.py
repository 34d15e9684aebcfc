"""The one page of an agreement: who must do what now, what was agreed, who signed."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.models import DatedRule
from catalogue.selectors import rules_in_force
from learners.models import Learner
from learners.rules.words import long_date
from placements.enums import AgreementState, ContractKind, Party, PersonRole
from placements.models import Agreement, AgreementLog, AgreementPerson, PlanLine, Signature
from placements.rules import contracts, turns
from placements.selectors import facts
from placements.selectors.reads import Reads
from placements.selectors.terms import KEYS as TERM_KEYS
from placements.selectors.watch import KEYS as WATCH_KEYS

ALLOWANCE = "learning-allowance"
TOLD_WHY = (*AgreementState.OPEN_TEXT, AgreementState.CANCELLED)
TURN_OF = {AgreementState.DRAFT: Party.COMPANY, AgreementState.SCHOOL: Party.SCHOOL}


@dataclass(frozen=True, slots=True)
class Fact:
    """One agreed thing in words; `is_dutch` for what somebody typed or what has a Dutch name only."""

    label: str
    value: str
    is_dutch: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One party that has to sign, with its signature when it is there."""

    party: Party
    label: str
    name: str
    signature: Signature | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way, for the timeline component."""

    title: str
    detail: str
    state: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything the page shows; `may` holds the verbs this visitor can use now."""

    agreement: Agreement
    parties: frozenset[Party]
    now: str
    steps: tuple[Step, ...]
    company: tuple[Fact, ...]
    school: tuple[Fact, ...]
    people: tuple[AgreementPerson, ...]
    plan: tuple[PlanLine, ...]
    seats: tuple[Seat, ...]
    remarks: tuple[str, ...]
    may: frozenset[str]
    reads: Reads

    @property
    def why(self) -> str:
        """Why the text came back or the agreement does not go on; empty when nobody had to say."""
        return getattr(self.agreement, "why", "") or "" if self.agreement.state in TOLD_WHY else ""


def agreement_for(actor: Actor, public_id: uuid.UUID, opened: Collection[int]) -> QuerySet[Agreement]:
    """Return the agreement an actor may see, or opened by link, with what its page reads."""
    own = Agreement.objects.visible_to(actor)
    rows = own | Agreement.objects.filter(pk__in=opened) if opened else own
    moves = AgreementLog.objects.filter(agreement=OuterRef("pk"), to_state=OuterRef("state")).order_by("-at", "-pk")
    return (
        rows.annotate(why=Subquery(moves.values("reason")[:1]))
        .with_all()
        .filter(public_id=public_id, learner__contact__isnull=False)
    )


def agreement_by(public_id: uuid.UUID) -> Agreement | None:
    """Return the agreement behind a mailed link."""
    return Agreement.objects.with_all().filter(public_id=public_id).first()


def agreements_of(learner_id: int) -> QuerySet[Agreement]:
    """Return the agreements of a learner, newest first."""
    return Agreement.objects.with_all().filter(learner=learner_id).order_by("-created_at", "pk")


def knowing_agreements(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Return the learners with `has_agreements`, so that a page without agreements costs no query for them."""
    return learners.annotate(has_agreements=Exists(Agreement.objects.filter(learner=OuterRef("pk"))))


def known_agreements_of(learner: Learner) -> list[Agreement]:
    """Return the agreements of a learner, newest first (1 query; none when `has_agreements` says there are none)."""
    known: bool = getattr(learner, "has_agreements", True)
    return list(agreements_of(learner.pk)) if known else []


def page_of(agreement: Agreement, parties: frozenset[Party], *, is_staff: bool, today: dt.date) -> AgreementPage:
    """Return the page (6 queries)."""
    reads = _reads(agreement, today)
    people = tuple(reads.people)
    signatures = {row.party: row for row in agreement.signatures.order_by("signed_at")}
    return AgreementPage(
        agreement=agreement,
        parties=parties,
        now=_now(agreement, parties),
        steps=_steps(agreement),
        company=_company_facts(agreement),
        school=_school_facts(agreement, reads.rules),
        people=people,
        plan=tuple(agreement.plan.select_related("activity")),
        seats=_seats(agreement, parties, reads, signatures, today),
        remarks=_remarks(agreement, today, reads),
        may=_may(agreement, parties, is_staff=is_staff),
        reads=reads,
    )


def _reads(agreement: Agreement, today: dt.date) -> Reads:
    """Read what several parts of the page need (3 queries)."""
    keys = {*TERM_KEYS, *WATCH_KEYS, ALLOWANCE, facts.ADULT}
    beside = Agreement.objects.filter(learner=agreement.learner_id).select_related("workplace__establishment__company")
    return Reads(
        rules=list(rules_in_force(keys, on=today)),
        agreements=list(beside.order_by("starts_on", "pk")),
        people=list(agreement.people.order_by("role")),
    )


def _may(agreement: Agreement, parties: frozenset[Party], *, is_staff: bool) -> frozenset[str]:
    state, verbs = agreement.state, set[str]()
    office = bool(parties & {Party.COMPANY, Party.SCHOOL})
    if state == AgreementState.DRAFT and Party.COMPANY in parties:
        verbs |= {"fill_company", "plan"}
    if state == AgreementState.SCHOOL and Party.SCHOOL in parties:
        verbs |= {"fill_school", "plan", "send_back"}
    if state == AgreementState.SIGNING:
        verbs |= {"sign"} | ({"send_back"} if office else set())
        verbs |= {"sign_outside"} if is_staff or Party.SCHOOL in parties else set()
    if state in (*AgreementState.OPEN_TEXT, AgreementState.SIGNING, AgreementState.SIGNED) and office:
        verbs.add("cancel")
    if state == AgreementState.RUNNING and office:
        verbs |= {"pause", "end"}
    if state == AgreementState.PAUSED and office:
        verbs |= {"resume", "end"}
    if state in (*AgreementState.BINDING, AgreementState.ENDED) and office:
        verbs.add("register")
    return frozenset(verbs)


def _now(agreement: Agreement, parties: frozenset[Party]) -> str:
    """Say what happens now, to this reader."""
    state = AgreementState(agreement.state)
    turn = TURN_OF.get(state)
    if turn is not None and turn in parties and parties != frozenset(Party):
        return _("Jij bent aan de beurt: vul jouw deel in.")
    sentences = {
        AgreementState.DRAFT: _("Het bedrijf vult zijn deel in. Daarna is de school aan de beurt."),
        AgreementState.SCHOOL: _("De school vult haar deel in. Daarna kan iedereen tekenen."),
        AgreementState.SIGNING: _("Alles is ingevuld. Nu tekent elke partij."),
        AgreementState.SIGNED: _("Iedereen tekende. De overeenkomst begint op de afgesproken dag."),
        AgreementState.RUNNING: _("De overeenkomst loopt."),
        AgreementState.PAUSED: _("De overeenkomst staat even stil."),
        AgreementState.ENDED: _("De overeenkomst is beëindigd."),
        AgreementState.CANCELLED: _("De overeenkomst gaat niet door."),
    }
    return sentences[state]


def _steps(agreement: Agreement) -> tuple[Step, ...]:
    order = [AgreementState.DRAFT, AgreementState.SCHOOL, AgreementState.SIGNING, AgreementState.SIGNED]
    order += [AgreementState.RUNNING, AgreementState.ENDED]
    state = AgreementState(agreement.state)
    if state == AgreementState.CANCELLED:
        return (Step(str(state.label), "", "stopped"),)
    place = order.index(AgreementState.RUNNING if state == AgreementState.PAUSED else state)
    details = {
        AgreementState.RUNNING: _day(agreement.starts_on),
        AgreementState.ENDED: _day(agreement.ended_on or agreement.ends_on),
    }
    return tuple(
        Step(
            title=str(state.label if number == place else step.label),
            detail=details.get(step, ""),
            state="done" if number < place else "now" if number == place else "next",
        )
        for number, step in enumerate(order)
    )


def _company_facts(agreement: Agreement) -> tuple[Fact, ...]:
    place = agreement.workplace.establishment
    days = contracts.day_names(frozenset(agreement.workdays)) if agreement.workdays else ""
    hours = _hours(agreement.shift_start, agreement.shift_end)
    rows = (
        (_("Bedrijf"), f"{place.company.name}, {place.municipality}"),
        (_("Van"), _day(agreement.starts_on)),
        (_("Tot en met"), _day(agreement.ends_on)),
        (_("Op de werkplek"), f"{days} {hours}".strip()),
        (_("Uren per week op de werkplek"), _number(agreement.workplace_hours)),
        (_("Wat de lerende doet"), agreement.work, True),
        (_("Loon"), _("Loon via sociale Maribel") if agreement.pays_wage else ""),
    )
    return tuple(Fact(*row) for row in rows if row[1])


def _school_facts(agreement: Agreement, rules: Sequence[DatedRule]) -> tuple[Fact, ...]:
    days = contracts.day_names(frozenset(agreement.school_days)) if agreement.school_days else ""
    rows = (
        (_("School"), agreement.school.name, True),
        (_("Opleiding"), agreement.programme.name, True),
        (_("Op school"), days),
        (_("Uren per week op school"), _number(agreement.school_hours)),
        (_("Trajectbegeleider"), str(agreement.coach or "")),
        (_("Soort overeenkomst"), agreement.get_kind_display()),
        (_("Leervergoeding per maand"), _allowance(agreement, rules)),
    )
    return tuple(Fact(*row) for row in rows if row[1])


def _allowance(agreement: Agreement, rules: Sequence[DatedRule]) -> str:
    """Say the allowance that the dated rules give this tier today, with where it comes from."""
    if agreement.kind != ContractKind.OAO or not agreement.allowance_tier:
        return ""
    rows = [rule for rule in rules if (rule.key, rule.scope) == (ALLOWANCE, f"tier-{agreement.allowance_tier}")]
    row = max(rows, key=lambda rule: rule.valid_from or dt.date.min, default=None)
    if row is None:
        return _("trap %(tier)s, bedrag niet bekend") % {"tier": agreement.allowance_tier}
    amount = f"{row.value:.2f}".replace(".", ",")
    return _("%(amount)s euro (trap %(tier)s, nagekeken op %(day)s)") % {
        "amount": amount,
        "tier": agreement.allowance_tier,
        "day": _day(row.last_checked),
    }


def _seats(
    agreement: Agreement,
    parties: frozenset[Party],
    reads: Reads,
    signatures: dict[str, Signature],
    today: dt.date,
) -> tuple[Seat, ...]:
    names = {person.role: person.name for person in reads.people}
    minor = facts.is_minor(agreement.learner, agreement.starts_on or today, today, rows=reads.rules)
    named = {
        Party.COMPANY: names.get(PersonRole.COMPANY_SIGNER, ""),
        Party.SCHOOL: names.get(PersonRole.SCHOOL_SIGNER, ""),
        Party.LEARNER: agreement.learner.contact.full_name,
        Party.PARENT: names.get(PersonRole.PARENT, ""),
    }
    return tuple(
        Seat(party, str(party.label), named[party], signatures.get(party), party in parties)
        for party in turns.parties_needed(is_minor=minor)
    )


def _remarks(agreement: Agreement, today: dt.date, reads: Reads) -> tuple[str, ...]:
    week = facts.week_of(agreement, facts.hours_elsewhere(agreement, reads.agreements))
    remarks = contracts.week_remarks(week, facts.terms_for(agreement, today, reads.rules).week)
    if agreement.ends_on and agreement.state in AgreementState.LIVE:
        remarks += turns.recognition_remarks(agreement.ends_on, facts.recognised_between(agreement))
    return remarks


def _day(day: dt.date | None) -> str:
    return long_date(day) if day else ""


def _hours(start: dt.time | None, end: dt.time | None) -> str:
    if start is None or end is None:
        return ""
    return _("van %(start)s tot %(end)s uur") % {
        "start": f"{start.hour}.{start:%M}",
        "end": f"{end.hour}.{end:%M}",
    }


def _number(value: object) -> str:
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value is not None else ""

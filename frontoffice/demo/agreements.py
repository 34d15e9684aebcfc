"""Made-up agreements in every stage, for introductions that went well."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.models import User
from frontoffice.demo.companies import PERSONA_EMAIL
from frontoffice.demo.plan import World
from learners.enums import CaseState
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from placements.enums import AgreementState, Party, PersonRole
from placements.models import Agreement
from placements.rules.turns import parties_needed
from placements.selectors.facts import is_minor, recognised_between
from placements.services import filling, running, signing, starting, turns
from placements.services.filling import Named
from schools.models import School

MOST = 24
STAGES = (AgreementState.DRAFT, AgreementState.SCHOOL, AgreementState.SIGNING)
HOURS_A_DAY = Decimal(8)
WORK = "De lerende helpt mee met het dagelijkse werk en leert elke week iets nieuws, samen met de mentor."


def play(world: World, actor: Actor, persona_school: School) -> int:
    """Begin agreements for introductions, those of the personas first. Returns how many."""
    rows = Proposal.objects.with_pair().filter(state=ProposalState.INTRODUCED, learner__school__isnull=False)
    persona = User.objects.filter(email=PERSONA_EMAIL).first()
    companies = set(persona.company_memberships.values_list("company", flat=True)) if persona else set()
    chosen = sorted(
        rows.order_by("pk"),
        key=lambda row: (
            row.learner.school_id != persona_school.pk,
            row.workplace.establishment.company_id not in companies,
        ),
    )[:MOST]
    for number, proposal in enumerate(chosen):
        placed = proposal.learner.case.state == CaseState.PLACED
        target = AgreementState.RUNNING if placed else STAGES[number % len(STAGES)]
        _bring(world, actor, starting.start_from_proposal(actor=actor, proposal=proposal), target)
    return len(chosen)


def _bring(world: World, actor: Actor, agreement: Agreement, target: AgreementState) -> None:
    """Bring an agreement as far as `target`; one that the rules stop on its way stays where it is."""
    try:
        if target != AgreementState.DRAFT:
            _company(world, actor, agreement)
        if target in (AgreementState.SIGNING, AgreementState.RUNNING):
            _school(actor, agreement)
        if target == AgreementState.RUNNING:
            for party in _parties(world, agreement):
                signing.sign_outside(
                    actor=actor, agreement=agreement, party=party, name="Getekend op papier", signed_on=world.today
                )
            running.start_running(actor=actor, agreement=agreement)
    except ValidationError:
        return


def _parties(world: World, agreement: Agreement) -> tuple[Party, ...]:
    agreement.refresh_from_db()
    minor = is_minor(agreement.learner, agreement.starts_on or world.today, world.today)
    return parties_needed(is_minor=minor)


def _company(world: World, actor: Actor, agreement: Agreement) -> None:
    days = agreement.workplace.days_per_week
    valid = recognised_between(agreement)
    year = world.today.year if world.today.month >= 9 else world.today.year - 1
    first = max(dt.date(year, 9, 1), valid[0] if valid else dt.date(year, 9, 1))
    contact = agreement.workplace.establishment.company.contacts.first()
    person = Named(contact.name if contact else "Bo Voorbeeld", "Zaakvoerder", contact.email if contact else "", "")
    filling.fill_company_part(
        actor=actor,
        agreement=agreement,
        values={
            "starts_on": first,
            "ends_on": dt.date(year + 1, 6, 30),
            "workplace_hours": HOURS_A_DAY * days,
            "workdays": list(range(5 - days, 5)),
            "shift_start": dt.time(8),
            "shift_end": dt.time(16, 30),
            "work": WORK,
        },
        people={PersonRole.COMPANY_SIGNER: person, PersonRole.MENTOR: person},
    )
    turns.hand_to_school(actor=actor, agreement=agreement)


def _school(actor: Actor, agreement: Agreement) -> None:
    days = agreement.workplace.days_per_week
    coach = agreement.learner.coach or User.objects.filter(school_memberships__school=agreement.school).first()
    filling.fill_school_part(
        actor=actor,
        agreement=agreement,
        values={
            "school_hours": Decimal(7) * (5 - days),
            "school_days": list(range(5 - days)),
            "coach": coach,
            "allowance_tier": 1,
        },
        people={
            PersonRole.SCHOOL_SIGNER: Named("Directie van de school", "Directeur", "directie@voorbeeldschool.example"),
            PersonRole.PARENT: Named("Ouder van de lerende", "", "ouder@lerenden.example"),
        },
    )
    turns.hand_to_signing(actor=actor, agreement=agreement)

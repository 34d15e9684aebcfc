"""The portfolio as its learner, the mentor and somebody with a link see it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from learners.models import Learner
from placements import links
from placements.enums import AgreementState, PersonRole
from placements.follow_enums import ProofState
from placements.models import Agreement, AgreementPerson, PlanLine, PortfolioShare, Proof
from placements.rules.europass import Achievement
from placements.selectors.follow_page import ProgressPart, progress_part

STARTED = (*AgreementState.BINDING, AgreementState.ENDED)


@dataclass(frozen=True, slots=True)
class Workplace:
    """One agreement in the portfolio: how far the plan is, what was confirmed, what can be asked."""

    agreement: Agreement
    progress: ProgressPart
    proofs: tuple[Proof, ...]
    to_ask: tuple[tuple[int, str], ...]

    @property
    def company(self) -> str:
        """The name of the company."""
        return str(self.agreement.workplace.establishment.company.name)


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """What the learner sees: each workplace, and the links that still work, with their address."""

    learner: Learner
    workplaces: tuple[Workplace, ...]
    shares: tuple[tuple[PortfolioShare, str], ...]

    @property
    def shown(self) -> int:
        """How many activities others may see."""
        return sum(
            proof.state == ProofState.CONFIRMED and not proof.hidden_at
            for one in self.workplaces
            for proof in one.proofs
        )


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What a CV or a link shows: workplaces with their confirmed activities that are not hidden."""

    learner: Learner
    workplaces: tuple[tuple[Agreement, tuple[Proof, ...]], ...]

    @property
    def count(self) -> int:
        """How many activities are shown."""
        return sum(len(proofs) for _agreement, proofs in self.workplaces)


@dataclass(frozen=True, slots=True)
class MentorLine:
    """One activity as the mentor sees it; `is_shown`: an evaluation says the learner can do it."""

    activity_id: int
    text: str
    proof: Proof | None
    is_shown: bool

    @property
    def state(self) -> str:
        """The state of the proof, empty when nobody asked."""
        return self.proof.state if self.proof else ""


def agreements_with_proofs(learner_id: int) -> QuerySet[Agreement]:
    """Return the agreements of a learner that began, newest first, with plan and proofs (3 queries)."""
    proofs = Proof.objects.select_related("activity").order_by("pk")
    plan = PlanLine.objects.select_related("activity").order_by("position", "pk")
    rows = Agreement.objects.with_all().filter(learner=learner_id, state__in=STARTED)
    return rows.prefetch_related(Prefetch("proofs", proofs), Prefetch("plan", plan)).order_by("-starts_on", "-pk")


def portfolio_page(learner: Learner, today: dt.date) -> PortfolioPage:
    """Return the portfolio of a learner (4 queries, and 1 for each workplace)."""
    shares = PortfolioShare.objects.standing(today).filter(learner=learner)
    return PortfolioPage(
        learner=learner,
        workplaces=tuple(_workplace(row) for row in agreements_with_proofs(learner.pk)),
        shares=tuple((share, links.share_link_for(share)) for share in shares),
    )


def _workplace(row: Agreement) -> Workplace:
    proofs = tuple(row.proofs.all())
    taken = {proof.activity_id for proof in proofs if proof.state not in ProofState.AGAIN}
    plan = list(row.plan.all())
    to_ask = tuple((line.activity_id, line.activity.text) for line in plan if line.activity_id not in taken)
    return Workplace(row, progress_part(row, plan), proofs, to_ask)


def shown_page(learner: Learner) -> ShownPage:
    """Return what others may see of a portfolio (3 queries)."""
    found = []
    for row in agreements_with_proofs(learner.pk):
        proofs = tuple(
            proof for proof in row.proofs.all() if proof.state == ProofState.CONFIRMED and not proof.hidden_at
        )
        found.append((row, proofs))
    return ShownPage(learner, tuple(found))


def achievements_of(page: ShownPage) -> list[Achievement]:
    """Return the confirmed activities for the export, oldest first."""
    found = [
        Achievement(
            key=str(proof.public_id),
            title=proof.activity.text,
            company=row.workplace.establishment.company.name,
            place=row.workplace.establishment.municipality.name,
            confirmed_at=proof.confirmed_at,
            programme=row.programme.name,
        )
        for row, proofs in page.workplaces
        for proof in proofs
        if proof.confirmed_at is not None
    ]
    return sorted(found, key=lambda one: (one.confirmed_at, one.key))


def share_by(public_id: uuid.UUID, today: dt.date) -> PortfolioShare | None:
    """Return the link with this id while it works and the learner is known."""
    rows = PortfolioShare.objects.standing(today).filter(learner__contact__isnull=False)
    return rows.select_related("learner__contact", "learner__programme").filter(public_id=public_id).first()


def share_of(learner: Learner, public_id: str) -> PortfolioShare | None:
    """Return one link of a learner; None for something that is no id."""
    try:
        wanted = uuid.UUID(public_id)
    except ValueError:
        return None
    return PortfolioShare.objects.filter(learner=learner, public_id=wanted).first()


def proof_of(learner: Learner, public_id: str) -> Proof | None:
    """Return one activity of the portfolio of a learner; None for something that is no id."""
    try:
        wanted = uuid.UUID(public_id)
    except ValueError:
        return None
    return Proof.objects.filter(agreement__learner=learner, public_id=wanted).first()


def mentor_lines(agreement: Agreement) -> tuple[MentorLine, ...]:
    """Return the activities of a plan for the mentor, what waits first (3 queries)."""
    plan = list(agreement.plan.select_related("activity").order_by("position", "pk"))
    progress = {line.activity_id: line for line in progress_part(agreement, plan).lines}
    proofs = {proof.activity_id: proof for proof in Proof.objects.filter(agreement=agreement)}
    lines = [
        MentorLine(
            line.activity_id,
            line.activity.text,
            proofs.get(line.activity_id),
            progress[line.activity_id].progress == "shown",
        )
        for line in plan
    ]
    return tuple(sorted(lines, key=lambda one: (one.state != ProofState.ASKED, not one.is_shown)))


def mentor_of(agreement: Agreement) -> str:
    """Return the name of the mentor; empty when unknown (1 query)."""
    person = AgreementPerson.objects.filter(agreement=agreement, role=PersonRole.MENTOR).first()
    return person.name if person else ""

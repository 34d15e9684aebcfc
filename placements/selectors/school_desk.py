"""The agreements a school follows: one line each, with whose turn it is, for its desk, its files and its digest."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import names
from learners.selectors.school_page import without_codes
from placements.enums import AgreementState, Party, PersonRole
from placements.models import Agreement, AgreementPerson, Signature

FIELDS = (
    *("public_id", "code", "state", "state_due_on", "starts_on", "ends_on", "learner", "learner__code"),
    *("learner__contact__first_name", "learner__contact__last_name", "programme__name", "programme__slug"),
    *("workplace__establishment__company__name", "workplace__establishment__municipality__name"),
    *("coach__public_id", "coach__first_name", "coach__last_name", "coach__email", "has_parent"),
    *(f"signed_{party.value}" for party in Party),
)


class _Row(NamedTuple):
    """One agreement as the database tells it, in the order of `FIELDS`."""

    public_id: uuid.UUID
    code: str
    state: str
    due_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    learner_id: int
    learner_code: str
    first_name: str
    last_name: str
    programme: str
    programme_slug: str
    company: str
    municipality: str
    coach_id: uuid.UUID | None
    coach_first_name: str | None
    coach_last_name: str | None
    coach_email: str | None
    has_parent: bool
    signed_company: bool
    signed_school: bool
    signed_learner: bool
    signed_parent: bool


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in a list of the school. `waits_for` names who has to act now; `due_on` is when that should be done."""

    public_id: uuid.UUID
    code: str
    learner_id: int
    learner: str
    learner_code: str
    programme: str
    programme_slug: str
    company: str
    municipality: str
    coach: str
    coach_id: str
    state: str
    state_label: str
    waits_for: str
    due_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    is_our_turn: bool
    needs_our_signature: bool

    def is_late(self, today: dt.date) -> bool:
        """Whether somebody should have acted already."""
        return self.due_on is not None and self.due_on < today

    def is_silent(self, today: dt.date) -> bool:
        """Whether the company should have filled in its part already."""
        return self.state == AgreementState.DRAFT and self.is_late(today)


def agreements_of_school(actor: Actor, school_id: int) -> list[AgreementLine]:
    """Return the agreements of a school that are not over and that the actor follows, the most urgent first (1 query).

    A code that was typed in this session opens nothing here.
    """
    rows = Agreement.objects.live().visible_to(without_codes(actor)).filter(school=school_id)
    signed = {f"signed_{party.value}": _signed(party) for party in Party}
    parent = AgreementPerson.objects.filter(agreement=OuterRef("pk"), role=PersonRole.PARENT)
    found = rows.filter(learner__contact__isnull=False).annotate(**signed, has_parent=Exists(parent))
    return [_line(_Row(*row)) for row in found.order_by("state_due_on", "pk").values_list(*FIELDS)]


def _signed(party: Party) -> Exists:
    return Exists(Signature.objects.filter(agreement=OuterRef("pk"), party=party))


def _line(row: _Row) -> AgreementLine:
    missing = _missing(row)
    coach = names.full_name(row.coach_first_name, row.coach_last_name) or row.coach_email
    return AgreementLine(
        public_id=row.public_id,
        code=row.code,
        learner_id=row.learner_id,
        learner=names.initials(row.first_name, row.last_name),
        learner_code=row.learner_code,
        programme=row.programme,
        programme_slug=row.programme_slug,
        company=row.company,
        municipality=row.municipality,
        coach=coach or _("Nog geen trajectbegeleider"),
        coach_id=str(row.coach_id) if row.coach_id else "",
        state=row.state,
        state_label=str(AgreementState(row.state).label),
        waits_for=_waits_for(row.state, missing),
        due_on=row.due_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_our_turn=row.state == AgreementState.SCHOOL,
        needs_our_signature=Party.SCHOOL in missing,
    )


def _missing(row: _Row) -> list[Party]:
    """Return the parties that still have to sign; a parent signs when one is named."""
    if row.state != AgreementState.SIGNING:
        return []
    parties = [party for party in Party if party != Party.PARENT or row.has_parent]
    return [party for party in parties if not getattr(row, f"signed_{party.value}")]


def _waits_for(state: str, missing: list[Party]) -> str:
    """Say who has to act now; empty when nobody has to."""
    if state == AgreementState.DRAFT:
        return _("Het bedrijf vult in")
    if state == AgreementState.SCHOOL:
        return _("De school vult in")
    if state == AgreementState.SIGNING:
        return _("Moet nog tekenen: %(who)s") % {"who": ", ".join(str(party.label).lower() for party in missing)}
    return ""

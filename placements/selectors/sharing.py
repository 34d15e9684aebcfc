"""A shared workplace as its page shows it: who does what, the coverage of the activity list, what is not in order."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.models import Activity, ProgrammeActivity
from companies.models import Mentor, Recognition, Workplace
from companies.selectors.max_dual import near_companies
from matchmaking.selectors.people import initials_of
from placements.enums import AgreementState, PlanPlace, SharingState
from placements.models import Agreement, PlanLine, Sharing, SharingMember
from placements.rules import sharing as rules
from placements.rules.contracts import day_names
from placements.rules.sharing import Share
from placements.selectors.terms import terms_on


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One activity: who teaches it (in the order of the columns), the school's exception, who near could."""

    activity: Activity
    cells: tuple[bool, ...]
    exception: str = ""
    helpers: tuple[str, ...] = ()
    others: int = 0

    @property
    def is_missing(self) -> bool:
        """True when nobody teaches it and the school signed no exception."""
        return not any(self.cells) and not self.exception


@dataclass(frozen=True, slots=True)
class Matrix:
    """The activity list against the companies."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def missing(self) -> list[MatrixRow]:
        """The activities nobody teaches."""
        return [row for row in self.rows if row.is_missing]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One company on the page. `is_silent`: an office must know that no mail asked this company to fill in its part."""

    member: SharingMember
    share: Share
    days: str
    faults: tuple[str, ...]
    may_edit: bool
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class SharingPage:
    """Everything the page shows; `may` holds the verbs of this visitor, `who` is a name or initials."""

    sharing: Sharing
    who: str
    members: tuple[MemberRow, ...]
    matrix: Matrix
    faults: tuple[str, ...]
    may: frozenset[str]


def sharing_for(actor: Actor, public_id: uuid.UUID, opened: Collection[int] = ()) -> QuerySet[Sharing]:
    """Return the shared workplace an actor may see, or of which a part was opened by link, with what its page reads."""
    own = Sharing.objects.visible_to(actor)
    if opened:
        own = own | Sharing.objects.filter(pk__in=SharingMember.objects.filter(pk__in=opened).values("sharing"))
    rows = own.filter(public_id=public_id, learner__contact__isnull=False)
    return rows.select_related("learner__contact", "programme", "school")


def members_of(sharing: Sharing) -> list[SharingMember]:
    """Return the companies, in the order in which they came (2 queries)."""
    rows = sharing.members.select_related("workplace__establishment__company", "mentor", "agreement")
    return list(rows.prefetch_related("activities").order_by("pk"))


def member_by(public_id: uuid.UUID) -> SharingMember | None:
    """Return the company behind a mailed link."""
    rows = SharingMember.objects.select_related("sharing__programme", "sharing__school")
    return rows.select_related("workplace__establishment__company").filter(public_id=public_id).first()


def page_of(sharing: Sharing, actor: Actor, today: dt.date, opened: Collection[int] = ()) -> SharingPage:
    """Return the page (10 queries); `opened` are the parts of which this visitor opened the mailed link."""
    members = members_of(sharing)
    shares = _shares(sharing, members)
    office = actor.is_staff or sharing.school_id in actor.schools
    building = sharing.state == SharingState.BUILDING
    rows = tuple(
        MemberRow(
            member=member,
            share=share,
            days=day_names(share.workdays) if share.workdays else "",
            faults=rules.share_faults(share) if building else (),
            may_edit=building
            and (office or member.workplace.establishment.company_id in actor.companies or member.pk in opened),
            is_silent=building and office and member.agreement_id is None and member.invited_at is None,
        )
        for member, share in zip(members, shares, strict=True)
    )
    matrix = _matrix(sharing, members, shares, today)
    return SharingPage(
        sharing=sharing,
        who=sharing.learner.contact.full_name if office else initials_of(sharing.learner),
        members=rows,
        matrix=matrix,
        faults=_together(sharing, shares, today) if building else (),
        may=frozenset(_verbs(office=office, company=bool(actor.companies), building=building)),
    )


def faults_of(sharing: Sharing, today: dt.date) -> tuple[str, ...]:
    """Return everything that keeps a shared workplace from being finished."""
    members = members_of(sharing)
    shares = _shares(sharing, members)
    own = [f"{share.name}: {fault}" for share in shares for fault in rules.share_faults(share)]
    wanted = dict(_wanted(sharing).values_list("activity", "activity__text"))
    excepted = set(sharing.exceptions.values_list("activity", flat=True))
    missing = rules.uncovered(shares, wanted, excepted)
    lacks = [_("Geen enkel bedrijf leert dit aan: %(text)s") % {"text": text} for text in missing.values()]
    return (*own, *_together(sharing, shares, today), *lacks)


def ticked_for(workplace: Workplace, programme_id: int) -> list[int]:
    """Return which activities of a programme a workplace says it teaches, else what its establishment ticked."""
    listed = ProgrammeActivity.objects.filter(programme=programme_id)
    own = listed.filter(activity__workplaces=workplace)
    rows = own if own.exists() else listed.filter(activity__establishments=workplace.establishment_id)
    return list(rows.values_list("activity", flat=True))


def candidates(sharing: Sharing, actor: Actor) -> QuerySet[Workplace]:
    """Return the workplaces of the programme in the same sub-region that can be asked, by name.

    A company finds its own places, and those of companies that agreed to be named to others.
    """
    first = sharing.members.select_related("workplace__establishment__municipality").order_by("pk").first()
    rows = Workplace.objects.open().with_place().filter(programme=sharing.programme_id)
    rows = rows.exclude(pk__in=sharing.members.values("workplace"))
    if first is not None:
        region = first.workplace.establishment.municipality.subregion_id
        rows = rows.filter(establishment__municipality__subregion=region)
    if not actor.is_staff and sharing.school_id not in actor.schools:
        named = rows.filter(establishment__company__shown_to_companies_at__isnull=False)
        rows = named | rows.filter(establishment__company__in=actor.companies)
    return rows.order_by("establishment__company__search_text", "pk")


def mentors_for(member: SharingMember) -> QuerySet[Mentor]:
    """Return the mentors of the company."""
    return Mentor.objects.filter(company=member.workplace.establishment.company_id, left_on=None)


def activities_of(sharing: Sharing) -> list[tuple[int, str]]:
    """Return the activity list of the programme, in the official order."""
    return list(_wanted(sharing).values_list("activity", "activity__text"))


def matrix_beside(agreement: Agreement, among: Sequence[Agreement]) -> Matrix | None:
    """Return the coverage by all live agreements of the learner for this programme; None with one company (1 query).

    `among` are all agreements of the learner, with their companies.
    """
    found = [row for row in among if row.state in AgreementState.LIVE and row.programme_id == agreement.programme_id]
    if len(found) < rules.LEAST:
        return None
    lines: dict[int, dict[int, PlanLine]] = {}
    for line in PlanLine.objects.filter(agreement__in=found).select_related("activity").order_by("position", "pk"):
        lines.setdefault(line.activity_id, {})[line.agreement_id] = line
    return Matrix(
        columns=tuple(row.workplace.establishment.company.name for row in found),
        rows=tuple(_from_plan(by, found) for by in lines.values()),
    )


def overdue_sharings(today: dt.date) -> QuerySet[Sharing]:
    """Return the shared workplaces that are longer in the making than agreed."""
    return Sharing.objects.filter(state=SharingState.BUILDING, state_due_on__lt=today)


def may_share(agreement: Agreement, actor: Actor) -> bool:
    """Tell whether an actor may look for a second company: an office with an account, before anybody signs."""
    office = (
        actor.is_staff
        or agreement.school_id in actor.schools
        or agreement.workplace.establishment.company_id in actor.companies
    )
    return office and agreement.state in AgreementState.OPEN_TEXT


def _from_plan(by: dict[int, PlanLine], agreements: Sequence[Agreement]) -> MatrixRow:
    lines = [by.get(row.pk) for row in agreements]
    at_work = [line is not None and line.possible and line.place in PlanPlace.AT_WORK for line in lines]
    known = [line for line in lines if line is not None]
    school = any(line.place == PlanPlace.SCHOOL for line in known) and not any(at_work)
    signed = next((line.exception_by for line in known if line.exception_by), "")
    return MatrixRow(known[0].activity, tuple(at_work), _("op school") if school else signed)


def _verbs(*, office: bool, company: bool, building: bool) -> set[str]:
    """Who came by a mailed link fills in the own part; looking for other companies takes an account."""
    if not building:
        return set()
    if office:
        return {"add", "school", "finish", "drop"}
    return {"add"} if company else set()


def _wanted(sharing: Sharing) -> QuerySet[ProgrammeActivity]:
    return ProgrammeActivity.objects.filter(programme=sharing.programme_id).order_by("position", "pk")


def _shares(sharing: Sharing, members: Sequence[SharingMember]) -> list[Share]:
    places = [member.workplace.establishment_id for member in members]
    rows = Recognition.objects.filter(
        establishment__in=places, programme=sharing.programme_id, state="recognised", valid_from__isnull=False
    )
    valid = {
        row.establishment_id: (row.valid_from, row.valid_until) for row in rows if row.valid_from and row.valid_until
    }
    return [
        Share(
            name=member.workplace.establishment.company.name,
            starts_on=member.starts_on,
            ends_on=member.ends_on,
            workdays=frozenset(member.workdays),
            hours=member.hours,
            has_mentor=member.mentor_id is not None,
            recognised=valid.get(member.workplace.establishment_id),
            activities=frozenset(activity.pk for activity in member.activities.all()),
        )
        for member in members
    ]


def _together(sharing: Sharing, shares: Sequence[Share], today: dt.date) -> tuple[str, ...]:
    return rules.together_faults(shares, sharing.school_hours, terms_on(today).week)


def _matrix(sharing: Sharing, members: Sequence[SharingMember], shares: Sequence[Share], today: dt.date) -> Matrix:
    signed = dict(sharing.exceptions.values_list("activity", "signed_by"))
    rows = [row.activity for row in _wanted(sharing).select_related("activity")]
    taught = frozenset[int]().union(*(share.activities for share in shares))
    lacking = {activity.pk for activity in rows} - taught - set(signed)
    near = near_companies(members[0].workplace.establishment, lacking, today) if members and lacking else {}
    return Matrix(
        columns=tuple(share.name for share in shares),
        rows=tuple(
            MatrixRow(
                activity,
                tuple(activity.pk in share.activities for share in shares),
                signed.get(activity.pk, ""),
                *near.get(activity.pk, ((), 0)),
            )
            for activity in rows
        ),
    )

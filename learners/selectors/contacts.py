"""Who can help: the colleague of the Steunpunt and the partners of a route. Never an empty hand."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.enums import PartnerKind
from accounts.models import PartnerOrganisation, User
from catalogue.models import Municipality
from learners.enums import CaseState
from learners.rules.cases import Load
from learners.rules.routes import PARTNERS

SHOWN = 4
HOST = PartnerKind.OTHER


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call, write or visit on the web."""

    name: str
    role: str
    phone: str = ""
    email: str = ""
    hours: str = ""
    website: str = ""


def staff_loads() -> list[Load]:
    """Return the active colleagues with the number of their open cases, those who can be phoned first."""
    open_cases = Count("cases", filter=Q(cases__state__in=CaseState.OPEN))
    staff = User.objects.filter(is_staff=True, is_active=True).annotate(open_cases=open_cases)
    with_phone = sorted(staff, key=lambda user: (not user.phone, user.pk))
    phones = [user for user in with_phone if user.phone] or with_phone
    return [Load(user.pk, user.open_cases) for user in phones]


def steunpunt_contact(owner: User | None) -> Contact | None:
    """Return the colleague who follows a case; without one, any colleague, then the host of the Steunpunt."""
    person = owner or User.objects.filter(is_staff=True, is_active=True).order_by("-phone", "pk").first()
    if person is not None:
        return Contact(
            name=person.full_name or person.email,
            role="Steunpunt Duaal Leren",
            phone=str(person.phone or ""),
            email=person.email,
            hours=person.opening_hours,
        )
    host = PartnerOrganisation.objects.filter(is_active=True, kind=HOST).order_by("name").first()
    return _contact(host) if host else None


def partners_for(route: str, municipality: Municipality | None) -> list[Contact]:
    """Return the partners that help on a route in a sub-region or in the whole province, nearest first, four at most."""
    kinds = PARTNERS[route]
    if not kinds:
        return []
    subregion_id = municipality.subregion_id if municipality else None
    near = Q(subregions=None) | Q(subregions=subregion_id) if subregion_id else Q()
    reachable = ~Q(phone="") | ~Q(email="") | ~Q(website="")
    partners = PartnerOrganisation.objects.filter(near, reachable, is_active=True, kind__in=kinds)
    ordered = sorted(
        partners.annotate(local=Count("subregions", filter=Q(subregions=subregion_id))).distinct(),
        key=lambda partner: (kinds.index(partner.kind), -partner.local, not partner.phone, partner.name),
    )
    return [_contact(partner) for partner in ordered[:SHOWN]]


def partners_to_refer_to() -> QuerySet[PartnerOrganisation]:
    """Return the partners a colleague may hand a learner over to."""
    return PartnerOrganisation.objects.filter(is_active=True).order_by("kind", "name")


def colleagues() -> QuerySet[User]:
    """Return the active colleagues, who may follow a case."""
    return User.objects.filter(is_staff=True, is_active=True).order_by("first_name", "last_name", "pk")


def _contact(partner: PartnerOrganisation) -> Contact:
    return Contact(
        name=partner.name,
        role=partner.get_kind_display(),
        phone=str(partner.phone or ""),
        email=partner.email,
        hours=partner.opening_hours,
        website=partner.website,
    )

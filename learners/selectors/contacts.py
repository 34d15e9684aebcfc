"""Who can help: the colleague of the Steunpunt and the partners of a route. Never an empty hand."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.enums import PartnerKind
from accounts.models import PartnerOrganisation, User
from catalogue.models import Municipality
from catalogue.rules import RuleMissing
from catalogue.selectors import office_hours
from core import clock
from learners.enums import CaseState
from learners.models import RoutePartner
from learners.rules.cases import Load

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
            role=_("Steunpunt Duaal Leren"),
            phone=str(person.phone or settings.CONTACT_PHONE),
            email=person.email,
            hours=person.opening_hours or opening_words(),
        )
    host = PartnerOrganisation.objects.filter(is_active=True, kind=HOST).order_by("name").first()
    return _contact(host) if host else None


def opening_words() -> str:
    """Return when the Steunpunt can be called, from the dated office hours; empty when nobody filled them in."""
    try:
        hours = office_hours(on=clock.today())
    except RuleMissing:  # reference data not loaded yet: the page then shows no hours
        return ""
    return _("elke werkdag van %(opens)s tot %(closes)s uur") % {
        "opens": hours.opens.hour,
        "closes": hours.closes.hour,
    }


def partners_for(route: str, municipality: Municipality | None) -> list[Contact]:
    """Return the partners that help on a route: those of the sub-region, then those of the whole province, four at most.

    Without a sub-region every partner of the route counts. A partner without phone is shown with the Steunpunt's.
    """
    subregion_id = municipality.subregion_id if municipality else None
    near = Q(subregion=None) | Q(subregion=subregion_id) if subregion_id else Q()
    rows = RoutePartner.objects.filter(near, route=route, partner__is_active=True).select_related("partner")
    ordered = sorted(rows, key=lambda row: (row.subregion_id is None, row.position, row.partner.name))
    partners = list({row.partner_id: row.partner for row in ordered}.values())
    return [_contact(partner) for partner in partners[:SHOWN]]


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

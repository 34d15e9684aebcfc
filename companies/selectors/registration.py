"""What the registration wizard looks up: programmes to choose, numbers that are taken, people behind a link."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from catalogue.models import Programme, Sector
from companies.models import Company, CompanyContact, Establishment, JoinRequest
from core.db import fold
from mailing.stopping import address_key


def company_with(enterprise_number: str) -> Company | None:
    """Return the company with these ten digits."""
    return Company.objects.filter(enterprise_number=enterprise_number).first()


def establishment_is_taken(establishment_number: str) -> bool:
    """Tell whether an establishment with these ten digits is registered."""
    return Establishment.objects.filter(establishment_number=establishment_number).exists()


def sectors_with_programmes() -> QuerySet[Sector]:
    """Return the sectors one can choose, each with `choices`: its number of current programmes."""
    current = Count("programmes", filter=Q(programmes__retired_on=None))
    return Sector.objects.annotate(choices=Coalesce(current, 0)).filter(choices__gt=0).order_by("name")


def programmes_in(*, sectors: Sequence[str] = (), word: str = "") -> QuerySet[Programme]:
    """Return current programmes of these sectors (slugs) or with these words in their name."""
    wanted = Q(sector__slug__in=list(sectors))
    words = fold(word).split()
    if words:
        by_name = Q()
        for one in words:
            by_name &= Q(search_text__contains=one)
        wanted |= by_name
    return Programme.objects.current().with_names().filter(wanted).order_by("sector__name", "name", "pk")


def programmes_named(slugs: Sequence[str]) -> list[Programme]:
    """Return the programmes with these slugs, by name."""
    return list(Programme.objects.filter(slug__in=list(slugs)).order_by("name", "pk"))


def contact_behind(public_id: str) -> CompanyContact | None:
    """Return the contact a mailed link is about, company loaded."""
    return CompanyContact.objects.select_related("company").filter(public_id=public_id).first()


def join_request_behind(public_id: str) -> JoinRequest | None:
    """Return the question a mailed link is about, company loaded."""
    return JoinRequest.objects.select_related("company").filter(public_id=public_id).first()


def registered_company(public_id: UUID) -> QuerySet[Company]:
    """Return the company of a confirmation page, contacts and workplaces loaded."""
    return Company.objects.filter(public_id=public_id).prefetch_related(
        "contacts", "establishments__workplaces__programme"
    )


def companies_at_address(key: str) -> list[Company]:
    """Return the companies with a contact at the address with this fingerprint (see `mailing.stopping`)."""
    rows = CompanyContact.objects.values_list("company", "email")
    found = {company for company, email in rows if address_key(email) == key}
    return list(Company.objects.filter(pk__in=found).order_by("pk"))

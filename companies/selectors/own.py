"""What a member (or a colleague of the Steunpunt) may open, ready for `get_object_or_404`."""

from django.db.models import QuerySet

from accounts.actor import Actor
from catalogue.models import Programme
from companies.models import Attachment, Company, Establishment, Workplace


def companies(actor: Actor) -> QuerySet[Company]:
    """Return the companies this actor may manage."""
    return Company.objects.visible_to(actor)


def establishments(actor: Actor) -> QuerySet[Establishment]:
    """Return the establishments this actor may manage, with company and municipality."""
    return Establishment.objects.visible_to(actor).select_related("company", "municipality")


def workplaces(actor: Actor) -> QuerySet[Workplace]:
    """Return the workplaces this actor may manage, with programme, address and company."""
    return Workplace.objects.visible_to(actor).with_place()


def programmes_left_for(establishment: Establishment) -> QuerySet[Programme]:
    """Return current programmes for which an establishment has no workplace yet, by sector and name."""
    used = Workplace.objects.filter(establishment=establishment).values("programme")
    return Programme.objects.current().with_names().exclude(pk__in=used).order_by("sector__name", "name", "pk")


def attachments(actor: Actor) -> QuerySet[Attachment]:
    """Return the files this actor may open, with their company."""
    return Attachment.objects.visible_to(actor).select_related("company")


def attachments_of(company: Company) -> list[Attachment]:
    """Return the files of a company, newest first."""
    return list(Attachment.objects.filter(company=company))


def establishment_elsewhere(company: Company, number: str) -> QuerySet[Establishment]:
    """Return the establishment with this number when it stands at another company (zero or one row)."""
    return Establishment.objects.filter(establishment_number=number).exclude(company=company)


def company_named(actor: Actor, name: str) -> Company | None:
    """Return the company of a member that has exactly this name, None for anybody else."""
    return (
        Company.objects.filter(pk__in=actor.companies, name=name).order_by("pk").first() if actor.companies else None
    )

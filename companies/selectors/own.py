"""What a member (or a colleague of the Steunpunt) may open, ready for `get_object_or_404`."""

from django.db.models import QuerySet

from accounts.actor import Actor
from catalogue.models import Programme
from companies.models import Company, Establishment, Workplace


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

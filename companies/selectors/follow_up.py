"""Which companies a colleague should call."""

from django.db.models import Exists, OuterRef, QuerySet

from companies.models import Company, Recognition


def companies_to_call() -> QuerySet[Company]:
    """Return active companies that registered themselves and have no recognition file yet, longest waiting first.

    A company leaves the list when a colleague starts its file, so nobody has to tick anything off.
    """
    files = Recognition.objects.filter(establishment__company=OuterRef("pk"))
    registered = Company.objects.active().filter(draft_key__isnull=False)
    return registered.exclude(Exists(files)).order_by("created_at", "pk")

"""Which companies a colleague should call."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.enums import CompanyState
from companies.models import Company, CompanyContact, Recognition
from companies.rules_mentor import add_months


def companies_to_call() -> QuerySet[Company]:
    """Return active companies that registered themselves and have no recognition file yet, longest waiting first.

    A company leaves the list when a colleague starts its file, so nobody has to tick anything off.
    """
    files = Recognition.objects.filter(establishment__company=OuterRef("pk"))
    registered = Company.objects.active().filter(draft_key__isnull=False)
    return registered.exclude(Exists(files)).order_by("created_at", "pk")


def renewals_to_call(today: dt.date, months: Sequence[int]) -> QuerySet[Recognition]:
    """Return recognitions whose last renewal task has come and of which nobody asked the renewal.

    `months` are the renewal tasks, in months before the end. A company that we cannot mail is called from the first on.
    """
    holds = Recognition.objects.valid_on(today).filter(renewal_filed_on=None)
    if not months:
        return holds.none()
    holds = holds.filter(establishment__closed_on=None, establishment__company__state=CompanyState.ACTIVE)
    reads_mail = CompanyContact.objects.filter(
        company=OuterRef("establishment__company"), email_confirmed_at__isnull=False
    )
    last, first = add_months(today, min(months)), add_months(today, max(months))
    return holds.filter(Q(valid_until__lte=last) | ~Exists(reads_mail), valid_until__lte=first)

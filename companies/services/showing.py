"""Whether other companies may see the name of a company, as somebody who could do a missing activity."""

from django.db import transaction

from accounts.actor import Actor
from companies.models import Company
from companies.services.locking import locked
from core import clock
from privacy import journal


@transaction.atomic
def show_to_companies(*, actor: Actor, company: Company, agrees: bool) -> Company:
    """Note the yes of a company, or take it back; the same again changes nothing."""
    company = locked(company)
    if agrees == (company.shown_to_companies_at is not None):
        return company
    company.shown_to_companies_at = clock.now() if agrees else None
    company.save(update_fields=["shown_to_companies_at", "updated_at"])
    journal.record(actor=actor, verb="company_shown" if agrees else "company_hidden", subject=company)
    return company

"""Taking the people out of agreements that are over; days, hours and places stay for the figures."""

from django.db import transaction

from accounts.actor import SYSTEM
from core.retention import Rows
from placements.models import Agreement, AgreementLog, AgreementPerson, PlanLine, Signature, SignCode
from privacy import journal

BATCH = 500


@transaction.atomic
def wipe_agreements(rows: Rows) -> int:
    """Wipe a batch of agreements. Returns how many."""
    chosen = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    AgreementPerson.objects.filter(agreement__in=chosen).delete()
    Signature.objects.filter(agreement__in=chosen).delete()
    SignCode.objects.filter(agreement__in=chosen).delete()
    PlanLine.objects.filter(agreement__in=chosen).update(exception_by="")
    AgreementLog.objects.filter(agreement__in=chosen).update(actor_label="", reason="")
    for agreement in Agreement.objects.filter(pk__in=chosen):
        agreement.work = ""
        agreement.save(update_fields=["work", "updated_at"])
        journal.record(actor=SYSTEM, verb="agreement_wiped", subject=agreement)
    return len(chosen)

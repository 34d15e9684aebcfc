"""Taking the people out of agreements that are over; days, hours and places stay for the figures."""

from django.db import transaction

from accounts.actor import SYSTEM
from core.retention import Rows
from placements.models import (
    Agreement,
    AgreementLog,
    AgreementPerson,
    Evaluation,
    EvaluationLog,
    Meeting,
    PlanLine,
    Proof,
    ProofLog,
    PulseTask,
    Signature,
    SignCode,
    ThreadMessage,
    TryOut,
    TryOutLog,
    Visit,
)
from privacy import journal

BATCH = 500


@transaction.atomic
def wipe_agreements(rows: Rows) -> int:
    """Wipe a batch of agreements. Returns how many."""
    chosen = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    AgreementPerson.objects.filter(agreement__in=chosen).delete()
    Signature.objects.filter(agreement__in=chosen).delete()
    SignCode.objects.filter(agreement__in=chosen).delete()
    Meeting.objects.filter(agreement__in=chosen).delete()
    ThreadMessage.objects.filter(agreement__in=chosen).delete()
    PulseTask.objects.filter(agreement__in=chosen).update(done_by="")
    PlanLine.objects.filter(agreement__in=chosen).update(exception_by="")
    Visit.objects.filter(agreement__in=chosen).delete()
    Evaluation.objects.filter(round__agreement__in=chosen).update(handed_in_by="", note="")
    EvaluationLog.objects.filter(round__agreement__in=chosen).update(actor_label="", reason="")
    Proof.objects.filter(agreement__in=chosen).update(confirmed_by="", withdraw_reason="")
    ProofLog.objects.filter(proof__agreement__in=chosen).update(actor_label="", reason="")
    AgreementLog.objects.filter(agreement__in=chosen).update(actor_label="", reason="")
    for agreement in Agreement.objects.filter(pk__in=chosen):
        agreement.work = ""
        agreement.save(update_fields=["work", "updated_at"])
        journal.record(actor=SYSTEM, verb="agreement_wiped", subject=agreement)
    return len(chosen)


@transaction.atomic
def wipe_try_outs(rows: Rows) -> int:
    """Wipe the names of a batch of try-outs that are over. Returns how many."""
    chosen = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    TryOutLog.objects.filter(try_out__in=chosen).update(actor_label="", reason="")
    for row in TryOut.objects.filter(pk__in=chosen):
        row.with_whom, row.brings = "", ""
        row.save(update_fields=["with_whom", "brings", "updated_at"])
        journal.record(actor=SYSTEM, verb="try_out_wiped", subject=row)
    return len(chosen)

"""The mail to a colleague when a parent wants to be called."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.links import absolute
from learners.models import Case, CoView
from mailing.services import queue_mail


def ask_to_call(coview: CoView, case: Case) -> None:
    """Mail who follows the case; without an owner the line on the timeline is what colleagues see."""
    if case.owner is None:
        return
    context = {
        "name": case.owner.first_name,
        "text": _("Een ouder vraagt om te bellen naar %s.") % coview.call_phone,
        "code": case.learner.code,
        "link": absolute(reverse("admin:learners_case_change", args=[case.pk])),
    }
    key = f"coview-call:{coview.public_id}:{coview.call_asked_at:%Y%m%d%H%M%S}"
    queue_mail(key=key, template="learners/email/staff_due", to=case.owner.email, context=context)

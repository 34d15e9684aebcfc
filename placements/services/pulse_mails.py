"""Mails of the question how it goes. What somebody answered is never in a mail."""

from django.utils.translation import gettext as _

from core import clock
from core.languages import DUTCH, in_dutch
from core.links import absolute
from learners.models import Case
from mailing.services import queue_mail
from matchmaking.selectors.people import learner_language
from placements import links
from placements.enums import PulseSide
from placements.models import Pulse, PulseTask


def ask(pulse: Pulse, *, name: str, address: str) -> None:
    """Ask one side how it goes."""
    context = {
        "name": name.partition(" ")[0],
        "is_mentor": pulse.side == PulseSide.MENTOR,
        "company": pulse.agreement.workplace.establishment.company.name,
        "week": pulse.week,
        "until": pulse.state_due_on,
        "link": links.pulse_link_for(pulse),
    }
    language = learner_language(pulse.agreement.learner) if pulse.side == PulseSide.LEARNER else DUTCH
    key, template = f"pulse:{pulse.public_id}", "placements/email/pulse"
    queue_mail(key=key, template=template, to=address, context=context, language=language)


@in_dutch
def tell_task(task: PulseTask) -> None:
    """Tell the coach and the owner of the file that a call is needed, and before when; why stands on the page."""
    agreement = task.agreement
    owner = Case.objects.filter(learner=agreement.learner_id).select_related("owner").first()
    people = (agreement.coach, agreement.learner.coach, owner.owner if owner else None)
    addresses = dict.fromkeys(person.email for person in people if person and person.is_active and person.email)
    happened = {
        "bad": _("Iemand antwoordde dat het niet goed gaat."),
        "silent": _("De mentor en de lerende antwoordden niet op onze vraag hoe het gaat."),
    }
    for number, address in enumerate(addresses):
        context = {
            "task": task,
            "company": agreement.workplace.establishment.company.name,
            "happened": happened[task.why],
            "link": absolute(links.task_path(task)),
        }
        key = f"pulse-task:{task.public_id}:{task.why}:{clock.today():%Y%m%d}:{number}"
        queue_mail(key=key, template="placements/email/pulse_task", to=address, context=context)

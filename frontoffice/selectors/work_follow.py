"""Lists of the work queue that follow up: calls after a question how it goes, actions of the plan."""

from django.db.models import Q

from actionplan.models import Action
from actionplan.selectors.actions import late_actions
from frontoffice.selectors.work_kinds import WorkList
from mailing.enums import MailState
from mailing.models import OutboxSms
from placements.enums import PulseTaskState
from placements.models import PulseTask

PULSE_CALLS = WorkList(
    key="hoe-gaat-het",
    label="Het gaat niet goed op een werkplek: bel vandaag",
    empty="Iedereen die het moeilijk had, is gebeld.",
    model=PulseTask,
    which=lambda _moment: Q(state=PulseTaskState.OPEN),
    late=lambda moment: Q(state_due_on__lt=moment.today),
    order=("state_due_on", "pk"),
    related=("agreement__learner__contact", "agreement__workplace__establishment__company"),
)
PLAN_ACTIONS = WorkList(
    key="acties",
    label="Acties van het actieplan die te laat zijn",
    empty="Geen enkele actie is te laat.",
    model=Action,
    which=lambda moment: Q(pk__in=late_actions(moment.today).values("pk")),
    late=lambda moment: Q(due_on__lt=moment.today),
    order=("due_on", "pk"),
    related=("owner",),
)
UNSENT_TEXTS = WorkList(
    key="sms",
    label="Sms'en die niet vertrokken",
    empty="Alle sms'en zijn vertrokken.",
    model=OutboxSms,
    which=lambda _moment: Q(state=MailState.FAILED),
    order=("-created_at", "pk"),
)

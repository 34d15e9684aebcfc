"""The list of calls after a question how it goes."""

from django.db.models import Q

from frontoffice.selectors.work_kinds import WorkList
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

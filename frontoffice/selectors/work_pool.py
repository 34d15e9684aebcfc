"""The lists of the pool of expertise: what to triage, follow up, and what was promised."""

from django.db.models import Q

from expertise.enums import RequestState, SignalState
from expertise.models import Expert, ExpertiseRequest, MeetingAction, PolicySignal
from expertise.selectors.experts import short_of_hours
from frontoffice.selectors.work_kinds import WorkList

POOL_LISTS = (
    WorkList(
        key="pool",
        label="Vragen aan de pool: kies wie helpt",
        empty="Elke vraag aan de pool heeft iemand die helpt.",
        model=ExpertiseRequest,
        which=lambda _moment: Q(state=RequestState.NEW),
        late=lambda moment: Q(promised_by__lt=moment.now),
        order=("promised_by", "pk"),
        related=("school", "company"),
    ),
    WorkList(
        key="pool-opvolgen",
        label="Vragen aan de pool om op te volgen",
        empty="Geen vraag aan de pool wacht op opvolging.",
        model=ExpertiseRequest,
        which=lambda moment: Q(state=RequestState.IN_PROGRESS, due_on__lte=moment.today),
        late=lambda moment: Q(due_on__lt=moment.today),
        order=("due_on", "pk"),
        related=("school", "company"),
    ),
    WorkList(
        key="pool-uren",
        label="Experten van wie de uren (bijna) op zijn",
        empty="Elke expert heeft nog genoeg uren.",
        model=Expert,
        which=lambda moment: Q(pk__in=short_of_hours(moment.hours_warning).values("pk")),
        order=("name", "pk"),
    ),
    WorkList(
        key="overleg-acties",
        label="Acties uit overleggen die vandaag af moeten",
        empty="Alles wat op een overleg is afgesproken, is op tijd.",
        model=MeetingAction,
        which=lambda moment: Q(done_on=None, due_on__lte=moment.today),
        late=lambda moment: Q(due_on__lt=moment.today),
        order=("due_on", "pk"),
        related=("meeting", "contact", "colleague"),
    ),
    WorkList(
        key="signalen",
        label="Signalen aan het beleid om op te volgen",
        empty="Geen signaal wacht op ons.",
        model=PolicySignal,
        which=lambda moment: Q(state__in=SignalState.WAITING, due_on__lte=moment.today),
        late=lambda moment: Q(due_on__lt=moment.today),
        order=("due_on", "pk"),
    ),
)

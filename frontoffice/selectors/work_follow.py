"""Lists of the work queue that follow up: calls after a question how it goes, actions of the plan, white spots."""

from django.db.models import Q

from actionplan.models import Action, Commitment, Talk
from actionplan.selectors.actions import late_actions
from actionplan.selectors.talks import late_commitments, talks_to_note
from campaigns.models import Post
from campaigns.selectors.storytelling import stale_posts
from frontoffice.selectors.work_kinds import WorkList
from knowledge.models import Article
from knowledge.selectors.articles import stale_articles
from mailing.enums import MailState
from mailing.models import OutboxSms
from placements.enums import PulseTaskState
from placements.models import PulseTask
from research.models import SpotFollowUp

STALE_POSTS = WorkList(
    key="berichten",
    label="Berichten met bedragen of regels: kijk na",
    empty="Alle bedragen en regels in berichten kloppen nog.",
    model=Post,
    which=lambda moment: stale_posts(moment.today, moment.warning_days),
    late=lambda moment: Q(facts_until__lt=moment.today),
    order=("facts_until", "pk"),
    related=("owner",),
)
STALE_ARTICLES = WorkList(
    key="kennisbank",
    label="Pagina's van de kennisbank: kijk na",
    empty="Elke pagina van de kennisbank is op tijd nagekeken.",
    model=Article,
    which=lambda moment: stale_articles(moment.today, moment.warning_days),
    late=lambda moment: Q(review_by__lt=moment.today),
    order=("review_by", "pk"),
    related=("owner",),
)
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
PLAN_TALKS = WorkList(
    key="contactmomenten",
    label="Contactmomenten met partners zonder verslag",
    empty="Van elk contactmoment is er een verslag.",
    model=Talk,
    which=lambda moment: Q(pk__in=talks_to_note(moment.today).values("pk")),
    order=("planned_on", "pk"),
    related=("partner",),
)
PLAN_COMMITMENTS = WorkList(
    key="afspraken",
    label="Afspraken met partners die te laat zijn",
    empty="Elke afspraak met een partner loopt op tijd.",
    model=Commitment,
    which=lambda moment: Q(pk__in=late_commitments(moment.today).values("pk")),
    late=lambda moment: Q(due_on__lt=moment.today),
    order=("due_on", "pk"),
    related=("talk__partner",),
)
WHITE_SPOTS = WorkList(
    key="witte-vlekken",
    label="Witte vlekken om op te volgen",
    empty="Elke opvolging van een witte vlek is op tijd.",
    model=SpotFollowUp,
    which=lambda moment: Q(done_on=None, due_on__lte=moment.today),
    late=lambda moment: Q(due_on__lt=moment.today),
    order=("due_on", "pk"),
    related=("programme", "subregion"),
)
PLAN_LISTS = (PLAN_ACTIONS, PLAN_TALKS, PLAN_COMMITMENTS, WHITE_SPOTS)
FOLLOW_LISTS = (PULSE_CALLS, STALE_POSTS, STALE_ARTICLES)

"""What is kept how long about learners."""

import datetime as dt

from django.db.models import Q

from core.retention import RetentionPolicy, Rows
from learners.enums import CaseState, SchoolLinkState
from learners.models import Case, CoView, HandIn, InterestEntry, SchoolLink
from learners.services.wiping import close_idle_cases, wipe_cases


def _asked_before(cases: Rows, before: dt.date) -> Rows:
    return cases.filter(wipe_on__lte=before)


def _closed_before(cases: Rows, before: dt.date) -> Rows:
    return cases.filter(closed_at__date__lt=before, learner__contact__isnull=False)


def _idle_before(cases: Rows, before: dt.date) -> Rows:
    waiting = InterestEntry.objects.running().values("learner")  # on the list until an age or a stop
    idle = cases.filter(state__in=CaseState.OPEN, updated_at__date__lt=before).exclude(learner__in=waiting)
    return idle.exclude(events__at__date__gte=before)


def _placed_before(cases: Rows, before: dt.date) -> Rows:
    return cases.filter(state=CaseState.PLACED, updated_at__date__lt=before)


def _ended_before(coviews: Rows, before: dt.date) -> Rows:
    over = Q(valid_until__lt=before) | Q(revoked_at__date__lt=before)
    return coviews.filter(over, agreed_at=None)


def _left_before(entries: Rows, before: dt.date) -> Rows:
    return entries.filter(ended_at__date__lt=before)


def _unconfirmed_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(confirmed_at=None, created_at__date__lt=before)


def _answered_before(rows: Rows, before: dt.date) -> Rows:
    return rows.exclude(state=SchoolLinkState.WAITING).filter(decided_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="learners.school-links",
        model=SchoolLink,
        purpose="Om een school en een lerende te kunnen tonen wat op een vraag om een dossier geantwoord werd.",
        rule="retention-school-link",
        due=_answered_before,
    ),
    RetentionPolicy(
        key="learners.hand-ins",
        model=HandIn,
        purpose="Om wie een jongere aanbrengt de tijd te geven om dat te bevestigen.",
        rule="retention-hand-in",
        due=_unconfirmed_before,
    ),
    RetentionPolicy(
        key="learners.interest",
        model=InterestEntry,
        purpose="Om je geen mail meer te sturen nadat je van de interesselijst ging.",
        rule="retention-request",
        due=_left_before,
    ),
    RetentionPolicy(
        key="learners.coviews",
        model=CoView,
        purpose="Om te kunnen uitleggen waarom een meekijklink niet meer werkt. Een akkoord van een ouder blijft zolang "
        "het dossier blijft.",
        rule="retention-coview",
        due=_ended_before,
    ),
    RetentionPolicy(
        key="learners.asked",
        model=Case,
        purpose="Om een vergissing te kunnen herstellen nadat iemand vroeg om te stoppen.",
        keep_days=0,
        due=_asked_before,
        action=wipe_cases,
    ),
    RetentionPolicy(
        key="learners.closed",
        model=Case,
        purpose="Om je verder te helpen als je terugkomt nadat je dossier werd afgesloten.",
        rule="retention-learner",
        due=_closed_before,
        action=wipe_cases,
    ),
    RetentionPolicy(
        key="learners.idle",
        model=Case,
        purpose="Om een zoektocht niet te stoppen terwijl er nog aan gewerkt wordt.",
        rule="retention-learner",
        due=_idle_before,
        action=close_idle_cases,
    ),
    RetentionPolicy(
        key="learners.placed",
        model=Case,
        purpose="Om te helpen als een werkplek wegvalt en om plaatsingen te tellen.",
        rule="retention-placement",
        due=_placed_before,
        action=close_idle_cases,
    ),
)

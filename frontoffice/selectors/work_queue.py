"""What needs a colleague today: each number is the length of the list behind it, because both read the same rows."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from catalogue.models import SchoolYear
from companies.enums import HelpState, JoinState
from companies.models import HelpRequest, JoinRequest
from frontoffice.enums import QuestionState
from frontoffice.models import Question
from frontoffice.selectors.work_companies import COMPANY_LISTS
from frontoffice.selectors.work_follow import FOLLOW_LISTS, PLAN_LISTS, UNSENT_TEXTS
from frontoffice.selectors.work_kinds import WorkCount, WorkList
from frontoffice.selectors.work_moment import Moment
from frontoffice.selectors.work_pool import POOL_LISTS
from learners.enums import CaseState, ReferralState
from learners.models import BreakOff, CallTry, Case, ClockPause, Referral
from learners.selectors.break_offs import losses_to_call
from mailing.enums import MailState
from mailing.models import OutboxMail
from matchmaking.enums import ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal, Prospect
from matchmaking.selectors.work_queue import without_address, without_recognition
from placements.models import Sharing, WatchedTerm
from placements.selectors.sharing import overdue_sharings
from placements.selectors.watch import passed

NONE = Q(pk__in=())
CASE_ROWS = ("learner__contact", "learner__programme", "owner")
PROPOSAL_ROWS = ("learner__contact", "workplace__programme", "workplace__establishment__company")
WORK_LISTS = (
    WorkList(
        key="beloftes",
        label="Beloofd eerste contact",
        empty="Iedereen is gecontacteerd.",
        model=Case,
        which=lambda _moment: Q(state=CaseState.NEW),
        late=lambda moment: Q(promised_by__lt=moment.now),
        order=("promised_by", "pk"),
        related=CASE_ROWS,
    ),
    WorkList(
        key="gemist",
        label="Belofte niet gehaald: bel vandaag",
        empty="Elke belofte van een eerste contact is gehaald.",
        model=Case,
        which=lambda _moment: Q(state=CaseState.NEW, breached_at__isnull=False),
        late=lambda _moment: Q(state=CaseState.NEW),
        order=("breached_at", "pk"),
        related=CASE_ROWS,
    ),
    WorkList(
        key="lesdagen",
        label="Weinig lesdagen over om een plek te vinden",
        empty="Niemand komt in tijdnood.",
        model=Case,
        which=lambda moment: moment.terms.few,
        late=lambda moment: moment.terms.lead,
        numbers=lambda moment: (moment.terms.numbers["few"], moment.terms.numbers["lead"]),
        order=("learner__clock_started_on", "pk"),
        related=CASE_ROWS,
    ),
    WorkList(
        key="lesdagen-coordinator",
        label="Bijna geen lesdagen meer: de coördinator beslist mee",
        empty="Geen enkel dossier wacht op de coördinator.",
        model=Case,
        which=lambda moment: moment.terms.lead,
        numbers=lambda moment: (moment.terms.numbers["lead"], 0),
        order=("learner__clock_started_on", "pk"),
        related=CASE_ROWS,
    ),
    WorkList(
        key="plek-kwijt",
        label="Weggevallen werkplekken: bel de lerende",
        empty="Wie een plek verloor, kreeg al een telefoontje.",
        model=BreakOff,
        which=lambda _moment: Q(pk__in=losses_to_call().values("pk")),
        late=lambda moment: Q(created_at__date__lt=moment.today),
        order=("created_at", "pk"),
        related=("case__learner__contact", "case__owner"),
    ),
    *FOLLOW_LISTS,
    *POOL_LISTS,
    WorkList(
        key="pauzes",
        label="Zoektermijnen die al lang stilstaan",
        empty="Geen enkele zoektermijn staat lang stil.",
        model=ClockPause,
        which=lambda moment: Q(last_day=None, first_day__lte=moment.long_pause) if moment.long_pause else NONE,
        order=("first_day", "pk"),
        related=("learner__contact", "learner__case"),
    ),
    WorkList(
        key="schoolkalender",
        label="De schoolkalender loopt bijna af",
        empty="De schoolkalender gaat ver genoeg vooruit.",
        model=SchoolYear,
        which=lambda moment: Q(pk=moment.last_year) if moment.last_year else NONE,
    ),
    WorkList(
        key="niet-te-tellen",
        label="Lesdagen die we niet kunnen tellen: de kalender ontbreekt",
        empty="Alle lesdagen zijn geteld.",
        model=Case,
        which=lambda moment: moment.terms.unknown,
        numbers=lambda moment: (moment.terms.numbers["unknown"], 0),
        order=("learner__clock_started_on", "pk"),
        related=CASE_ROWS,
    ),
    WorkList(
        key="opvolgen",
        label="Dossiers om vandaag op te volgen",
        empty="Geen enkel dossier wacht vandaag op ons.",
        model=Case,
        which=lambda moment: Q(state__in=CaseState.WAITING, state_due_on__lte=moment.today),
        late=lambda moment: Q(state_due_on__lt=moment.today),
        order=("state_due_on", "pk"),
        related=CASE_ROWS,
    ),
    WorkList(
        key="opnieuw-bellen",
        label="Opnieuw bellen: nam niet op",
        empty="Niemand wacht op een nieuwe poging.",
        model=CallTry,
        which=lambda moment: Q(ended_at=None, starts_at__lte=moment.now),
        late=lambda moment: Q(ends_at__lt=moment.now),
        order=("ends_at", "pk"),
        related=("case__learner__contact", "case__learner__programme", "case__owner"),
    ),
    WorkList(
        key="vragen",
        label="Vragen zonder antwoord",
        empty="Alle vragen zijn beantwoord.",
        model=Question,
        which=lambda _moment: Q(state=QuestionState.NEW),
        late=lambda moment: Q(promised_by__lt=moment.now),
        order=("promised_by", "pk"),
    ),
    WorkList(
        key="hulpvragen",
        label="Bedrijven die een telefoontje of hulp vroegen",
        empty="Elk bedrijf dat iets vroeg, is gebeld.",
        model=HelpRequest,
        which=lambda _moment: Q(state=HelpState.WAITING),
        late=lambda moment: Q(promised_by__lt=moment.now),
        order=("promised_by", "pk"),
        related=("scan__municipality", "establishment__company", "programme"),
    ),
    WorkList(
        key="doorverwijzingen",
        label="Doorverwijzingen zonder tijdig antwoord",
        empty="Elke partner antwoordde op tijd.",
        model=Referral,
        which=lambda moment: Q(state__in=(ReferralState.SENT, ReferralState.SEEN), due_on__lt=moment.today),
        order=("due_on", "pk"),
        related=("case__learner__contact", "partner"),
    ),
    WorkList(
        key="goedkeuren",
        label="Voorstellen om goed te keuren",
        empty="Er ligt niets ter goedkeuring.",
        model=Proposal,
        which=lambda _moment: Q(state=ProposalState.DRAFT),
        order=("-learner_score", "pk"),
        related=PROPOSAL_ROWS,
    ),
    WorkList(
        key="mogelijkheden",
        label="Lerenden met nieuwe mogelijkheden",
        empty="Elke nieuwe mogelijkheid is bekeken.",
        model=Prospect,
        which=lambda _moment: Q(fresh__gt=0),
        order=("-fresh", "pk"),
        related=("learner__contact",),
    ),
    WorkList(
        key="voorstellen",
        label="Voorstellen zonder tijdig antwoord",
        empty="Elk voorstel kreeg op tijd een antwoord.",
        model=Proposal,
        which=lambda moment: Q(state=ProposalState.OPEN, answer_due_on__lt=moment.today),
        order=("answer_due_on", "pk"),
        related=PROPOSAL_ROWS,
    ),
    WorkList(
        key="geen-mail",
        label="Voorstellen die iemand niet per mail kreeg: bellen",
        empty="Iedereen met een voorstel kreeg een mail.",
        model=Proposal,
        which=lambda _moment: Q(pk__in=without_address().values("pk")),
        order=("answer_due_on", "pk"),
        related=PROPOSAL_ROWS,
    ),
    WorkList(
        key="erkenning-weg",
        label="Kennismakingen op een plek zonder erkenning",
        empty="Elke kennismaking gaat over een erkende plek.",
        model=Proposal,
        which=lambda _moment: Q(pk__in=without_recognition().values("pk")),
        order=("introduced_at", "pk"),
        related=PROPOSAL_ROWS,
    ),
    *COMPANY_LISTS,
    WorkList(
        key="termijnen",
        label="Overeenkomsten met een termijn die voorbij is",
        empty="Elke termijn die geld kost is in orde of opgevolgd.",
        model=WatchedTerm,
        which=lambda moment: Q(pk__in=passed(moment.today).values("pk")),
        late=lambda moment: Q(last_day__lt=moment.today),
        order=("last_day", "pk"),
        related=("agreement__learner__contact", "agreement__workplace__establishment__company"),
    ),
    WorkList(
        key="gedeeld",
        label="Gedeelde werkplekken die te lang in opbouw zijn",
        empty="Geen gedeelde werkplek is te lang in opbouw.",
        model=Sharing,
        which=lambda moment: Q(pk__in=overdue_sharings(moment.today).values("pk")),
        order=("state_due_on", "pk"),
        related=("learner__contact", "programme"),
    ),
    *PLAN_LISTS,
    WorkList(
        key="collegas",
        label="Mensen die bij een bedrijf willen horen",
        empty="Niemand wacht op toegang.",
        model=JoinRequest,
        which=lambda _moment: Q(state=JoinState.WAITING),
        related=("company",),
    ),
    WorkList(
        key="mails",
        label="Mails die niet vertrokken",
        empty="Alle mails zijn vertrokken.",
        model=OutboxMail,
        which=lambda _moment: Q(state=MailState.FAILED),
        order=("-created_at", "pk"),
    ),
    UNSENT_TEXTS,
    WorkList(
        key="rondes",
        label="Matchmakingrondes die nu lopen",
        empty="Er loopt geen ronde.",
        model=MatchRound,
        which=lambda _moment: Q(state__in=RoundState.BUSY),
        order=("created_at", "pk"),
        related=("subregion", "programme"),
    ),
)


def work_list(key: str) -> WorkList | None:
    """Return the list with this key, or None."""
    return next((work for work in WORK_LISTS if work.key == key), None)


def work_rows(work: WorkList, moment: Moment) -> QuerySet[Any]:
    """Return the rows of a list, the most urgent first, each with `is_late`."""
    late = work.late(moment) if work.late else Q(pk__in=())
    rows = work.model._default_manager.filter(work.which(moment))
    return rows.select_related(*work.related).annotate(is_late=late).order_by(*work.order)


def work_queue(moment: Moment) -> list[WorkCount]:
    """Count every list, all in one query; what the moment counted already is not counted again."""
    asked = [_count(work, moment) for work in WORK_LISTS if work.numbers is None]
    found = {row["work_key"]: (row["total"], row["late"]) for row in asked[0].union(*asked[1:], all=True)}
    found |= {work.key: work.numbers(moment) for work in WORK_LISTS if work.numbers is not None}
    return [WorkCount(work.key, work.label, *found.get(work.key, (0, 0))) for work in WORK_LISTS]


def _count(work: WorkList, moment: Moment) -> QuerySet[Any, dict[str, Any]]:
    """One row: the key, how many rows, how many of them late."""
    late = Count("pk", filter=work.late(moment)) if work.late else Value(0)
    rows = work.model._default_manager.filter(work.which(moment)).order_by()
    return rows.values(work_key=Value(work.key)).annotate(total=Count("pk"), late=late)

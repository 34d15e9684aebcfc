"""Reads of surveys: who is asked, whom to remind, and what came of it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import PartnerMembership
from campaigns.enums import RegistrationState
from campaigns.models import Registration
from catalogue.selectors import rule_value
from companies.models import Membership as CompanyMembership
from core import clock
from core.languages import DUTCH
from expertise.models import ExpertiseRequest, NetworkContact
from knowledge.models import Survey, SurveyInvitation, SurveyQuestion
from knowledge.rules import surveys as rules
from knowledge.survey_enums import SurveyAudience
from mailing.stopping import address_key
from schools.models import Membership as SchoolMembership

RULES = "survey-term"


def survey_named(public_id: UUID) -> Survey | None:
    """Return a survey with its questions (2 queries)."""
    rows = Survey.objects.select_related("item", "course", "group", "owner").prefetch_related("questions")
    return rows.filter(public_id=public_id).first()


def with_counts(rows: QuerySet[Survey]) -> QuerySet[Survey]:
    """Add how many answered."""
    return rows.annotate(answered=Count("responses"))


def surveys_about(*, item: int | None = None, course: int | None = None) -> list[Survey]:
    """Return the surveys about an item of the agenda or a course, newest first (1 query)."""
    about = Q(item=item) if item else Q(course=course)
    return list(with_counts(Survey.objects.filter(about)).order_by("-created_at", "-pk"))


def asked_of(survey: Survey) -> list[rules.Asked]:
    """Return the questions as the rules read them."""
    return [rules.Asked(row.text, row.kind, row.choices) for row in survey.questions.all()]


def has_target(survey: Survey) -> bool:
    """Tell whether the thing that the audience is about is filled in."""
    fields = {
        SurveyAudience.VISITORS: survey.item_id,
        SurveyAudience.FOLLOWERS: survey.course_id,
        SurveyAudience.POOL: survey.since,
        SurveyAudience.GROUP: survey.group_id,
        SurveyAudience.LIST: rules.typed_addresses(survey.addresses),
    }
    return bool(fields.get(SurveyAudience(survey.audience), True))


def addresses_of(survey: Survey, now: dt.datetime) -> dict[str, str]:
    """Return address -> language of everybody to ask at a moment, each address once (at most 1 query)."""
    if not has_target(survey):
        return {}
    if survey.audience == SurveyAudience.LIST:
        return dict.fromkeys(rules.typed_addresses(survey.addresses), DUTCH)
    found: dict[str, str] = {}
    for email, language in _pairs(survey, now):
        if email:
            found.setdefault(email.strip().lower(), language)
    return found


def _pairs(survey: Survey, now: dt.datetime) -> Iterable[tuple[str, str]]:
    match survey.audience:
        case SurveyAudience.VISITORS:
            return _visitors(Q(item=survey.item_id), now)
        case SurveyAudience.FOLLOWERS:
            return _visitors(Q(item__course_session__course=survey.course_id), now)
        case SurveyAudience.POOL:
            done = ExpertiseRequest.objects.filter(state="done", done_at__date__gte=survey.since)
            return _dutch(done.order_by("pk").values_list("email", flat=True))
        case SurveyAudience.GROUP:
            people = NetworkContact.objects.filter(groups=survey.group_id, left_on=None)
            return _dutch(people.order_by("pk").values_list("email", flat=True))
        case SurveyAudience.SCHOOLS:
            members: QuerySet[SchoolMembership] | QuerySet[CompanyMembership] | QuerySet[PartnerMembership]
            members = SchoolMembership.objects.all()
        case SurveyAudience.COMPANIES:
            members = CompanyMembership.objects.all()
        case _:
            members = PartnerMembership.objects.all()
    return _dutch(members.filter(user__is_active=True).order_by("pk").values_list("user__email", flat=True))


def _dutch(emails: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((email, DUTCH) for email in emails)


def _visitors(about: Q, now: dt.datetime) -> Iterable[tuple[str, str]]:
    """Who was there, or everybody with a seat where nobody noted who was there; only of what is over."""
    noted = Registration.objects.filter(item=OuterRef("item"), attended_at__isnull=False)
    rows = Registration.objects.filter(
        about,
        Q(attended_at__isnull=False) | ~Exists(noted),
        state=RegistrationState.REGISTERED,
        item__ends_at__lte=now,
    )
    return rows.order_by("pk").values_list("email", "language")


def not_asked(survey: Survey, now: dt.datetime, most: int) -> list[tuple[str, str]]:
    """Return the next addresses that were not asked yet, with their language (2 queries)."""
    known = set(survey.invitations.values_list("address_key", flat=True))
    found = addresses_of(survey, now).items()
    return [(email, language) for email, language in found if address_key(email) not in known][:most]


def running_ids() -> list[int]:
    """Return the surveys that take answers."""
    return list(Survey.objects.running().order_by("pk").values_list("pk", flat=True))


def closing_ids(today: dt.date) -> list[int]:
    """Return the running surveys whose last day is over."""
    return list(Survey.objects.running().filter(closes_on__lt=today).order_by("pk").values_list("pk", flat=True))


def reminder_terms(today: dt.date) -> tuple[int, int]:
    """Return after how many days we remind, and how often at most. Raises RuleMissing."""
    return int(rule_value(RULES, "remind", on=today)), int(rule_value(RULES, "reminders", on=today))


def closing_day(today: dt.date) -> dt.date:
    """Return the last day of a survey that is made today. Raises RuleMissing."""
    return today + dt.timedelta(days=int(rule_value(RULES, "open", on=today)))


def to_remind(now: dt.datetime) -> list[int]:
    """Return which invitations are due a reminder (1 query and the rules). Raises RuleMissing."""
    rows = SurveyInvitation.objects.filter(survey__state="open", has_answered=False, has_declined=False)
    waiting = list(rows.select_related("survey").order_by("pk"))
    if not waiting:
        return []
    days, most = reminder_terms(clock.today())
    return [
        row.pk
        for row in waiting
        if rules.may_remind(
            reminders=row.reminders,
            last_at=row.reminded_at or row.asked_at,
            now=now,
            closes_on=row.survey.closes_on,
            days=days,
            most=most,
        )
    ]


def invitation_named(public_id: str) -> QuerySet[SurveyInvitation]:
    """Return the invitation behind a link, with the questions (zero or one row)."""
    rows = SurveyInvitation.objects.filter(public_id=public_id).select_related("survey")
    return rows.prefetch_related(Prefetch("survey__questions", SurveyQuestion.objects.order_by("position", "pk")))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a survey is."""

    invited: int
    waiting: int
    answered: int
    declined: int

    @property
    def rate(self) -> int | None:
        """Percentage of the asked addresses that answered."""
        return round(100 * self.answered / self.invited) if self.invited else None


def progress_of(survey: Survey, now: dt.datetime) -> Progress:
    """Return how many were asked, answered, do not want to, and still have to be asked (at most 4 queries)."""
    counted = survey.invitations.aggregate(all=Count("pk"), no=Count("pk", filter=Q(has_declined=True)))
    waiting = len(not_asked(survey, now, 10**6)) if survey.state != "closed" else 0
    invited = max(survey.invited, counted["all"])
    return Progress(invited, waiting, survey.responses.count(), counted["no"])


Counts = dict[str, Counter[str]]


def counts_by_question(surveys: Iterable[int]) -> dict[int, Counts]:
    """Return survey -> key of a question -> value -> how often, words left out (1 query)."""
    rows = (
        SurveyQuestion.objects.filter(survey__in=list(surveys), answers__isnull=False)
        .exclude(kind="tekst")
        .values_list("survey", "key", "answers__value")
        .annotate(times=Count("answers"))
        .order_by()
    )
    found: dict[int, Counts] = defaultdict(lambda: defaultdict(Counter))
    for survey, key, value, times in rows:
        found[survey][key][value] = times
    return found

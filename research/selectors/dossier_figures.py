"""Figures of a dossier that the portal counts itself: rules, learners and companies.

A figure that cannot be known says why; it is never nought instead.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from companies.models import Establishment, ProgrammeWish, Recognition, Workplace
from companies.rules_mentor import add_months
from companies.selectors.coverage import establishments_for
from companies.selectors.wishes import wish_counts
from learners.enums import CaseState
from learners.models import Learner
from placements.enums import AgreementState
from placements.models import Agreement
from research import rules_request as rules
from research.request_enums import FigureKey
from research.selectors.dossier_scope import SITE, Found, Scope, counts, told
from research.selectors.rule_book import NORM
from schools.enums import OfferStatus
from schools.models import ProgrammeOffer

NO_LIST = "Voor deze opleiding staat nog geen activiteitenlijst in het portaal."


def _people(scope: Scope, number: int) -> Found:
    """Return a number of learners; a few of them are not told apart."""
    least = scope.whole("smallest")
    if 0 < number < least:
        return Found(f"minder dan {least} lerenden")
    return Found(told(number, "lerende", "lerenden"), number, is_bare=not number)


@counts(FigureKey.LEVEL)
def level(scope: Scope) -> Found:
    """Tell the grade and finality of the programme."""
    one = scope.programme
    return Found(f"{one.get_grade_display()}, {one.get_finality_display().lower()}", source=one.source)


@counts(FigureKey.NIS)
def nis(scope: Scope) -> Found:
    """Tell the official code of the municipality."""
    place = scope.campus.municipality
    return Found(f"{place.nis} ({place.name}, subregio {scope.subregion.name})", source=place.source)


@counts(FigureKey.NORM)
def norm(scope: Scope) -> Found:
    """Tell how many learners a programme must have at one site."""
    row = scope.rule(SITE, NORM)
    return Found(f"minstens {int(row.value)} lerenden per vestiging", float(row.value), source=row.source)


def _until(scope: Scope) -> dt.date:
    return rules.deadline(scope.request.start_year, scope.whole("deadline-month"), scope.whole("deadline-day"))


@counts(FigureKey.DEADLINE)
def last_day(scope: Scope) -> Found:
    """Tell before when the request must leave."""
    return Found(f"{_until(scope):%d/%m/%Y}", source=scope.rule("deadline-day").source)


@counts(FigureKey.DECISION_BY)
def decision_by(scope: Scope) -> Found:
    """Tell when a decision may be expected."""
    day = rules.months_later(scope.request.sent_on or _until(scope), scope.whole("decision-months"))
    return Found(f"{day:%d/%m/%Y}", source=scope.rule("decision-months").source)


@counts(FigureKey.COUNT_DAY)
def count_day(scope: Scope) -> Found:
    """Tell from when the school compares who started with who was expected."""
    day = dt.date(int(scope.request.start_year[:4]), scope.whole("count-month"), scope.whole("count-day"))
    return Found(f"{day:%d/%m/%Y}", source=scope.rule("count-day").source)


def _of_region(scope: Scope, learners: "QuerySet[Learner]") -> "QuerySet[Learner]":
    bound = Agreement.objects.binding().filter(learner=OuterRef("pk"))
    return learners.filter(~Exists(bound), case__state__in=CaseState.OPEN, municipality__subregion=scope.subregion)


def _searching(scope: Scope, number: int) -> Found:
    """Return a number of learners who search; beside nought stands how many search in the sub-region at all."""
    if number:
        return _people(scope, number)
    everybody = _of_region(scope, Learner.objects.all()).count()
    words = f"0 lerenden; in {scope.subregion.name} zoeken samen {_people(scope, everybody).text} een plek"
    return Found(words, 0, is_bare=not everybody)


@counts(FigureKey.INTERESTED)
def interested(scope: Scope) -> Found:
    """Count who looks in the study domain of the programme and chose no other programme, in the sub-region."""
    wanted = scope.programme.study_domain
    free = _of_region(scope, Learner.objects.filter(Q(programme=None) | Q(programme=scope.programme)))
    rows = free.values_list("programme_id", "interests")
    return _searching(scope, sum(programme is not None or wanted in domains for programme, domains in rows))


@counts(FigureKey.WAITING)
def waiting(scope: Scope) -> Found:
    """Count the learners of the programme in the sub-region who have no workplace."""
    return _searching(scope, _of_region(scope, Learner.objects.filter(programme=scope.programme)).count())


def _enrolled(school_id: int, programme_id: int) -> int:
    here = Learner.objects.filter(school=school_id, programme=programme_id)
    return here.exclude(case__state=CaseState.CLOSED).count()


@counts(FigureKey.ENROLLED_HERE)
def enrolled_here(scope: Scope) -> Found:
    """Count the learners of the programme at this school."""
    number = _enrolled(scope.school.pk, scope.programme.pk)
    return _people(scope, number)


@counts(FigureKey.CAPACITY_HERE)
def capacity_here(scope: Scope) -> Found:
    """Tell the places of the programme at this campus today."""
    offer = ProgrammeOffer.objects.filter(campus=scope.campus, programme=scope.programme).first()
    if offer is None or offer.status in {OfferStatus.STOPPED, OfferStatus.REQUESTED}:
        return Found("0 plaatsen: de opleiding loopt hier niet", 0, is_bare=True)
    if offer.capacity is None:
        return Found(missing="De school vulde nog niet in hoeveel plaatsen er zijn.")
    return Found(told(offer.capacity, "plaats", "plaatsen"), offer.capacity)


def _recognised(scope: Scope, **about: Any) -> "QuerySet[Any]":
    valid = Recognition.objects.valid_on(scope.today).filter(establishment=OuterRef("pk"), **about)
    since = add_months(scope.today, -scope.whole("idle", "wake-up"))
    working = Q(state__in=AgreementState.BINDING) | Q(state=AgreementState.ENDED, ended_on__gte=since)
    worked = Agreement.objects.filter(working, workplace__establishment=OuterRef("pk"), starts_on__lte=scope.today)
    return Establishment.objects.filter(Exists(valid), closed_on=None).annotate(awake=Exists(worked))


def _in_region(scope: Scope, rows: "QuerySet[Any]", every: "QuerySet[Any]", place: str, one: str, many: str) -> Found:
    """Count rows in the sub-region; beside nought stands how many there are in the whole province, and beside nought
    there how many the portal knows for other programmes: only when it knows none at all does nought say nothing.
    """
    number = rows.filter(**{place: scope.subregion}).count()
    if number:
        return Found(f"{told(number, one, many)} in {scope.subregion.name}", number)
    everywhere = rows.count()
    words = f"0 {many} in {scope.subregion.name}, {everywhere} in heel West-Vlaanderen"
    others = 0 if everywhere else every.count()
    words += f" ({others} voor andere opleidingen)" if others else ""
    return Found(words, 0, is_bare=not everywhere + others)


@counts(FigureKey.ACTIVE)
def active(scope: Scope) -> Found:
    """Count the recognised establishments that are awake."""
    rows, every = _recognised(scope, programme=scope.programme), _recognised(scope)
    awake, all_awake = rows.filter(awake=True), every.filter(awake=True)
    found = _in_region(scope, awake, all_awake, "municipality__subregion", "vestiging", "vestigingen")
    if found.number:
        return found
    recognised = rows.filter(municipality__subregion=scope.subregion).count()
    words = f"{found.text}; erkend zijn er in {scope.subregion.name} {recognised}"
    return replace(found, text=words, is_bare=found.is_bare and not recognised)


@counts(FigureKey.ASLEEP)
def asleep(scope: Scope) -> Found:
    """Count the recognised establishments that sleep."""
    rows, every = (_recognised(scope, **about).filter(awake=False) for about in ({"programme": scope.programme}, {}))
    return _in_region(scope, rows, every, "municipality__subregion", "vestiging", "vestigingen")


@counts(FigureKey.GREEN)
def green(scope: Scope) -> Found:
    """Count the places that can be proposed today."""
    since = timezone.make_aware(dt.datetime.combine(scope.today, dt.time.min)) - dt.timedelta(
        days=scope.whole("", "availability-term")
    )
    every = Workplace.objects.proposable(since)
    rows = every.filter(programme=scope.programme)
    return _in_region(scope, rows, every, "establishment__municipality__subregion", "leerwerkplek", "leerwerkplekken")


@counts(FigureKey.POTENTIAL)
def potential(scope: Scope) -> Found:
    """Count the establishments whose work covers most of the activity list."""
    if not scope.programme.activity_list.exists():
        return Found(missing=NO_LIST)
    least = scope.whole("", "max-dual-proposal")
    number = len(establishments_for(scope.programme, least=least).get(scope.subregion.pk, []))
    return Found(f"{told(number, 'vestiging', 'vestigingen')} met minstens {least} % van de activiteiten", number)


def _wishes(scope: Scope, what: str, one: str, many: str) -> Found:
    cells = {one.subregion.pk: one for one in wish_counts(scope.today, programmes=[scope.programme.pk])}
    if scope.subregion.pk not in cells:
        elsewhere = [one.subregion.name for one in cells.values()]
        return _no_wishes(scope, f"0 {many} in {scope.subregion.name}", elsewhere)
    number = getattr(cells[scope.subregion.pk], what)
    least = scope.whole("", "wish-min-companies")
    return Found(f"minder dan {least} bedrijven") if number is None else Found(told(number, one, many), number)


def _no_wishes(scope: Scope, words: str, elsewhere: list[str]) -> Found:
    """Tell beside nought wishes where there are some, else how many companies ask for other programmes."""
    if elsewhere:
        return Found(f"{words}; wel in {', '.join(sorted(elsewhere))}", 0)
    rows = ProgrammeWish.objects.counting(scope.today)
    number, least = rows.order_by().values("email").distinct().count(), scope.whole("", "wish-min-companies")
    few = f"minder dan {least} bedrijven" if number < least else f"{number} bedrijven"
    return Found(
        f"{words}; {few} in de provincie vragen andere opleidingen" if number else words, 0, is_bare=not number
    )


@counts(FigureKey.WISHES)
def wishes(scope: Scope) -> Found:
    """Count the companies of the sub-region that ask for the programme."""
    return _wishes(scope, "companies", "bedrijf", "bedrijven")


@counts(FigureKey.WISHED_LEARNERS)
def wished_learners(scope: Scope) -> Found:
    """Count for how many learners they ask."""
    return _wishes(scope, "learners", "lerende", "lerenden")


@counts(FigureKey.SECTOR)
def sector(scope: Scope) -> Found:
    """Tell the sector and the partnership that recognises workplaces."""
    one = scope.programme
    body = one.partnership.name if one.partnership else "partnerschap hangt af van het paritair comité"
    return Found(f"{one.sector.name}; {body}", source=one.source)

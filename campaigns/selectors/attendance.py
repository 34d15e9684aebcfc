"""Reads of the day itself: who comes, who is there, what they thought; and whom to mail."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.enums import AgendaState, RegistrationState
from campaigns.models import AgendaItem, Evaluation, Registration
from catalogue.selectors import rule_value

ASKING, CHECK_IN = "agenda-question", "check-in"


@dataclass(frozen=True, slots=True)
class DayPage:
    """An item on its day: its people, how many are there, and the answers afterwards."""

    item: AgendaItem
    people: list[Registration]
    expected: int
    present: int
    answers: int
    average: float | None
    stars: list[tuple[int, int]]
    words: list[Evaluation]


def day_page(item: AgendaItem) -> DayPage:
    """Return the day of an item (2 queries): people by name, the waiting list last, who cancelled left out."""
    rows = item.registrations.exclude(state=RegistrationState.CANCELLED)
    people = sorted(rows, key=lambda row: (row.state != RegistrationState.REGISTERED, row.name.casefold(), row.pk))
    answers = list(item.evaluations.order_by("-pk"))
    counted = Counter(answer.stars for answer in answers)
    return DayPage(
        item=item,
        people=people,
        expected=sum(row.persons for row in people if row.state == RegistrationState.REGISTERED),
        present=sum(row.persons for row in people if row.attended_at),
        answers=len(answers),
        average=round(sum(answer.stars for answer in answers) / len(answers), 1) if answers else None,
        stars=[(number, counted[number]) for number in range(5, 0, -1)],
        words=[answer for answer in answers if answer.good or answer.better][:100],
    )


def registration_at(item: AgendaItem, code: str) -> Registration | None:
    """Return the registration for an item with a code."""
    return item.registrations.filter(code=code).first() if code else None


def registration_named(public_id: str) -> QuerySet[Registration]:
    """Return the registration with this public id (zero or one row)."""
    return Registration.objects.select_related("item", "item__municipality").filter(public_id=public_id)


def to_remind(now: dt.datetime, on: dt.date) -> list[int]:
    """Return who has a seat for something that begins soon and was not reminded. Raises RuleMissing.

    Who registered less than a day ago has the confirmation at hand and is left in peace.
    """
    soon = now + dt.timedelta(days=int(rule_value("agenda-reminder-days", on=on)))
    rows = Registration.objects.filter(
        state=RegistrationState.REGISTERED,
        reminded_at=None,
        item__state=AgendaState.PUBLISHED,
        item__starts_at__gt=now,
        item__starts_at__lte=soon,
        updated_at__lte=now - dt.timedelta(days=1),
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def check_in_hours(on: dt.date) -> tuple[int, int]:
    """Return how many hours before an activity, and after it, somebody is noted as present. Raises RuleMissing."""
    return int(rule_value(CHECK_IN, "before", on=on)), int(rule_value(CHECK_IN, "after", on=on))


def to_ask(now: dt.datetime, on: dt.date) -> list[int]:
    """Return whom to ask what they thought, some hours to some days after: who was there, or everybody with a seat where
    nobody noted who was there. Raises RuleMissing.
    """
    hours, days = int(rule_value(ASKING, "after", on=on)), int(rule_value(ASKING, "until", on=on))
    noted = Registration.objects.filter(item=OuterRef("item"), attended_at__isnull=False)
    rows = Registration.objects.filter(
        Q(attended_at__isnull=False) | ~Exists(noted),
        state=RegistrationState.REGISTERED,
        evaluation_asked_at=None,
        item__asks_evaluation=True,
        item__state=AgendaState.PUBLISHED,
        item__ends_at__lte=now - dt.timedelta(hours=hours),
        item__ends_at__gte=now - dt.timedelta(days=days),
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))

"""Appointments of a learner: what is to come, and everything for the calendar."""

import datetime as dt
import uuid

from django.db.models import QuerySet

from learners.models import Appointment, Learner


def coming(learner: Learner, now: dt.datetime) -> list[Appointment]:
    """Return the appointments that are not over yet, the next one first."""
    rows = Appointment.objects.standing().filter(case__learner=learner, starts_at__gte=now - dt.timedelta(hours=8))
    return [row for row in rows if row.ends_at > now]


def all_of(learner: Learner) -> QuerySet[Appointment]:
    """Return all appointments, cancelled ones too: a calendar program then takes them away."""
    return Appointment.objects.filter(case__learner=learner).order_by("starts_at", "pk")


def one_of(learner: Learner, public_id: uuid.UUID) -> QuerySet[Appointment]:
    """Return the appointment of this learner with a public id."""
    return all_of(learner).filter(public_id=public_id)


def next_per_learner(school_id: int, now: dt.datetime) -> dict[int, Appointment]:
    """Return the next appointment of each learner (primary key) of a school that has one (1 query)."""
    rows = Appointment.objects.standing().filter(case__learner__school=school_id, starts_at__gte=now)
    found: dict[int, Appointment] = {}
    for row in rows.select_related("case").order_by("starts_at", "pk"):
        found.setdefault(row.case.learner_id, row)
    return found

"""Keeping a quick scan, and hanging it on a company."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Activity, JointCommittee, Municipality, Sector
from companies.enums import ScanBand
from companies.models import Company, Establishment, QuickScan
from companies.selectors.scan import result_of
from companies.services.activities import tick_activities
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused
from privacy import journal


@dataclass(frozen=True, slots=True)
class NewScan:
    """What somebody answered; `answers` holds the statements by key, `sectors` and `activities` are codes."""

    municipality: Municipality
    joint_committee: JointCommittee | None
    sectors: Sequence[str]
    activities: Sequence[str]
    answers: Mapping[str, Any]


@transaction.atomic
def keep_scan(*, draft_key: str, new: NewScan, on: dt.date) -> QuickScan:
    """Store a scan with the band of its best programme; the same draft again returns the scan it made.

    Raises `catalogue.rules.RuleMissing` when a rule about mentors or coverage is not filled in.
    """
    scan, created = QuickScan.objects.get_or_create(
        draft_key=draft_key,
        defaults={
            "answers": dict(new.answers),
            "answered_on": on,
            "municipality": new.municipality,
            "joint_committee": new.joint_committee,
            "band": ScanBand.TALK,
        },
    )
    if not created:
        return scan
    scan.sectors.set(Sector.objects.filter(slug__in=list(new.sectors)))
    scan.activities.set(Activity.objects.filter(code__in=list(new.activities)))
    scan.band = result_of(scan).band
    scan.save(update_fields=["band", "updated_at"])
    return scan


@transaction.atomic
def attach_scan(*, actor: Actor, scan: QuickScan, company: Company) -> QuickScan:
    """Hang a scan on a company; what was ticked fills its only establishment when nobody ticked there yet.

    Harmless when it hangs there already. Raises `MoveRefused` when it belongs to another company.
    """
    scan = locked(scan)
    if scan.company_id == company.pk:
        return scan
    if scan.company_id is not None:
        raise MoveRefused("Deze scan hoort al bij een ander bedrijf.")
    scan.company, scan.attached_at = company, clock.now()
    scan.save(update_fields=["company", "attached_at", "updated_at"])
    journal.record(actor=actor, verb="scan_attached", subject=scan)
    places = list(Establishment.objects.filter(company=company, closed_on=None)[:2])
    if len(places) == 1 and places[0].activities_ticked_on is None:
        codes = list(scan.activities.values_list("code", flat=True))
        tick_activities(actor=actor, establishment=places[0], codes=codes)
    return scan

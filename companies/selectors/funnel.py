"""How far the quick scans go: counts for the staff, no names."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from catalogue.selectors import rule_value
from companies.enums import HelpKind, HelpState, ScanBand
from companies.models import QuickScan
from companies.rules_mentor import add_months

PERIOD = "scan-funnel"


@dataclass(frozen=True, slots=True)
class ScanFunnel:
    """Scans of the last months: how many, per outcome, with a call asked, called, and at a company."""

    months: int
    scans: int
    ready: int
    almost: int
    talk: int
    asked: int
    called: int
    attached: int

    @property
    def sentence(self) -> str:
        """The counts in one line."""
        return (
            f"Laatste {self.months} maanden: {self.scans} scans ({self.ready} klaar, {self.almost} bijna, {self.talk} eerst "
            f"praten), {self.asked} vroegen een telefoontje, {self.called} gebeld, {self.attached} bij een bedrijf."
        )


def scan_funnel(today: dt.date) -> ScanFunnel:
    """Count the scans of the last months, as many as the rule says (2 queries). Raises RuleMissing."""
    months = int(rule_value(PERIOD, on=today))
    calls = Q(requests__kind=HelpKind.CALL)
    counted = QuickScan.objects.filter(answered_on__gt=add_months(today, -months)).aggregate(
        scans=Count("pk", distinct=True),
        ready=Count("pk", distinct=True, filter=Q(band=ScanBand.READY)),
        almost=Count("pk", distinct=True, filter=Q(band=ScanBand.ALMOST)),
        talk=Count("pk", distinct=True, filter=Q(band=ScanBand.TALK)),
        asked=Count("pk", distinct=True, filter=calls),
        called=Count("pk", distinct=True, filter=calls & Q(requests__state=HelpState.HANDLED)),
        attached=Count("pk", distinct=True, filter=Q(company__isnull=False)),
    )
    return ScanFunnel(months=months, **counted)

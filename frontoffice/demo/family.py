"""Appointments, links of parents and other languages in the demonstration."""

import datetime as dt

from django.utils import timezone

from accounts.actor import Actor
from frontoffice.demo.plan import World
from learners.enums import AppointmentKind, CoViewPart, Meeting
from learners.models import Case, ContactDetails
from learners.selectors.coview import must_agree
from learners.services.appointments import make_appointment
from learners.services.coview import agree, share

APPOINTMENTS = 24
LINKS = 8
PLANS = (
    (AppointmentKind.TALK, Meeting.PHONE, "", "het Steunpunt"),
    (AppointmentKind.SCHOOL, Meeting.VISIT, "Op school, aan het onthaal", "je trajectbegeleider"),
    (AppointmentKind.INTRODUCTION, Meeting.VISIT, "Aan de ingang van het bedrijf", "de mentor"),
)
SHOWN = (CoViewPart.NAME, CoViewPart.STEPS, CoViewPart.HELPER, CoViewPart.DAYS, CoViewPart.APPOINTMENTS)


def build_family(world: World, actor: Actor) -> None:
    """Give open cases an appointment in the coming weeks, and some learners a link for a parent."""
    cases = list(Case.objects.open().select_related("learner__contact").order_by("pk")[:APPOINTMENTS])
    first = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    for number, case in enumerate(cases):
        kind, meeting, place, who = PLANS[number % len(PLANS)]
        starts_at = first + dt.timedelta(days=2 + number % 15, hours=number % 6)
        details = {"kind": kind, "meeting": meeting, "place": place, "with_whom": who, "minutes": 30}
        make_appointment(actor=actor, case=case, starts_at=starts_at, **details)
    for case in cases[:LINKS]:
        until = world.today + dt.timedelta(days=183)
        coview = share(actor=actor, learner=case.learner, for_whom="mama", parts=list(SHOWN), valid_until=until)
        if must_agree(case.learner, world.today) and case.pk % 2:
            agree(actor=actor, coview=coview, name="Een ouder (voorbeeld)")
    ContactDetails.objects.filter(learner__in=[case.learner_id for case in cases[:3]]).update(language="fr")

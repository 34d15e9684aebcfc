"""A school with many learners and lists in every state, to look at its desks when there is much on them."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import clock
from learners.models import Learner
from schools.enums import ListState
from schools.models import Membership, School
from tests.factories.follow import TryOutFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import ProposalFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import HandedInListFactory
from tests.journeys.tour import session_of

MANY = 60
BAD = [2, "bad", "Geboortejaar of geboortemaand ontbreekt."]
TOLD = [3, "new", "Dossiercode WMWM-WMWM."]


def busy_pages() -> tuple[str, dict[str, str]]:
    """Fill the school of the director of the demonstration; return a session and its pages by name."""
    member = Membership.objects.select_related("school", "user").get(user__email="directeur@voorbeeld.example")
    coach = User.objects.get(email="trajectbegeleider@voorbeeld.example")
    _many_learners(member.school, coach)
    lists = {
        "lijst die wacht": {"state": ListState.WAITING},
        "lijst die loopt": {"state": ListState.RUNNING, "heartbeat_at": clock.now(), "claim": "bezig"},
        "lijst die stopte": {"state": ListState.STOPPED, "answers": [BAD, TOLD]},
        "lijst met antwoorden": {"done": True, "answers": [BAD, TOLD]},
        "lijst die terugkwam": {"error": "Bij ons liep iets mis."},
        "lijst die weg is": {"state": ListState.DROPPED},
    }
    pages = {}
    for name, values in lists.items():
        row = HandedInListFactory(school=member.school, started_by=member.user, total=900, **values)
        pages[name] = reverse("schools:list_page", args=[row.public_id])
    desk, coaching = (
        reverse(f"schools:{name}", args=[member.school.public_id]) for name in ("school_dashboard", "trajectory")
    )
    pages |= {
        "bureau met velen": f"{desk}?state=allemaal",
        "bureau, laatste blad": f"{desk}?state=allemaal&page=3",
        "bureau, kennismaking": f"{desk}?state=zonder-plek&sort=-dagen",
        "bureau zonder iemand": f"{desk}?state=plek-kwijt",
        "traject met velen": coaching,
        "traject zonder iemand": f"{coaching}?toon=noteren&programme={_unused(member.school)}",
    }
    return session_of("director"), pages


def _many_learners(school: School, coach: User) -> None:
    """Add learners with few and many days, with proposals, an introduction, try-out days and an agreement."""
    known = Learner.objects.filter(school=school, programme__isnull=False, municipality__isnull=False).first()
    where = {"programme": known.programme, "municipality": known.municipality} if known else {}
    began = timezone.localdate() - dt.timedelta(days=20)
    for number in range(MANY):
        case = CaseFactory(
            matching=True,
            contact=True,
            contact__first_name="Maximiliaan-Alexander",
            contact__last_name="Vandenbroucke-Vanwalleghem",
            learner__school=school,
            learner__coach=coach if number % 2 else None,
            learner__clock_started_on=began - dt.timedelta(days=number % 14),
            **{f"learner__{name}": value for name, value in where.items()},
        )
        if number % 6 == 0:
            ProposalFactory(learner=case.learner, opened=True)
        elif number % 6 == 1:
            met = ProposalFactory(learner=case.learner, introduced=True)
            if number % 12 == 1:
                TryOutFactory(learner=case.learner, proposal=met, workplace=met.workplace)
        elif number % 6 == 2:
            AgreementFactory(learner=case.learner, school=school, coach=coach, workplace__recognised=True)


def _unused(school: School) -> str:
    """Return the slug of a programme of the school."""
    return school.campuses.first().offers.first().programme.slug

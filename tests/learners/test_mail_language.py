"""What a learner is mailed about the own file is in the learner's own language, moments and buttons included."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

from accounts.actor import Actor
from learners.services.contact import note_no_answer
from learners.services.deadlines import note_broken_promise
from learners.services.interest import send_yearly_mail
from learners.services.leaving import hand_over_cases
from learners.services.referrals import mark_seen
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseFactory, InterestEntryFactory, ReferralFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar")]
STAFF = Actor(name="Lies Maes", organisation="Steunpunt", is_staff=True)
TO = "amina@example.be"


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False), translation.override("nl"):
        yield


def french(**traits):
    return CaseFactory(contact__language="fr", contact__email=TO, **traits)


def missed(case):
    note_no_answer(actor=STAFF, case=case)


def broken(case):
    case.promised_by = TODAY - dt.timedelta(hours=2)
    case.save(update_fields=["promised_by"])
    note_broken_promise(case_id=case.pk)


def handed_over(case):
    UserFactory(staff=True, phone="+3251000001")
    hand_over_cases(actor=STAFF, leaver=case.owner, receiver=None, expected=1)


def read_by_a_partner(case):
    mark_seen(referral=ReferralFactory(case=case))


@pytest.mark.parametrize(
    ("traits", "act", "says", "never"),
    [
        ({"contacted": True}, missed, "entre 13 h et 16 h", "tussen"),
        ({}, broken, "mardi 24 novembre", "dinsdag"),
        ({"contacted": True}, handed_over, "Bonjour", "volgt je dossier"),
        ({"referred": True}, read_by_a_partner, "Ouvrir ma page", "Open mijn pagina"),
    ],
)
def test_a_mail_about_the_own_file_is_in_the_language_of_the_learner(traits, act, says, never):
    act(french(**traits))
    text = OutboxMail.objects.get(to=TO).text
    assert says in text, text
    assert never not in text, text


def test_the_mail_of_the_year_is_in_the_language_of_the_learner():
    case = french(parked=True, route="too_young")
    entry = InterestEntryFactory(learner=case.learner, next_mail_on=TODAY.date(), ends_on=dt.date(2028, 5, 31))
    assert send_yearly_mail(entry_id=entry.pk, today=TODAY.date())
    text = OutboxMail.objects.get(to=TO).text
    assert "31 mai 2028" in text, text
    assert "Bekijk de opleidingen" not in text, text

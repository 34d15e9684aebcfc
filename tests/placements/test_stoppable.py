"""A company stops reminders about agreements; what it must know or sign for its own agreement always comes."""

import datetime as dt

import pytest
from django.utils import timezone

from mailing import stopping
from mailing.enums import MailState
from mailing.models import OutboxMail
from mailing.services import stop_mails
from placements.enums import Party
from placements.models import AgreementPerson
from placements.services import inviting, planner_mails, watching
from placements.stoppable import ALWAYS, NUDGES
from tests.factories.follow import MeetingFactory
from tests.factories.placements import AgreementFactory
from tests.house.law import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
# For learners, coaches and schools only, or with a way to stop of their own.
ELSEWHERE = {
    "evaluation_ready",
    "proof_told",
    "visit_remind",
    "pulse",
    "pulse_task",
    "school_digest",
    "term_passed",
    "term_soon",
}


def states(to):
    return {
        verb.rpartition("/")[2]: state for verb, state in OutboxMail.objects.filter(to=to).values_list("verb", "state")
    }


def signer_of(agreement):
    return AgreementPerson.objects.get(agreement=agreement, role="company_signer").email


def test_every_mail_about_an_agreement_was_weighed():
    folder = ROOT / "templates" / "placements" / "email"
    names = {path.stem for path in folder.glob("*.subject")}
    weighed = {name.rpartition("/")[2] for name in (*NUDGES, *ALWAYS)}
    assert names - weighed == ELSEWHERE
    assert weighed <= names
    assert [name for name in NUDGES if not stopping.is_nudge(name)] == []
    assert [name for name in ALWAYS if stopping.is_registered(name)] == []


def test_a_reminder_of_a_term_has_the_link_and_stops():
    begun = timezone.localdate() - dt.timedelta(days=75)
    first, second = (AgreementFactory(running=True, people=True, starts_on=begun) for _two in range(2))
    AgreementPerson.objects.filter(agreement=second, role="company_signer").update(email="bie@korst.test")
    stop_mails(address_key=stopping.address_key("bie@korst.test"))
    watching.watch_agreements()
    mails = OutboxMail.objects.filter(verb__in=NUDGES)
    assert {mail.state for mail in mails.filter(to=signer_of(first))} == {MailState.WAITING}
    assert {mail.state for mail in mails.filter(to="bie@korst.test")} == {MailState.STOPPED}
    assert all("/bedrijven/mails/" in mail.text and "/bedrijven/mails/" in mail.html for mail in mails)


def test_what_the_own_agreement_needs_always_comes():
    agreement = AgreementFactory(signing=True, people=True)
    address = signer_of(agreement)
    stop_mails(address_key=stopping.address_key(address))
    inviting.tell_turn(agreement, Party.COMPANY)
    inviting.ask_signatures(agreement)
    planner_mails.tell_set(MeetingFactory(agreement=agreement, chosen=True))
    assert states(address) == dict.fromkeys(("your_turn", "please_sign", "planner"), MailState.WAITING)
    assert not OutboxMail.objects.filter(to=address, text__contains="/bedrijven/mails/").exists()


def test_only_the_company_can_stop_the_reminder_of_an_appointment():
    agreement = AgreementFactory(signing=True, people=True)
    address = signer_of(agreement)
    stop_mails(address_key=stopping.address_key(address))
    planner_mails.tell_reminded(MeetingFactory(agreement=agreement))
    assert states(address) == {"meeting_reminder_company": MailState.STOPPED}
    mentor = AgreementPerson.objects.get(agreement=agreement, role="mentor").email
    assert states(mentor) == {"meeting_reminder_company": MailState.WAITING}
    others = OutboxMail.objects.exclude(to__in=(address, mentor))
    assert {mail.verb for mail in others} == {planner_mails.TEMPLATE}
    assert not others.filter(text__contains="/bedrijven/mails/").exists()

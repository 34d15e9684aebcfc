"""Planning with three parties: propose, tick, choose, move, call off, and the thread."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.actor import ANONYMOUS, Actor
from core.states import MoveRefused
from core.testing import PortalClient
from mailing.models import OutboxMail
from placements import links
from placements.enums import MeetingKind, MeetingState, Party
from placements.models import Meeting, MomentTick, ThreadMessage
from placements.services import planner, thread
from placements.services.follow_nightly import follow_meetings
from tests.factories.follow import MeetingFactory, ThreadMessageFactory
from tests.factories.placements import AgreementFactory
from tests.placements.test_views import company_of, learner_of, page, school_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
MIRA = Actor(user_id=None, name="Mira")
PLANNER = "placements/email/planner"


def in_days(*days):
    start = timezone.now().replace(microsecond=0)
    return [start + dt.timedelta(days=number) for number in days]


def propose(agreement, moments=None, party=Party.SCHOOL, kind=MeetingKind.FIRST_VISIT):
    return planner.propose_meeting(
        actor=MIRA, agreement=agreement, party=party, kind=kind, moments=moments or in_days(3, 4, 5), minutes=60,
        place="Kaai 1, Brugge",
    )  # fmt: skip


def typed(days=(3, 4, 5)):
    found = {"kind": "first_visit", "minutes": "45", "place": "Kaai 1, Brugge"}
    for number, moment in enumerate(in_days(*days), start=1):
        found |= {f"day_{number}": f"{moment:%Y-%m-%d}", f"hour_{number}": "14:30"}
    return found


def tick(meeting, party, count):
    chosen = list(meeting.moments.values_list("pk", flat=True))[:count]
    return planner.tick_moments(actor=ANONYMOUS, meeting=meeting, party=party, suiting=chosen)


def test_proposing_asks_the_others_once_and_says_everything():
    agreement = AgreementFactory(running=True, people=True)
    meeting = propose(agreement, in_days(3, 4, 5))
    assert propose(agreement, list(meeting.moments.values_list("starts_at", flat=True))) == meeting
    mails = OutboxMail.objects.filter(verb=PLANNER)
    assert agreement.learner.contact.email in mails.values_list("to", flat=True)
    assert "school" not in {key.split(":")[3] for key in mails.values_list("key", flat=True)}, (
        "wie vraagt, weet het al"
    )
    text = mails.get(to=agreement.learner.contact.email).text
    for part in ("Wat gebeurde er?", "Wat nu?", "Wie doet mee?", "Kruis tegen", "past voor School", "Kaai 1, Brugge"):
        assert part in text
    with pytest.raises(ValidationError, match="Hiervoor liggen al momenten voor"):
        propose(agreement, in_days(8, 9, 10))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [((3, 4), "3 verschillende"), ((3, 3, 4), "3 verschillende"), ((-1, 3, 4), "nog moeten komen")],
)
def test_moments_that_cannot_be(days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        propose(AgreementFactory(running=True), in_days(*days))
    assert Meeting.objects.count() == 0


def test_all_answer_then_the_proposer_chooses_and_everybody_gets_the_moment():
    agreement = AgreementFactory(running=True, people=True)
    meeting = propose(agreement)
    for party in (Party.COMPANY, Party.LEARNER):
        tick(meeting, party, 2)
    assert not OutboxMail.objects.filter(key__contains=":answered:").exists()
    tick(meeting, Party.PARENT, 0)  # nothing suits: an answer too
    assert OutboxMail.objects.filter(key__contains=":answered:school:").exists()
    assert MomentTick.objects.filter(party=Party.PARENT, suits=False).count() == 3
    moment = meeting.moments.first()
    for _twice in range(2):
        planner.choose_moment(actor=MIRA, meeting=meeting, moment_id=moment.pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at, meeting.log.count()) == (MeetingState.SET, moment.starts_at, 2)
    told = {
        key.split(":")[3] for key in OutboxMail.objects.filter(key__contains=":set:").values_list("key", flat=True)
    }
    assert told == {"company", "school", "learner", "parent"}
    with pytest.raises(MoveRefused):
        planner.choose_moment(actor=MIRA, meeting=meeting, moment_id=meeting.moments.last().pk)
    with pytest.raises(MoveRefused):
        tick(meeting, Party.COMPANY, 1)


def test_a_second_answer_replaces_the_first_and_the_proposer_does_not_tick():
    meeting = MeetingFactory()
    tick(meeting, Party.COMPANY, 3)
    tick(meeting, Party.COMPANY, 1)
    assert MomentTick.objects.filter(party=Party.COMPANY, suits=True).count() == 1
    with pytest.raises(ValidationError, match="niets aankruisen"):
        tick(meeting, Party.SCHOOL, 1)


def test_the_calendar_file_keeps_its_uid_and_counts_its_changes():
    meeting = MeetingFactory(chosen=True)
    client = school_of(meeting.agreement)
    address = page(meeting.agreement, "meeting_calendar", meeting.public_id)

    def event():
        calendar = Calendar.from_ical(client.get(address).content)
        (found,) = calendar.walk("VEVENT")
        return calendar, found

    first_calendar, first = event()
    assert (first["SEQUENCE"], first["STATUS"], first_calendar["METHOD"]) == (0, "CONFIRMED", "PUBLISH")
    for _twice in range(2):
        planner.move_meeting(
            actor=MIRA, meeting=meeting, starts_at=meeting.starts_at + dt.timedelta(days=1), minutes=30, place="School"
        )
    _calendar, moved = event()
    assert (moved["SEQUENCE"], moved["UID"], moved["LOCATION"]) == (1, first["UID"], "School")
    assert moved["DTSTART"].dt == meeting.starts_at + dt.timedelta(days=1)
    planner.cancel_meeting(actor=MIRA, meeting=meeting, reason="De bakkerij is dicht")
    calendar, gone = event()
    assert (gone["SEQUENCE"], gone["STATUS"], calendar["METHOD"]) == (2, "CANCELLED", "CANCEL")
    assert gone["UID"] == first["UID"]
    text = gone.to_ical().decode() + first.to_ical().decode()
    assert meeting.agreement.learner.contact.last_name not in text, "een kalender wordt gedeeld"
    mail = OutboxMail.objects.filter(key__contains=":cancelled:").first()
    assert "De bakkerij is dicht" in mail.text
    assert f"/overeenkomsten/kalender/{meeting.public_id}" in mail.text
    path = reverse("placements:meeting_calendar_by_link", args=[links.calendar_token_for(meeting)])
    assert b"METHOD:CANCEL" in PortalClient().get(path).content
    assert PortalClient().get(path.replace("/afspraak.ics", "x/afspraak.ics")).status_code == 404


def test_whose_page_is_it_and_who_may_do_what():
    meeting, other = MeetingFactory(), MeetingFactory()
    agreement = meeting.agreement
    for client in (
        PortalClient(),
        company_of(other.agreement),
        school_of(other.agreement),
        learner_of(other.agreement),
    ):
        for name in ("meeting", "meeting_cancel"):
            assert client.get(page(agreement, name, meeting.public_id)).status_code == 404
    assert company_of(agreement).get(page(agreement, "meeting", other.public_id)).status_code == 404
    learner, company, school = learner_of(agreement), company_of(agreement), school_of(agreement)
    assert "Kies dit moment" in school.get(page(agreement, "meeting", meeting.public_id)).content.decode()
    for client in (learner, company):
        text = client.get(page(agreement, "meeting", meeting.public_id)).content.decode()
        assert "Kruis aan wat past" in text
        assert "Kies dit moment" not in text
        moment = {"moment": meeting.moments.first().pk}
        assert client.post(page(agreement, "meeting_choose", meeting.public_id), moment).status_code == 404
    assert learner.get(page(agreement, "meeting_propose")).status_code == 404
    assert learner.get(page(agreement, "meeting_tick", meeting.public_id, "company")).status_code == 404


def test_from_page_to_appointment_without_an_account():
    agreement = AgreementFactory(running=True, people=True)
    school = school_of(agreement)
    wrong = {**typed(), "hour_2": "25:99", "place": ""}
    text = school.post(page(agreement, "meeting_propose"), wrong).content.decode()
    assert "Dit uur klopt niet" in text
    assert "Schrijf waar jullie afspreken" in text
    assert typed()["day_3"] in text, "niets getypts gaat verloren"
    assert school.post(page(agreement, "meeting_propose"), typed()).status_code == 302
    meeting = Meeting.objects.get()
    client = PortalClient()
    link = reverse("placements:agreement_by_link", args=["company", links.token_for(Party.COMPANY, agreement)])
    for _ in range(20):
        client.get(link)
        client.get(page(agreement, "meeting_tick", meeting.public_id, "company"))
    assert MomentTick.objects.exclude(party=Party.SCHOOL).count() == 0
    client.post(link)
    assert "Kruis aan wat past" in client.get(page(agreement)).content.decode()
    moment = meeting.moments.last()
    answer = page(agreement, "meeting_tick", meeting.public_id, "company")
    assert "voorgestelde momenten" in client.post(answer, {"suiting": ["99999"]}).content.decode()
    assert client.post(answer, {"suiting": [str(moment.pk)]}).status_code == 302
    choose = page(agreement, "meeting_choose", meeting.public_id)
    assert "Kies een van de voorgestelde" in school.post(choose, {"moment": "abc"}, follow=True).content.decode()
    for _twice in range(2):
        school.post(choose, {"moment": moment.pk})
    meeting.refresh_from_db()
    assert meeting.starts_at == moment.starts_at
    address = reverse("learners:my_page", args=[agreement.learner.public_id])
    assert "Kaai 1, Brugge" in learner_of(agreement).get(address).content.decode()


def test_the_night_reminds_once_and_calls_off_what_is_over():
    late = MeetingFactory(state_due_on=timezone.localdate() - dt.timedelta(days=1))
    MeetingFactory()
    gone = MeetingFactory(moments=(-3, -2, -1))
    assert follow_meetings() == {"reminded": 1, "cancelled": 1}
    assert follow_meetings() == {"reminded": 0, "cancelled": 0}
    gone.refresh_from_db()
    assert gone.state == MeetingState.CANCELLED
    keys = OutboxMail.objects.filter(key__contains=f"{late.public_id}:reminder").values_list("key", flat=True)
    assert {key.split(":")[3] for key in keys} == {"company", "learner", "parent", "school"}


def test_a_message_is_read_by_all_parties_and_written_once():
    agreement = AgreementFactory(running=True, people=True)
    client, key = learner_of(agreement), uuid.uuid4()
    write = page(agreement, "message_write")
    warned = client.post(write, {"text": "Ik heb een depressie", "once_key": key}).content.decode()
    assert "Er is nog niets bewaard" in warned
    assert ThreadMessage.objects.count() == 0
    for _twice in range(2):
        assert client.post(write, {"text": "Ik kom met de bus", "once_key": key}).status_code == 302
    assert ThreadMessage.objects.get().party == Party.LEARNER
    assert "Ik kom met de bus" in company_of(agreement).get(page(agreement)).content.decode()
    mails = OutboxMail.objects.filter(verb="placements/email/thread_message")
    assert mails
    assert not [mail for mail in mails if "met de bus" in mail.text or mail.to == agreement.learner.contact.email]


def test_a_closed_agreement_takes_no_messages_or_meetings():
    agreement = AgreementFactory(ended=True)
    with pytest.raises(MoveRefused):
        propose(agreement)
    with pytest.raises(MoveRefused):
        thread.write_message(actor=MIRA, agreement=agreement, party=Party.SCHOOL, text="Dag", once_key=uuid.uuid4())


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_a_long_thread_and_many_meetings_cost_no_more_queries(rows, django_assert_num_queries):
    agreement = AgreementFactory(signing=True, people=True)
    for _number in range(rows):
        MeetingFactory(agreement=agreement, chosen=True)
    ThreadMessageFactory.create_batch(rows, agreement=agreement)
    client = school_of(agreement)
    client.get(page(agreement))
    with django_assert_num_queries(13):
        client.get(page(agreement))

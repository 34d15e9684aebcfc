"""The weekly mail of a school: the numbers of the desk, once a week, quiet when there is nothing, off by a button."""

import re

import pytest
from django.urls import reverse
from lxml import html

from mailing.models import OutboxMail
from placements.selectors.school_digest import actor_of_member, today_of
from placements.tasks import school_digests
from schools.models import Membership
from tests.factories.learners import BreakOffFactory, ReferralFactory
from tests.factories.placements import AgreementFactory, SignatureFactory
from tests.schools.pages import Screen, words

MAILS = "placements/email/school_digest"


def fill(desk):
    for days in (0, 12, 20, 40):
        desk.learner(days=days, coach=desk.coach)
    BreakOffFactory(case=desk.learner().case)
    ReferralFactory(case=desk.learner(state="referred").case)
    AgreementFactory(learner=desk.learner(), school=desk.school, state="school")
    signed = AgreementFactory(learner=desk.learner(), school=desk.school, signing=True)
    SignatureFactory(agreement=signed, party="school")
    AgreementFactory(learner=desk.learner(), school=desk.school, coach=desk.coach, signing=True)


@pytest.mark.parametrize("who", ["director", "coach"])
def test_the_mail_counts_what_the_desk_counts(client, desk, other_desk, who):
    fill(desk)
    fill(other_desk)
    user = getattr(desk, who)
    member = Membership.objects.get(user=user)
    numbers = today_of(actor_of_member(member), desk.school.pk)
    client.force_login(user)
    first = Screen(client, desk.school).page.xpath("(//ul[contains(@class,'tally')])[1]//strong")
    shown = [int(words(one)) for one in first]
    assert shown == [numbers.few, numbers.our_turn, numbers.to_sign, numbers.unanswered, numbers.lost]
    assert numbers.few >= 1
    assert numbers.to_sign == 1


def test_each_number_in_the_mail_leads_to_its_rows(client, desk):
    fill(desk)
    client.force_login(desk.director)
    school_digests()
    mail = OutboxMail.objects.get(to=desk.director.email)
    links = html.document_fromstring(mail.html).xpath("//li/a")
    assert len(links) == 5
    for link in links:
        address = link.get("href")
        assert f":\n  {address}\n" in mail.text
        number, page = int(words(link).split()[0]), client.get(address)
        rows = html.document_fromstring(page.content).xpath("//tbody/tr/th[.//a]")
        assert (number, len(rows)) == (number, number), address
        assert "#" not in address or f'id="{address.partition("#")[2]}"'.encode() in page.content


def test_once_a_week_and_nothing_in_a_quiet_week(desk):
    school_digests()
    assert not OutboxMail.objects.exists()
    desk.learner(days=27)
    for _twice in range(2):
        school_digests()
    [mail] = OutboxMail.objects.filter(verb=MAILS)
    assert mail.to == desk.director.email
    assert "lesdagen" in mail.text


def test_the_link_stops_it_by_a_button_only(client, desk):
    desk.learner(days=27)
    school_digests()
    link = re.search(r"/scholen/weekoverzicht/\S+", OutboxMail.objects.get().text).group()
    for _each in range(20):
        assert client.get(link).status_code == 200
    assert Membership.objects.filter(wants_digest=True).count() == 2
    for _twice in range(2):
        client.post(link)
    assert not Membership.objects.get(user=desk.director).wants_digest
    OutboxMail.objects.all().delete()
    school_digests()
    assert not OutboxMail.objects.exists()
    assert client.get("/scholen/weekoverzicht/verzonnen.token.x/").status_code == 404


def test_on_and_off_from_the_desk(client, desk, other_desk):
    client.force_login(desk.director)
    address = reverse("schools:digest", args=[desk.school.public_id])
    client.post(address, {"krijg": "nee"})
    assert not Membership.objects.get(user=desk.director).wants_digest
    client.post(address, {"krijg": "ja"})
    assert Membership.objects.get(user=desk.director).wants_digest
    other = reverse("schools:digest", args=[other_desk.school.public_id])
    assert client.post(other, {"krijg": "nee"}).status_code == 404

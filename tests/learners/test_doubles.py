"""Two intakes of one person: nothing doubled for who shows the own file, nothing told to a stranger, staff can merge."""

import pytest
import time_machine
from django.urls import reverse

from learners.enums import EventVerb
from learners.models import Case, CaseEvent, ContactDetails, Intake, Learner
from learners.services.doubles import look_again
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory
from tests.factories.learners import CaseFactory, LearnerFactory
from tests.learners.helpers import TODAY, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]


@pytest.fixture(autouse=True)
def province():
    with time_machine.travel(TODAY, tick=False) as moment:
        MunicipalityFactory(postal_code="8800")
        UserFactory(staff=True, phone="+3251000000")
        UserFactory(staff=True, phone="+3251000001")
        yield moment


def doubles():
    return CaseEvent.objects.filter(verb=EventVerb.DOUBLE)


def ask(client, **contact):
    walk(client, {"contact": contact})
    return send(client)


def test_who_has_the_own_file_open_keeps_one_file(client, province):
    first = ask(client).context["page"].learner
    province.shift(60)
    page = ask(client)
    assert Learner.objects.get() == first
    assert (Case.objects.count(), OutboxMail.objects.count(), Intake.objects.count()) == (1, 1, 2)
    text = page.content.decode()
    assert "Je had al een pagina bij ons" in text
    assert first.code in text
    assert reverse("learners:complete", args=[first.public_id]) in text
    assert not CaseEvent.objects.filter(verb=EventVerb.DOUBLE).exists()


def test_a_stranger_who_types_the_same_person_learns_nothing(client):
    known = ask(client).context["page"].learner
    elsewhere = client.__class__()
    seen = ask(elsewhere, email="vreemde@example.be").content.decode()
    nobody = client.__class__()
    other = ask(
        nobody, first_name="Iemand", last_name="Anders", phone="0470998877", email="x@example.be"
    ).content.decode()
    assert known.code not in seen
    assert Learner.objects.count() == 3
    codes = [learner.code for learner in Learner.objects.order_by("pk")]
    assert sorted(_words(seen, codes, "Yoran")) == sorted(_words(other, codes, "Iemand")), "both pages say the same"
    assert elsewhere.get(reverse("learners:my_page", args=[known.public_id])).status_code == 404


def _words(page, codes, name):
    """Return the lines of a page without what the visitor typed and the code of the file."""
    for code in codes:
        page = page.replace(code, "CODE")
    for row in (*Learner.objects.all(), *Intake.objects.all()):
        page = page.replace(str(row.public_id), "ID")
    lines = [line.replace(name, "NAAM").strip() for line in page.splitlines()]
    return [
        line for line in lines if "csrfmiddlewaretoken" not in line and "+32" not in line and "mailto:" not in line
    ]


def test_colleagues_read_on_both_files_that_they_may_be_one_person(client):
    first = ask(client).context["page"].learner
    second = ask(client.__class__(), first_name="YORAN", last_name="", email="").context["page"].learner
    lines = doubles()
    assert {(line.case.learner, line.text.split("dossier ")[1][:9]) for line in lines} == {
        (first, second.code),
        (second, first.code),
    }
    assert not lines.filter(for_learner=True).exists()
    assert first.case.owner == second.case.owner


@pytest.mark.parametrize(
    ("over", "contact"),
    [
        ({"birth_month": "4"}, {}),
        ({"birth_year": "2007"}, {}),
        ({}, {"first_name": "Jordan"}),
        ({}, {"last_name": "Bakker"}),
        ({}, {"phone": "0470999999", "email": "ander@example.be"}),
    ],
)
def test_a_brother_or_a_namesake_is_somebody_else(client, over, contact):
    ask(client)
    other = client.__class__()
    walk(other, {"over": over, "contact": contact})
    send(other)
    assert not doubles().exists()
    assert Case.objects.count() == 2


def test_a_closed_file_is_no_double(client):
    ask(client)
    Case.objects.update(state="closed", closed_at=TODAY)
    ask(client.__class__())
    assert not CaseEvent.objects.filter(verb=EventVerb.DOUBLE).exists()
    assert Case.objects.count() == 2


def test_two_files_stored_at_the_same_moment_get_one_suggestion_each():
    birth = {"birth_year": 2009, "birth_month": 3}
    person = {"first_name": "Yoran", "last_name": "Bakker", "email": "yoran@example.be", "phone": ""}
    files = [CaseFactory(learner=LearnerFactory(**birth)) for _file in range(2)]
    for case in files:
        ContactDetails.objects.filter(learner=case.learner).update(**person)
    assert look_again(learner_id=files[1].learner_id) == 2
    assert look_again(learner_id=files[0].learner_id) == 0, "the pair was suggested"
    for case, other in (files, reversed(files)):
        line = CaseEvent.objects.get(case=case, verb="double")
        assert other.learner.code in line.text
        assert not line.for_learner

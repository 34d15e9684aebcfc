"""What should not be possible: a signer without mandate, a learner who moved to another school."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from learners.enums import Cause
from mailing.models import OutboxMail
from placements.models import Agreement, Signature
from placements.services import running, starting
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyMembershipFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory
from tests.placements.test_services import STAFF
from tests.placements.test_views import company_of, page, school_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


def test_a_colleague_who_may_not_bind_the_company_cannot_sign_for_it():
    """Whoever asks, the code goes to the named signer alone; without it there is no signature."""
    agreement = AgreementFactory(signing=True, people=True)
    colleague = UserFactory()
    CompanyMembershipFactory(user=colleague, company=agreement.workplace.establishment.company)
    client = signed_in(colleague)
    typed = {"code": "123456", "agrees": "on"}
    assert "Vraag eerst een code." in client.post(page(agreement, "sign", "company"), typed).content.decode()
    client.post(page(agreement, "sign_code", "company"))
    mail = OutboxMail.objects.get(verb="placements/email/sign_code")
    assert mail.to == agreement.people.get(role="company_signer").email != colleague.email
    code = re.search(r"\b\d{6}\b", mail.text).group()
    wrong = {"code": f"{(int(code) + 1) % 10**6:06d}", "agrees": "on"}
    assert "klopt niet" in client.post(page(agreement, "sign", "company"), wrong).content.decode()
    for party in ("school", "learner", "parent"):
        assert client.post(page(agreement, "sign_code", party)).status_code == 404
    assert Signature.objects.count() == 0


def test_a_signer_nobody_named_an_address_for_is_told_how_to_go_on():
    agreement = AgreementFactory(signing=True, people=True)
    agreement.people.filter(role="company_signer").update(email="")
    answer = company_of(agreement).post(page(agreement, "sign_code", "company"), follow=True)
    assert "We hebben geen e-mailadres van wie tekent." in answer.content.decode()


def test_a_learner_who_moves_school_keeps_one_agreement_until_it_stops():
    running_one = AgreementFactory(running=True)
    learner, place, former = running_one.learner, running_one.workplace, running_one.school
    learner.school = SchoolFactory(name="Atheneum Nieuw")
    learner.save(update_fields=["school"])
    director = UserFactory()
    SchoolMembershipFactory(user=director, school=learner.school)
    with pytest.raises(ValidationError, match=f"overeenkomst met {former.name}. Die moet eerst stoppen"):
        starting.start_agreement(actor=STAFF, learner=learner, workplace=place)
    assert signed_in(director).get(page(running_one)).status_code == 404, "de nieuwe school leest de oude niet"
    assert school_of(running_one).get(page(running_one)).status_code == 200
    file = signed_in(director).get(reverse("schools:learner", args=[learner.public_id])).content.decode()
    assert f"Bij {former.name}. Die school volgt" in file
    assert page(running_one) not in file, "geen link naar een pagina die er voor deze school niet is"
    running.end_agreement(actor=STAFF, agreement=running_one, ended_on=timezone.localdate(), cause=Cause.NO_WORK)
    fresh = starting.start_agreement(actor=STAFF, learner=learner, workplace=place)
    assert (fresh.school, Agreement.objects.count()) == (learner.school, 2)
    assert signed_in(director).get(page(fresh)).status_code == 200

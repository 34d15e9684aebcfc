"""Signing with a code by text message: offered only where it can be sent, as strict as a mailed code."""

import re

import pytest
from django.core.exceptions import ValidationError

from mailing.models import OutboxMail, OutboxSms
from placements.enums import Party, PersonRole, SignMethod
from placements.models import Signature, SignCode
from placements.services import signing
from tests.factories.placements import AgreementFactory
from tests.placements.test_services import STAFF
from tests.placements.test_views import company_of, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


def signing_with_phone(phone="0470123456"):
    agreement = AgreementFactory(signing=True, people=True)
    agreement.people.filter(role=PersonRole.COMPANY_SIGNER).update(phone=phone)
    return agreement


@pytest.fixture
def outbox(settings):
    settings.SMS_BACKEND = "outbox"


def test_a_code_by_text_message_signs(outbox):
    agreement = signing_with_phone()
    client = company_of(agreement)
    text = client.get(page(agreement, "sign", "company")).content.decode()
    assert "Sms een code naar het nummer dat eindigt op 56" in text
    assert "0470" not in text
    client.post(page(agreement, "sign_code", "company"), {"how": "sms"})
    assert OutboxMail.objects.count() == 0
    row = OutboxSms.objects.get()
    assert row.to == "+32470123456"
    code = re.search(r"\b\d{6}\b", row.text).group()
    client.post(page(agreement, "sign", "company"), {"code": code, "agrees": "on"})
    signature = Signature.objects.get()
    assert (signature.party, signature.method, signature.sent_to) == ("company", "sms", "+32470123456")


@pytest.mark.parametrize(("backend", "phone"), [("", "0470123456"), ("outbox", ""), ("outbox", "050000000")])
def test_where_no_text_message_can_go_only_mail_is_offered(settings, backend, phone):
    settings.SMS_BACKEND = backend
    agreement = signing_with_phone(phone)
    client = company_of(agreement)
    text = client.get(page(agreement, "sign", "company")).content.decode()
    assert "Mail mij een code" in text
    assert "Sms een code" not in text
    answer = client.post(page(agreement, "sign_code", "company"), {"how": "sms"}, follow=True).content.decode()
    assert "Vraag de code met een mail" in answer
    assert (OutboxSms.objects.count(), SignCode.objects.count()) == (0, 0)


def test_a_newer_code_by_mail_ends_the_one_by_text_message(outbox):
    agreement = signing_with_phone()
    known = {"actor": STAFF, "agreement": agreement, "party": Party.COMPANY}
    signing.request_code(**known, method=SignMethod.SMS)
    old = re.search(r"\b\d{6}\b", OutboxSms.objects.get().text).group()
    signing.request_code(**known)
    with pytest.raises(ValidationError, match="klopt niet"):
        signing.sign_with_code(**known, code=old)


def test_wrong_tries_count_for_both_ways_and_asking_is_throttled(outbox):
    agreement = signing_with_phone()
    client = company_of(agreement)
    client.post(page(agreement, "sign_code", "company"), {"how": "sms"})
    for _try in range(6):
        text = client.post(page(agreement, "sign", "company"), {"code": "000000x", "agrees": "on"}).content.decode()
    assert "te vaak geprobeerd" in text
    answers = [client.post(page(agreement, "sign_code", "company"), {"how": "sms"}).status_code for _try in range(6)]
    assert answers[-1] == 429
    assert OutboxSms.objects.count() <= 5

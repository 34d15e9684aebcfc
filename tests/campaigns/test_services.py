"""Registering, waiting, moving up, calling off."""

import pytest

from accounts.actor import ANONYMOUS
from campaigns.enums import AgendaState, RegistrationState
from campaigns.models import Registration
from campaigns.services import agenda as services
from core.states import MoveRefused
from mailing.models import OutboxMail
from tests.factories.campaigns import AgendaItemFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def register(item, email="an@voorbeeld.be", persons=1):
    return services.register(item=item, name="An", email=email, organisation="", persons=persons, actor=ANONYMOUS)


def test_a_seat_while_there_is_room_then_the_waiting_list():
    item = AgendaItemFactory(capacity=2)
    assert register(item, "een@voorbeeld.be", 2).state == RegistrationState.REGISTERED
    assert register(item, "twee@voorbeeld.be").state == RegistrationState.WAITING_LIST


def test_the_same_address_twice_is_one_registration_and_one_mail():
    item = AgendaItemFactory()
    first, second = register(item), register(item, "  AN@voorbeeld.be ")
    assert first.pk == second.pk
    assert OutboxMail.objects.filter(verb="campaigns/email/registered").count() == 1


def test_cancelling_gives_the_seat_to_who_waits_and_tells_them():
    item = AgendaItemFactory(capacity=1)
    seated, waiting = register(item, "een@voorbeeld.be"), register(item, "twee@voorbeeld.be")
    services.cancel_registration(registration=seated, actor=ANONYMOUS)
    services.cancel_registration(registration=seated, actor=ANONYMOUS)
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.REGISTERED
    told = OutboxMail.objects.filter(verb="campaigns/email/moved_up")
    assert [mail.to for mail in told] == ["twee@voorbeeld.be"]
    assert OutboxMail.objects.filter(verb="campaigns/email/cancelled").count() == 1


def test_somebody_who_cancelled_may_register_again_and_is_told_again():
    item = AgendaItemFactory()
    services.cancel_registration(registration=register(item), actor=ANONYMOUS)
    assert register(item).state == RegistrationState.REGISTERED
    assert Registration.objects.count() == 1
    assert OutboxMail.objects.filter(verb="campaigns/email/registered").count() == 2


def test_no_registration_once_it_began():
    with pytest.raises(MoveRefused, match="voorbij"):
        register(AgendaItemFactory(past=True))


def test_calling_off_tells_everybody_who_still_came():
    item = AgendaItemFactory()
    RegistrationFactory(item=item, email="komt@voorbeeld.be")
    RegistrationFactory(item=item, email="weg@voorbeeld.be", state=RegistrationState.CANCELLED)
    services.cancel_item(item=item, actor=ANONYMOUS)
    item.refresh_from_db()
    assert item.state == AgendaState.CANCELLED
    told = OutboxMail.objects.filter(verb="campaigns/email/called_off")
    assert [mail.to for mail in told] == ["komt@voorbeeld.be"]
    with pytest.raises(MoveRefused):
        services.cancel_item(item=item, actor=ANONYMOUS)

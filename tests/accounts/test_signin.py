"""Signing in with a mailed code: the whole way, and every way it goes wrong."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from mailing.models import OutboxMail
from tests.factories.accounts import PartnerMembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SIGN_IN = "/aanmelden/"
CODE = "/aanmelden/code/"


def ask_code(client, email, **extra):
    return client.post(SIGN_IN, {"login": email, **extra}, follow=True)


def mailed_code(email):
    mail = OutboxMail.objects.filter(to=email, verb="accounts/email/sign_in_code").latest("pk")
    return re.search(r"aan te melden: (\S+)", mail.text).group(1)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_whole_way_through_the_outbox(client):
    user = PartnerMembershipFactory(user__email="mira@example.be").user
    page = ask_code(client, "Mira@Example.be ")
    assert page.redirect_chain[-1][0] == CODE
    assert "Typ de code uit de mail" in page.content.decode()
    assert not signed_in(client)

    code = mailed_code("mira@example.be")
    mail = OutboxMail.objects.get(to="mira@example.be")
    assert code not in mail.subject
    assert code in mail.html
    done = client.post(CODE, {"code": code}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("accounts:partner_desk")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_code_may_be_typed_in_small_letters_and_works_once(client):
    UserFactory(email="mira@example.be")
    ask_code(client, "mira@example.be")
    code = mailed_code("mira@example.be")
    client.post(CODE, {"code": f" {code.lower().replace('-', '')} "})
    assert signed_in(client)
    client.post("/aanmelden/afmelden/")
    assert not signed_in(client)
    again = client.post(CODE, {"code": code}, follow=True)
    assert again.redirect_chain[-1][0] == SIGN_IN
    assert not signed_in(client)


def test_a_colleague_cannot_read_the_code_of_somebody_else(client):
    coordinator = UserFactory(coordinator=True, email="hoofd@example.be")
    ask_code(client, coordinator.email)
    code = mailed_code(coordinator.email)
    mail = OutboxMail.objects.get()
    client.force_login(UserFactory(staff=True))
    for path in ("/beheer/mailing/outboxmail/", f"/beheer/mailing/outboxmail/{mail.pk}/change/"):
        page = client.get(path)
        assert page.status_code == 200
        assert mail.subject in page.content.decode()
        assert code not in page.content.decode()


def test_an_unknown_address_sees_exactly_the_same(client):
    from core.testing import PortalClient

    UserFactory(email="known@example.be")
    UserFactory(email="closed@example.be", is_active=False)
    pages = {}
    for email in ("known@example.be", "nobody@example.be", "closed@example.be"):
        page = ask_code(PortalClient(), email)
        text = re.sub(
            r"[\w.]+@example\.be|csrfmiddlewaretoken\S+ value=\S+|name=\"csrf\S+ value=\S+", "", page.content.decode()
        )
        pages[email] = (page.status_code, [step for step, _status in page.redirect_chain], text)
    assert pages["known@example.be"] == pages["nobody@example.be"] == pages["closed@example.be"]
    assert OutboxMail.objects.get(to="nobody@example.be").verb == "accounts/email/unknown_account"


def test_a_wrong_code_says_so_and_three_end_the_attempt(client):
    UserFactory(email="mira@example.be")
    ask_code(client, "mira@example.be")
    first = client.post(CODE, {"code": "WRONG-1"})
    assert "Deze code klopt niet" in first.content.decode()
    assert "Fout:" in first.content.decode()
    client.post(CODE, {"code": "WRONG-2"})
    last = client.post(CODE, {"code": "WRONG-3"}, follow=True)
    assert last.redirect_chain[-1][0] == SIGN_IN
    client.post(CODE, {"code": mailed_code("mira@example.be")})
    assert not signed_in(client)


def test_a_new_code_replaces_the_old_one(client):
    UserFactory(email="mira@example.be")
    ask_code(client, "mira@example.be")
    old = mailed_code("mira@example.be")
    client.post(CODE, {"action": "resend"})
    new = mailed_code("mira@example.be")
    assert new != old
    client.post(CODE, {"code": old})
    assert not signed_in(client)
    client.post(CODE, {"code": new})
    assert signed_in(client)


def test_an_old_code_is_refused(client):
    import time_machine

    UserFactory(email="mira@example.be")
    with time_machine.travel("2027-03-01 10:00:00+01:00", tick=False) as clock:
        ask_code(client, "mira@example.be")
        code = mailed_code("mira@example.be")
        clock.shift(16 * 60)
        client.post(CODE, {"code": code})
    assert not signed_in(client)


@pytest.mark.parametrize("typed", ["", "geen adres", "a@b"])
def test_a_wrong_address_keeps_what_was_typed(client, typed):
    page = client.post(SIGN_IN, {"login": typed})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Vul je e-mailadres in." in text or "ziet eruit als naam@voorbeeld.be" in text
    assert f'value="{typed}"' in text or not typed
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/stel-je-vraag/", "/stel-je-vraag/"),
        ("https://elders.example/", "/mijn-bureau/"),
        ("//elders.example/", "/mijn-bureau/"),
        ("javascript:alert(1)", "/mijn-bureau/"),
    ],
)
def test_next_stays_inside(client, target, lands):
    UserFactory(email="mira@example.be")
    page = ask_code(client, "mira@example.be", next=target)
    action = page.redirect_chain[-1][0]
    assert page.status_code == 200
    response = client.post(action, {"code": mailed_code("mira@example.be")})
    assert response.status_code == 302
    assert response.url == lands


def test_requests_for_codes_are_limited(client):
    UserFactory(email="mira@example.be")
    statuses = [client.post(SIGN_IN, {"login": f"x{n}@example.be"}).status_code for n in range(12)]
    assert 429 in statuses
    assert statuses[:3] == [302, 302, 302]


def test_leaving_takes_a_post(client):
    client.force_login(UserFactory())
    client.get("/aanmelden/afmelden/")
    assert signed_in(client)
    client.post("/aanmelden/afmelden/")
    assert not signed_in(client)


@pytest.mark.parametrize("path", ["/aanmelden/", "/aanmelden/zonder-account/", "/aanmelden/afgesloten/"])
def test_pages_are_ours_and_dutch(client, path):
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Steunpunt" in text
    assert not re.search(r"\b(Sign|Email address|Password|Log ?in)\b", text)


@pytest.mark.parametrize("path", ["password/reset/", "email/", "signup/", "password/change/", "3rdparty/", "login/"])
def test_what_we_do_not_use_does_not_exist(client, path):
    assert client.get(f"/aanmelden/{path}").status_code in {302, 404}
    client.force_login(UserFactory())
    assert client.get(f"/aanmelden/{path}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_colleague_turns_the_second_step_on_and_uses_it(client):
    user = UserFactory(email="ilse@example.be", staff=True)
    ask_code(client, user.email)
    client.post(CODE, {"code": mailed_code(user.email)})
    page = client.get("/aanmelden/tweede-stap/instellen/")
    assert page.status_code == 200, page.content.decode()[:500]
    secret = re.search(r"<code>(\w+)</code>", page.content.decode()).group(1)
    wrong = client.post("/aanmelden/tweede-stap/instellen/", {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    client.post("/aanmelden/tweede-stap/instellen/", {"code": totp_now(secret)})
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    assert client.get("/aanmelden/tweede-stap/").status_code == 200
    codes = client.get("/aanmelden/tweede-stap/noodcodes/")
    assert codes.status_code == 200

    client.post("/aanmelden/afmelden/")
    ask_code(client, user.email)
    half = client.post(CODE, {"code": mailed_code(user.email)}, follow=True)
    assert half.redirect_chain[-1][0] == "/aanmelden/tweede-stap/code/"
    assert not signed_in(client)
    recovery = RecoveryCodes(Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES))
    client.post("/aanmelden/tweede-stap/code/", {"code": recovery.get_unused_codes()[0]})
    assert signed_in(client)


def totp_now(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))

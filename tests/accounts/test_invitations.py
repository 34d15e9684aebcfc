"""Invitations: sent, accepted once, and every way a link is not good (any more)."""

import re
import uuid

import pytest
import time_machine
from auditlog.models import LogEntry

from accounts import services
from accounts.actor import Actor
from accounts.enums import InvitationRole, StaffRole
from accounts.links import invitation_link
from accounts.models import Invitation, PartnerMembership, User
from accounts.services import InvitationRefused, Organisation
from companies.enums import CompanyRole
from core.testing import PortalClient
from mailing.models import OutboxMail
from schools.enums import SchoolRole
from tests.factories.accounts import (
    InvitationFactory,
    PartnerMembershipFactory,
    PartnerOrganisationFactory,
    UserFactory,
)
from tests.factories.companies import CompanyFactory, CompanyMembershipFactory
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


def path_of(invitation):
    return re.sub(r"^https?://[^/]+", "", invitation_link(invitation))


def mails_to(email):
    return OutboxMail.objects.filter(to=email, verb="accounts/email/invitation").order_by("pk")


def director_of(school):
    return SchoolMembershipFactory(school=school, role=SchoolRole.DIRECTOR).user


def test_a_director_invites_a_coach_who_accepts_by_mail(client):
    school = SchoolFactory(name="Atheneum De Vaart")
    director = director_of(school)
    client.force_login(director)
    page = client.get("/uitnodigen/").content.decode()
    assert "Trajectbegeleider, Atheneum De Vaart" in page
    assert "Medewerker van het Steunpunt" not in page
    target = f"{InvitationRole.TRAJECTORY_COACH}:{school.public_id}"
    sent = client.post("/uitnodigen/", {"email": "Noor@Example.be", "target": target}, follow=True)
    assert "We mailden een uitnodiging naar noor@example.be." in sent.content.decode()
    assert "noor@example.be, " not in sent.content.decode()

    mail = mails_to("noor@example.be").get()
    assert director.full_name in mail.text
    assert "Atheneum De Vaart" in mail.subject
    link = re.search(r"https?://[^/\s]+(/uitnodiging/\S+)", mail.text).group(1)
    guest = PortalClient()
    opened = guest.get(link)
    assert opened.status_code == 200
    assert "Ja, ik doe mee" in opened.content.decode()
    assert not User.objects.filter(email="noor@example.be").exists()

    missing = guest.post(link, {"first_name": "Noor", "last_name": ""})
    assert "Vul je naam in." in missing.content.decode()
    assert 'value="Noor"' in missing.content.decode()
    guest.post(link, {"first_name": "Noor", "last_name": "Devos"})
    user = User.objects.get(email="noor@example.be")
    assert guest.session["_auth_user_id"] == str(user.pk)
    assert user.full_name == "Noor Devos"
    assert not user.has_usable_password()
    assert list(user.school_memberships.values_list("school", "role")) == [(school.pk, SchoolRole.COACH)]


def test_opening_the_link_twenty_times_changes_nothing(client):
    invitation = InvitationFactory()
    for _ in range(20):
        assert client.get(path_of(invitation)).status_code == 200
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_link_is_accepted_once(client):
    invitation = InvitationFactory()
    data = {"first_name": "Noor", "last_name": "Devos"}
    client.post(path_of(invitation), data)
    stranger = PortalClient()
    second = stranger.post(path_of(invitation), data)
    assert second.status_code == 410
    assert "al aanvaard" in second.content.decode()
    assert "_auth_user_id" not in stranger.session
    assert User.objects.filter(email=invitation.email).count() == 1


def test_an_expired_link_offers_a_new_one_and_only_to_the_same_address(client):
    invitation = InvitationFactory(expired=True)
    old = path_of(invitation)
    page = client.post(old, {"first_name": "Noor", "last_name": "Devos"})
    assert page.status_code == 410
    assert "Mail me een nieuwe link" in page.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()
    done = client.post(f"{old}nieuwe-link/")
    assert done.status_code == 200
    assert invitation.email not in done.content.decode()
    assert mails_to(invitation.email).count() == 1
    assert client.get(path_of(invitation)).status_code == 200


def test_an_accepted_invitation_is_not_renewed(client):
    invitation = InvitationFactory(accepted=True)
    assert client.post(f"{path_of(invitation)}nieuwe-link/").status_code == 410
    assert not OutboxMail.objects.exists()


def test_a_forged_or_foreign_link_leads_nowhere(client):
    from core import tokens

    invitation = InvitationFactory()
    good = path_of(invitation)
    forged = good[:-2] + ("A" if good[-2] != "A" else "B") + "/"
    foreign = f"/uitnodiging/{tokens.sign('company-confirm', invitation.public_id)}/"
    gone = f"/uitnodiging/{tokens.sign('invitation', uuid.uuid4())}/"
    for path in (forged, foreign, gone):
        for send in (client.get, client.post):
            page = send(path)
            assert page.status_code == 404
            assert "Deze link klopt niet" in page.content.decode()
        assert client.post(f"{path}nieuwe-link/").status_code == 404
    assert not User.objects.filter(email=invitation.email).exists()


def test_somebody_elses_session_does_not_accept(client):
    invitation = InvitationFactory(role=InvitationRole.STAFF)
    other = UserFactory()
    client.force_login(other)
    for send in (client.get, client.post):
        page = send(path_of(invitation))
        assert page.status_code == 403
        assert invitation.email not in page.content.decode()
    other.refresh_from_db()
    invitation.refresh_from_db()
    assert not other.is_staff
    assert invitation.accepted_at is None


def test_the_own_session_accepts_without_typing_a_name(client):
    user = UserFactory()
    invitation = InvitationFactory(email=user.email)
    client.force_login(user)
    response = client.post(path_of(invitation))
    assert response.status_code == 302
    user.refresh_from_db()
    assert user.is_staff
    assert user.staff_role == StaffRole.COLLEAGUE


def test_a_second_factor_is_not_skipped_by_an_invitation(client):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = UserFactory(staff=True)
    TOTP.activate(user, generate_totp_secret())
    assert Authenticator.objects.filter(user=user).exists()
    partner = PartnerOrganisationFactory()
    invitation = InvitationFactory(
        email=user.email,
        role=InvitationRole.PARTNER,
        organisation_ref=partner.public_id,
        organisation_name=partner.name,
    )
    response = client.post(path_of(invitation))
    assert response.url == "/aanmelden/tweede-stap/code/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", [InvitationRole.COMPANY, InvitationRole.PARTNER])
def test_other_roles_get_their_membership(client, role):
    company, partner = CompanyFactory(), PartnerOrganisationFactory()
    row = company if role == InvitationRole.COMPANY else partner
    invitation = InvitationFactory(role=role, organisation_ref=row.public_id, organisation_name=row.name)
    client.post(path_of(invitation), {"first_name": "Noor", "last_name": "Devos"})
    user = User.objects.get(email=invitation.email)
    if role == InvitationRole.COMPANY:
        assert user.company_memberships.get().company == company
        assert user.company_memberships.get().role == CompanyRole.CONTACT
    else:
        assert PartnerMembership.objects.get(user=user).organisation == partner
    assert not user.is_staff


def test_a_closed_account_is_not_opened_by_an_invitation():
    user = UserFactory(is_active=False)
    with pytest.raises(InvitationRefused, match="afgesloten"):
        services.accept_invitation(invitation=InvitationFactory(email=user.email))


def test_inviting_twice_mails_once_and_an_expired_one_is_renewed(client):
    partner = PartnerMembershipFactory()
    organisation = partner.organisation
    data = {"email": "an@example.be", "target": f"{InvitationRole.PARTNER}:{organisation.public_id}"}
    with time_machine.travel("2027-03-01 10:00:00+01:00", tick=False) as clock:
        client.force_login(partner.user)
        for _ in range(2):
            client.post("/uitnodigen/", data)
        assert Invitation.objects.count() == 1
        assert mails_to("an@example.be").count() == 1
        clock.move_to("2027-04-01 10:00:00+02:00")
        client.force_login(partner.user)
        client.post("/uitnodigen/", data)
    assert Invitation.objects.count() == 1
    assert mails_to("an@example.be").count() == 2


def test_nobody_invites_for_another_school(client):
    own, other = SchoolFactory(), SchoolFactory()
    client.force_login(director_of(own))
    page = client.post(
        "/uitnodigen/", {"email": "an@example.be", "target": f"{InvitationRole.SCHOOL_DIRECTOR}:{other.public_id}"}
    )
    assert page.status_code == 200
    assert not Invitation.objects.exists()
    actor = Actor(user_id=1, director_of=frozenset({own.pk}))
    with pytest.raises(InvitationRefused, match="eigen school"):
        services.invite(
            actor=actor,
            email="an@example.be",
            role=InvitationRole.SCHOOL_DIRECTOR,
            organisation=Organisation(other.pk, other.public_id, other.name),
        )


def test_people_who_may_invite_nobody_find_no_page(client):
    coach = SchoolMembershipFactory(role=SchoolRole.COACH).user
    contact = CompanyMembershipFactory(user=UserFactory(), role=CompanyRole.CONTACT).user
    for user in (coach, contact, UserFactory()):
        client.force_login(user)
        assert client.get("/uitnodigen/").status_code == 404
    client.logout()
    assert client.get("/uitnodigen/").status_code == 302


def test_a_company_admin_and_staff_invite(client):
    membership = CompanyMembershipFactory(user=UserFactory(), role=CompanyRole.ADMIN)
    client.force_login(membership.user)
    assert membership.company.name in client.get("/uitnodigen/").content.decode()
    client.force_login(UserFactory(staff=True))
    page = client.get(f"/uitnodigen/?bedrijf={membership.company.public_id}").content.decode()
    assert f"Collega van een bedrijf, {membership.company.name}" in page
    assert client.get("/uitnodigen/?bedrijf=onzin").status_code == 200


def test_the_journal_knows_it_without_the_address(client):
    invitation = InvitationFactory()
    client.post(f"{path_of(invitation)}nieuwe-link/")
    client.post(path_of(invitation), {"first_name": "Zonnedauw", "last_name": "Vlinder"})
    verbs = [line.additional_data["verb"] for line in LogEntry.objects.order_by("pk")]
    assert verbs == ["invitation_sent", "invitation_accepted"]
    text = " ".join(str(vars(line)) for line in LogEntry.objects.all())
    assert invitation.email not in text
    assert "Zonnedauw" not in text


def test_an_organisation_that_is_gone_is_said(client):
    invitation = InvitationFactory(role=InvitationRole.PARTNER, organisation_ref=uuid.uuid4(), organisation_name="Weg")
    page = client.post(path_of(invitation), {"first_name": "Noor", "last_name": "Devos"}, follow=True)
    assert "werkt niet meer met ons samen" in page.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()

"""The way to everybody's own desk, the partner pages, the public figures and the error pages."""

import datetime as dt
import re

import pytest
from django.test import override_settings
from django.utils import timezone

from accounts.actor import ANONYMOUS, Actor
from companies.enums import Availability
from core.testing import PortalClient
from frontoffice.enums import DeskKind
from frontoffice.rules import desks_of
from frontoffice.selectors.figures import home_figures
from schools.enums import EvidenceLevel, OfferStatus
from tests.factories.accounts import PartnerMembershipFactory, UserFactory
from tests.factories.companies import CompanyMembershipFactory, RecognitionFactory, WorkplaceFactory
from tests.factories.learners import ReferralFactory
from tests.factories.schools import ProgrammeOfferFactory, SchoolFactory, SchoolMembershipFactory

pytestmark = pytest.mark.django_db
SOME = frozenset({1})


@pytest.mark.parametrize(
    ("actor", "desks"),
    [
        (ANONYMOUS, ()),
        (Actor(user_id=1), ()),
        (Actor(learners=SOME), (DeskKind.LEARNER,)),
        (Actor(user_id=1, is_staff=True), (DeskKind.STAFF,)),
        (Actor(user_id=1, coach_of=SOME), (DeskKind.SCHOOL,)),
        (Actor(user_id=1, director_of=SOME, companies=SOME), (DeskKind.SCHOOL, DeskKind.COMPANY)),
        (Actor(user_id=1, partners=SOME, learners=SOME), (DeskKind.PARTNER, DeskKind.LEARNER)),
    ],
)
def test_desks_of(actor, desks):
    assert desks_of(actor) == desks


def test_each_role_is_sent_to_its_desk(client, colleague):
    client.force_login(colleague)
    assert client.get("/mijn-bureau/").url == "/beheer/"
    client.force_login(PartnerMembershipFactory().user)
    assert client.get("/mijn-bureau/").url == "/partners/bureau/"
    client.force_login(CompanyMembershipFactory(user=UserFactory()).user)
    assert client.get("/mijn-bureau/").url.startswith("/bedrijven/")


def test_several_roles_get_a_choice(client):
    user = PartnerMembershipFactory().user
    CompanyMembershipFactory(user=user)
    client.force_login(user)
    page = client.get("/mijn-bureau/").content.decode()
    assert "Mijn doorverwijzingen" in page
    assert "Mijn bedrijf" in page
    assert "Mijn school" not in page


def test_nobody_without_a_role_is_stuck(client):
    client.force_login(UserFactory())
    assert "Stel je vraag" in client.get("/mijn-bureau/").content.decode()
    assert PortalClient().get("/mijn-bureau/").url == "/aanmelden/?next=/mijn-bureau/"


def test_a_partner_sees_the_own_referrals_only(client):
    mine = PartnerMembershipFactory()
    own = ReferralFactory(partner=mine.organisation)
    other = ReferralFactory()
    client.force_login(mine.user)
    page = client.get("/partners/bureau/").content.decode()
    assert own.case.learner.code in page
    assert other.case.learner.code not in page
    assert own.case.learner.contact.last_name not in page
    assert str(mine.user) in page
    client.force_login(UserFactory())
    assert client.get("/partners/bureau/").status_code == 404
    assert PortalClient().get("/partners/bureau/").status_code == 302


@pytest.mark.usefixtures("terms")
def test_a_partner_opens_and_answers_a_referral_from_the_desk(client):
    mine = PartnerMembershipFactory()
    open_one, done = (
        ReferralFactory(partner=mine.organisation),
        ReferralFactory(partner=mine.organisation, withdrawn=True),
    )
    client.force_login(mine.user)
    page = client.get("/partners/bureau/").content.decode()
    assert f"Bekijk en antwoord {open_one.case.learner.code}" in page
    assert f"Bekijk {done.case.learner.code}" in page
    assert "Ingetrokken door de jongere" in page
    href = re.search(rf'<a href="([^"]+)">Bekijk en antwoord {open_one.case.learner.code}', page).group(1)
    assert "Toon naam en nummer" in client.get(href).content.decode()


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_budget_of_the_partner_desk(client, rows, django_assert_max_num_queries):
    mine = PartnerMembershipFactory()
    for _ in range(rows):
        ReferralFactory(partner=mine.organisation)
        PartnerMembershipFactory(organisation=mine.organisation)
    client.force_login(mine.user)
    with django_assert_max_num_queries(12):
        client.get("/partners/bureau/")


def test_partners_start_here(client):
    assert client.get("/partners/").status_code == 200


@pytest.mark.usefixtures("terms")
def test_the_public_figures_count_what_is_true():
    recognised = RecognitionFactory()
    RecognitionFactory(establishment=recognised.establishment)
    RecognitionFactory(valid_until=timezone.localdate() - dt.timedelta(days=1))
    RecognitionFactory(establishment__company__ceased=True)
    RecognitionFactory(establishment__closed=True)
    offer = ProgrammeOfferFactory()
    ProgrammeOfferFactory(programme=offer.programme)
    ProgrammeOfferFactory(status=OfferStatus.STOPPED)
    ProgrammeOfferFactory(campus__school__evidence_level=EvidenceLevel.NONE)
    fresh = timezone.now() - dt.timedelta(days=10)
    WorkplaceFactory(places=3, availability=Availability.NOW, availability_confirmed_at=fresh)
    WorkplaceFactory(places=2, availability=Availability.LATER, availability_confirmed_at=fresh)
    WorkplaceFactory(places=9, availability=Availability.MAYBE, availability_confirmed_at=fresh)
    WorkplaceFactory(
        places=9, availability=Availability.NOW, availability_confirmed_at=timezone.now() - dt.timedelta(days=61)
    )
    figures = home_figures()
    assert (figures.companies, figures.programmes, figures.places, figures.confirmed_days) == (1, 1, 5, 60)
    assert figures.schools == 3
    assert figures.at is not None


def test_an_empty_province_has_a_home_page(client):
    figures = home_figures()
    assert (figures.companies, figures.programmes, figures.schools, figures.places) == (0, 0, 0, None)
    assert client.get("/").status_code == 200


@pytest.mark.budget
@pytest.mark.usefixtures("terms")
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_budget_of_home(client, rows, django_assert_max_num_queries):
    for _ in range(rows):
        SchoolFactory()
        RecognitionFactory()
    with django_assert_max_num_queries(8):
        client.get("/")


def test_a_page_that_does_not_exist(client):
    page = client.get("/bestaat/niet/")
    assert page.status_code == 404
    client.force_login(UserFactory())
    assert client.get("/bestaat/niet/").status_code == 404


@pytest.mark.usefixtures("terms")
def test_a_form_without_its_key_is_refused_kindly():
    strict = PortalClient(enforce_csrf_checks=True)
    page = strict.post("/stel-je-vraag/", {"name": "Noor"})
    assert page.status_code == 403
    assert "<h1>" in page.content.decode()
    assert "CSRF" not in page.content.decode()


def test_a_fault_of_ours_shows_a_number_to_quote(monkeypatch):
    from frontoffice.views import home

    def broken():
        raise RuntimeError("Zonnedauw")

    monkeypatch.setattr(home, "home_figures", broken)
    client = PortalClient(raise_request_exception=False)
    with override_settings(DEBUG=False):
        page = client.get("/")
    assert page.status_code == 500
    assert page.headers["X-Request-ID"] in page.content.decode()
    assert "Zonnedauw" not in page.content.decode()


def test_a_director_lands_on_the_school_desk(client):
    client.force_login(SchoolMembershipFactory().user)
    assert client.get("/mijn-bureau/").url.startswith("/scholen/")

"""A wish for a programme: asked, confirmed, counted, renewed once, answered once and stopped at once."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM
from companies import tasks
from companies.enums import WISH_MOVES, WishState
from companies.models import ProgrammeWish
from companies.retention import POLICIES
from companies.selectors.wishes import wish_behind, wish_counts, wishes_to_call
from companies.services import wishes as services
from core import tokens
from core.states import MoveRefused
from mailing.models import OutboxMail
from matchmaking.selectors.wishes_near import offers_near
from matchmaking.tasks import answer_wishes
from schools.enums import OfferStatus
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.companies import (
    CompanyFactory,
    CompanyMembershipFactory,
    ProgrammeWishFactory,
)
from tests.factories.matchmaking import Province
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
ASK = "companies:wish_ask"


@pytest.fixture
def province(db):
    for key, value in (
        ("company-link", 14),
        ("wish-term", 12),
        ("wish-renewal", 30),
        ("wish-near", 30),
        ("wish-min-companies", 3),
    ):
        DatedRuleFactory(key=key, value=value)
    return Province.make()


def filled(province, **values):
    known = {
        "programme": province.programme.slug,
        "municipality": province.home.slug,
        "learners": "2",
        "from_on_month": "9",
        "from_on_year": str(timezone.localdate().year + 1),
        "company_name": "Bakkerij De Korst",
        "contact_name": "Bie Bakker",
        "email": "Bie@korst.test",
        "phone": "",
    }
    return known | values


def token_of(wish):
    return tokens.sign(services.PURPOSE, wish.public_id)


def press(client, wish, act):
    return client.post(reverse("companies:wish_act", args=[token_of(wish), act]))


def test_a_baker_asks_confirms_and_hears_back_once(client, province):
    page = client.post(reverse(ASK), filled(province))
    assert page.status_code == 302
    assert page.url == reverse("companies:wish_sent")
    wish = ProgrammeWish.objects.get()
    assert (wish.state, wish.email, wish.contact_shared_at) == (WishState.ASKED, "bie@korst.test", None)
    assert wish_counts(timezone.localdate()) == []
    link = reverse("companies:wish", args=[token_of(wish)])
    mail = OutboxMail.objects.get()
    assert mail.to == "bie@korst.test"
    assert "/bedrijven/wens/" in mail.text
    for _number in range(20):
        client.get(link)
    wish.refresh_from_db()
    assert wish.state == WishState.ASKED
    press(client, wish, "bevestig")
    press(client, wish, "bevestig")
    wish.refresh_from_db()
    assert wish.state == WishState.OPEN
    answer_wishes()
    assert OutboxMail.objects.count() == 1
    campus = CampusFactory(municipality=province.home)
    ProgrammeOfferFactory(campus=campus, programme=province.programme, status=OfferStatus.PLANNED)
    for _number in range(2):
        answer_wishes()
    wish.refresh_from_db()
    news = OutboxMail.objects.filter(verb="companies/email/wish_offered")
    assert wish.state == WishState.OFFERED
    assert news.count() == 1
    assert campus.school.name in news.get().text
    assert wish_counts(timezone.localdate()) == []


@pytest.mark.parametrize("status", [OfferStatus.UNKNOWN, OfferStatus.STOPPED])
def test_an_offer_that_does_not_run_answers_nothing(province, status):
    wish = ProgrammeWishFactory(programme=province.programme, municipality=province.home)
    ProgrammeOfferFactory(
        campus=CampusFactory(municipality=province.home), programme=province.programme, status=status
    )
    answer_wishes()
    wish.refresh_from_db()
    assert wish.state == WishState.OPEN


def test_near_is_the_sub_region_or_the_minutes(province):
    for town in (province.home, province.near, province.far):
        ProgrammeOfferFactory(campus=CampusFactory(municipality=town), programme=province.programme, status="running")
    towns = {offer.campus.municipality for offer in offers_near(province.programme.pk, province.home, MONDAY.date())}
    assert province.home in towns
    assert province.far not in towns
    province.far.subregion = province.home.subregion
    province.far.save()
    towns = {offer.campus.municipality for offer in offers_near(province.programme.pk, province.home, MONDAY.date())}
    assert province.far in towns


def test_what_exists_near_is_shown_instead_of_asked(client, province):
    offer = ProgrammeOfferFactory(
        campus=CampusFactory(municipality=province.home), programme=province.programme, status="running"
    )
    page = client.post(reverse(ASK), filled(province))
    assert offer.campus.school.name in page.content.decode()
    assert not ProgrammeWish.objects.exists()
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"programme": "onbestaand"}, "Kies een opleiding uit de lijst."),
        ({"municipality": ""}, "Kies een gemeente."),
        ({"learners": "0"}, "Vul een getal in van 1 tot 50."),
        ({"from_on_year": "2019"}, "Deze maand is al voorbij."),
        ({"email": "bie"}, "Dit is geen e-mailadres."),
        ({"company_name": "www.spam.test"}, "Schrijf alleen een naam"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(client, province, wrong, sentence):
    page = client.post(reverse(ASK), filled(province, **wrong)).content.decode()
    assert sentence in page
    assert "Bie Bakker" in page
    assert not ProgrammeWish.objects.exists()


def test_asking_twice_is_one_wish_with_the_newest_answers(client, province):
    client.post(reverse(ASK), filled(province))
    client.post(reverse(ASK), filled(province, learners="4"))
    assert ProgrammeWish.objects.get().learners == 4
    assert OutboxMail.objects.count() == 1


def test_a_stranger_cannot_change_a_wish_that_counts_and_confirming_merges(client, province):
    first = ProgrammeWishFactory(programme=province.programme, municipality=province.home, email="bie@korst.test")
    client.post(reverse(ASK), filled(province, learners="7"))
    first.refresh_from_db()
    assert (first.state, first.learners) == (WishState.OPEN, 2)
    second = ProgrammeWish.objects.get(state=WishState.ASKED)
    press(client, second, "bevestig")
    first.refresh_from_db()
    assert (first.state, first.email, first.merged_into) == (WishState.MERGED, "", second)
    assert wish_behind(first.public_id) == second  # the old link leads to what counts now


def test_colleagues_of_one_company_count_once(province):
    company = CompanyFactory()
    known = {"programme": province.programme, "municipality": province.home, "company": company}
    older = ProgrammeWishFactory(**known)
    services.confirm_wish(actor=SYSTEM, wish=ProgrammeWishFactory(asked=True, **known))
    older.refresh_from_db()
    assert older.state == WishState.MERGED


def test_a_member_finds_the_form_filled_in_and_the_wish_at_the_company(client, province):
    user, company = UserFactory(), CompanyFactory(name="Bakkerij De Korst")
    CompanyMembershipFactory(user=user, company=company)
    client.force_login(user)
    page = client.get(f"{reverse(ASK)}?opleiding={province.programme.slug}").content.decode()
    assert "Bakkerij De Korst" in page
    assert user.email in page
    assert f'value="{province.programme.slug}" selected' in page
    client.post(reverse(ASK), filled(province))
    assert ProgrammeWish.objects.get().company == company


def test_one_question_a_term_then_it_expires_and_can_be_renewed_late(client, province):
    with time_machine.travel(MONDAY, tick=False) as travel:
        wish = services.confirm_wish(
            actor=SYSTEM,
            wish=ProgrammeWishFactory(asked=True, programme=province.programme, municipality=province.home),
        )
        assert wish.expires_on == dt.date(2027, 11, 23)
        tasks.watch_wishes()
        assert not OutboxMail.objects.exists()
        travel.move_to(MONDAY + dt.timedelta(days=340))
        for _number in range(2):
            tasks.watch_wishes()
        travel.move_to(MONDAY + dt.timedelta(days=350))
        tasks.watch_wishes()
        assert OutboxMail.objects.get().verb == "companies/email/wish_renew"
        travel.move_to(MONDAY + dt.timedelta(days=366))
        for _number in range(2):
            tasks.watch_wishes()
        wish.refresh_from_db()
        assert wish.state == WishState.EXPIRED
        assert OutboxMail.objects.count() == 1
        press(client, wish, "verleng")
        wish.refresh_from_db()
        assert (wish.state, wish.expires_on) == (WishState.OPEN, dt.date(2028, 11, 24))


def test_stopping_works_with_an_old_link_and_forgets_at_once(client, province):
    with time_machine.travel(MONDAY, tick=False) as travel:
        wish = ProgrammeWishFactory(programme=province.programme, municipality=province.home, shared=True)
        token = token_of(wish)
        travel.move_to(MONDAY + dt.timedelta(days=200))
        assert "te oud" in client.get(reverse("companies:wish", args=[token])).content.decode()
        assert client.post(reverse("companies:wish_act", args=[token, "deel"])).status_code == 404
        for _number in range(2):
            client.post(reverse("companies:wish_act", args=[token, "stop"]))
    wish.refresh_from_db()
    assert (wish.state, wish.email, wish.company_name, wish.contact_shared_at) == (WishState.STOPPED, "", "", None)


def test_small_cells_have_no_numbers_and_one_asker_counts_once(province):
    known = {"programme": province.programme, "municipality": province.home}
    ProgrammeWishFactory(**known, learners=1)
    second = ProgrammeWishFactory(**known, learners=2)
    ProgrammeWishFactory(
        programme=province.programme,
        municipality=province.near,
        email=second.email,
    )
    today = timezone.localdate()
    province.near.subregion = province.home.subregion
    province.near.save()
    assert [(row.companies, row.learners) for row in wish_counts(today)] == [(None, None)]
    ProgrammeWishFactory(**known, learners=3)
    assert [(row.companies, row.learners) for row in wish_counts(today)] == [(3, 8)]
    assert wish_counts(today, programmes=[]) == []
    assert wish_counts(today, subregions=[province.far.subregion_id]) == []


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_counts_cost_three_queries(province, django_assert_num_queries, rows):
    for _number in range(rows):
        ProgrammeWishFactory(municipality=province.home, programme=ProgrammeFactory())
    with django_assert_num_queries(3):
        assert len(wish_counts(timezone.localdate())) == rows


def test_schools_see_a_contact_only_while_the_company_agrees(province):
    wish = ProgrammeWishFactory(programme=province.programme, municipality=province.home)

    def seen():
        return wishes_to_call([province.programme.pk], [province.home.subregion_id], timezone.localdate())

    assert seen() == []
    services.share_wish_contact(actor=SYSTEM, wish=wish, agrees=True)
    assert seen() == [wish]
    services.share_wish_contact(actor=SYSTEM, wish=wish, agrees=False)
    assert seen() == []


@pytest.mark.parametrize("state", [state for state in WishState if not WISH_MOVES[state]])
def test_what_is_over_cannot_be_confirmed_renewed_or_shared(province, state):
    wish = ProgrammeWishFactory(state=state, ended_on=MONDAY.date(), email="", programme=province.programme)
    for verb in (services.confirm_wish, services.renew_wish):
        with pytest.raises(MoveRefused):
            verb(actor=SYSTEM, wish=wish)
    with pytest.raises(MoveRefused):
        services.share_wish_contact(actor=SYSTEM, wish=wish, agrees=True)


def test_a_wish_that_is_over_loses_its_asker_and_stays_for_the_figures(province):
    policy = next(policy for policy in POLICIES if policy.key == "companies.wishes")
    wish = ProgrammeWishFactory(state=WishState.EXPIRED, ended_on=dt.date(2026, 1, 1))
    ProgrammeWishFactory()
    rows = policy.due(ProgrammeWish.objects.all(), dt.date(2026, 2, 1))
    assert list(rows) == [wish]
    assert policy.action(rows) == 1
    wish.refresh_from_db()
    assert (wish.email, wish.contact_name, wish.state) == ("", "", WishState.EXPIRED)
    assert not policy.due(ProgrammeWish.objects.all(), dt.date(2026, 2, 1)).exists()

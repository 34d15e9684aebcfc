"""The walk over every answer: a next step, a contact with phone and hours, and a case with an owner. On real data."""

import io
from dataclasses import replace
from itertools import product

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from accounts.actor import ANONYMOUS
from accounts.models import PartnerOrganisation, User
from catalogue.models import Municipality, Programme, Subregion
from learners.enums import CaseState, OwnCompany, Readiness, Route, Situation, Who
from learners.models import Case, RoutePartner
from learners.rules.answers import IntakeAnswers
from learners.rules.routes import route_for
from learners.selectors.contacts import partners_for
from learners.selectors.learner_page import page_of
from learners.selectors.routes import answers_from
from learners.selectors.terms import terms_on
from learners.services.intake import submit_intake
from tests.factories.accounts import UserFactory
from tests.factories.learners import RoutePartnerFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
BIRTHS = ((2013, None), (2011, 3), (2010, 12), (2009, 3), (2006, None), (1998, None))


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="module")
def real_data(django_db_setup, django_db_blocker):
    """The reference data, a colleague, and one intake for each outcome: made once, undone after the module."""
    with time_machine.travel(TODAY, tick=False), django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0, stdout=io.StringIO())
        colleague = UserFactory(staff=True, first_name="Lies", phone="+3251000000", opening_hours="9 tot 17 uur")
        yield colleague, one_of_each_outcome()
        transaction.set_rollback(True)


@pytest.fixture
def province(real_data, db):
    """The colleague, as the database knows them."""
    return User.objects.get(pk=real_data[0].pk)


@pytest.fixture
def outcomes(real_data, db):
    """Outcome -> an intake that leads there."""
    return real_data[1]


def every_intake():
    """Every answer that can change the outcome: who, birth, situation, first grade, advice, field and company."""
    steel = Programme.objects.current().filter(study_domain="stem").exclude(variants__kind="aanloop-breed").first()
    fields = (((), None), (("stem",), None), (("stem",), steel.pk), (("kunst-en-creatie",), None))
    for who, (year, month), situation, grade, readiness, (domains, programme), own in product(
        Who.values, BIRTHS, Situation.values, (None, True, False), Readiness.values, fields, OwnCompany.values
    ):
        yield IntakeAnswers(
            who=who, birth_year=year, birth_month=month, first_grade_done=grade, situation=situation,
            readiness=readiness, fields=domains, programme_id=programme, own_company=own,
            max_minutes=45, first_name="Yoran", email="yoran@example.be",
        )  # fmt: skip


def one_of_each_outcome():
    """Return one intake for every different outcome; asking the database once per choice of fields is enough."""
    today = TODAY.date()
    ages, known, found = terms_on(today).ages, {}, {}
    for intake in every_intake():
        key = (intake.fields, intake.programme_id, intake.readiness)
        known.setdefault(key, answers_from(intake))
        answers = replace(
            known[key], who=intake.who, birth=intake.birth, situation=intake.situation,
            first_grade_done=intake.first_grade_done, own_company=intake.own_company,
        )  # fmt: skip
        found.setdefault(route_for(answers, today, ages), intake)
    return found


def test_every_outcome_of_the_intake_ends_with_a_step_a_contact_and_a_case(client, province, outcomes):
    today = TODAY.date()
    towns = [Municipality.objects.filter(subregion=region).first() for region in Subregion.objects.all()]
    assert {outcome.route for outcome in outcomes} == set(Route)
    for number, (outcome, answers) in enumerate(outcomes.items()):
        for town in (None, *towns):
            name = f"Yoran {number} {town}"
            place = replace(
                answers,
                municipality_id=town.pk if town else None,
                first_name=name,
                email=f"y{number}.{town.pk if town else 0}@example.be",
            )
            intake = submit_intake(draft_key=f"{number}-{town}", answers=place, actor=ANONYMOUS)
            case = Case.objects.select_related("learner__contact", "learner__municipality", "owner").get(
                learner=intake.learner
            )
            page = page_of(case.learner, terms_on(today), today)
            assert (case.owner, case.route) == (province, outcome.route)
            assert page.steps
            assert "Sorry" not in " ".join((*page.steps, *page.reasons))
            assert (page.helper.phone, page.helper.hours) == ("+32 51 00 00 00", "9 tot 17 uur")
            if outcome.route not in Route.MATCHED:
                assert page.partners, (outcome.route, town)


@pytest.mark.parametrize("route", sorted(set(Route) - {Route.DUAL, Route.TRY_OUT}))
def test_the_page_shows_a_number_beside_every_partner(client, province, outcomes, route):
    intakes = {outcome.route: intake for outcome, intake in outcomes.items()}
    intake = submit_intake(draft_key=route, answers=intakes[route], actor=ANONYMOUS)
    client.post(reverse("learners:code_entry"), {"code": intake.learner.code})
    page = client.get(reverse("learners:my_page", args=[intake.learner.public_id])).content.decode()
    shown = partners_for(route, None)
    silent = [partner for partner in shown if not partner.phone]
    assert shown
    assert page.count("Wij verbinden je door") == len(silent)
    assert all(partner.name in page for partner in shown)


def test_partners_come_from_the_sub_region_first_then_from_the_province_and_never_a_closed_one(province):
    town = Municipality.objects.filter(subregion__slug="westhoek").first()
    elsewhere = Subregion.objects.get(slug="brugge")
    RoutePartner.objects.all().delete()
    names = ("Ver weg", "Hele provincie", "Dichtbij", "Gestopt")
    regions = (elsewhere, None, town.subregion, town.subregion)
    for name, region in zip(names, regions, strict=True):
        RoutePartnerFactory(route=Route.NAFT, subregion=region, partner__name=name)
    PartnerOrganisation.objects.filter(name="Gestopt").update(is_active=False)
    assert [partner.name for partner in partners_for(Route.NAFT, town)] == ["Dichtbij", "Hele provincie"]
    assert {partner.name for partner in partners_for(Route.NAFT, None)} == {"Dichtbij", "Hele provincie", "Ver weg"}


def test_a_colleague_without_hours_is_shown_with_those_of_the_office(province):
    province.opening_hours = ""
    province.save(update_fields=["opening_hours"])
    intake = submit_intake(draft_key="uren", answers=next(iter(every_intake())), actor=ANONYMOUS)
    page = page_of(intake.learner, terms_on(TODAY.date()), TODAY.date())
    assert page.helper.hours == "elke werkdag van 9 tot 17 uur"


def test_who_is_too_young_waits_on_the_list_without_a_promise(province, outcomes):
    intakes = {outcome.route: intake for outcome, intake in outcomes.items()}
    case = submit_intake(draft_key="jong", answers=intakes[Route.TOO_YOUNG], actor=ANONYMOUS).learner.case
    assert case.state == CaseState.PARKED
    assert case.learner.interest.ends_on == case.state_due_on


@pytest.mark.parametrize(
    ("email", "says", "never"),
    [
        ("", "bellen we je", "mail per jaar en verder niets"),
        ("l@example.be", "mail per jaar en verder niets", "bellen we je"),
    ],
)
def test_who_has_no_address_is_promised_a_call_and_no_mail(province, outcomes, client, email, says, never):
    young = next(intake for outcome, intake in outcomes.items() if outcome.route == Route.TOO_YOUNG)
    answers = replace(young, first_name="Lou", phone="+32470112233", email=email)
    intake = submit_intake(draft_key=f"young-{email}", answers=answers, actor=ANONYMOUS)
    client.post(reverse("learners:code_entry"), {"code": intake.learner.code})
    for name in ("received", "take_along"):
        page = client.get(reverse(f"learners:{name}", args=[intake.public_id])).content.decode()
        assert says in page
        assert never not in page
        assert "al contact gehad" not in page


def test_who_has_no_idea_is_led_to_the_tiles(province, outcomes, client):
    lost = next(intake for outcome, intake in outcomes.items() if outcome.route == Route.ORIENTATION)
    intake = submit_intake(draft_key="no-idea", answers=replace(lost, first_name="Lou"), actor=ANONYMOUS)
    client.post(reverse("learners:code_entry"), {"code": intake.learner.code})
    for address in (
        reverse("learners:received", args=[intake.public_id]),
        reverse("learners:my_page", args=[intake.learner.public_id]),
    ):
        assert reverse("catalogue:orientation") in client.get(address).content.decode()

"""The admin pages of accounts, catalogue, privacy and questions: they open, and rights hold."""

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.contrib import admin
from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.enums import StaffRole
from accounts.models import Invitation, PartnerOrganisation, User
from catalogue import models as catalogue
from catalogue.enums import HolidayKind, MatrixKind, TravelMode
from frontoffice.models import Question
from mailing.models import OutboxMail
from privacy import journal
from privacy.models import RetentionRun
from tests.factories.accounts import InvitationFactory, PartnerMembershipFactory, UserFactory
from tests.factories.catalogue import (
    DatedRuleFactory,
    JointCommitteeFactory,
    PostalCodeFactory,
    ProgrammeActivityFactory,
    ProgrammeFactory,
)
from tests.factories.frontoffice import QuestionFactory

pytestmark = pytest.mark.django_db
EDITABLE = (catalogue.JointCommittee, catalogue.DatedRule, catalogue.GlossaryTerm, catalogue.Holiday)
READ_ONLY = (
    catalogue.Activity,
    catalogue.Municipality,
    catalogue.PostalCode,
    catalogue.Programme,
    catalogue.ProgrammeActivity,
    catalogue.ProgrammeVariant,
    catalogue.SchoolYear,
    catalogue.Sector,
    catalogue.Subregion,
    catalogue.TravelMatrix,
    Question,
    LogEntry,
    RetentionRun,
    Invitation,
)
ALL = (*EDITABLE, *READ_ONLY, User, PartnerOrganisation)


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


@pytest.fixture
def world(coordinator):
    """A row of everything."""
    programme = ProgrammeFactory()
    ProgrammeActivityFactory(programme=programme)
    PostalCodeFactory()
    JointCommitteeFactory()
    DatedRuleFactory()
    catalogue.ProgrammeVariant.objects.create(programme=programme, kind="standaard")
    catalogue.Partnership.objects.get_or_create(slug="alimento", name="Alimento")
    catalogue.GlossaryTerm.objects.create(slug="mentor", term="mentor", search_text="mentor", definition="Begeleidt.")
    catalogue.Holiday.objects.create(
        kind=HolidayKind.PUBLIC, name="Kerstmis", first_day=dt.date(2026, 12, 25), last_day=dt.date(2026, 12, 25)
    )
    catalogue.SchoolYear.objects.create(name="2026-2027", first_day=dt.date(2026, 9, 1), last_day=dt.date(2027, 8, 31))
    catalogue.TravelMatrix.objects.create(
        mode=TravelMode.WALK,
        kind=MatrixKind.ESTIMATE,
        zones=[],
        minutes=b"",
        source="test",
        data_date=dt.date(2026, 1, 1),
    )
    PartnerMembershipFactory()
    InvitationFactory()
    QuestionFactory(late=True)
    RetentionRun.objects.create(policy="x", affected=0)
    journal.record_read(actor=SYSTEM, subject=coordinator, page="case_detail")


def address(model, verb, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{verb}", args=args)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.label)
def test_list_search_and_row_open(client, coordinator, world, model):
    client.force_login(coordinator)
    rows = client.get(address(model, "changelist"))
    assert rows.status_code == 200
    if admin.site._registry[model].search_fields:
        assert client.get(address(model, "changelist"), {"q": "an"}).status_code == 200
    row = model._default_manager.first()
    assert row is not None
    assert client.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", (*EDITABLE, User, PartnerOrganisation), ids=lambda model: model._meta.label)
def test_the_page_to_add_opens(client, coordinator, model):
    client.force_login(coordinator)
    assert client.get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model._meta.label)
def test_what_services_write_is_not_typed(client, coordinator, world, model):
    client.force_login(coordinator)
    assert client.get(address(model, "add")).status_code == 403
    row = model._default_manager.first()
    assert client.post(address(model, "change", row.pk), {}).status_code == 403


def test_deleting_is_for_coordinators(client, colleague, coordinator):
    rule = DatedRuleFactory()
    path = address(catalogue.DatedRule, "delete", rule.pk)
    client.force_login(colleague)
    assert client.post(path, {"post": "yes"}).status_code == 403
    client.force_login(coordinator)
    client.post(path, {"post": "yes"})
    assert not catalogue.DatedRule.objects.exists()


def test_a_colleague_does_not_make_coordinators_nor_touch_colleagues(client, colleague, coordinator):
    client.force_login(colleague)
    for other in (coordinator, colleague):
        path = address(User, "change", other.pk)
        assert client.post(path, {"email": "mijn@example.be", "staff_role": "coordinator"}).status_code == 403
    outsider = UserFactory()
    client.post(
        address(User, "change", outsider.pk),
        {"email": "Nieuw@Example.be", "is_active": "on", "is_staff": "on", "staff_role": "coordinator"},
    )
    outsider.refresh_from_db()
    assert outsider.email == "nieuw@example.be"
    assert not outsider.is_staff
    assert outsider.staff_role == StaffRole.NONE


def test_a_new_user_has_no_password_and_a_taken_address_is_refused(client, coordinator):
    client.force_login(coordinator)
    client.post(address(User, "add"), {"email": "An@example.be", "is_active": "on"})
    user = User.objects.get(email="an@example.be")
    assert not user.has_usable_password()
    assert LogEntry.objects.get(object_pk=str(user.pk)).additional_data["verb"] == "user_changed"
    again = client.post(address(User, "add"), {"email": "AN@example.be", "is_active": "on"})
    assert "Er is al een gebruiker met dit e-mailadres." in again.content.decode()


def test_the_second_factor_is_reset_by_a_coordinator_only(client, colleague, coordinator):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(colleague, generate_totp_secret())
    data = {"action": "reset_second_factor", "_selected_action": [colleague.pk]}
    client.force_login(colleague)
    client.post(address(User, "changelist"), data)
    assert Authenticator.objects.count() == 1
    client.force_login(coordinator)
    client.post(address(User, "changelist"), data)
    assert Authenticator.objects.count() == 0


def test_an_invitation_is_mailed_again_from_the_list(client, colleague):
    DatedRuleFactory(key="invitation-days", scope="", value=14, unit="dagen")
    invitation = InvitationFactory(expired=True)
    accepted = InvitationFactory(accepted=True)
    client.force_login(colleague)
    data = {"action": "renew", "_selected_action": [invitation.pk, accepted.pk]}
    page = client.post(address(Invitation, "changelist"), data, follow=True).content.decode()
    assert "al aanvaard" in page
    assert list(OutboxMail.objects.values_list("to", flat=True)) == [invitation.email]


def test_a_word_sorts_without_accents(client, colleague):
    client.force_login(colleague)
    client.post(
        address(catalogue.GlossaryTerm, "add"), {"slug": "echec", "term": "Échec", "definition": "x", "identifier": ""}
    )
    assert catalogue.GlossaryTerm.objects.get().search_text == "echec"


def test_close_and_reopen_a_question_from_the_list(client, colleague):
    for key, value in (("question-answer-hours", 16), ("office-opening-hour", 9), ("office-closing-hour", 17)):
        DatedRuleFactory(key=key, scope="", value=value)
    question = QuestionFactory()
    client.force_login(colleague)
    for action, state in (("close", "closed"), ("close", "closed"), ("reopen", "new")):
        client.post(address(Question, "changelist"), {"action": action, "_selected_action": [question.pk]})
        question.refresh_from_db()
        assert question.state == state


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
@pytest.mark.parametrize("model", [User, Invitation, Question, LogEntry, PartnerOrganisation])
def test_budget_of_the_lists(client, colleague, model, rows, django_assert_max_num_queries):
    for _ in range(rows):
        PartnerMembershipFactory()
        InvitationFactory()
        QuestionFactory(owner=colleague)
        journal.record_read(actor=SYSTEM, subject=colleague, page="case_detail")
    client.force_login(colleague)
    with django_assert_max_num_queries(12):
        client.get(address(model, "changelist"))


def test_the_filters_stand_before_the_table_and_say_when_they_hide_rows(client, colleague):
    """After the table nobody finds them on a phone; a list that is empty because of them says so."""
    QuestionFactory()
    client.force_login(colleague)
    page = client.get(address(Question, "changelist")).content.decode()
    assert page.index("staff-filters") < page.index('id="result_list"')
    assert "er staat een filter aan" not in page
    for query in ("?state__exact=closed", "?q=zzz"):
        page = client.get(address(Question, "changelist") + query).content.decode()
        assert "Niets gevonden" in page
        assert ("er staat een filter aan" in page) == query.startswith("?state")

"""Rights and actions that every admin class of the staff desk shares."""

import pytest
from django.contrib import admin as desk
from django.contrib.admin import AdminSite
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from accounts.models import User
from core.desk import NAMELESS, ReadOnlyAdmin, StaffAdmin, desk_link, row_action
from core.states import MoveRefused
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.privacy.sentinel import plant, traces

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()
VISITOR = User(email="bezoeker@example.be")
COLLEAGUE = User(email="medewerker@example.be", is_staff=True, staff_role="colleague")
COORDINATOR = User(email="coordinator@example.be", is_staff=True, staff_role="coordinator")
LEFT = User(email="weg@example.be", is_staff=True, staff_role="coordinator", is_active=False)


class MailAdmin(StaffAdmin):
    ordering = ("subject",)
    readonly_fields = ("to",)

    @row_action("Keur goed")
    def approve(self, request, row):
        if row.subject == "weiger":
            raise MoveRefused("Dat kan niet meer.")
        if row.subject == "fout":
            raise ValidationError(["Het adres klopt niet."])
        row.text = "goedgekeurd"
        row.save(update_fields=["text"])

    @row_action("Wis alles", coordinator=True)
    def wipe(self, request, row):
        row.delete()


def request_of(user):
    request = RequestFactory().get("/beheer/")
    request.user = user
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def rights(admin, user):
    request = request_of(user)
    verbs = ("module", "view", "add", "change", "delete")
    return [verb for verb in verbs if getattr(admin, f"has_{verb}_permission")(request)]


@pytest.mark.parametrize(
    ("user", "staff", "read_only"),
    [
        (NOBODY, [], []),
        (VISITOR, [], []),
        (LEFT, [], []),
        (COLLEAGUE, ["module", "view", "add", "change"], ["module", "view"]),
        (COORDINATOR, ["module", "view", "add", "change", "delete"], ["module", "view"]),
    ],
)
def test_who_may_what(user, staff, read_only):
    assert rights(MailAdmin(OutboxMail, AdminSite()), user) == staff
    assert rights(ReadOnlyAdmin(OutboxMail, AdminSite()), user) == read_only


def test_the_state_is_never_typed_and_the_order_ends_in_the_key():
    admin = MailAdmin(OutboxMail, AdminSite())
    request = request_of(COLLEAGUE)
    assert admin.get_readonly_fields(request) == ("to", "state")
    assert admin.get_ordering(request) == ("subject", "pk")
    assert ReadOnlyAdmin(OutboxMail, AdminSite()).get_ordering(request) == ("-created_at", "pk")
    assert ReadOnlyAdmin(User, AdminSite()).get_readonly_fields(request) == ()


def run(name, user=COLLEAGUE):
    request = request_of(user)
    getattr(MailAdmin, name)(MailAdmin(OutboxMail, AdminSite()), request, OutboxMail.objects.all())
    return [(message.level_tag, str(message)) for message in request._messages]


def test_an_action_tries_each_row_and_says_what_was_refused():
    for number, subject in enumerate(["goed", "weiger", "fout", "goed"]):
        OutboxMail.objects.create(key=str(number), to="a@example.be", subject=subject)
    assert run("approve") == [
        ("error", "weiger (a@example.be): Dat kan niet meer."),
        ("error", "fout (a@example.be): Het adres klopt niet."),
        ("success", "Keur goed: gelukt voor 2."),
    ]
    assert OutboxMail.objects.filter(text="goedgekeurd").count() == 2


def test_an_action_for_coordinators_does_nothing_for_a_colleague():
    OutboxMail.objects.create(key="1", to="a@example.be", subject="x")
    assert run("wipe") == [("error", "Dit kan alleen een coördinator.")]
    assert OutboxMail.objects.count() == 1
    run("wipe", COORDINATOR)
    assert OutboxMail.objects.count() == 0


def test_an_action_keeps_its_name_and_label():
    assert MailAdmin.approve.__name__ == "approve"
    assert MailAdmin.approve.short_description == "Keur goed"


def test_a_link_is_escaped_and_nothing_is_a_dash():
    mail = OutboxMail.objects.create(key="1", to="a@example.be", subject="<b>")
    assert desk_link(None) == "–"
    assert desk_link(mail) == f'<a href="/beheer/mailing/outboxmail/{mail.pk}/change/">&lt;b&gt; (a@example.be)</a>'


def test_the_log_of_the_desk_knows_no_names():
    mail = OutboxMail.objects.create(key="1", to="a@example.be", subject="x")
    plant(mail)
    request = request_of(UserFactory(staff=True))
    log = MailAdmin(OutboxMail, AdminSite())
    log.log_addition(request, mail, [{"added": {}}])
    log.log_change(request, mail, "")
    log.log_deletions(request, OutboxMail.objects.all())
    assert [line.action_flag for line in LogEntry.objects.order_by("pk")] == [ADDITION, CHANGE, DELETION]
    assert {line.object_repr for line in LogEntry.objects.all()} == {f"bericht {mail.public_id}"}
    mail.delete()
    assert traces() == []


def test_rows_of_other_tables_on_a_page_are_not_named_either(rf):
    class Formset:
        new_objects = deleted_objects = [UserFactory(first_name="Zonnedauw")]
        changed_objects = ()

    class Form:
        changed_data = ()

    parts = MailAdmin(OutboxMail, AdminSite()).construct_change_message(rf.get("/"), Form(), [Formset()])
    assert [facts["object"] for part in parts for facts in part.values()] == [NAMELESS, NAMELESS]


def test_every_table_on_the_desk_keeps_to_these_rules():
    outside = [type(found).__name__ for found in desk.site._registry.values() if not isinstance(found, StaffAdmin)]
    assert outside == []

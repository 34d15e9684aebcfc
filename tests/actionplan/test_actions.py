"""Actions: added, described, moved, with evidence; board, timeline and table; who may see what."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from actionplan.enums import ActionState
from actionplan.models import Action, Evidence
from actionplan.rules.numbering import next_number
from actionplan.rules.quarters import quarters_between
from actionplan.selectors.actions import Choice, action_rows, board_of, late_actions, timeline_of
from actionplan.services import actions as services
from actionplan.services import evidence as proof
from actionplan.services.warnings import warn_late_actions
from actionplan.tasks import warn_late
from core.states import MoveRefused
from mailing.models import OutboxMail
from privacy.journal import lines_about
from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.actionplan import (
    ActionFactory,
    ActionLogFactory,
    EvidenceFactory,
    OperationalGoalFactory,
    PlanVersionFactory,
    StrategicGoalFactory,
    SuccessFactorFactory,
)
from tests.factories.campaigns import AgendaItemFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.learners import CaseFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 5, 10)


def days(offset):
    return timezone.localdate() + dt.timedelta(days=offset)


@pytest.fixture
def colleague():
    return UserFactory(staff=True, first_name="Mira")


@pytest.fixture
def desk(client, colleague):
    client.force_login(colleague)
    return client


class TestNumbers:
    @pytest.mark.parametrize(
        ("parent", "taken", "in_goal", "expected"),
        [
            ("1.1", ["1.1.1.1", "1.1.1.2"], True, "1.1.1.3"),
            ("3.2", ["3.2.1.2"], True, "3.2.1.3"),  # the note skips a number: none is used twice
            ("1.3", [], True, "1.3.1.1"),
            ("3", ["3.1", "3.4"], False, "3.5"),
            ("1.1", ["1.1.1.9", "1.1.1.10"], True, "1.1.1.11"),
        ],
    )
    def test_the_next_free_one(self, parent, taken, in_goal, expected):
        assert next_number(parent, taken, in_goal=in_goal) == expected


class TestServices:
    def test_anyone_with_the_role_adds_actions_and_the_list_goes_on(self):
        goal, factor = OperationalGoalFactory(number="1.1"), SuccessFactorFactory(number="3")
        ActionFactory(operational_goal=goal, number="1.1.1.2")
        values = services.ActionValues(title="Infoavond in Veurne", budget=Decimal("250.50"))
        action = services.add_action(actor=SYSTEM, parent=goal, values=values)
        other = services.add_action(actor=SYSTEM, parent=factor, values=services.ActionValues(title="Pers"))
        assert (action.number, other.number) == ("1.1.1.3", "3.1")
        assert (action.operational_goal, other.success_factor) == (goal, factor)
        assert not action.from_note
        assert lines_about(action).count() == 1

    def test_a_period_that_ends_before_it_begins_is_refused_and_nothing_changes(self):
        action = ActionFactory(starts_on=DAY, due_on=DAY)
        with pytest.raises(ValidationError, match="klaar voor ze begint"):
            services.describe_action(
                actor=SYSTEM,
                action=action,
                values=services.ActionValues(title="x", starts_on=DAY, due_on=DAY - dt.timedelta(days=1)),
            )
        action.refresh_from_db()
        assert (action.due_on, action.title != "x") == (DAY, True)

    def test_a_move_leaves_a_line_with_who_and_why(self, colleague):
        action = ActionFactory()
        actor = Actor(user_id=colleague.pk, name="Mira", is_staff=True)
        services.start_action(action=action, actor=actor, reason="de partners zijn er")
        line = action.log.get()
        assert (line.from_state, line.to_state, line.reason) == ("planned", "started", "de partners zijn er")
        assert line.actor_label == "Mira"

    def test_evidence_twice_is_once(self):
        action, item, case = ActionFactory(), AgendaItemFactory(), CaseFactory()
        for _time in range(2):
            proof.add_event(actor=SYSTEM, action=action, item=item)
            proof.add_case(actor=SYSTEM, action=action, case=case)
        assert action.evidence.count() == 2

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "geen adres", ""])
    def test_a_link_is_a_web_address(self, url):
        with pytest.raises(ValidationError):
            proof.add_link(actor=SYSTEM, action=ActionFactory(), kind="link", label="x", url=url, is_public=True)
        assert not Evidence.objects.exists()


class TestClosedPlan:
    """A plan that is over stays to read; what goes on, goes on in the plan that holds now."""

    @pytest.fixture
    def kept(self):
        goal = OperationalGoalFactory(strategic_goal__version=PlanVersionFactory(key="2019-2020", state="closed"))
        return ActionFactory(operational_goal=goal, title="Oude actie")

    def test_nothing_is_added_described_or_moved(self, kept):
        values = services.ActionValues(title="Nieuwe woorden")
        with pytest.raises(ValidationError, match="afgesloten"):
            services.add_action(actor=SYSTEM, parent=kept.operational_goal, values=values)
        with pytest.raises(ValidationError, match="afgesloten"):
            services.describe_action(actor=SYSTEM, action=kept, values=values)
        with pytest.raises(MoveRefused, match="afgesloten"):
            services.start_action(actor=SYSTEM, action=kept)
        kept.refresh_from_db()
        assert (kept.title, kept.state, Action.objects.count()) == ("Oude actie", "planned", 1)

    def test_the_pages_offer_nothing_that_is_refused(self, kept, desk):
        page = desk.get(reverse("actionplan:action", args=[kept.public_id])).content.decode()
        assert "Ze blijft zoals ze is." in page
        assert (">Werk bij<" in page, ">Starten<" in page) == (False, False)
        page = desk.get(reverse("actionplan:actions"), {"versie": "2019-2020"}).content.decode()
        assert "Voeg een actie toe" not in page
        sent = {"title": "x"}
        page = desk.post(reverse("actionplan:action_edit", args=[kept.public_id]), sent).content.decode()
        assert "afgesloten" in page

    def test_an_action_added_while_reading_a_draft_goes_into_that_draft(self, desk):
        PlanVersionFactory()
        draft = PlanVersionFactory(key="2027-2028", state="draft")
        page = desk.get(reverse("actionplan:actions"), {"versie": draft.key}).content.decode()
        assert f"{reverse('actionplan:action_add')}?versie={draft.key}" in page


class TestLate:
    def test_owner_gets_one_mail_per_day_that_passed(self, colleague):
        action = ActionFactory(state="started", due_on=days(-1), owner=colleague)
        for _time in range(2):
            warn_late()
        assert OutboxMail.objects.filter(to=colleague.email).count() == 1
        Action.objects.filter(pk=action.pk).update(due_on=days(-2))
        warn_late()
        assert OutboxMail.objects.count() == 2

    def test_an_action_nobody_carries_goes_to_the_coordinators(self, colleague):
        leader = UserFactory(coordinator=True)
        ActionFactory(due_on=days(-1))
        ActionFactory(due_on=days(-1), owner=UserFactory(is_active=False, staff=True))
        warn_late_actions()
        assert set(OutboxMail.objects.values_list("to", flat=True)) == {leader.email}

    def test_what_is_done_stopped_today_or_of_another_version_is_not_late(self):
        for state in ("done", "stopped"):
            ActionFactory(state=state, due_on=days(-1))
        ActionFactory(due_on=days(0))
        closed = StrategicGoalFactory(version=PlanVersionFactory(key="2019", state="closed"))
        ActionFactory(operational_goal__strategic_goal=closed, due_on=days(-1))
        late = ActionFactory(due_on=days(-1))
        factor = ActionFactory(operational_goal=None, success_factor=SuccessFactorFactory(), due_on=days(-3))
        assert list(late_actions(days(0))) == [factor, late]
        assert warn_late_actions() == 2


class TestViews:
    def test_board_and_timeline_hold_every_action_once(self):
        version = PlanVersionFactory()
        for state in ActionState:
            ActionFactory.create_batch(2, state=state)
        ActionFactory(starts_on=dt.date(2021, 2, 1), due_on=dt.date(2021, 8, 1))
        ActionFactory(starts_on=dt.date(2022, 11, 1))  # open end
        rows = list(action_rows(version, Choice(), SYSTEM, DAY))
        assert len(rows) == 10
        assert sum(len(column.actions) for column in board_of(rows)) == 10
        timeline = timeline_of(version, rows, dt.date(2021, 8, 2))
        assert [row.action.due_on for row in timeline.rows if row.is_late] == [dt.date(2021, 8, 1)]
        assert [str(one) for one in timeline.quarters][:2] == ["K1 2021", "K2 2021"]
        assert len(timeline.quarters) == 8
        runs = [[runs for _one, runs in row.cells] for row in timeline.rows]
        assert runs == [[True] * 3 + [False] * 5, [False] * 7 + [True]]
        assert len(timeline.without_period) == 8

    def test_quarters_cover_the_days_without_holes(self):
        found = quarters_between(dt.date(2020, 12, 31), dt.date(2021, 4, 1))
        assert [str(one) for one in found] == ["K4 2020", "K1 2021", "K2 2021"]
        assert all(
            one.last + dt.timedelta(days=1) == after.first for one, after in zip(found, found[1:], strict=False)
        )

    @pytest.mark.parametrize("view", ["bord", "tijdlijn", "tabel", "onzin"])
    @pytest.mark.parametrize("rows", (1, 3, 25))
    @pytest.mark.budget
    def test_the_list_costs_the_same_for_any_number(self, client, django_assert_max_num_queries, view, rows):
        partner = PartnerOrganisationFactory()
        for action in ActionFactory.create_batch(rows, due_on=days(3)):
            action.partners.add(partner)
        with django_assert_max_num_queries(8):
            page = client.get(reverse("actionplan:actions"), {"weergave": view}).content.decode()
        assert page.count("/actieplan/acties/") >= rows

    def test_the_choice_narrows_screen_and_file_alike(self, client):
        ActionFactory(title="Loopt al", state="started")
        ActionFactory(title="Nog niets", state="planned")
        asked = {"weergave": "tabel", "state": "started"}
        page = client.get(reverse("actionplan:actions"), asked).content.decode()
        file = client.get(reverse("actionplan:actions_csv"), asked).content.decode()
        for text in (page, file):
            assert "Loopt al" in text
            assert "Nog niets" not in text

    def test_nothing_found_offers_two_ways_on(self, client):
        page = client.get(reverse("actionplan:actions"), {"only_late": "on"}).content.decode()
        assert "Geen acties in deze keuze" in page
        assert "Bekijk het actieplan" in page

    def test_owner_budget_and_private_evidence_are_for_colleagues(self, client, colleague):
        action = ActionFactory(owner=colleague, budget=Decimal("9876.50"), state="started", due_on=days(-1))
        case = CaseFactory()
        proof.add_case(actor=SYSTEM, action=action, case=case)
        EvidenceFactory(action=action, label="Intern verslag", is_public=False)
        EvidenceFactory(action=action, label="Verslag voor iedereen")
        draft = AgendaItemFactory(draft=True, title="Nog geheim")
        proof.add_event(actor=SYSTEM, action=action, item=draft)
        hidden = (colleague.full_name, "9876", case.learner.code, "Intern verslag", "Nog geheim")
        pages = [
            (reverse("actionplan:action", args=[action.public_id]), {}),
            (reverse("actionplan:actions"), {"weergave": "tabel"}),
            (reverse("actionplan:actions"), {"weergave": "bord"}),
            (reverse("actionplan:actions_csv"), {}),
        ]
        for url, asked in pages:
            text = client.get(url, asked).content.decode()
            assert action.title in text
            assert [word for word in hidden if word in text] == []
        assert "Verslag voor iedereen" in client.get(pages[0][0]).content.decode()
        client.force_login(colleague)
        text = client.get(pages[0][0]).content.decode()
        assert [word for word in hidden if word not in text.replace("&#x27;", "'")] == []

    def test_an_action_of_a_version_in_preparation_is_for_colleagues(self, client, colleague):
        version = PlanVersionFactory(key="2030", state="draft")
        goal = OperationalGoalFactory(strategic_goal=StrategicGoalFactory(version=version))
        action = ActionFactory(operational_goal=goal, title="Toekomst")
        url = reverse("actionplan:action", args=[action.public_id])
        assert client.get(url).status_code == 404
        client.force_login(colleague)
        assert client.get(url).status_code == 200

    @pytest.mark.budget
    @pytest.mark.parametrize("rows", (1, 3, 25))
    def test_one_action_costs_the_same_for_any_evidence(self, desk, django_assert_max_num_queries, rows):
        action = ActionFactory()
        for _each in range(rows):
            EvidenceFactory(action=action)
            proof.add_event(actor=SYSTEM, action=action, item=AgendaItemFactory())
            ActionLogFactory(action=action)
        with django_assert_max_num_queries(13):
            desk.get(reverse("actionplan:action", args=[action.public_id]))


class TestDesk:
    def test_adding_describing_moving_and_proving(self, desk, colleague):
        goal, partner = OperationalGoalFactory(number="1.1"), PartnerOrganisationFactory()
        sent = {"parent": "doel-1.1", "title": "Infoavond", "owner": colleague.pk, "partners": [partner.pk]}
        sent |= {"due_on_day": "1", "due_on_month": "9", "due_on_year": "2021", "budget": "2500,50", "percent": "25"}
        page = desk.post(reverse("actionplan:action_add"), sent, follow=True).content.decode()
        action = Action.objects.get(title="Infoavond")
        assert (action.operational_goal, action.owner, action.budget, action.percent) == (
            goal,
            colleague,
            Decimal("2500.50"),
            25,
        )
        assert partner.name in page
        desk.post(reverse("actionplan:action_move", args=[action.public_id, "start"]), {"reason": "eindelijk"})
        again = desk.post(reverse("actionplan:action_move", args=[action.public_id, "start"]), follow=True)
        assert "kan niet naar" in again.content.decode()
        assert action.log.get().reason == "eindelijk"
        item, case = AgendaItemFactory(), CaseFactory()
        url = reverse("actionplan:evidence_add", args=[action.public_id])
        desk.post(url, {"kind": "event", "item": item.pk})
        desk.post(url, {"kind": "case", "code": case.learner.code.lower()})
        desk.post(url, {"kind": "report", "label": "Verslag", "url": "https://voorbeeld.be/v.pdf", "is_public": "on"})
        assert sorted(action.evidence.values_list("kind", flat=True)) == ["case", "event", "report"]
        row = action.evidence.get(kind="case")
        desk.post(reverse("actionplan:evidence_drop", args=[action.public_id, row.public_id]))
        assert action.evidence.count() == 2

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"title": "", "parent": "doel-1.1"}, "Zeg in één zin wat we doen."),
            ({"title": "x", "parent": "doel-1.1", "budget": "veel"}, "Typ een bedrag"),
            (
                {
                    "title": "x",
                    "parent": "doel-1.1",
                    "starts_on_day": "2",
                    "starts_on_month": "9",
                    "starts_on_year": "2021",
                    "due_on_day": "1",
                    "due_on_month": "9",
                    "due_on_year": "2021",
                },
                "klaar voor ze begint",
            ),
        ],
    )
    def test_bad_input_gets_a_sentence_and_loses_nothing(self, desk, sent, sentence):
        OperationalGoalFactory(number="1.1")
        page = desk.post(reverse("actionplan:action_add"), sent | {"progress": "Een heel verhaal"}).content.decode()
        assert sentence in page
        assert "Een heel verhaal" in page
        assert not Action.objects.exists()

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"kind": "event"}, "Kies een agendapunt."),
            ({"kind": "case", "code": "7KQ4M2XR"}, "Er is geen dossier met deze code."),
            ({"kind": "link", "label": "x", "url": "zomaar iets"}, "Dit is geen webadres."),
            ({"kind": "report", "url": "https://voorbeeld.be"}, "een titel"),
        ],
    )
    def test_evidence_that_points_nowhere_gets_a_sentence(self, desk, sent, sentence):
        action = ActionFactory()
        page = desk.post(reverse("actionplan:evidence_add", args=[action.public_id]), sent).content.decode()
        assert sentence in page
        assert not action.evidence.exists()

    def test_evidence_of_another_action_is_not_found(self, desk):
        action, other = ActionFactory(), EvidenceFactory()
        url = reverse("actionplan:evidence_drop", args=[action.public_id, other.public_id])
        assert desk.post(url).status_code == 404
        assert Evidence.objects.filter(pk=other.pk).exists()


def test_names_in_the_steps_go_and_the_steps_stay():
    DatedRuleFactory(key="retention-journal", value=2, unit="jaar")
    line = ActionLogFactory(actor_label="Mira", reason="omdat")
    day = timezone.localdate() + dt.timedelta(days=2 * 366)
    assert run_policy("actionplan.steps", timezone.localdate()) == 0
    assert run_policy("actionplan.steps", day) == 1
    assert run_policy("actionplan.steps", day) == 0
    line.refresh_from_db()
    assert (line.actor_label, line.reason, line.to_state) == ("", "", "started")

"""A list of learners that a worker reads: four hundred rows, a worker that dies, the same list twice, two who press,
who stops it and who goes on.
"""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import User
from catalogue.rules import RuleMissing
from core import clock
from core.lists import table_of
from core.states import MoveRefused
from core.testing import PortalClient
from learners import tasks
from learners.models import Case, Learner
from learners.rules.school_list import WORDS
from learners.selectors.school_rows import learner_look_ups
from learners.services.school_rows import LearnerStore
from mailing.models import OutboxMail
from schools.enums import ListKind, ListState
from schools.models import HandedInList, Membership
from schools.services import handed_in, list_pieces, list_runs
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.schools import SchoolMembershipFactory
from tests.learners.test_concurrency import TOGETHER, at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache_table")]
HEAD = ["Voornaam", "Naam", "Geboortejaar", "Opleiding", "E-mailadres", "Advies", "Datum advies"]
LEARNER_QUERIES = 33
TASK = "learners.tasks.read_school_list"


@pytest.fixture
def school(desk):
    ProgrammeFactory(name="Slager duaal", slug="slager-duaal")
    for key, value in (("first-contact-hours", 8), ("office-opening-hour", 9), ("office-closing-hour", 17)):
        DatedRuleFactory(key=key, value=value, unit="uur")
    return desk.school


def row(number):
    """One row; each twentieth has no birth."""
    born = "" if number % 20 == 0 else "2009-03"
    return [f"Voor{number}", f"Naam{number}", born, "Slager duaal", f"n{number}@example.be", "", ""]


def started(desk, school, rows):
    actor = Actor(user_id=desk.director.pk, director_of=frozenset({school.pk}))
    made = handed_in.make_list(
        actor=actor, school=school, kind=ListKind.LEARNERS, file_name="a.csv", rows=[HEAD, *rows], words=WORDS
    )
    return actor, list_runs.start_list(actor=actor, handed_in=made, mapping=made.mapping, task=TASK)


def bad_rows(made):
    return [number for number, outcome, _text in made.answers if outcome == "bad"]


def test_a_hundred_rows_of_which_one_in_twenty_is_bad_and_twice_is_once(desk, school):
    rows = [row(number) for number in range(100)]
    for _time in range(2):
        made = started(desk, school, rows)[1]
        tasks.read_school_list(list_id=made.pk)
        made.refresh_from_db()
        assert (made.state, made.done, len(made.answers)) == (ListState.DONE, 100, 100)
        assert bad_rows(made) == [number + 2 for number in range(0, 100, 20)]
        assert "Voor1;" not in made.content, "wat bewaard is, staat er geen tweede keer"
        assert (Learner.objects.count(), Case.objects.count(), OutboxMail.objects.count()) == (95, 95, 95)
    assert {outcome for _row, outcome, _text in made.answers} == {"same", "bad"}


def test_a_worker_that_dies_halfway_is_taken_over_after_its_last_answer(desk, school):
    actor, made = started(desk, school, [row(number) for number in range(1, 46)])
    claim = list_pieces.claim_list(list_id=made.pk)
    assert list_pieces.claim_list(list_id=made.pk) is None
    told = {
        "actor": actor,
        "list_id": made.pk,
        "claim": claim,
        "table": table_of(made.content),
        "store": LearnerStore(actor=actor, school=school, look_ups=learner_look_ups({})),
    }
    assert list_pieces.read_piece(**told)
    tasks.sweep_school_lists()
    made.refresh_from_db()
    assert (made.state, made.done) == (ListState.RUNNING, list_pieces.PIECE), "een levende werker houdt zijn lijst"
    with time_machine.travel(clock.now() + dt.timedelta(minutes=6)):
        tasks.sweep_school_lists()
        tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert (made.state, Learner.objects.count()) == (ListState.DONE, 43)
    assert [number for number, _outcome, _text in made.answers] == list(range(2, 47))
    with pytest.raises(list_pieces.ListLost):
        list_pieces.read_piece(**told)


def test_a_piece_that_breaks_leaves_nothing_and_no_answer(desk, school):
    actor, made = started(desk, school, [row(1), row(2)])
    claim, store = (
        list_pieces.claim_list(list_id=made.pk),
        LearnerStore(actor=actor, school=school, look_ups=learner_look_ups({})),
    )

    def dies(cells, mapping):
        if cells[0] == "Voor2":
            raise KeyboardInterrupt
        return store(cells, mapping)

    with pytest.raises(KeyboardInterrupt):
        list_pieces.read_piece(actor=actor, list_id=made.pk, claim=claim, table=table_of(made.content), store=dies)
    made.refresh_from_db()
    assert (Learner.objects.count(), made.done, made.answers) == (0, 0, [])


def test_only_the_first_press_starts_it_and_a_busy_list_is_not_thrown_away(desk, school):
    actor, made = started(desk, school, [row(1)])
    client = PortalClient()
    client.force_login(desk.director)
    page = client.get(reverse("schools:list_page", args=[made.public_id])).content.decode()
    assert "De lijst wordt ingelezen" in page
    assert "0 van 1 gedaan, nog 1." in page
    for verb in (
        lambda: list_runs.start_list(actor=actor, handed_in=made, mapping=made.mapping, task=TASK),
        lambda: handed_in.drop_list(actor=actor, handed_in=made),
    ):
        with pytest.raises(MoveRefused, match="al ingelezen"):
            verb()


def test_a_rule_that_is_missing_gives_the_list_back_with_a_sentence(desk, school, monkeypatch):
    made = started(desk, school, [row(1)])[1]

    def lacking(*_names, **_told):
        raise RuleMissing("dual-min-age", "", clock.today())

    monkeypatch.setattr(LearnerStore, "__call__", lacking)
    tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert made.state == ListState.DRAFT
    assert made.error.startswith("De gegevens kloppen niet")
    assert HandedInList.objects.get().answers == []


def test_a_row_that_breaks_gives_the_list_back_and_is_not_tried_without_end(desk, school, monkeypatch):
    made = started(desk, school, [row(number) for number in range(1, 26)])[1]
    whole = LearnerStore.__call__

    def breaks(store, cells, mapping):
        if cells[0] == "Voor25":
            raise ZeroDivisionError
        return whole(store, cells, mapping)

    monkeypatch.setattr(LearnerStore, "__call__", breaks)
    with pytest.raises(ZeroDivisionError):
        tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.error, Learner.objects.count()) == (ListState.DRAFT, list_pieces.BROKE, 19)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=6)):
        tasks.sweep_school_lists()
    monkeypatch.undo()
    actor = Actor(user_id=desk.director.pk, director_of=frozenset({school.pk}))
    list_runs.start_list(actor=actor, handed_in=made, mapping=made.mapping, task=TASK)
    tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.error, Learner.objects.count()) == (ListState.DONE, "", 24)


def test_a_list_that_is_stopped_keeps_what_was_stored_and_goes_on_after_its_last_row(desk, school):
    actor, made = started(desk, school, [row(number) for number in range(1, 46)])
    claim = list_pieces.claim_list(list_id=made.pk)
    store = LearnerStore(actor=actor, school=school, look_ups=learner_look_ups({}))
    told = {"actor": actor, "list_id": made.pk, "claim": claim, "table": table_of(made.content), "store": store}
    assert list_pieces.read_piece(**told)
    client = PortalClient()
    client.force_login(desk.director)
    page = client.post(reverse("schools:list_stop", args=[made.public_id]), follow=True).content.decode()
    assert "Het inlezen is gestopt" in page
    assert "20 van 45 rijen zijn gelezen." in page
    with pytest.raises(list_pieces.ListLost):
        list_pieces.read_piece(**told)
    made.refresh_from_db()
    assert (made.state, made.done, Learner.objects.count()) == (ListState.STOPPED, 20, 19)
    assert "Voor1;" not in made.content, "wat bewaard is, staat er geen tweede keer"
    assert "Voor20;" in made.content
    assert "Voor44;" in made.content
    file = client.get(reverse("schools:list_answers", args=[made.public_id])).getvalue().decode()
    assert file.count("nog niet gelezen") == 25
    client.post(reverse("schools:list_repeat", args=[made.public_id]))
    tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.done, Learner.objects.count()) == (ListState.DONE, 45, 43)
    assert [number for number, _outcome, _text in made.answers] == list(range(2, 47))
    assert bad_rows(made) == [21, 41]


def test_refused_rows_are_read_again_and_the_others_keep_their_answer(desk, school):
    rows = [row(number) for number in range(1, 25)]
    rows[4][3] = "Bakker duaal"
    made = started(desk, school, rows)[1]
    tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert bad_rows(made) == [6, 21]
    ProgrammeFactory(name="Bakker duaal", slug="bakker-duaal")
    client = PortalClient()
    client.force_login(desk.director)
    assert (
        "Probeer de geweigerde rijen opnieuw"
        in client.get(reverse("schools:list_page", args=[made.public_id])).content.decode()
    )
    client.post(reverse("schools:list_repeat", args=[made.public_id]))  # the worker reads at once in a test
    made.refresh_from_db()
    assert (made.state, made.done) == (ListState.DONE, 24)
    assert bad_rows(made) == [21]
    assert {outcome for number, outcome, _text in made.answers if number != 21} == {"new"}
    assert (Learner.objects.count(), OutboxMail.objects.count()) == (23, 23)


def test_what_cannot_stop_or_be_read_again_is_told(desk, school):
    actor, made = started(desk, school, [row(1)])
    with pytest.raises(MoveRefused, match="nog niet klaar"):
        list_runs.repeat_list(actor=actor, handed_in=made, task=TASK)
    tasks.read_school_list(list_id=made.pk)
    with pytest.raises(MoveRefused, match="niet meer ingelezen"):
        list_runs.stop_list(actor=actor, handed_in=made)
    with pytest.raises(MoveRefused, match="Elke rij"):
        list_runs.repeat_list(actor=actor, handed_in=made, task=TASK)
    client = PortalClient()
    client.force_login(desk.director)
    for name, words in (("list_stop", "niet meer ingelezen"), ("list_repeat", "Elke rij")):
        page = client.post(reverse(f"schools:{name}", args=[made.public_id]), follow=True)
        assert words in page.content.decode()


def test_the_page_asks_again_by_itself_until_the_list_is_read(desk, school):
    made = started(desk, school, [row(1)])[1]
    client = PortalClient()
    client.force_login(desk.director)
    address = reverse("schools:list_progress", args=[made.public_id])
    page = client.get(reverse("schools:list_page", args=[made.public_id])).content.decode()
    assert f'data-poll="{address}"' in page
    assert reverse("schools:list_stop", args=[made.public_id]) in page
    assert f'data-poll="{address}"' in client.get(address).content.decode()
    tasks.read_school_list(list_id=made.pk)
    done = client.get(address).content.decode()
    assert "data-poll" not in done
    assert 'data-reload="1"' in done


@pytest.mark.parametrize("leaves", ["school", "portal"])
def test_a_list_of_somebody_who_left_is_not_read(desk, school, leaves):
    made = started(desk, school, [row(1)])[1]
    HandedInList.objects.update(started_by=desk.director)
    if leaves == "school":
        Membership.objects.filter(user=desk.director).delete()
    else:
        User.objects.filter(pk=desk.director.pk).update(is_active=False)
    tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.error, Learner.objects.count()) == (ListState.DRAFT, list_pieces.SENDER_LEFT, 0)
    colleague = SchoolMembershipFactory(user=UserFactory(), school=school).user
    actor = Actor(user_id=colleague.pk, director_of=frozenset({school.pk}))
    list_runs.start_list(actor=actor, handed_in=made, mapping=made.mapping, task=TASK)
    tasks.read_school_list(list_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.started_by, Learner.objects.count()) == (ListState.DONE, colleague, 1)


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_a_learner_costs_the_same_however_many_the_school_has(desk, school, rows):
    actor, made = started(desk, school, [row(number) for number in range(1, rows + 1) if number % 20])
    tasks.read_school_list(list_id=made.pk)
    store = LearnerStore(actor=actor, school=school, look_ups=learner_look_ups({}))
    store(row(98), made.mapping)
    with CaptureQueriesContext(connection) as asked:
        store(row(99), made.mapping)
    assert len(asked) == LEARNER_QUERIES, "\n".join(one["sql"][:110] for one in asked)


def test_a_list_that_is_being_read_is_not_started_again(desk, school):
    actor, made = started(desk, school, [row(1), row(2)])
    HandedInList.objects.filter(pk=made.pk).update(state=ListState.RUNNING, done=1)
    with pytest.raises(MoveRefused):
        list_runs.start_list(actor=actor, handed_in=made, mapping=made.mapping, task=TASK)
    made.refresh_from_db()
    assert (made.state, made.done) == (ListState.RUNNING, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_eight_presses_and_eight_workers_at_once_read_it_once(desk, school):
    """The first press has its list read at once, while the others still wait."""
    actor = Actor(user_id=desk.director.pk, director_of=frozenset({school.pk}))
    made = handed_in.make_list(
        actor=actor, school=school, kind=ListKind.LEARNERS, file_name="a.csv", rows=[HEAD, row(1), row(2)], words=WORDS
    )
    told = {"actor": actor, "handed_in": made, "mapping": made.mapping, "task": TASK}
    presses = at_once(lambda: list_runs.start_list(**told))
    assert [type(each) for each in presses].count(MoveRefused) == TOGETHER - 1
    assert at_once(lambda: tasks.read_school_list(list_id=made.pk)) == [None] * TOGETHER
    made.refresh_from_db()
    assert (made.state, Learner.objects.count(), Case.objects.count()) == (ListState.DONE, 2, 2)

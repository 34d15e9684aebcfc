"""Comparing policies before one is adopted: the work, the worker that dies, the page, and the new version."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from core.states import MoveRefused
from core.testing import PortalClient
from matchmaking import engine, tasks
from matchmaking.adapters import cohorts
from matchmaking.engine.compare import MEASURES, POLICIES, Asked
from matchmaking.enums import ComparisonState
from matchmaking.models import PolicyComparison, Proposal, WeightProfile
from matchmaking.rules import SILENCE
from matchmaking.selectors.comparison_page import comparison_page_of
from matchmaking.services import comparisons
from matchmaking.services.rounds import RoundLost
from privacy import journal
from tests.factories.accounts import UserFactory
from tests.factories.matchmaking import PolicyComparisonFactory, WeightProfileFactory

pytestmark = pytest.mark.django_db
ASKED = Asked(8, 150, 60)
PREFIX = "admin:matchmaking_policycomparison"


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """The made-up groups a tenth as large, so that a test takes a moment."""
    shapes = {name: {**shape, "learners": 60, "sites": 50} for name, shape in cohorts.MADE.items()}
    monkeypatch.setattr(cohorts, "MADE", shapes)


def begin(staff, asked=ASKED, **values):
    return comparisons.start_comparison(actor=staff, asked=asked, seed=7, **values)


def run(row):
    tasks.run_comparison(comparison_id=row.pk)
    row.refresh_from_db()
    return row


def moves_of(row):
    return list(row.log.values_list("from_state", "to_state"))


def test_a_comparison_tells_every_measure_of_every_policy_five_times_and_changes_nothing_else(province, staff):
    for _ in range(3):
        province.learner()
    province.place(places=2)
    row = run(begin(staff))
    assert row.state == ComparisonState.READY
    assert set(row.results) == {"own", "scarce", "ample"}
    assert (row.results["own"]["learners"], row.results["own"]["places"]) == (3, 2)
    for cohort in row.results.values():
        assert set(cohort["policies"]) == set(POLICIES)
        assert all(len(told[name]) == 5 for told in cohort["policies"].values() for name in MEASURES)
    assert row.results["own"]["policies"]["stable"]["placed_percent"] == [66.6667] * 5
    assert (row.progress_done, row.progress_total) == (90, 90)
    assert row.engine_version == engine.ENGINE_VERSION
    assert moves_of(row) == [("", "waiting"), ("waiting", "running"), ("running", "ready")]
    assert Proposal.objects.count() == 0


def test_the_same_state_and_seed_give_the_same_figures_and_a_second_run_changes_nothing(province, staff):
    province.learner()
    province.place()
    first = run(begin(staff))
    again = run(first)
    assert again.results == first.results
    assert len(moves_of(first)) == 3
    second = run(begin(staff))
    assert second.results == first.results
    assert second.pk != first.pk


def test_whoever_may_not_rise_does_not_rise_in_a_comparison_either(province, staff):
    WeightProfileFactory(version=9, max_level=0, valid_from=dt.date(2021, 1, 1))
    for _ in range(2):
        province.learner(may_promote=False)
    province.place()
    told = run(begin(staff)).results["own"]["policies"]
    assert told["levels"] == told["stable"]


def test_only_one_comparison_at_a_time_and_none_without_weights(province, staff):
    row = begin(staff)
    with pytest.raises(ValidationError, match="Er loopt al een vergelijking"):
        begin(staff)
    comparisons.cancel_comparison(actor=staff, comparison=row)
    assert begin(staff).state == ComparisonState.WAITING
    PolicyComparison.objects.all().delete()
    WeightProfile.objects.all().delete()
    with pytest.raises(ValidationError, match="nog geen gewichten"):
        begin(staff)


def test_two_workers_never_share_one_and_a_stopped_one_ends_at_the_next_step(province, staff, monkeypatch):
    province.learner()
    province.place()
    row = begin(staff)
    key = comparisons.claim_comparison(comparison_id=row.pk)
    assert comparisons.claim_comparison(comparison_id=row.pk) is None
    with pytest.raises(RoundLost):
        comparisons.note_comparison(comparison_id=row.pk, claim="another", done=1, total=2)
    comparisons.cancel_comparison(actor=staff, comparison=row)
    with pytest.raises(RoundLost):
        comparisons.finish_comparison(comparison_id=row.pk, claim=key, results={}, version="x")

    other = begin(staff)
    real = comparisons.note_comparison

    def stop_halfway(*, comparison_id, claim, done, total):
        if done == 40:
            comparisons.cancel_comparison(actor=staff, comparison=other)
        real(comparison_id=comparison_id, claim=claim, done=done, total=total)

    monkeypatch.setattr(tasks, "WRITE_EVERY", 0)
    monkeypatch.setattr(comparisons, "note_comparison", stop_halfway)
    other = run(other)
    assert (other.state, other.results, other.progress_done) == (ComparisonState.CANCELLED, {}, 39)


def test_a_worker_that_dies_is_found_and_the_beat_finishes(province, staff, monkeypatch):
    province.learner()
    province.place()
    row = begin(staff)
    assert comparisons.claim_comparison(comparison_id=row.pk)
    tasks.sweep_comparisons()
    row.refresh_from_db()
    assert row.state == ComparisonState.RUNNING
    PolicyComparison.objects.update(heartbeat_at=timezone.now() - 2 * SILENCE)
    for _again in range(2):
        tasks.sweep_comparisons()
    row.refresh_from_db()
    assert row.state == ComparisonState.READY
    assert ("running", "failed") in moves_of(row)
    assert ("failed", "waiting") in moves_of(row)


def test_after_three_silences_it_stays_failed_with_a_sentence_and_a_colleague_may_retry(province, staff):
    row = begin(staff)
    for _ in range(3):
        assert comparisons.claim_comparison(comparison_id=row.pk)
        PolicyComparison.objects.update(heartbeat_at=timezone.now() - 2 * SILENCE)
        comparisons.rescue_comparison(comparison_id=row.pk)
    row.refresh_from_db()
    assert (row.state, "3 keer stil" in row.error) == (ComparisonState.FAILED, True)
    assert run(comparisons.retry_comparison(actor=staff, comparison=row)).state == ComparisonState.READY


def test_missing_reference_data_fail_with_a_sentence(province, staff):
    from catalogue.models import TravelMatrix

    TravelMatrix.objects.all().delete()
    row = run(begin(staff))
    assert (row.state, row.error.startswith("De gegevens kloppen niet")) == (ComparisonState.FAILED, True)


def test_the_table_shows_means_spread_and_the_best_in_words(province):
    row = PolicyComparisonFactory(ready=True)
    page = comparison_page_of(row)
    assert [table.title for table in page.tables][0] == "Onze lerenden van nu"
    first, *_rest, last = page.tables[0].rows
    assert (first.cells[0].mean, first.cells[0].spread, first.cells[0].best) == (
        "62\N{NO-BREAK SPACE}%",
        "60 tot\N{NO-BREAK SPACE}64",
        False,
    )
    assert (last.cells[0].mean, last.cells[0].best) == ("87\N{NO-BREAK SPACE}%", True)
    assert "Met voorrang krijgen per 100 lerenden 15 meer een plek" in page.tables[0].sentences[0]
    row.results["own"]["policies"] = dict(reversed(row.results["own"]["policies"].items()))
    assert comparison_page_of(row).tables[0].rows == page.tables[0].rows
    for value, words in ((3.0, "3 punten achter"), (-3.0, "3 punten voor")):
        row.results["own"]["policies"]["levels"]["gap_points"] = [value] * 5
        assert words in comparison_page_of(row).tables[0].sentences[-1]
    row.results["own"]["policies"]["levels"] = row.results["own"]["policies"]["first_come"]
    assert "evenveel lerenden een plek" in comparison_page_of(row).tables[0].sentences[0]
    assert page.tables[0].size == "40 lerenden en 50 plaatsen. Voor 77 lerenden is minstens één plek mogelijk."
    for told in row.results["own"]["policies"].values():
        told["reachable"] = [12] * 5
    assert "weinig lerenden" in comparison_page_of(row).tables[0].sentences[0]
    for told in row.results["own"]["policies"].values():
        told["reachable"] = [0] * 5
    empty = comparison_page_of(row).tables[0]
    assert (empty.rows, empty.missing.startswith("Er is nu niemand")) == ([], True)


def test_an_empty_province_ends_with_a_sentence_beside_the_made_up_groups(province, staff):
    tables = comparison_page_of(run(begin(staff))).tables
    assert [bool(table.missing) for table in tables] == [True, False, False]


def adopt(staff, row, **values):
    told = {
        "asked": ASKED,
        "valid_from": timezone.localdate(),
        "decided_by": "Stuurgroep",
        "motivation": "Meer plekken.",
    }
    return comparisons.adopt_policy(actor=staff, comparison=row, **{**told, **values})


def test_adopting_makes_a_new_dated_version_with_who_and_why(province, staff):
    row = PolicyComparisonFactory(ready=True)
    profile = adopt(staff, row, asked=Asked(4, 200, 0))
    row.refresh_from_db()
    old = row.profile
    assert (row.state, row.adopted) == (ComparisonState.ADOPTED, profile)
    assert profile.version == old.version + 1
    assert (profile.max_level, profile.policy["few_days_left"], profile.policy["disadvantaged"]) == (4, 200, 0)
    assert (profile.learner_weights, profile.site_weights) == (old.learner_weights, old.site_weights)
    assert profile.policy["disadvantaged_barriers"] == old.policy["disadvantaged_barriers"]
    assert (profile.decided_by, profile.motivation) == ("Stuurgroep", "Meer plekken.")
    assert "Meer plekken." in row.log.last().reason
    assert [line.additional_data["verb"] for line in journal.lines_about(profile)] == ["weights_published"]


def test_adopting_twice_in_the_past_or_after_newer_weights_is_refused(province, staff):
    row = PolicyComparisonFactory(ready=True)
    with pytest.raises(ValidationError, match="latere dag"):
        adopt(staff, row, valid_from=timezone.localdate() - dt.timedelta(days=1))
    adopt(staff, row)
    with pytest.raises((MoveRefused, ValidationError)):
        adopt(staff, row)
    assert WeightProfile.objects.count() == 2
    late = PolicyComparisonFactory(ready=True)
    with pytest.raises(ValidationError, match="nieuwere versie"):
        adopt(staff, late)
    waiting = PolicyComparisonFactory(profile=WeightProfile.objects.order_by("version").last())
    with pytest.raises(MoveRefused):
        adopt(staff, waiting)
    assert WeightProfile.objects.count() == 2


def test_the_database_refuses_adopted_without_a_version(province):
    row = PolicyComparisonFactory(ready=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyComparison.objects.filter(pk=row.pk).update(state=ComparisonState.ADOPTED)


@pytest.fixture
def desk(province):
    client = PortalClient()
    client.force_login(UserFactory(coordinator=True))
    return client


def test_from_start_to_adoption_on_the_pages(province, desk):
    province.learner()
    province.place()
    start = reverse(f"{PREFIX}_start")
    assert 'value="150"' in desk.get(start).content.decode()
    wrong = desk.post(start, {"max_level": "twee", "few_days_left": "-1", "disadvantaged": ""})
    for sentence in ("Vul een geheel getal in", "Vul 0 of meer in", "Vul een getal in"):
        assert sentence in wrong.content.decode()
    assert 'value="twee"' in wrong.content.decode()
    asked = {"max_level": "8", "few_days_left": "150", "disadvantaged": "60"}
    busy = PolicyComparisonFactory()
    assert "Er loopt al een vergelijking" in desk.post(start, asked).content.decode()
    busy.delete()
    assert "Onze lerenden van nu" in desk.post(start, asked, follow=True).content.decode()
    row = PolicyComparison.objects.get()
    shown = desk.get(reverse(f"{PREFIX}_result", args=[row.public_id])).content.decode()
    assert "Onze lerenden van nu" in shown
    assert escape("Met voorrang tot niveau 8") in shown
    adopting = reverse(f"{PREFIX}_adopt", args=[row.public_id])
    today = timezone.localdate()
    day = {f"valid_from_{name}": getattr(today, name) for name in ("day", "month", "year")}
    again = desk.post(adopting, {"policy": "random", "decided_by": "", "motivation": "", **day}).content.decode()
    for sentence in ("Kies een beleid uit de lijst", "Noteer wie besliste", "Noteer waarom"):
        assert sentence in again
    told = {"policy": "levels", "decided_by": "De stuurgroep", "motivation": "Meer plekken.", **day}
    done = desk.post(adopting, told, follow=True).content.decode()
    assert "Dit beleid is overgenomen" in done
    newest = WeightProfile.objects.order_by("-version").first()
    assert (newest.max_level, newest.policy["few_days_left"], newest.decided_by) == (8, 0, "De stuurgroep")


def test_a_colleague_sees_the_figures_but_does_not_decide(province):
    client, row = PortalClient(), PolicyComparisonFactory(ready=True)
    client.force_login(UserFactory(staff=True))
    shown = client.get(reverse(f"{PREFIX}_result", args=[row.public_id])).content.decode()
    assert "Een coördinator kan hieruit een beleid overnemen" in shown
    assert client.post(reverse(f"{PREFIX}_adopt", args=[row.public_id]), {}).status_code == 403


def test_the_bar_survives_a_reload_and_tells_when_it_is_over(province, desk):
    row = PolicyComparisonFactory(state=ComparisonState.RUNNING, progress_done=45, progress_total=90)
    for name in ("result", "progress", "result"):
        shown = desk.get(reverse(f"{PREFIX}_{name}", args=[row.public_id])).content.decode()
        assert "De vergelijking rekent" in shown
        assert 'value="45"' in shown
    PolicyComparison.objects.update(state=ComparisonState.CANCELLED)
    assert 'data-reload="1"' in desk.get(reverse(f"{PREFIX}_progress", args=[row.public_id])).content.decode()


def test_stopping_on_the_page(province, desk):
    row = PolicyComparisonFactory()
    desk.post(reverse(f"{PREFIX}_act", args=[row.public_id, "stop"]))
    row.refresh_from_db()
    assert row.state == ComparisonState.CANCELLED
    assert "gestopt" in desk.get(reverse(f"{PREFIX}_result", args=[row.public_id])).content.decode()
    assert desk.post(reverse(f"{PREFIX}_act", args=[row.public_id, "ontplof"])).status_code == 404


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_queries_of_the_page(province, desk, rows, django_assert_num_queries):
    for _ in range(rows):
        row = PolicyComparisonFactory(ready=True)
    url = reverse(f"{PREFIX}_result", args=[row.public_id])
    desk.get(url)
    with django_assert_num_queries(3):
        desk.get(url)

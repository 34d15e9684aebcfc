"""Calculating rounds (queue "matching") and the nightly terms."""

import logging
import time
from collections.abc import Callable
from functools import partial

from celery import shared_task

from accounts.actor import SYSTEM, Actor
from catalogue.rules import RuleMissing, TravelTableMissing
from companies.services.wishes import tell_wish_offered
from core import clock
from core.db import one_reading
from core.queue import enqueue
from matchmaking import engine, sharing
from matchmaking.adapters import Scope, drafts_of, take_snapshot
from matchmaking.models import MatchRound, PolicyComparison
from matchmaking.selectors import comparisons as waiting
from matchmaking.selectors import due, rounds
from matchmaking.selectors.comparison_figures import results_of
from matchmaking.selectors.outcome import figures_of
from matchmaking.selectors.prospects import programmes_to_count
from matchmaking.selectors.terms import NoWeights, terms
from matchmaking.selectors.wishes_near import answered_wishes
from matchmaking.services import comparisons, deadlines, next_best, opening, prospects, searching_again
from matchmaking.services import rounds as service
from matchmaking.services.rounds import RoundLost
from matchmaking.services.snapshots import Kept, compressed

log = logging.getLogger(__name__)
SHARES = {"pack": (0, 5), "pairs": (5, 50), "round": (55, 5), "certificate": (60, 30), "reasons": (90, 10)}
"""Where each step of the engine starts on a bar of a hundred, and how much of it it takes (measured ratios)."""
WRITE_EVERY = 0.5


class BoundedNote:
    """Writes a bar at most twice a second, and always the last step."""

    def __init__(self, write: Callable[..., None]) -> None:
        self._write, self._written = write, 0.0

    def __call__(self, done: int, total: int) -> None:
        """Note that `done` of `total` is ready. Raises RoundLost."""
        if done == total or time.monotonic() - self._written >= WRITE_EVERY:
            self._written = time.monotonic()
            self._write(done=done, total=total)


class Progress:
    """Writes the bar at most twice a second; a stopped round ends the work at the next call."""

    def __init__(self, round_id: int, claim: str) -> None:
        self._round_id, self._claim, self._written = round_id, claim, 0.0

    def __call__(self, done: int, total: int, step: str) -> None:
        """Note that `done` of `total` of a step is ready. Raises RoundLost."""
        start, share = SHARES[step]
        if done < total and time.monotonic() - self._written < WRITE_EVERY:
            return
        self._written = time.monotonic()
        bar = start + share * done // max(total, 1)
        service.note_progress(round_id=self._round_id, claim=self._claim, done=bar, total=100)


@shared_task
def run_round(*, round_id: int) -> None:
    """Calculate one waiting round. Safe to run twice: only the first claim works, and only its worker may write."""
    claim = service.claim_round(round_id=round_id)
    if claim is None:
        return
    try:
        _calculate(MatchRound.objects.select_related("profile").get(pk=round_id), claim)
    except RoundLost:
        log.info("round %s was stopped or taken over", round_id)
    except (engine.EngineError, RuleMissing, TravelTableMissing) as error:
        service.fail_round(round_id=round_id, claim=claim, error=f"De gegevens kloppen niet: {error}")


def _calculate(round_: MatchRound, claim: str) -> None:
    programmes = None if round_.programme_id is None else (round_.programme_id,)
    scope = Scope(round_.as_of, round_.subregion_id, programmes, for_round=True)
    most_open = terms(round_.as_of).open_per_learner
    with one_reading():
        snapshot = take_snapshot(scope, round_.profile, seed=round_.seed, most_open=most_open)
    shared = partial(sharing.build_lists, round_id=round_.pk, claim=claim)
    result = engine.run_round(snapshot.problem, Progress(round_.pk, claim), shared)
    service.finish_round(
        round_id=round_.pk,
        claim=claim,
        drafts=drafts_of(snapshot, result, round_),
        metrics=figures_of(snapshot, result),
        kept=Kept(compressed(snapshot.problem), snapshot.learner_ids),
        snapshot_fingerprint=snapshot.fingerprint(),
        result_fingerprint=result.fingerprint,
        engine_version=engine.ENGINE_VERSION,
    )
    enqueue("matchmaking.tasks.mark_round_seen", round_id=round_.pk)


@shared_task
def build_shard(*, round_id: int, claim: str, number: int, rows: list[int]) -> None:
    """Work out a part of the lists for the worker that owns a round. Safe to run twice, and when nobody needs it."""
    if rounds.is_claimed(round_id, claim):
        sharing.help_out(claim=claim, number=number, rows=rows)


@shared_task
def run_comparison(*, comparison_id: int) -> None:
    """Calculate one waiting comparison of policies. Safe to run twice: only the first claim works."""
    claim = comparisons.claim_comparison(comparison_id=comparison_id)
    if claim is None:
        return
    row = PolicyComparison.objects.select_related("profile").get(pk=comparison_id)
    note = BoundedNote(partial(comparisons.note_comparison, comparison_id=comparison_id, claim=claim))
    try:
        results = results_of(row, note)
        comparisons.finish_comparison(
            comparison_id=comparison_id, claim=claim, results=results, version=engine.ENGINE_VERSION
        )
    except RoundLost:
        log.info("comparison %s was stopped or taken over", comparison_id)
    except (engine.EngineError, RuleMissing, TravelTableMissing) as error:
        comparisons.fail_comparison(
            comparison_id=comparison_id, claim=claim, error=f"De gegevens kloppen niet: {error}"
        )


@shared_task
def sweep_comparisons() -> None:
    """Queue comparisons that wait, and take back those whose worker fell silent (beat, every minute)."""
    for comparison_id in waiting.silent_comparison_ids(clock.now()):
        comparisons.rescue_comparison(comparison_id=comparison_id)
    for comparison_id in waiting.waiting_comparison_ids():
        run_comparison.apply_async(kwargs={"comparison_id": comparison_id})


@shared_task
def sweep_rounds() -> None:
    """Queue rounds that wait, and take back rounds whose worker fell silent (beat, every minute)."""
    for round_id in rounds.silent_round_ids(clock.now()):
        service.rescue_round(round_id=round_id)
    for round_id in rounds.waiting_round_ids():
        run_round.apply_async(kwargs={"round_id": round_id})


@shared_task
def nightly_terms() -> None:
    """Remind once, expire what nobody answered, and close rounds that are over (beat, every night)."""
    today = clock.today()
    agreed = terms(today)
    for proposal_id in due.to_remind(today, agreed):
        deadlines.remind(proposal_id=proposal_id, today=today)
    for proposal_id in due.to_expire(today, agreed):
        deadlines.expire(proposal_id=proposal_id, today=today)
    for round_id in due.finished_rounds():
        deadlines.close_finished(round_id=round_id)
    prospects.touch_all()


@shared_task
def count_prospects() -> None:
    """Count the new possibilities of who was touched by a change (beat, every fifteen seconds). Safe to run twice."""
    today = clock.today()
    for programme_id in programmes_to_count(Scope(today)):
        try:
            prospects.count_programme(programme_id=programme_id)
        except (NoWeights, RuleMissing, TravelTableMissing):
            log.exception("no new possibilities: reference data are missing")
            return


@shared_task
def mark_round_seen(*, round_id: int) -> None:
    """What was possible when a round looked is no longer news. Safe to run twice."""
    try:
        prospects.mark_round_seen(round_=MatchRound.objects.get(pk=round_id))
    except (NoWeights, RuleMissing, TravelTableMissing):
        log.exception("no new possibilities: reference data are missing")


@shared_task
def find_next_best(*, learner_id: int) -> None:
    """Make the draft of the next best place after a no. Safe to run twice: one draft at a time."""
    next_best.find_next_best(learner_id=learner_id)


@shared_task
def search_after_loss(*, break_off_id: int) -> None:
    """Make drafts for a learner whose workplace fell away. Safe to run twice: a report is searched for once."""
    try:
        searching_again.search_after_loss(break_off_id=break_off_id)
    except (NoWeights, RuleMissing, TravelTableMissing):
        log.exception("no search after a lost workplace: reference data are missing")


@shared_task
def sweep_losses() -> None:
    """Search for every report nobody searched for yet (beat, every half minute): a dead queue loses nothing."""
    for break_off_id in due.losses_to_search():
        search_after_loss(break_off_id=break_off_id)


@shared_task
def approve_drafts(*, round_id: int, user_id: int | None, name: str) -> None:
    """Open every draft of a published round, in the name of the colleague who asked. Safe to run twice."""
    actor = Actor(user_id=user_id, name=name, organisation="Steunpunt", is_staff=True)
    outcome = opening.approve_drafts(actor=actor, round_=MatchRound.objects.get(pk=round_id))
    log.info("round %s: %s proposals opened, %s skipped", round_id, outcome.opened, len(outcome.skipped))


@shared_task
def answer_wishes() -> None:
    """Tell companies that a school near them now offers what they asked for. Safe to run twice: each hears it once."""
    for wish, schools in answered_wishes(clock.today()):
        tell_wish_offered(actor=SYSTEM, wish=wish, schools=schools)

"""Terms and weights that hold on a day."""

import datetime as dt

from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from matchmaking.models import WeightProfile
from matchmaking.rules import Terms

PROPOSAL, MOST_OPEN = "proposal-term", "open-proposals-max"


class NoWeights(Exception):
    """Nobody published weights yet. The message is a Dutch sentence."""


def terms(day: dt.date) -> Terms:
    """Return the terms of proposals on a day (1 query). Raises RuleMissing."""
    rows = rules_in_force((PROPOSAL, MOST_OPEN), on=day).values_list("key", "scope", "value")
    values = {(key, scope): int(value) for key, scope, value in rows}

    def need(key: str, scope: str = "") -> int:
        if (key, scope) not in values:
            raise RuleMissing(key, scope, day)
        return values[key, scope]

    return Terms(
        open_per_learner=need(MOST_OPEN),
        answer_days=need(PROPOSAL, "answer"),
        reminder_days=need(PROPOSAL, "reminder"),
        grace_days=need(PROPOSAL, "grace"),
        link_days=need(PROPOSAL, "link"),
    )


def current_profile(day: dt.date) -> WeightProfile:
    """Return the newest weights that hold on a day (1 query). Raises NoWeights."""
    found = WeightProfile.objects.filter(valid_from__lte=day).order_by("-valid_from", "-version").first()
    if found is None:
        raise NoWeights("Er zijn nog geen gewichten bekendgemaakt. Maak eerst een versie in het beheer.")
    return found


def starting_policy(day: dt.date) -> dict[str, int]:
    """Return the highest level and the points that hold on a day, to start a comparison from (1 query)."""
    try:
        profile = current_profile(day)
    except NoWeights:
        return {}
    points = {name: int(profile.policy.get(name, 0)) for name in ("few_days_left", "disadvantaged")}
    return {"max_level": profile.max_level, **points}

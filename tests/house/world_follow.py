"""The part of the small world that is followed up: a running agreement, a visit, an evaluation, a portfolio."""

from typing import Any

from placements.links import evaluation_token_for, proofs_token_for, share_token_for
from tests.factories.companies import WorkplaceFactory
from tests.factories.follow import (
    EvaluationFactory,
    EvaluationRoundFactory,
    EvaluationScoreFactory,
    PortfolioShareFactory,
    ProofFactory,
    VisitFactory,
)
from tests.factories.placements import AgreementFactory, PlanLineFactory


def followed(world: Any, known: dict[str, Any]) -> None:
    """A running agreement with a visit, an evaluation and an activity in the portfolio."""
    place = WorkplaceFactory(establishment=world.workplace.establishment, recognised=True)
    running = AgreementFactory(running=True, coach=world.users["coach"], **{**known, "workplace": place})
    line = PlanLineFactory(agreement=running)
    moment = EvaluationRoundFactory(agreement=running)
    EvaluationScoreFactory(evaluation=EvaluationFactory(round=moment), activity=line.activity)
    world.rows |= {
        "running_agreement": running,
        "moment": moment,
        "visit": VisitFactory(agreement=running, over=True),
        "proof": ProofFactory(agreement=running, activity=line.activity),
        "confirmed_proof": ProofFactory(agreement=running, confirmed=True),
        "portfolio_share": PortfolioShareFactory(learner=running.learner),
    }


def following(world: Any) -> dict[str, list[object]]:
    """Return the arguments of the pages about visits, evaluations and the portfolio."""
    running, learner = world.running_agreement.public_id, world.running_agreement.learner.public_id
    moment = [running, world.moment.public_id]
    return {
        **{f"placements:{name}": [running] for name in ("follow", "visit_plan", "evaluation_ask", "proofs")},
        "placements:visit": [running, world.visit.public_id],
        "placements:evaluation": moment,
        "placements:evaluation_fill": [*moment, "coach"],
        "placements:evaluation_by_link": [evaluation_token_for(world.moment)],
        "placements:proofs_by_link": [proofs_token_for(world.running_agreement)],
        "placements:portfolio_shared": [share_token_for(world.portfolio_share)],
        **{f"placements:portfolio{name}": [learner] for name in ("", "_cv", "_europass")},
        "placements:portfolio_letter": [learner, "motivatie"],
    }

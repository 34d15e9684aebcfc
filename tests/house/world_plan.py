"""The action plan in the small world: its rows, and the arguments of its addresses."""

from typing import Any

from tests.factories.actionplan import (
    ActionLogFactory,
    CommitmentFactory,
    CommitmentLogFactory,
    DoubtFactory,
    EvidenceFactory,
    MilestoneLogFactory,
    MilestoneRecordFactory,
    ReadingFactory,
    SnapshotLineFactory,
    TalkLogFactory,
    TalkScoreFactory,
)

TALK = ("", "_pdf", "_hold", "_cancel", "_replan")
FIGURE = ("", "_enter", "_doubt", "_trust", "_target", "_formula")


def plan_rows() -> dict[str, Any]:
    """Make the rows that the files of the plan do not load."""
    evidence, record, commitment = EvidenceFactory(), MilestoneRecordFactory(), CommitmentFactory()
    ActionLogFactory(action=evidence.action)
    MilestoneLogFactory(milestone=record.milestone)
    CommitmentLogFactory(commitment=commitment)
    TalkLogFactory(talk=commitment.talk)
    TalkScoreFactory(talk=commitment.talk)
    DoubtFactory(measure=ReadingFactory().formula.measure)
    return {
        "evidence": evidence,
        "snapshot": SnapshotLineFactory().snapshot,
        "record": record,
        "commitment": commitment,
    }


def plan_arguments(world: Any) -> dict[str, list[Any]]:
    """Return the arguments of the addresses of the plan."""
    action, evidence, record = world.evidence.action.public_id, world.evidence.public_id, world.record
    commitment = world.commitment
    return {
        "actionplan:talk_plan": [commitment.talk.partner.public_id],
        **{f"actionplan:talk{name}": [commitment.talk.public_id] for name in TALK},
        "actionplan:commitment_add": [commitment.talk.public_id],
        "actionplan:commitment_follow": [commitment.public_id],
        "actionplan:commitment_move": [commitment.public_id, "gehouden"],
        "actionplan:goal": ["1.1"],
        "actionplan:plan_version": ["2021-2022"],
        "actionplan:goal_version": ["2021-2022", "1.1"],
        "actionplan:plan_adopt": ["2021-2022"],
        **{f"actionplan:{name}": [action] for name in ("action", "action_edit", "evidence_add")},
        "actionplan:action_move": [action, "start"],
        "actionplan:evidence_drop": [action, evidence],
        **{f"actionplan:measure{name}": ["ongekwalificeerde-uitstroom"] for name in FIGURE},
        **{f"actionplan:report{name}": [world.snapshot.school_year] for name in ("", "_pdf", "_csv")},
        "actionplan:record_add": [record.milestone.number],
        "actionplan:milestone_move": [record.milestone.number, "bereikt"],
        "actionplan:record_drop": [record.public_id],
    }

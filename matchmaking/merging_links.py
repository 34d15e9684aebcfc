"""What moves along when two files of one person become one: the tables of this app."""

from learners.merging import How, Link
from matchmaking.services.merging import settle_proposal, settle_taken_place

LINKS = (
    Link("matchmaking.Proposal", "learner", settle=settle_proposal, told="Dezelfde plek was twee keer voorgesteld"),
    Link("matchmaking.PairDecision", "learner", told="Over dezelfde plek was twee keer beslist: de beslissing van het dossier dat blijft, geldt"),
    Link("matchmaking.TakenPlace", "learner", settle=settle_taken_place),
    Link("matchmaking.Prospect", "learner", How.DROP),
    Link("matchmaking.RoundSnapshot_learners", "learner", label="rondes", told="Beide dossiers deden mee aan dezelfde ronde"),
)  # fmt: skip

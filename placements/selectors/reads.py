"""What the parts of one page share, so that each thing is read once."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.models import DatedRule
from placements.models import Agreement, AgreementPerson


@dataclass(frozen=True, slots=True)
class Reads:
    """The dated rules in force, every agreement of the learner (the first to begin on top) and the people this one names."""

    rules: Sequence[DatedRule]
    agreements: Sequence[Agreement]
    people: Sequence[AgreementPerson]

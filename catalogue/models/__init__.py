from catalogue.models.calendar import Holiday, SchoolYear
from catalogue.models.geography import FormerMunicipality, Municipality, PostalCode, Subregion, TravelMatrix
from catalogue.models.orientation import Interest, InterestLink, NeighbourTool
from catalogue.models.programmes import (
    Activity,
    JointCommittee,
    Partnership,
    Programme,
    ProgrammeActivity,
    ProgrammeVariant,
    Sector,
)
from catalogue.models.words import DatedRule, GlossaryTerm

__all__ = [
    "Activity",
    "DatedRule",
    "FormerMunicipality",
    "GlossaryTerm",
    "Holiday",
    "Interest",
    "InterestLink",
    "JointCommittee",
    "Municipality",
    "NeighbourTool",
    "Partnership",
    "PostalCode",
    "Programme",
    "ProgrammeActivity",
    "ProgrammeVariant",
    "SchoolYear",
    "Sector",
    "Subregion",
    "TravelMatrix",
]

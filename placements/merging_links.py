"""What moves along when two files of one person become one: the tables of this app."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.actor import Actor
from learners.merging import Link


def refuse_two_agreements(actor: Actor, row: Any, winner: Any) -> None:  # noqa: ARG001 - the shape of every settle
    """Two running agreements for one place are papers: a colleague and the school decide which one holds."""
    raise ValidationError(
        _("In beide dossiers loopt een overeenkomst voor dezelfde leerwerkplek. Laat eerst één ervan stoppen.")
    )


def refuse_two_try_outs(actor: Actor, row: Any, winner: Any) -> None:  # noqa: ARG001 - the shape of every settle
    """Two planned try-outs for one place: a colleague calls one off first."""
    raise ValidationError(_("In beide dossiers zijn snuffeldagen gepland op dezelfde plek. Zeg er eerst één af."))


LINKS = (
    Link("placements.Agreement", "learner", settle=refuse_two_agreements),
    Link("placements.Sharing", "learner"),
    Link(
        "placements.PortfolioShare", "learner", told="Twee links naar het portfolio voor dezelfde persoon: één blijft"
    ),
    Link("placements.TryOut", "learner", settle=refuse_two_try_outs),
)

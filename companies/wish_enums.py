"""Closed lists of wishes for a programme, and of reports about a place page."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WishState(TextChoices):
    """A company asks for a programme nobody offers near it. Only OPEN counts."""

    ASKED = "asked", "Nog niet bevestigd"
    OPEN = "open", "Telt mee"
    OFFERED = "offered", "Er is nu een school"
    EXPIRED = "expired", "Verlopen"
    MERGED = "merged", "Vervangen door een nieuwere"
    STOPPED = "stopped", "Gestopt"

    SHOWN = nonmember(("open", "offered"))
    ENDED = nonmember(("offered", "expired", "merged", "stopped"))


WISH_MOVES: dict[str, frozenset[str]] = {
    WishState.ASKED: frozenset({WishState.OPEN, WishState.STOPPED}),
    WishState.OPEN: frozenset({WishState.OFFERED, WishState.EXPIRED, WishState.MERGED, WishState.STOPPED}),
    WishState.OFFERED: frozenset({WishState.STOPPED}),
    WishState.EXPIRED: frozenset({WishState.OPEN, WishState.STOPPED}),
    WishState.MERGED: frozenset(),
    WishState.STOPPED: frozenset(),
}


class ReportReason(TextChoices):
    """What is wrong with a place, for somebody without an account."""

    GONE = "gone", _("De plek bestaat niet (meer)")
    WRONG = "wrong", _("De uitleg klopt niet")
    OTHER_WORK = "other_work", _("Je doet er ander werk dan in de opleiding")
    UNSAFE = "unsafe", _("Het is er niet veilig")
    UNFAIR = "unfair", _("Iemand werd er geweigerd of slecht behandeld om wie die is")
    UNPAID = "unpaid", _("De lerende krijgt geen correcte vergoeding")
    OTHER = "other", _("Iets anders")


class ReportState(TextChoices):
    WAITING = "waiting", "Wacht op ons"
    HIDDEN = "hidden", "Plek verborgen"
    KEPT = "kept", "Plek blijft staan"


REPORT_MOVES: dict[str, frozenset[str]] = {
    ReportState.WAITING: frozenset({ReportState.HIDDEN, ReportState.KEPT}),
    ReportState.HIDDEN: frozenset({ReportState.WAITING}),
    ReportState.KEPT: frozenset({ReportState.WAITING}),
}

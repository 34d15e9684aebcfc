"""Closed lists of "wat als": what somebody can try out."""

from django.db.models import TextChoices


class ChangeKind(TextChoices):
    """One change. The values stand in the address."""

    OPEN = "open", "Een school start de opleiding"
    CLOSE = "sluit", "De scholen in deze gemeente stoppen met de opleiding"
    PLACES = "plaatsen", "Werkplekken komen erbij"
    BUS = "bus", "De bus of de trein wordt sneller of trager"

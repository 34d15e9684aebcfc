"""Closed lists of white spots: what is missing or too much, and what can be done with it."""

from django.db.models import TextChoices


class SpotKind(TextChoices):
    """What is wrong. The values stand in the address, in the order of the list."""

    NO_SCHOOL = "geen-school", "Gevraagd, maar geen school in de buurt"
    NO_WORK = "geen-werkplek", "Lerenden wachten, geen vrije werkplek in de buurt"
    OVERLAP = "overlap", "Zelfde aanbod dichtbij, weinig lerenden"
    EMPTY = "leeg", "Plaatsen op school zonder lerenden"


class FollowKind(TextChoices):
    """What somebody does with it."""

    ACTION = "actie", "Een actie in het actieplan"
    WISHES = "wensronde", "Een wensronde bij bedrijven"
    TALK = "overleg", "Een overleg met scholen en partners"

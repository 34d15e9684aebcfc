"""The kinds of lists a school hands in: their columns, what is missing, an example, and the task that reads them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from learners.rules import school_list as rules_school_list
from schools import rules_offer
from schools.enums import ListKind
from schools.models import School


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list. `example` is a row that fits the columns; `task` names the task of the worker that reads it."""

    value: ListKind
    title: str | Promise
    lead: str | Promise
    fields: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    example: tuple[str, ...]
    missing: Callable[[Mapping[str, int], bool], list[str]]
    task: str
    back: Callable[[School], str]


KINDS = {
    "aanbod": Kind(
        value=ListKind.OFFERS,
        title=_lazy("Lees een aanbodlijst in"),
        lead=_lazy("Goede rijen staan meteen op de openbare pagina's. Foute rijen krijg je terug met uitleg."),
        fields=rules_offer.FIELDS,
        words=rules_offer.WORDS,
        example=(
            "42325", "Voorbeeldschool", "Campus Noord", "Voorbeeldstraat 1", "8500", "Elektrotechnicus duaal", "", "Loopt", "12", "Lineair",
            "1 september", "specifiek",
        ),
        missing=lambda mapping, own: rules_offer.missing_columns(mapping, of_one_school=own),
        task="schools.tasks.read_offer_list",
        back=lambda school: reverse("schools:offers", args=[school.public_id]),
    ),
    "lerenden": Kind(
        value=ListKind.LEARNERS,
        title=_lazy("Lees een lijst van lerenden in"),
        lead=_lazy("Wie al bij jullie staat, herkennen we. Foute rijen krijg je terug met uitleg."),
        fields=rules_school_list.FIELDS,
        words=rules_school_list.WORDS,
        example=rules_school_list.EXAMPLE,
        missing=lambda mapping, _own: rules_school_list.missing_columns(mapping),
        task="learners.tasks.read_school_list",
        back=lambda school: reverse("schools:school_dashboard", args=[school.public_id]),
    ),
}  # fmt: skip
BY_VALUE = {kind.value: kind for kind in KINDS.values()}

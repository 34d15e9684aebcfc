"""Closed lists whose words are translated when they are shown."""

from typing import Any

from django.db.models import TextChoices
from django.db.models.enums import ChoicesType


class SpokenType(ChoicesType):
    """Gives fields and forms the lazy labels, so that they speak the language of the page they are on."""

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Value and lazy label of each member."""
        return [(member.value, member._label_) for member in self]


class SpokenChoices(TextChoices, metaclass=SpokenType):
    """`label` is the words of this moment; `choices` are lazy."""

    @property
    def label(self) -> str:  # type: ignore[override]
        """The words in the language of the page."""
        return str(self._label_)

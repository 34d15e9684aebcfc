"""Closed lists whose words are translated when they are shown."""

from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.db.models.enums import ChoicesType

if TYPE_CHECKING:

    class SpokenChoices(TextChoices):
        """A closed list like any other; its labels are words."""

        @property
        def label(self) -> str:  # type: ignore[override]
            """The words in the language of the page."""

else:

    class SpokenType(ChoicesType):
        """Gives fields and forms the lazy labels, so that they speak the language of the page they are on."""

        @property
        def choices(self) -> list[tuple[str, Any]]:
            """Value and lazy label of each member."""
            return [(member.value, member._label_) for member in self]

    class SpokenChoices(TextChoices, metaclass=SpokenType):
        """`label` is the words of this moment; `choices` are lazy."""

        @property
        def label(self) -> str:
            """The words in the language of the page."""
            return str(self._label_)

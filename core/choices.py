"""Closed lists whose words are translated when they are shown."""

from django.db.models import TextChoices


class SpokenChoices(TextChoices):
    """Labels are lazy, so that a page shows them in its own language; `label` is the words of this moment."""

    @property
    def label(self) -> str:  # type: ignore[override]
        """The words in the language of the page."""
        return str(self._label_)

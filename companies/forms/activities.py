"""Ticking a long list of activities, grouped by cluster and searchable with and without script.

A form that wants the list has an `ActivityField` and calls `show(clusters)` on it; the clean value is a list of codes.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.selectors.activities import Cluster, activity_clusters
from core.ui.widgets import Checklist

SEARCH = "zoek"


class ActivityField(forms.MultipleChoiceField):
    """Activities by code. `show` says which clusters may be ticked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Welke activiteiten doen jullie hier?"))
        kwargs.setdefault("widget", Checklist)
        super().__init__(**kwargs)

    def show(self, clusters: Sequence[Cluster]) -> None:
        """Offer these clusters, and accept only what is in them."""
        self.choices = [(cluster.name, list(cluster.activities)) for cluster in clusters]


class ActivityTicksForm(forms.Form):
    """Everything an establishment does. The button 'Zoek' narrows the list and keeps every tick."""

    words = forms.CharField(
        label=_("Zoek in de lijst"),
        help_text=_("Bijvoorbeeld: brood, lassen of klanten."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    activities = ActivityField(
        required=False, help_text=_("Vink aan wat een lerende bij jullie kan doen, ook als het niet elke week is.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.searching = self.is_bound and SEARCH in self.data
        everything = activity_clusters()
        field: Any = self.fields["activities"]
        field.show(everything)
        self.found = sum(len(cluster.activities) for cluster in everything)
        words = self.data.get("words", "") if self.searching else ""
        if words:
            self._narrow(field, everything, words)

    def _narrow(self, field: Any, everything: Sequence[Cluster], words: str) -> None:
        """Show what matches, and on top every tick that does not, so that nothing gets lost."""
        matches = activity_clusters(words=words)
        seen = {code for cluster in matches for code, _text in cluster.activities}
        self.found = len(seen)
        chosen = set(self["activities"].value() or [])
        kept = [one for cluster in everything for one in cluster.activities if one[0] in chosen - seen]
        groups = [Cluster(str(_("Al aangevinkt")), tuple(kept))] if kept else []
        field.widget.choices = [(cluster.name, list(cluster.activities)) for cluster in [*groups, *matches]]
        field.widget.open_all = True

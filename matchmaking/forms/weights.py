"""The form for a new version of the weights: percentages a side, summing to 100, and policy points."""

from typing import Any

from django import forms

from matchmaking.engine import LEARNER_CRITERIA, SITE_CRITERIA
from matchmaking.models import WeightProfile

LABELS = {
    "travel": "Lerende: reistijd (%)",
    "coverage": "Lerende: wat je er leert (%)",
    "wanted": "Lerende: wat de lerende wil leren (%)",
    "tags": "Lerende: interesses (%)",
    "mentor": "Lerende: mentor (%)",
    "responsiveness": "Lerende: hoe vaak het bedrijf antwoordt (%)",
    "site_proximity": "Bedrijf: nabijheid (%)",
    "site_coverage": "Bedrijf: wat er te leren valt (%)",
    "site_language": "Bedrijf: taal (%)",
    "site_order": "Bedrijf: eigen volgorde (%)",
}
POINTS = {
    "few_days_left": "Punten voor wie weinig lesdagen heeft",
    "few_days_limit": "Weinig lesdagen is: hoogstens",
    "disadvantaged": "Punten voor wie het moeilijker heeft",
    "max_wait_days": "Hoogstens wachten op een plek (dagen)",
    "standard_minutes": "Reistijd die iedereen aanvaardt (minuten)",
}
WHOLE, MOST_POINTS = 100, 1000


def _number(label: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most)


_Numbers = type(
    "_Numbers",
    (forms.Form,),
    {
        **{name: _number(label, WHOLE) for name, label in LABELS.items()},
        **{name: _number(label, MOST_POINTS) for name, label in POINTS.items()},
    },
)


class WeightsForm(forms.ModelForm, _Numbers):  # type: ignore[type-arg, misc, valid-type]
    """A new version; starts from the numbers of the newest one."""

    class Meta:
        model = WeightProfile
        fields = ("valid_from", "decided_by", "motivation", "max_level")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start from the numbers of the newest version."""
        super().__init__(*args, **kwargs)
        newest = WeightProfile.objects.order_by("-version").first()
        if newest is not None:
            shares = {**newest.learner_weights, **newest.site_weights}
            percentages = {name: round(shares.get(name, 0) * WHOLE) for name in LABELS}
            points = {name: newest.policy.get(name, 0) for name in POINTS}
            self.initial = {**percentages, **points, **self.initial}
        self._barriers = newest.policy.get("disadvantaged_barriers", []) if newest else []

    def clean(self) -> dict[str, Any]:
        """Each side sums to 100 per cent."""
        clean: dict[str, Any] = super().clean() or {}
        for side, criteria in (("de lerende", LEARNER_CRITERIA), ("het bedrijf", SITE_CRITERIA)):
            total = sum(clean.get(name) or 0 for name in criteria)
            if total != WHOLE and not any(name in self.errors for name in criteria):
                self.add_error(criteria[0], f"De gewichten voor {side} zijn samen {total} procent. Maak er 100 van.")
        return clean

    def _post_clean(self) -> None:
        """Fill the columns of the version from the numbers."""
        super()._post_clean()  # type: ignore[misc]
        clean = self.cleaned_data
        self.instance.learner_weights = {name: (clean.get(name) or 0) / WHOLE for name in LEARNER_CRITERIA}
        self.instance.site_weights = {name: (clean.get(name) or 0) / WHOLE for name in SITE_CRITERIA}
        points = {name: clean.get(name) or 0 for name in POINTS}
        self.instance.policy = {**points, "disadvantaged_barriers": self._barriers}

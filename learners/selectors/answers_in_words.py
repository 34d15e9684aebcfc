"""What a learner told about work, in words: for the learner's own page and for colleagues."""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.enums import Accessibility, Licence, SpokenLanguage
from core.languages import listed
from learners.enums import NO_LICENCE, OTHER_LANGUAGE
from learners.models import Learner


def work_rows(learner: Learner) -> list[tuple[str, str]]:
    """Return (label, words) of languages, licences, earliest start and needs; empty words mean: not answered."""
    start = learner.earliest_start
    return [
        (_("Talen"), _words(SpokenLanguage, learner.languages, {OTHER_LANGUAGE: _("een andere taal")})),
        (_("Rijbewijs of attest"), _words(Licence, learner.licences, {NO_LICENCE: _("geen")})),
        (_("Op zijn vroegst op het werk"), _("%(time)s uur") % {"time": f"{start.hour}.{start:%M}"} if start else ""),
        (_("Nodig op een werkplek"), _words(Accessibility, learner.accessibility, {})),
    ]


def wish_words(learner: Learner) -> str:
    """Return what the learner would like to learn (1 query); empty when nothing was chosen."""
    return ", ".join(activity.text for activity in learner.wanted_activities.order_by("code"))


def _words(choices: type[TextChoices], values: Sequence[str], extra: dict[str, str]) -> str:
    """Return the labels of known values; one that left the list is not shown."""
    labels = {**{str(value): str(label) for value, label in choices.choices}, **extra}
    return capfirst(listed(labels[value] for value in values if value in labels))

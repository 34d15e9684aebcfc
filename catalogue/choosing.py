"""Reads of the pages that help to choose."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from catalogue.enums import Grade, ToolAudience, VariantKind
from catalogue.models import Interest, InterestLink, NeighbourTool, Programme
from catalogue.orientation import Facts, Link, Suggestion, listed, suggest
from catalogue.selectors import rules_in_force

KEYS = ("workplace-target-share", "adult-workplace-min-share", "learning-allowance")


@dataclass(frozen=True, slots=True)
class Fit:
    """A programme that fits, with the reason in a sentence."""

    programme: Programme
    schools: int
    places: int
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The dated rules of a comparison: shares in percent, and what an allowance starts at per step, in words."""

    share: Decimal | None
    adult_share: Decimal | None
    amounts: Mapping[str, str]
    source: str


def interests() -> QuerySet[Interest]:
    """Return every tile, in its order."""
    return Interest.objects.order_by("position", "pk")


def neighbour_tools() -> QuerySet[NeighbourTool]:
    """Return tools of others for learners, in their order."""
    return NeighbourTool.objects.filter(audience=ToolAudience.LEARNERS).order_by("position", "pk")


def fits(chosen: Collection[Interest], schools: Mapping[int, int], places: Mapping[int, int]) -> list[Suggestion]:
    """Return the current programmes that fit the chosen interests, best first, run-ups left out (2 queries).

    `schools` and `places` are numbers per programme (primary key).
    """
    rows = InterestLink.objects.filter(interest__in=chosen).values_list("interest__slug", "kind", "target", "weight")
    found = Programme.objects.current().with_names().exclude(variants__kind=VariantKind.RUN_UP_BROAD)
    facts = [
        Facts(row.slug, row.name, row.study_domain, row.sector.slug, schools.get(row.pk, 0), places.get(row.pk, 0))
        for row in found
    ]
    return suggest([one.slug for one in chosen], [Link(*row) for row in rows], facts)


def in_words(suggestions: Collection[Suggestion], chosen: Collection[Interest]) -> list[Fit]:
    """Return suggestions as rows with their reason (1 query)."""
    rows = {row.slug: row for row in Programme.objects.filter(slug__in=[one.facts.slug for one in suggestions])}
    phrases = {one.slug: one.phrase for one in chosen}
    return [
        Fit(
            rows[one.facts.slug],
            one.facts.schools,
            one.facts.places,
            _("Je koos %(what)s.") % {"what": listed([_(phrases[slug]) for slug in one.because], _("en"))},
        )
        for one in suggestions
    ]


def programmes_by_slug(slugs: Collection[str]) -> list[Programme]:
    """Return programmes in the order of their names in the address; unknown ones are left out (1 query)."""
    rows = {row.slug: row for row in Programme.objects.with_names().filter(slug__in=slugs)}
    return [rows[slug] for slug in dict.fromkeys(slugs) if slug in rows]


def comparison_terms(day: dt.date) -> Terms:
    """Return the rules that hold on a day (1 query); what nobody filled in stays empty."""
    rows = {(row.key, row.scope): row for row in rules_in_force(KEYS, on=day)}
    share, adult = rows.get((KEYS[0], "")), rows.get((KEYS[1], ""))
    steps = {scope: row for (key, scope), row in rows.items() if key == KEYS[2]}
    amounts = {scope: number_format(row.value, 2) for scope, row in steps.items()}
    newest = max(steps.values(), key=lambda row: row.last_checked, default=None)
    source = f"{newest.source} ({newest.certainty})" if newest else ""
    return Terms(share.value if share else None, adult.value if adult else None, amounts, source)


def share_for(programme: Programme, terms: Terms) -> Decimal | None:
    """Return the share of the time at work of a programme, in percent."""
    return terms.adult_share if programme.grade == Grade.ADULT else terms.share

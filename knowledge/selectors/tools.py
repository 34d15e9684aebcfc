"""Reads of the inventory of tools."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.actor import Actor
from knowledge.enums import ToolMoment, ToolStatus
from knowledge.models import Tool, ToolReview


def shelf(*, words: str = "", kind: str = "", audience: str = "", moment: str = "") -> QuerySet[Tool]:
    """Return the tools that fit, those that work first; what is gone stays, so that nobody keeps looking for it."""
    tools = Tool.objects.matching(words).with_reviews()
    if audience:
        tools = tools.for_audience(audience)
    chosen = {"kind": kind, "moment": moment}
    return tools.filter(**{name: value for name, value in chosen.items() if value}).order_by("position", "name", "pk")


def tool_named(slug: str) -> QuerySet[Tool]:
    """Return the tool with this name in the address, with its reviews (zero or one row)."""
    reviews = Prefetch("reviews", ToolReview.objects.exclude(text="").order_by("-given_on", "-pk"), to_attr="words_of")
    return Tool.objects.with_reviews().prefetch_related(reviews).filter(slug=slug)


def own_review(tool: Tool, actor: Actor) -> ToolReview | None:
    """Return what the actor said of a tool, or None."""
    return tool.reviews.filter(user_id=actor.user_id).first() if actor.user_id else None


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of dual learning with the tools for it."""

    moment: str
    label: str
    tools: list[Tool]


def guide(audience: str = "") -> list[Step]:
    """Return what to use when: per moment the tools that are not gone (1 query); moments without a tool are left out."""
    tools = list(shelf(audience=audience).exclude(status=ToolStatus.GONE))
    steps = [Step(one.value, str(one.label), [row for row in tools if row.moment == one]) for one in ToolMoment]
    return [step for step in steps if step.tools]

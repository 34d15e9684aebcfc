"""Every write to the inventory of tools."""

from django.db import transaction

from accounts.actor import Actor
from core import clock
from knowledge.models import Tool, ToolReview
from privacy import journal


@transaction.atomic
def review_tool(*, actor: Actor, tool: Tool, stars: int, text: str) -> ToolReview:
    """Keep what a user thinks of a tool; a second review takes the place of the first."""
    values = {"stars": stars, "text": text.strip(), "given_on": clock.today()}
    review, _created = ToolReview.objects.update_or_create(tool=tool, user_id=actor.user_id or 0, defaults=values)
    journal.record(actor=actor, verb="tool_reviewed", subject=tool, stars=stars)
    return review


@transaction.atomic
def drop_review(*, actor: Actor, tool: Tool) -> int:
    """Take the own review away. Returns how many went."""
    gone, _kinds = ToolReview.objects.filter(tool=tool, user_id=actor.user_id or 0).delete()
    if gone:
        journal.record(actor=actor, verb="tool_review_dropped", subject=tool)
    return gone


@transaction.atomic
def tool_checked(*, actor: Actor, tool: Tool) -> Tool:
    """Note that a colleague looked at a tool today and that what stands here is right."""
    fresh = Tool.objects.select_for_update().get(pk=tool.pk)
    fresh.last_checked = clock.today()
    fresh.save(update_fields=["last_checked", "updated_at"])
    journal.record(actor=actor, verb="tool_checked", subject=fresh)
    return fresh

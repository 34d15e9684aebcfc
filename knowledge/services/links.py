"""Noting what links answered, and telling colleagues in one mail which are dead."""

from collections.abc import Callable

from django.db import transaction
from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.models import User
from core import clock
from core.links import absolute
from knowledge.enums import LinkHealth
from knowledge.fetching import Answer, Fetcher
from knowledge.models import Tool
from knowledge.rules.links import health_of
from knowledge.selectors.links import dead_per_keeper, links_to_check
from mailing.services import queue_mail
from privacy import journal

NAMED_IN_MAIL = 40


def check_piece(*, fetch: Fetcher, pause: Callable[[], None]) -> int:
    """Look at one piece of the links, one after another with a pause between them. Returns how many."""
    piece = links_to_check(clock.now(), clock.today())
    for number, (tool_id, url) in enumerate(piece):
        if number:
            pause()
        note_link(tool_id=tool_id, url=url, answer=fetch(url))
    return len(piece)


@transaction.atomic
def note_link(*, tool_id: int, url: str, answer: Answer) -> LinkHealth | None:
    """Keep what a link answered; None when the tool went or got another link meanwhile."""
    tool = Tool.objects.select_for_update().filter(pk=tool_id, website=url).first()
    if tool is None:
        return None
    before = tool.link_health
    health, tool.link_failures = health_of(answer.status, tool.link_failures)
    tool.link_health, tool.link_checked_at = health, clock.now()
    tool.link_note = (f"{answer.status} {answer.note}" if answer.status else answer.note).strip()[:120]
    if health != LinkHealth.DEAD:
        tool.dead_told_at = None
    fields = ["link_health", "link_failures", "link_checked_at", "link_note", "dead_told_at", "updated_at"]
    tool.save(update_fields=fields)
    if health != before and LinkHealth.DEAD in (health, before):
        journal.record(actor=SYSTEM, verb="tool_link_changed", subject=tool, health=health.value)
    return health


@transaction.atomic
def report_dead_links() -> int:
    """Send each colleague one mail with all dead links they do not know of yet. Returns how many mails were made."""
    now, found = clock.now(), dead_per_keeper()
    tools = {row.pk: row for row in Tool.objects.filter(pk__in={pk for rows in found.values() for pk in rows})}
    for person in User.objects.filter(pk__in=found):
        rows = [tools[pk] for pk in found[person.pk]]
        queue_mail(
            key=f"tool-links:{person.pk}:{now:%Y%m%d%H%M%S%f}",
            template="knowledge/email/dead_links",
            to=person.email,
            context={
                "total": len(rows),
                "tools": rows[:NAMED_IN_MAIL],
                "more": max(len(rows) - NAMED_IN_MAIL, 0),
                "link": absolute(reverse("admin:knowledge_tool_changelist") + "?link_health__exact=dood"),
            },
        )
    Tool.objects.filter(pk__in=tools).update(dead_told_at=now)
    return len(found)

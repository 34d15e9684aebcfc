"""Which links to look at, and which dead ones their keeper does not know of."""

import datetime as dt

from django.db.models import F, Q

from accounts.enums import StaffRole
from accounts.models import User
from catalogue.selectors import rule_value
from knowledge.enums import LinkHealth, ToolStatus
from knowledge.models import Tool

PIECE = 25


def links_to_check(now: dt.datetime, on: dt.date) -> list[tuple[int, str]]:
    """Return one piece of (tool, address), longest not seen first; a doubt is looked at again after a day.

    Raises `catalogue.rules.RuleMissing`.
    """
    again = now - dt.timedelta(days=int(rule_value("tool-link-days", on=on)))
    doubtful = Q(link_health=LinkHealth.SHY, link_failures__gt=0, link_checked_at__lte=now - dt.timedelta(days=1))
    due = Q(link_checked_at=None) | Q(link_checked_at__lte=again) | doubtful
    rows = Tool.objects.filter(due).exclude(website="").exclude(status=ToolStatus.GONE)
    order = F("link_checked_at").asc(nulls_first=True)
    return list(rows.order_by(order, "pk").values_list("pk", "website")[:PIECE])


def dead_per_keeper() -> dict[int, list[int]]:
    """Return the dead links nobody was told of, per colleague; without an active keeper the coordinators follow up."""
    rows = Tool.objects.filter(link_health=LinkHealth.DEAD, dead_told_at=None).exclude(status=ToolStatus.GONE)
    known = list(rows.order_by("pk").values_list("pk", "keeper_id", "keeper__is_active", "keeper__is_staff"))
    team = User.objects.filter(is_active=True, is_staff=True, staff_role=StaffRole.COORDINATOR)
    lead = list(team.order_by("pk").values_list("pk", flat=True)) if known else []
    found: dict[int, list[int]] = {}
    for tool, keeper, active, staff in known:
        for person in [keeper] if keeper and active and staff else lead:
            found.setdefault(person, []).append(tool)
    return found

"""Reads of campaigns and of what their channels brought."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse

from campaigns.enums import CampaignState, Target
from campaigns.models import Campaign, Channel, ChannelDay, CheckItem
from campaigns.rules.effects import PEOPLE, Figures, Period, cost_per_intake, hidden
from catalogue.selectors import rule_value
from core.via import VIA

COUNTS = ("visits", "scans", *PEOPLE)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel in a period and in the period before, with what it cost."""

    channel: Channel
    now: Figures
    before: Figures
    spent: Decimal
    per_intake: Decimal | None


@dataclass(frozen=True, slots=True)
class EffectPage:
    """What a campaign brought: a row for each channel, the totals, and how small a number of people is hidden."""

    campaign: Campaign
    period: Period
    rows: list[ChannelRow]
    total: Figures
    total_before: Figures
    planned: Decimal
    spent: Decimal
    per_intake: Decimal | None
    smallest: int


def campaign_named(public_id: UUID) -> Campaign | None:
    """Return one campaign."""
    return Campaign.objects.select_related("owner").filter(public_id=public_id).first()


def with_progress(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Add `checked` and `to_check`, the points of the checklist that are done and that are left."""
    left = Count("checks", filter=Q(checks__done_on=None), distinct=True)
    return rows.annotate(
        checked=Count("checks", filter=Q(checks__done_on__isnull=False), distinct=True), to_check=left
    ).select_related("owner")


def running_channel(code: str) -> Channel | None:
    """Return the channel behind a short code, also of a campaign that is over: a flyer hangs longer than it runs."""
    found = Channel.objects.select_related("item", "campaign").filter(code=code.lower())
    return found.exclude(campaign__state=CampaignState.DRAFT).first()


def channel_path(channel: Channel) -> str:
    """Return where a channel brings its visitor, with its code in the address."""
    if channel.target == Target.AGENDA and channel.item:
        path = reverse("campaigns:agenda_item", args=[channel.item.slug])
    else:
        names = {
            Target.INTAKE: "learners:intake_start",
            Target.COMPANY: "companies:register_start",
            Target.NEWSLETTER: "campaigns:newsletter",
        }
        path = reverse(names.get(Target(channel.target), "frontoffice:home"))
    return f"{path}?{VIA}={channel.code}"


def effect_page(campaign: Campaign, period: Period, on: dt.date) -> EffectPage:
    """Return what the channels of a campaign brought in a period and in the one before (4 queries). Raises RuleMissing."""
    smallest = int(rule_value("quality-min-group", on=on))
    channels = list(campaign.channels.order_by("pk"))
    numbers = [channel.pk for channel in channels]
    now, before = (_figures(numbers, one, smallest) for one in (period, period.before))
    lines = list(campaign.budget.values("channel", "planned", "spent"))
    costs = {
        number: sum((row["spent"] for row in lines if row["channel"] == number), Decimal(0)) for number in numbers
    }
    rows = [
        ChannelRow(
            one, now[one.pk], before[one.pk], costs[one.pk], cost_per_intake(costs[one.pk], now[one.pk].intakes)
        )
        for one in channels
    ]
    spent = sum((row["spent"] for row in lines), Decimal(0))
    return EffectPage(
        campaign=campaign,
        period=period,
        rows=rows,
        total=now[0],
        total_before=before[0],
        planned=sum((row["planned"] for row in lines), Decimal(0)),
        spent=spent,
        per_intake=cost_per_intake(spent, now[0].intakes),
        smallest=smallest,
    )


def _figures(channels: list[int], period: Period, smallest: int) -> dict[int, Figures]:
    """Figures by channel, and of all of them under 0."""
    days = ChannelDay.objects.filter(channel__in=channels, day__range=(period.first, period.last))
    rows: QuerySet[Any, Any] = days.values("channel").annotate(**{name: Sum(F(name)) for name in COUNTS})
    found = {number: dict.fromkeys(COUNTS, 0) for number in channels}
    for row in rows:
        found[row["channel"]] = {name: int(row[name]) for name in COUNTS}
    found[0] = {name: sum(row[name] for row in found.values()) for name in COUNTS}
    shut = {
        name: hidden({number: row[name] for number, row in found.items() if number}, smallest)
        | ({0} if 0 < found[0][name] < smallest else set())
        for name in PEOPLE
    }
    return {
        number: Figures(
            row["visits"],
            row["scans"],
            None if number in shut["intakes"] else row["intakes"],
            None if number in shut["registrations"] else row["registrations"],
            None if number in shut["companies"] else row["companies"],
        )
        for number, row in found.items()
    }


def checklist(campaign: Campaign) -> list[CheckItem]:
    """Return the points of a campaign: what is left first, by day."""
    rows = campaign.checks.select_related("channel", "owner")
    return list(rows.order_by(F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"))


def channels_of(campaign: Campaign) -> list[Channel]:
    """Return the channels of a campaign, oldest first."""
    return list(campaign.channels.select_related("item").order_by("pk"))

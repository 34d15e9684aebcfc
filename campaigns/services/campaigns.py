"""Every write to campaigns: their state, their checklist, and the counts of their channels."""

from django.db import transaction
from django.db.models import F

from accounts.actor import Actor
from campaigns.enums import CAMPAIGN_MOVES, CampaignState, Count
from campaigns.models import Campaign, Channel, ChannelDay, CheckItem
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal

STEPS = {
    "flyer": ("Tekst nagelezen", "Logo's van partners", "QR-code getest", "Gedrukt", "Verdeeld"),
    "sociaal": ("Tekst en beeld", "Toestemming voor de foto", "Ingepland", "Reacties opgevolgd"),
    "pers": ("Persbericht nagelezen", "Woordvoerder gevraagd", "Verstuurd", "Knipsel bewaard"),
    "nieuwsbrief": ("Tekst nagelezen", "Proef bekeken", "Verstuurd"),
    "schoolbezoek": ("Afspraak met de school", "Materiaal klaar", "Bezoek gedaan", "School bedankt"),
    "activiteit": ("Zaal vastgelegd", "Agendapunt gepubliceerd", "Materiaal klaar", "Evaluatie gelezen"),
    "qr": ("QR-code getest", "Toestemming van de plek", "Opgehangen", "Weggehaald"),
}
"""What usually has to be ready, by kind of channel."""


@transaction.atomic
def start_campaign(*, campaign: Campaign, actor: Actor) -> Campaign:
    """Let a campaign run: its short links work from now on. Raises MoveRefused without a channel."""
    row = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if not row.channels.exists():
        raise MoveRefused("Voeg eerst een kanaal toe.")
    return _move(row, CampaignState.RUNNING, actor)


@transaction.atomic
def close_campaign(*, campaign: Campaign, actor: Actor) -> Campaign:
    """Close a campaign. Its links keep working and counting: a flyer hangs longer than a campaign runs."""
    return _move(Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk), CampaignState.CLOSED, actor)


@transaction.atomic
def add_usual_checks(*, channel: Channel, actor: Actor) -> int:
    """Put the usual points of this kind of channel on the checklist, each once. Returns how many came."""
    known = set(channel.checks.values_list("text", flat=True))
    fresh = [
        CheckItem(campaign_id=channel.campaign_id, channel=channel, text=text)
        for text in STEPS.get(channel.kind, ())
        if text not in known
    ]
    CheckItem.objects.bulk_create(fresh)
    journal.record(actor=actor, verb="checklist_filled", subject=channel, points=len(fresh))
    return len(fresh)


@transaction.atomic
def tick_check(*, check: CheckItem, actor: Actor) -> CheckItem:
    """Note that a point is ready; ticking again opens it."""
    row = CheckItem.objects.select_for_update(of=("self",)).get(pk=check.pk)
    row.done_on = None if row.done_on else clock.today()
    row.save(update_fields=["done_on"])
    journal.record(actor=actor, verb="check_ticked", subject=row, done=row.done_on is not None)
    return row


@transaction.atomic
def count(*, code: str, what: Count) -> bool:
    """Count one visit, scan, intake or registration for a channel today. Returns whether the code is known.

    No line in the journal: nothing is known about who, and that is the point.
    """
    channel = Channel.objects.filter(code=code.lower()).exclude(campaign__state=CampaignState.DRAFT).first()
    if channel is None:
        return False
    today = clock.today()
    ChannelDay.objects.get_or_create(channel=channel, day=today)
    ChannelDay.objects.filter(channel=channel, day=today).update(**{str(what.value): F(what.value) + 1})
    return True


def _move(row: Campaign, target: str, actor: Actor) -> Campaign:
    require_move(CAMPAIGN_MOVES, row.state, target, f"Dat kan niet: de campagne staat op ‘{row.get_state_display()}’.")
    row.state = target
    row.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"campaign_{target}", subject=row)
    return row

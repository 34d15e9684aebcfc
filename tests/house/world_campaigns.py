"""What the small world has of campaigns, agenda and newsletters."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from campaigns.links import EVALUATION, KIOSK, TESTIMONIAL, subscriber_token
from core import tokens
from tests.factories.campaigns import (
    AgendaItemFactory,
    BudgetLineFactory,
    ChannelFactory,
    CheckItemFactory,
    DeliveryFactory,
    EvaluationFactory,
    ItemMaterialFactory,
    MaterialOrderFactory,
    MaterialVersionFactory,
    NewsletterFactory,
    PlanItemFactory,
    PostFactory,
    PressItemFactory,
    RegistrationFactory,
    StoryFactory,
    SubscriberFactory,
)


def campaign_rows() -> dict[str, Any]:
    """Make one of everything; return the rows with an address."""
    item = AgendaItemFactory(starts_at=timezone.now().replace(microsecond=0) + dt.timedelta(days=21))
    EvaluationFactory(item=item)
    ItemMaterialFactory(item=item)
    draft = NewsletterFactory()  # the first row of the desk is one that can be typed in
    channel, sent, subscriber = ChannelFactory(), NewsletterFactory(sent=True), SubscriberFactory()
    BudgetLineFactory(campaign=channel.campaign, channel=channel)
    CheckItemFactory(campaign=channel.campaign)
    DeliveryFactory(newsletter=sent, subscriber=subscriber)
    version = MaterialVersionFactory()
    MaterialOrderFactory(material=version.material)
    PlanItemFactory()
    PressItemFactory()
    return {
        "version": version,
        "item": item,
        "registration": RegistrationFactory(item=item),
        "channel": channel,
        "newsletter": draft,
        "sent_newsletter": sent,
        "subscriber": subscriber,
        "testimonial": _with_photo(StoryFactory()),
        "post": PostFactory(draft=False),
    }


def _with_photo(row: Any) -> Any:
    row.photo.save("foto.png", ContentFile(b"een foto"))
    return row


def campaign_arguments(world: Any) -> dict[str, list[Any]]:
    """Return the arguments of the addresses of this app."""
    letter, campaign = world.newsletter.public_id, world.channel.campaign.public_id
    return {
        "campaigns:kiosk_open": [tokens.sign(KIOSK, world.item.public_id)],
        "admin:campaigns_agendaitem_kiosk": [world.item.pk],
        "admin:campaigns_agendaitem_day": [world.item.pk],
        "campaigns:registration": [world.registration.code],
        "campaigns:registration_cancel": [world.registration.code],
        "campaigns:agenda_item": [world.item.slug],
        "campaigns:agenda_item_calendar": [world.item.slug],
        "campaigns:audience_calendar": ["scholen"],
        "campaigns:audience_feed": ["scholen"],
        "campaigns:entrance": [world.item.slug],
        "campaigns:check_in": [world.registration.code],
        "campaigns:evaluate": [tokens.sign(EVALUATION, world.registration.public_id)],
        "campaigns:testimonial_photo": [world.testimonial.public_id],
        "campaigns:testimonial_mine": [tokens.sign(TESTIMONIAL, world.testimonial.public_id)],
        "campaigns:material_download": [world.version.public_id],
        "campaigns:material_order": [world.version.material.public_id],
        "campaigns:post": [world.post.slug],
        "admin:campaigns_post_preview": [world.post.public_id],
        "campaigns:short_link": [world.channel.code],
        "admin:campaigns_campaign_page": [campaign],
        "admin:campaigns_campaign_act": [campaign, "sluit"],
        "campaigns:newsletter_read": [world.sent_newsletter.slug],
        "campaigns:newsletter_mine": [subscriber_token(world.subscriber)],
        "campaigns:newsletter_stop": [subscriber_token(world.subscriber)],
        "admin:campaigns_newsletter_act": [letter, "stop"],
        **{f"admin:campaigns_newsletter_{name}": [letter] for name in ("page", "progress", "preview")},
    }

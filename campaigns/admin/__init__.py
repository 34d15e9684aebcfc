"""Campaigns, agenda and newsletters on the staff desk."""

from campaigns.admin.agenda import AgendaItemAdmin, RegistrationAdmin
from campaigns.admin.campaigns import CampaignAdmin
from campaigns.admin.materials import MaterialAdmin, MaterialOrderAdmin, PlanItemAdmin, PressItemAdmin
from campaigns.admin.newsletters import DeliveryAdmin, NewsletterAdmin, SubscriberAdmin
from campaigns.admin.storytelling import PostAdmin, TestimonialAdmin

__all__ = [
    "AgendaItemAdmin",
    "CampaignAdmin",
    "DeliveryAdmin",
    "MaterialAdmin",
    "MaterialOrderAdmin",
    "NewsletterAdmin",
    "PlanItemAdmin",
    "PostAdmin",
    "PressItemAdmin",
    "RegistrationAdmin",
    "SubscriberAdmin",
    "TestimonialAdmin",
]

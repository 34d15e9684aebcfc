from campaigns.models.agenda import AgendaItem, Evaluation, ItemMaterial, Registration
from campaigns.models.campaign import BudgetLine, Campaign, Channel, ChannelDay, CheckItem
from campaigns.models.materials import Material, MaterialOrder, MaterialVersion, PlanItem, PressItem
from campaigns.models.newsletter import Delivery, Newsletter, NewsletterLog, Subscriber
from campaigns.models.storytelling import Post, Testimonial

__all__ = [
    "AgendaItem",
    "BudgetLine",
    "Campaign",
    "Channel",
    "ChannelDay",
    "CheckItem",
    "Delivery",
    "Evaluation",
    "ItemMaterial",
    "Material",
    "MaterialOrder",
    "MaterialVersion",
    "Newsletter",
    "NewsletterLog",
    "PlanItem",
    "Post",
    "PressItem",
    "Registration",
    "Subscriber",
    "Testimonial",
]

"""Campaigns, newsletters and their readers in the demonstration."""

import datetime as dt

from accounts.models import User
from campaigns.enums import Audience, CampaignState, ChannelKind, DeliveryState, NewsletterState, SubscriberState
from campaigns.models import BudgetLine, Campaign, Channel, ChannelDay, CheckItem, Delivery, Newsletter, Subscriber
from catalogue.models import Subregion
from frontoffice.demo.plan import World
from mailing.stopping import address_key

READERS = 60
BODY = """## Kom kijken

Op de **beurs duaal leren** praat je met bedrijven en scholen uit je streek. Inschrijven is gratis.

## Nieuw op het portaal

- Een snelle scan voor bedrijven: in vijf minuten weet je of je klaar bent.
- Een kalender om op je telefoon te zetten.

Vragen? [Stel ze hier](https://steunpunt.example/stel-je-vraag/)."""
LETTERS = (("Nieuws van de herfst", 40, NewsletterState.SENT), ("Nieuws van de winter", 0, NewsletterState.DRAFT))


def build_newsletters(world: World, owner: User) -> int:
    """Make readers in every sub-region, one newsletter that left and one to send. Returns the number of readers."""
    regions = [None, *Subregion.objects.order_by("pk")]
    roles = list(Audience)
    for number in range(READERS):
        Subscriber.objects.update_or_create(
            email=f"lezer{number}@lezers.example",
            defaults={
                "role": roles[number % len(roles)],
                "subregion": regions[number % len(regions)],
                "state": SubscriberState.CONFIRMED,
                "confirmed_at": world.now - dt.timedelta(days=50),
                "is_demo": True,
            },
        )
    for number, (title, days, state) in enumerate(LETTERS, 1):
        moment = world.now - dt.timedelta(days=days) if days else None
        total = READERS if days else 0
        letter, _made = Newsletter.objects.update_or_create(
            slug=f"voorbeeld-nieuws-{number}",
            defaults={
                "title": title,
                "summary": "Een voorbeeld: wat er te doen is en wat er nieuw is.",
                "body": BODY,
                "owner": owner,
                "state": state,
                "started_at": moment,
                "finished_at": moment,
                "total": total,
                "done": total,
                "is_demo": True,
            },
        )
        _deliver(letter)
    return READERS


def _deliver(letter: Newsletter) -> None:
    """Note for each reader that a letter left; two came back."""
    if letter.started_at is None or letter.deliveries.exists():
        return
    readers = Subscriber.objects.filter(is_demo=True).order_by("pk")
    Delivery.objects.bulk_create(
        Delivery(
            newsletter=letter,
            subscriber=one,
            address_key=address_key(one.email),
            state=DeliveryState.BOUNCED if place in (7, 31) else DeliveryState.QUEUED,
            left_at=letter.started_at,
        )
        for place, one in enumerate(readers)
    )


CHANNELS = (
    (ChannelKind.FLYER, "Flyer in scholen", 9, 4, 2, 380),
    (ChannelKind.SOCIAL, "Bericht op sociale media", 31, 0, 1, 150),
    (ChannelKind.QR, "Affiche in de bibliotheek", 2, 6, 0, 0),
    (ChannelKind.EVENT, "Stand op de beurs", 5, 9, 1, 220),
)
DAYS = 40
CHECKS = (
    ("Tekst nagelezen", -20, True),
    ("QR-code getest", -12, True),
    ("Flyers verdeeld", -2, False),
    ("Nota voor het POF", 9, False),
)


def build_campaign(world: World, owner: User) -> None:
    """Make one campaign that runs, with four channels and what they brought day by day."""
    campaign, _made = Campaign.objects.update_or_create(
        title="Voorbeeldcampagne: leren op de werkvloer",
        defaults={
            "goal": "Jongeren en ouders in elke streek weten dat duaal leren bestaat en vinden de weg naar de vragen.",
            "wanted_intakes": 120,
            "audience": Audience.LEARNERS,
            "starts_on": world.today - dt.timedelta(days=DAYS),
            "ends_on": world.today + dt.timedelta(days=30),
            "owner": owner,
            "state": CampaignState.RUNNING,
            "is_demo": True,
        },
    )
    for kind, name, visits, scans, intakes, spent in CHANNELS:
        channel, _made = Channel.objects.update_or_create(campaign=campaign, name=name, defaults={"kind": kind})
        if spent:
            values = {"planned": spent + 40, "spent": spent}
            BudgetLine.objects.update_or_create(campaign=campaign, channel=channel, label=name, defaults=values)
        days = [
            ChannelDay(
                channel=channel,
                day=world.today - dt.timedelta(days=back),
                visits=visits + back % 5,
                scans=scans and scans + back % 3,
                intakes=intakes if back % 3 == 0 else 0,
                registrations=1 if back % 9 == 0 else 0,
            )
            for back in range(DAYS)
        ]
        ChannelDay.objects.bulk_create(days, ignore_conflicts=True)
    for text, days_ahead, is_done in CHECKS:
        due = world.today + dt.timedelta(days=days_ahead)
        checked = {"due_on": due, "owner": owner, "done_on": due if is_done else None}
        CheckItem.objects.update_or_create(campaign=campaign, text=text, defaults=checked)

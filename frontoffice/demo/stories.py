"""Testimonials, posts, materials and the plan for PR and MarCom in the demonstration."""

import datetime as dt

from django.core.files.base import ContentFile

from accounts.models import User
from campaigns.enums import Audience, MaterialKind, PostKind, PostState, PressKind, TestimonialState
from campaigns.models import Material, MaterialVersion, PlanItem, Post, PressItem, Testimonial
from core.uploads import CleanFile
from frontoffice.demo.plan import World

VOICES = (
    (
        "Amber (verzonnen)",
        "leert lasser duaal",
        "Op mijn werkplek doe ik 's ochtends wat ik gisteren op school leerde.",
        Audience.LEARNERS,
    ),
    (
        "Zaakvoerder van Voorbeeld Elektro",
        "neemt elk jaar twee lerenden",
        "Na drie maanden wisten we: die blijft. Ze kent onze klanten al.",
        Audience.COMPANIES,
    ),
    (
        "Directie van een voorbeeldschool",
        "biedt vijf duale opleidingen",
        "Onze leraren komen nu ook in bedrijven. Dat merk je in de klas.",
        Audience.SCHOOLS,
    ),
)
POSTS = (
    (
        "Zo verliep de beurs",
        PostKind.NEWS,
        Audience.EVERYONE,
        "Foto's en cijfers van een volle zaal.",
        "Meer dan **honderd** bezoekers praatten met bedrijven en scholen.",
        None,
    ),
    (
        "Een dag mee met een mentor",
        PostKind.STORY,
        Audience.COMPANIES,
        "Wat doet een mentor eigenlijk?",
        "## 's Ochtends\n\nEerst overlopen ze samen de planning.\n\n## 's Middags\n\nDe lerende doet, de mentor kijkt.",
        None,
    ),
    (
        "Premies op een rij",
        PostKind.PAGE,
        Audience.COMPANIES,
        "Waar je op kunt rekenen.",
        "Er bestaat een premie voor wie een lerende opleidt. Kijk altijd in de bron na hoeveel euro dat nu is.",
        10,
    ),
)
MATERIALS = (
    ("Flyer voor ouders", MaterialKind.FLYER, Audience.LEARNERS, "Wat duaal leren is, op één blad.", True),
    ("Affiche voor in de klas", MaterialKind.POSTER, Audience.SCHOOLS, "Toont in één beeld: leren en werken.", True),
    ("Presentatie voor bedrijven", MaterialKind.KIT, Audience.COMPANIES, "Tien dia's om zelf te gebruiken.", False),
)
PDF = CleanFile(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
                b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "application/pdf", "pdf")  # fmt: skip
PLAN = (
    ("Persmoment op de beurs", -20, True),
    ("Ambassadeurs bezoeken drie scholen", 12, False),
    ("Nieuwe flyer in vier talen", 45, False),
)


def build_stories(world: World, owner: User) -> None:
    """Make a voice for each door, three posts, three materials, an article and a plan with dates."""
    today = world.today
    for name, role, quote, audience in VOICES:
        values = {
            "role": role,
            "quote": quote,
            "audience": audience,
            "consent_by": name,
            "consent_on": today - dt.timedelta(days=30),
            "consent_until": today + dt.timedelta(days=335),
            "state": TestimonialState.PUBLISHED,
            "is_demo": True,
        }
        Testimonial.objects.update_or_create(name=name, defaults=values)
    for number, (title, kind, audience, summary, body, days) in enumerate(POSTS, 1):
        values = {
            "title": title,
            "kind": kind,
            "audience": audience,
            "summary": summary,
            "body": body,
            "owner": owner,
            "publish_on": today - dt.timedelta(days=7 * number),
            "facts_until": today + dt.timedelta(days=days) if days else None,
            "state": PostState.PUBLISHED,
            "is_demo": True,
        }
        Post.objects.update_or_create(slug=f"voorbeeld-bericht-{number}", defaults=values)
    _build_shelf(world, owner)


def _build_shelf(world: World, owner: User) -> None:
    for title, kind, audience, about, on_paper in MATERIALS:
        values = {
            "kind": kind,
            "audience": audience,
            "about": about,
            "on_paper": on_paper,
            "owner": owner,
            "is_demo": True,
        }
        material, made = Material.objects.update_or_create(title=title, defaults=values)
        if made:
            _add_file(material)
    PressItem.objects.update_or_create(
        title="Voorbeeld: leren op de werkvloer", defaults={"kind": PressKind.PRESS, "outlet": "Voorbeeldkrant", "published_on": world.today - dt.timedelta(days=15)}
    )  # fmt: skip
    for title, days, is_done in PLAN:
        due = world.today + dt.timedelta(days=days)
        values = {
            "owner": owner,
            "starts_on": due - dt.timedelta(days=30),
            "due_on": due,
            "done_on": due if is_done else None,
        }
        PlanItem.objects.update_or_create(title=title, defaults=values)


def _add_file(material: Material) -> None:
    MaterialVersion.objects.create(
        material=material,
        number=1,
        file=ContentFile(PDF.content, name="bestand.pdf"),
        content_type=PDF.content_type,
        size=len(PDF.content),
        downloads=12,
    )

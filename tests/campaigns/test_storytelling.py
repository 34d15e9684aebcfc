"""Testimonials come with a yes and go with a no; what colleagues write is safe and does not go stale unseen."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageFile

from accounts.actor import SYSTEM
from campaigns import links
from campaigns.enums import Audience
from campaigns.enums import TestimonialState as StoryState
from campaigns.models import Post
from campaigns.models import Testimonial as Story
from campaigns.rules.storytelling import facts_in
from campaigns.services import storytelling as services
from campaigns.tasks import watch_content
from core.states import MoveRefused
from core.testing import PortalClient
from core.uploads import CleanFile
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import PostFactory, StoryFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db


def png():
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "PNG")
    return written.getvalue()


def with_photo(row):
    return services.set_photo(testimonial=row, clean=CleanFile(png(), "image/png", "png"), actor=SYSTEM)


def door(client, name="learners"):
    return client.get(reverse(f"frontoffice:door_{name}")).content.decode()


def test_shown_on_its_door_and_its_programme_as_long_as_the_consent_lasts(client):
    DatedRuleFactory(key="availability-term", value=60)
    programme = ProgrammeFactory()
    row = StoryFactory(name="Noor", video_link="https://video.example/noor")
    row.programmes.add(programme)
    StoryFactory(name="Nog niet", draft=True)
    StoryFactory(name="Voorbij", consent_until=timezone.localdate() - dt.timedelta(days=1))
    page = client.get(reverse("catalogue:programme_page", args=[programme.slug])).content.decode()
    assert "Noor" in page
    assert "Noor" in door(client)
    assert "Noor" not in door(client, "companies")
    everything = client.get(reverse("campaigns:testimonials")).content.decode()
    assert "Noor" in everything
    assert "Nog niet" not in everything
    assert "Voorbij" not in everything
    assert '<a href="https://video.example/noor"' in everything
    assert "<iframe" not in everything
    assert "<video" not in everything
    with time_machine.travel(timezone.now() + dt.timedelta(days=301)):
        assert "Noor" not in door(client), "no task has to run first"


def test_withdrawn_is_gone_at_once_everywhere_and_nothing_is_kept(client, django_capture_on_commit_callbacks):
    row = with_photo(StoryFactory(name="Noor", email="noor@voorbeeld.be", photo_text="Noor last"))
    photo = reverse("campaigns:testimonial_photo", args=[row.public_id])
    seen = client.get(photo)
    assert b"".join(seen.streaming_content) == png()
    assert "no-store" in seen["Cache-Control"]
    assert "no-store" in client.get(reverse("campaigns:testimonials"))["Cache-Control"]
    stored = row.photo.storage
    name = Story.objects.get().photo.name
    assert stored.exists(name)
    mine = links.testimonial_link(row).partition("//")[2].partition("/")[2]
    assert "Haal mijn getuigenis weg" in client.get(f"/{mine}").content.decode()
    assert "Noor" in door(client)
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            page = client.post(f"/{mine}", follow=True).content.decode()
    assert "Je getuigenis is weg" in page
    assert "Noor" not in door(client)
    assert client.get(photo).status_code == 404
    assert not stored.exists(name)
    row = Story.objects.get()
    assert (row.state, row.name, row.quote, row.email, row.consent_by) == (StoryState.WITHDRAWN, "", "", "", "")
    with pytest.raises(MoveRefused):
        services.publish_testimonial(testimonial=row, actor=SYSTEM)


def test_publishing_asks_for_a_consent_of_today_and_mails_the_link():
    late = StoryFactory(draft=True, consent_until=timezone.localdate() - dt.timedelta(days=1))
    with pytest.raises(MoveRefused, match="voorbij"):
        services.publish_testimonial(testimonial=late, actor=SYSTEM)
    bare = with_photo(StoryFactory(draft=True))
    with pytest.raises(MoveRefused, match="Beschrijf"):
        services.publish_testimonial(testimonial=bare, actor=SYSTEM)
    services.publish_testimonial(testimonial=StoryFactory(draft=True, email="noor@x.be"), actor=SYSTEM)
    assert "/getuigenissen/mijn/" in OutboxMail.objects.get().text


@pytest.fixture
def desk():
    client = PortalClient()
    client.force_login(UserFactory(staff=True))
    return client


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("foto.png", png()[:70], "beschadigd"),
        ("foto.png", b"", "leeg"),
        ("foto.svg", b"<svg onload=alert(1)>", "Dit soort bestand nemen we niet aan"),
        ("foto.pdf", b"%PDF-1.4\n%%EOF", "Dit is geen foto"),
    ],
)
def test_a_broken_photo_gets_a_sentence_and_loses_nothing(desk, name, content, sentence, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as after the first PDF of a process
    row = StoryFactory(draft=True)
    address = reverse("admin:campaigns_testimonial_change", args=[row.pk])
    typed = {
        "name": "Anders", "role": row.role, "quote": row.quote, "audience": row.audience, "consent_by": row.consent_by,
        "consent_on": row.consent_on, "consent_until": row.consent_until, "upload": SimpleUploadedFile(name, content),
    }  # fmt: skip
    page = desk.post(address, typed).content.decode()
    assert sentence in page
    assert 'value="Anders"' in page
    row.refresh_from_db()
    assert (row.name != "Anders", row.photo.name) == (True, "")


def test_a_good_photo_is_written_anew(desk):
    row = StoryFactory(draft=True)
    typed = {
        "name": row.name, "role": row.role, "quote": row.quote, "audience": row.audience, "consent_by": row.consent_by,
        "consent_on": row.consent_on, "consent_until": row.consent_until,
        "upload": SimpleUploadedFile("../../etc/foto.php", png()),
    }  # fmt: skip
    answer = desk.post(reverse("admin:campaigns_testimonial_change", args=[row.pk]), typed)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.photo.name.endswith(".png")
    assert "etc" not in row.photo.name


def test_consents_that_are_over_are_noted_once_and_later_wiped():
    DatedRuleFactory(key="retention-testimonial", value=60, unit="dagen")
    with time_machine.travel("2026-03-02 12:00+01:00", tick=False):
        row = StoryFactory(consent_until=dt.date(2026, 3, 1))
        for _twice in range(2):
            watch_content()
        row.refresh_from_db()
        assert row.state == StoryState.EXPIRED
    last = dt.date(2026, 3, 1) + dt.timedelta(days=60)
    assert run_policy("campaigns.testimonials", last) == 0
    assert run_policy("campaigns.testimonials", last + dt.timedelta(days=1)) == 1


def test_a_post_is_there_from_its_first_day_until_its_last(client):
    today = timezone.localdate()
    PostFactory(title="Nu te lezen")
    later = PostFactory(title="Pas later", publish_on=today + dt.timedelta(days=1))
    over = PostFactory(title="Al weg", publish_on=today - dt.timedelta(days=9), expires_on=today)
    draft = PostFactory(title="Ontwerp", draft=True)
    page = client.get(reverse("campaigns:posts")).content.decode()
    assert "Nu te lezen" in page
    for row in (later, over, draft):
        assert row.title not in page
        assert client.get(reverse("campaigns:post", args=[row.slug])).status_code == 404


def test_posts_stand_on_their_door_and_markdown_is_cleaned(client):
    row = PostFactory(
        title="Voor bedrijven",
        audience=Audience.COMPANIES,
        body="## Dag\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))",
    )
    assert "Voor bedrijven" in door(client, "companies")
    assert "Voor bedrijven" not in door(client, "schools")
    page = client.get(reverse("campaigns:post", args=[row.slug])).content.decode()
    assert "<script>alert" not in page
    assert "javascript:" not in page.partition('<div class="prose">')[2].partition("</div>")[0].replace(
        "[x](javascript:alert(1))", ""
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Je krijgt 500 euro premie.", ("euro", "premie")),
        ("Binnen 20 lesdagen", ("20 lesdagen",)),
        ("Het is verplicht volgens het decreet", ("verplicht", "decreet")),
        ("Kom kijken op de beurs", ()),
    ],
)
def test_amounts_and_rules_are_seen(text, facts):
    assert tuple(found.strip() for found in facts_in(text)) == facts


def test_amounts_need_a_day_and_their_owner_hears_in_time():
    DatedRuleFactory(key="content-warning", value=14)
    with time_machine.travel("2026-03-02 12:00+01:00", tick=False):
        row = PostFactory(draft=True, body="Je krijgt 500 euro.")
        with pytest.raises(MoveRefused, match="euro"):
            services.release_post(post=row, actor=SYSTEM)
        Post.objects.update(facts_until=dt.date(2026, 3, 1))
        with pytest.raises(MoveRefused, match="kloppen niet meer"):
            services.release_post(post=row, actor=SYSTEM)
        Post.objects.update(facts_until=dt.date(2026, 3, 20))
        services.release_post(post=row, actor=SYSTEM)
        watch_content()
        assert not OutboxMail.objects.exists()
    with time_machine.travel("2026-03-06 12:00+01:00", tick=False):
        for _twice in range(2):
            watch_content()
        assert OutboxMail.objects.get().to == row.owner.email
        Post.objects.update(facts_until=dt.date(2026, 3, 7))
        watch_content()
        assert OutboxMail.objects.count() == 2


def test_stale_amounts_are_on_the_work_list(desk):
    PostFactory(title="Oude premie", facts_until=timezone.localdate() - dt.timedelta(days=1))
    PostFactory(title="Nog lang goed", facts_until=timezone.localdate() + dt.timedelta(days=90))
    page = desk.get(reverse("admin:work_list", args=["berichten"])).content.decode()
    assert "Oude premie" in page
    assert "Nog lang goed" not in page


def test_a_preview_shows_a_draft_to_colleagues(desk, client):
    row = PostFactory(draft=True, title="Bijna klaar")
    address = reverse("admin:campaigns_post_preview", args=[row.public_id])
    assert "Zo zien bezoekers het" in desk.get(address).content.decode()
    assert client.get(address).status_code == 302


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_pages_cost_the_same_for_any_number(client, django_assert_num_queries, rows):
    StoryFactory.create_batch(rows)
    PostFactory.create_batch(rows)
    for name in ("testimonials", "posts"):
        with django_assert_num_queries(2):
            client.get(reverse(f"campaigns:{name}"))

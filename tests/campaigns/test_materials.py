"""Materials: the newest version of each language, counted downloads, orders, broken files, and the plan."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from lxml import html

from accounts.actor import SYSTEM
from campaigns.enums import Audience, OrderState
from campaigns.models import Material, MaterialOrder, MaterialVersion
from campaigns.services import materials as services
from core.states import MoveRefused
from core.testing import PortalClient
from core.uploads import CleanFile
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import MaterialFactory, MaterialOrderFactory, MaterialVersionFactory, PlanItemFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
PDF = CleanFile(b"%PDF-1.4 nieuw %%EOF", "application/pdf", "pdf")
WANTED = {
    "language": "nl", "copies": "50", "organisation": "De Voorbeeldschool", "name": "An", "email": "AN@voorbeeld.be",
    "address": "Voorbeeldstraat 1", "once_key": "a" * 32,
}  # fmt: skip


def test_visitors_get_the_newest_version_of_each_language(client):
    material = MaterialFactory(title="Flyer voor ouders")
    for language in ("nl", "nl", "fr"):
        services.add_version(material=material, language=language, clean=PDF, actor=SYSTEM)
    assert list(material.versions.values_list("language", "number")) == [("fr", 1), ("nl", 2), ("nl", 1)]
    MaterialFactory(title="Voor intern", is_shown=False)
    page = client.get(reverse("campaigns:materials")).content.decode()
    old, new = material.versions.filter(language="nl").order_by("number")
    assert str(new.public_id) in page
    assert str(old.public_id) not in page
    assert "Voor intern" not in page


def test_a_download_is_counted_and_has_a_name_of_its_own(client):
    version = MaterialVersionFactory(material__title="Flyer: voor 'ouders'")
    address = reverse("campaigns:material_download", args=[version.public_id])
    client.head(address)
    for _time in range(2):
        answer = client.get(address)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert 'filename="flyer-voor-ouders-nl-v1.pdf"' in answer["Content-Disposition"]
    version.refresh_from_db()
    assert version.downloads == 2
    Material.objects.update(is_shown=False)
    assert client.get(address).status_code == 404


def test_an_order_is_one_and_is_told_at_each_step(client):
    DatedRuleFactory(key="material-order-days", value=10)
    material = MaterialFactory()
    address = reverse("campaigns:material_order", args=[material.public_id])
    for _twice in range(2):
        page = client.post(address, WANTED, follow=True).content.decode()
    assert "wanneer we het ten laatste bezorgen" in page
    order = MaterialOrder.objects.get()
    assert order.due_on == timezone.localdate() + dt.timedelta(days=10)
    assert (order.copies, order.email, order.state) == (50, "an@voorbeeld.be", OrderState.ASKED)
    services.send_order(order=order, actor=SYSTEM)
    with pytest.raises(MoveRefused):
        services.refuse_order(order=order, actor=SYSTEM)
    subjects = list(OutboxMail.objects.order_by("pk").values_list("subject", flat=True))
    assert [subject.partition(":")[0] for subject in subjects] == [
        "We hebben je bestelling",
        "Je bestelling is onderweg",
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"copies": "0"}, "minstens 1"),
        ({"copies": "5000"}, "meer dan 1000"),
        ({"copies": "veel"}, "Vul een getal in"),
        ({"email": "an"}, "geen e-mailadres"),
        ({"address": ""}, "Vul het adres in"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(client, typed, sentence):
    address = reverse("campaigns:material_order", args=[MaterialFactory().public_id])
    page = client.post(address, WANTED | typed).content.decode()
    assert sentence in page
    assert "De Voorbeeldschool" in page
    assert not MaterialOrder.objects.exists()


def test_what_is_not_on_paper_cannot_be_ordered(client):
    material = MaterialFactory(on_paper=False)
    assert client.get(reverse("campaigns:material_order", args=[material.public_id])).status_code == 404


@pytest.fixture
def desk():
    client = PortalClient()
    client.force_login(UserFactory(staff=True))
    return client


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.4 afgebroken", "beschadigd"),
        (b"%PDF-1.4 /JavaScript (x) %%EOF", "script"),
        (b"MZ programma", "Dit soort bestand nemen we niet aan"),
        (b"", "leeg"),
    ],
)
def test_a_broken_file_gets_a_sentence_and_changes_nothing(desk, content, sentence):
    row = MaterialFactory(title="Zoals het was")
    typed = {
        "title": "Nieuwe titel", "kind": row.kind, "audience": Audience.EVERYONE, "about": row.about, "language": "fr",
        "upload": SimpleUploadedFile("flyer.pdf", content),
    }  # fmt: skip
    page = desk.post(reverse("admin:campaigns_material_change", args=[row.pk]), typed).content.decode()
    assert sentence in page
    assert 'value="Nieuwe titel"' in page
    row.refresh_from_db()
    assert row.title == "Zoals het was"
    assert not MaterialVersion.objects.exists()


def test_a_good_file_is_the_next_version(desk):
    row = MaterialVersionFactory().material
    address = reverse("admin:campaigns_material_change", args=[row.pk])
    (form,) = html.document_fromstring(desk.get(address).content.decode()).xpath("//form[.//*[@name='_save']]")
    typed = dict(form.form_values()) | {"language": "nl", "upload": SimpleUploadedFile("flyer.exe", PDF.content)}
    answer = desk.post(address, typed)
    assert answer.status_code == 302
    newest = row.versions.order_by("-number").first()
    assert (newest.number, newest.content_type) == (2, "application/pdf")
    assert newest.file.name.endswith(".pdf")


def test_the_desk_counts_downloads_and_copies_apart(desk):
    row = MaterialFactory(title="Geteld")
    MaterialVersionFactory(material=row, downloads=3)
    MaterialVersionFactory(material=row, number=2, downloads=4)
    MaterialOrderFactory(material=row, copies=50)
    MaterialOrderFactory(material=row, copies=25, state=OrderState.SENT)
    MaterialOrderFactory(material=row, copies=900, state=OrderState.REFUSED)
    page = desk.get(reverse("admin:campaigns_material_changelist")).content.decode()
    assert 'class="field-downloaded">7<' in page
    assert 'class="field-ordered">75<' in page


def test_names_of_who_ordered_go_and_the_number_stays():
    DatedRuleFactory(key="retention-enquiry", value=12, unit="maanden")
    sent = MaterialOrderFactory(state=OrderState.SENT)
    MaterialOrderFactory()
    later = timezone.localdate() + dt.timedelta(days=400)
    assert run_policy("campaigns.orders", later) == 1
    assert run_policy("campaigns.orders", later) == 0
    sent.refresh_from_db()
    assert (sent.name, sent.email, sent.address, sent.copies) == ("", "", "", 50)


def test_a_line_of_the_plan_is_ticked_and_opened_again():
    line = PlanItemFactory()
    assert services.tick_plan(item=line, actor=SYSTEM).done_on == timezone.localdate()
    assert services.tick_plan(item=line, actor=SYSTEM).done_on is None


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_shelf_costs_the_same_for_any_number(client, django_assert_num_queries, rows):
    MaterialVersionFactory.create_batch(rows)
    with django_assert_num_queries(2):
        client.get(reverse("campaigns:materials"))

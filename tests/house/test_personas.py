"""Every address of the portal, for every persona; and looking never changes anything."""

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotFound
from django.urls import reverse

from campaigns.models import AgendaItem
from companies.wizard import WIZARD as REGISTER
from learners.wizard import WIZARD as INTAKE
from tests.house.personas import IN_DEMO, POSTS, PUBLIC, STAFF_MODEL_PAGES, TABLE, statuses
from tests.house.sweep import GENERATED, WroteOnRead, generated_names, read_only, url_names
from tests.house.world import PERSONAS, arguments

GETS, CHANGES = statuses(TABLE), statuses(POSTS)
SIGN_IN = "/aanmelden/"
STAFF, VISITORS = {"staff", "coordinator"}, {"outsider", "learner", "parent"}
STRANGERS = sorted(set(PERSONAS) - STAFF)
REFUSED = {404, 403}
PAGE_READERS = {"learner", "member", "director", "staff"}  # together they read every kind of page, on each database


def once(persona):
    return pytest.param(persona, marks=pytest.mark.one_engine)


@pytest.fixture(autouse=True)
def _bare_refusal(monkeypatch):
    """Say "not found" in two words: thousands of refusals need not be drawn; `frontoffice` tests the page itself."""
    monkeypatch.setattr("steunpunt.urls.handler404", lambda request, exception: HttpResponseNotFound("Niet gevonden"))
    monkeypatch.setattr("frontoffice.refused.render", lambda *args, status: HttpResponse("Een knop", status=status))


@pytest.fixture(autouse=True)
def _bare_paper(monkeypatch):
    """Make no real PDF files: their own tests look at those."""
    monkeypatch.setattr("core.pdf._write", lambda text: text.encode())


def draw_nothing(monkeypatch):
    """Leave every page empty: the view has decided who gets in before its template is drawn."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *args, **kwargs: "")


def rows_missing(names, table):
    """Say which addresses have no row, and which rows have no address."""
    missing = sorted(set(names) - set(table))
    gone = sorted(set(table) - set(names))
    faults = [f"{name}: schrijf een rij in tests/house/personas.py" for name in missing]
    return faults + [f"{name}: dit adres bestaat niet meer, haal de rij weg" for name in gone]


def own_names():
    generated = generated_names()
    return {name for name in url_names() if name not in generated and not name.endswith("?")}


def address(name, args):
    return reverse(name, args=args.get(name, []))


def test_every_address_has_a_row():
    assert rows_missing(own_names(), GETS) == []


def test_an_address_without_a_row_and_a_row_without_an_address_are_seen():
    names = set(GETS) - {"frontoffice:home"} | {"schools:planted"}
    assert rows_missing(names, GETS) == [
        "schools:planted: schrijf een rij in tests/house/personas.py",
        "frontoffice:home: dit adres bestaat niet meer, haal de rij weg",
    ]


def test_only_the_staff_site_has_addresses_without_a_name():
    assert {name for name in url_names() if name.endswith("?")} == {"admin:?"}


def test_each_address_that_takes_a_post_only_has_its_posts_in_the_table():
    only_posts = {name for name, row in GETS.items() if set(row.values()) & {405}}
    assert only_posts - set(CHANGES) == set()


@pytest.mark.parametrize("persona", [one if one in PAGE_READERS else once(one) for one in PERSONAS])
def test_what_each_persona_gets(world, persona, monkeypatch):
    """Whole pages for those who together read each kind; for the others who gets in, which the view has decided then."""
    if persona not in PAGE_READERS:
        draw_nothing(monkeypatch)
    args, client = arguments(world), world.client(persona)
    faults = {}
    for name, row in GETS.items():
        with read_only():
            response = client.get(address(name, args))
        if response.status_code != row[persona]:
            faults[name] = (response.status_code, f"in de tabel {row[persona]}")
    assert faults == {}


def posted(world, persona, name, args):
    """Return the status of an empty POST, and undo what it did."""
    point = transaction.savepoint()
    try:
        return world.client(persona).post(address(name, args)).status_code
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.one_engine
@pytest.mark.parametrize("persona", PERSONAS)
def test_what_each_persona_may_send(world, persona):
    args = arguments(world)
    found = {name: posted(world, persona, name, args) for name in CHANGES}
    assert found == {name: row[persona] for name, row in CHANGES.items()}


@pytest.mark.one_engine
@pytest.mark.parametrize("persona", STRANGERS)
def test_who_may_not_see_a_page_cannot_post_to_it(world, persona):
    args = arguments(world)
    closed = [name for name, row in GETS.items() if row[persona] in REFUSED and row["staff"] == 200]
    assert len(closed) > 5 or persona in VISITORS
    assert {name: code for name in closed if (code := posted(world, persona, name, args)) not in REFUSED | {405}} == {}


@pytest.mark.one_engine
@pytest.mark.parametrize("persona", sorted(VISITORS))
def test_a_redirect_for_a_visitor_goes_to_the_sign_in(world, persona):
    """Of the pages that colleagues see: the redirect is no way round."""
    args, client = arguments(world), world.client(persona)
    guarded = {name for name, row in GETS.items() if row[persona] == 302 and row["staff"] == 200}
    guarded -= {"account_logout"}  # who is out already goes to the front page
    assert len(guarded) > 20
    targets = {name: client.get(address(name, args)).url for name in guarded}
    assert {name: url for name, url in targets.items() if not url.startswith((SIGN_IN, "/beheer/login/"))} == {}


@pytest.mark.one_engine
def test_what_the_street_may_read(world, settings):
    settings.DEMO = True
    args, client = arguments(world), world.client("outsider")
    reached = {name for name in GETS if client.get(address(name, args)).status_code == 200}
    assert reached == PUBLIC | IN_DEMO


def test_a_draft_of_the_agenda_is_no_page(world):
    draft = AgendaItem.objects.create(
        slug="nog-niet", title="Nog niet", kind="fair", starts_at=world.item.starts_at, ends_at=world.item.ends_at
    )
    assert world.client("outsider").get(reverse("campaigns:agenda_item", args=[draft.slug])).status_code == 404


@pytest.mark.parametrize("wizard", [INTAKE, REGISTER], ids=["intake", "register"])
def test_a_wizard_opens_at_its_first_step_only(world, wizard):
    client = world.client("outsider")
    first, *later = [step.slug for step in wizard.steps]
    assert client.get(wizard.address("step", first)).status_code == 200
    for slug in later:
        response = client.get(wizard.address("step", slug))
        assert (response.status_code, response.get("Location")) == (302, wizard.address("step", first)), slug


def model_pages(model, pages):
    """Yield the addresses the staff site made for a model, with the first row of it."""
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"geef tests/house/world.py een {model._meta.label}"
    for page in pages:
        args = [] if page in ("add", "changelist") else [row.pk]
        yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def every_model_page(persona):
    """Return every page of every model for colleagues and for one of each kind of stranger; of each other the list."""
    pages = GENERATED if persona in STAFF | {"outsider", "director"} else ("changelist",)
    return [url for model in admin.site._registry for url in model_pages(model, pages)]


@pytest.mark.one_engine
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_pages_of_every_model_are_for_staff(world, persona, monkeypatch):
    """Who gets in; `test_admin_smoke` reads the pages."""
    draw_nothing(monkeypatch)
    client = world.client(persona)
    allowed = STAFF_MODEL_PAGES if persona in STAFF else {302} if persona in VISITORS else {404}
    faults = {}
    for url in every_model_page(persona):
        with read_only():
            response = client.get(url)
        if response.status_code not in allowed:
            faults[url] = response.status_code
        elif persona in VISITORS and not response.url.startswith((SIGN_IN, "/beheer/login/")):
            faults[url] = response.url
    assert faults == {}


def test_a_page_that_writes_while_it_is_read_is_seen(world):
    with pytest.raises(WroteOnRead), transaction.atomic(), read_only():
        world.question.save(update_fields=["name"])
    with pytest.raises(WroteOnRead), transaction.atomic(), read_only():
        type(world.mail).objects.filter(pk=world.mail.pk).delete()
    client = world.client("member")
    with read_only():
        client.session.save()

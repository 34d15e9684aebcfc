"""A school asks the pool and an expert helps until it is closed; a signal goes from practice to an answer."""

import pytest
from django.urls import reverse

from core import clock
from expertise.models import Expert, ExpertiseRequest, ExpertSkill, NetworkGroup, NetworkMeeting, PolicySignal, Signal
from tests.journeys.steps import mails, press

pytestmark = pytest.mark.browser
ASKED = "Hoe verdelen we de taken als een zaak maar één mentor heeft?"
HEARD = "Kleine zaken vinden geen mentoropleiding in de buurt."


def act(somebody, row, key, **values):
    """Open the page of an act on the staff desk, fill it in and carry it out."""
    name = f"admin:expertise_{row._meta.model_name}_act"
    somebody.go(reverse(name, args=[row.pk, key]))
    form = somebody.page.locator("form.staff-form")
    for field, value in values.items():
        box = form.locator(f"[name={field}]")
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    with somebody.page.expect_navigation():
        form.locator("button[type=submit]").click()
    assert somebody.page.locator(".errorlist, .error-summary").count() == 0, somebody.text()


@pytest.fixture
def expert(portal):
    """Somebody of the pool with two hours who knows about mentors."""
    made = Expert.objects.create(name="Elke Expert", kind="sector", email="elke@journey.example", hours_bought=2)
    ExpertSkill.objects.create(expert=made, topic="mentor")
    return made


def test_a_request_goes_to_an_expert_and_is_closed(visitor, expert):
    director, colleague = visitor(), visitor(desk=True)
    director.enter_as("directeur")
    director.go("/expertise/vraag/")
    page = director.page
    press(page, "Stel")  # empty: told what is missing
    assert page.locator(".error-summary").count() == 1
    page.locator("[name=topic][value=mentor]").check(force=True)
    page.locator("[name=body]").fill(ASKED)
    press(page, "Stel")
    row = ExpertiseRequest.objects.get(body=ASKED)
    assert "We bekijken je vraag" in director.text()

    colleague.enter_as("steunpunt")
    act(colleague, row, "expert", expert=str(expert.pk))
    assert mails(expert.email, "request_for_expert").exists()
    today = clock.today()
    day = {"on_day": str(today.day), "on_month": str(today.month), "on_year": str(today.year)}
    act(colleague, row, "uren", **day, minutes="100", what="Langs geweest op school")
    act(colleague, row, "afronden", outcome="solved", answer="De mentor krijgt een dag per week hulp van een collega.")

    director.go(f"/expertise/vragen/{row.public_id}/")
    assert "100 minuten van een expert" in director.text()
    page.get_by_role("link", name="Zeg of het hielp").click()
    page.locator("[name=satisfaction]").first.check(force=True)
    press(page, "Geef dit antwoord")
    row.refresh_from_db()
    assert (row.state, bool(row.satisfaction)) == ("done", True)


def test_a_signal_goes_from_practice_to_an_answer(visitor):
    colleague = visitor(desk=True)
    colleague.enter_as("steunpunt")
    page = colleague.page
    group = NetworkGroup.objects.get_or_create(key="pof", defaults={"name": "POF"})[0]
    meeting = NetworkMeeting.objects.create(group=group, title="POF van de lente", starts_at=clock.now())
    colleague.go(reverse("admin:expertise_signal_add"))
    page.locator("[name=topic]").select_option("mentor")
    page.locator("[name=source]").select_option("meeting")
    page.locator("[name=text]").fill(HEARD)
    page.locator("[name=heard_on]").fill(f"{clock.today():%d/%m/%Y}")
    with page.expect_navigation():
        page.locator("[name=_save]").click()
    assert page.locator(".errorlist").count() == 0, colleague.text()
    heard = Signal.objects.get(text=HEARD)
    colleague.go(f"{reverse('admin:expertise_signal_group')}?rijen={heard.pk}")
    page.locator("[name=title]").fill("Mentoropleiding te ver weg")
    with page.expect_navigation():
        page.locator("form.staff-form button[type=submit]").click()
    signal = PolicySignal.objects.get(title="Mentoropleiding te ver weg")
    act(colleague, signal, "wegen", weight="3", why="We horen het in elke subregio.")
    act(colleague, signal, "pof", meeting=str(meeting.pk))
    act(colleague, signal, "versturen", addressee="cabinet", proposal="Organiseer de opleiding in elke subregio.")
    act(colleague, signal, "antwoord", answer="Er komt een aanbod in het najaar.")
    act(colleague, signal, "sluiten", reason="Het antwoord is doorgegeven.")
    signal.refresh_from_db()
    assert (signal.state, signal.answer) == ("closed", "Er komt een aanbod in het najaar.")

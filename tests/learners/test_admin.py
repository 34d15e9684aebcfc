"""The staff desk: the queue, the page of a case, and every act on it."""

import datetime as dt

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from learners.admin.acts import ACTS, BY_SLUG
from learners.enums import CASE_MOVES, CaseState, EventVerb
from learners.models import Case, CaseEvent, ContactDetails, Learner, Referral
from learners.selectors import desk
from privacy import journal
from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.learners import CaseEventFactory, CaseFactory, LearnerFactory, ReferralFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar", "cache_table")]
QUEUE = reverse("admin:learners_case_changelist")


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def lies():
    return UserFactory(staff=True, first_name="Lies", last_name="Maes", phone="+3251000000")


@pytest.fixture
def staff(client, lies):
    client.force_login(lies)
    return client


def page_of(case):
    return reverse("admin:learners_case_change", args=[case.pk])


def act_url(case, slug):
    return reverse("admin:learners_case_act", args=[case.pk, slug])


def test_the_queue_shows_the_oldest_promise_first(staff):
    later = CaseFactory(promised_by=TODAY + dt.timedelta(hours=5))
    late = CaseFactory(promised_by=TODAY - dt.timedelta(hours=1))
    text = staff.get(QUEUE).content.decode()
    assert text.index(late.learner.code) < text.index(later.learner.code)
    assert "Te laat: maandag 23 november om 10 uur" in text


def test_the_queue_is_a_queue_of_work(staff):
    """Promises by their moment, then days left, then age, and what is settled last, however it was made."""
    hours = [dt.timedelta(hours=number) for number in range(8)]
    settled = CaseFactory(placed=True, promised_by=TODAY - hours[7])
    closed = CaseFactory(closed=True, promised_by=TODAY - hours[6])
    old = CaseFactory(contacted=True, promised_by=TODAY - hours[5], contacted_at=TODAY)
    young = CaseFactory(matching=True, promised_by=TODAY - hours[6], contacted_at=TODAY)
    plenty = CaseFactory(matching=True, learner__clock_started_on=dt.date(2026, 11, 16))
    few = CaseFactory(introduced=True, learner__clock_started_on=dt.date(2026, 11, 3))
    running = CaseFactory(promised_by=TODAY + hours[2])
    broken = CaseFactory(promised_by=TODAY - hours[2], learner__clock_started_on=dt.date(2026, 11, 20))
    for age, case in enumerate([young, old, closed, settled]):
        Case.objects.filter(pk=case.pk).update(created_at=TODAY - dt.timedelta(days=age))
    wanted = [broken, running, few, plenty, old, young, settled, closed]
    found = staff.get(QUEUE).context["cl"].result_list
    assert [row.pk for row in found] == [case.pk for case in wanted]
    oldest_name_first = staff.get(QUEUE, {"o": "2"}).context["cl"].result_list
    assert [row.learner.code for row in oldest_name_first] == sorted(case.learner.code for case in wanted)


def test_the_queue_says_how_many_training_days_are_left(staff):
    CaseFactory(matching=True, learner=LearnerFactory(clock_started_on=dt.date(2026, 11, 9)))
    assert "Nog 11 lesdagen" in staff.get(QUEUE).content.decode()


@pytest.mark.parametrize(
    "term", ["yoran", "YORÀN", "baert", "{code}", "yoran@voorbeeld.be", "0470 99 88 77", "+32470998877"]
)
def test_the_search_finds_names_codes_and_numbers(staff, term):
    case = CaseFactory(contact=False)
    CaseFactory(contact__first_name="Bo", contact__last_name="Anders")
    learner = case.learner
    details = ContactDetails(
        learner=learner, first_name="Yoran", last_name="Baert", phone="+32470998877", email="yoran@voorbeeld.be"
    )
    from learners.services.intake import search_text_of

    details.search_text = search_text_of(details, learner)
    details.save()
    found = staff.get(QUEUE, {"q": term.format(code=learner.code)}).context["cl"].result_list
    assert [row.pk for row in found] == [case.pk]


def test_each_number_on_the_work_list_equals_the_rows_behind_it(staff, lies):
    from accounts.actor import Actor

    CaseFactory(promised_by=TODAY - dt.timedelta(hours=1))
    CaseFactory(promised_by=TODAY + dt.timedelta(hours=1), owner=None)
    CaseFactory(parked=True, state_due_on=TODAY.date())
    CaseFactory(parked=True, state_due_on=TODAY.date() + dt.timedelta(days=1))
    for started_on in (dt.date(2026, 10, 22), dt.date(2026, 10, 23), dt.date(2026, 10, 26)):
        CaseFactory(matching=True, learner=LearnerFactory(clock_started_on=started_on))
    counts = desk.queue_counts(Actor(user_id=lies.pk, is_staff=True))
    assert {pile.slug: pile.count for pile in counts} == {
        "te-laat": 1, "vandaag": 1, "opvolgen": 1, "opnieuw-bellen": 0, "klok": 2, "zonder-eigenaar": 1,
    }  # fmt: skip
    for pile in counts:
        assert len(staff.get(pile.url).context["cl"].result_list) == pile.count


def test_the_red_pile_is_what_the_clock_calls_red():
    from catalogue.selectors import school_calendar
    from learners.rules.countdown import Tone, countdown
    from learners.selectors.terms import terms_on

    rules, calendar, red = terms_on(TODAY.date()).search, school_calendar(), set()
    for offset in range(-45, 1):
        started_on = TODAY.date() + dt.timedelta(days=offset)
        case = CaseFactory(matching=True, learner__clock_started_on=started_on)
        if countdown(started_on, TODAY.date(), rules, calendar).tone is Tone.URGENT:
            red.add(case.pk)
    assert 10 < len(red) < 40
    assert {case.pk for case in desk.PILE_BY_SLUG["klok"].rows(Case.objects.all())} == red


def test_a_look_at_a_case_is_journalled_and_the_page_holds_what_a_caller_needs(staff):
    case = CaseFactory(contact__helper_name="Griet Baert")
    CaseEventFactory(case=case, text="Alleen voor collega's")
    ReferralFactory(case=case, partner=PartnerOrganisationFactory(name="CLB De Kaap"))
    text = staff.get(page_of(case)).content.decode()
    for word in (
        case.learner.contact.full_name,
        "+32 470 11 22 33",
        "Griet Baert",
        "Alleen voor collega",
        "CLB De Kaap",
    ):
        assert word in text
    assert "Noteer een gesprek" in text
    line = journal.lines_about(case.learner).get()
    assert (line.additional_data["verb"], line.additional_data["by"]) == ("read", "Lies Maes (Steunpunt)")


@pytest.mark.parametrize("state", CaseState.values)
def test_every_button_on_a_case_works_and_every_move_has_a_button(staff, state):
    traits = {} if state == "new" else {state: True}
    shown = [act for act in ACTS if act.possible(state)]
    moved = set()
    for act in shown:
        case = CaseFactory(**traits)
        if not act.fits(case):
            continue
        assert staff.get(act_url(case, act.slug)).status_code == 200
        response = staff.post(act_url(case, act.slug), typed_for(act.slug))
        assert response.status_code == 302, (act.slug, response.context["form"].errors)
        case.refresh_from_db()
        moved.add(case.state)
    assert moved - {state} == set(CASE_MOVES[state])


def typed_for(slug):
    partner = PartnerOrganisationFactory()
    return {
        "gesprek": {"text": "We spraken over bakken"},
        "afspraak": {
            "kind": "talk",
            "day": "2026-12-01",
            "hour": "14:30",
            "minutes": "30",
            "meeting": "phone",
            "with_whom": "Mira",
        },
        "notitie": {"text": "Belt liever na 16 uur"},
        "wijs-toe": {"owner": UserFactory(staff=True).pk},
        "wacht": {"until": "2026-12-15"},
        "sluit": {"reason": "Heeft werk"},
        "plek-kwijt": {"cause": "no_work", "ended_on": "20/11/2026", "wish": "same"},
        "termijn": {"on": "2026-11-16"},
        "week": {"at_school": ["0"], "at_work": ["1", "2", "3", "4"]},
        "gesprek-bedrijf": {"on": "2026-11-20", "company": "Bakkerij Boon"},
        "route": {"route": "dual"},
        "advies": {"readiness": "ready", "on": "2026-11-20", "source": "VTI De Klaver"},
        "verwijs": {
            "partner": partner.pk,
            "reason": "not_yet",
            "approach": "you_call",
            "consent_by": "Yoran zelf",
            "consent_on": "2026-11-23",
            "consent_medium": "phone",
            "shares": ["contact", "forward"],
        },
    }.get(slug, {})


@pytest.mark.parametrize(
    ("slug", "typed", "sentence"),
    [
        ("wacht", {"until": "2020-01-01"}, "Kies een dag na vandaag."),
        ("wacht", {"until": "32/13/2026"}, "Deze datum klopt niet."),
        ("sluit", {"reason": ""}, "Noteer waarom je dit dossier afsluit."),
        ("verwijs", {"consent_by": ""}, "Noteer wie toestemming gaf."),
        ("heropen", {}, "Dit dossier is niet afgesloten."),
    ],
)
def test_a_refused_act_says_why_and_changes_nothing(staff, slug, typed, sentence):
    case = CaseFactory(contacted=True)
    response = staff.post(act_url(case, slug), {**typed_for(slug), **typed})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    case.refresh_from_db()
    assert case.state == CaseState.CONTACTED
    assert not Referral.objects.exists()


def test_an_act_that_does_not_exist_is_not_found(staff):
    case = CaseFactory()
    assert staff.get(act_url(case, "ontploffen")).status_code == 404
    assert staff.get(reverse("admin:learners_case_act", args=[999_999, "sluit"])).status_code == 404


def test_the_desk_is_for_staff_only(client):
    case = CaseFactory()
    client.force_login(UserFactory())
    for url in (QUEUE, page_of(case), act_url(case, "sluit")):
        assert client.get(url).status_code in (302, 403, 404)
    client.post(act_url(case, "sluit"), {"reason": "weg"})
    case.refresh_from_db()
    assert case.state == CaseState.NEW


def test_a_row_cannot_be_typed_into(staff):
    case = CaseFactory()
    staff.post(page_of(case), {"state": "closed", "route": "naft", "owner": ""})
    assert Case.objects.values("state", "route").get() == {"state": "new", "route": "dual"}
    assert staff.get(reverse("admin:learners_case_add")).status_code == 403


def test_taking_several_cases_at_once(staff, lies):
    cases = [CaseFactory(owner=None), CaseFactory(owner=None)]
    staff.post(QUEUE, {"action": "take_cases", "_selected_action": [case.pk for case in cases]})
    assert set(Case.objects.values_list("owner", flat=True)) == {lies.pk}
    assert CaseEvent.objects.filter(verb=EventVerb.ASSIGNED).count() == 2


def test_a_correction_goes_through_the_service(staff):
    learner = CaseFactory().learner
    url = reverse("admin:learners_learner_change", args=[learner.pk])
    form = staff.get(url).context["adminform"].form
    values = {name: form.initial.get(name) or "" for name in form.fields if name != "may_promote"}
    values |= {"may_promote": "on", "max_minutes": "60", "municipality": learner.municipality_id}
    details = learner.contact
    inline = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 1, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1}
    values |= {f"contact-{key}": value for key, value in inline.items()}
    row = {
        "id": details.pk, "learner": learner.pk, "first_name": "Noé", "last_name": "Baert", "phone": "0470112233",
        "email": details.email, "prefer": "call", "moment": "any", "helper_name": "", "helper_phone": "",
        "helper_email": "",
    }  # fmt: skip
    response = staff.post(url, values | {f"contact-0-{key}": value for key, value in row.items()})
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert Learner.objects.get().max_minutes == 60
    assert ContactDetails.objects.get().search_text.startswith("noe baert")
    verbs = {line.additional_data["verb"] for line in journal.lines_about(learner)}
    assert {"learner_changed", "contact_changed", "read"} <= verbs
    line = LogEntry.objects.get()
    assert f"{learner.public_id}" in line.object_repr
    assert "Baert" not in f"{line.object_repr}{line.change_message}{line.get_change_message()}"


def test_a_referral_can_be_taken_back_from_the_list(staff):
    referral = ReferralFactory()
    url = reverse("admin:learners_referral_changelist")
    assert referral.partner.name in staff.get(url).content.decode()
    staff.post(url, {"action": "end_unanswered", "_selected_action": [referral.pk]})
    referral.refresh_from_db()
    assert referral.state == "closed"
    assert BY_SLUG["verwijs"].possible("contacted")

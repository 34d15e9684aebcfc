"""Two files of one person become one: nothing that hangs on the file that goes is lost, and its code stays a way in."""

import datetime as dt

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from accounts.actor import Actor
from learners.enums import CaseState, EventVerb, Readiness, ReferralState, TryResult
from learners.merging import How, keys_to, link_of
from learners.models import Case, CaseEvent, ContactDetails, FormerFile, Learner, TwoPeople
from learners.selectors.learner_page import learner_by_code
from learners.selectors.merging import _all_fields, facts_of_both, undeclared_keys
from learners.services.merging import keep_apart, merge_learners
from learners.services.wiping import wipe_case
from matchmaking.enums import ProposalState
from matchmaking.models import PairDecision, Proposal, Prospect
from privacy import journal
from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.catalogue import ActivityFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.learners import (
    AppointmentFactory,
    BreakOffFactory,
    CallTryFactory,
    CaseEventFactory,
    CaseFactory,
    ClockPauseFactory,
    CoViewFactory,
    HandInFactory,
    IntakeFactory,
    InterestEntryFactory,
    InterviewFactory,
    ReferralFactory,
)
from tests.factories.matchmaking import PairDecisionFactory, ProposalFactory, ProspectFactory
from tests.factories.placements import AgreementFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar", "cache_table")]
STAFF = Actor(name="Lies Maes", organisation="Steunpunt", is_staff=True)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def two():
    return CaseFactory(matching=True).learner, CaseFactory(matching=True).learner


def merge(two, **choices):
    stays, goes = two
    told = merge_learners(actor=STAFF, stays=stays, goes=goes, choices=choices)
    stays = Learner.objects.with_case().get(pk=stays.pk)
    return stays, told


def test_every_key_to_a_learner_or_a_case_is_declared():
    """Somebody who adds a table must say what a merge does with its rows: `learners/merging.py`."""
    assert undeclared_keys() == []


def test_a_new_key_is_seen_and_stops_a_merge(two):
    class Meta:
        app_label = "learners"

    fields = {"learner": models.ForeignKey(Learner, models.CASCADE, related_name="+"), "Meta": Meta}
    type("PlantedNote", (models.Model,), {"__module__": "learners.models", **fields})
    try:
        assert undeclared_keys() == ["learners.PlantedNote.learner"]
        with pytest.raises(ValidationError, match="PlantedNote"):
            merge(two)
    finally:
        del apps.all_models["learners"]["plantednote"]
        apps.clear_cache()
    assert Learner.objects.count() == 2


def test_no_row_of_the_file_that_goes_is_lost(two):
    """One row in every table that moves, found through the keys and not by a list in this test."""
    stays, goes = two
    IntakeFactory(learner=goes)
    CaseEventFactory(case=goes.case)
    ReferralFactory(case=goes.case, state=ReferralState.CLOSED)
    CallTryFactory(case=goes.case)
    AppointmentFactory(case=goes.case)
    CoViewFactory(learner=goes)
    ClockPauseFactory(learner=goes)
    InterviewFactory(learner=goes)
    BreakOffFactory(case=goes.case)
    ProposalFactory(learner=goes, opened=True)
    PairDecisionFactory(learner=goes)
    AgreementFactory(learner=goes)
    InterestEntryFactory(learner=goes)
    HandInFactory(confirmed=True, case=goes.case)
    goes.wanted_activities.add(ActivityFactory())
    third = CaseFactory(matching=True).learner
    merge_learners(actor=STAFF, stays=goes, goes=third, choices={})  # so that there is an old code to move too
    moving = [
        (model, field)
        for target in (Learner, Case)
        for model, field in keys_to(target)
        if link_of(model, field).how is How.MOVE and model._meta.label != "matchmaking.RoundSnapshot_learners"
    ]
    goes = Learner.objects.with_case().get(pk=goes.pk)
    before = {}
    for model, field in moving:
        owner = goes if issubclass(model._meta.get_field(field).related_model, Learner) else goes.case
        before[model._meta.label] = set(model._base_manager.filter(**{field: owner}).values_list("pk", flat=True))
    made = {"Intake", "CaseEvent", "Referral", "CallTry", "FormerFile", "Learner_wanted_activities", "Proposal",
            "PairDecision", "Agreement"}  # fmt: skip
    assert made <= {label.partition(".")[2] for label, rows in before.items() if rows}
    after, _told = merge((stays, goes))
    for model, field in moving:
        owner = after if issubclass(model._meta.get_field(field).related_model, Learner) else after.case
        kept = set(model._base_manager.filter(**{field: owner}).values_list("pk", flat=True))
        assert before[model._meta.label] <= kept, model
    assert not Learner.objects.filter(pk=goes.pk).exists()


def test_the_old_code_is_a_way_to_the_file_that_stays(two, client):
    old = two[1].code
    stays, _told = merge(two)
    assert learner_by_code(old) == stays
    page = client.post(reverse("learners:code_entry"), {"code": old})
    assert page.url == reverse("learners:my_page", args=[stays.public_id])
    assert old in client.get(page.url).content.decode()
    client.force_login(UserFactory(staff=True))
    queue = client.get(reverse("admin:learners_case_changelist"), {"q": old}).context["cl"].result_list
    assert [row.pk for row in queue] == [stays.case.pk]
    assert reverse("admin:learners_case_change", args=[stays.case.pk]) in (
        client.get(reverse("admin:search"), {"q": old}).content.decode()
    )


def test_who_looked_at_the_file_that_went_stays_visible(two):
    journal.record_read(actor=STAFF, subject=two[1], page="case")
    stays, _told = merge(two)
    former = FormerFile.objects.filter(learner=stays).values("old_pk")
    verbs = [line.additional_data["verb"] for line in journal.lines_about(stays, former=former)]
    assert "read" in verbs
    assert "learner_merged" in verbs


def test_facts_are_taken_as_chosen_and_what_only_one_knows_is_suggested(two):
    stays, goes = two
    Learner.objects.filter(pk=stays.pk).update(languages=["nl"], max_minutes=30)
    Learner.objects.filter(pk=goes.pk).update(
        languages=["fr"], max_minutes=60, readiness=Readiness.READY, readiness_on=TODAY.date(), readiness_source="KR"
    )
    ContactDetails.objects.filter(learner=stays).update(phone="", email="oud@example.be")
    ContactDetails.objects.filter(learner=goes).update(phone="+32470998877", email="nieuw@example.be")
    both = [Learner.objects.with_case().get(pk=each.pk) for each in two]
    facts = {fact.key: fact for fact in facts_of_both(*both)}
    assert (facts["contact-phone"].suggested, facts["languages"].suggested) == ("gaat", "allebei")
    stays, _told = merge(both, **{"contact-email": "gaat", "max_minutes": "blijft"})
    assert (stays.contact.phone.as_e164, stays.contact.email) == ("+32470998877", "nieuw@example.be")
    assert (stays.languages, stays.max_minutes) == (["nl", "fr"], 30)
    assert "998877" in stays.contact.search_text


def test_no_licence_and_a_licence_are_not_both_and_are_said_in_words(two):
    stays, goes = two
    Learner.objects.filter(pk=stays.pk).update(licences=["none"])
    Learner.objects.filter(pk=goes.pk).update(licences=["b"])
    both = [Learner.objects.with_case().get(pk=each.pk) for each in two]
    fact = next(fact for fact in facts_of_both(*both) if fact.key == "licences")
    assert "none" not in (fact.stays + fact.goes + fact.both).lower()
    stays, _told = merge(both, licences="allebei")
    assert stays.licences == ["b"]


def test_every_field_can_be_chosen():
    first, second = CaseFactory().learner, CaseFactory().learner
    shown = {name for fact in facts_of_both(first, second) for name in fact.fields}
    assert shown == set(_all_fields())


def test_facts_that_belong_together_are_taken_together(two):
    stays, goes = two
    Learner.objects.filter(pk=stays.pk).update(birth_year=2008, birth_month=3)
    Learner.objects.filter(pk=goes.pk).update(birth_year=2009, birth_month=None)
    both = [Learner.objects.with_case().get(pk=each.pk) for each in two]
    stays, _told = merge(both, birth_year="gaat")
    assert (stays.birth_year, stays.birth_month) == (2009, None)


def test_two_running_agreements_for_one_place_are_decided_by_people_first(two):
    place = AgreementFactory(learner=two[0]).workplace
    AgreementFactory(learner=two[1], workplace=place)
    with pytest.raises(ValidationError, match="overeenkomst voor dezelfde leerwerkplek"):
        merge(two)
    assert Learner.objects.filter(pk=two[1].pk).exists()


@pytest.mark.parametrize("further", ["stays", "goes"])
def test_of_two_proposals_of_one_place_the_further_one_runs_on(two, further):
    place = WorkplaceFactory()
    rows = {"stays": ProposalFactory(learner=two[0], workplace=place, opened=further == "stays")}
    rows["goes"] = ProposalFactory(learner=two[1], workplace=place, opened=further == "goes")
    stays, told = merge(two)
    assert told == ["Dezelfde plek was twee keer voorgesteld (1)"]
    assert Proposal.objects.filter(learner=stays).count() == 2
    live = Proposal.objects.live().get(learner=stays)
    assert (live.pk, live.state) == (rows[further].pk, ProposalState.OPEN)


def test_other_clashes_leave_one_and_say_so(two):
    stays, goes = two
    partner = PartnerOrganisationFactory()
    own, other = (ReferralFactory(case=each.case, partner=partner) for each in two)
    for each in two:
        CallTryFactory(case=each.case)
    place = PairDecisionFactory(learner=stays).workplace
    PairDecisionFactory(learner=goes, workplace=place)
    activity = ActivityFactory()
    for each in two:
        each.wanted_activities.add(activity)
    ProspectFactory(learner=goes)
    after, told = merge(two)
    assert len(told) == 4
    other.refresh_from_db()
    own.refresh_from_db()
    assert (own.state, other.state, other.case_id) == (ReferralState.SENT, ReferralState.CLOSED, after.case.pk)
    assert sorted(after.case.tries.values_list("result", flat=True)) == ["", TryResult.NOT_NEEDED]
    assert PairDecision.objects.filter(learner=after).count() == 1
    assert not Prospect.objects.filter(learner=after).exists()


@pytest.mark.parametrize(
    ("stays", "goes", "word"),
    [
        ({"closed": True}, {"matching": True}, "keer de twee om"),
        ({"contacted": True}, {"placed": True}, "keer de twee om"),
        ({"matching": True}, {"referred": True}, "Neem het eerst terug"),
        ({"matching": True}, {"contacted": True, "wipe_on": dt.date(2026, 12, 1)}, "vroeg om te stoppen"),
        ({"matching": True}, {"contacted": True, "contact": False}, "gewist"),
    ],
)
def test_what_may_not_become_one_is_refused_with_a_sentence(stays, goes, word):
    first, second = CaseFactory(**stays).learner, CaseFactory(**goes).learner
    with pytest.raises(ValidationError, match=word):
        merge((first, second))
    assert Learner.objects.count() == 2


def test_a_second_press_says_that_it_was_done(two):
    merge(two)
    with pytest.raises(ValidationError, match="voegde een collega"):
        merge(two)
    assert CaseEvent.objects.filter(verb=EventVerb.MERGED).count() == 1


def test_wiping_takes_the_old_code_along(two):
    old = two[1].code
    stays, _told = merge(two)
    wipe_case(case_id=stays.case.pk)
    assert learner_by_code(old) is None
    assert not FormerFile.objects.exists()


class TestDesk:
    @pytest.fixture
    def staff(self, client):
        client.force_login(UserFactory(staff=True))
        return client

    def test_the_preview_says_what_moves_and_nothing_happens_without_the_tick(self, staff, two):
        ProposalFactory(learner=two[1], opened=True)
        url = reverse("admin:learners_merge", args=[each.public_id for each in two])
        text = staff.get(url).content.decode()
        assert "Voorstellen" in text
        assert "kan je niet ongedaan maken" in text
        refused = staff.post(url, {})
        assert "Vink aan dat dit dezelfde persoon is" in refused.content.decode()
        assert Learner.objects.count() == 2

    def test_merging_through_the_page(self, staff, two):
        url = reverse("admin:learners_merge", args=[each.public_id for each in two])
        form = staff.get(url).context["form"]
        typed = {name: field.initial for name, field in form.fields.items() if name != "sure"}
        done = staff.post(url, {**typed, "contact-first_name": "gaat", "sure": "on"}, follow=True)
        assert "De oude code blijft werken" in done.content.decode()
        assert Learner.objects.get().contact.first_name == two[1].contact.first_name
        assert staff.get(url).status_code == 404

    def test_two_people_leave_the_list(self, staff):
        pair = [CaseFactory(contact__first_name="Yoran", contact__last_name="Baert").learner for _each in range(2)]
        listed = reverse("admin:learners_duplicates")
        assert pair[0].code in staff.get(listed).content.decode()
        for _press in range(2):
            staff.post(reverse("admin:learners_two_people", args=[each.public_id for each in reversed(pair)]))
        assert TwoPeople.objects.count() == 1
        assert pair[0].code not in staff.get(listed, follow=True).content.decode().partition("messagelist")[0]
        assert list(staff.get(listed).context["rows"]) == []

    def test_the_same_person_twice_is_no_pair(self, staff, two):
        assert staff.get(reverse("admin:learners_merge", args=[two[0].public_id] * 2)).status_code == 404
        with pytest.raises(ValidationError):
            keep_apart(actor=STAFF, one=two[0], other=two[0])


def test_the_case_that_stays_keeps_the_earliest_promise():
    early = CaseFactory(promised_by=TODAY + dt.timedelta(hours=1), owner=None)
    late = CaseFactory(promised_by=TODAY + dt.timedelta(hours=5))
    stays, _told = merge((early.learner, late.learner))
    assert stays.case.promised_by == TODAY + dt.timedelta(hours=1)
    assert stays.case.owner == late.owner
    assert stays.case.state == CaseState.NEW

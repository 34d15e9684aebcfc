"""The forms of the intake against anything somebody may type."""

import datetime as dt

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.enums import StudyDomain
from learners.enums import Who
from learners.forms.intake_contact import ConsentForm, ContactForm
from learners.forms.intake_wishes import DomainsForm, OwnCompanyForm, TravelForm
from learners.forms.intake_you import AgeForm, PlaceForm, SchoolForm
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
anything = st.text(max_size=70)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def explained(form):
    """A refused form says so in Dutch sentences; an accepted one has clean data."""
    if form.is_valid():
        return form.cleaned_data
    for sentences in form.errors.values():
        assert sentences
        assert all(sentence[-1] in ".'" or sentence.endswith("?") for sentence in sentences), sentences
    return None


@quick
@given(anything, anything)
def test_any_year_and_month_is_taken_or_explained(year, month):
    clean = explained(AgeForm({"birth_year": year, "birth_month": month}, who=Who.LEARNER))
    if clean:
        assert 1946 <= clean["birth_year"] <= 2018
        assert clean["birth_month"] is None or 1 <= clean["birth_month"] <= 12


@quick
@given(st.integers(1946, 2018), st.sampled_from(["", *map(str, range(1, 13))]), st.sampled_from(Who.values))
def test_every_real_age_goes_on_or_is_told_what_to_do(year, month, who):
    clean = explained(AgeForm({"birth_year": str(year), "birth_month": month}, who=who))
    if clean is None:
        return
    if year in (2009, 2010, 2011):
        assert clean["birth_month"] is not None
    assert clean["needs_helper"] is (
        who in (Who.PARENT, Who.REFERRER, Who.SCHOOL) or year > 2010 or (year == 2010 and clean["birth_month"] >= 11)
    )


@quick
@given(anything, st.booleans())
def test_any_place_is_taken_or_explained(place, outside):
    clean = explained(PlaceForm({"place": place, "outside": "on" if outside else ""}))
    if clean:
        assert clean["municipality"] or outside
        assert len(clean["postal_code"]) <= 10


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("31", "2", "2026", "Deze dag bestaat niet."),
        ("1", "13", "2026", "De maand is een getal van 1 tot 12."),
        ("", "11", "2026", "Vul alle vakjes van de datum in."),
        ("24", "11", "2026", "Die dag ligt in de toekomst."),
        ("1", "1", "2024", "Die dag is meer dan een jaar geleden."),
    ],
)
def test_an_impossible_start_gets_a_clear_sentence(day, month, year, sentence):
    parts = {"clock_started_on_day": day, "clock_started_on_month": month, "clock_started_on_year": year}
    form = SchoolForm({"readiness": "unknown", **parts}, lost_workplace=True)
    assert not form.is_valid()
    assert sentence in form.errors["clock_started_on"][0]


@quick
@given(st.lists(st.sampled_from([*StudyDomain.values, "none", "onzin"]), max_size=9))
def test_any_choice_of_fields_is_taken_or_explained(chosen):
    clean = explained(DomainsForm({"domains": chosen}))
    if clean:
        assert len(clean["domains"]) <= 3
        assert clean["has_programmes"] is False, "there is no programme at all"


def test_programmes_are_offered_only_where_they_exist():
    ProgrammeFactory(study_domain=StudyDomain.FOOD)
    for domain, has in ((StudyDomain.FOOD, True), (StudyDomain.ARTS, False)):
        form = DomainsForm({"domains": [domain]})
        assert form.is_valid()
        assert form.cleaned_data["has_programmes"] is has


@quick
@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            ("first_name", "last_name", "phone", "email", "helper_name", "helper_phone", "helper_email"), anything
        )
    ),
    st.sampled_from(["call", "sms", "whatsapp", "email", "counsellor", "duif"]),
    st.booleans(),
    st.booleans(),
)
def test_any_contact_is_reachable_or_explained(typed, prefer, for_other, needs_helper):
    form = ContactForm({**typed, "prefer": prefer, "moment": "any"}, for_other=for_other, needs_helper=needs_helper)
    clean = explained(form)
    if clean:
        ways = [clean.get(name) for name in ("phone", "email", "helper_phone", "helper_email")]
        assert any(ways)
        assert needs_helper or "helper_name" not in clean


@quick
@given(st.lists(anything, max_size=3), anything, anything)
def test_any_journey_is_taken_or_explained(modes, minutes, start):
    explained(TravelForm({"modes": modes, "max_minutes": minutes, "earliest_start": start}))


def test_a_journey_in_words():
    form = TravelForm({"modes": ["walk"], "max_minutes": "30", "earliest_start": "07:00:00"})
    assert form.is_valid()
    assert (form.cleaned_data["max_minutes"], form.cleaned_data["earliest_start"]) == (30, dt.time(7))
    assert form.show_earliest_start(dt.time(7)) == "Om 7 uur"


def test_a_known_company_has_a_name():
    assert not OwnCompanyForm({"own_company": "yes"}).is_valid()
    assert OwnCompanyForm({"own_company": "maybe"}).is_valid()


def test_consent_to_contact_is_needed_and_the_rest_is_free():
    assert not ConsentForm({}).is_valid()
    assert "consent_barriers" not in ConsentForm({}).fields
    form = ConsentForm({"consent_contact": "on"}, has_barriers=True)
    assert form.is_valid()
    assert not form.cleaned_data["consent_barriers"]


def test_places_are_found_by_code_and_by_name_with_accents():
    place = MunicipalityFactory(name="Ieper", postal_code="8900")
    for typed in ("8900", "ieper", "8900 Ieper", "B-8900"):
        form = PlaceForm({"place": typed})
        assert form.is_valid(), typed
        assert form.cleaned_data["municipality"] == place

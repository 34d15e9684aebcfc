"""The forms of the intake against anything somebody may type."""

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.enums import StudyDomain
from learners.enums import Who
from learners.forms.intake_contact import ConsentForm, ContactForm
from learners.forms.intake_wishes import DomainsForm, InMindForm
from learners.forms.intake_work import NeedsForm, TravelForm
from learners.forms.intake_you import AboutForm, AgeForm, PlaceForm, SituationForm
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
    form = SituationForm({"situation": "lost_workplace", **parts})
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
@given(st.lists(anything, max_size=3), anything, st.lists(st.sampled_from(["b", "vca", "none", "duif"]), max_size=3))
def test_any_journey_is_taken_or_explained(modes, minutes, licences):
    explained(TravelForm({"modes": modes, "max_minutes": minutes, "licences": licences}))


@quick
@given(st.lists(anything, max_size=3), st.lists(anything, max_size=3))
def test_any_need_is_taken_or_explained(needs, barriers):
    clean = explained(NeedsForm({"accessibility": needs, "barriers": barriers}))
    if clean:
        assert clean["has_needs"] is bool(clean["accessibility"] or clean["barriers"])


def test_nothing_about_needs_can_be_typed():
    typed = [name for name, field in NeedsForm().fields.items() if not hasattr(field, "choices")]
    assert typed == []


@pytest.mark.parametrize(
    ("licences", "kept"), [([], []), (["none"], ["none"]), (["am", "vca"], ["am", "vca"]), (["none", "b"], None)]
)
def test_no_licence_no_answer_and_some_licences_are_three_things(licences, kept):
    clean = explained(TravelForm({"modes": ["walk"], "max_minutes": "30", "licences": licences}))
    assert (clean and clean["licences"]) == kept


@pytest.mark.parametrize("situation", ["left_school", "working", "jobseeker", "other"])
def test_what_is_filled_in_about_a_school_without_being_there_is_left_out(situation):
    form = SituationForm({"situation": situation, "readiness": "duif", "clock_started_on_day": "99", "school": "x"})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["school"], form.cleaned_data["clock_started_on"]) == (None, None)
    assert form.cleaned_data["readiness"] == "unknown"
    assert form.show_school(None) == form.show_readiness("unknown") == ""


@quick
@given(anything, anything, anything)
def test_anything_about_age_and_place_is_taken_or_explained(year, month, place):
    explained(AboutForm({"birth_year": year, "birth_month": month, "place": place}, who=Who.LEARNER))


def test_a_known_company_has_a_name():
    assert not InMindForm({"own_company": "yes"}).is_valid()
    assert InMindForm({"own_company": "maybe"}).is_valid()


def test_consent_to_contact_is_needed_and_the_rest_is_free():
    assert not ConsentForm({}).is_valid()
    assert "consent_barriers" not in ConsentForm({}).fields
    form = ConsentForm({"consent_contact": "on"}, has_needs=True)
    assert form.is_valid()
    assert not form.cleaned_data["consent_barriers"]


def test_places_are_found_by_code_and_by_name_with_accents():
    place = MunicipalityFactory(name="Ieper", postal_code="8900")
    for typed in ("8900", "ieper", "8900 Ieper", "B-8900"):
        form = PlaceForm({"place": typed})
        assert form.is_valid(), typed
        assert form.cleaned_data["municipality"] == place

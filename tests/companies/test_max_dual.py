"""'Maximaal duaal': counted as a plain loop counts, and nobody named who did not agree."""

import datetime as dt

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import SYSTEM
from catalogue.coverage import ActivityLists
from companies.enums import RecognitionState
from companies.models import HelpRequest, Recognition
from companies.selectors.coverage import establishments_for, rank_programmes
from companies.selectors.max_dual import max_dual_of
from companies.services.activities import tick_activities
from companies.services.showing import show_to_companies
from privacy.journal import lines_about
from tests.companies.test_desk_views import sign_in
from tests.factories.catalogue import (
    ActivityFactory,
    DatedRuleFactory,
    MunicipalityFactory,
    ProgrammeActivityFactory,
    ProgrammeFactory,
)
from tests.factories.companies import EstablishmentFactory, RecognitionFactory

PROGRAMMES, ACTIVITIES, OWNERS = 6, 9, 5


def pairs(width, height):
    return st.frozensets(st.tuples(st.integers(0, width - 1), st.integers(0, height - 1)))


@given(pairs(PROGRAMMES, ACTIVITIES), pairs(OWNERS, ACTIVITIES))
def test_the_counts_are_those_of_a_plain_loop(lists, ticks):
    def columns(rows):
        return np.array(sorted(rows), dtype=np.int64).reshape(-1, 2).T

    index = ActivityLists.from_pairs(*columns(lists), programme_count=PROGRAMMES, activity_count=ACTIVITIES)
    counts = index.covered(*columns(ticks), owner_count=OWNERS)
    plain = [
        [
            sum((programme, activity) in lists and (owner, activity) in ticks for activity in range(ACTIVITIES))
            for programme in range(PROGRAMMES)
        ]
        for owner in range(OWNERS)
    ]
    assert counts.tolist() == plain
    sizes = [sum(one == programme for one, _activity in lists) for programme in range(PROGRAMMES)]
    shares = [[100 * n // (size or 1) for n, size in zip(row, sizes, strict=True)] for row in plain]
    assert index.percentages(counts).tolist() == shares


@pytest.fixture
def two_lists(db):
    """Programme A with four activities, B with two of them and one more."""
    first, second = ProgrammeFactory(slug="a-duaal", name="A duaal"), ProgrammeFactory(slug="b-duaal", name="B duaal")
    for code in ("een", "twee", "drie", "vier"):
        ProgrammeActivityFactory(programme=first, activity=ActivityFactory(code=code, text=f"Doe {code}"))
    for code in ("een", "twee"):
        ProgrammeActivityFactory(programme=second, activity=first.activities.get(code=code))
    ProgrammeActivityFactory(programme=second, activity=ActivityFactory(code="zes", text="Doe zes"))
    DatedRuleFactory(key="max-dual-proposal", value=70)
    DatedRuleFactory(key="max-dual-min-companies", value=3)
    DatedRuleFactory(key="first-contact-hours", value=8)
    DatedRuleFactory(key="office-opening-hour", value=9)
    DatedRuleFactory(key="office-closing-hour", value=17)
    DatedRuleFactory(key="availability-term", value=60)
    return first, second


def ticked(*codes, **about):
    place = EstablishmentFactory(**about)
    tick_activities(actor=SYSTEM, establishment=place, codes=codes)
    return place


def today():
    return timezone.localdate()


def test_the_best_covered_programme_comes_first_with_what_is_missing(two_lists):
    first, second = rank_programmes(["een", "twee", "drie"])
    assert (first.programme.name, first.covered, first.total, first.percent) == ("A duaal", 3, 4, 75)
    assert (second.programme.name, second.percent) == ("B duaal", 66)
    assert [one.code for one in first.missing] == ["vier"]
    assert rank_programmes([]) == []


def test_a_programme_that_stopped_is_left_out(two_lists):
    two_lists[0].retired_on = today()
    two_lists[0].save(update_fields=["retired_on"])
    assert [one.programme.name for one in rank_programmes(["een"])] == ["B duaal"]


def test_a_recognition_is_proposed_above_the_threshold_and_only_when_there_is_none(two_lists):
    place = ticked("een", "twee", "drie")
    assert [fit.coverage.programme.name for fit in max_dual_of(place, today()).proposed] == ["A duaal"]
    RecognitionFactory(establishment=place, programme=two_lists[0], lapsed=True)
    assert len(max_dual_of(place, today()).proposed) == 1  # what is over may be asked again
    place.recognitions.all().delete()
    RecognitionFactory(establishment=place, programme=two_lists[0])
    result = max_dual_of(place, today())
    assert result.proposed == []
    assert result.fits[0].status == "recognised"


@pytest.mark.parametrize("state", [*RecognitionState.PENDING, "refused", "lifted", "excluded"])
def test_what_is_under_way_or_was_decided_against_is_not_proposed_again(two_lists, state):
    place = ticked("een", "twee", "drie")
    RecognitionFactory(establishment=place, programme=two_lists[0])
    Recognition.objects.update(state=state, visit_on=today())
    result = max_dual_of(place, today())
    assert result.proposed == []
    assert result.fits[0].status == ("under-way" if state in RecognitionState.PENDING else "against")


def test_what_the_company_withdrew_may_be_asked_again(two_lists):
    place = ticked("een", "twee", "drie")
    RecognitionFactory(establishment=place, programme=two_lists[0], state="withdrawn")
    assert len(max_dual_of(place, today()).proposed) == 1


def test_the_nearest_companies_are_named_first(two_lists):
    home = MunicipalityFactory(latitude=51.0, longitude=3.1)
    place = ticked("een", "twee", "drie", municipality=home)
    for name, north, east in (("Aa", 0.3, 0.0), ("Bb", 0.0, 0.12), ("Cc", 0.1, 0.0), ("Dd", 0.0, 0.0)):
        town = MunicipalityFactory(
            subregion=home.subregion, latitude=home.latitude + north, longitude=home.longitude + east
        )
        near = ticked("vier", municipality=town, company__name=name)
        show_to_companies(actor=SYSTEM, company=near.company, agrees=True)
    (missing,) = max_dual_of(place, today()).fits[0].missing
    assert [name.split(" ")[0] for name in missing.helpers] == ["Dd", "Bb", "Cc"]  # 0, 8 and 11 km; 33 is not shown


def test_a_company_is_named_only_after_its_own_yes(two_lists):
    town = MunicipalityFactory()
    place = ticked("een", "twee", "drie", municipality=town)
    near = ticked("vier", municipality=town, company__name="Bakkerij Buur")
    far = ticked("vier", company__name="Bakkerij Ver")
    show_to_companies(actor=SYSTEM, company=far.company, agrees=True)
    (missing,) = max_dual_of(place, today()).fits[0].missing
    assert (missing.helpers, missing.others) == ((), 0)  # one company alone is not counted out loud
    show_to_companies(actor=SYSTEM, company=near.company, agrees=True)
    (missing,) = max_dual_of(place, today()).fits[0].missing
    assert missing.helpers == (f"Bakkerij Buur ({town.name})",)
    show_to_companies(actor=SYSTEM, company=near.company, agrees=False)
    assert max_dual_of(place, today()).fits[0].missing[0].helpers == ()
    verbs = [line.additional_data["verb"] for line in lines_about(near.company)]
    assert verbs == ["company_hidden", "company_shown"]


def test_a_count_is_given_from_three_companies_on(two_lists):
    town = MunicipalityFactory()
    place = ticked("een", "twee", "drie", municipality=town)
    for number in range(3):
        ticked("vier", municipality=town)
        (missing,) = max_dual_of(place, today()).fits[0].missing
        assert missing.others == (3 if number == 2 else 0)


def test_the_page_shows_it_and_one_tap_asks_for_help_once(client, two_lists):
    place = ticked("een", "twee", "drie")
    sign_in(client, place.company)
    page = client.get(reverse("companies:max_dual", args=[place.public_id])).content.decode()
    assert "Help me met de erkenning" in page
    assert "1 activiteit ontbreekt" in page
    url = reverse("companies:max_dual_ask", args=[place.public_id, "a-duaal"])
    client.post(url)
    client.post(url)
    request = HelpRequest.objects.get()
    assert (request.establishment, request.programme) == (place, two_lists[0])
    page = client.get(reverse("companies:max_dual", args=[place.public_id])).content.decode()
    assert "Help me met de erkenning" not in page
    assert "Hulp gevraagd" in page


def test_help_is_not_asked_for_what_the_page_does_not_propose(client, two_lists):
    place = ticked("een", "twee", "drie")
    sign_in(client, place.company)
    client.post(reverse("companies:max_dual_ask", args=[place.public_id, "b-duaal"]))
    assert not HelpRequest.objects.exists()


def test_a_stranger_asks_nothing_and_shows_nobody(client, two_lists):
    place = ticked("een", "twee", "drie")
    sign_in(client, EstablishmentFactory().company)
    assert client.get(reverse("companies:max_dual", args=[place.public_id])).status_code == 404
    assert client.post(reverse("companies:max_dual_ask", args=[place.public_id, "a-duaal"])).status_code == 404
    show = reverse("companies:max_dual_show", args=[place.company.public_id])
    assert client.post(show, {"tonen": "ja"}).status_code == 404
    place.company.refresh_from_db()
    assert place.company.shown_to_companies_at is None
    assert not HelpRequest.objects.exists()


def test_research_ranks_the_establishments_of_each_subregion(two_lists):
    here, there = MunicipalityFactory(), MunicipalityFactory()
    best = ticked("een", "twee", "drie", "vier", municipality=here)
    half = ticked("een", "twee", municipality=here)
    other = ticked("een", "zes", municipality=there)
    ticked("een", municipality=here, closed=True)
    found = establishments_for(two_lists[0])
    assert [(one.establishment, one.percent) for one in found[here.subregion_id]] == [(best, 100), (half, 50)]
    assert [(one.establishment, one.percent) for one in found[there.subregion_id]] == [(other, 25)]
    assert there.subregion_id not in establishments_for(two_lists[0], least=50)
    assert establishments_for(ProgrammeFactory()) == {}


def test_research_without_any_tick_finds_nobody(two_lists):
    assert establishments_for(two_lists[0]) == {}


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_asks_the_same_number_of_queries(client, two_lists, rows, django_assert_num_queries):
    place = ticked("een", "twee", "drie")
    for _each in range(rows):
        ticked("vier", municipality=place.municipality)
    sign_in(client, place.company)
    url = reverse("companies:max_dual", args=[place.public_id])
    client.get(url)
    with django_assert_num_queries(13):
        client.get(url)


def test_a_list_too_long_for_a_byte_is_refused():
    many = np.arange(256, dtype=np.int64)
    with pytest.raises(ValueError, match="255"):
        ActivityLists.from_pairs(np.zeros(256, dtype=np.int64), many, programme_count=1, activity_count=256)


def test_a_programme_without_a_list_is_not_ranked_and_the_page_says_so(client, two_lists):
    place = ticked("een", "twee", "drie")
    unlisted = ProgrammeFactory(name="Opleiding zonder lijst duaal")
    ProgrammeFactory(name="Opgeheven zonder lijst", retired_on=timezone.localdate() - dt.timedelta(days=1))
    found = max_dual_of(place, timezone.localdate())
    assert unlisted not in [fit.coverage.programme for fit in found.fits]
    assert all(fit.coverage.percent > 0 for fit in found.fits)
    sign_in(client, place.company)
    page = client.get(reverse("companies:max_dual", args=[place.public_id])).content.decode()
    assert "is er nog geen lijst van activiteiten" in page
    assert unlisted.name not in page
    shown = client.get(reverse("catalogue:programme_page", args=[unlisted.slug]))
    assert "nog geen lijst van activiteiten" in shown.content.decode()

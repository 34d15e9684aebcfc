"""From rows to arrays, checked by hand."""

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone

from catalogue.enums import HolidayKind
from catalogue.models import Holiday, SchoolYear
from companies.enums import Availability, CompanyState, MentorState, RecognitionState
from companies.models import Recognition
from matchmaking import engine
from matchmaking.adapters import OfferFact, Scope, take_snapshot
from matchmaking.adapters.places import age_step
from matchmaking.enums import DecisionKind
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.learners import LearnerFactory
from tests.factories.matchmaking import PairDecisionFactory, ProposalFactory, WeightProfileFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def snap(for_round=True, most_open=3, **scope):
    return take_snapshot(
        Scope(TODAY, for_round=for_round, **scope), WeightProfileFactory(), seed=1, most_open=most_open
    )


def test_learner_row_holds_what_the_learner_told(province):
    learner = province.learner(
        birth_year=2010,
        birth_month=2,
        modes=["bicycle", "car"],
        max_minutes=20,
        languages=["nl", "uk"],
        licences=["b", "vca"],
        accessibility=["rustig"],
        barriers=["money"],
        start_on=TODAY + dt.timedelta(days=10),
    )
    learner.wanted_activities.set([province.activities[1]])
    table = snap().problem.learners
    assert table.id.tolist() == [str(learner.public_id)]
    assert table.programme.tolist() == [province.programme.pk]
    assert table.zone.tolist() == [0]
    assert table.modes.tolist() == [int(engine.Mode.BICYCLE | engine.Mode.CAR)]
    assert table.max_minutes.tolist() == [20]
    assert table.begin.tolist() == [TODAY.toordinal() + 10]
    assert table.turns.tolist() == [
        [dt.date(year, 2, 28).toordinal() + (year == 2028) * 0 for year in (2025, 2026, 2028)]
    ]
    assert table.languages.tolist() == [0b01001]
    assert table.has.tolist() == [0b1010]
    assert table.needs.tolist() == [0b0010]
    assert table.to_learn.tolist() == [[0b11]]
    assert table.wants.tolist() == [[0b10]]
    assert table.disadvantaged.tolist() == [True]
    assert table.max_level.tolist() == [0], "20 minutes is narrower than the standard of 30: never promoted"


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({"max_minutes": 30}, 8),
        ({"max_minutes": 29}, 0),
        ({"max_minutes": 29, "promote_reason": " "}, 0),
        ({"max_minutes": 29, "promote_reason": "Zorgt voor een broer"}, 8),
        ({"max_minutes": 60, "may_promote": False}, 0),
        ({"max_minutes": 29, "may_promote": False, "promote_reason": "Zorgt voor een broer"}, 0),
    ],
)
def test_a_list_cut_short_without_a_noted_reason_never_rises(province, told, level):
    province.learner(**told)
    assert snap().problem.learners.max_level.tolist() == [level]


def test_what_was_not_answered_shuts_nobody_out(province):
    province.learner(modes=[], languages=[], birth_month=None, birth_year=2010, start_on=TODAY - dt.timedelta(days=9))
    table = snap().problem.learners
    assert table.modes.tolist() == [int(engine.Mode.WALK | engine.Mode.PUBLIC_TRANSPORT)]
    assert table.languages.tolist() == [0b1]
    assert table.has.tolist() == [0b1111], "nobody asked which licences are held"
    assert table.turns[0, 1] == dt.date(2026, 12, 31).toordinal(), "an unknown month counts as December"
    assert table.begin.tolist() == [TODAY.toordinal()]
    assert table.max_level.tolist() == [8]


@pytest.mark.parametrize(("languages", "bits"), [(["other"], 0b1), (["other", "fr"], 0b10)])
def test_a_language_outside_the_list_shuts_nobody_out(province, languages, bits):
    province.learner(languages=languages)
    assert snap().problem.learners.languages.tolist() == [bits]


@pytest.mark.parametrize(("licences", "finds"), [([], True), (["none"], False), (["vca"], True), (["am"], False)])
def test_a_place_that_asks_a_licence_is_kept_from_who_said_not_to_hold_it(province, licences, finds):
    province.learner(licences=licences)
    province.place(required_licences=["vca"])
    reasons = engine.why_not(engine.pack(snap().problem), 0, 0).reasons
    assert (engine.Reason.LICENCE in reasons) is not finds


def test_days_left_follow_the_school_calendar(province):
    SchoolYear.objects.create(
        name="x", first_day=TODAY - dt.timedelta(days=200), last_day=TODAY + dt.timedelta(days=200)
    )
    monday = TODAY - dt.timedelta(days=TODAY.weekday())
    province.learner(clock_started_on=monday)
    with_holiday = monday + dt.timedelta(days=14)
    for weeks in (0, 20, 21, 22):
        first = with_holiday + dt.timedelta(weeks=weeks)
        Holiday.objects.create(
            name="Vrij", kind=HolidayKind.SCHOOL, first_day=first, last_day=first + dt.timedelta(days=4)
        )
    passed = sum(1 for step in range((TODAY - monday).days) if (monday + dt.timedelta(days=step)).weekday() < 5)
    assert snap().problem.learners.days_left.tolist() == [20 - passed]


def test_only_learners_who_search_on_the_dual_route_are_in_a_round(province):
    searching = province.learner()
    contacted = province.learner(state="contacted")
    for state in ("placed", "introduced", "parked", "referred", "closed"):
        province.learner(state=state)
    province.learner(programme=None)
    LearnerFactory(programme=province.programme, municipality=province.home)
    other = province.case()
    other.route = "run_up"
    other.save(update_fields=["route"])
    assert snap().learner_ids == (searching.pk, contacted.pk)


def test_a_subregion_narrows_learners_but_not_places(province):
    here = province.learner()
    province.learner(municipality=province.far)
    place = province.place(municipality=province.far)
    found = snap(subregion_id=province.home.subregion_id)
    assert found.learner_ids == (here.pk,)
    assert found.workplace_ids == (place.pk,)


def test_offer_row_holds_recognition_conditions_and_ticked_activities(province):
    place = province.place(
        places=2,
        max_learners=5,
        minimum_age=17,
        required_licences=["b"],
        accessibility=["drempelvrij", "rustig"],
        languages=["nl", "fr"],
        available_from=TODAY + dt.timedelta(days=3),
        availability=Availability.LATER,
        shift_start=dt.time(7, 30),
        mentor=MentorState.LATER,
    )
    place.activities.set([province.activities[0]])
    found = snap()
    offers, sites = found.problem.offers, found.problem.sites
    recognition = Recognition.objects.get()
    assert offers.valid_from.tolist() == [recognition.valid_from.toordinal()]
    assert offers.valid_until.tolist() == [recognition.valid_until.toordinal()]
    assert offers.begin.tolist() == [TODAY.toordinal() + 3]
    assert offers.min_age.tolist() == [16]
    assert found.ages == (17,)
    assert offers.requires.tolist() == [0b0010]
    assert [bits & 0xFF for bits in offers.provides.tolist()] == [0b0011]
    assert offers.languages.tolist() == [0b00011]
    assert offers.teaches.tolist() == [[0b01]]
    assert (offers.recognised.all(), offers.open.all(), offers.mentor.all()) == (True, True, True)
    assert (sites.capacity.tolist(), offers.capacity.tolist()) == ([2], [2])
    assert (offers.shift_begin.tolist(), sites.shift_begin.tolist()) == ([450], [-1])
    assert sites.mentor_available.tolist() == [0.5]
    assert sites.zone.tolist() == [1]


def test_a_workplace_that_ticked_nothing_teaches_the_whole_list(province):
    province.place()
    assert snap().problem.offers.teaches.tolist() == [[0b11]]


def test_more_than_64_activities_keep_their_bits(province):
    from tests.factories.catalogue import ActivityFactory, ProgrammeActivityFactory

    for position in range(2, 70):
        ProgrammeActivityFactory(programme=province.programme, activity=ActivityFactory(), position=position)
    province.learner()
    province.place()
    found = snap().problem
    assert np.bitwise_count(found.learners.to_learn).sum() == 70
    assert np.bitwise_count(found.offers.teaches).sum() == 70


@pytest.mark.parametrize(
    ("earliest", "shift", "fits"),
    [("08:00", "08:00", True), ("08:00", "07:30", False), ("08:10", "08:00", False), ("08:00", None, True),
     (None, "05:00", True), ("12:45", "12:30", True)],
)  # fmt: skip
def test_a_learner_who_cannot_start_early_gets_no_early_place(province, earliest, shift, fits):
    as_time = lambda text: dt.time.fromisoformat(text) if text else None
    province.learner(earliest_start=as_time(earliest))
    province.place(shift_start=as_time(shift))
    packed = engine.pack(snap().problem)
    assert (engine.reasons(packed, 0, 0) == 0) == fits


@pytest.mark.parametrize(("rule", "reachable"), [(390, [False, True, True]), (None, [True, True, True])])
def test_no_bus_brings_somebody_to_work_before_the_first_one(province, rule, reachable):
    """Two workplaces at one address: the bakery begins at half past five, the shop at half past eight."""
    if rule:
        DatedRuleFactory(key="first-public-transport", value=rule)
    learner = province.learner(modes=["public_transport"], max_minutes=90)
    bakery = province.place(shift_start=dt.time(5, 30), max_learners=2)
    shop_programme = ProgrammeFactory()
    WorkplaceFactory(
        establishment=bakery.establishment, programme=shop_programme, recognised=True, shift_start=dt.time(8, 30)
    )
    province.learner(modes=["public_transport"], max_minutes=90, programme=shop_programme)
    province.place()
    found = snap()
    packed = engine.pack(found.problem)
    shop = found.learner_ids.index(learner.pk) ^ 1
    pairs = [(shop ^ 1, 0), (shop, 1), (shop ^ 1, 2)]
    assert [engine.reasons(packed, row, offer) == 0 for row, offer in pairs] == reachable
    assert [engine.explain(packed, row, offer).minutes is not None for row, offer in pairs] == reachable


def test_the_minimum_age_of_the_programme_counts(province):
    DatedRuleFactory(key="programme-min-age", scope=province.programme.slug, value=18)
    province.place(minimum_age=16)
    assert snap().problem.offers.min_age.tolist() == [18]


@pytest.mark.parametrize(("age", "step"), [(0, 0), (14, 0), (15, 15), (16, 16), (17, 16), (18, 18), (21, 18)])
def test_minimum_ages_become_steps(age, step):
    assert age_step(age) == step


@pytest.mark.parametrize(
    ("values", "fact"),
    [
        ({"stale": True}, OfferFact.STALE),
        ({"availability_confirmed_at": None}, OfferFact.STALE),
        ({"withdrawn": True}, OfferFact.WITHDRAWN),
        ({"availability": Availability.MAYBE}, OfferFact.NOT_GREEN),
        ({"availability": Availability.NOT_THIS_YEAR}, OfferFact.NOT_GREEN),
        ({"mentor": MentorState.NO}, OfferFact.NO_MENTOR),
        ({"recognised": False}, OfferFact.NEVER_RECOGNISED),
    ],
)
def test_each_fact_about_an_offer_is_told_apart(province, values, fact):
    province.place(**values)
    found = snap()
    assert found.facts == (fact,)
    assert found.problem.offers.open.all() == (fact not in (OfferFact.STALE, OfferFact.WITHDRAWN, OfferFact.NOT_GREEN))
    assert found.problem.offers.mentor.all() == (fact != OfferFact.NO_MENTOR)
    assert found.problem.offers.recognised.all() == (fact != OfferFact.NEVER_RECOGNISED)


@pytest.mark.parametrize(
    ("state", "fact"),
    [
        (RecognitionState.SUBMITTED, OfferFact.RECOGNITION_PENDING),
        (RecognitionState.REFUSED, OfferFact.NEVER_RECOGNISED),
        (RecognitionState.LIFTED, OfferFact.RECOGNITION_ENDED),
    ],
)
def test_a_recognition_in_another_state_does_not_count(province, state, fact):
    place = province.place()
    Recognition.objects.filter(establishment=place.establishment).update(state=state)
    assert snap().facts == (fact,)


def test_an_inactive_company_is_told(province):
    company = province.place().establishment.company
    company.state = CompanyState.UNCONFIRMED
    company.save(update_fields=["state"])
    assert snap().facts == (OfferFact.COMPANY_INACTIVE,)


def test_live_proposals_use_up_places_of_the_workplace_and_of_the_house(province):
    place = province.place(places=2, max_learners=3)
    other = WorkplaceFactory(
        establishment=place.establishment, programme=ProgrammeFactory(), recognised=True, places=2
    )
    ProposalFactory(learner=province.learner(), workplace=place, opened=True)
    ProposalFactory(learner=province.learner(programme=other.programme), workplace=other, introduced=True)
    found = snap(programme_ids=(province.programme.pk,))
    assert found.problem.sites.capacity.tolist() == [1]
    assert found.problem.offers.capacity.tolist() == [1]
    ProposalFactory(learner=province.learner(), workplace=place)
    found = snap(programme_ids=(province.programme.pk,))
    assert found.problem.sites.capacity.tolist() == [0]
    assert found.facts == (OfferFact.FULL,)


def test_answers_of_a_company_make_its_responsiveness(province):
    place = province.place(places=9)
    for answer in ("yes", "no", "no"):
        ProposalFactory(
            learner=province.learner(), workplace=place, state="declined", company_answer=answer, learner_answer="yes"
        )
    ProposalFactory(learner=province.learner(), workplace=place, state="expired", learner_answer="yes")
    ProposalFactory(learner=province.learner(), workplace=place, state="expired")
    assert snap().problem.sites.responsiveness.tolist() == pytest.approx([4 / 6])


def test_decisions_become_pairs_of_rows_and_old_ones_lapse(province):
    one, two, three = (province.learner() for _ in range(3))
    place = province.place(places=3)
    PairDecisionFactory(kind=DecisionKind.PIN, learner=one, workplace=place)
    PairDecisionFactory(kind=DecisionKind.FORBID, learner=two, workplace=place)
    PairDecisionFactory(kind=DecisionKind.DECLINE, learner=three, workplace=place, until=TODAY - dt.timedelta(days=1))
    made = snap().problem.decisions
    assert made.pairs(engine.Kind.PIN).tolist() == [[0, 0]]
    assert made.pairs(engine.Kind.FORBID).tolist() == [[1, 0]]
    assert made.pairs(engine.Kind.DECLINE).tolist() == []


def test_a_pair_that_had_its_turn_is_not_proposed_again(province):
    learner, place = province.learner(), province.place()
    ProposalFactory(learner=learner, workplace=place, state="expired")
    assert snap().problem.decisions.pairs(engine.Kind.FORBID).tolist() == [[0, 0]]
    assert snap(for_round=False).problem.decisions.pairs(engine.Kind.FORBID).tolist() == []


def test_busy_learners_are_left_out_of_a_round(province):
    waiting, introduced, full, free = (province.learner() for _ in range(4))
    ProposalFactory(learner=waiting)
    ProposalFactory(learner=introduced, introduced=True)
    for _ in range(2):
        ProposalFactory(learner=full, opened=True)
    ProposalFactory(learner=free, opened=True)
    found = snap(most_open=2)
    assert found.learner_ids == (free.pk,)
    assert set(found.left_out) == {waiting.pk, introduced.pk, full.pk}


def test_an_unknown_municipality_is_lost_and_never_matched(province):
    learner = province.learner(municipality=None)
    province.place()
    found = snap()
    assert found.lost == (learner.pk,)
    assert engine.run_round(found.problem).assignment.site.tolist() == [-1]


def test_the_fingerprint_follows_the_rows(province):
    learner, _place = province.learner(), province.place()
    first = snap().fingerprint()
    assert snap().fingerprint() == first
    learner.max_minutes = 46
    learner.save(update_fields=["max_minutes"])
    assert snap().fingerprint() != first


def test_an_empty_province_is_a_valid_problem(province):
    found = snap()
    assert found.is_empty
    assert engine.run_round(found.problem).certificate.clean


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_a_snapshot_takes_a_constant_number_of_queries(province, rows, django_assert_num_queries):
    for _ in range(rows):
        province.learner()
        province.place()
    profile, learner = WeightProfileFactory(), province.learner()
    take_snapshot(Scope(TODAY), profile)  # a process reads the travel tables once
    with django_assert_num_queries(9):
        take_snapshot(Scope(TODAY, for_round=True), profile, most_open=3)
    with django_assert_num_queries(6):
        take_snapshot(Scope.of_learner(learner, TODAY), profile, learner=learner)

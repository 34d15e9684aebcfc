"""Ages, routes, the training-day clock and the questions about cases: pure, so no database here."""

import datetime as dt
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules import SchoolCalendar
from learners.enums import OwnCompany, Readiness, ReferralOutcome, ReferralState, Route, Situation, Who
from learners.rules import ages, cases, countdown, words
from learners.rules.ages import AgeRules, Birth
from learners.rules.countdown import TermRules, Tone
from learners.rules.routes import RouteAnswers, route_for

AGES = AgeRules(dual_min=16, dual_min_first_grade=15, dual_max=25, adult=18, consent=13)
SEARCH = TermRules(limit=20, first_alert=10, second_alert=15, third_alert=18, amber=10, red=5)
TODAY = dt.date(2026, 11, 23)

births = st.builds(Birth, st.integers(1950, 2020), st.one_of(st.none(), st.integers(1, 12)))
days = st.dates(dt.date(2021, 1, 1), dt.date(2035, 12, 31))


def answers(**changes) -> RouteAnswers:
    given_answers = {"who": Who.LEARNER, "birth": Birth(2009, 3), "situation": Situation.AT_SCHOOL}
    return RouteAnswers(**{**given_answers, **changes})


# Ages


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (Birth(2010, 11), dt.date(2026, 11, 29), 15),
        (Birth(2010, 11), dt.date(2026, 11, 30), 16),
        (Birth(2010, 10), dt.date(2026, 11, 1), 16),
        (Birth(2010), dt.date(2026, 12, 30), 15),
        (Birth(2010), dt.date(2026, 12, 31), 16),
        (Birth(2008, 2), dt.date(2026, 2, 28), 18),
    ],
)
def test_the_certain_age_is_that_of_the_youngest_possible_person(birth, day, age):
    assert ages.age_on(birth, day) == age


@given(births, st.integers(1, 12), st.integers(1, 28), days)
def test_the_certain_age_never_exceeds_the_real_age(birth, month, day_of_month, day):
    born = dt.date(birth.year, birth.month or month, day_of_month)
    real = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    assert real - 1 <= ages.age_on(birth, day) <= real


@given(births, days)
def test_age_grows_by_one_a_year(birth, day):
    later = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day + dt.timedelta(days=366)
    assert ages.age_on(birth, later) - ages.age_on(birth, day) in (1, 2 if day.day == 29 else 1)


@pytest.mark.parametrize(
    ("birth", "last_day"),
    [
        (Birth(2001, 8), dt.date(2026, 8, 31)),
        (Birth(2001, 9), dt.date(2027, 8, 31)),
        (Birth(2002, 1), dt.date(2027, 8, 31)),
        (Birth(2001), dt.date(2027, 8, 31)),
    ],
)
def test_dual_learning_ends_with_the_school_year_of_the_twenty_fifth_birthday(birth, last_day):
    assert ages.dual_until(birth, AGES) == last_day


def test_the_month_is_asked_only_when_it_can_change_the_answer():
    asked = [year for year in range(1990, 2016) if ages.month_matters(year, TODAY, AGES)]
    assert asked == [2000, 2001, 2002, 2008, 2009, 2010, 2011]


@given(st.integers(1990, 2016), days)
def test_when_the_month_is_not_asked_the_route_is_the_same_for_every_month(year, day):
    if ages.month_matters(year, day, AGES):
        return
    routes = {
        route_for(answers(birth=Birth(year, month), situation=situation), day, AGES).route
        for month in range(1, 13)
        for situation in (Situation.AT_SCHOOL,)
    }
    assert len(routes) == 1


# Routes


def every_combination():
    births_of_interest = (Birth(2013), Birth(2011, 3), Birth(2010, 12), Birth(2009, 3), Birth(2006), Birth(1998))
    return product(
        Who.values,
        births_of_interest,
        Situation.values,
        (None, True, False),
        Readiness.values,
        (True, False),
        (True, False),
        OwnCompany.values,
        ("", "Lasser duaal"),
        ((), ("Aanloop bouw duaal",)),
    )


def test_no_combination_of_answers_is_a_dead_end():
    seen = set()
    for combination in every_combination():
        given_answers = RouteAnswers(*combination)
        outcome = route_for(given_answers, TODAY, AGES)
        assert outcome.reasons, given_answers
        assert outcome.next_steps, given_answers
        assert all(sentence.strip().endswith((".", "?")) for sentence in (*outcome.reasons, *outcome.next_steps))
        seen.add(outcome.route)
    assert seen == set(Route)


@pytest.mark.parametrize(
    ("changes", "route"),
    [
        ({}, Route.DUAL),
        ({"readiness": Readiness.READY}, Route.DUAL),
        ({"readiness": Readiness.WILLING, "programme": "Lasser duaal"}, Route.RUN_UP),
        ({"readiness": Readiness.WILLING, "clusters": ("Aanloop bouw duaal",)}, Route.RUN_UP_BROAD),
        ({"readiness": Readiness.WILLING, "knows_field": False}, Route.RUN_UP_BROAD),
        ({"own_company": OwnCompany.MAYBE}, Route.TRY_OUT),
        ({"own_company": OwnCompany.MAYBE, "situation": Situation.LOST_WORKPLACE}, Route.DUAL),
        ({"own_company": OwnCompany.MAYBE, "readiness": Readiness.NOT_WILLING}, Route.NAFT),
        ({"readiness": Readiness.NOT_WILLING}, Route.NAFT),
        ({"birth": Birth(2012)}, Route.TOO_YOUNG),
        ({"birth": Birth(2012), "situation": Situation.LEFT_SCHOOL}, Route.TOO_YOUNG),
        ({"birth": Birth(2011, 3), "first_grade_done": True}, Route.DUAL),
        ({"birth": Birth(2011, 3), "first_grade_done": False}, Route.TOO_YOUNG),
        ({"birth": Birth(2011, 3), "first_grade_done": None}, Route.ORIENTATION),
        ({"birth": Birth(2000, 3)}, Route.ADULT),
        ({"birth": Birth(2005), "who": Who.ADULT, "situation": Situation.OTHER}, Route.ADULT),
        ({"birth": Birth(2005), "situation": Situation.JOBSEEKER}, Route.ADULT),
        ({"birth": Birth(2005), "situation": Situation.LEFT_SCHOOL}, Route.DUAL),
        ({"birth": Birth(2005), "situation": Situation.AT_SCHOOL}, Route.DUAL),
        ({"knows_field": False}, Route.ORIENTATION),
        ({"knows_field": False, "situation": Situation.LEFT_SCHOOL}, Route.NAFT),
        ({"knows_field": False, "situation": Situation.LOST_WORKPLACE}, Route.DUAL),
        ({"dual_in_fields": False}, Route.WORKPLACE_LEARNING),
    ],
)
def test_the_route_follows_age_situation_and_advice(changes, route):
    assert route_for(answers(**changes), TODAY, AGES).route == route


def test_the_too_young_learner_hears_from_when_it_can():
    steps = route_for(answers(birth=Birth(2012, 5)), TODAY, AGES).next_steps
    assert any("31 mei 2027" in step for step in steps)


def test_a_run_up_names_its_programme_or_its_cluster():
    willing = {"readiness": Readiness.WILLING}
    specific = route_for(answers(**willing, programme="Lasser duaal", clusters=("Aanloop bouw duaal",)), TODAY, AGES)
    broad = route_for(answers(**willing, clusters=("Aanloop bouw duaal", "Aanloop horeca duaal")), TODAY, AGES)
    assert "Lasser duaal" in specific.next_steps[0]
    assert "Aanloop bouw duaal of Aanloop horeca duaal" in broad.next_steps[0]


def test_the_portal_never_judges_readiness_by_itself():
    for who, situation, knows in product(Who.values, Situation.values, (True, False)):
        route = route_for(answers(who=who, situation=situation, knows_field=knows), TODAY, AGES).route
        assert route not in (Route.RUN_UP, Route.RUN_UP_BROAD)


# The training-day clock


def calendar_of_autumn() -> SchoolCalendar:
    periods = [
        (dt.date(2026, 11, 2), dt.date(2026, 11, 8)),
        (dt.date(2026, 11, 11), dt.date(2026, 11, 11)),
        (dt.date(2026, 12, 21), dt.date(2027, 1, 3)),
    ]
    return SchoolCalendar.from_periods(dt.date(2026, 9, 1), dt.date(2027, 6, 30), periods)


@pytest.mark.parametrize(
    ("started_on", "last_day"),
    [
        # No holiday: four whole weeks.
        (dt.date(2026, 9, 7), dt.date(2026, 10, 2)),
        # Autumn break (5 days) and 11 November: 10 + 0 + 4 + 5 + 1 days.
        (dt.date(2026, 10, 19), dt.date(2026, 11, 23)),
        # Christmas: 14 days before, 6 after 3 January.
        (dt.date(2026, 12, 1), dt.date(2027, 1, 11)),
    ],
)
def test_the_last_day_equals_a_count_by_hand(started_on, last_day):
    assert countdown.countdown(started_on, started_on, SEARCH, calendar_of_autumn()).last_day == last_day


def test_the_clock_counts_today_and_ends_at_nothing():
    calendar = calendar_of_autumn()
    started = dt.date(2026, 9, 7)
    left = [countdown.countdown(started, day, SEARCH, calendar).days_left for day in september_weekdays()]
    assert left == [*range(20, 0, -1), 0]


def september_weekdays():
    day, found = dt.date(2026, 9, 7), []
    while len(found) < 21:
        if day.weekday() < 5:
            found.append(day)
        day += dt.timedelta(days=1)
    return found


@pytest.mark.parametrize(
    ("left", "tone"),
    [(20, Tone.CALM), (11, Tone.CALM), (10, Tone.SOON), (6, Tone.SOON), (5, Tone.URGENT), (0, Tone.URGENT)],
)
def test_the_tone_is_green_above_ten_amber_to_six_red_from_five(left, tone):
    assert countdown.tone_of(left, SEARCH) is tone


def test_alerts_come_on_training_day_ten_fifteen_and_eighteen():
    calendar = calendar_of_autumn()
    alerts = [countdown.countdown(dt.date(2026, 9, 7), day, SEARCH, calendar).alert for day in september_weekdays()]
    assert alerts == [0] * 9 + [1] * 5 + [2] * 3 + [3] * 4


@given(days, st.integers(0, 60))
def test_days_left_never_grow(started, later):
    calendar = calendar_of_autumn()
    first = countdown.countdown(started, started + dt.timedelta(days=later), SEARCH, calendar)
    second = countdown.countdown(started, started + dt.timedelta(days=later + 1), SEARCH, calendar)
    assert 0 <= second.days_left <= first.days_left <= SEARCH.limit


# Questions about cases


@pytest.mark.parametrize(
    ("until", "ok"), [(TODAY, False), (TODAY + dt.timedelta(days=1), True), (TODAY + dt.timedelta(days=366), False)]
)
def test_a_case_waits_until_a_day_in_the_near_future(until, ok):
    assert bool(cases.may_park(until, TODAY, 365)) is ok


def test_a_hand_over_needs_consent_and_an_address():
    assert cases.may_refer("de moeder", TODAY, TODAY, partner_has_mail=True)
    refused = cases.may_refer(" ", TODAY + dt.timedelta(days=1), TODAY, partner_has_mail=False)
    assert len(refused.reasons) == 3


@pytest.mark.parametrize("outcome", ReferralOutcome.values)
def test_each_of_the_nine_answers_leads_somewhere(outcome):
    expected = ReferralState.ACCEPTED if outcome.startswith("accepted") else ReferralState.CLOSED
    assert cases.referral_state_after(outcome) == expected
    assert cases.may_answer(ReferralState.SENT, outcome)
    assert not cases.may_answer(ReferralState.CLOSED, outcome)


def test_a_hand_over_is_reminded_escalated_and_closed():
    terms = cases.ReferralTerms(reminder=5, second_reminder=10, escalation=15, closing=30)
    stages = [cases.referral_stage(TODAY, TODAY + dt.timedelta(days=age), terms) for age in (4, 5, 9, 10, 15, 29, 30)]
    assert stages == ["", "reminder", "reminder", "second_reminder", "escalation", "escalation", "closing"]


def test_the_colleague_with_the_fewest_cases_gets_the_next():
    loads = [cases.Load(1, 3), cases.Load(2, 1), cases.Load(3, 1)]
    assert cases.least_loaded(loads) == 2
    assert cases.least_loaded([]) is None


def test_a_promise_is_said_on_the_clock_of_brussels():
    moment = dt.datetime(2026, 11, 24, 15, 30, tzinfo=dt.UTC)
    assert words.before_moment(moment) == "dinsdag 24 november om 16.30 uur"
    assert words.before_moment(moment.replace(minute=0)) == "dinsdag 24 november om 16 uur"


@pytest.mark.parametrize(
    ("hour", "minute", "told"), [(0, 10, "0.10"), (0, 0, "0.00"), (9, 5, "9.05"), (10, 0, "10.00"), (20, 30, "20.30")]
)
def test_a_moment_has_its_hour_also_after_midnight(hour, minute, told):
    moment = dt.datetime(2026, 11, 28, hour, minute, tzinfo=words.BRUSSELS)
    assert words.full_moment(moment) == f"zaterdag 28 november 2026 om {told} uur"
    assert words.before_moment(moment) == f"zaterdag 28 november om {told if minute else hour} uur"


@pytest.mark.parametrize(("left", "text"), [(4, "Nog 4 lesdagen"), (1, "Nog 1 lesdag"), (0, "De lesdagen zijn op")])
def test_days_left_are_said_in_words(left, text):
    assert words.days_left_in_words(left) == text

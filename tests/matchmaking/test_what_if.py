"""The page "wat als": try, look at the difference, and store nothing."""

import json

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from core.testing import check_markup
from matchmaking import tasks
from matchmaking.models import MatchRound, PairDecision, Proposal, ProposalLog, RoundLog, RoundSnapshot
from matchmaking.selectors.what_if import FORBID, PIN, PLACE, Asked, what_if
from matchmaking.services import rounds
from privacy.journal import lines_about
from tests.factories.matchmaking import MatchRoundFactory, make_workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, colleague):
    client.force_login(colleague)
    return client


def finished(staff, seed=3):
    round_ = rounds.start_round(actor=staff, seed=seed)
    tasks.run_round(round_id=round_.pk)
    return MatchRound.objects.select_related("profile").get(pk=round_.pk)


def address(round_, **query):
    path = reverse("admin:matchmaking_matchround_what_if", args=[round_.public_id])
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def text_of(response):
    return " ".join(response.content.decode().split())


def stored():
    models = (MatchRound, RoundLog, Proposal, ProposalLog, PairDecision, RoundSnapshot)
    return [list(model.objects.order_by("pk").values()) for model in models]


def effects(page):
    return {row.public_id: row.words for row in page.rows}


@pytest.fixture
def scarce(province, staff):
    """Two learners, one place: who lost the draw waits."""
    one, two = province.learner(), province.learner()
    place = province.place()
    round_ = finished(staff)
    placed = Proposal.objects.get().learner
    return round_, placed, (two if placed == one else one), place


def test_one_more_place_helps_who_waited_and_writes_nothing(scarce, desk):
    round_, placed, waiting, place = scarce
    before = stored()
    first = desk.get(address(round_))
    check_markup(first.content.decode())
    assert "1 lerende zonder plek" in text_of(first)
    assert "Wie iets anders krijgt" not in text_of(first)
    response = desk.get(address(round_, plaats=place.public_id))
    check_markup(response.content.decode())
    page = response.context["page"]
    assert effects(page) == {str(waiting.public_id): "krijgt een plek"}
    assert [(row.before, row.after) for row in page.rows] == [
        ("geen plek", f"{place.establishment.company.name}, {place.establishment.municipality.name}")
    ]
    told = {row.label: (row.before, row.after, row.difference, row.better) for row in page.measures}
    assert told["Kregen een plek"] == ("1", "2", "+1", True)
    assert told["Kregen geen plek"] == ("1", "0", "−1", True)
    assert page.same_engine
    assert page.milliseconds >= 1
    assert "milliseconde" in text_of(response)
    assert waiting.contact.full_name in text_of(response)
    assert placed.contact.full_name not in text_of(response)
    assert stored() == before


def test_pin_and_forbid_show_who_gains_and_who_loses(scarce):
    round_, placed, waiting, place = scarce
    page = what_if(round_, Asked(pairs=((PIN, waiting.public_id, place.public_id),)))
    expected = {str(waiting.public_id): "krijgt een plek", str(placed.public_id): "verliest de plek"}
    assert effects(page) == expected
    assert [(count, words) for count, words, _tone in page.counts] == [
        (1, "krijgt een plek"),
        (1, "verliest de plek"),
    ]
    assert effects(what_if(round_, Asked(pairs=((FORBID, placed.public_id, place.public_id),)))) == expected
    where = f"{place.establishment.company.name}, {place.establishment.municipality.name}"
    assert [line.words for line in page.lines] == [f"{waiting.contact.full_name} ({waiting.code}) vast op {where}"]


def test_the_page_lists_the_places_of_one_learner_with_ready_made_changes(scarce, desk):
    round_, _placed, waiting, place = scarce
    response = desk.get(address(round_, lerende=waiting.code.lower().replace("-", " ")))
    check_markup(response.content.decode())
    pair = f"{waiting.public_id}.{place.public_id}"
    (option,) = response.context["page"].options
    assert (option.pair, option.is_now) == (pair, False)
    assert f"zet_vast={pair}" in text_of(response)
    assert lines_about(waiting).first().additional_data["page"] == "what_if"
    tried = desk.get(address(round_, lerende=waiting.code, zet_vast=pair))
    check_markup(tried.content.decode())
    assert tried.context["page"].options[0].is_now
    (line,) = tried.context["lines"]
    assert line[1] == f"?lerende={waiting.code}"


def test_other_weights_and_points_are_calculated_and_kept_in_the_form(province, staff, desk):
    """The near place teaches half of the list, the far one all of it."""
    learner = province.learner(max_minutes=250, modes=["car"])
    near = make_workplace(province.programme, municipality=province.home)
    near.activities.set(province.activities[:1])
    far = make_workplace(province.programme, municipality=province.far)
    round_ = finished(staff)
    chosen = Proposal.objects.get().workplace
    travel = {"travel": 100, "coverage": 0, "wanted": 0, "tags": 0, "mentor": 0, "responsiveness": 0}
    coverage = {**travel, "travel": 0, "coverage": 100}
    outcomes = {}
    for name, weights in (("travel", travel), ("coverage", coverage)):
        response = desk.get(address(round_, **weights))
        check_markup(response.content.decode())
        rows = response.context["page"].rows
        outcomes[name] = rows[0].after if rows else f"{chosen.establishment.company.name}"
        assert 'value="100"' in text_of(response)
    assert near.establishment.company.name in outcomes["travel"]
    assert far.establishment.company.name in outcomes["coverage"]
    assert learner.proposals.count() == 1


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"travel": 90}, "samen 152 procent. Maak er 100 van."),
        ({"travel": "veel"}, "getal"),
        ({"max_level": 9}, "8"),
        ({"lerende": "zzzz"}, "Er is geen lerende met deze code in deze ronde."),
        ({"zet_vast": "onzin"}, "Een wijziging in het adres hoort niet bij deze ronde."),
        ({"plaats": "00000000-0000-4000-8000-000000000000"}, "Een wijziging in het adres hoort niet bij deze ronde."),
    ],
)
def test_bad_input_gets_a_sentence_and_the_round_as_it_was(scarce, desk, query, sentence):
    response = desk.get(address(scarce[0], **query))
    check_markup(response.content.decode())
    assert sentence in text_of(response)
    assert response.context["page"].rows == []
    for value in query.values():
        if "lerende" in query or "travel" in query:
            assert f'value="{value}"' in text_of(response)


def test_a_learner_outside_the_round_is_not_named(scarce, desk, province):
    stranger = province.learner()
    response = desk.get(address(scarce[0], lerende=stranger.code))
    assert "Er is geen lerende met deze code in deze ronde." in text_of(response)
    assert stranger.contact.full_name not in text_of(response)


def test_a_round_without_input_says_so_and_leads_on(desk):
    round_ = MatchRoundFactory(ready=True)
    response = desk.get(address(round_))
    check_markup(response.content.decode())
    assert "niet bewaard of al gewist" in text_of(response)
    assert reverse("admin:matchmaking_matchround_result", args=[round_.public_id]) in text_of(response)


def test_an_input_that_was_wiped_is_gone_at_once(scarce, desk):
    round_ = scarce[0]
    assert "Kregen een plek" in text_of(desk.get(address(round_)))
    RoundSnapshot.objects.all().delete()
    assert "niet bewaard of al gewist" in text_of(desk.get(address(round_)))


def test_the_round_leads_here_and_a_post_is_refused(scarce, desk):
    round_, _placed, _waiting, place = scarce
    result = desk.get(reverse("admin:matchmaking_matchround_result", args=[round_.public_id]))
    assert address(round_) in text_of(result)
    assert desk.post(address(round_, plaats=place.public_id)).status_code == 405
    assert desk.get(address(MatchRoundFactory.build())).status_code == 404


def test_a_newer_engine_is_told(scarce, desk):
    round_ = scarce[0]
    MatchRound.objects.update(result_fingerprint="0" * 64)
    assert "De rekenmotor is vernieuwd" in text_of(desk.get(address(round_)))


def test_a_place_that_closed_since_is_still_counted_as_it_was(scarce, desk):
    round_, placed, waiting, place = scarce
    before = desk.get(address(round_, zet_vast=f"{waiting.public_id}.{place.public_id}")).context["page"]
    place.state = "withdrawn"
    place.save(update_fields=["state"])
    after = desk.get(address(round_, zet_vast=f"{waiting.public_id}.{place.public_id}")).context["page"]
    assert effects(before) == effects(after)
    assert effects(after)[str(placed.public_id)] == "verliest de plek"


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_page_takes_a_fixed_number_of_queries(province, staff, desk, django_assert_max_num_queries, rows):
    places = [province.place() for _ in range(rows)]
    people = [province.learner() for _ in range(2 * rows)]
    round_ = finished(staff)
    asked = {"lerende": people[0].code, PLACE: [str(place.public_id) for place in places][:20]}
    with django_assert_max_num_queries(15):
        page = desk.get(address(round_, **asked)).context["page"]
    assert sum(count for count, *_rest in page.counts) >= min(rows, 20)
    assert json.dumps(page.counts)

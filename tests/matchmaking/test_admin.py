"""The desk of the staff: start, watch, look, approve, decide."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.testing import check_markup
from matchmaking import tasks
from matchmaking.enums import DecisionKind, ProposalState, RoundState
from matchmaking.models import MatchRound, PairDecision, Proposal, WeightProfile
from matchmaking.selectors.work_queue import counts
from tests.factories.accounts import UserFactory
from tests.factories.matchmaking import MatchRoundFactory, PairDecisionFactory, ProposalFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def desk(client, colleague):
    client.force_login(colleague)
    return client


@pytest.fixture
def idle(monkeypatch):
    """No worker takes up what is queued."""
    monkeypatch.setattr("matchmaking.services.rounds.enqueue", lambda *_args, **_kwargs: None)


def text_of(response):
    return " ".join(response.content.decode().split())


def page(name, *args):
    return reverse(f"admin:matchmaking_{name}", args=args)


def day(value):
    return {"as_of_day": value.day, "as_of_month": value.month, "as_of_year": value.year}


def finished(province, staff):
    from matchmaking.services.rounds import start_round

    round_ = start_round(actor=staff, seed=1)
    tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    return round_


def test_start_watch_and_read_the_result(province, desk, idle):
    province.learner()
    province.learner(municipality=province.far)
    province.place()
    response = desk.post(page("matchround_start"), {"subregion": "", "programme": "", **day(TODAY)})
    round_ = MatchRound.objects.get()
    assert response.url == page("matchround_result", round_.public_id)
    waiting = desk.get(response.url)
    assert "De ronde wacht op een rekenaar" in text_of(waiting)
    check_markup(waiting.content.decode())
    part = desk.get(page("matchround_progress", round_.public_id), headers={"HX-Request": "true"})
    assert 'data-poll="' in text_of(part)
    tasks.run_round(round_id=round_.pk)
    assert 'data-reload="1"' in text_of(desk.get(page("matchround_progress", round_.public_id)))
    result = desk.get(response.url)
    check_markup(result.content.decode())
    said = text_of(result)
    assert "De controle is in orde" in said
    assert "te ver" in said
    assert "Zonder hogere niveaus kregen evenveel lerenden een plek." in said
    assert round_.started_by == UserFactory._meta.model.objects.get(pk=round_.started_by_id)


def test_a_round_over_a_subregion_and_a_programme(province, desk, idle):
    data = {"subregion": province.home.subregion.slug, "programme": province.programme.slug, **day(TODAY)}
    desk.post(page("matchround_start"), data)
    round_ = MatchRound.objects.get()
    assert (round_.subregion, round_.programme) == (province.home.subregion, province.programme)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (day(TODAY - dt.timedelta(days=40)), "Kies vandaag of een latere dag."),
        ({"as_of_day": 31, "as_of_month": 2, "as_of_year": 2026}, "Deze dag bestaat niet."),
        ({**day(TODAY), "subregion": "atlantis"}, "Kies een subregio uit de lijst."),
    ],
)
def test_wrong_input_gives_a_sentence_and_keeps_what_was_typed(province, desk, data, sentence):
    response = desk.post(page("matchround_start"), data)
    assert sentence in text_of(response)
    assert MatchRound.objects.count() == 0
    check_markup(response.content.decode())


def test_a_second_round_is_refused_on_the_page(province, desk):
    MatchRoundFactory()
    response = desk.post(page("matchround_start"), day(TODAY))
    assert "Er is al een ronde voor deze lerenden" in text_of(response)


def test_stop_button_and_retry_button(province, desk, idle):
    round_ = MatchRoundFactory()
    desk.post(page("matchround_act", round_.public_id, "stop"))
    round_.refresh_from_db()
    assert round_.state == RoundState.CANCELLED
    assert "Deze ronde is gestopt" in text_of(desk.get(page("matchround_result", round_.public_id)))
    failed = MatchRoundFactory(state=RoundState.FAILED, error="Stil gevallen")
    assert "Stil gevallen" in text_of(desk.get(page("matchround_result", failed.public_id)))
    desk.post(page("matchround_act", failed.public_id, "opnieuw"))
    failed.refresh_from_db()
    assert failed.state == RoundState.WAITING
    assert desk.get(page("matchround_act", failed.public_id, "stop")).status_code == 405
    assert desk.post(page("matchround_act", failed.public_id, "wis-alles")).status_code == 404


def test_ticked_drafts_are_opened_and_the_others_wait(province, desk, staff):
    for _ in range(3):
        province.learner()
        province.place()
    round_ = finished(province, staff)
    one, two, three = Proposal.objects.order_by("pk")
    none = desk.post(page("matchround_approve", round_.public_id), {})
    assert "Vink minstens één voorstel aan." in text_of(none)
    stale = desk.post(page("matchround_approve", round_.public_id), {"chosen": ["x"]})
    assert "staat niet meer in deze ronde" in text_of(stale)
    chosen = {"chosen": [str(one.public_id), str(two.public_id)]}
    response = desk.post(page("matchround_approve", round_.public_id), chosen, follow=True)
    assert "2 voorstellen zijn goedgekeurd en verstuurd." in text_of(response)
    assert [row.state for row in Proposal.objects.order_by("pk")] == ["open", "open", "draft"]
    assert "Wacht op jouw goedkeuring: 1" in text_of(response)
    assert three.learner.code in text_of(response)


def test_an_unclean_round_cannot_be_approved_on_the_page(province, desk):
    round_ = MatchRoundFactory(ready=True, metrics={"certificate": {"blocking": 3, "infeasible": 0}})
    draft = ProposalFactory(learner=province.learner(), workplace=province.place(), round=round_)
    assert "Niet goed te keuren" in text_of(desk.get(page("matchround_result", round_.public_id)))
    response = desk.post(page("matchround_approve", round_.public_id), {"chosen": [str(draft.public_id)]}, follow=True)
    assert "3 koppels die beter kunnen" in text_of(response)
    draft.refresh_from_db()
    assert draft.state == ProposalState.DRAFT


def test_the_page_of_a_learner_proposes_pins_and_excludes(province, desk):
    learner, place, other = province.learner(), province.place(), province.place(municipality=province.far)
    address = page("pair", learner.public_id)
    shown = desk.get(address, {"plek": str(place.public_id)})
    check_markup(shown.content.decode())
    assert f'value="{place.public_id}" selected' in text_of(shown)
    data = {"workplace": str(place.public_id), "kind": "pin", "reason": ""}
    missing = desk.post(address, data)
    assert "Noteer waarom." in text_of(missing)
    assert f'value="{place.public_id}" selected' in text_of(missing)
    desk.post(address, data | {"reason": "Afgesproken met de school"})
    desk.post(address, {"workplace": str(other.public_id), "kind": "forbid", "reason": "Familie"})
    assert set(PairDecision.objects.values_list("kind", "workplace")) == {
        (DecisionKind.PIN, place.pk),
        (DecisionKind.FORBID, other.pk),
    }
    desk.post(address, {"workplace": str(place.public_id), "kind": "propose", "reason": "Snel nodig"})
    assert Proposal.objects.get().state == ProposalState.OPEN
    again = desk.post(address, {"workplace": str(place.public_id), "kind": "propose", "reason": "Nog eens"})
    assert "Deze plek is al voorgesteld aan deze lerende." in text_of(again)


def test_the_page_of_a_proposal_carries_out_verbs(province, desk):
    draft = ProposalFactory(learner=province.learner(), workplace=province.place())
    address = page("proposal_page", draft.public_id)
    check_markup(desk.get(address).content.decode())
    desk.post(address, {"verb": "approve"})
    draft.refresh_from_db()
    assert draft.state == ProposalState.OPEN
    assert "Noteer waarom." in text_of(desk.post(address, {"verb": "withdraw", "reason": ""}))
    desk.post(address, {"verb": "withdraw", "reason": "Verhuisd"})
    draft.refresh_from_db()
    assert (draft.state, draft.log.last().reason) == (ProposalState.WITHDRAWN, "Verhuisd")
    met = ProposalFactory(learner=province.learner(), workplace=province.place(), introduced=True)
    desk.post(page("proposal_page", met.public_id), {"verb": "end", "reason": "Geen klik"})
    met.refresh_from_db()
    assert met.state == ProposalState.DECLINED


def test_candidates_of_a_workplace(province, desk):
    near = province.learner()
    far = province.learner(municipality=province.far)
    place, grey = province.place(), province.place(stale=True)
    shown = desk.get(page("candidates", place.public_id))
    check_markup(shown.content.decode())
    assert near.contact.full_name in text_of(shown)
    assert far.contact.full_name not in text_of(shown)
    lonely = desk.get(page("pair", far.public_id))
    check_markup(lonely.content.decode())
    assert text_of(lonely).count(f'href="{page("proposal_changelist")}"') == 2, "the crumb and the second way on"
    nobody = text_of(desk.get(page("candidates", grey.public_id)))
    assert "bevestigde deze plek al lang niet meer" in nobody
    assert "Niemand past nu" in nobody


@pytest.mark.parametrize("model", ["matchround", "proposal", "pairdecision", "weightprofile"])
def test_lists_open_and_search(province, desk, model):
    ProposalFactory(learner=province.learner(), workplace=province.place(), round=MatchRoundFactory(ready=True))
    PairDecisionFactory(learner=province.learner(), workplace=province.place())
    assert desk.get(page(f"{model}_changelist")).status_code == 200
    assert desk.get(page(f"{model}_changelist"), {"q": "baert"}).status_code == 200


def test_rows_of_lists_open_their_own_page(province, desk):
    proposal = ProposalFactory(learner=province.learner(), workplace=province.place(), round=MatchRoundFactory())
    assert desk.get(page("proposal_change", proposal.pk)).url == page("proposal_page", proposal.public_id)
    round_ = proposal.round
    assert desk.get(page("matchround_change", round_.pk)).url == page("matchround_result", round_.public_id)
    assert desk.get(page("matchround_result", "00000000-0000-4000-8000-000000000000")).status_code == 404


def test_the_todo_lists_equal_the_counts(province, desk, staff):
    late, phone_only = (
        ProposalFactory(learner=province.learner(), workplace=province.place(), opened=True) for _ in range(2)
    )
    Proposal.objects.filter(pk=late.pk).update(answer_due_on=TODAY - dt.timedelta(days=1))
    contact = phone_only.learner.contact
    contact.email = ""
    contact.save(update_fields=["email"])
    ProposalFactory(learner=province.learner(), workplace=province.place(), opened=True)
    told = counts(staff)
    assert (told.overdue, told.no_address, told.drafts) == (1, 1, 0)
    for todo, row in (("bellen", late), ("geen-mail", phone_only)):
        shown = desk.get(page("proposal_changelist"), {"todo": todo})
        assert [one.pk for one in shown.context["cl"].result_list] == [row.pk]


def test_counts_are_nothing_for_an_outsider(province):
    from accounts.actor import ANONYMOUS

    ProposalFactory(learner=province.learner(), workplace=province.place())
    assert counts(ANONYMOUS).drafts == 0


def test_approving_and_lifting_from_a_list(province, desk):
    draft = ProposalFactory(learner=province.learner(), workplace=province.place())
    desk.post(page("proposal_changelist"), {"action": "approve", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert draft.state == ProposalState.OPEN
    decision = PairDecisionFactory(learner=province.learner(), workplace=province.place())
    desk.post(page("pairdecision_changelist"), {"action": "lift", "_selected_action": [decision.pk]})
    assert PairDecision.objects.count() == 0


def test_only_a_coordinator_publishes_weights_as_a_new_version(province, client, colleague):
    client.force_login(colleague)
    assert client.get(page("weightprofile_add")).status_code == 403
    client.force_login(UserFactory(coordinator=True))
    form = client.get(page("weightprofile_add")).context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert (data["travel"], data["few_days_left"]) == (38, 150)
    data |= {"valid_from": str(TODAY), "decided_by": "Stuurgroep", "motivation": "Test", "max_level": 4}
    wrong = client.post(page("weightprofile_add"), data | {"travel": 50})
    assert "samen 112 procent. Maak er 100 van." in text_of(wrong)
    assert WeightProfile.objects.count() == 1
    client.post(page("weightprofile_add"), data | {"travel": 40, "coverage": 25})
    newest = WeightProfile.objects.order_by("-version").first()
    assert (newest.version, newest.learner_weights["travel"], newest.max_level) == (2, 0.4, 4)
    assert newest.policy == WeightProfile.objects.get(version=1).policy
    assert "Stuurgroep" in text_of(client.get(page("weightprofile_change", newest.pk)))
    assert client.post(page("weightprofile_change", newest.pk), data).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        lambda round_, proposal: page("matchround_result", round_.public_id),
        lambda round_, proposal: page("proposal_page", proposal.public_id),
        lambda round_, proposal: page("pair", proposal.learner.public_id),
        lambda round_, proposal: page("candidates", proposal.workplace.public_id),
        lambda round_, proposal: page("matchround_start"),
    ],
)
def test_the_desk_does_not_exist_for_others(province, client, address):
    proposal = ProposalFactory(learner=province.learner(), workplace=province.place(), round=MatchRoundFactory())
    at = address(proposal.round, proposal)
    assert client.get(at).status_code == 302
    client.force_login(UserFactory())
    assert client.get(at).status_code == 404


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_query_budgets(province, desk, staff, rows, django_assert_num_queries):
    round_ = MatchRoundFactory(ready=True, subregion=province.home.subregion, programme=province.programme)
    for _ in range(rows):
        ProposalFactory(learner=province.learner(), workplace=province.place(), round=round_)
        if rows > 1:
            MatchRoundFactory(published=True, programme=province.programme)
    desk.get(page("candidates", Proposal.objects.first().workplace.public_id))
    for at, budget in (
        (page("matchround_changelist"), 5),
        (page("matchround_result", round_.public_id), 6),
        (page("proposal_changelist"), 4),
        (page("pairdecision_changelist"), 4),
    ):
        with django_assert_num_queries(budget):
            desk.get(at)


def test_who_cannot_be_located_is_on_a_list_that_the_round_leads_to(province, desk, staff, idle):
    lost = province.learner(municipality=None)
    found, placed = province.learner(), province.learner(municipality=None, state="placed")
    province.place()
    round_ = finished(province, staff)
    shown = desk.get(page("matchround_result", round_.public_id)).content.decode()
    address = reverse("admin:learners_learner_changelist") + "?woonplaats=nakijken"
    assert f'href="{address}"' in shown
    listed = desk.get(address).content.decode()
    assert lost.code in listed
    assert found.code not in listed
    assert placed.code not in listed

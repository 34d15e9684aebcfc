"""Pages of the learner and the company: what they show, what they hide, and that looking changes nothing."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from companies.enums import MentorState
from learners.access import KEY
from learners.models import Case
from mailing.models import OutboxMail
from matchmaking import links
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal, ProposalLog
from matchmaking.services.answers import answer_learner
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.companies import CompanyMembershipFactory
from tests.factories.learners import IntakeFactory
from tests.factories.matchmaking import ProposalFactory
from tests.factories.placements import make_own_terms

pytestmark = pytest.mark.django_db
VISITOR = Actor()


@pytest.fixture
def own_page(province):
    """The dated rules of the learner's own page."""
    make_own_terms()


def entered(client, *learners):
    """Put the codes of these learners in the session, as the code page does."""
    session = client.session
    until = (timezone.now() + dt.timedelta(hours=1)).timestamp()
    session[KEY] = {str(learner.pk): until for learner in learners}
    session.save()
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def opened(province, **values):
    values = {"learner": province.learner(), "workplace": province.place()} | values
    return ProposalFactory(opened=True, **values)


def snapshot_of_rows():
    return (
        list(Proposal.objects.order_by("pk").values()),
        ProposalLog.objects.count(),
        OutboxMail.objects.count(),
    )


def my_matches(learner):
    return reverse("matchmaking:my_matches", args=[learner.public_id])


def by_link(side, proposal):
    return reverse(f"matchmaking:{side}_answer", args=[links.token_for(side, proposal)])


def test_three_live_places_with_reasons_and_no_contact_data(province, client):
    learner = province.learner()
    places = [province.place() for _ in range(4)]
    page = text_of(entered(client, learner).get(my_matches(learner)))
    shown = [place for place in places if place.establishment.company.name in page]
    assert len(shown) == 3
    assert "met de fiets, schatting" in page
    assert "Reistijden zijn een schatting op afstand" in page
    assert "Dit zijn nog geen voorstellen" in page
    for place in places:
        contact = place.establishment.company.contacts.get()
        assert contact.email not in page
        assert contact.name not in page
    assert Proposal.objects.count() == 0


def test_the_parts_on_the_page_sum_to_the_score_on_the_page(province, client):
    from lxml import html

    learner = province.learner()
    province.place()
    page = html.document_fromstring(entered(client, learner).get(my_matches(learner)).content)
    [table] = page.xpath("//table")
    points = [int(cell.text_content()) for cell in table.xpath(".//tbody/tr/td[@class='number'][1]")]
    *parts, total = points
    assert sum(parts) == total
    [ring] = page.xpath("//*[local-name()='svg'][@role='img']/*[local-name()='text']")
    assert int(ring.text_content()) == round(total / 10)


def test_open_proposals_have_two_buttons_and_come_before_suggestions(province, client):
    proposal = opened(province)
    other = province.place()
    page = text_of(entered(client, proposal.learner).get(my_matches(proposal.learner)))
    assert "Dit wil ik" in page
    assert "Liever niet" in page
    first, second = proposal.workplace.establishment.company.name, other.establishment.company.name
    assert page.index(first) < page.index("Deze plekken passen ook") < page.index(second)


@pytest.mark.usefixtures("own_page")
def test_the_own_page_says_why_each_live_proposal_fits_and_keeps_silent_about_an_old_one(province, client):
    proposal = opened(province)
    address = reverse("learners:my_page", args=[proposal.learner.public_id])
    page = text_of(entered(client, proposal.learner).get(address))
    assert "Onderweg: 22 minuten met de fiets" in page
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.WITHDRAWN)
    assert "Onderweg:" not in text_of(client.get(address))


def test_a_draft_is_never_shown(province, client):
    draft = ProposalFactory(learner=province.learner(), workplace=province.place())
    client = entered(client, draft.learner)
    assert draft.workplace.establishment.company.name not in text_of(client.get(my_matches(draft.learner)))
    address = reverse("matchmaking:learner_proposal", args=[draft.learner.public_id, draft.code])
    assert client.get(address).status_code == 404
    assert client.get(by_link("learner", draft)).status_code == 404


@pytest.mark.parametrize("who", ["nobody", "another learner", "a company"])
def test_the_page_of_another_learner_does_not_exist(province, client, who):
    learner, other = province.learner(), province.learner()
    if who == "another learner":
        entered(client, other)
    if who == "a company":
        client.force_login(CompanyMembershipFactory(user=UserFactory()).user)
    for name in ("my_matches", "why_not"):
        assert client.get(reverse(f"matchmaking:{name}", args=[learner.public_id])).status_code == 404


def test_a_coach_may_look_but_not_answer(province, client):
    from schools.enums import EvidenceLevel, Network, SchoolRole
    from schools.models import Membership, School

    proposal = opened(province)
    coach = UserFactory()
    school = School.objects.create(
        key="s", name="S", search_text="s", network=Network.GO, evidence_level=EvidenceLevel.OFFICIAL
    )
    Membership.objects.create(user=coach, school=school, role=SchoolRole.COACH)
    learner = proposal.learner
    learner.school, learner.coach = school, coach
    learner.save(update_fields=["school", "coach"])
    client.force_login(coach)
    page = text_of(client.get(my_matches(learner)))
    assert proposal.workplace.establishment.company.name in page
    assert "Dit wil ik" not in page
    address = reverse("matchmaking:learner_proposal", args=[learner.public_id, proposal.code])
    assert client.post(address, {"answer": "yes"}).status_code == 404
    proposal.refresh_from_db()
    assert proposal.learner_answer == ""


def test_a_learner_answers_with_the_code(province, client):
    proposal = opened(province)
    client = entered(client, proposal.learner)
    address = reverse("matchmaking:learner_proposal", args=[proposal.learner.public_id, proposal.code])
    response = client.post(address, {"answer": "yes"}, follow=True)
    assert "Bedankt!" in text_of(response)
    assert "We wachten op het bedrijf" in text_of(response)
    proposal.refresh_from_db()
    assert proposal.learner_answer == "yes"


@pytest.mark.parametrize("side", ["learner", "company"])
def test_twenty_looks_by_a_mail_scanner_change_nothing(province, client, side):
    proposal = opened(province)
    before = snapshot_of_rows()
    for _ in range(10):
        assert client.get(by_link(side, proposal)).status_code == 200
        assert client.head(by_link(side, proposal)).status_code == 200
    assert snapshot_of_rows() == before


@pytest.mark.parametrize("side", ["learner", "company"])
def test_a_link_answers_without_login(province, client, side):
    proposal = opened(province)
    address = by_link(side, proposal)
    page = client.post(address, {"answer": "yes"}, follow=True)
    assert "Bedankt!" in text_of(page)
    proposal.refresh_from_db()
    assert getattr(proposal, f"{side}_answer") == "yes"
    assert "via de link" in proposal.log.last().actor_label
    before = snapshot_of_rows()
    client.post(address, {"answer": "yes"})
    assert snapshot_of_rows() == before


def test_the_page_of_an_answer_names_who_helps(province, client):
    proposal, owner = opened(province), UserFactory(staff=True)
    Case.objects.filter(learner=proposal.learner_id).update(owner=owner)
    assert owner.full_name in text_of(client.get(by_link("learner", proposal)))


@pytest.mark.parametrize(("side", "reason"), [("learner", "too_far"), ("company", "no_mentor")])
def test_a_no_without_reason_keeps_the_page_and_with_reason_ends_it(province, client, side, reason):
    proposal = opened(province)
    address = by_link(side, proposal)
    page = text_of(client.post(address, {"answer": "no"}))
    assert page.count("Kies een reden. Zo zoeken we gerichter verder.") >= 2, "beside the field and on top"
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
    client.post(address, {"answer": "no", "reason": reason})
    proposal.refresh_from_db()
    assert (proposal.state, getattr(proposal, f"{side}_reason")) == (ProposalState.DECLINED, reason)
    assert "answer" not in text_of(client.get(address)).split("</header>")[-1].replace("_answer", "")


def test_an_answer_after_the_end_gets_a_sentence(province, client):
    proposal = opened(province)
    Proposal.objects.update(state=ProposalState.WITHDRAWN)
    page = text_of(client.post(by_link("learner", proposal), {"answer": "yes"}, follow=True))
    assert "ingetrokken" in page


@pytest.mark.parametrize("side", ["learner", "company"])
def test_a_forged_link_and_a_link_of_the_other_side_say_so(province, client, side):
    proposal = opened(province)
    other = "company" if side == "learner" else "learner"
    for token in ("onzin", links.token_for(other, proposal), links.token_for(side, proposal)[:-1] + "x"):
        response = client.get(reverse(f"matchmaking:{side}_answer", args=[token]))
        assert response.status_code == 404
        assert "Deze link klopt niet" in text_of(response)


@pytest.mark.parametrize("side", ["learner", "company"])
def test_an_old_link_offers_a_new_one_at_most_once_a_day(province, client, side):
    proposal = opened(province)
    with time_machine.travel(timezone.now() - dt.timedelta(days=46)):
        token = links.token_for(side, proposal)
    page = client.get(reverse(f"matchmaking:{side}_answer", args=[token]))
    assert page.status_code == 410
    assert "Deze link is te oud" in text_of(page)
    again = reverse(f"matchmaking:{side}_new_link", args=[token])
    assert client.get(again).status_code == 405
    for _ in range(2):
        assert "Kijk in je mailbox" in text_of(client.post(again))
    assert OutboxMail.objects.count() == 1


def test_the_company_sees_no_name_before_both_said_yes(province, client):
    proposal = opened(province)
    contact = proposal.learner.contact
    page = text_of(client.get(by_link("company", proposal)))
    assert contact.initials in page
    assert contact.first_name not in page
    assert str(contact.phone) not in page
    answer_learner(actor=VISITOR, proposal=proposal, answer="yes")
    page = text_of(client.post(by_link("company", proposal), {"answer": "yes"}, follow=True))
    assert contact.first_name in page
    assert contact.last_name not in page


def test_the_learner_sees_the_contact_after_both_said_yes(province, client):
    proposal = ProposalFactory(learner=province.learner(), workplace=province.place(), introduced=True)
    page = text_of(client.get(by_link("learner", proposal)))
    assert proposal.workplace.establishment.company.contacts.get().email in page


def test_try_out_days_are_offered_only_to_who_may_ask_them(province, client):
    """A mailed link opens the places without a session; asking days needs the code."""
    proposal = ProposalFactory(learner=province.learner(), workplace=province.place(), introduced=True)
    ask = reverse("placements:try_out_ask", args=[proposal.code])
    pages = [
        by_link("learner", proposal),
        reverse("matchmaking:my_matches_by_link", args=[links.token_for("learner", proposal)]),
    ]
    for page in pages:
        assert ask not in text_of(client.get(page))
    assert client.get(ask).status_code == 404
    entered(client, proposal.learner)
    make_own_terms()
    for page in (*pages, my_matches(proposal.learner)):
        assert ask in text_of(client.get(page))
    assert client.get(ask).status_code == 200


def test_a_company_member_answers_on_the_desk_only_what_was_asked(province, client):
    proposal = opened(province)
    member = CompanyMembershipFactory(user=UserFactory(), company=proposal.workplace.establishment.company)
    stranger = CompanyMembershipFactory(user=UserFactory())
    address = reverse("matchmaking:company_proposal", args=[proposal.code])
    client.force_login(member.user)
    assert client.get(address).status_code == 404, "the learner did not agree to share yet"
    IntakeFactory(learner=proposal.learner, consent_share=True)
    assert client.get(address).status_code == 200
    client.post(address, {"answer": "yes"})
    proposal.refresh_from_db()
    assert proposal.company_answer == "yes"
    client.force_login(stranger.user)
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


WHY = [
    ({"recognised": False}, "Dit bedrijf is niet erkend voor jouw opleiding."),
    ({"stale": True}, "Het bedrijf bevestigde deze plek al lang niet meer."),
    ({"withdrawn": True}, "Het bedrijf trok deze plek in."),
    ({"availability": "maybe"}, "Het bedrijf zegt dat het nu geen lerende zoekt."),
    ({"mentor": MentorState.NO}, "Het bedrijf heeft nog geen mentor."),
    ({"minimum_age": 18}, "Op deze plek moet je 18 jaar zijn als je begint."),
    ({"required_licences": ["b"]}, "Op deze plek heb je nog iets nodig: Rijbewijs B (auto)."),
    ({"languages": ["fr"]}, "Op deze plek spreken ze Frans. Die taal gaf jij niet op."),
    ({"available_from": timezone.localdate() + dt.timedelta(days=200)}, "vrij op een ander moment"),
    ({"shift_start": dt.time(6)}, "De werkdag begint er vroeger dan jij kunt."),
    ({}, "Niets houdt deze plek tegen."),
]


@pytest.mark.parametrize(("values", "sentence"), WHY)
def test_why_not_names_the_one_rule_first(province, client, values, sentence):
    from lxml import html

    learner, place = province.learner(earliest_start=dt.time(8), licences=["none"]), province.place(**values)
    address = reverse("matchmaking:why_not", args=[learner.public_id])
    response = entered(client, learner).get(address, {"plek": str(place.public_id)})
    [notice] = html.document_fromstring(response.content).xpath("//main//div[starts-with(@class,'notice')]")
    assert sentence in " ".join(notice.text_content().split())


def test_why_not_too_far_tells_the_journey_and_lists_the_other_rules(province, client):
    learner, place = province.learner(max_minutes=10), province.place(mentor=MentorState.NO)
    address = reverse("matchmaking:why_not", args=[learner.public_id])
    page = text_of(entered(client, learner).get(address, {"plek": str(place.public_id)}))
    assert page.index("nog geen mentor") < page.index("Dit staat ook nog in de weg") < page.index("De plek is te ver")
    assert "minuten met de fiets, schatting. Jij koos hoogstens 10 minuten." in page
    place = province.place(municipality=province.far)
    page = text_of(client.get(address, {"plek": str(place.public_id)}))
    assert "Je geraakt er niet met het vervoer dat jij koos." in page


def test_why_not_says_that_the_working_day_begins_before_the_first_bus(province, client):
    DatedRuleFactory(key="first-public-transport", value=390)
    learner = province.learner(modes=["public_transport"], max_minutes=90)
    early, late = province.place(shift_start=dt.time(5, 30)), province.place(shift_start=dt.time(6, 30))
    address = reverse("matchmaking:why_not", args=[learner.public_id])
    client = entered(client, learner)
    page = text_of(client.get(address, {"plek": str(early.public_id)}))
    assert "De werkdag begint er te vroeg om met bus of trein te komen." in page
    assert "Niets houdt deze plek tegen." in text_of(client.get(address, {"plek": str(late.public_id)}))


def test_why_not_finds_places_by_company_or_municipality_of_the_own_programme(province, client):
    learner, place = province.learner(), province.place()
    elsewhere = province.place()
    elsewhere.programme = ProgrammeFactory()
    elsewhere.save(update_fields=["programme"])
    client = entered(client, learner)
    address = reverse("matchmaking:why_not", args=[learner.public_id])
    assert place.establishment.company.name in text_of(client.get(address, {"q": "oostkamp"}))
    page = text_of(client.get(address, {"q": elsewhere.establishment.company.name}))
    assert f"plek={elsewhere.public_id}" not in page
    assert "Geen plek gevonden" in text_of(client.get(address, {"q": "bestaat niet"}))
    assert f'href="{my_matches(learner)}"' in text_of(client.get(address)).split("<h1>")[1], "a way back on the page"
    for nonsense in ("x", str(elsewhere.public_id), "' OR 1"):
        assert client.get(address, {"plek": nonsense}).status_code == 200


@pytest.mark.parametrize("missing", ["programme", "municipality"])
def test_without_programme_or_municipality_the_page_says_what_to_do(province, client, missing):
    learner = province.learner(**{missing: None})
    page = text_of(entered(client, learner).get(my_matches(learner)))
    assert {"programme": "Kies eerst een opleiding", "municipality": "Geef ons je postcode door"}[missing] in page
    assert entered(client, learner).get(reverse("matchmaking:why_not", args=[learner.public_id])).status_code == 200


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_query_budgets(province, client, rows, django_assert_num_queries):
    learner = province.learner()
    for _ in range(rows):
        province.place()
    proposal = opened(province, learner=learner)
    client = entered(client, learner)
    client.get(my_matches(learner))
    with django_assert_num_queries(11):
        client.get(my_matches(learner))
    with django_assert_num_queries(4):
        client.get(by_link("learner", proposal))
    with django_assert_num_queries(3):
        client.get(by_link("company", proposal))
    with django_assert_num_queries(11):
        client.get(reverse("matchmaking:why_not", args=[learner.public_id]), {"plek": proposal.workplace.public_id})

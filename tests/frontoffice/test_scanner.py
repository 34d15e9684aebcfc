"""Mail scanners open every link in a mail, often and without asking. Opening one never changes a row."""

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.links import PURPOSE as INVITATION
from campaigns.links import EVALUATION, KIOSK, NEWSLETTER, TESTIMONIAL
from companies.services.joining import DECIDE
from companies.services.registration import CONFIRM
from companies.services.reminders import AVAILABILITY
from companies.services.wishes import PURPOSE as WISH
from core import tokens
from core.testing import PortalClient
from expertise.links import SATISFACTION
from knowledge.links import CERTIFICATE, SURVEY
from learners.selectors.coview import PURPOSE as COVIEW
from learners.services.hand_ins import PURPOSE as HAND_IN
from learners.services.interest import PURPOSE as INTEREST
from learners.services.referral_mails import PURPOSE as REFERRAL
from learners.services.referral_mails import WITHDRAW
from learners.services.school_links import PURPOSE as SCHOOL_LINK
from mailing.stopping import PURPOSE as MAIL_STOP
from mailing.stopping import address_key
from matchmaking import links
from placements.links import (
    calendar_token_for,
    evaluation_token_for,
    proofs_token_for,
    pulse_token_for,
    share_token_for,
    sharing_token_for,
)
from schools.services.digest import PURPOSE as DIGEST
from schools.services.digest import payload_of
from tests.factories.accounts import InvitationFactory
from tests.factories.campaigns import AgendaItemFactory, RegistrationFactory, StoryFactory, SubscriberFactory
from tests.factories.catalogue import DatedRuleFactory, store_rules
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    JoinRequestFactory,
    ProgrammeWishFactory,
    WorkplaceFactory,
)
from tests.factories.expertise import ExpertiseRequestFactory
from tests.factories.follow import (
    EvaluationRoundFactory,
    MeetingFactory,
    PortfolioShareFactory,
    ProofFactory,
    PulseFactory,
)
from tests.factories.frontoffice import QuestionFactory
from tests.factories.knowledge import ParticipantFactory
from tests.factories.learners import (
    CaseFactory,
    CoViewFactory,
    HandInFactory,
    InterestEntryFactory,
    ReferralFactory,
    SchoolLinkFactory,
)
from tests.factories.matchmaking import ProposalFactory, make_terms
from tests.factories.placements import SharingMemberFactory, make_own_terms
from tests.factories.schools import SchoolMembershipFactory
from tests.factories.surveys import SurveyInvitationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def token(purpose, row):
    return tokens.sign(purpose, row.public_id)


def unconfirmed():
    return CompanyContactFactory(company=CompanyFactory(unconfirmed=True), email_confirmed_at=None)


def with_workplace():
    contact = CompanyContactFactory()
    WorkplaceFactory(establishment__company=contact.company, stale=True)
    return contact


def proposal():
    return ProposalFactory(opened=True)


# Every address that stands in a mail and takes something of its own: how to make it.
MAILED = {
    "accounts:invitation": lambda: token(INVITATION, InvitationFactory()),
    "campaigns:registration": lambda: RegistrationFactory().code,
    "campaigns:evaluate": lambda: token(EVALUATION, RegistrationFactory()),
    "campaigns:testimonial_mine": lambda: token(TESTIMONIAL, StoryFactory()),
    "campaigns:newsletter_mine": lambda: token(NEWSLETTER, SubscriberFactory()),
    "campaigns:newsletter_stop": lambda: token(NEWSLETTER, SubscriberFactory()),
    "companies:availability_by_mail": lambda: token(AVAILABILITY, with_workplace()),
    "companies:confirm": lambda: token(CONFIRM, unconfirmed()),
    "companies:join_decide": lambda: token(DECIDE, JoinRequestFactory()),
    "expertise:satisfaction": lambda: token(SATISFACTION, ExpertiseRequestFactory(done=True)),
    "frontoffice:asked": lambda: QuestionFactory().code,
    "campaigns:kiosk_open": lambda: token(KIOSK, AgendaItemFactory()),
    "companies:mail_stop": lambda: tokens.sign(MAIL_STOP, address_key("ria@bakker.example")),
    "companies:wish": lambda: token(WISH, ProgrammeWishFactory()),
    "placements:meeting_calendar_by_link": lambda: calendar_token_for(MeetingFactory(chosen=True)),
    "placements:evaluation_by_link": lambda: evaluation_token_for(EvaluationRoundFactory()),
    "placements:proofs_by_link": lambda: proofs_token_for(ProofFactory().agreement),
    "placements:portfolio_shared": lambda: share_token_for(PortfolioShareFactory()),
    "placements:pulse": lambda: pulse_token_for(PulseFactory()),
    "placements:pulse_stop": lambda: pulse_token_for(PulseFactory()),
    "placements:sharing_by_link": lambda: sharing_token_for(SharingMemberFactory()),
    "schools:digest_stop": lambda: tokens.sign(DIGEST, payload_of(SchoolMembershipFactory())),
    "learners:hand_in_confirm": lambda: token(HAND_IN, HandInFactory()),
    "learners:school_link": lambda: token(SCHOOL_LINK, SchoolLinkFactory()),
    "learners:interest_stop": lambda: token(INTEREST, InterestEntryFactory()),
    "learners:parent_agree": lambda: token(COVIEW, CoViewFactory(learner=CaseFactory(matching=True).learner)),
    "learners:parent_call": lambda: token(COVIEW, CoViewFactory(learner=CaseFactory(matching=True).learner)),
    "learners:parent_page": lambda: token(COVIEW, CoViewFactory(learner=CaseFactory(matching=True).learner)),
    "learners:referral_withdraw": lambda: token(WITHDRAW, ReferralFactory()),
    "knowledge:certificate": lambda: token(CERTIFICATE, ParticipantFactory(certified=True)),
    "knowledge:certificate_pdf": lambda: token(CERTIFICATE, ParticipantFactory(certified=True)),
    "knowledge:survey": lambda: token(SURVEY, SurveyInvitationFactory()),
    "knowledge:survey_stop": lambda: tokens.sign(MAIL_STOP, address_key("ria@bakker.example")),
    "matchmaking:break_off_by_link": lambda: links.token_for(links.COMPANY, ProposalFactory(introduced=True)),
    "learners:referral_open": lambda: token(REFERRAL, ReferralFactory()),
    "matchmaking:company_answer": lambda: links.token_for(links.COMPANY, proposal()),
    "matchmaking:learner_answer": lambda: links.token_for(links.LEARNER, proposal()),
    "matchmaking:my_matches_by_link": lambda: links.token_for(links.LEARNER, proposal()),
}
# Behind these the same token takes a button: a link that is opened does not exist there.
BUTTONS = {
    "accounts:invitation_renew",
    "campaigns:registration_cancel",
    "companies:availability_again",
    "companies:confirm_again",
    "companies:join_decide_again",
    "companies:wish_again",
    "learners:hand_in_again",
    "learners:referral_contact",
    "learners:referral_new_link",
    "learners:referral_seen",
    "matchmaking:break_off_undo_by_link",
    "matchmaking:company_new_link",
    "matchmaking:learner_new_link",
    "placements:sharing_new_link",
}


@pytest.fixture(autouse=True)
def rules(db):
    make_terms()
    make_own_terms()
    for key in ("company-link", "retention-invitation"):
        DatedRuleFactory(key=key, value=14, unit="dagen")
    store_rules([("kiosk-hours", "", 12), ("certificate-link", "", 730)])


def with_token(resolver, space=""):
    """Return the names of addresses whose only argument is a token or a code."""
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= with_token(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and set(entry.pattern.converters) in ({"token"}, {"code"}):
            found.add(f"{space}{entry.name}")
    return found


def rows():
    """Return everything that is stored, sessions too."""
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def test_every_mailed_address_is_in_the_table():
    assert with_token(get_resolver()) == set(MAILED) | BUTTONS


@pytest.mark.parametrize("name", list(MAILED))
def test_visits_of_a_scanner_change_nothing(name):
    address = reverse(name, args=[MAILED[name]()])
    before = rows()
    scanner = PortalClient()
    for visit in range(6):
        answer = scanner.head(address) if visit % 4 == 3 else scanner.get(address)
        assert answer.status_code == 200
    assert rows() == before


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_an_act_cannot_be_opened(name):
    before = rows()
    assert PortalClient().get(reverse(name, args=["2345-6789"])).status_code == 405
    assert rows() == before


def test_the_link_to_go_on_with_an_intake_changes_nothing():
    address = reverse("learners:intake_resume") + "?code=7KQ4-M2XR"
    before = rows()
    for _visit in range(20):
        assert "7KQ4-M2XR" in PortalClient().get(address).content.decode()
    assert rows() == before

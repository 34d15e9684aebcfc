"""Every table of the staff site: list, search, change and add, as colleague and as coordinator; and what a list costs."""

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from accounts.models import User
from schools.models import School
from tests.factories.accounts import InvitationFactory, UserFactory
from tests.factories.campaigns import (
    AgendaItemFactory,
    ChannelFactory,
    NewsletterFactory,
    RegistrationFactory,
    SubscriberFactory,
)
from tests.factories.companies import (
    AttachmentFactory,
    CompanyContactFactory,
    CompanyFactory,
    EstablishmentFactory,
    EstablishmentTransferFactory,
    ImportJobFactory,
    JoinRequestFactory,
    MentorFactory,
    RecognitionFactory,
    RecognitionLineFactory,
    WorkplaceFactory,
)
from tests.factories.expertise import (
    ExpertFactory,
    ExpertiseRequestFactory,
    NetworkContactFactory,
    PolicySignalFactory,
    SignalFactory,
)
from tests.factories.frontoffice import QuestionFactory
from tests.factories.knowledge import (
    CoachingPairFactory,
    CourseFactory,
    ParticipantFactory,
    ToolFactory,
)
from tests.factories.knowledge_base import ArticleFactory
from tests.factories.learners import (
    BreakOffFactory,
    CallTryFactory,
    CaseFactory,
    ClockPauseFactory,
    FormerFileFactory,
    InterviewFactory,
    ReferralFactory,
)
from tests.factories.mailing import OutboxMailFactory, OutboxSmsFactory
from tests.factories.matchmaking import (
    MatchRoundFactory,
    PairDecisionFactory,
    PolicyComparisonFactory,
    ProposalFactory,
)
from tests.factories.research import (
    OutsideFigureFactory,
    OutsideTableFactory,
    ProgrammeRequestFactory,
    RegionReportFactory,
)
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolFactory, SchoolMembershipFactory
from tests.factories.surveys import SurveyFactory

COLLEAGUES = ("staff", "coordinator")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
WORDS = ("bakkerij", "39", "o'neill \"é", "0470")
# Made by hand; the rest comes from the reference data or from a service.
ADDED = {
    "accounts.PartnerOrganisation", "accounts.User", "campaigns.AgendaItem", "campaigns.Campaign",
    "campaigns.Newsletter", "campaigns.Post", "campaigns.Testimonial",
    "campaigns.Material", "campaigns.PlanItem", "campaigns.PressItem",
    "catalogue.DatedRule", "catalogue.GlossaryTerm", "catalogue.Holiday", "catalogue.JointCommittee",
    "catalogue.NeighbourTool",
    "companies.Company", "companies.CompanyContact", "companies.Establishment", "companies.Recognition",
    "companies.RecognitionLine", "companies.Workplace", "schools.Campus", "schools.ProgrammeOffer", "schools.School",
    "learners.RoutePartner",
    "expertise.Expert", "expertise.MeetingAction", "expertise.NetworkContact", "expertise.NetworkGroup",
    "expertise.NetworkMeeting", "expertise.OrganisationRelation", "expertise.Project", "expertise.Signal",
    "knowledge.Article", "knowledge.CoachingPair", "knowledge.Course", "knowledge.Survey", "knowledge.Tool",
    "research.ForumSeat", "research.RegionReport", "research.ReportTemplate",
}  # fmt: skip
ADDED_BY_COORDINATOR = ADDED | {"matchmaking.WeightProfile"}
TYPED = ADDED | {"learners.Learner", "catalogue.Partnership"}
# A row of these opens a page of its own.
OWN_PAGE = {
    "companies.ImportJob", "research.OutsideTable", "research.ProgrammeRequest",
    "matchmaking.MatchRound", "matchmaking.PolicyComparison", "matchmaking.Proposal",
    "matchmaking.Prospect",
}  # fmt: skip


def page_of(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def first(model):
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"geef tests/house/world.py een {model._meta.label}"
    return row


@pytest.fixture(params=COLLEAGUES)
def colleague(request, world):
    return world.client(request.param)


@pytest.mark.one_engine
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_and_change(colleague, model):
    listed = colleague.get(page_of(model, "changelist"))
    assert listed.status_code == 200
    assert listed.context["cl"].result_count >= 1
    changed = colleague.get(page_of(model, "change", first(model).pk))
    assert changed.status_code == (302 if model._meta.label in OWN_PAGE else 200)
    if changed.status_code == 302:
        assert colleague.get(changed.url).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_search_filter_and_column_of_a_list_works(world, model):
    """For a coordinator, who sees every list that a colleague sees with the same filters."""
    colleague = world.client("coordinator")
    desk, url = admin.site._registry[model], page_of(model, "changelist")
    for word in WORDS if desk.search_fields else ():
        assert colleague.get(url, {"q": word}).status_code == 200, word
    listed = colleague.get(url)
    for spec in listed.context["cl"].filter_specs:
        for choice in list(spec.choices(listed.context["cl"]))[:6]:
            page = colleague.get(url + choice["query_string"])
            assert page.status_code == 200, (spec.title, choice["query_string"])
    columns = ".".join(map(str, range(1, len(desk.list_display) + 1)))
    assert colleague.get(url, {"o": columns}).status_code == 200  # in the order of every column at once


@pytest.mark.one_engine
@pytest.mark.parametrize(("persona", "added"), [("staff", ADDED), ("coordinator", ADDED_BY_COORDINATOR)])
def test_what_is_added_by_hand(world, persona, added):
    client = world.client(persona)
    found = {model._meta.label: client.get(page_of(model, "add")).status_code for model in MODELS}
    assert {label for label, code in found.items() if code == 200} == added
    assert {code for label, code in found.items() if label not in added} == {403}


def form_of(client, model):
    """Return the form on the page of the first row, None when nothing can be typed there."""
    page = client.get(page_of(model, "change", first(model).pk))
    found = (
        html.document_fromstring(page.content.decode()).xpath("//form[.//*[@name='_save']]") if page.content else []
    )
    return found[0] if found else None


def typed(form):
    """Return what a browser sends for a form."""
    several = {
        node.name: [option.get("value") for option in node.xpath(".//option[@selected]")]
        for node in form.xpath(".//select[@multiple]")
    }
    return {**dict(form.form_values()), **several, "_save": "1"}


@pytest.mark.one_engine
def test_where_something_can_be_typed(world):
    client = world.client("coordinator")
    assert {model._meta.label for model in MODELS if form_of(client, model) is not None} == TYPED


@pytest.mark.one_engine
@pytest.mark.parametrize("label", sorted(TYPED))
def test_saving_a_row_as_it_was_is_accepted(world, label):
    model = apps.get_model(label)
    row, client = first(model), world.client("coordinator")
    before = model.objects.filter(pk=row.pk).values().get()
    response = client.post(page_of(model, "change", row.pk), typed(form_of(client, model)))
    assert response.status_code == 302, response.context["errors"]
    after = model.objects.filter(pk=row.pk).values().get()
    changed = {name: (before[name], value) for name, value in after.items() if value != before[name]}
    assert set(changed) - {"updated_at"} == set(), changed


def journal_line(_number):
    return LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(School), object_pk="1", action=1, actor=User.objects.first()
    )


def of(factory, **values):
    """Return a maker of one row."""
    return lambda _number: factory(**values)


# What the biggest lists cost, sign-in and filters included, however many rows.
LISTS = {
    "accounts.Invitation": (of(InvitationFactory), 4),
    "accounts.User": (of(UserFactory), 4),
    "auditlog.LogEntry": (journal_line, 7),
    "campaigns.AgendaItem": (of(AgendaItemFactory), 6),
    "campaigns.Campaign": (of(ChannelFactory), 7),
    "campaigns.Newsletter": (of(NewsletterFactory), 4),
    "campaigns.Registration": (of(RegistrationFactory), 4),
    "campaigns.Subscriber": (of(SubscriberFactory), 5),
    "companies.Attachment": (of(AttachmentFactory), 4),
    "companies.Company": (of(CompanyFactory), 5),
    "companies.CompanyContact": (of(CompanyContactFactory), 4),
    "companies.Establishment": (of(EstablishmentFactory), 5),
    "companies.EstablishmentTransfer": (of(EstablishmentTransferFactory), 4),
    "companies.ImportJob": (of(ImportJobFactory), 4),
    "companies.JoinRequest": (of(JoinRequestFactory), 4),
    "companies.Mentor": (of(MentorFactory), 4),
    "companies.Recognition": (of(RecognitionFactory), 7),
    "companies.RecognitionLine": (of(RecognitionLineFactory), 5),
    "companies.Workplace": (of(WorkplaceFactory), 6),
    "expertise.Expert": (of(ExpertFactory), 8),
    "expertise.ExpertiseRequest": (of(ExpertiseRequestFactory), 4),
    "expertise.NetworkContact": (of(NetworkContactFactory), 6),
    "expertise.PolicySignal": (of(PolicySignalFactory), 4),
    "expertise.Signal": (of(SignalFactory), 7),
    "knowledge.CoachingPair": (of(CoachingPairFactory), 4),
    "knowledge.Article": (of(ArticleFactory), 4),
    "knowledge.Course": (of(CourseFactory), 4),
    "knowledge.Participant": (of(ParticipantFactory), 4),
    "knowledge.Survey": (of(SurveyFactory), 4),
    "knowledge.Tool": (of(ToolFactory), 4),
    "research.ProgrammeRequest": (of(ProgrammeRequestFactory), 6),
    "research.RegionReport": (of(RegionReportFactory), 5),
    "research.OutsideTable": (of(OutsideTableFactory), 4),
    "research.OutsideFigure": (of(OutsideFigureFactory), 6),
    "frontoffice.Question": (of(QuestionFactory), 4),
    "learners.CallTry": (of(CallTryFactory), 4),
    "learners.Case": (of(CaseFactory, learner__clock_started_on=dt.date(2026, 11, 2)), 11),
    "learners.FormerFile": (of(FormerFileFactory), 4),
    "learners.BreakOff": (of(BreakOffFactory), 4),
    "learners.ClockPause": (of(ClockPauseFactory), 4),
    "learners.Interview": (of(InterviewFactory), 4),
    "learners.Learner": (lambda _number: CaseFactory().learner, 5),
    "learners.Referral": (of(ReferralFactory), 4),
    "mailing.OutboxMail": (of(OutboxMailFactory), 7),
    "mailing.OutboxSms": (of(OutboxSmsFactory), 7),
    "matchmaking.MatchRound": (of(MatchRoundFactory, ready=True), 5),
    "matchmaking.PolicyComparison": (of(PolicyComparisonFactory, ready=True), 5),
    "matchmaking.PairDecision": (of(PairDecisionFactory), 4),
    "matchmaking.Proposal": (of(ProposalFactory, opened=True), 4),
    "schools.Campus": (of(CampusFactory), 5),
    "schools.Membership": (of(SchoolMembershipFactory), 4),
    "schools.ProgrammeOffer": (of(ProgrammeOfferFactory), 5),
    "schools.School": (of(SchoolFactory), 4),
}


@pytest.mark.budget
@pytest.mark.parametrize("label", sorted(LISTS))
def test_what_a_list_costs(world, label):
    model, (make, cost) = apps.get_model(label), LISTS[label]
    client, found = world.client("staff"), []
    for rows in (1, 24):
        for number in range(rows):
            make(number)
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(model, "changelist"))
        found.append(len(queries))
    assert found == [cost, cost], "\n".join(query["sql"][:160] for query in queries.captured_queries)

"""Which pages each persona walks past in the small made-up province, with the addresses of rows that exist there."""

from dataclasses import dataclass, field

from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import User
from campaigns.models import AgendaItem, Channel
from catalogue.models import Programme
from companies.enums import CompanyState
from companies.models import Company, Workplace
from companies.models import Membership as CompanyMembership
from frontoffice.demo.personas import personas
from learners.access import open_learner
from learners.models import Learner, Referral
from mailing.models import OutboxMail
from matchmaking import links
from matchmaking.enums import Answer
from matchmaking.models import MatchRound, Proposal
from schools.models import Membership as SchoolMembership
from tests.factories.accounts import InvitationFactory
from tests.factories.campaigns import (
    ChannelFactory,
    MaterialVersionFactory,
    NewsletterFactory,
    PostFactory,
    RegistrationFactory,
    StoryFactory,
    SubscriberFactory,
)
from tests.factories.companies import CompanyContactFactory, CompanyFactory, JoinRequestFactory
from tests.factories.frontoffice import QuestionFactory
from tests.factories.learners import IntakeFactory
from tests.factories.matchmaking import ProposalFactory
from tests.house.personas import IN_DEMO, PUBLIC, TABLE, statuses
from tests.house.world import World, arguments
from tests.journeys.tour_rows import (
    rows_of_agreement,
    rows_of_company,
    rows_of_family,
    rows_of_learning,
    rows_of_pool,
    rows_of_research,
)
from tests.learners import helpers as intake

# The persona of the table -> who that is in the demonstration.
SLUGS = {
    "learner": "lerende",
    "member": "bedrijf",
    "director": "directeur",
    "coach": "trajectbegeleider",
    "referrer": "doorverwijzer",
    "staff": "steunpunt",
    "coordinator": "coordinator",
}
# No pages: text, calendars, files, a part of a page, and a mail as a mail program shows it.
NOT_PAGES = {
    "health_live", "health_ready", "campaigns:agenda_calendar", "campaigns:agenda_item_calendar", "admin:jsi18n",
    "schools:learners_csv", "admin:matchmaking_matchround_progress", "mailing:mail_html", "companies:checklist_pdf",
    "companies:scan_pdf", "companies:place_poster_pdf", "placements:agreement_pdf", "companies:dossier_pdf", "companies:attachment",
    "frontoffice:robots", "frontoffice:sitemap", "placements:meeting_calendar", "placements:meeting_calendar_by_link",
    "placements:portfolio_europass",
    "learners:appointments_ics", "learners:appointment_ics", "schools:list_csv", "schools:report",
    "schools:offers_csv", "schools:list_template", "schools:list_answers", "schools:list_progress",
    "admin:companies_importjob_progress", "admin:companies_importjob_answers", "admin:research_outsidetable_answers", "research:paper",
    "research:paper_progress", "research:market_export", "research:flows_export", "research:quadrant_export", "research:radar_export", "research:spots_export",
    "research:spot_follow", "research:report_pdf", "research:report_figures",
    "campaigns:audience_calendar", "campaigns:audience_feed", "campaigns:testimonial_photo", "campaigns:material_download",
    "admin:campaigns_newsletter_progress", "admin:campaigns_newsletter_preview",
    "admin:matchmaking_policycomparison_progress", "learners:my_data", "actionplan:actions_csv", "actionplan:figures_csv",
    "actionplan:report_pdf", "actionplan:report_csv", "actionplan:talk_pdf",
    "admin:expertise_signal_pdf", "knowledge:article_file", "admin:knowledge_webday_csv",
    "admin:knowledge_survey_csv", "admin:knowledge_survey_named",
    "admin:expertise_signal_pdf", "knowledge:certificate_pdf",
}  # fmt: skip
# Somebody who signed in sees another head above the public pages: one of them is enough.
SEEN_BY_ALL = {"frontoffice:home"}
# Lists, and rows to open, with every kind of field and column; the other tables are made by the same templates.
STAFF_LISTS = """learners.case learners.learner companies.workplace matchmaking.proposal campaigns.agendaitem
    mailing.outboxmail auditlog.logentry""".split()
STAFF_ROWS = """learners.case learners.learner companies.company campaigns.agendaitem frontoffice.question
    accounts.partnerorganisation schools.school catalogue.datedrule actionplan.action""".split()
# A colleague and a coach see the same pages of a learner or a company as others on the tour: one of each is enough.
ALSO_SEEN = {
    "staff": ("admin:", "schools:dashboard", "learners:my_page"),
    "coach": ("schools:dashboard", "schools:learner"),
}
GETS = statuses(TABLE)


@dataclass
class Tour:
    """The rows the addresses are about, and who walks."""

    world: World = field(default_factory=World)
    overrides: dict[str, list[object]] = field(default_factory=dict)

    def pages_of(self, persona: str) -> dict[str, str]:
        """Return name -> address of every page this persona can read and a visitor cannot (a visitor: all)."""
        args = arguments(self.world) | self.overrides
        wanted = {name for name, row in GETS.items() if row[persona] == 200}
        wanted = wanted | IN_DEMO if persona == "outsider" else wanted - PUBLIC | SEEN_BY_ALL
        if persona == "coordinator":
            wanted = {"admin:index", "accounts:invite"}
        if persona in ALSO_SEEN:
            wanted = {name for name in wanted if name.startswith(ALSO_SEEN[persona])}
        pages = {name: reverse(name, args=args.get(name, [])) for name in sorted(wanted - NOT_PAGES)}
        return pages | _staff_pages() if persona == "staff" else pages


def _staff_pages() -> dict[str, str]:
    """Return the lists and forms of the tables colleagues work in."""
    found = {}
    for label in STAFF_LISTS:
        found[f"lijst {label}"] = reverse(f"admin:{label.replace('.', '_')}_changelist")
    for label in STAFF_ROWS:
        row = apps.get_model(label).objects.order_by("pk").first()
        found[f"rij {label}"] = reverse(f"admin:{label.replace('.', '_')}_change", args=[row.pk])
    found["nieuw companies.company"] = reverse("admin:companies_company_add")
    return found


def session_of(persona: str) -> str:
    """Open a session for a persona of the demonstration and return its key; empty for a visitor."""
    if persona not in SLUGS:
        return ""
    client = Client()
    (found,) = [each for each in personas() if each.slug == SLUGS[persona]]
    if found.email:
        client.force_login(User.objects.get(email=found.email))
        return str(client.cookies["sessionid"].value)
    session = client.session
    open_learner(session, Learner.objects.get(code=found.code).pk)
    session.save()
    return str(session.session_key)


def session_with_intake() -> tuple[str, list[str]]:
    """Answer the whole intake; return the session key and the slugs of the steps that were asked."""
    client = Client()
    asked = intake.walk(client)
    return str(client.cookies["sessionid"].value), asked


def make_tour() -> Tour:
    """Choose (and where the province has none, make) the rows, so that each persona looks at something of its own."""
    tour = Tour()
    people = {slug: User.objects.get(email=each.email) for each in personas() if (slug := each.slug) and each.email}
    learner = _learner_of(people, next(each.code for each in personas() if each.slug == "lerende"))
    company = CompanyMembership.objects.get(user=people["bedrijf"]).company
    theirs = _question_for(company)
    fresh = CompanyFactory(state=CompanyState.UNCONFIRMED)
    item = AgendaItem.objects.first()
    tour.world.rows |= {
        "learner": learner,
        "case": learner.case,
        "intake": learner.intakes.first() or IntakeFactory(learner=learner),
        "proposal": learner.proposals.open().first() or ProposalFactory(opened=True, learner=learner),
        "school": learner.school,
        "company": company,
        "contact": company.contacts.first(),
        "establishment": theirs.workplace.establishment,
        "workplace": theirs.workplace,
        "fresh_company": fresh,
        "fresh_contact": CompanyContactFactory(company=fresh, email_confirmed_at=None),
        "join_request": JoinRequestFactory(company=company),
        "referral": Referral.objects.first(),
        "programme": Programme.objects.current().first(),
        "item": item,
        "registration": RegistrationFactory(item=item),
        "channel": Channel.objects.first() or ChannelFactory(),
        "newsletter": NewsletterFactory(),
        "sent_newsletter": NewsletterFactory(sent=True),
        "subscriber": SubscriberFactory(),
        "testimonial": StoryFactory(),
        "post": PostFactory(),
        "version": MaterialVersionFactory(),
        "question": QuestionFactory(),
        "mail": OutboxMail.objects.first(),
        "invitation": InvitationFactory(invited_by=people["coordinator"]),
        "round": MatchRound.objects.first(),
    }
    tour.world.rows |= rows_of_family(learner) | rows_of_company(company, theirs.workplace)
    tour.world.rows |= rows_of_agreement(learner, theirs.workplace, people["trajectbegeleider"])
    tour.world.rows |= rows_of_pool(learner.school)
    tour.world.rows |= rows_of_research(learner.school)
    tour.world.rows |= rows_of_learning(company)
    tour.world.users |= {"coach": people["trajectbegeleider"], "member": people["bedrijf"]}
    tour.overrides = {
        "matchmaking:company_proposal": [theirs.code],
        "matchmaking:company_answer": [links.token_for(links.COMPANY, theirs)],
    }
    return tour


def _learner_of(people: dict[str, User], code: str) -> Learner:
    """Put the learner of the demonstration in the class of its coach, so that three personas see one file."""
    learner = Learner.objects.get(code=code)
    learner.school = SchoolMembership.objects.filter(user=people["directeur"]).first().school
    learner.coach = people["trajectbegeleider"]
    learner.save(update_fields=["school", "coach"])
    return learner


def _question_for(company: Company) -> Proposal:
    """Return a proposal that waits for the answer of the company."""
    asked = Proposal.objects.open().filter(workplace__establishment__company=company)
    found = asked.filter(learner_answer=Answer.YES, company_answer=Answer.WAITING).first()
    if found is None:
        place = Workplace.objects.open().filter(establishment__company=company).first()
        learner = Learner.objects.filter(programme=place.programme, contact__isnull=False).first()
        values = {"learner": learner} if learner else {}
        found = ProposalFactory(opened=True, workplace=place, learner_answer=Answer.YES, **values)
    return found

"""Every mail the portal can send, made by the services that send it: it reads well, twice, and gives nothing away."""

import csv
import datetime as dt
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts import services as accounts
from accounts.actor import ANONYMOUS, SYSTEM, Actor
from accounts.enums import InvitationRole
from actionplan.services.warnings import warn_late_actions
from campaigns.services import agenda, attendance, materials, newsletters, storytelling, subscriptions
from catalogue.models import DatedRule
from companies.models import Company
from companies.services import joining, registration, reminders, wishes
from companies.services import recognition_mails as about_recognition
from core import drafts
from core.links import absolute
from expertise.services import requests as pool
from frontoffice.services import questions
from knowledge.models import SurveyInvitation
from knowledge.services import articles as article_services
from knowledge.services import courses, surveys
from knowledge.services import links as tool_links
from knowledge.services import mentors as mentor_training
from learners.enums import Approach, ReferralOutcome, ReferralReason, Situation, Who
from learners.rules.answers import IntakeAnswers
from learners.services import (
    appointments,
    cases,
    deadlines,
    hand_ins,
    interest,
    leaving,
    referrals,
    school_learners,
    school_links,
    sign_in,
    tries,
)
from learners.services import referral_mails as hand_over
from learners.services.intake import submit_intake
from mailing.models import OutboxMail
from mailing.services import mail_draft_code
from matchmaking.models import Proposal
from matchmaking.services import mails as matches
from placements.enums import Party
from placements.follow_enums import EvaluationSide
from placements.models import TryOut
from placements.services import (
    follow_mails,
    planner_mails,
    pulse_mails,
    school_digest,
    sharing_mails,
    signing,
    tryout_mails,
    watching,
)
from placements.services import inviting as agreement_news
from research.services.late_requests import warn_requests
from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.actionplan import ActionFactory
from tests.factories.campaigns import (
    AgendaItemFactory,
    MaterialOrderFactory,
    NewsletterFactory,
    PostFactory,
    RegistrationFactory,
    StoryFactory,
)
from tests.factories.catalogue import DatedRuleFactory, make_school_years
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    JoinRequestFactory,
    MentorFactory,
    ProgrammeWishFactory,
    RecognitionFactory,
    RecognitionMentorFactory,
    WorkplaceFactory,
)
from tests.factories.expertise import ExpertFactory
from tests.factories.follow import (
    EvaluationRoundFactory,
    MeetingFactory,
    ProofFactory,
    PulseFactory,
    PulseTaskFactory,
    ThreadMessageFactory,
    TryOutFactory,
    VisitFactory,
)
from tests.factories.knowledge import CourseSessionFactory, ToolFactory
from tests.factories.knowledge_base import ArticleFactory
from tests.factories.learners import (
    CaseFactory,
    ContactDetailsFactory,
    HandInFactory,
    InterestEntryFactory,
    ReferralFactory,
)
from tests.factories.matchmaking import ProposalFactory, Province
from tests.factories.placements import AgreementFactory, SharingMemberFactory
from tests.factories.research import ProgrammeRequestFactory
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory
from tests.factories.surveys import SurveyFactory, SurveyQuestionFactory

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STAFF = Actor(name="Mira", organisation="Steunpunt", is_staff=True)
# Names with what HTML and plain text write differently.
FIRST, LAST, COMPANY = "Zonnedauw", "Wintergast", "Bakker & Zoon 't Molentje"
PHONE, MAIL = "+32470112233", "zonnedauw.wintergast@example.be"
SECRETS = (FIRST, LAST, "470112233", "470 11 22 33", "zonnedauw.wintergast", "molentje")
NEXT = re.compile(
    r"https?://|hoeft? niets|hoeven niets|nemen? .{0,20}contact|zoeken|typ deze code|bel of mail|spreek binnen|"
    r"antwoordt je|vraag het aan|staat weer open|bellen opnieuw|bel of mail",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
LINK = re.compile(r"https?://\S+")


def intake():
    submit_intake(
        draft_key="a" * 40,
        actor=SYSTEM,
        answers=IntakeAnswers(
            who=Who.LEARNER, birth_year=timezone.localdate().year - 17, birth_month=1, situation=Situation.AT_SCHOOL,
            modes=("bicycle",), max_minutes=45, first_name=FIRST, last_name=LAST, phone=PHONE, email=MAIL,
        ),
    )  # fmt: skip


def case(**traits):
    return CaseFactory(
        **traits, contact__first_name=FIRST, contact__last_name=LAST, contact__phone=PHONE, contact__email=MAIL
    )


def signing_in():
    UserFactory(email="mira@example.be")
    for address in ("mira@example.be", "onbekend@example.be"):
        Client().post(reverse("account_login"), {"login": address})


def inviting(partner):
    accounts.invite(
        actor=STAFF,
        email="nieuw@example.be",
        role=InvitationRole.PARTNER,
        organisation=accounts.Organisation(partner.pk, partner.public_id, partner.name),
    )


def agenda_mails():
    item = AgendaItemFactory(capacity=1)
    one, two = (
        agenda.register(item=item, name=f"{FIRST} {LAST}", email=mail, organisation="", persons=1, actor=SYSTEM)
        for mail in (MAIL, "tweede@example.be")
    )
    agenda.cancel_registration(registration=one, actor=SYSTEM)
    attendance.remind_registration(registration_id=two.pk)
    attendance.ask_evaluation(registration_id=two.pk)
    agenda.cancel_item(item=item, actor=STAFF)
    wants = {"role": "bedrijven", "subregion": None, "programmes": [], "actor": ANONYMOUS}
    reader = subscriptions.ask_subscription(email=MAIL, **wants)
    subscriptions.confirm_subscription(subscriber=reader, actor=ANONYMOUS)
    storytelling.publish_testimonial(testimonial=StoryFactory(draft=True, name=FIRST, email=MAIL), actor=STAFF)
    storytelling.warn_owner(post_id=PostFactory(facts_until=timezone.localdate()).pk)
    materials.send_order(order=MaterialOrderFactory(name=FIRST, email=MAIL), actor=STAFF)
    newsletters.start_newsletter(newsletter=NewsletterFactory(title="Bier & brood"), actor=STAFF)


def plan_mails():
    owner = UserFactory(staff=True, email="mira.plan@example.be")
    ActionFactory(owner=owner, due_on=timezone.localdate() - dt.timedelta(days=1))
    warn_late_actions()
    request_mails()


def request_mails():
    for scope, value in (("deadline-month", 11), ("deadline-day", 30)):
        DatedRule.objects.filter(key="programme-request", scope=scope).delete()
        DatedRuleFactory(key="programme-request", scope=scope, value=value, valid_from=None)
    ProgrammeRequestFactory(start_year="2025-2026")
    UserFactory(coordinator=True, email="request.plan@example.be")
    warn_requests()


def company_mails():
    new = CompanyContactFactory(
        company=CompanyFactory(unconfirmed=True, name=COMPANY), name=f"{FIRST} {LAST}", email=MAIL,
        email_confirmed_at=None,
    )  # fmt: skip
    registration.send_confirm_link(contact=new)
    known = CompanyContactFactory(company__name=COMPANY, name=f"{FIRST} {LAST}", email=MAIL)
    WorkplaceFactory(establishment__company=known.company, stale=True)
    reminders.send_availability_link(contact=known)
    asked = [JoinRequestFactory(company=known.company, name=f"{FIRST} {LAST}", email=f"{n}{MAIL}") for n in "ab"]
    joining.send_decide_links(request=asked[0])
    joining.accept_join(actor=STAFF, request=asked[0])
    joining.refuse_join(actor=STAFF, request=asked[1])


def wish_mails():
    known = {"company_name": COMPANY, "contact_name": f"{FIRST} {LAST}", "email": MAIL, "programme__name": "A & B"}
    wishes.send_wish_link(wish=ProgrammeWishFactory(asked=True, **known))
    counting = ProgrammeWishFactory(**known)
    wishes.send_wish_link(wish=counting)
    wishes.ask_wish_renewal(wish=counting)
    wishes.tell_wish_offered(actor=SYSTEM, wish=counting, schools=["'t Saam & Co in Brugge"])


def question_mails():
    asked = questions.ask_question(once_key="q" * 40, topic="learner", body="Hoe & wat?", name=FIRST, email=MAIL)
    questions.answer_question(actor=STAFF, question=asked, answer="Dat kan & mag.")


def hand_over_mails(partner):
    refer = {"actor": STAFF, "reason": ReferralReason.NOT_YET, "approach": Approach.YOU_CALL}
    agreed = {"consent_by": f"{FIRST} zelf", "consent_on": timezone.localdate()}
    sent = referrals.refer_learner(case=case(contacted=True), partner=partner, note="Zoekt hulp", **refer, **agreed)
    hand_over.remind(sent, "reminder")
    hand_over.send_new_link(sent, "aanvraag-1")
    referrals.answer_referral(referral=sent, outcome=ReferralOutcome.ACCEPTED, note="Wij bellen & komen langs")
    referrals.close_unanswered(referral=ReferralFactory(case=case(referred=True)), actor=SYSTEM)
    referrals.withdraw_referral(referral=ReferralFactory(case=case(referred=True)), actor=SYSTEM)
    cases.close_case(actor=STAFF, case=ReferralFactory(case=case(referred=True)).case, reason="Heeft werk")


def deadline_mails():
    late = case(promised_by=timezone.now() - dt.timedelta(hours=2))
    deadlines.note_broken_promise(case_id=late.pk)
    brought = HandInFactory(referrer_email=MAIL)
    hand_ins.send_confirm_link(brought, "eerst")
    hand_ins.confirm_hand_in(hand_in=brought, actor=ANONYMOUS)
    waiting = InterestEntryFactory()
    interest.send_yearly_mail(entry_id=waiting.pk, today=waiting.next_mail_on)


def case_mails():
    someone = case(contacted=True)
    tomorrow = timezone.now().replace(microsecond=0, second=0) + dt.timedelta(days=1)
    wish = {
        "kind": "talk",
        "starts_at": tomorrow,
        "minutes": 30,
        "meeting": "visit",
        "place": "Burg 4",
        "with_whom": "Mira",
    }
    meeting = appointments.make_appointment(actor=STAFF, case=someone, **wish)
    appointments.change_appointment(actor=STAFF, appointment=meeting, changes={"place": "Markt 1"})
    appointments.cancel_appointment(actor=STAFF, appointment=meeting, reason="De collega is er niet")
    tries.plan_next_try(actor=STAFF, case=someone)
    leaver, stays = someone.owner, UserFactory(staff=True)
    leaving.hand_over_cases(actor=STAFF, leaver=leaver, receiver=stays, expected=1)
    sign_in.mail_sign_in_code(to=MAIL, code="123456", minutes=15)


def school_mails():
    school = SchoolFactory()
    told = {"first_name": FIRST, "last_name": LAST, "birth_year": timezone.localdate().year - 17, "birth_month": 1}
    answers = school_learners.school_answers(**told, email=MAIL, phone=PHONE, school_id=school.pk)
    school_learners.bring_learner(actor=STAFF, school=school, answers=answers)
    school_links.ask_link(actor=STAFF, school=school, code=case().learner.code)


def recognition_mails():
    renewal = RecognitionFactory(valid_until=timezone.localdate() + dt.timedelta(days=50))
    CompanyContactFactory(company=renewal.establishment.company)
    about_recognition.remind_renewal(recognition=renewal, today=timezone.localdate())
    step = RecognitionFactory(preparing=True, due_on=timezone.localdate())
    CompanyContactFactory(company=step.establishment.company)
    about_recognition.remind_dossier(recognition=step)


def match_mails(province):
    learner = province.case(contact=False, school=SchoolFactory()).learner
    place = province.place()
    Company.objects.filter(pk=place.establishment.company_id).update(name=COMPANY)
    SchoolMembershipFactory(school=learner.school)
    ContactDetailsFactory(learner=learner, first_name=FIRST, last_name=LAST, phone=PHONE, email=MAIL)
    made = ProposalFactory(opened=True, learner=learner, workplace=place, company_reason="full")
    proposal = Proposal.objects.with_pair().get(pk=made.pk)
    for tell in (matches.ask_learner, matches.ask_company, matches.introduce, matches.tell_learner_no):
        tell(proposal)
    matches.tell_company_no(proposal)
    matches.tell_held(proposal, company=True)
    matches.tell_restored(proposal)
    matches.remind_learner(proposal)
    matches.remind_company(proposal)
    matches.tell_withdrawn(proposal, learner=True, company=True)
    matches.tell_withdrawn(proposal, learner=False, company=True, lost=True)


def agreement_mails():
    agreement = AgreementFactory(signing=True, people=True)
    signing.request_code(actor=STAFF, agreement=agreement, party=Party.COMPANY)
    agreement_news.tell_turn(agreement, Party.SCHOOL, reason="De uren kloppen niet", by="Mira")
    agreement_news.ask_signatures(agreement)
    agreement_news.tell_signed(agreement)
    agreement_news.tell_cancelled(agreement, reason="Het bedrijf stopt")
    agreement_news.send_new_link(agreement=agreement, party=Party.COMPANY)
    begun = timezone.localdate() - dt.timedelta(days=75)
    AgreementFactory(running=True, people=True, starts_on=begun)
    AgreementFactory(running=True, people=True, starts_on=begun - dt.timedelta(days=20))
    watching.watch_agreements()
    AgreementFactory(school=SchoolMembershipFactory().school, state="school")
    make_school_years()
    school_digest.send_digests()
    asked, chosen = MeetingFactory(agreement=agreement), MeetingFactory(agreement=agreement, chosen=True)
    planner_mails.tell_proposed(asked)
    planner_mails.tell_reminded(asked)
    planner_mails.tell_moved(chosen, before=chosen.starts_at)
    planner_mails.tell_message(ThreadMessageFactory(agreement=agreement))
    pulse_mails.ask(PulseFactory(agreement=agreement), name="Ria Bakker", address=MAIL)
    follow_mails.remind_visit(VisitFactory(agreement=agreement, over=True, coach=UserFactory()))
    moment = EvaluationRoundFactory(agreement=agreement)
    follow_mails.ask(moment, tuple(EvaluationSide))
    follow_mails.ask(moment, tuple(EvaluationSide), again=True)
    follow_mails.tell_learner(moment)
    follow_mails.ask_proofs(agreement, [ProofFactory(agreement=agreement)])
    follow_mails.tell_confirmed(agreement, ProofFactory(agreement=agreement, confirmed=True))
    tryout_mails.tell(TryOut.objects.with_all().get(pk=TryOutFactory().pk))
    member = SharingMemberFactory()
    CompanyContactFactory(company=member.workplace.establishment.company)
    sharing_mails.invite(member, by="Sint-Jozef")
    agreement.coach = UserFactory()
    pulse_mails.tell_task(PulseTaskFactory(agreement=agreement))


def pool_mails():
    known = {"topic": "mentor", "body": "Hoe & wat?", "name": FIRST, "email": MAIL}
    asked = pool.ask_pool(actor=STAFF, once_key="p" * 32, school_id=SchoolFactory().pk, **known)
    pool.give_to_expert(actor=STAFF, request=asked, expert=ExpertFactory(name=f"{FIRST} {LAST}"))
    pool.finish_request(actor=STAFF, request=asked, outcome="solved", answer="Zo doe je dat & zo niet.")


def knowledge_mails():
    ToolFactory(name="Bier & brood", link_health="dood", keeper=UserFactory(staff=True, email="mira.link@example.be"))
    tool_links.report_dead_links()
    ArticleFactory(
        title="Bier & brood",
        review_by=dt.date(2026, 11, 2),
        owner=UserFactory(staff=True, email="mira.pagina@example.be"),
    )
    article_services.warn_owners()
    session = CourseSessionFactory(item__past=True)
    RegistrationFactory(item=session.item, name=FIRST, email=MAIL, attended_at=session.item.starts_at)
    courses.finish_course(actor=STAFF, course=session.course)
    survey = SurveyQuestionFactory(survey=SurveyFactory(title="Bier & brood", addresses=MAIL)).survey
    surveys.open_survey(actor=STAFF, survey=survey)
    surveys.ask_piece(survey_id=survey.pk)
    SurveyInvitation.objects.update(asked_at=timezone.now() - dt.timedelta(days=8))
    surveys.remind_invitation(invitation_id=SurveyInvitation.objects.get().pk)
    mentor = MentorFactory(name=f"{FIRST} {LAST}", training="no", company__name=COMPANY)
    file = RecognitionFactory(establishment__company=mentor.company, valid_from=dt.date(2020, 1, 1))
    RecognitionMentorFactory(mentor=mentor, recognition=file)
    CompanyContactFactory(company=mentor.company, name=FIRST, email=MAIL)
    mentor_training.remind_mentors()


def make_other_rules():
    """Store every dated rule of the portal that the small province does not have yet."""
    with (Path(settings.BASE_DIR) / "catalogue" / "data" / "dated_rules.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            rule = {"key": row["key"], "scope": row["scope"]}
            if not row["valid_until"] and not DatedRule.objects.filter(**rule).exists():
                DatedRuleFactory(**rule, value=row["value"], unit=row["unit"])


@pytest.fixture
def every_mail(db, django_capture_on_commit_callbacks):
    """All mails there are, each through its own service."""
    with override_settings(CONTACT_PHONE="050 11 22 44", CONTACT_EMAIL="hulp@example.be"):
        province = Province.make()
        UserFactory(staff=True, staff_role="coordinator")
        make_other_rules()
        partner = PartnerOrganisationFactory(name="CLB De Kaap", email="kaap@example.be", phone="+3251111111")
        with django_capture_on_commit_callbacks(execute=True):
            intake()
            signing_in()
            inviting(partner)
            agenda_mails()
            company_mails()
            wish_mails()
            pool_mails()
            knowledge_mails()
            question_mails()
            hand_over_mails(partner)
            deadline_mails()
            case_mails()
            school_mails()
            recognition_mails()
            match_mails(province)
            agreement_mails()
            plan_mails()
            draft = drafts.start_draft("intake")
            link = absolute(reverse("learners:intake_resume") + f"?code={draft.code}")
            mail_draft_code(to=MAIL, draft=draft, link=link, title="je vraag")
        yield list(OutboxMail.objects.order_by("pk"))


class Page(HTMLParser):
    """The links and the visible words of a mail."""

    def __init__(self, text):
        super().__init__()
        self.links, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.words.append(data)


def faults_of(mail):
    """Return what is wrong with one mail, in words."""
    page = Page(mail.html)
    words = " ".join(" ".join(page.words).split())
    links = [*LINK.findall(mail.text), *(link for link in page.links if link.startswith("http"))]
    checks = {
        "no subject": mail.subject.strip() == mail.subject != "",
        "subject of two lines": "\n" not in mail.subject,
        "entities in the subject": not ENTITY.search(mail.subject),
        "entities in the text": not ENTITY.search(mail.text),
        "tags in the text": "<" not in mail.text,
        "holes in the text": "\n\n\n" not in mail.text,
        "an unfilled place": not re.search(r"{{|{%|\bNone\b", mail.text + mail.html),
        "not our frame": "Steunpunt West-Vlaanderen" in words and mail.html.count("<h1") == 1,
        "no phone in the text": "050 11 22 44" in mail.text,
        "no phone in the page": 'href="tel:050112244"' in mail.html,
        "no next step in the text": NEXT.search(mail.text.partition("Vragen? Antwoord")[0]),
        "no next step in the page": page.links[:-2] or NEXT.search(words.partition("Vragen? Antwoord")[0]),
        "a name in a link": not [link for link in links for word in SECRETS if word.lower() in link.lower()],
        "other links in the text": set(LINK.findall(mail.text))
        == {url for url in page.links if url.startswith("http")},
    }
    return [name for name, fine in checks.items() if not fine]


def test_every_template_of_a_mail_is_sent_by_somebody(every_mail):
    stored = {str(path.relative_to(TEMPLATES).with_suffix("")) for path in TEMPLATES.glob("*/email/*.*")}
    assert {mail.verb for mail in every_mail} == stored


def test_every_mail_comes_in_three_parts():
    stored = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/email/*.*")}
    stems = {name.rpartition(".")[0] for name in stored}
    assert stored == {f"{stem}.{kind}" for stem in stems for kind in ("subject", "txt", "html")}
    pages = TEMPLATES.glob("*/email/*.html")
    base = re.compile(r'{% extends "(components/mail|[a-z]+/email/[a-z_]+)\.html" %}')  # or another mail
    assert [str(path) for path in pages if not base.match(path.read_text())] == []


@pytest.mark.one_engine
def test_every_mail_says_what_happens_now_and_how_to_reach_a_person(every_mail):
    faults = {f"{mail.verb}: {mail.subject}": found for mail in every_mail if (found := faults_of(mail))}
    assert faults == {}


@pytest.mark.one_engine
def test_names_reach_a_mail_as_they_are_written(every_mail):
    named = [mail for mail in every_mail if COMPANY in mail.text]
    assert len(named) >= 3
    for mail in named:
        assert COMPANY in html.unescape(mail.html) or COMPANY not in mail.subject + mail.text


@pytest.mark.one_engine
def test_no_subject_names_a_learner(every_mail):
    to_others = [mail.subject for mail in every_mail if not mail.verb.startswith("companies/")]
    assert [subject for subject in to_others if FIRST in subject or LAST in subject] == []

"""Every column that can say something about a person is kept for a reason and no longer than promised.

Each text column of the apps that know people stands below: with the policy that wipes it, or as nothing personal.
A new column in neither list fails here, so that somebody thinks about it.
"""

import datetime as dt
import re

import pytest
import time_machine
from django.apps import apps
from django.contrib.admin.models import LogEntry as AdminLine
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from campaigns.models import AgendaItem
from catalogue.models import DatedRule
from core.retention import policies
from privacy.models import RetentionRun
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import AgendaItemFactory, RegistrationFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.follow import PortfolioShareFactory
from tests.factories.learners import SchoolLinkFactory
from tests.factories.schools import HandedInListFactory
from tests.house.law import ROOT
from tests.privacy.sentinel import run_policy

# Places, programmes and rules hold no people.
PEOPLELESS_APPS = {"core", "catalogue"}
# model -> (policy that wipes or deletes the row, its personal columns)
WIPED = {
    "actionplan.ActionLog": ("actionplan.steps", "actor_label reason"),
    "research.ForumAdvice": ("research.forum_advices", "signed_by"),
    "research.ProgrammeRequestLog": ("research.request_steps", "actor_label reason"),
    "actionplan.CommitmentLog": ("actionplan.commitment_steps", "actor_label reason"),
    "actionplan.Talk": ("actionplan.talks", "present"),
    "actionplan.TalkLog": ("actionplan.talk_steps", "actor_label reason"),
    "actionplan.Doubt": ("actionplan.doubts", "raised_by lifted_by"),
    "actionplan.MilestoneLog": ("actionplan.milestone_steps", "actor_label reason"),
    "actionplan.Reading": ("actionplan.readings", "entered_by"),
    "actionplan.Snapshot": ("actionplan.snapshots", "taken_by"),
    "accounts.User": ("accounts.users", "email first_name last_name phone opening_hours password"),
    "accounts.Invitation": ("accounts.invitations", "email"),
    "campaigns.Evaluation": ("campaigns.evaluations", "good better"),
    "campaigns.MaterialOrder": ("campaigns.orders", "name email address"),
    "campaigns.Testimonial": ("campaigns.testimonials", "name role quote email photo_text consent_by"),
    "campaigns.Subscriber": ("campaigns.subscribers", "email"),
    "campaigns.Delivery": ("campaigns.deliveries", "address_key"),
    "mailing.MailStop": ("mailing.stops", "address_key"),
    "mailing.OutboxMail": ("mailing.outbox", "to subject text html error headers"),
    "mailing.OutboxSms": ("mailing.sms", "to text error"),
    "companies.CompanyContact": ("companies.contacts-ceased", "name email phone function"),
    "companies.JoinRequest": ("companies.join-decided", "name email"),
    "companies.HelpRequest": ("companies.help", "name phone moment"),
    "companies.ImportAnswer": ("companies.imports", "message"),
    "companies.ImportJob": ("companies.imports", "content file_name"),
    "companies.PlaceReport": ("companies.place-reports", "text"),
    "companies.ProgrammeWish": ("companies.wishes", "company_name contact_name email phone"),
    "companies.Mentor": ("companies.mentors", "name"),
    "companies.RecognitionLog": ("companies.recognition-steps", "actor_label reason"),
    "learners.Learner": (
        "learners.closed",
        "code postal_code own_company_name languages licences accessibility barriers readiness_source promote_reason clock_pauses",
    ),
    "learners.ContactDetails": (
        "learners.closed",
        "first_name last_name search_text phone email helper_name helper_phone helper_email",
    ),
    "learners.SchoolLink": ("learners.school-links", "code_typed"),
    "schools.HandedInList": ("schools.lists", "content answers file_name"),
    "learners.Appointment": ("learners.closed", "place with_whom cancelled_reason"),
    "learners.CoView": ("learners.coviews", "for_whom agreed_by call_phone"),
    "learners.BreakOff": ("learners.closed", "reported_by"),
    "learners.ClockPause": ("learners.closed", "noted_by"),
    "learners.Interview": ("learners.closed", "company company_key proposal_code noted_by"),
    "learners.Case": ("learners.closed", "closed_reason"),
    "learners.CaseEvent": ("learners.closed", "text actor_label"),
    "learners.FormerFile": ("learners.closed", "code"),
    "learners.Intake": ("learners.closed", "answers"),
    "learners.HandIn": (
        "learners.hand-ins",
        """referrer_name organisation referrer_email referrer_phone first_name last_name postal_code phone email note
        consent_by once_key""",
    ),
    "learners.Referral": ("learners.closed", "note consent_by outcome_note"),
    "matchmaking.MatchRound": ("matchmaking.rounds", "metrics error"),
    "matchmaking.RoundLog": ("matchmaking.rounds", "actor_label reason"),
    "matchmaking.PolicyComparison": ("matchmaking.comparisons", "results error"),
    "matchmaking.PolicyComparisonLog": ("matchmaking.comparisons", "actor_label reason"),
    "matchmaking.ProposalLog": ("matchmaking.reasons", "actor_label reason"),
    "matchmaking.Prospect": ("matchmaking.prospects", "known"),
    "matchmaking.PairDecision": ("matchmaking.decisions", "reason decided_by"),
    "placements.Agreement": ("placements.over", "code work"),
    "placements.AgreementPerson": ("placements.over", "name function email phone"),
    "placements.AgreementLog": ("placements.over", "actor_label reason"),
    "placements.Signature": ("placements.over", "name sent_to noted_by"),
    "placements.PlanLine": ("placements.over", "exception_by"),
    "placements.SharingException": ("placements.sharings", "signed_by"),
    "placements.SharingLog": ("placements.sharings", "actor_label reason"),
    "placements.SignCode": ("placements.sign_codes", "sent_to hash"),
    "placements.Meeting": ("placements.over", "place label cancel_reason"),
    "placements.MeetingLog": ("placements.over", "actor_label reason"),
    "placements.ThreadMessage": ("placements.over", "author text"),
    "placements.PulseTask": ("placements.over", "done_by"),
    "placements.Visit": ("placements.over", "who note"),
    "placements.VisitLog": ("placements.over", "actor_label reason"),
    "placements.Evaluation": ("placements.over", "handed_in_by note"),
    "placements.EvaluationLog": ("placements.over", "actor_label reason"),
    "placements.Proof": ("placements.over", "confirmed_by withdraw_reason"),
    "placements.ProofLog": ("placements.over", "actor_label reason"),
    "placements.PortfolioShare": ("placements.portfolio_shares", "for_whom"),
    "placements.TryOut": ("placements.try_outs", "with_whom brings"),
    "placements.TryOutLog": ("placements.try_outs", "actor_label reason"),
    "campaigns.Registration": ("campaigns.registrations", "code name email organisation language"),
    "expertise.Expert": ("expertise.experts", "name function email phone about availability"),
    "expertise.ExpertiseRequest": ("expertise.requests", "name email body answer remark"),
    "expertise.NetworkContact": ("expertise.contacts", "name function email phone"),
    "expertise.ContactMoment": ("expertise.contacts", "note"),
    "knowledge.SurveyInvitation": ("knowledge.survey_addresses", "email address_key"),
    "knowledge.Survey": ("knowledge.survey_lists", "addresses"),
    "knowledge.SurveyAnswer": ("knowledge.survey_words", "value"),
    "knowledge.PageRemark": ("knowledge.remarks", "page text"),
    "knowledge.UnansweredSearch": ("knowledge.searches", "words"),
    "knowledge.Participant": ("knowledge.participants", "name email organisation"),
    "knowledge.Trainer": ("knowledge.trainers", "name"),
    "knowledge.ToolReview": ("knowledge.reviews", "text"),
    "frontoffice.Question": ("frontoffice.questions", "code body name email phone page answer once_key"),
}
# Columns about organisations, places and work, or codes without a person behind them.
NOT_PERSONAL = {
    "companies.PlaceReport": "once_key",
    "accounts.PartnerOrganisation": "name email phone opening_hours source",  # the desk of an organisation
    "accounts.Invitation": "organisation_name",
    "mailing.OutboxMail": "key verb",
    "mailing.OutboxSms": "key verb",
    "privacy.RetentionRun": "policy",
    "companies.Company": "enterprise_number name search_text draft_key",
    "companies.Establishment": "establishment_number name street postal_code",
    "companies.Attachment": "title content_type digest",  # plans and photos of a workplace
    "companies.ImportJob": "origin mapping error claim",
    "companies.Recognition": "origin checked_rules reminded_of",
    "companies.RecognitionLine": "key scope text hint rule_key owner source certainty",  # the office, not a person
    "companies.RecognitionLog": "from_state to_state",
    "companies.RecognitionPaper": "line",
    "companies.Workplace": "about languages required_licences gear accessibility withdrawn_reason",
    "companies.QuickScan": "draft_key answers",  # about a company that is not named
    "schools.OfferMove": "from_state to_state actor_label reason",  # colleagues at work, about a programme
    "schools.OfferYear": "school_year start_moments",
    "schools.HandedInList": "mapping error claim",
    "schools.School": "key institution_number name search_text kind evidence source",
    "schools.Campus": "name postal_code",
    "schools.ProgrammeOffer": "source school_year start_moments",
    "schools.SchoolScan": "school_year answers",  # about a school, by nobody
    "learners.Learner": "interests modes week_at_school week_at_work",  # kept for the figures, without anybody behind it
    "learners.Intake": "draft_key source_code",
    "learners.ContactDetails": "language",  # goes with the row
    "learners.CoView": "parts",  # which parts of the page are shown
    "learners.Referral": "shares",
    "learners.RoutePartner": "source certainty",
    "matchmaking.WeightProfile": "learner_weights site_weights policy decided_by motivation",  # the body that decided
    "matchmaking.MatchRound": "snapshot_fingerprint result_fingerprint engine_version claim",
    "matchmaking.RoundLog": "from_state to_state",
    "matchmaking.PolicyComparison": "engine_version claim",
    "matchmaking.PolicyComparisonLog": "from_state to_state",
    "matchmaking.ProposalLog": "from_state to_state",
    "matchmaking.Proposal": "code mode parts",
    "placements.Agreement": "workdays school_days end_cause",  # days and a code, for the figures
    "placements.AgreementLog": "from_state to_state",
    "placements.Signature": "fingerprint",
    "placements.SharingLog": "from_state to_state",
    "placements.SharingMember": "workdays",
    "placements.SignCode": "fingerprint",
    "placements.MeetingLog": "from_state to_state",
    "placements.TryOutLog": "from_state to_state",
    "placements.VisitLog": "from_state to_state",
    "placements.EvaluationLog": "from_state to_state",
    "placements.ProofLog": "from_state to_state",
    "placements.EvaluationScore": "attitude",  # a code of the list
    # the plan of an organisation: what is done, with whom (organisations) and with what money
    "actionplan.Action": "number title progress budget_source open_steps note_text source",
    "actionplan.ActionLog": "from_state to_state",
    "actionplan.Commitment": "text",
    "actionplan.CommitmentLog": "from_state to_state",
    "actionplan.Talk": "looked_back looked_ahead",
    "actionplan.TalkLog": "from_state to_state",
    "actionplan.TalkScore": "note",
    "actionplan.Doubt": "reason",
    "actionplan.Evidence": "label",
    "actionplan.Formula": "definition numerator denominator source function",
    "actionplan.Measure": "code title baseline_note target_note",
    "actionplan.Reading": "school_year note",
    "actionplan.Snapshot": "school_year foreword",
    "actionplan.SnapshotLine": """goals indicator_number indicator_title title definition numerator_words
        denominator_words source doubt""",
    "actionplan.FoundingItem": "number text source",
    "actionplan.Indicator": "number title note_text source",
    "actionplan.Milestone": "short timing what aim funding source",
    "actionplan.MilestoneLog": "from_state to_state",
    "actionplan.MilestoneRecord": "text body",
    "actionplan.OperationalGoal": "number title note_text source",
    "actionplan.PlanVersion": "key title",
    "actionplan.Strand": "number name description",
    "actionplan.StrategicGoal": "number title note_text source",
    "actionplan.SuccessFactor": "number title note_text source",
    "expertise.ExpertiseRequest": "once_key code",
    "expertise.RequestLog": "from_state to_state actor_label reason",  # a colleague or a school, never a learner
    "expertise.HourLine": "once_key what noted_by",
    "expertise.NetworkGroup": "key name about",
    "expertise.NetworkMeeting": "title place agenda report",  # the report of a table of organisations
    "expertise.MeetingAction": "what",
    "expertise.Project": "title aim result",
    "expertise.PolicySignal": "title what_is_wrong proposal why answer",
    "expertise.PolicySignalLog": "from_state to_state actor_label reason",
    "expertise.Signal": "once_key text",  # a national number is refused; never about one person
    "research.DossierPaper": "error",
    "research.ForumAdvice": "text",
    "research.OutsideAdvice": "note",
    "research.ProgrammeRequest": "start_year partners equipment teacher_needs complementarity late_reason decision_note",
    "research.ProgrammeRequestLog": "from_state to_state",
    "research.Reconciliation": "note",
    "research.RegionReport": "school_year opening about_demand about_supply outlook figures fingerprint",
    "research.ReportTemplate": "opening about_demand about_supply outlook",
    "research.RequestFigure": "text missing source",
    "research.ColumnMemory": "headings",
    "research.SpotFollowUp": "key reason note outcome link",
    "research.SupplyDemand": "school_year",
    "research.SupplyDemandRun": "school_year",
    "research.OutsideAnswer": "message",
    "research.OutsideFigure": "period note",
    "research.OutsideTable": "source definition file_name content mapping",
    "knowledge.CoachingPair": "goal result",
    "knowledge.PairMoment": "note noted_by",  # a school or a company at work, never a learner
    "knowledge.PairLog": "from_state to_state actor_label reason",
    "campaigns.Registration": "language",
    "knowledge.Survey": "title intro",
    "knowledge.SurveyQuestion": "key text options",
    "knowledge.SurveyInvitation": "language",
    "knowledge.SurveyLog": "from_state to_state actor_label reason",  # a colleague at work
    "knowledge.Article": "slug title summary body source content_type",
    "knowledge.SearchEntry": "key title summary path heading words",
    "knowledge.WebDay": "subject step",
    "knowledge.Course": "slug title summary body",
    "knowledge.CourseCost": "label",
    "knowledge.Trainer": "organisation",
    "knowledge.Tool": "slug name what limits owner licence languages source certainty search_text link_note",
    "campaigns.AgendaItem": "slug title summary body place action_numbers",
    "campaigns.ItemMaterial": "title",
    "campaigns.Post": "slug title summary body",
    "campaigns.Material": "title about",
    "campaigns.MaterialVersion": "content_type",
    "campaigns.MaterialOrder": "organisation once_key",
    "campaigns.PressItem": "title outlet summary",
    "campaigns.PlanItem": "title action_number",
    "campaigns.Newsletter": "slug title summary body roles",
    "campaigns.NewsletterLog": "from_state to_state actor_label reason",  # which colleague pressed, as in the journal
    "campaigns.Campaign": "title goal",
    "campaigns.Channel": "name code",
    "campaigns.BudgetLine": "label",
    "campaigns.CheckItem": "text",
}
DUTCH = re.compile(r"^Om .+\.$")


def text_columns():
    """Return every free text, mail, phone and JSON column of the apps that know people."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label not in PEOPLELESS_APPS and (ROOT / model._meta.app_label).is_dir()
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not isinstance(field, models.URLField)
    }


def classified():
    """Return the columns that stand in one of the two lists."""
    wiped = {f"{model}.{name}" for model, (_policy, names) in WIPED.items() for name in names.split()}
    return wiped | {f"{model}.{name}" for model, names in NOT_PERSONAL.items() for name in names.split()}


def unclassified(columns):
    return sorted(f"{name}: wie is dit, en hoe lang blijft het? (tests/house/test_retention_cover.py)"
                  for name in columns - classified())  # fmt: skip


def test_every_column_is_wiped_or_holds_no_person():
    assert unclassified(text_columns()) == []
    assert sorted(classified() - text_columns()) == [], "staat hier, maar bestaat niet meer"


def test_a_new_column_is_seen():
    assert unclassified({"learners.Learner.nickname", "learners.Learner.code"}) == [
        "learners.Learner.nickname: wie is dit, en hoe lang blijft het? (tests/house/test_retention_cover.py)"
    ]


def test_mail_addresses_and_phones_of_people_are_never_in_the_second_list():
    direct = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.EmailField) or "Phone" in type(field).__name__
    }
    free = {f"{model}.{name}" for model, names in NOT_PERSONAL.items() for name in names.split()}
    assert direct & free == {"accounts.PartnerOrganisation.email", "accounts.PartnerOrganisation.phone"}


@pytest.mark.parametrize("label", sorted(WIPED))
def test_the_policy_exists_and_is_about_these_rows(label):
    (policy,) = [policy for policy in policies() if policy.key == WIPED[label][0]]
    reached = {policy.model._meta.label} | {
        relation.related_model._meta.label for relation in policy.model._meta.related_objects
    }
    if policy.key == "learners.closed":  # the wiping of a case goes over the learner and all that hangs on it
        reached |= {"learners.Learner", "learners.ContactDetails", "learners.FormerFile", "learners.Intake"}
        reached |= {"learners.ClockPause", "learners.Interview"}
    if policy.key == "placements.over":  # goes with its meeting, visit, evaluation or proof
        reached |= {"placements.MeetingLog", "placements.VisitLog", "placements.ProofLog"}
        reached |= {"placements.Evaluation", "placements.EvaluationLog"}
    assert label in reached


def test_every_policy_says_why_in_dutch_and_how_long_by_an_existing_rule(db):
    call_command("load_reference", verbosity=0, stdout=open("/dev/null", "w"))
    units = dict(DatedRule.objects.values_list("key", "unit"))
    for policy in policies():
        assert DUTCH.match(policy.purpose), policy.key
        if policy.rule:
            assert units.get(policy.rule) in {"dagen", "maanden", "jaar"}, policy.key


def over_registration():
    return RegistrationFactory(item=AgendaItemFactory(starts_at=timezone.now()))


def admin_line():
    kind = ContentType.objects.get_for_model(AgendaItem)
    return AdminLine.objects.create(user=UserFactory(), content_type=kind, object_id="1", action_flag=2)


def retention_run():
    return RetentionRun.objects.create(policy="proef", affected=0)


def answered_link():
    return SchoolLinkFactory(state="refused", decided_at=timezone.now())


# Policies that no test of their own app carries out.
PROVEN_HERE = {
    "campaigns.registrations": (("retention-enquiry", 12, "maanden"), over_registration, dt.date(2027, 3, 2)),
    "privacy.admin_log": (("retention-journal", 2, "jaar"), admin_line, dt.date(2028, 3, 2)),
    "schools.lists": (("retention-school-list", 30, "dagen"), HandedInListFactory, dt.date(2026, 4, 1)),
    "learners.school-links": (("retention-school-link", 30, "dagen"), answered_link, dt.date(2026, 4, 1)),
    # the link worked until 1 May; the thirty days are part of the policy itself
    "placements.portfolio_shares": (
        ("retention-school-list", 30, "dagen"),
        PortfolioShareFactory,
        dt.date(2026, 5, 31),
    ),
    "privacy.runs": (("retention-journal", 2, "jaar"), retention_run, dt.date(2028, 3, 2)),
}


@pytest.mark.parametrize("key", sorted(PROVEN_HERE))
def test_policies_without_a_test_of_their_own_app(db, key):
    """Nothing goes on the last day of the term, the row goes the day after, and a second run finds nothing."""
    (name, value, unit), make, last = PROVEN_HERE[key]
    DatedRuleFactory(key=name, value=value, unit=unit)
    with time_machine.travel("2026-03-02 12:00+01:00", tick=False):
        row = make()
    assert run_policy(key, last) == 0
    assert run_policy(key, last + dt.timedelta(days=1)) == 1
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert run_policy(key, last + dt.timedelta(days=1)) == 0


def test_every_policy_is_proven():
    texts = "\n".join(path.read_text() for path in (ROOT / "tests").glob("*/test_*.py") if path.parent.name != "house")
    unproven = {policy.key for policy in policies() if f'"{policy.key}"' not in texts}
    assert unproven - set(PROVEN_HERE) == set()

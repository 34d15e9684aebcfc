"""Rows the small province lacks, about the learner, the company and the school of the personas."""

from typing import Any

from django.db.models import Q

from actionplan.models import Commitment, Evidence, MilestoneRecord, Snapshot
from companies.models import Attachment, ImportJob, Mentor, PlacePage, ProgrammeWish, QuickScan, Recognition
from expertise.models import ExpertiseRequest, PolicySignal, Signal
from knowledge.models import Article, Survey, SurveyQuestion, Tool
from learners.models import Appointment, CoView, HandIn, InterestEntry, Interview, Learner
from matchmaking.models import PolicyComparison
from research.models import OutsideTable, ProgrammeRequest, RegionReport, SpotFollowUp
from schools.models import Membership, OfferYear, ProgrammeOffer, School
from tests.factories.actionplan import CommitmentFactory, EvidenceFactory, MilestoneRecordFactory, SnapshotFactory
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import (
    AttachmentFactory,
    ImportJobFactory,
    MentorFactory,
    PlacePageFactory,
    ProgrammeWishFactory,
    QuickScanFactory,
    RecognitionFactory,
    WorkplaceFactory,
)
from tests.factories.expertise import ExpertiseRequestFactory, PolicySignalFactory, SignalFactory
from tests.factories.follow import (
    EvaluationRoundFactory,
    MeetingFactory,
    PortfolioShareFactory,
    ProofFactory,
    PulseFactory,
    PulseTaskFactory,
    TryOutFactory,
    VisitFactory,
)
from tests.factories.knowledge import CourseFactory, PairMomentFactory, ParticipantFactory, ToolFactory
from tests.factories.knowledge_base import ArticleFactory
from tests.factories.learners import (
    AppointmentFactory,
    CoViewFactory,
    HandInFactory,
    InterestEntryFactory,
    InterviewFactory,
    SchoolLinkFactory,
)
from tests.factories.matchmaking import PolicyComparisonFactory, ProposalFactory
from tests.factories.placements import AgreementFactory, PlanLineFactory, SharingFactory, SharingMemberFactory
from tests.factories.research import (
    OutsideTableFactory,
    ProgrammeRequestFactory,
    RegionReportFactory,
    SpotFollowUpFactory,
)
from tests.factories.schools import CampusFactory, HandedInListFactory, OfferYearFactory
from tests.factories.surveys import SurveyFactory, SurveyInvitationFactory, SurveyQuestionFactory, answer


def rows_of_family(learner: Learner) -> dict[str, Any]:
    """Return what the learner and a parent look at."""
    return {
        "appointment": Appointment.objects.filter(case=learner.case).first() or AppointmentFactory(case=learner.case),
        "coview": CoView.objects.filter(learner=learner).first()
        or CoViewFactory(learner=learner, parts=["steps", "days", "appointments", "proposals"]),
        "interview": Interview.objects.filter(learner=learner).first() or InterviewFactory(learner=learner),
        "interest": InterestEntry.objects.first() or InterestEntryFactory(),
        "hand_in": hand_in_with_widest_code(),
        "school_link": SchoolLinkFactory(learner=learner),
        "other_learner": Learner.objects.filter(~Q(pk=learner.pk), contact__isnull=False).first(),
    }


def hand_in_with_widest_code() -> HandIn:
    """Return a confirmed hand-in whose learner has the widest code there is: it must fit the narrowest phone."""
    row = HandIn.objects.filter(case__isnull=False).first() or HandInFactory(confirmed=True)
    Learner.objects.filter(pk=row.case.learner_id).update(code="WMWM-WMWM")
    return row


def rows_of_offer(school: Any, coach: Any) -> dict[str, Any]:
    """Return what a school manages of its offer, and lists it handed in."""
    offer = ProgrammeOffer.objects.filter(campus__school=school).first()
    year = OfferYear.objects.filter(offer=offer, school_year__gt=offer.school_year or "2000").first()
    return {
        "offer_year": year or OfferYearFactory(offer=offer),
        "handed_in": HandedInListFactory(school=school, started_by=coach, done=True),
        "handed_in_draft": HandedInListFactory(school=school, started_by=coach),
    }


def rows_of_company(company: Any, workplace: Any) -> dict[str, Any]:
    """Return what a company looks at."""
    place = workplace.establishment
    file = Recognition.objects.filter(establishment=place, state="preparing").first()
    return {
        "file": file or RecognitionFactory(preparing=True, establishment=place, programme=ProgrammeFactory()),
        "mentor": Mentor.objects.filter(company=company).first() or MentorFactory(company=company),
        "attachment": Attachment.objects.filter(company=company).first() or AttachmentFactory(company=company),
        "old_attachment": AttachmentFactory(company=company),
        "job": ImportJob.objects.first() or ImportJobFactory(),
        "scan": QuickScan.objects.first() or QuickScanFactory(),
        "place_page": PlacePage.objects.filter(workplace=workplace).first() or PlacePageFactory(workplace=workplace),
        "wish": ProgrammeWish.objects.first() or ProgrammeWishFactory(asked=True),
    }


def rows_of_agreement(learner: Learner, workplace: Any, coach: Any) -> dict[str, Any]:
    """Return what the parties of an agreement look at."""
    known = {"learner": learner, "school": learner.school, "people": True}
    places = [WorkplaceFactory(establishment=workplace.establishment, recognised=True) for _each in range(4)]
    agreement = AgreementFactory(signing=True, coach=coach, workplace=places[0], **known)
    planned = {"agreement": agreement}
    shared = SharingFactory(learner=learner, school=learner.school, programme=workplace.programme)
    running = AgreementFactory(running=True, coach=coach, workplace=places[3], **known)
    line = PlanLineFactory(agreement=running)
    return {
        "running_agreement": running,
        "visit": VisitFactory(agreement=running, over=True),
        "moment": EvaluationRoundFactory(agreement=running),
        "proof": ProofFactory(agreement=running, activity=line.activity, confirmed=True),
        "portfolio_share": PortfolioShareFactory(learner=learner),
        "agreement": agreement,
        "draft_agreement": AgreementFactory(workplace=places[1], coach=coach, **known),
        "asked_meeting": MeetingFactory(**planned),
        "meeting": MeetingFactory(chosen=True, **planned),
        "introduced": ProposalFactory(introduced=True, learner=learner, workplace=places[2]),
        "try_out": TryOutFactory(learner=learner, workplace=workplace),
        "pulse": PulseFactory(**planned),
        "pulse_task": PulseTaskFactory(**planned),
        "sharing": shared,
        "sharing_member": SharingMemberFactory(sharing=shared, workplace=workplace),
        "comparison": PolicyComparison.objects.first() or PolicyComparisonFactory(ready=True),
        **rows_of_offer(learner.school, coach),
        "snapshot": Snapshot.objects.first() or SnapshotFactory(),
        "evidence": Evidence.objects.first() or EvidenceFactory(),
        "commitment": Commitment.objects.first() or CommitmentFactory(),
        "record": MilestoneRecord.objects.first() or MilestoneRecordFactory(),
        "school_member": Membership.objects.filter(school=learner.school).first(),
    }


def rows_of_research(school: School) -> dict[str, Any]:
    """Return a request of the school and a table from elsewhere."""
    return {
        "follow_up": SpotFollowUp.objects.first() or SpotFollowUpFactory(),
        "region_report": RegionReport.objects.filter(state="published").first() or RegionReportFactory(published=True),
        "outside": OutsideTable.objects.filter(state="done").first() or OutsideTableFactory(done=True),
        "request": ProgrammeRequest.objects.filter(campus__school=school).first()
        or ProgrammeRequestFactory(campus=CampusFactory(school=school)),
    }


def rows_of_pool(school: School) -> dict[str, Any]:
    """Return a request of the school and a signal; both are still open."""
    asked = ExpertiseRequest.objects.filter(school=school, state="new").first()
    return {
        "expertise_request": asked or ExpertiseRequestFactory(school=school),
        "policy_signal": PolicySignal.objects.filter(state="open").first() or PolicySignalFactory(),
        "signal": Signal.objects.first() or SignalFactory(),
    }


def answered_survey() -> Survey:
    """Return a survey with names that was answered, with every kind of question and a number too small to show."""
    survey = SurveyFactory(is_anonymous=False, running=True, addresses="", invited=9)
    for question in (kinds := _kinds(survey)):
        answer(question, *(("5",) * 6 if question.kind != "tekst" else ("Meer tijd om te praten.",) * 6))
    answer(kinds[0], "1", "1")
    return survey


def _kinds(survey: Survey) -> list[SurveyQuestion]:
    return [
        SurveyQuestionFactory(survey=survey, text="Hoe goed was het?"),
        SurveyQuestionFactory(survey=survey, text="Was het nuttig?", kind="akkoord"),
        SurveyQuestionFactory(survey=survey, text="Wat kan beter?", kind="tekst"),
    ]


def rows_of_learning(company: Any) -> dict[str, Any]:
    """Return a tool, a course, a certificate, a page of the knowledge base, and a coaching pair of the company."""
    course = CourseFactory(counts_for_mentors=True)
    return {
        "tool": Tool.objects.first() or ToolFactory(),
        "course": course,
        "survey": answered_survey(),
        "survey_invitation": SurveyInvitationFactory(
            survey=SurveyQuestionFactory(survey__running=True, survey__addresses="").survey
        ),
        "participant": ParticipantFactory(course=course, certified=True),
        "pair_moment": PairMomentFactory(pair__receiver_company=company),
        "article": Article.objects.filter(state="published").first() or ArticleFactory(),
    }

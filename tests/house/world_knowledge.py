"""Training and sharing knowledge in the small world of the house tests."""

from typing import Any

from django.core.files.base import ContentFile

from core import tokens
from knowledge.links import CERTIFICATE, SURVEY
from mailing.stopping import PURPOSE as MAIL_STOP
from tests.factories.knowledge import (
    CourseCostFactory,
    CourseFactory,
    PairLogFactory,
    PairMomentFactory,
    ParticipantFactory,
    ToolFactory,
    ToolReviewFactory,
    TrainerFactory,
)
from tests.factories.knowledge_base import (
    ArticleFactory,
    PageRemarkFactory,
    SearchEntryFactory,
    UnansweredSearchFactory,
    WebDayFactory,
)
from tests.factories.surveys import SurveyFactory, SurveyInvitationFactory, SurveyLogFactory, SurveyQuestionFactory


def add_knowledge(world: Any) -> None:
    """A tool that was reviewed."""
    tool = ToolFactory()
    course = CourseFactory(counts_for_mentors=True)
    world.rows |= {
        "tool": tool,
        "tool_review": ToolReviewFactory(tool=tool),
        "course": course,
        "trainer": TrainerFactory(course=course),
        "course_cost": CourseCostFactory(course=course),
        "pair_moment": PairMomentFactory(pair__receiver_company=world.company),
        "pair_log": PairLogFactory(),
        "article": ArticleFactory(file=ContentFile(b"%PDF-1.4", name="studie.pdf"), content_type="application/pdf"),
        "search_entry": SearchEntryFactory(),
        "unanswered": UnansweredSearchFactory(),
        "web_day": WebDayFactory(),
        "page_remark": PageRemarkFactory(),
        "survey": _survey(),
        "survey_invitation": SurveyInvitationFactory(survey__addresses=""),
        "participant": ParticipantFactory(course=course, certified=True),
    }


def _survey() -> Any:
    """One that asks with names, so that it has every file."""
    survey = SurveyFactory(is_anonymous=False, running=True, addresses="")
    SurveyQuestionFactory(survey=survey)
    SurveyLogFactory(survey=survey)
    return survey


def knowledge_arguments(world: Any) -> dict[str, list[Any]]:
    """Return the arguments of the addresses of this corner."""
    certificate = tokens.sign(CERTIFICATE, world.participant.public_id)
    survey = world.survey.public_id
    return {
        **{f"admin:knowledge_survey_{name}": [survey] for name in ("page", "preview", "csv", "named")},
        "admin:knowledge_survey_act": [survey, "sluit"],
        "admin:knowledge_survey_about": ["activiteit", world.item.pk],
        "knowledge:survey": [tokens.sign(SURVEY, world.survey_invitation.public_id)],
        "knowledge:survey_stop": [tokens.sign(MAIL_STOP, "a" * 64)],
        "knowledge:course": [world.course.slug],
        "knowledge:certificate": [certificate],
        "knowledge:certificate_pdf": [certificate],
        "knowledge:pair": [world.pair_moment.pair.public_id],
        "admin:knowledge_pair_finish": [world.pair_moment.pair.pk],
        "knowledge:mentor_enrol": [world.mentor.public_id, world.course.slug],
        "admin:knowledge_course_desk": [world.course.pk],
        "knowledge:article": [world.article.slug],
        "knowledge:article_file": [world.article.slug],
        "admin:knowledge_article_preview": [world.article.pk],
        "admin:knowledge_webday_report": [2026],
        "admin:knowledge_webday_csv": [2026],
        "knowledge:tool": [world.tool.slug],
        "knowledge:review_drop": [world.tool.slug],
    }

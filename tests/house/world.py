"""One small world with a first and a second of everything, and the eleven people who look at it.

The arguments of every address are objects of the FIRST learner, company, school and partner: the second ones belong to
strangers, so that "not yours" can be told from "does not exist".
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from accounts.actor import SYSTEM
from accounts.links import PURPOSE as INVITATION
from catalogue.models import Municipality, PostalCode, Programme
from companies.enums import CompanyState
from companies.services.joining import DECIDE
from companies.services.registration import CONFIRM
from companies.services.reminders import AVAILABILITY
from companies.services.wishes import PURPOSE as WISH
from core import tokens
from core.testing import PortalClient
from learners.access import KEY
from learners.selectors.coview import PURPOSE as COVIEW
from learners.services.hand_ins import PURPOSE as HAND_IN
from learners.services.interest import PURPOSE as INTEREST
from learners.services.referral_mails import PURPOSE as REFERRAL
from learners.services.referral_mails import WITHDRAW
from learners.services.school_links import PURPOSE as SCHOOL_LINK
from mailing.stopping import PURPOSE as MAIL_STOP
from mailing.stopping import address_key
from matchmaking import links
from placements.enums import Party, TryOutSide
from placements.links import calendar_token_for, pulse_token_for, sharing_token_for, try_out_token_for
from placements.links import token_for as agreement_token
from privacy import journal
from privacy.models import RetentionRun
from schools.enums import SchoolRole
from schools.services.digest import payload_of
from tests.factories.accounts import InvitationFactory, PartnerMembershipFactory, UserFactory
from tests.factories.companies import (
    AttachmentFactory,
    CompanyContactFactory,
    CompanyFactory,
    CompanyMembershipFactory,
    EstablishmentFactory,
    EstablishmentTransferFactory,
    HelpRequestFactory,
    ImportJobFactory,
    JoinRequestFactory,
    MentorFactory,
    PlacePageFactory,
    PlaceReportFactory,
    ProgrammeWishFactory,
    QuickScanFactory,
    RecognitionFactory,
    RecognitionLogFactory,
    RecognitionMentorFactory,
    RecognitionPaperFactory,
    WakeCallFactory,
    WorkplaceFactory,
)
from tests.factories.follow import MeetingFactory, PulseFactory, PulseTaskFactory, ThreadMessageFactory, TryOutFactory
from tests.factories.frontoffice import QuestionFactory
from tests.factories.learners import (
    AppointmentFactory,
    BreakOffFactory,
    CallTryFactory,
    CaseFactory,
    ClockPauseFactory,
    CoViewFactory,
    FormerFileFactory,
    HandInFactory,
    IntakeFactory,
    InterestEntryFactory,
    InterviewFactory,
    LearnerFactory,
    ReferralFactory,
    RoutePartnerFactory,
    SchoolLinkFactory,
    TwoPeopleFactory,
)
from tests.factories.mailing import MailStopFactory, OutboxMailFactory, OutboxSmsFactory
from tests.factories.matchmaking import (
    MatchRoundFactory,
    PairDecisionFactory,
    PolicyComparisonFactory,
    ProposalFactory,
    ProspectFactory,
)
from tests.factories.placements import AgreementFactory, SharingFactory, SharingMemberFactory, WatchedTermFactory
from tests.factories.schools import (
    HandedInListFactory,
    OfferYearFactory,
    ProgrammeOfferFactory,
    SchoolFactory,
    SchoolMembershipFactory,
    SchoolScanFactory,
)
from tests.house.world_campaigns import campaign_arguments, campaign_rows
from tests.house.world_follow import followed, following
from tests.house.world_knowledge import add_knowledge, knowledge_arguments
from tests.house.world_plan import plan_arguments, plan_rows
from tests.house.world_pool import add_pool, pool_arguments
from tests.house.world_research import add_research, research_arguments

PERSONAS = (
    "outsider",
    "learner",
    "parent",
    "member",
    "other_member",
    "director",
    "coach",
    "other_director",
    "referrer",
    "staff",
    "coordinator",
)
Args = Callable[["World"], list[Any]]


@dataclass
class World:
    """The rows by name, the user of each persona who signs in, and the learner of each persona with a code."""

    rows: dict[str, Any] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["rows"][name]
        except KeyError:
            raise AttributeError(name) from None

    def client(self, persona: str) -> PortalClient:
        """Return a browser in which this persona came in."""
        client = PortalClient()
        if persona in self.users:
            client.force_login(self.users[persona])
        if persona in self.codes:
            session = client.session
            session[KEY] = {str(self.codes[persona].pk): (timezone.now() + dt.timedelta(hours=1)).timestamp()}
            session.save()
        return client


def make_world() -> World:
    """Load the reference data and make the world."""
    with open("/dev/null", "w") as quiet:
        call_command("load_reference", verbosity=0, stdout=quiet)
    world = World()
    _people(world)
    _schools(world)
    _companies(world)
    _learners(world)
    _matches(world)
    _agreements(world)
    _desk(world)
    add_pool(world)
    add_knowledge(world)
    add_research(world)
    return world


def _people(world: World) -> None:
    world.users |= {name: UserFactory() for name in PERSONAS if name not in ("outsider", "learner", "parent")}
    world.users |= {"staff": UserFactory(staff=True), "coordinator": UserFactory(coordinator=True)}


def _schools(world: World) -> None:
    first, second = SchoolFactory(name="Ter Gaver"), SchoolFactory(name="De Overkant")
    director, coach = world.users["director"], world.users["coach"]
    member = SchoolMembershipFactory(school=first, user=director)
    SchoolMembershipFactory(school=first, user=coach, role=SchoolRole.COACH)
    SchoolMembershipFactory(school=second, user=world.users["other_director"])
    scan = SchoolScanFactory(school=first, answers={"draagvlak": 0})
    town = Municipality.objects.order_by("nis").first()  # the travel tables know no other town
    year = OfferYearFactory(offer=ProgrammeOfferFactory(campus__school=first, campus__municipality=town))
    handed_in = HandedInListFactory(school=first, started_by=coach, done=True)
    draft = HandedInListFactory(school=first, started_by=coach)
    world.rows |= {"school": first, "other_school": second, "school_member": member, "school_scan": scan}
    world.rows |= {"offer_year": year, "handed_in": handed_in, "handed_in_draft": draft}


def _companies(world: World) -> None:
    town, programme = Municipality.objects.order_by("nis").first(), Programme.objects.current().first()
    code = PostalCode.objects.filter(municipality=town).order_by("code").first().code
    for prefix, persona in (("", "member"), ("other_", "other_member")):
        company = CompanyFactory(name=f"Bakkerij {persona}")
        CompanyMembershipFactory(company=company, user=world.users[persona])
        place = EstablishmentFactory(company=company, municipality=town, postal_code=code)
        RecognitionFactory(establishment=place, programme=programme)
        world.rows |= {
            f"{prefix}company": company,
            f"{prefix}contact": CompanyContactFactory(company=company),
            f"{prefix}establishment": place,
            f"{prefix}workplace": WorkplaceFactory(establishment=place, programme=programme),
        }
        _dossier(world, prefix, company, place)
    fresh = CompanyFactory(state=CompanyState.UNCONFIRMED)
    world.rows |= {
        "fresh_company": fresh,
        "fresh_contact": CompanyContactFactory(company=fresh, email_confirmed_at=None),
        "join_request": JoinRequestFactory(company=world.company),
        "wake_call": WakeCallFactory(establishment=world.establishment),
        "scan": QuickScanFactory(municipality=town),
        "place_page": (page := PlacePageFactory(workplace=world.workplace)),
        "place_report": PlaceReportFactory(page=page),
        "wish": ProgrammeWishFactory(municipality=town, programme=programme, asked=True),
        "help_request": HelpRequestFactory(recognition=True, establishment=world.establishment, programme=programme),
        "programme": programme,
        "town": town,
    }


def _dossier(world: World, prefix: str, company: Any, place: Any) -> None:
    """A file in preparation, with a mentor, a step and a paper."""
    file = RecognitionFactory(preparing=True, establishment=place, programme=Programme.objects.current()[1])
    mentor = MentorFactory(company=company)
    RecognitionMentorFactory(recognition=file, mentor=mentor)
    RecognitionLogFactory(recognition=file)
    RecognitionPaperFactory(recognition=file)
    EstablishmentTransferFactory(establishment=place)
    world.rows |= {
        f"{prefix}job": ImportJobFactory(),
        f"{prefix}attachment": AttachmentFactory(company=company),
        f"{prefix}old_attachment": AttachmentFactory(company=company),  # the disk knows no way back
    }
    world.rows |= {f"{prefix}file": file, f"{prefix}mentor": mentor}


def _learners(world: World) -> None:
    known = {"programme": world.programme, "municipality": world.town}
    first = LearnerFactory(
        school=world.school, coach=world.users["coach"], clock_started_on=timezone.localdate(), **known
    )
    second = LearnerFactory(school=world.other_school, **known)
    for prefix, learner in (("", first), ("other_", second)):
        world.rows |= {
            f"{prefix}learner": learner,
            f"{prefix}case": CaseFactory(matching=True, learner=learner),
            f"{prefix}intake": IntakeFactory(learner=learner),
        }
    world.rows |= {"appointment": AppointmentFactory(case=world.case), "coview": CoViewFactory(learner=first)}
    world.codes |= {"learner": first, "parent": second}
    partner = PartnerMembershipFactory(user=world.users["referrer"]).organisation
    world.rows |= {
        "partner": partner,
        "referral": ReferralFactory(partner=partner, case=world.case),
        "call_try": CallTryFactory(case=world.case),
        "former_file": FormerFileFactory(learner=first),
        "two_people": TwoPeopleFactory(first=first, second=second),
        "interest": InterestEntryFactory(),
        "hand_in": HandInFactory(),
        "school_link": SchoolLinkFactory(learner=second),
        "route_partner": RoutePartnerFactory(partner=partner),
        "pause": ClockPauseFactory(learner=first, last_day=timezone.localdate()),
        "interview": InterviewFactory(learner=first),
        "break_off": BreakOffFactory(case=world.other_case),
    }


def _matches(world: World) -> None:
    ready = MatchRoundFactory(ready=True)
    world.rows |= {
        "round": ready,
        "proposal": ProposalFactory(
            opened=True, learner=world.learner, workplace=world.workplace, round=ready, learner_answer="yes"
        ),
        "other_proposal": ProposalFactory(
            opened=True, learner=world.other_learner, workplace=world.other_workplace, round=ready
        ),
        "comparison": PolicyComparisonFactory(ready=True),
        **plan_rows(),
        "prospect": ProspectFactory(learner=world.learner),
        "decision": PairDecisionFactory(learner=world.learner, workplace=world.other_workplace),
    }


def _agreements(world: World) -> None:
    known = {"learner": world.learner, "school": world.school, "workplace": world.workplace, "people": True}
    world.rows |= {"agreement": AgreementFactory(signing=True, coach=world.users["coach"], **known)}
    planned = {"agreement": world.agreement}
    world.rows |= {"asked_meeting": MeetingFactory(**planned), "meeting": MeetingFactory(chosen=True, **planned)}
    ThreadMessageFactory(**planned)
    place = WorkplaceFactory(establishment=world.establishment)
    world.rows |= {"introduced": ProposalFactory(introduced=True, learner=world.learner, workplace=place)}
    world.rows |= {"try_out": TryOutFactory(learner=world.learner, workplace=world.workplace)}
    followed(world, known)
    world.rows |= {"pulse": PulseFactory(**planned), "pulse_task": PulseTaskFactory(**planned)}
    second = WorkplaceFactory(establishment=world.establishment)
    WatchedTermFactory(agreement=world.agreement)
    shared = SharingFactory(learner=world.learner, school=world.school, programme=world.workplace.programme)
    part = SharingMemberFactory(sharing=shared, workplace=world.workplace)
    world.rows |= {"sharing": shared, "sharing_member": part}
    world.rows |= {"draft_agreement": AgreementFactory(**{**known, "workplace": second})}


def _desk(world: World) -> None:
    world.rows |= {
        **campaign_rows(),
        "question": QuestionFactory(),
        "mail": OutboxMailFactory(),
        "mail_stop": MailStopFactory(),
        "sms": OutboxSmsFactory(),
        "invitation": InvitationFactory(invited_by=world.users["coordinator"]),
        "retention_run": RetentionRun.objects.create(policy="proef", affected=2),
    }
    journal.record(actor=SYSTEM, verb="made", subject=world.learner)


def arguments(world: World) -> dict[str, list[Any]]:
    """Return the arguments of every address that takes some."""
    contact, fresh = world.contact.public_id, world.fresh_contact.public_id
    learner, workplace = [world.learner.public_id], [world.workplace.public_id]
    learner_token, company_token = (links.token_for(side, world.proposal) for side in (links.LEARNER, links.COMPANY))
    referral = [tokens.sign(REFERRAL, world.referral.public_id)]
    confirm, join = [tokens.sign(CONFIRM, fresh)], [tokens.sign(DECIDE, world.join_request.public_id)]
    light, invitation = [tokens.sign(AVAILABILITY, contact)], [tokens.sign(INVITATION, world.invitation.public_id)]
    wish = [tokens.sign(WISH, world.wish.public_id)]
    school, coach = world.school.public_id, world.users["coach"].public_id
    coview = [tokens.sign(COVIEW, world.coview.public_id)]
    found: dict[str, list[Any]] = {
        **campaign_arguments(world),
        **pool_arguments(world),
        **knowledge_arguments(world),
        **research_arguments(world),
        "learners:appointment_ics": [*learner, world.appointment.public_id],
        "learners:coview_revoke": [*learner, world.coview.public_id],
        "admin:learners_appointment_act": [world.appointment.pk, "wijzig"],
        "catalogue:programme_page": [world.programme.slug],
        "learners:intake_step": ["wie"],
        "learners:received": [world.intake.public_id],
        "learners:take_along": [world.intake.public_id],
        "companies:register_step": ["bedrijf"],
        "companies:registered": [world.fresh_company.public_id],
        "companies:registered_again": [world.fresh_company.public_id],
        "companies:company_edit": [world.company.public_id],
        "companies:establishment_add": [world.company.public_id],
        "companies:establishment_edit": [world.establishment.public_id],
        "companies:workplace_add": [world.establishment.public_id],
        "companies:activities": [world.establishment.public_id],
        "companies:max_dual": [world.establishment.public_id],
        "companies:max_dual_ask": [world.establishment.public_id, world.programme.slug],
        "companies:max_dual_show": [world.company.public_id],
        "companies:scan_questions_step": ["zaak"],
        "companies:scan_attach": [world.scan.public_id, world.company.public_id],
        "companies:member_role": [world.company.public_id, world.users["member"].public_id],
        "companies:dossier_line": [world.file.public_id, "equipment"],
        "companies:dossier_line_drop": [world.file.public_id, "equipment"],
        "companies:contact_edit": [contact],
        "schools:school_dashboard": [school],
        "schools:learners_csv": [school],
        "schools:wishes": [school],
        "companies:wish_act": [*wish, "deel"],
        "companies:mail_stop": [tokens.sign(MAIL_STOP, address_key(world.contact.email))],
        "schools:colleagues": [school],
        "schools:school_list": [school, "overeenkomsten"],
        "schools:list_csv": [school, "plekken"],
        "schools:report": [school],
        "schools:campus": [school, world.offer_year.offer.campus.public_id],
        "schools:list_new": [school, "aanbod"],
        "schools:list_template": ["lerenden"],
        "schools:offer_year": [world.offer_year.public_id],
        "schools:list_drop": [world.handed_in_draft.public_id],
        "learners:school_link": [tokens.sign(SCHOOL_LINK, world.school_link.public_id)],
        "schools:trajectory": [school],
        "schools:school_scan": [school],
        "schools:scan_fill": [school],
        "schools:scan_ask": [school, "draagvlak"],
        "schools:digest": [school],
        "schools:digest_stop": [tokens.sign("schools.digest", payload_of(world.rows["school_member"]))],
        "schools:colleague_remove": [school, coach, SchoolRole.COACH],
        "matchmaking:learner_proposal": [*learner, world.proposal.code],
        "matchmaking:company_proposal": [world.proposal.code],
        "matchmaking:company_break_off": [world.proposal.code],
        "matchmaking:company_break_off_undo": [world.proposal.code],
        "learners:interview_note": [world.interview.public_id],
        **plan_arguments(world),
        "learners:referral_withdraw": [tokens.sign(WITHDRAW, world.referral.public_id)],
        "learners:hand_in_confirm": [tokens.sign(HAND_IN, world.hand_in.public_id)],
        "learners:hand_in_again": [tokens.sign(HAND_IN, world.hand_in.public_id)],
        "learners:interest_stop": [tokens.sign(INTEREST, world.interest.public_id)],
        "learners:end_referral": [*learner, world.referral.public_id],
        "frontoffice:demo_enter": ["steunpunt"],
        "frontoffice:asked": [world.question.code],
        "mailing:mail_detail": [world.mail.public_id],
        "mailing:mail_html": [world.mail.public_id],
        "admin:work_list": ["beloftes"],
        "admin:app_list": ["learners"],
        "admin:view_on_site": [1, 1],
        "admin:learners_case_act": [world.case.pk, "notitie"],
        "admin:learners_merge": [world.learner.public_id, world.other_learner.public_id],
        "admin:learners_two_people": [world.learner.public_id, world.other_learner.public_id],
        "admin:frontoffice_question_answer": [world.question.pk],
        "admin:matchmaking_proposal_page": [world.proposal.public_id],
        "admin:matchmaking_pair": learner,
        "admin:matchmaking_candidates": workplace,
        "admin:companies_wake_call": [world.establishment.public_id],
        "admin:companies_importjob_page": [world.job.public_id],
        "admin:companies_importjob_progress": [world.job.public_id],
        "admin:companies_importjob_answers": [world.job.public_id],
        "admin:companies_importjob_act": [world.job.public_id, "opnieuw"],
        "admin:matchmaking_matchround_result": [world.round.public_id],
        "admin:matchmaking_matchround_progress": [world.round.public_id],
        "admin:matchmaking_policycomparison_result": [world.comparison.public_id],
        "admin:matchmaking_policycomparison_progress": [world.comparison.public_id],
        "admin:matchmaking_policycomparison_adopt": [world.comparison.public_id],
        "admin:matchmaking_policycomparison_act": [world.comparison.public_id, "opnieuw"],
        "admin:matchmaking_matchround_what_if": [world.round.public_id],
        "admin:matchmaking_matchround_approve": [world.round.public_id],
        "admin:matchmaking_matchround_act": [world.round.public_id, "sluit-af"],
    }
    agreement, draft = world.agreement.public_id, world.draft_agreement.public_id
    by_link = ["company", agreement_token(Party.COMPANY, world.agreement)]
    found |= {
        "placements:agreement_act": [agreement, "terug"],
        "placements:sign": [agreement, "company"],
        "placements:message_write": [agreement],
        "placements:try_out": [world.try_out.public_id],
        "placements:try_out_by_link": ["company", try_out_token_for(TryOutSide.COMPANY, world.try_out)],
        "placements:try_out_ask": [world.introduced.code],
        "placements:pulse": [pulse_token_for(world.pulse)],
        **following(world),
        "placements:pulse_stop": [pulse_token_for(world.pulse)],
        "placements:pulse_task": [world.pulse_task.public_id],
        "placements:meeting_propose": [agreement],
        "placements:meeting_tick": [agreement, world.asked_meeting.public_id, "company"],
        "placements:meeting_choose": [agreement, world.asked_meeting.public_id],
        "placements:meeting_calendar_by_link": [calendar_token_for(world.meeting)],
        **{
            f"placements:{name}": [agreement, world.meeting.public_id]
            for name in ("meeting", "meeting_move", "meeting_cancel", "meeting_calendar")
        },
        "placements:sign_code": [agreement, "company"],
        **{f"placements:agreement{name}": [agreement] for name in ("", "_print", "_pdf")},
        "placements:sign_outside": [agreement],
        **{
            f"placements:{name}": [draft] for name in ("company_part", "school_part", "training_plan", "sharing_start")
        },
        **{
            f"placements:sharing{name}": [world.sharing.public_id]
            for name in ("", "_add", "_school", "_finish", "_drop")
        },
        **{
            f"placements:sharing_member{name}": [world.sharing.public_id, world.sharing_member.public_id]
            for name in ("", "_drop")
        },
        **{f"placements:{name}": by_link for name in ("agreement_by_link", "agreement_new_link")},
        **{
            f"placements:{name}": [sharing_token_for(world.sharing_member)]
            for name in ("sharing_by_link", "sharing_new_link")
        },
    }
    groups = {
        (
            "learners",
            tuple(learner),
        ): "my_page report_mistake stop stop_confirm complete sheet appointments_ics my_data coviews break_off break_off_undo",
        ("learners", tuple(coview)): "parent_page parent_agree parent_call",
        ("learners", tuple(referral)): "referral_open referral_seen referral_new_link referral_contact",
        ("companies", tuple(confirm)): "confirm confirm_again",
        ("companies", (world.place_page.public_id,)): "place place_poster place_poster_pdf place_report",
        ("companies", tuple(wish)): "wish wish_again",
        ("companies", tuple(join)): "join_decide join_decide_again",
        ("companies", tuple(light)): "availability_by_mail availability_again",
        ("companies", (world.scan.public_id,)): "scan scan_call scan_pdf scan_register",
        ("companies", tuple(workplace)): (
            "candidates workplace_edit light light_keep workplace_withdraw workplace_open dossier_start place_publish place_unpublish"
        ),
        ("companies", (world.file.public_id,)): (
            "dossier dossier_step dossier_people dossier_checked dossier_sheet dossier_pdf"
        ),
        ("companies", (world.company.public_id,)): "people mentor_add contact_add attachments transfer_ask",
        ("companies", (world.attachment.public_id,)): "attachment",
        ("companies", (world.old_attachment.public_id,)): "attachment_drop",
        ("companies", (world.mentor.public_id,)): "mentor_edit mentor_end",
        ("schools", tuple(learner)): "learner break_off break_off_undo interview_add week agreement_start",
        ("schools", (school,)): "offers offers_csv offer_new roll_over campus_new learner_new link_ask",
        ("schools", (world.offer_year.offer.public_id,)): "offer offer_move",
        ("schools", (world.handed_in.public_id,)): "list_page list_answers list_progress list_stop list_repeat",
        ("matchmaking", tuple(learner)): "my_matches why_not",
        ("matchmaking", (learner_token,)): "my_matches_by_link learner_answer learner_new_link",
        ("matchmaking", (company_token,)): "company_answer company_new_link break_off_by_link break_off_undo_by_link",
        ("accounts", tuple(invitation)): "invitation invitation_renew",
    }
    for (app, args), names in groups.items():
        found |= {f"{app}:{name}": list(args) for name in names.split()}
    return found

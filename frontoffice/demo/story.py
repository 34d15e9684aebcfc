"""What happened in the made-up province before you came: a round, answers, introductions, a hand-over."""

from collections.abc import Callable

from django.db.models import Count

from accounts.actor import Actor
from accounts.models import User
from core.states import MoveRefused
from frontoffice.demo import agreements, follow, losses, meet, referrals, shared
from frontoffice.demo.companies import build_company_persona
from frontoffice.demo.family import build_family
from frontoffice.demo.learning import build_learning
from frontoffice.demo.plan import World
from frontoffice.demo.pool import build_pool
from frontoffice.demo.school_scans import build_school_scans
from frontoffice.demo.schools import build_offer_story, build_school_personas
from frontoffice.demo.surveys import build_surveys
from learners.enums import CaseState
from learners.models import Case, Learner
from learners.services.cases import place_case
from matchmaking.engine.compare import Asked
from matchmaking.enums import Answer, CompanyReason, LearnerReason, ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal
from matchmaking.services.answers import answer_company, answer_learner
from matchmaking.services.comparisons import start_comparison
from matchmaking.services.opening import approve_proposals
from matchmaking.services.rounds import start_round
from matchmaking.tasks import run_comparison, run_round
from placements.services.watching import watch_agreements
from schools.models import School

Say = Callable[[str], None]
APPROVED_SHARE = 0.75
MOST_APPROVED = 240


def play(world: World, colleague: User, say: Say) -> None:
    """Run one real round over everybody, approve most of it, and let both sides answer as people do."""
    actor = Actor(user_id=colleague.pk, name=colleague.full_name, organisation="Steunpunt", is_staff=True)
    _compare(world, actor)
    round_ = start_round(actor=actor, seed=world.dice.randrange(2**31 - 1))
    run_round(round_id=round_.pk)
    round_.refresh_from_db()
    if round_.state != RoundState.READY:
        raise RuntimeError(f"De matchmakingronde is niet klaar: {round_.get_state_display()}. {round_.error}")
    opened = _approve(world, actor, round_)
    say(f"  een matchmakingronde, {opened} voorstellen goedgekeurd")
    counts = _answer(world, actor)
    say(f"  {counts['introduced']} kennismakingen, {counts['refused']} keer nee, de rest wacht op antwoord")
    _place(world, actor)
    losses.play(world, actor)
    referrals.play(world, actor)
    build_family(world, actor)
    school = _personas(world)
    say(f"  {agreements.play(world, actor, school)} overeenkomsten")
    say(f"  {follow.play(world, actor)} overeenkomsten met bezoeken, evaluaties en een portfolio")
    say(f"  {meet.play(world, actor)} overeenkomsten met afspraken, berichten en hoe het gaat")
    say(f"  {meet.play_try_outs(world, actor, school)} keer snuffeldagen")
    say(f"  {shared.play(world, actor, school)} gedeelde werkplek")
    say(f"  {watch_agreements()} berichten over termijnen van overeenkomsten")
    say(f"  {build_school_scans(world, school)} snelle scans van scholen")
    build_offer_story(school)
    say(f"  {build_pool(world, actor, school)} vragen aan de pool van expertise")
    say(f"  {build_learning(world, actor, school)} vormingen")
    say(f"  {build_surveys(world, actor)} bevragingen")


def _approve(world: World, actor: Actor, round_: MatchRound) -> int:
    drafts = list(
        round_.proposals.filter(state=ProposalState.DRAFT).order_by("pk").values_list("public_id", flat=True)
    )
    chosen = world.dice.sample(drafts, min(int(len(drafts) * APPROVED_SHARE), MOST_APPROVED))
    return approve_proposals(actor=actor, round_=round_, chosen=chosen).opened


def _answer(world: World, actor: Actor) -> dict[str, int]:
    counts = {"introduced": 0, "refused": 0}
    for proposal in Proposal.objects.open().order_by("pk"):
        luck = world.dice.random()
        try:
            if luck < 0.28:
                answer_learner(actor=actor, proposal=proposal, answer=Answer.YES)
                answer_company(actor=actor, proposal=proposal, answer=Answer.YES)
                counts["introduced"] += 1
            elif luck < 0.36:
                answer_learner(actor=actor, proposal=proposal, answer=Answer.YES)
            elif luck < 0.42:
                why_not = world.pick((LearnerReason.TOO_FAR, LearnerReason.OTHER_WORK, LearnerReason.HOURS))
                answer_learner(actor=actor, proposal=proposal, answer=Answer.NO, reason=why_not)
                counts["refused"] += 1
            elif luck < 0.47:
                reason = world.pick((CompanyReason.FULL, CompanyReason.NO_MENTOR, CompanyReason.TIMING))
                answer_learner(actor=actor, proposal=proposal, answer=Answer.YES)
                answer_company(actor=actor, proposal=proposal, answer=Answer.NO, reason=reason)
                counts["refused"] += 1
        except MoveRefused:
            continue
    return counts


def _compare(world: World, actor: Actor) -> None:
    """One comparison of policies that nobody adopted yet."""
    row = start_comparison(actor=actor, asked=Asked(8, 150, 60), seed=world.dice.randrange(2**31 - 1))
    run_comparison(comparison_id=row.pk)


def _place(world: World, actor: Actor) -> None:
    cases = list(Case.objects.filter(state=CaseState.INTRODUCED).order_by("pk"))
    for case in world.dice.sample(cases, len(cases) // 2):
        place_case(actor=actor, case=case)


def _personas(world: World) -> School:
    """Put the personas where something happens: a company that is asked, the school with the most proposals."""
    waiting = Proposal.objects.open().filter(learner_answer=Answer.YES, company_answer="")
    chosen = waiting.order_by("pk").first() or Proposal.objects.order_by("pk").first()
    if chosen:
        build_company_persona(chosen.workplace.establishment.company_id)
    busy = School.objects.filter(is_demo=True).annotate(number=Count("learners__proposals")).order_by("-number", "pk")
    school = busy[0]
    coach = build_school_personas(school)
    followed = list(Learner.objects.filter(school=school).order_by("pk").values_list("pk", flat=True))
    Learner.objects.filter(pk__in=world.dice.sample(followed, (len(followed) + 1) // 2)).update(coach=coach)
    return school

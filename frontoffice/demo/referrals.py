"""Made-up hand-overs to partners, and youngsters whom a referrer brought in."""

import datetime as dt

from accounts.actor import Actor
from accounts.models import PartnerOrganisation, User
from frontoffice.demo.extras import PARTNERS, RECEIVER, REFERRER_EMAIL
from frontoffice.demo.plan import World
from learners.enums import Approach, CaseState, Channel, ConsentMedium, ReferralOutcome, ReferralReason, Situation
from learners.models import Case, Learner, Referral
from learners.services.hand_ins import hand_in_learner
from learners.services.referrals import answer_referral, refer_learner

RECEIVERS = (PARTNERS[0][0], RECEIVER)
MOST = 6
BROUGHT = (
    (ReferralReason.LOST_WORKPLACE, Situation.LOST_WORKPLACE, "Wil snel opnieuw aan de slag.", Approach.CALL_TOGETHER),
    (ReferralReason.ALTERNATIVE, Situation.LEFT_SCHOOL, "Zoekt iets met de handen.", Approach.YOU_CALL),
)


def play(world: World, actor: Actor) -> int:
    """Refer some learners and let a partner answer; let the referrer bring two in. Returns how many hand-overs."""
    cases = list(Case.objects.filter(state=CaseState.CONTACTED).exclude(route="dual").order_by("pk")[:MOST])
    partners = [PartnerOrganisation.objects.get(name=name) for name in RECEIVERS]
    for number, case in enumerate(cases):
        _answer(world, _refer(world, actor, case, partners[number % len(partners)]), number)
    if cases:
        _bring(world, partners[0])
    return len(cases)


def _refer(world: World, actor: Actor, case: Case, partner: PartnerOrganisation) -> Referral:
    return refer_learner(
        actor=actor,
        case=case,
        partner=partner,
        reason=ReferralReason.ALTERNATIVE,
        note="Zoekt een weg die beter past. We belden samen.",
        approach=Approach.CALL_TOGETHER,
        consent_by="de lerende, aan de telefoon",
        consent_on=world.today,
    )


def _answer(world: World, referral: Referral, number: int) -> None:
    """Of three hand-overs to one partner, the first waits, the second was taken on, the third came back."""
    if number // len(RECEIVERS) == 1:
        first_talk = world.today + dt.timedelta(days=3)
        answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED, next_on=first_talk)
    elif number // len(RECEIVERS) == 2:
        answer_referral(referral=referral, outcome=ReferralOutcome.ALREADY_FOLLOWED)


def _bring(world: World, partner: PartnerOrganisation) -> None:
    """Let the referrer of the demonstration bring two youngsters in."""
    user = User.objects.get(email=REFERRER_EMAIL)
    referrer = Actor(user_id=user.pk, name=user.full_name, partners=frozenset({partner.pk}))
    for number, (reason, situation, note, approach) in enumerate(BROUGHT):
        (first_name, last_name), town = world.person(), world.town()
        row = hand_in_learner(
            actor=referrer,
            once_key=f"demo-{number}",
            fields={
                "referrer_name": user.full_name,
                "organisation": partner.name,
                "referrer_email": user.email,
                "partner": partner,
                "first_name": first_name,
                "last_name": last_name,
                "birth_year": world.today.year - 17,
                "municipality": town,
                "postal_code": world.postal_code_of[town.pk],
                "situation": situation,
                "phone": world.phone(9500 + number),
                "prefer": Channel.CALL,
                "reason": reason,
                "note": note,
                "approach": approach,
                "consent_by": "de lerende en een ouder",
                "consent_medium": ConsentMedium.TALK,
                "consent_on": world.today,
                "may_tell_back": True,
            },
        )
        if row.case:
            Learner.objects.filter(pk=row.case.learner_id).update(is_demo=True)

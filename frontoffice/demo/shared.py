"""A made-up workplace that two companies share, half filled in."""

from decimal import Decimal

from accounts.actor import Actor
from frontoffice.demo.plan import World
from learners.rules.ages import school_year_end
from placements.enums import AgreementState
from placements.models import Agreement
from placements.selectors.sharing import candidates
from placements.services.sharing import add_member, drop_sharing, fill_member, start_sharing
from schools.models import School

HALF = 2


def play(world: World, actor: Actor, school: School) -> int:
    """Let a second company join one draft agreement, those of the persona's school first. Returns how many came."""
    drafts = Agreement.objects.filter(state=AgreementState.DRAFT, programme__activity_list__isnull=False).distinct()
    for agreement in sorted(drafts.order_by("pk"), key=lambda row: row.school_id != school.pk):
        sharing = start_sharing(actor=actor, agreement=agreement)
        other = candidates(sharing, actor).first()
        if other is None:
            drop_sharing(actor=actor, sharing=sharing)
            continue
        member = add_member(actor=actor, sharing=sharing, workplace=other)
        listed = list(agreement.plan.order_by("position").values_list("activity", flat=True))
        values = {
            "starts_on": world.today,
            "ends_on": school_year_end(world.today),
            "hours": Decimal(12),
            "workdays": [3, 4],
            "mentor": other.establishment.company.mentors.filter(left_on=None).first(),
        }
        fill_member(actor=actor, member=member, values=values, activity_ids=listed[: len(listed) // HALF])
        return 1
    return 0

"""The weekly mail to the people of a school."""

from django.urls import reverse

from catalogue.selectors import rule_value
from core import clock, tokens
from core.links import absolute
from mailing.services import queue_mail
from placements.selectors.school_digest import actor_of_member, members_with_digest, today_of
from schools.models import Membership, School
from schools.services.digest import PURPOSE, payload_of

STATES = {"few": "weinig-lesdagen", "unanswered": "doorverwezen", "lost": "plek-kwijt"}
LISTS = {"our_turn": "jouw-beurt", "to_sign": "tekenen"}
TABLE = "#lerenden-titel"
"""The table of learners on the desk: who follows a number lands on its rows."""


def rows_of(school: School) -> dict[str, str]:
    """Return for each number of `SchoolToday` the full address of its rows."""
    desk = absolute(reverse("schools:school_dashboard", args=[school.public_id]))
    lists = {name: reverse("schools:school_list", args=[school.public_id, slug]) for name, slug in LISTS.items()}
    return {
        **{name: f"{desk}?state={state}{TABLE}" for name, state in STATES.items()},
        **{name: absolute(path) for name, path in lists.items()},
    }


def send_digests() -> int:
    """Queue the mail of this week for every member who wants it and has something to do. Returns how many.

    Twice in one week is one mail each; a quiet week is no mail.
    """
    return sum(send_digest(member) for member in members_with_digest())


def send_digest(member: Membership) -> bool:
    """Queue the mail of this week for one member. Returns whether there was something to say."""
    numbers = today_of(actor_of_member(member), member.school_id)
    if numbers.is_quiet:
        return False
    today = clock.today()
    year, week, _day = today.isocalendar()
    token = tokens.sign(PURPOSE, payload_of(member))
    queue_mail(
        key=f"school-digest:{member.pk}:{year}-{week:02d}",
        template="placements/email/school_digest",
        to=member.user.email,
        context={
            "school": member.school,
            "numbers": numbers,
            "few_days": int(rule_value("workplace-search-tone", "amber", on=today)),
            "link": absolute(reverse("schools:school_dashboard", args=[member.school.public_id])),
            "rows": rows_of(member.school),
            "stop_url": absolute(reverse("schools:digest_stop", args=[token])),
        },
    )
    return True

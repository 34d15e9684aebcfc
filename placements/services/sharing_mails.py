"""Mails to a company that is asked to share a learner. No name of a learner: the page shows initials."""

from core import clock
from mailing.enums import MailState
from mailing.services import queue_mail
from matchmaking.selectors.people import company_contacts
from placements import links
from placements.models import SharingMember

TEMPLATE = "placements/email/sharing_asked_company"


def invite(member: SharingMember, *, by: str) -> bool:
    """Ask a company to fill in its part. False when nobody there gets it: no confirmed address, or everybody stopped."""
    return _mail(member, "asked", by)


def send_new_link(*, member: SharingMember) -> bool:
    """Mail the company a fresh link, at most once an hour. False when nobody gets it."""
    return _mail(member, f"link-{clock.now():%Y%m%d%H}", str(member.sharing.school))


def _mail(member: SharingMember, news: str, by: str) -> bool:
    sharing = member.sharing
    others = sharing.members.exclude(pk=member.pk).select_related("workplace__establishment__company").order_by("pk")
    context = {
        "by": by,
        "programme": sharing.programme.name,
        "others": ", ".join(other.workplace.establishment.company.name for other in others),
        "until": sharing.state_due_on,
        "link": links.sharing_link_for(member),
    }
    mails = [
        queue_mail(
            key=f"sharing:{member.public_id}:{news}:{contact.public_id}",
            template=TEMPLATE,
            to=contact.email,
            context=context,
        )
        for contact in company_contacts(member.workplace.establishment.company_id)
    ]
    return any(mail.state != MailState.STOPPED for mail in mails)

"""The mails of this app that a company can stop, and the news about its own answers (see `mailing.stopping`)."""

_MAILS = "matchmaking/email/"
NUDGES = tuple(_MAILS + name for name in "proposal_company reminder_company".split())
ASKED = tuple(
    _MAILS + name
    for name in "held_company introduction_company lost_company restored_company withdrawn_company".split()
)

"""The mails of this app that a company can stop, and those it asked for itself (see `mailing.stopping`)."""

_MAILS = "companies/email/"
NUDGES = tuple(
    _MAILS + name for name in "availability recognition_renewal recognition_step wish_renew wish_offered".split()
)
ASKED = tuple(_MAILS + name for name in "confirm join_asked join_accepted join_refused wish_confirm wish_link".split())

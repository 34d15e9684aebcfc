"""The mails of this app that a company can stop (see `mailing.stopping`)."""

NUDGES = ("knowledge/email/mentor_training",)

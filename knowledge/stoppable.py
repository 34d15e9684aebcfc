"""The mails of this app that can be stopped (see `mailing.stopping`)."""

NUDGES = ("knowledge/email/mentor_training",)
"""To a company, with its page to stop."""
SURVEYS = ("knowledge/email/survey", "knowledge/email/survey_reminder")
"""To anybody: nobody asked to be asked."""

"""Links in mails of the knowledge corner."""

import datetime as dt

from django.urls import reverse

from catalogue.selectors import rule_value
from core import tokens
from core.links import absolute
from knowledge.models import SurveyInvitation

CERTIFICATE = "course-certificate"
CERTIFICATE_DAYS = "certificate-link"
SURVEY = "survey"
SURVEY_AGE = dt.timedelta(days=365 * 2)
"""No rule: an older link is read just as well, and the survey itself says whether it is still open."""


def certificate_age(on: dt.date) -> dt.timedelta:
    """Return how long a link to a certificate works. Raises RuleMissing."""
    return dt.timedelta(days=int(rule_value(CERTIFICATE_DAYS, on=on)))


def survey_link(invitation: SurveyInvitation) -> str:
    """Return the whole address where somebody answers a survey."""
    return absolute(reverse("knowledge:survey", args=[tokens.sign(SURVEY, invitation.public_id)]))


def survey_invitation_id(token: str) -> str:
    """Return the public id of the invitation behind a link, however old. Raises TokenForged."""
    try:
        return tokens.unsign(SURVEY, token, max_age=SURVEY_AGE)
    except tokens.TokenExpired as old:
        return old.payload

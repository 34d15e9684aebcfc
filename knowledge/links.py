"""Links in mails of the knowledge corner."""

import datetime as dt

from django.urls import reverse

from core import tokens
from core.links import absolute
from knowledge.models import SurveyInvitation

CERTIFICATE = "course-certificate"
CERTIFICATE_AGE = dt.timedelta(days=365 * 2)
SURVEY = "survey"
SURVEY_AGE = dt.timedelta(days=365 * 2)


def survey_link(invitation: SurveyInvitation) -> str:
    """Return the whole address where somebody answers a survey."""
    return absolute(reverse("knowledge:survey", args=[tokens.sign(SURVEY, invitation.public_id)]))


def survey_invitation_id(token: str) -> str:
    """Return the public id of the invitation behind a link, however old. Raises TokenForged."""
    try:
        return tokens.unsign(SURVEY, token, max_age=SURVEY_AGE)
    except tokens.TokenExpired as old:
        return old.payload

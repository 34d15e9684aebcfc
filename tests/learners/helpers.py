"""Walking through the intake as a browser does."""

import datetime as dt

from django.urls import reverse

from catalogue.enums import StudyDomain
from learners.enums import Barrier, Channel, Moment, OwnCompany, Readiness, Situation, Who

TODAY = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)

STEPS = {
    "wie": {"who": Who.LEARNER},
    "over": {"birth_year": "2008", "birth_month": "3", "place": "8800"},
    "eerste-graad": {"first_grade_done": "yes"},
    "situatie": {"situation": Situation.AT_SCHOOL, "readiness": Readiness.UNKNOWN},
    "interesses": {"domains": [StudyDomain.STEM]},
    "op-het-oog": {"programme": "", "own_company": OwnCompany.NO},
    "leren": {},
    "vervoer": {"modes": ["bicycle"], "max_minutes": "45"},
    "nodig": {"barriers": [Barrier.MONEY]},
    "contact": {
        "first_name": "Yoran",
        "last_name": "Baert",
        "phone": "0470 11 22 33",
        "email": "yoran@example.be",
        "prefer": Channel.CALL,
        "moment": Moment.ANY,
        "helper_name": "Griet Baert",
        "helper_phone": "0470 44 55 66",
    },
}
CONSENT = {"consent_contact": "on", "consent_share": "on", "consent_barriers": "on"}
CHECK = reverse("learners:intake_check")


def step_url(slug):
    return reverse("learners:intake_step", args=[slug])


def post_step(client, slug, **changes):
    return client.post(step_url(slug), {**STEPS[slug], **changes})


def walk(client, changes=None):
    """Answer page after page until the check page; returns the slugs that were asked.

    Raises AssertionError with the errors of the page that refused an answer.
    """
    changes = changes or {}
    asked = []
    url = client.get(reverse("learners:intake_start")).url
    while url != CHECK:
        slug = url.rstrip("/").rpartition("/")[2]
        assert slug not in asked, f"{slug} asked twice"
        asked.append(slug)
        response = post_step(client, slug, **changes.get(slug, {}))
        assert response.status_code == 302, (slug, response.context["form"].errors)
        url = response.url
    return asked


def send(client, **changes):
    """Tick what is agreed and press the button on the check page; returns the page that follows."""
    return client.post(CHECK, {**CONSENT, **changes}, follow=True)

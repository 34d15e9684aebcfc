"""The task of the weekly mail, run twice: one mail a week; a quiet school gets none."""

import pytest

from mailing.models import OutboxMail
from placements.tasks import school_digests
from tests.factories.catalogue import make_school_years
from tests.factories.placements import AgreementFactory, make_agreement_terms
from tests.factories.schools import SchoolMembershipFactory


@pytest.mark.django_db
def test_twice_in_a_week_is_one_mail_to_who_has_something_to_do():
    make_agreement_terms()
    make_school_years()
    busy, quiet = SchoolMembershipFactory(), SchoolMembershipFactory()
    AgreementFactory(school=busy.school, state="school")
    for _twice in range(2):
        school_digests()
    assert list(OutboxMail.objects.values_list("to", flat=True)) == [busy.user.email]
    assert quiet.user.email != busy.user.email

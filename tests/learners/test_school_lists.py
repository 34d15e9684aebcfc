"""The work of the night and the minute for lists of learners that schools hand in."""

import pytest

from learners.models import Learner
from learners.tasks import read_school_list, sweep_school_lists
from schools.enums import ListState
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.schools import HandedInListFactory, SchoolMembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
ROWS = "Voornaam;Naam;Geboortejaar;Opleiding\r\nYoran;Bultinck;2009-03;Slager duaal\r\nZoë;Peeters;;Slager duaal\r\n"
MAPPING = {"first_name": 0, "last_name": 1, "birth": 2, "programme": 3}


def waiting():
    ProgrammeFactory(name="Slager duaal", slug="slager-duaal")
    sender = SchoolMembershipFactory(user=UserFactory())
    told = {"school": sender.school, "started_by": sender.user, "state": ListState.WAITING}
    return HandedInListFactory(content=ROWS, total=2, mapping=MAPPING, **told)


@pytest.mark.parametrize("task", ["own", "sweep"])
def test_a_waiting_list_is_read_and_a_second_run_changes_nothing(task):
    made = waiting()
    for _time in range(2):
        if task == "own":
            read_school_list(list_id=made.pk)
        else:
            sweep_school_lists()
        made.refresh_from_db()
        assert (made.state, made.done) == (ListState.DONE, 2)
        assert [outcome for _row, outcome, _text in made.answers] == ["new", "bad"]
        assert Learner.objects.count() == 1

"""Contacts in and out, and what was promised at a meeting."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from expertise.cards import cards_of, rows_of_cards
from expertise.forms_import import ContactListForm
from expertise.models import NetworkContact
from expertise.services import network as services
from tests.factories.accounts import PartnerOrganisationFactory
from tests.factories.expertise import MeetingActionFactory, NetworkContactFactory, NetworkGroupFactory

pytestmark = pytest.mark.django_db
ROW = {
    "name": "Nele Baert",
    "function": "Consulent",
    "organisation": "Volta",
    "email": "Nele@Example.be",
    "phone": "050 12 34 56",
    "groups": "Kerngroep",
}


@pytest.fixture
def known(db):
    return PartnerOrganisationFactory(name="Volta"), NetworkGroupFactory(name="Kerngroep")


def test_a_list_twice_is_one_contact(known, staff):
    first = services.import_contacts(actor=staff, rows=[ROW])
    again = services.import_contacts(actor=staff, rows=[ROW])
    assert [first[2].outcome, again[2].outcome] == ["new", "same"]
    contact = NetworkContact.objects.get()
    assert (contact.email, contact.organisation, list(contact.groups.all())) == (
        "nele@example.be",
        *known[:1],
        [known[1]],
    )
    changed = services.import_contacts(actor=staff, rows=[{**ROW, "function": "Directeur"}])
    assert changed[2].outcome == "changed"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "naam ontbreekt"),
        ({"email": ""}, "e-mailadres ontbreekt"),
        ({"email": "nele"}, "geen e-mailadres"),
        ({"phone": "12"}, "geen telefoonnummer"),
        ({"organisation": "Onbekend"}, "geen organisatie"),
        ({"groups": "Onbekend"}, "geen groep"),
        ({"function": "93.05.18-223.61"}, "rijksregisternummer"),
    ],
)
def test_a_bad_row_is_told_and_the_good_ones_stay(known, staff, wrong, sentence):
    answers = services.import_contacts(actor=staff, rows=[{**ROW, **wrong}, {**ROW, "email": "goed@example.be"}])
    assert answers[2].outcome == "bad"
    assert sentence in answers[2].message
    assert answers[3].outcome == "new"
    assert list(NetworkContact.objects.values_list("email", flat=True)) == ["goed@example.be"]


def test_cards_come_back_as_they_went(known):
    contact = NetworkContactFactory(name="Jan-Willem Ó Beirn", organisation=known[0], phone="+3250123456")
    (row,) = rows_of_cards(cards_of([contact]))
    assert row["name"] == contact.name
    assert (row["organisation"], row["function"], row["email"]) == ("Volta", contact.function, contact.email)
    assert row["phone"] == "+3250123456"


def a_file(name, content):
    return ContactListForm({}, {"file": SimpleUploadedFile(name, content)})


def test_a_list_and_cards_are_read_alike():
    form = a_file("lijst.csv", b"Naam;E-mail;Telefoon\nNele;nele@example.be;\n")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["file"][0] | {"phone": ""} == {
        **dict.fromkeys(ROW, ""),
        "name": "Nele",
        "email": "nele@example.be",
    }
    assert not a_file("lijst.csv", b"Kolom;Andere\n1;2\n").is_valid()
    assert not a_file("kaart.vcf", b"geen kaart").is_valid()


@given(content=st.binary(max_size=300))
def test_no_file_breaks_the_reader(content):
    buffer = io.BytesIO(content)
    for name in ("lijst.csv", "lijst.xlsx", "kaart.vcf"):
        form = a_file(name, buffer.getvalue())
        assert form.is_valid() or form.errors["file"]


def test_an_action_is_ticked_off_once(staff):
    action = MeetingActionFactory()
    first = services.finish_action(actor=staff, action=action)
    assert services.finish_action(actor=staff, action=action).done_on == first.done_on

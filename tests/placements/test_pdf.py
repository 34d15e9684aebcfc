"""The agreement as a PDF: for its parties only, tagged, with language and title, and with the text that was agreed."""

import zlib

import pytest

from core.testing import PortalClient
from tests import pdf
from tests.factories.placements import AgreementFactory, PlanLineFactory, SignatureFactory
from tests.placements.test_views import company_of, learner_of, page, school_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
GONE = str.maketrans("", "", " \n\xa0")


def test_the_file_is_tagged_and_says_what_was_agreed():
    agreement = AgreementFactory(signing=True, people=True, work="Brood bakken, ook taart.")
    line = PlanLineFactory(agreement=agreement)
    SignatureFactory(agreement=agreement, party="school")
    answer = learner_of(agreement).get(page(agreement, "agreement_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    found = pdf.read(answer.content)
    assert found.language == "nl-BE"
    assert {"H1", "H2", "Table", "TR", "TH", "TD", "P"} <= found.tags
    contact = agreement.learner.contact
    told = (
        contact.full_name,
        agreement.code,
        "Brood bakken, ook taart.",
        line.activity.text,
        "buiten het portaal getekend",
        "Nog niet",
    )
    for words in told:
        assert words.translate(GONE) in found.text
    assert "pdfuaid" in found.all() + "".join(found.streams.values())
    assert "/DisplayDocTitle true" in found.all()


def test_a_stranger_gets_no_file_and_each_party_does(monkeypatch):
    monkeypatch.setattr("core.pdf._write", lambda text: b"%PDF-1.7 " + text.encode())
    mine, other = AgreementFactory(people=True), AgreementFactory()
    for client in (PortalClient(), company_of(other), school_of(other), learner_of(other)):
        assert client.get(page(mine, "agreement_pdf")).status_code == 404
    for client in (company_of(mine), school_of(mine), learner_of(mine)):
        assert mine.code.encode() in client.get(page(mine, "agreement_pdf")).content


def test_a_machine_that_makes_none_shows_the_page_to_print(monkeypatch):
    monkeypatch.setattr("core.pdf._write", lambda _text: None)
    agreement = AgreementFactory(people=True)
    assert school_of(agreement).get(page(agreement, "agreement_pdf")).url == page(agreement, "agreement_print")


def test_a_stream_that_ends_in_a_line_end_is_read():
    text = next(text for number in range(5000) if zlib.compress(text := b"tekst %d" % number).endswith(b"\r"))
    file = b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n" + zlib.compress(text) + b"\nendstream\nendobj"
    assert pdf.read(file).streams[1].encode() == text

"""Files of a company: what we take, how we keep it, who may open it, and the scanner."""

import io
import socket
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from companies import tasks
from companies.enums import ScanState
from companies.models import Attachment
from companies.services import attachments
from core.uploads import FileRefused, ScannerUnreachable, clean_file, is_free_of_viruses
from tests.factories.accounts import UserFactory
from tests.factories.companies import AttachmentFactory, CompanyFactory, CompanyMembershipFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def picture(kind="JPEG", size=(40, 20), **extra):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, format=kind, **extra)
    return content.getvalue()


def upload(content, name="foto.jpg"):
    return SimpleUploadedFile(name, content)


def sign_in(client, company=None, **traits):
    user = UserFactory(**traits)
    if company:
        CompanyMembershipFactory(company=company, user=user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


class TestChecks:
    def test_the_type_comes_from_the_content_and_not_from_the_name(self):
        assert clean_file(upload(PDF, "foto.jpg")).content_type == "application/pdf"
        assert clean_file(upload(picture("PNG"), "plan.pdf")).extension == "png"

    def test_an_image_is_written_anew_without_what_was_hidden(self):
        exif = Image.Exif()
        exif[0x010E] = "geheime plaats"
        dirty = picture(exif=exif) + b"<?php staart ?>"
        clean = clean_file(upload(dirty)).content
        assert b"geheime plaats" in dirty
        assert b"geheime plaats" not in clean
        assert b"php" not in clean
        assert Image.open(io.BytesIO(clean)).size == (40, 20)

    def test_a_big_image_shrinks(self):
        kept = Image.open(io.BytesIO(clean_file(upload(picture(size=(5000, 100)))).content))
        assert kept.width == 2400

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "leeg"),
            (b"MZ\x90 programma", "nemen we niet aan"),
            (b"<svg onload='x'/>", "nemen we niet aan"),
            (picture("GIF"), "nemen we niet aan"),
            (picture()[:300], "beschadigd"),
            (PDF[:-8], "beschadigd"),
            (PDF.replace(b"<<>>", b"<< /OpenAction 2 0 R >>", 1), "script"),
            (b"x" * (5 * 1024 * 1024 + 1), "te groot"),
        ],
    )
    def test_what_we_do_not_take(self, content, words):
        with pytest.raises(FileRefused, match=words):
            clean_file(upload(content))


class TestPages:
    def test_add_open_and_take_away(self, client, tmp_path):
        company = CompanyFactory()
        sign_in(client, company)
        page = reverse("companies:attachments", args=[company.public_id])
        assert "596.2" in client.get(page).content.decode()
        for _twice in range(2):
            answer = client.post(page, {"kind": "plan", "title": "Plan keuken", "file": upload(PDF, "../../x.pdf")})
        assert "staat al bij je bedrijf" in answer.content.decode()
        row = Attachment.objects.get()
        assert (row.state, row.content_type) == (ScanState.ACCEPTED, "application/pdf")
        assert row.file.path.startswith(str(tmp_path / "private" / "bedrijven"))
        assert "x.pdf" not in row.file.name
        got = client.get(reverse("companies:attachment", args=[row.public_id]))
        assert b"".join(got.streaming_content) == PDF
        assert got["Content-Disposition"] == 'attachment; filename="plan-keuken.pdf"'
        assert got["X-Content-Type-Options"] == "nosniff"

    def test_taking_away_empties_the_disk(self, client, django_capture_on_commit_callbacks):
        row = AttachmentFactory()
        sign_in(client, row.company)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("companies:attachment_drop", args=[row.public_id]))
        assert not row.file.storage.exists(row.file.name)
        assert not Attachment.objects.exists()

    def test_owner_colleague_and_stranger(self, client):
        row = AttachmentFactory()
        at = reverse("companies:attachment", args=[row.public_id])
        assert client.get(at).status_code == 302
        for _person in range(2):
            sign_in(client, row.company)
            assert client.get(at).status_code == 200
        sign_in(client, CompanyFactory())
        assert client.get(at).status_code == 404
        assert client.post(reverse("companies:attachment_drop", args=[row.public_id])).status_code == 404
        assert client.get(reverse("companies:attachments", args=[row.company.public_id])).status_code == 404
        sign_in(client, staff=True)
        assert client.get(at).status_code == 200

    def test_what_was_typed_stays_when_the_file_is_refused(self, client):
        company = CompanyFactory()
        sign_in(client, company)
        page = reverse("companies:attachments", args=[company.public_id])
        answer = client.post(page, {"kind": "plan", "title": "Mijn plan", "file": upload(b"MZ")}).content.decode()
        assert "nemen we niet aan" in answer
        assert 'value="Mijn plan"' in answer
        number = client.post(page, {"kind": "plan", "title": "85.07.30-033.28", "file": upload(PDF)}).content.decode()
        assert "geen rijksregisternummer" in number
        assert not Attachment.objects.exists()


class Clamd(threading.Thread):
    """A scanner that gives one answer per call."""

    def __init__(self, *answers):
        super().__init__(daemon=True)
        self.answers, self.heard = answers, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"
        self.start()

    def run(self):
        for answer in self.answers:
            line, _who = self.door.accept()
            with line:
                while not self.heard.endswith(b"\0\0\0\0"):
                    self.heard += line.recv(65536)
                line.sendall(answer)
        self.door.close()


class TestScanner:
    def test_a_file_waits_for_the_scan_and_is_closed_until_then(self, client, settings, monkeypatch):
        monkeypatch.setattr(attachments, "enqueue", lambda *_names, **_facts: None)  # no worker yet
        scanner = Clamd(b"stream: OK\0")
        settings.CLAMAV_ADDRESS = scanner.address
        company = CompanyFactory()
        sign_in(client, company)
        page = reverse("companies:attachments", args=[company.public_id])
        client.post(page, {"kind": "plan", "title": "Plan", "file": upload(PDF)})
        row = Attachment.objects.get()
        assert "Wordt nagekeken" in client.get(page).content.decode()
        at = reverse("companies:attachment", args=[row.public_id])
        assert client.get(at).status_code == 302
        for _twice in range(2):
            tasks.scan_attachment(attachment_id=row.pk)
        row.refresh_from_db()
        assert row.state == ScanState.ACCEPTED
        assert PDF in scanner.heard
        assert client.get(at).status_code == 200

    def test_an_infected_file_goes_at_once(self, settings):
        settings.CLAMAV_ADDRESS = Clamd(b"stream: Eicar FOUND\0").address
        row = AttachmentFactory(checking=True)
        storage, name = row.file.storage, row.file.name
        tasks.scan_attachment(attachment_id=row.pk)
        row.refresh_from_db()
        assert row.state == ScanState.INFECTED
        assert not storage.exists(name)

    def test_a_scanner_that_is_away_leaves_the_file_waiting(self, settings):
        settings.CLAMAV_ADDRESS = "127.0.0.1:1"
        row = AttachmentFactory(checking=True)
        tasks.scan_attachment(attachment_id=row.pk)
        row.refresh_from_db()
        assert row.state == ScanState.CHECKING
        with pytest.raises(ScannerUnreachable):
            is_free_of_viruses(PDF, Clamd(b"INSTREAM size limit exceeded. ERROR\0").address)

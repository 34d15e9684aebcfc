"""Files of a company, outside every folder that a web server shows."""

import secrets
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models

from accounts.actor import Actor
from companies.enums import AttachmentKind, ScanState
from companies.models.company import Company
from core.db import PublicModel


class PrivateStorage(FileSystemStorage):
    """The folder of the settings as it is now, without an address on the web."""

    @property
    def location(self) -> str:
        """The folder."""
        return str(Path(settings.PRIVATE_ROOT).resolve())


def private_storage() -> FileSystemStorage:
    """Return the folder for files that only a page with a permission check hands out."""
    return PrivateStorage(base_url=None)


def random_name(_attachment: "Attachment", name: str) -> str:
    """Return a name that says nothing and cannot be guessed; only the kind of file stays."""
    return f"bedrijven/{secrets.token_hex(16)}{PurePath(name).suffix.lower()}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, actor: Actor) -> "AttachmentQuerySet":
        """Files of the companies an actor may open."""
        return self if actor.is_staff else self.filter(company__in=actor.companies)


class Attachment(PublicModel):
    """One file. Images were written anew, so that nothing hidden (a place, a programme) travels along."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="attachments", verbose_name="bedrijf")
    kind = models.CharField("soort", max_length=10, choices=AttachmentKind)
    title = models.CharField("titel", max_length=120)
    file = models.FileField("bestand", storage=private_storage, upload_to=random_name, max_length=120)
    content_type = models.CharField("type", max_length=40)
    size = models.PositiveIntegerField("grootte")
    digest = models.CharField("vingerafdruk", max_length=64, editable=False)
    state = models.CharField("status", max_length=10, choices=ScanState, default=ScanState.CHECKING)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "digest"],
                name="attachment_once",
                violation_error_message="Dit bestand staat al bij je bedrijf.",
            )
        ]

    def __str__(self) -> str:
        return self.title

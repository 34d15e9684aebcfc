"""Files of a company: taken in after our own checks, looked through by a scanner where there is one."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.actor import SYSTEM, Actor
from companies.enums import SCAN_MOVES, ScanState
from companies.models import Attachment, Company
from companies.services.locking import locked
from core.queue import enqueue
from core.states import MoveRefused, require_move
from core.uploads import CleanFile
from privacy import journal

SCAN = "companies.tasks.scan_attachment"


class AttachmentKnown(Exception):
    """The company has this very file. The message is a Dutch sentence."""


@transaction.atomic
def add_attachment(*, actor: Actor, company: Company, kind: str, title: str, clean: CleanFile) -> Attachment:
    """Keep a file that passed the checks; with a scanner it waits for the scan. Raises `AttachmentKnown`."""
    locked(company)
    digest = hashlib.sha256(clean.content).hexdigest()
    if Attachment.objects.filter(company=company, digest=digest).exists():
        raise AttachmentKnown("Dit bestand staat al bij je bedrijf.")
    made = Attachment.objects.create(
        company=company,
        kind=kind,
        title=title,
        file=ContentFile(clean.content, name=f"bestand.{clean.extension}"),
        content_type=clean.content_type,
        size=len(clean.content),
        digest=digest,
        state=ScanState.CHECKING if settings.CLAMAV_ADDRESS else ScanState.ACCEPTED,
    )
    journal.record(actor=actor, verb="attachment_added", subject=made, kind=kind)
    if made.state == ScanState.CHECKING:
        enqueue(SCAN, attachment_id=made.pk)
    return made


@transaction.atomic
def note_scan(*, attachment: Attachment, is_clean: bool) -> Attachment:
    """Note what the scanner said; an infected file goes at once. Raises `MoveRefused` when it was noted before."""
    attachment = locked(attachment)
    target = ScanState.ACCEPTED if is_clean else ScanState.INFECTED
    require_move(SCAN_MOVES, attachment.state, target, "Dit bestand is al nagekeken.")
    attachment.state = target
    attachment.save(update_fields=["state", "updated_at"])
    if not is_clean:
        attachment.file.delete(save=False)
    journal.record(
        actor=SYSTEM, verb="attachment_scanned", subject=attachment, from_state=ScanState.CHECKING, to_state=target
    )
    return attachment


@transaction.atomic
def drop_attachment(*, actor: Actor, attachment: Attachment) -> None:
    """Take a file away, from the disk too once the transaction holds."""
    attachment = locked(attachment)
    storage, name = attachment.file.storage, attachment.file.name
    journal.record(actor=actor, verb="attachment_dropped", subject=attachment)
    attachment.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def require_readable(attachment: Attachment) -> None:
    """Raise `MoveRefused` for a file that nobody may open yet, or ever."""
    if attachment.state != ScanState.ACCEPTED:
        raise MoveRefused(f"Dit bestand kun je niet openen. Status: {attachment.get_state_display().lower()}.")

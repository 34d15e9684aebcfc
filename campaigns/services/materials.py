"""Every write to materials and orders."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Max

from accounts.actor import Actor
from campaigns.enums import ORDER_MOVES, OrderState
from campaigns.models import Material, MaterialOrder, MaterialVersion, PlanItem
from campaigns.selectors.materials import material_due
from core import clock
from core.states import require_move
from core.uploads import CleanFile
from mailing.services import queue_mail
from privacy import journal


@transaction.atomic
def add_version(*, material: Material, language: str, clean: CleanFile, actor: Actor) -> MaterialVersion:
    """Keep a file that passed the checks as the newest version in a language. Older ones stay in the archive."""
    row = Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    last = row.versions.filter(language=language).aggregate(last=Max("number"))["last"] or 0
    version = MaterialVersion.objects.create(
        material=row,
        language=language,
        number=last + 1,
        file=ContentFile(clean.content, name=f"bestand.{clean.extension}"),
        content_type=clean.content_type,
        size=len(clean.content),
    )
    journal.record(actor=actor, verb="material_version", subject=row, language=language, number=version.number)
    return version


def count_download(*, version: MaterialVersion) -> None:
    """Count one download; nothing is known about who."""
    MaterialVersion.objects.filter(pk=version.pk).update(downloads=F("downloads") + 1)


@transaction.atomic
def order_material(
    *,
    once_key: str,
    material: Material,
    language: str,
    copies: int,
    organisation: str,
    name: str,
    email: str,
    address: str,
    actor: Actor,
) -> MaterialOrder:
    """Note who wants how many copies, and confirm by mail. The same form twice is one order."""
    wanted = {"language": language, "copies": copies, "organisation": organisation, "name": name, "address": address}
    row, made = MaterialOrder.objects.get_or_create(
        once_key=once_key,
        defaults={**wanted, "material": material, "email": email.lower(), "due_on": material_due(clock.today())},
    )
    if made:
        journal.record(actor=actor, verb="material_ordered", subject=row, copies=copies)
        _tell(row)
    return row


@transaction.atomic
def send_order(*, order: MaterialOrder, actor: Actor) -> MaterialOrder:
    """Note that the copies left, and tell who asked. Raises MoveRefused."""
    return _move(order, OrderState.SENT, actor)


@transaction.atomic
def refuse_order(*, order: MaterialOrder, actor: Actor) -> MaterialOrder:
    """Note that we cannot deliver, and tell who asked. Raises MoveRefused."""
    return _move(order, OrderState.REFUSED, actor)


@transaction.atomic
def tick_plan(*, item: PlanItem, actor: Actor) -> PlanItem:
    """Note that a line of the plan is done; again opens it."""
    row = PlanItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    row.done_on = None if row.done_on else clock.today()
    row.save(update_fields=["done_on", "updated_at"])
    journal.record(actor=actor, verb="plan_ticked", subject=row, done=row.done_on is not None)
    return row


def _move(order: MaterialOrder, target: str, actor: Actor) -> MaterialOrder:
    row = MaterialOrder.objects.select_for_update(of=("self",)).select_related("material").get(pk=order.pk)
    require_move(ORDER_MOVES, row.state, target, f"Dat kan niet: de bestelling staat op ‘{row.get_state_display()}’.")
    row.state = target
    row.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"order_{target}", subject=row)
    _tell(row)
    return row


def _tell(row: MaterialOrder) -> None:
    queue_mail(
        key=f"material-order-{row.state}:{row.public_id}",
        template="campaigns/email/material_order",
        to=row.email,
        context={"order": row, "material": row.material},
    )

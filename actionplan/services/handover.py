"""Making the hand-over file: tables, what they mean, and who gave it to whom and why."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from actionplan.selectors.handover import Table, handover_tables
from actionplan.selectors.measures import smallest_group
from actionplan.selectors.plan import current_version
from core import clock
from core.tables import csv_text
from privacy import journal


@dataclass(frozen=True, slots=True)
class HandoverFile:
    """A zip with its name."""

    name: str
    content: bytes


@transaction.atomic
def make_handover(*, actor: Actor, receiver: str, purpose: str, with_contacts: bool) -> HandoverFile:
    """Return everything an organisation needs to go on, as one zip of CSV files with a description and checksums.

    No learner is in it. The journal keeps who made it, for whom and with what. Raises `ValidationError` before a plan
    was loaded.
    """
    version = current_version()
    if version is None:
        raise ValidationError("Het actieplan is nog niet geladen. Er is niets om over te dragen.")
    tables = handover_tables(smallest=smallest_group(clock.today()), with_contacts=with_contacts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = [_add(archive, table) for table in tables]
        archive.writestr("LEESMIJ.txt", _readme(actor, receiver, purpose, tables))
        about = {"made_on": clock.today().isoformat(), "receiver": receiver, "purpose": purpose, "files": parts}
        archive.writestr("inhoud.json", json.dumps(about, ensure_ascii=False, indent=2))
    journal.record(
        actor=actor,
        verb="handover_made",
        subject=version,
        receiver=receiver[:160],
        purpose=purpose[:300],
        contacts=with_contacts,
        files=len(parts),
    )
    return HandoverFile(f"overdracht-{clock.today():%Y-%m-%d}.zip", buffer.getvalue())


def _add(archive: zipfile.ZipFile, table: Table) -> dict[str, object]:
    rows = list(table.rows)
    content = csv_text([column for column, _meaning in table.columns], rows).encode()
    archive.writestr(f"{table.name}.csv", content)
    return {
        "file": f"{table.name}.csv",
        "about": table.about,
        "rows": len(rows),
        "columns": {str(column.label): meaning for column, meaning in table.columns},
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _readme(actor: Actor, receiver: str, purpose: str, tables: list[Table]) -> str:
    lines = [
        "Overdracht van het Provinciaal Steunpunt Duaal Leren West-Vlaanderen",
        "",
        f"Gemaakt op: {clock.today():%d/%m/%Y}",
        f"Gemaakt door: {actor.label}",
        f"Voor: {receiver}",
        f"Waarom: {purpose}",
        "",
        "In dit bestand staat geen enkele lerende. Over dossiers staan er alleen aantallen, zonder kleine groepen.",
        "Een lege waarde betekent ‘onbekend’, nooit nul. CSV: UTF-8, puntkomma, datum als dag/maand/jaar, komma als decimaal.",
        "inhoud.json zegt van elk bestand hoeveel rijen het heeft, wat elke kolom betekent en wat de controlesom is.",
    ]
    for table in tables:
        lines += ["", f"{table.name}.csv", f"  {table.about}"]
        lines += [f"  - {column.label}: {meaning}" for column, meaning in table.columns]
    return "\n".join(lines) + "\n"

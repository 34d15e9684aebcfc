"""Registry of the tables that live in files. Each app registers its own in `AppConfig.ready()`, lower apps first."""

from catalogue.services.reference import ReferenceTable

_tables: dict[str, ReferenceTable] = {}


def register(*tables: ReferenceTable) -> None:
    """Add tables in the order in which they must be loaded. A name that was registered before is replaced."""
    _tables.update({table.name: table for table in tables})


def registered() -> tuple[ReferenceTable, ...]:
    """Return every registered table in loading order."""
    return tuple(_tables.values())

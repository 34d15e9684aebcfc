"""Who calls whom, read from the source: enough to tell which service writes and which one tells the journal."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.law import ROOT, sources

WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create",
    "add", "remove", "set", "clear",
}  # fmt: skip
# `.update(`, `.add(`, `.set(` ... are words of dicts, sets and caches too: only behind a manager or queryset they write.
AMBIGUOUS = {"update", "add", "remove", "set", "clear", "delete", "create"}
JOURNAL = {"privacy.journal.record", "privacy.journal.record_many", "privacy.journal.record_read"}


@dataclass
class Function:
    """One function: what it calls (by full name), and whether it writes itself."""

    name: str
    calls: set[str] = field(default_factory=set)
    writes: bool = False


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.Module) -> dict[str, str]:
    """Return the full name behind each imported name."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
    return found


def is_write(call: ast.Call) -> bool:
    """Tell whether a call writes rows: a method of a manager, a queryset or a model instance."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    if call.func.attr not in AMBIGUOUS or (call.func.attr == "delete" and not call.args):
        return True
    chain = ast.unparse(call.func.value)
    is_rows = ".objects" in chain or ".filter(" in chain or chain.endswith((".all()", "rows", "lines", "_set"))
    return is_rows or (
        call.func.attr in {"delete", "add", "remove", "set", "clear"} and "." in chain and "cache" not in chain
    )


def functions_of(path: Path, text: str) -> list[Function]:
    """Return the functions at the top of a module."""
    tree, module = ast.parse(text), module_name(path)
    imported = imports_of(tree)
    own = {node.name: f"{module}.{node.name}" for node in tree.body if isinstance(node, ast.FunctionDef)}
    values = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    own |= {value.id: f"{module}.{value.id}" for value in values if isinstance(value, ast.Name)}
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            function = Function(own[node.name])
            for part in ast.walk(node):
                if isinstance(part, ast.Name) and part.id in own | imported:
                    function.calls.add((own | imported)[part.id])
                elif (
                    isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in imported
                ):
                    function.calls.add(f"{imported[part.value.id]}.{part.attr}")
                elif isinstance(part, ast.Call) and is_write(part):
                    function.writes = True
            found.append(function)
    return found


def house() -> dict[str, Function]:
    """Return every function at the top of a module of the house, by full name."""
    return {function.name: function for path in sources() for function in functions_of(path, path.read_text())}


def reaches(start: str, graph: dict[str, Function], goal: set[str], seen: set[str] | None = None) -> bool:
    """Tell whether a function calls one of the goals, by itself or through others."""
    seen = seen if seen is not None else set()
    if start in goal:
        return True
    if start in seen or start not in graph:
        return False
    seen.add(start)
    return any(reaches(other, graph, goal, seen) for other in graph[start].calls)


def silent_services(graph: dict[str, Function]) -> list[str]:
    """Return the public functions of services that write and never tell the journal."""
    writers = {name for name, function in graph.items() if function.writes}
    services = {name for name in graph if ".services" in name and not name.rsplit(".", 1)[1].startswith("_")}
    return sorted(name for name in services if reaches(name, graph, writers) and not reaches(name, graph, JOURNAL))

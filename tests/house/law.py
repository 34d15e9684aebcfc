"""The house as the guards read it: apps in ladder order and their source files."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LADDER = (
    ("core",),
    ("catalogue",),
    ("accounts",),
    ("mailing", "privacy"),
    ("companies", "schools"),
    ("learners",),
    ("matchmaking",),
    ("placements",),
    ("campaigns",),
    ("expertise",),
    ("knowledge",),
    ("research",),
    ("actionplan",),
    ("frontoffice",),
)
APPS = tuple(app for rung in LADDER for app in rung)
RUNG = {app: height for height, rung in enumerate(LADDER) for app in rung}
MAX_FILE, MAX_TEST, MAX_FUNCTION, MAX_VIEW = 300, 500, 40, 25


def sources(*, tests: bool = False) -> list[Path]:
    """Return the Python files of the house (or of its tests), migrations left out."""
    roots = [ROOT / "tests"] if tests else [ROOT / name for name in (*APPS, "steunpunt", "benchmarks")]
    return sorted(path for root in roots for path in root.rglob("*.py") if "migrations" not in path.parts)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield each function of a module, methods too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function, its docstring left out."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def is_room(path: Path, room: str) -> bool:
    """Tell whether a file is the room `room` (a module, or inside a package of that name)."""
    return path.stem == room or room in path.relative_to(ROOT).parts[1:-1]


def bare_saves(source: str) -> list[int]:
    """Return the lines where `.save()` is called without `update_fields` on something already in the database."""
    tree = ast.parse(source)
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "save"
        and not any(keyword.arg in {"update_fields", "force_insert"} for keyword in node.keywords)
    ]


def queries_in_view(source: str) -> list[int]:
    """Return the lines of a view module that touch the ORM."""
    tree = ast.parse(source)
    words = {"objects", "filter", "exclude", "select_related", "prefetch_related", "annotate"}
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in words]

"""What may stand in which room, and how long it may be."""

import ast
import statistics

import pytest

from tests.house.law import (
    MAX_FILE,
    MAX_FUNCTION,
    MAX_TEST,
    MAX_VIEW,
    ROOT,
    bare_saves,
    functions,
    is_room,
    length,
    queries_in_view,
    sources,
)

pytestmark = pytest.mark.filterwarnings("ignore")


def faults_by(room, find):
    found = []
    for path in sources():
        if is_room(path, room):
            found += [f"{path.relative_to(ROOT)}:{line}" for line in find(path.read_text())]
    return found


def test_views_hold_no_queries():
    assert faults_by("views", queries_in_view) == []


def test_services_save_named_fields_only():
    assert faults_by("services", bare_saves) == []


def test_forms_never_write():
    words = {"save", "create", "bulk_create", "update_or_create", "get_or_create"}

    def writes(source):
        return [
            node.lineno
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in words
        ]

    assert faults_by("forms", writes) == []


def test_rules_ask_no_clock_and_no_database():
    words = {"objects", "now", "today", "localdate", "localtime"}

    def impure(source):
        return [
            node.lineno
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Attribute) and node.attr in words
        ]

    assert faults_by("rules", impure) == []


def test_files_are_short():
    lengths = {path: len(path.read_text().splitlines()) for path in sources()}
    long = [f"{path.relative_to(ROOT)}: {lines}" for path, lines in lengths.items() if lines > MAX_FILE]
    tests = {path: len(path.read_text().splitlines()) for path in sources(tests=True)}
    long += [f"{path.relative_to(ROOT)}: {lines}" for path, lines in tests.items() if lines > MAX_TEST]
    assert long == []
    assert statistics.median(lines for lines in lengths.values() if lines) <= 80


def test_functions_are_short():
    long = []
    for path in sources():
        limit = MAX_VIEW if is_room(path, "views") else MAX_FUNCTION
        for node in functions(ast.parse(path.read_text())):
            if length(node) > limit:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length(node)}")
    assert long == []


@pytest.mark.parametrize(
    ("guard", "fault"),
    [
        (bare_saves, "def rename(row):\n    row.name = 'x'\n    row.save()\n"),
        (queries_in_view, "def page(request):\n    return Learner.objects.all()\n"),
        (queries_in_view, "def page(request):\n    return rows.filter(pk=1)\n"),
    ],
)
def test_the_guards_see_a_planted_fault(guard, fault):
    assert guard(fault) != []

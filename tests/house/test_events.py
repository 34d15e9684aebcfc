"""News between apps: each signal has one sender and somebody who listens, above the sender."""

import ast
import functools
import importlib

import pytest
from django.dispatch import Signal

from tests.house.calls import functions_of, house, imports_of, module_name, reaches
from tests.house.law import APPS, ROOT, RUNG, sources

MOST_SIGNALS = 11


def signals():
    """Return every declared signal by its full name."""
    found = {}
    for app in APPS:
        if (ROOT / app / "events.py").exists():
            module = importlib.import_module(f"{app}.events")
            found |= {
                f"{app}.events.{name}": value for name, value in vars(module).items() if isinstance(value, Signal)
            }
    return found


SIGNALS = signals()


@functools.cache
def graph_of_calls():
    """Return who calls whom; reading the whole source once is enough."""
    return house()


@functools.cache
def modules():
    """Return the text of each module, by its name."""
    return {module_name(path): path.read_text() for path in sources()}


def senders_in(module, text, signal):
    """Tell how often a module sends a signal."""
    tree = ast.parse(text)
    own = {node.targets[0].id: f"{module}.{node.targets[0].id}" for node in tree.body
           if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}  # fmt: skip
    names = imports_of(tree) | own
    return sum(
        isinstance(node, ast.Attribute)
        and node.attr in {"send", "send_robust"}
        and isinstance(node.value, ast.Name)
        and names.get(node.value.id) == signal
        for node in ast.walk(tree)
    )


def text_sends(text, signal):
    """Tell whether the name of the signal is in the text at all: most modules need no reading."""
    return signal.rsplit(".", 1)[1] in text


def test_there_are_few_signals():
    assert 0 < len(SIGNALS) < MOST_SIGNALS


@pytest.mark.parametrize("signal", sorted(SIGNALS))
def test_one_place_sends_it_and_somebody_uses_that_place(signal):
    counts = {
        name: senders_in(name, text, signal) if text_sends(text, signal) else 0 for name, text in modules().items()
    }
    assert [count for count in counts.values() if count] == [1], {name for name, count in counts.items() if count}
    (home,) = [name for name, count in counts.items() if count]
    assert home.split(".")[0] == signal.split(".")[0]
    graph = graph_of_calls()
    holders = {name for name, function in graph.items() if name.startswith(f"{home}.") and signal in function.calls}
    users = [name for name in graph if ".services" in name and reaches(name, graph, holders)]
    assert users, f"niemand meldt {signal}"


@pytest.mark.parametrize("signal", sorted(SIGNALS))
def test_somebody_listens_and_stands_above(signal):
    listeners = [receiver() for _key, receiver, *_rest in SIGNALS[signal].receivers]
    assert listeners, f"niemand luistert naar {signal}"
    for listener in listeners:
        app = listener.__module__.split(".")[0]
        assert RUNG[app] > RUNG[signal.split(".")[0]], listener.__module__
        assert listener.__module__ == f"{app}.receivers"


def test_the_guards_see_planted_faults():
    text = "from companies.events import workplace_changed\ndef f():\n    workplace_changed.send(sender=1)\n"
    assert senders_in("schools.services", text, "companies.events.workplace_changed") == 1
    assert senders_in("schools.services", text, "companies.events.workplace_withdrawn") == 0
    path = ROOT / "schools" / "services" / "planted.py"
    assert functions_of(path, text)[0].calls >= {"companies.events.workplace_changed"}

"""The file for Europass against the SHACL shapes that the European Commission publishes for it."""

import datetime as dt
import json
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from placements.rules.europass import Achievement, Holder, credential_of

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # rdflib, by itself
DATA = Path(__file__).parent / "data"
CONTEXT = json.loads((DATA / "edc_portfolio.context.json").read_text(encoding="utf-8"))["@context"]
NOW = dt.datetime(2026, 11, 6, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def shapes():
    return Graph().parse(DATA / "edc_portfolio.shapes.ttl")


def document(rows=1, number="0417497106"):
    holder = Holder("k1", "Mila", "Baert", "Steunpunt", "West-Vlaanderen", number, "aW1hZ2U=")
    done = [Achievement(f"a{each}", "Deeg kneden", "Bakkerij", "Izegem", NOW, "Bakker") for each in range(rows)]
    return credential_of(holder, done, NOW)


def faults(shapes, found):
    """Return what the shapes say is wrong, by the last word of the path."""
    graph = Graph().parse(data=json.dumps({**found, "@context": CONTEXT}), format="json-ld")
    _conforms, report, _text = pyshacl.validate(graph, shacl_graph=shapes)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {str(report.value(each, SH.resultPath)).rpartition("#")[2].rpartition("/")[2] for each in results}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_portfolio_conforms_to_the_published_shapes(shapes, rows):
    assert faults(shapes, document(rows)) == set()


def test_each_word_of_the_file_is_in_the_context():
    """A word that the context does not know disappears in silence when the file becomes a graph."""

    def words(node):
        if isinstance(node, list):
            return set().union(*map(words, node))
        if not isinstance(node, dict):
            return set()
        kinds = node.get("type", [])
        named = {word for word in node if word not in ("@context", "nl", "en")}
        return named.union([kinds] if isinstance(kinds, str) else kinds, *map(words, node.values()))

    assert words(document()) - set(CONTEXT) == set()


def test_without_a_claim_or_without_the_number_of_the_issuer_it_does_not_conform(shapes):
    assert faults(shapes, document(rows=0)) == {"hasClaim"}
    assert faults(shapes, document(number="")) >= {"issuer"}


@pytest.mark.parametrize(
    ("spoil", "seen"),
    [
        (lambda it: it.pop("displayParameter"), "displayParameter"),
        (lambda it: it.update(issued="gisteren"), "issued"),
        (lambda it: it["credentialSubject"]["hasClaim"][0].pop("title"), "title"),
        (lambda it: it["credentialSubject"]["hasClaim"][0].pop("awardedBy"), "awardedBy"),
        (lambda it: it["credentialSubject"]["hasClaim"][0]["awardedBy"].pop("awardingBody"), "awardingBody"),
        (lambda it: it["credentialProfiles"]["inScheme"].update(id="urn:x"), "credentialProfiles"),
        (lambda it: it["displayParameter"]["individualDisplay"]["displayDetail"].pop("page"), "page"),
    ],
)
def test_the_shapes_see_a_file_that_lacks_something(shapes, spoil, seen):
    found = document()
    spoil(found)
    assert seen in faults(shapes, found)

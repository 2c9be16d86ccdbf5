"""The graph behind the picture, and the files for other programs."""

import itertools
import math
from dataclasses import replace

import networkx as nx
import pytest

from kg.errors import RunError
from kg.model import Standing
from kg.render.export import export
from kg.render.layout import BACK, _on_spiral, _packed, layout
from kg.render.network import claim_edges, event_edges, to_networkx
from kg.render.pack import as_json, units
from kg.render.page import page
from kg.view import PageEventuality
from tests.render import views


def event(*roles):
    return PageEventuality("e", "Meet", "met", Standing.REPORTED, roles, ())


@pytest.mark.parametrize(
    ("roles", "lines"),
    [
        ([("actor", "a"), ("target", "b")], ["a>b"]),
        ([("actor", "a"), ("actor", "b"), ("target", "c")], ["a>c", "b>c"]),
        ([("actor", "a"), ("actor", "b")], ["a>b"]),
        ([("participant", "a"), ("participant", "b"), ("place", "c")], ["a>b", "a>c"]),
        ([("target", "b"), ("place", "c")], ["b>c"]),
        ([("actor", "a"), ("target", "a")], []),
        ([("actor", "a")], []),
        ([], []),
    ],
)
def test_an_event_runs_from_who_acts_to_what_is_acted_on(roles, lines):
    assert [f"{edge.source}>{edge.target}" for edge in event_edges(event(*roles))] == lines


def test_a_claim_runs_from_the_speaker_to_those_spoken_of():
    graph = to_networkx(views.harbour())
    said = {(a, b) for a, b, kind in graph.edges(data="kind") if kind == "claim"}
    renn, boats = f"{views.BASE}entity:renn", f"{views.BASE}entity:boats"
    assert (renn, boats) in said
    assert all(graph.edges[edge]["standing"] == "claim" for edge in graph.edges if graph.edges[edge]["kind"] == "claim")


def test_what_two_say_together_runs_from_both():
    view = views.harbour()
    events = {event.iri: event for event in view.eventualities}
    renn, aare = f"{views.BASE}entity:renn", f"{views.BASE}entity:aare"
    claim = replace(next(c for c in view.claims if c.speaker == renn), joint=(aare,))
    assert {edge.source for edge in claim_edges(claim, events)} == {renn, aare}


def test_a_layout_is_the_same_each_time_and_no_two_nodes_lie_on_one_spot():
    graph = to_networkx(views.sized(150))
    places = layout(graph)
    assert places == layout(graph)
    assert len(set(places.values())) == len(graph)


def test_a_page_is_the_same_each_time():
    assert page(views.harbour()) == page(views.harbour())


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
@pytest.mark.parametrize("name", ["harbour", "hostile"])
def test_other_programs_get_the_whole_graph(tmp_path, form, read, name):
    view = getattr(views, name)()
    export(view, tmp_path / "g", form)
    back = read(tmp_path / "g")
    assert back.number_of_nodes() == len(view.entities)
    assert back.number_of_edges() == to_networkx(view).number_of_edges()


def test_an_unknown_form_names_those_that_exist(tmp_path):
    with pytest.raises(RunError, match="graphml, gexf"):
        export(views.harbour(), tmp_path / "g", "dot")


def test_offsets_are_counted_as_javascript_counts():
    assert [units("a\U0001f600bé", n) for n in range(5)] == [0, 1, 3, 4, 5]


@pytest.mark.parametrize("text", views.HOSTILE)
def test_nothing_in_the_island_can_end_or_start_an_element(text):
    assert "<" not in as_json([text])


def test_parts_are_packed_where_trying_every_spot_would_put_them():
    sizes = [900.0, *sorted((83.0 if n % 3 else 60.0 + n * 37 % 340 for n in range(60)), reverse=True)]
    placed, step = [], 0
    for size in sizes:
        step = max(0, step - step // BACK)
        spots = (_on_spiral(n) for n in itertools.count(step))
        for tried, (x, y) in enumerate(spots):
            if all(math.hypot(x - a, y - b) >= size + other for a, b, other in placed):
                step += tried
                placed.append((x, y, size))
                break
    assert _packed(sizes) == [(x, y) for x, y, _ in placed]
    assert len(set(placed)) == len(sizes)

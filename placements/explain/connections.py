"""What is connected to what: children and homes linked by options, as a graph (networkx)."""

from typing import Any

import networkx as nx

from placements.optimise.problem import Problem
from placements.optimise.review import Review

LONGEST = 6


def graph(problem: Problem) -> Any:
    """Return the graph of children and homes: an edge for every pair in an option."""
    pairs = problem.screen.pairs
    found = nx.Graph()
    found.add_nodes_from(("child", c.child_id) for c in pairs.children)
    edges = {(int(i), int(j)) for i, j in zip(problem.options.member, problem.member_home, strict=True)}
    found.add_edges_from(
        (("child", pairs.children[i].child_id), ("home", pairs.homes[j].home_id)) for i, j in sorted(edges)
    )
    return found


def components(links: Any) -> list[dict[str, Any]]:
    """Return the parts of the week that do not touch each other, largest first."""
    found = []
    for nodes in nx.connected_components(links):
        children = sorted(name for kind, name in nodes if kind == "child")
        found.append({"children": len(children), "homes": len(nodes) - len(children), "first_child": children[0]})
    return sorted(found, key=lambda part: (-part["children"], part["first_child"]))


def chains(review: Review, links: Any, waiting: list[str]) -> list[dict[str, Any]]:
    """Return, for each child without a home, the shortest chain of proposals that leads to a home with nobody in it.

    It says what would have to move for her; the levels say why it does not.
    """
    used = nx.DiGraph()
    for kind, name in links.nodes:
        for _, other in links.neighbors((kind, name)):
            if kind == "child" and review.home_of.get(name) != other:
                used.add_edge((kind, name), ("home", other))
            elif kind == "home" and review.home_of.get(other) == name:
                used.add_edge((kind, name), ("child", other))
    empty = [node for node in used.nodes if node[0] == "home" and node[1] not in review.children_in]
    if not empty:
        return []
    back = used.reverse(copy=False)
    reach = nx.multi_source_dijkstra_path(back, empty, cutoff=LONGEST)
    return [
        {"child_id": child_id, "through": [name for _, name in reversed(reach[("child", child_id)])]}
        for child_id in waiting
        if ("child", child_id) in reach and len(reach[("child", child_id)]) > 2
    ]

"""Statements as RDF: names, the store, queries, derived facts, exports."""

from graphkit.graph.derive import derive
from graphkit.graph.errors import GraphError, ParameterError, QueryError, StoreError
from graphkit.graph.knowledge import KnowledgeGraph
from graphkit.graph.named import NamedQuery, Parameter
from graphkit.graph.result import Answer, Result, Triples, render
from graphkit.graph.store import Store
from graphkit.graph.terms import PREFIXES, Names, gk, term
from graphkit.graph.told import WhoAnswer

__all__ = [
    "PREFIXES",
    "Answer",
    "GraphError",
    "KnowledgeGraph",
    "NamedQuery",
    "Names",
    "Parameter",
    "ParameterError",
    "QueryError",
    "Result",
    "Store",
    "StoreError",
    "Triples",
    "WhoAnswer",
    "derive",
    "gk",
    "render",
    "term",
]

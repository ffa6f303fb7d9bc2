"""The graph as networks: projections ("lenses") and measures on them."""

from graphkit.network.concentration import Concentration, Share, concentration
from graphkit.network.errors import NetworkError
from graphkit.network.lenses import LENSES, Lens, project
from graphkit.network.measures import measures
from graphkit.network.positions import Position, positions
from graphkit.network.stakeholders import brokers, contacts, stakeholders

__all__ = [
    "LENSES",
    "Concentration",
    "Lens",
    "NetworkError",
    "Position",
    "Share",
    "brokers",
    "concentration",
    "contacts",
    "measures",
    "positions",
    "project",
    "stakeholders",
]

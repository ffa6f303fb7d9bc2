"""network: measures on a projection of the graph."""

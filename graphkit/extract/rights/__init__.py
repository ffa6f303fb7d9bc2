"""Decision rights, reporting lines and acts of deciding: who may do what about which scope, as a note says it."""

from graphkit.extract.rights.extractor import rights

__all__ = ["rights"]

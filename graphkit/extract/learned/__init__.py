"""A small trained network that reads rights in sentences whose words no rule knows; it is part of the package.

words -> network -> reader -> rights. `training/` says how the weights were made.
"""

from graphkit.extract.learned.rights import learned_rights

__all__ = ["learned_rights"]

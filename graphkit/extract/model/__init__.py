"""Rights that a language model finds in a note: asked over HTTP, checked against the note, proposed until confirmed."""

from graphkit.extract.model.extractor import ModelExtractor, ModelReading
from graphkit.extract.model.passages import Passages, passages_of

__all__ = ["ModelExtractor", "ModelReading", "Passages", "passages_of"]

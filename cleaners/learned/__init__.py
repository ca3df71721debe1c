"""The trained block model: pure functions from a page's blocks to how likely each is part of the story."""

from cleaners.learned.model import BlockModel, ModelError, Scores, bundled, load, spoken

__all__ = ["BlockModel", "ModelError", "Scores", "bundled", "load", "spoken"]

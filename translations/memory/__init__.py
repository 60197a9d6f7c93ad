"""The translation memory: what was approved once is offered where the same is to be said again.

Inside: `marks` ← `entries` ← `finding`.
"""

from translations.memory.entries import forget, rebuild, remember
from translations.memory.finding import Match, similar

__all__ = ["Match", "forget", "rebuild", "remember", "similar"]

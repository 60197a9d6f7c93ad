"""The translation memory: what was approved once is offered where the same is to be said again."""

from translations.memory.entries import remember

__all__ = ["remember"]

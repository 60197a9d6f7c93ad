"""Rules about whole objects, which apps register: the date of a panel against its texts, say.

The checks of this package know two texts; what else belongs to an object only its app knows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class ObjectFinding:
    """Something about an object, and the texts or values that it was found in.

    ``about`` are those texts: when one of them changes, a dismissed finding speaks again.
    """

    obj: models.Model
    message: Promise | str
    parts: dict[str, object] = field(default_factory=dict)
    language: str = ""  # of the text that is meant; empty when it is no text
    field_name: str = ""
    about: tuple[str, ...] = ()
    edit_url: str = ""

    def __str__(self) -> str:
        return str(self.message) % self.parts if self.parts else str(self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """``find`` gets the key of a scope; as many queries for a large one as for a small one."""

    name: str
    title: Promise | str
    explanation: Promise | str
    find: Callable[[str], Iterable[ObjectFinding]]


_rules: dict[str, dict[str, Rule]] = {}


def register(prefix: str, rule: Rule) -> None:
    """For the scopes whose key begins so: ``exhibition``."""
    _rules.setdefault(prefix, {})[rule.name] = rule


def rules_for(scope: str) -> tuple[Rule, ...]:
    return tuple(_rules.get(scope.partition("-")[0], {}).values())

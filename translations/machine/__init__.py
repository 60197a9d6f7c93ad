"""Machine translation: an interface, and nothing behind it until a site names something.

Inside: `translator` ← `drafting` ← `views`.
"""

from translations.machine.drafting import Drafted, draft_by_machine
from translations.machine.translator import MachineError, Translator, is_on

__all__ = ["Drafted", "MachineError", "Translator", "draft_by_machine", "is_on"]

"""The daily e-mail of what there is to do in a language, for those who wish it.

Inside: `composing` ← `sending`; `stopping` ← `sending`, `views`.
"""

from translations.digest.sending import send_digests

__all__ = ["send_digests"]

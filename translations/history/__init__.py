"""The history of the working copy: what was changed, by whom, and the way back.

Models derive from ``Recorded`` (``translations.models.recorded``), whose writing calls
``recording``. The others read what that has kept: ``states`` (what an object was at some time),
``comparing`` and ``words`` (the difference, as people read it), ``restoring`` (an earlier state),
``bringing_back`` (what was deleted), ``presence`` (who else is here), ``admin`` (the pages). They
import each other in this order.
"""

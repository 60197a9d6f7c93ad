"""The history of the working copy: what was changed, by whom, and the way back.

Models derive from ``Recorded`` (``translations.models.recorded``), whose writing calls
``recording`` and ``deleting``. The others read what those have kept: ``states`` (what an object
was at some time), ``words`` and ``comparing`` (the difference, as people read it), ``telling`` (a
version in a few words), ``bringing_back`` (what was deleted), ``restoring`` (an earlier state),
``presence`` (who else is here), ``admin`` (the pages). They import each other in this order.
"""

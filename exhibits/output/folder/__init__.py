"""An edition as a folder that opens from a stick or any web server, in a bag with checksums.

Inside: ``places`` (where each address stands in the folder) ← ``pages`` (rendered through the
site's own templates), ``files`` (styles, scripts, pictures, tiles), ``words`` (the search) ←
``site`` (everything, in order).
"""

from .site import write_folder

__all__ = ["write_folder"]

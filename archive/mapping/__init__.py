"""Maps of places, drawn on the server from outlines that come with the project."""

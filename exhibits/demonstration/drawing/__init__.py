"""The kit that draws the demonstration's pictures. Needs Pillow and PyYAML, no Django."""

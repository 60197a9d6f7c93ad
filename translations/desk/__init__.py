"""The desk: one object at a time, all its texts."""

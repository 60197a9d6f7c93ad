"""The desk itself: one object, source beside translation, and everything that is said of it."""

"""Scans come in: sent files are unpacked, kept once, and copied for readers in the background."""

"""Browsing archival items: filters, counts, pages."""

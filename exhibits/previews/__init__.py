"""Previews: the working copy through the templates of the public pages.

Two doors lead to one view: a link that somebody was sent, and the session of staff.
"""

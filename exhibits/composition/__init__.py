"""What public pages show, composed in one place into plain typed structures.

Templates render these structures and read nothing else of an exhibition. They hold only text,
numbers and addresses, so that an edition can freeze them.
"""

"""A daily e-mail of what there is to do."""

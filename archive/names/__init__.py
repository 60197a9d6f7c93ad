"""What is done with names: writing, sorting, comparing and merging them, and their pages."""

"""What there is to translate, and how far it is."""

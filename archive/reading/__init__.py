"""Reading a document: the page of an item, its page images, their texts, its citation."""

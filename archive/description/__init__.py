"""What ISAD(G) asks of a description: elements, what is inherited or missing, the tree."""

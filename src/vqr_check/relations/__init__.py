"""Links claims: what sentences, lists and tables state between them."""

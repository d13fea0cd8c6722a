"""What quantities say: the claims of clauses and of table cells."""

"""The knowledge base: records, their files and tables, and search over them."""

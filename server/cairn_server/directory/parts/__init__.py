"""The parts that documents are made of: one file a table of HSDS 3.2, or a family of them."""

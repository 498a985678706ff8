"""What the documents of the shared space must look like."""

"""The public directory as pages without any script, for text browsers and phones of any age."""

"""A partner confirms its own entry through a link that works once, without an account."""

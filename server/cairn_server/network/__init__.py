"""Other collaboratives' public directories: subscribed to, fetched, and kept apart from our own."""

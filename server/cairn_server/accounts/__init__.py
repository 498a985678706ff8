"""The people of a deployment, their phones, their tokens, and how they sign in."""

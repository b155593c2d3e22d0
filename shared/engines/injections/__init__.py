"""What in a text tries to give a model other instructions than its owner gave it."""

"""What in a prompt could be said better, by rules."""

"""How the questions of an assessment measure."""

"""How alike programs are, whatever their names, comments and layout (winnowing: Schleimer, Wilkerson, Aiken 2003)."""

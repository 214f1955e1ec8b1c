"""The semantic education landscape: the Turtle here is the source, Python only reads it."""

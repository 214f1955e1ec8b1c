"""A board's landscape as an ArchiMate model: out to an exchange file, and back from one that people edited."""

"""Writers of model files: from the neutral model that the readers fill to a file that other tools open."""

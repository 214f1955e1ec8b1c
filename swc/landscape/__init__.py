"""What a board uses, for whom, placed on FORA, with couplings and agreements."""

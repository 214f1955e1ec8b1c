"""What concepts of one scheme are to concepts of another: proposed, confirmed, withdrawn, exchanged as SSSOM."""

"""Reading DUO's CSV files of boards, schools, sites and pupils, with every way in which they come spoilt."""

"""Whether something is open at a moment: days, hours of a day, clocks. Pure, as on the phone."""

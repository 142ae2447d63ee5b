"""The expressive family: rhythm, dynamics, hands, pedal, rubato, keys and meters."""

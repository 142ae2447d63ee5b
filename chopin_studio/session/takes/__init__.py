"""The list of takes and what is done with whole takes."""

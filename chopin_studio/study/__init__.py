"""Listening studies: what listeners hear and are asked, their answers, and what came of them."""

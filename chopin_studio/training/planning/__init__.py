"""Learn how pieces are planned: their form and harmony."""

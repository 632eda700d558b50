"""A short reference of the model, to be read beside docs/model: month.py first."""

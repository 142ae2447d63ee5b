"""Harmony: chords, how musicians write them, and which ones music has."""

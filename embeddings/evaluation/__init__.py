"""Answers to labelled questions in, figures out.

An answer is taken in the contract's JSON form, as `pincite ask --json` prints it, so that what is measured is what
a program gets.
"""

"""What `pincite doctor` looks at: one module a subject; none of them needs another to be well."""

"""Every sentence that people read, in one place: errors, replies, citations' notes."""

"""Every sentence that people read, by language."""

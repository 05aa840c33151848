"""The only SQL: tables, migrations and one module of statements a subject."""

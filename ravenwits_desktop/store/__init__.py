"""What is kept on disk: drafts, submissions with their history, the exact bytes sent and what the server answered.

`store.store.Store` is opened by a database URL (`location.default_url`); nobody else knows what lies behind it.
Importing this package, `errors` or `location` does not import SQLAlchemy; importing `store.store` does.

Files: `engine` opens the database and is the only place where its errors become `StoreError`s; `schema` has the tables
as they are now, `migrations` the numbered steps that led there; `columns` and `codec` say how values are written;
`drafts` and `submissions` hold the statements; `store` is the door.
"""

-- sqlite_connection: settings of every SQLite connection. A commit is on disk when it returns.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;

-- lock_down: times are UTC, 7 / 2 is 3 as in PostgreSQL, and then what a DuckDB instance may never do again: before it
-- sees any text from outside it is confined to its directories, and no setting can be changed any more.
-- {{directories}}  quoted list of the directories it may read and write
SET GLOBAL TimeZone = 'UTC';
SET GLOBAL integer_division = true;
SET allowed_directories = [{{directories}}];
SET enable_external_access = false;
SET lock_configuration = true;

-- distribute_make: the extension of Citus, in this database; on the workers an administrator makes it.
CREATE EXTENSION citus

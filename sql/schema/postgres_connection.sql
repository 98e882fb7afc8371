-- postgres_connection: settings of every PostgreSQL connection. Texts come out as the other engines write them: times in
-- UTC, dates as 2026-10-31, doubles with as many digits as they need. Our tables stand in the schema centavo.
SET client_encoding = 'UTF8';
SET TimeZone = 'UTC';
SET DateStyle = 'ISO, YMD';
SET extra_float_digits = 1;
SET standard_conforming_strings = on;
SET client_min_messages = warning;
SET search_path = centavo;
-- Compiling a question takes longer than the questions of a screen do.
SET jit = off;
